"""Units on one scale: months and years, kilometres and miles, soldiers and troops.

Physical units are pint's to know. Currencies and anything else that it does not know convert
into nothing but themselves.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import chain

from misca_cli.record import Record
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from misca_cli.factbase import Factbase
    from misca_cli.model import Measure, Number

_DIGITS = 20
"""A month is no exact part of a year: what is converted keeps so many digits."""
_AMBIGUOUS = {"ton", "gallon", "pint", "quart", "cup", "ounce"}
"""Names of units that are not of one size everywhere."""
_PERCENT = {"%", "percent", "per cent"}
_LONGEST = 40


class Scale(Record):
    """How figures of one unit become figures of another: times a factor, then plus an offset."""

    factor: Decimal
    offset: Decimal

    @property
    def tolerance(self) -> str | None:
        """Return what to allow whoever has converted by rule of thumb, as a year of 365 days."""
        ratio = self.factor if self.factor >= 1 else 1 / self.factor
        return None if _rounded(ratio, of=ratio) == round(ratio) else "2%"

    def level(self, amount: Number) -> Number:
        """Convert a level."""
        if self == SAME:
            return amount
        scaled = amount * self.factor
        # Beside an offset, what is left near zero is no more exact than either of the two.
        return _rounded(scaled + self.offset, of=max(scaled, self.offset, key=abs))

    def change(self, amount: Number) -> Number:
        """Convert a difference of two levels: one of 1 °C is one of 1.8 °F."""
        if self == SAME:
            return amount
        scaled = amount * self.factor
        return _rounded(scaled, of=scaled)

    def places(self, *amounts: Number | None) -> int | None:
        """Return how many decimals of converted amounts are worth showing; None for all.

        A number is written to its last digit: half of that is the first that says nothing.
        """
        if self == SAME:
            return None
        written = max((decimals(each) for each in amounts if isinstance(each, Decimal)), default=0)
        half = Decimal(5).scaleb(-max(0, written) - 1)
        return max(0, -(self.factor * half).adjusted())


SAME = Scale(factor=Decimal(1), offset=Decimal(0))


def decimals(amount: Decimal) -> int:
    """Return how many decimals a number has; below zero where it ends in zeros."""
    return -int(amount.as_tuple().exponent)


def shown(amount: Number | float, places: int | None) -> Number | float:
    """Return a number without the decimals that are not worth showing."""
    if places is None or not isinstance(amount, Decimal) or decimals(amount) <= places:
        return amount
    return round(amount, places)


def _rounded(amount: Decimal, *, of: Decimal) -> Number:
    """Return an amount with the decimals that `_DIGITS` leave to the number it comes of."""
    rounded = amount.quantize(Decimal((0, (1,), of.adjusted() - _DIGITS + 1)))
    whole = rounded.to_integral_value()
    return int(whole) if whole == rounded else rounded.normalize()


_INTENSIVE = frozenset(
    "% ‰ percent celsius fahrenheit kelvin degree degrees "
    "second seconds minute minutes hour hours day days week weeks month months year years "
    "decade decades century centuries s sec min h hr hrs yr yrs "
    "jour jours heure heures semaine semaines mois an ans année années "
    "knot knots kn kt mph kph kmh hz hertz bar bars hpa psi db decibel decibels "
    "dollar dollars euro euros pound pounds franc francs cent cents".split()
)
_CURRENCY_LETTERS = 3


def is_extensive(unit: str | None) -> bool:
    """Return whether a whole has at least as much of a unit as each of its parts.

    Not so of ages, speeds, temperatures, shares, rates and prices: a part may be older than
    its whole, faster, and dearer.
    """
    words = (unit or "").casefold().split()
    if not (unit and words) or unit.startswith("°"):
        return False
    is_currency = len(unit) == _CURRENCY_LETTERS and unit.isupper()
    return not (is_currency or "/" in unit or "per" in words or words[-1] in _INTENSIVE)


class Target:
    """The unit that the figures of a measure are compared in."""

    def __init__(self, measure: Measure, base: Factbase, *, unit: str | None = None) -> None:
        """Take the unit of the measure, or another where it has none."""
        self.unit = measure.unit or unit or ""
        self._ones = {_one(self.unit), _one(measure.id)}
        self._packs = base.packs

    def scale(self, unit: str | None) -> tuple[str, Scale]:
        """Return the dimension of a unit, and how its figures become comparable in it.

        A unit that can't be converted is a dimension of its own.
        """
        if unit is None or self._counts(_one(unit)):
            return self.unit, SAME
        found = _physical(unit, self.unit)
        return (self.unit, found) if found else (fold(unit), SAME)

    def _counts(self, one: str) -> bool:
        """Tell whether a word counts what the measure counts: its unit or a synonym of that."""
        return one in self._ones or one in self._synonyms

    @cached_property
    def _synonyms(self) -> set[str]:
        """The words that the packs have for the unit; few measures are told in any of them."""
        terms = chain.from_iterable(pack.terms.values() for pack in self._packs)
        words = ({_one(word) for word in (term.id, *term.aliases)} for term in terms)
        mine = _one(self.unit)
        return set().union(*(each for each in words if self.unit and mine in each))

    def is_share(self, unit: str | None) -> bool:
        """Return whether a change in a unit is one by so many per cent of what there was.

        Not so of what is itself told in per cent: that changes by points.
        """
        is_percent = unit is not None and fold(unit) in _PERCENT
        return is_percent and bool(self.unit) and self.scale(unit)[0] != self.unit


def _one(word: str) -> str:
    """Return a word that counts, folded and without the ending of more than one."""
    return fold(word).removesuffix("s")


@lru_cache(maxsize=1024)
def _physical(unit: str, target: str) -> Scale | None:
    """Return what is known of two units, None where they are not of one dimension."""
    both = unit, target
    if not all(map(_is_plain, both)) or not _AMBIGUOUS.isdisjoint(map(_one, both)):
        return None
    from misca_cli.accounts.everyday import EVERYDAY, factor  # few packs mix units

    strange = [each for each in both if each not in EVERYDAY]
    if not strange:
        size = factor(unit, target)
        return Scale(factor=size, offset=Decimal(0)) if size else None
    from misca_cli.accounts.listed import is_unlisted  # fewer have any but those of every day

    return None if any(map(is_unlisted, strange)) else _by_pint(unit, target)


def _by_pint(unit: str, target: str) -> Scale | None:
    """Return what pint knows of two units, None where it does not know both as one dimension.

    Angles, bytes and shares are of none, and yet no share is an angle: their roots differ.
    """
    from pint.errors import PintError  # takes longer than reading a pack

    units, quantity = _registry(), _registry().Quantity
    try:
        roots = {units.get_root_units(units.parse_units(each))[1] for each in (unit, target)}
        zero, one = (quantity(Decimal(n), unit).to(target).magnitude for n in (0, 1))
    except (PintError, ArithmeticError, AssertionError, AttributeError, TypeError, ValueError):
        # What it takes for an expression fails in as many ways as expressions do.
        return None
    return Scale(factor=one - zero, offset=zero) if len(roots) == 1 and one != zero else None


def _is_plain(unit: str) -> bool:
    """Return whether a unit is a name: pint would reckon with anything else."""
    return 0 < len(unit) <= _LONGEST and all(char.isalpha() or char in " °%²³/" for char in unit)


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    units: Any = UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)
    units.define("barrel = 42 * gallon = bbl")  # of oil: pint's is one of beer
    return units
