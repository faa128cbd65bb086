"""What accounts say, in words."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, product, starmap
from math import inf

from misca_cli.accounts.units import decimals, shown
from misca_cli.text import fold
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from misca_cli.accounts.account import Account, Bound
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact

_LONG = 6
_MOST = 4
"""So many values are named in a sentence."""


def worded(account: Account, base: Factbase) -> str:
    """Word what an account says, on the scale it is compared on: `about 2,000 soldiers`."""
    return f"{'not ' if account.denies else ''}{_value(account, base)}"


def _value(account: Account, base: Factbase) -> str:
    value = account.fact.value
    if value and value.date:
        return describe_date(value.date)
    if account.entities or not (value and value.figure):
        names = (base.name(account.fact, each) for each in (value.entities if value else ()))
        return " and ".join(names) or "none"
    about = "about " if value.figure.approximate else ""
    included = account.low_included, account.high_included
    return f"{about}{sized(account, (account.lowest, account.highest), included)}"


def sized(
    account: Account, ends: tuple[Bound, Bound], included: tuple[bool, bool] = (True, True)
) -> str:
    """Word bounds as those of an account: `6 to 12 soldiers`, or that many more or less."""
    after = f" {account.dimension}" if account.dimension else ""
    if account.relation == "level":
        return f"{spanned(*ends, *included)}{after}"
    if account.relation == "multiple" and not _is_share(account.fact):
        return f"{spanned(*ends)} times as many{after}"
    if account.relation == "multiple":
        ends, after = (_percent(ends[0]), _percent(ends[1])), " %"
    low, high = ends
    if -inf < low < 0 < high < inf:
        return f"{number(-low)} less to {number(high)} more{after}"
    less = low < 0 and high <= 0
    return f"{spanned(*((-high, -low) if less else ends))}{after} {'less' if less else 'more'}"


def _is_share(fact: Fact) -> bool:
    """Return whether a multiple is written as a change by so many per cent."""
    figure = fact.value.figure if fact.value else None
    return figure is not None and figure.relation != "times"


def _percent(multiple: Bound) -> Bound:
    return multiple if isinstance(multiple, float) else (Decimal(multiple) - 1) * 100


def scaled(account: Account) -> str | None:
    """Word the bounds an account is compared by, None where they are as written."""
    figure = account.fact.value.figure if account.fact.value else None
    if figure is None or account.relation == "multiple":
        return None
    as_written = (account.low, account.high) == (account.lowest, account.highest)
    if as_written and (figure.unit is None or fold(figure.unit) == fold(account.dimension)):
        return None
    included = account.low_included, account.high_included
    low, high = (shown(each, account.places) for each in (account.low, account.high))
    return f"{spanned(low, high, *included)} {account.dimension}".rstrip()


def spanned(
    low: Bound,
    high: Bound,
    low_included: bool = True,  # noqa: FBT001, FBT002  # the two ends in their order
    high_included: bool = True,  # noqa: FBT001, FBT002
) -> str:
    """Word a range of numbers: `6 to 12`, `at least 24`."""
    if low == high:
        return number(low)
    if (low, high) == (-inf, inf):
        return "any number"
    if high == inf:
        return f"{'at least' if low_included else 'more than'} {number(low)}"
    if low == -inf:
        return f"{'at most' if high_included else 'less than'} {number(high)}"
    return f"{number(low)} to {number(high)}"


def number(amount: Bound) -> str:
    """Write a number with a comma at each thousand, and no zeros at its end.

    Of one that no hand has written so, converted from another unit, two decimals are enough.
    """
    is_long = isinstance(amount, Decimal) and abs(amount) >= 1 and decimals(amount) > _LONG
    digits = f"{amount:,}" if isinstance(amount, int) else f"{amount:,{'.2' if is_long else ''}f}"
    digits = digits.replace("-", "−")  # as a figure below zero is written
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def speaker(fact: Fact, base: Factbase) -> str:
    """Name who says a fact: the speakers, else who publishes the source."""
    named = ", ".join(base.name(fact, each) for each in base.speakers(fact))
    source = base.source(fact, fact.source)
    return named or (source and (source.publisher or source.title)) or fact.source


def against(
    accounts: Iterable[Account], opposed: Callable[[Account, Account], bool], base: Factbase
) -> str:
    """Word accounts against one another, each value once with who says it first.

    Those of which none is `opposed` to another stand on one side. Who only reprints is named
    where nobody else says it.
    """
    said: dict[object, list[Account]] = {}
    for account in sorted(accounts, key=lambda each: _is_reprinted(each.fact, base)):
        said.setdefault(account.terms, []).append(account)
    sides = _sides(said.values(), opposed)
    named = (
        listed([_told(alike[0], base) for alike in side], " and ", max(1, _MOST // len(sides)))
        for side in sides
    )
    return listed([*named], " against ")


def _sides(
    values: Iterable[Sequence[Account]], opposed: Callable[[Account, Account], bool]
) -> list[list[Sequence[Account]]]:
    """Return values, each with its accounts, on the first side where nothing opposes them.

    Only so many are asked as may be named: there may be many more.
    """
    sides: list[list[Sequence[Account]]] = []
    for alike in values:
        for side in sides[:_MOST]:
            others = chain.from_iterable(each[:_MOST] for each in side[:_MOST])
            if not any(starmap(opposed, product(alike[:_MOST], others))):
                side.append(alike)
                break
        else:
            sides.append([alike])
    return sides


def _told(account: Account, base: Factbase) -> str:
    return f"{worded(account, base)} ({speaker(account.fact, base)})"


def _is_reprinted(fact: Fact, base: Factbase) -> bool:
    source = base.source(fact, fact.source)
    return bool(source and source.reprints)


def then(accounts: Iterable[Account], base: Factbase) -> str:
    """Word accounts one after the other, each change of value once."""
    values: list[str] = []
    for account in accounts:
        value = worded(account, base)
        if values[-1:] != [value]:
            values.append(value)
    return listed(values, ", then ")


def listed(words: Sequence[str], between: str, most: int = _MOST) -> str:
    """Join words, the last of many left out by number."""
    if len(words) <= most:
        return between.join(words)
    return f"{between.join(words[:most])} and {len(words) - most} more"
