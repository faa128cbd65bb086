"""A number as people type it, with its multiplier and its unit, in English and French."""

from __future__ import annotations

from misca_cli.record import Record
from misca_cli.search.counting import (
    CENTS,
    CODES,
    FRACTIONS,
    IGNORED_SIGNS,
    MOST_DIGITS,
    MULTIPLIERS,
    SUFFIXES,
    UNITS,
)
from misca_cli.search.spoken import multiplies, spoken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from misca_cli.model import Number


class Quantity(Record):
    """A number with its unit, and the position behind it."""

    value: Number
    unit: str | None
    end: int
    power: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether it is digits alone."""
        return not self.power and self.unit is None


def quantity(typed: Sequence[str], at: int) -> Quantity | None:
    """Read a number with its multiplier and its unit: `$40m`, `40 million dollars`, `15 %`."""
    if at >= len(typed) or (at and typed[at] == "cent" and typed[at - 1] in ("per", "pour")):
        return None
    unit, word = _leading_unit(typed[at].strip(",;?!()").lstrip(IGNORED_SIGNS))
    if not word and unit and at + 1 < len(typed):
        at, word = at + 1, typed[at + 1]
    if said := spoken([word, *typed[at + 1 :]]):
        number, power, length = said
        if not FRACTIONS.isdisjoint(typed[at + length : at + length + 1]):
            return None
        unit, end = _unit_behind(typed, at + length, unit)
        return Quantity(value=number, unit=unit, end=end, power=power)
    word, trailing = _trailing_unit(word)
    word, power = _suffix(word)
    value = _digits(word)
    if value is None:
        return None
    end = at + 1
    if not power and len(word) <= 3 and word.isdecimal():
        value, end = _grouped(int(value), typed, end)
    if not power and end < len(typed) and _is_multiplier(typed, end, unit or trailing):
        power, end = MULTIPLIERS[typed[end]], end + 1
    unit, end = _unit_behind(typed, end, unit or trailing)
    return Quantity(value=value * 10**power, unit=unit, end=end, power=power)


def _is_multiplier(typed: Sequence[str], at: int, unit: str | None) -> bool:
    """Return whether a word multiplies the digits before it: "million", "k", "m" of a currency."""
    word, behind = (*typed[at : at + 2], "")[:2]
    is_money = bool(unit) or behind in UNITS
    return (
        word == "k" or (word in SUFFIXES and is_money) or (multiplies(word) and word not in CENTS)
    )


def _grouped(value: int, typed: Sequence[str], end: int) -> tuple[int, int]:
    # French parts thousands by a space: "1 200 soldats".
    while value and end < len(typed) and _is_group(typed[end]):
        value, end = value * 1000 + int(typed[end]), end + 1
    return value, end


def _unit_behind(typed: Sequence[str], end: int, unit: str | None) -> tuple[str | None, int]:
    """Read "dollars", "us dollars", "de dollars", "per cent" behind a number."""
    for phrase, name in ((("per", "cent"), "%"), (("pour", "cent"), "%")):
        if tuple(typed[end : end + 2]) == phrase:
            return name, end + 2
    skipped = end
    while skipped < len(typed) and typed[skipped] in ("us", "american", "de", "of"):
        skipped += 1
    noun = typed[skipped].removeprefix("d'") if skipped < len(typed) else ""
    return (UNITS[noun], skipped + 1) if noun in UNITS else (unit, end)


def _leading_unit(word: str) -> tuple[str | None, str]:
    if word in CODES:
        return UNITS[word], ""
    for symbol in ("us$", "$", "€", "£"):
        if word.startswith(symbol):
            return UNITS[symbol], word[len(symbol) :]
    return None, word


def _trailing_unit(word: str) -> tuple[str, str | None]:
    for symbol in ("%", "$", "€", "£"):
        if word.endswith(symbol) and len(word) > 1:
            return word[:-1], UNITS[symbol]
    return word, None


def _suffix(word: str) -> tuple[str, int]:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and word[: -len(suffix)][-1:].isdigit():
            return word[: -len(suffix)], MULTIPLIERS[suffix]
    return word, 0


def _digits(word: str) -> Number | None:
    whole, _, fraction = word.partition(".")
    units, comma, tenths = whole.partition(",")
    if comma and not fraction and 1 <= len(tenths) <= 2:
        # The French decimal comma: "1,5 million".
        whole, fraction = units, tenths
    groups = whole.split(",")
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    if not digits.isascii() or not digits.isdigit() or len(digits) > MOST_DIGITS:
        return None
    if fraction and not (fraction.isascii() and fraction.isdigit()):
        return None
    if not fraction:
        return int(digits)
    from decimal import Decimal  # few figures have a fraction, and it is slow to import

    return Decimal(f"{digits}.{fraction}")


def _is_group(word: str) -> bool:
    return len(word) == 3 and word.isascii() and word.isdigit()
