"""A level and a change: what they make."""

from __future__ import annotations

from math import inf
from operator import add, mul

from misca_cli.accounts.account import moved, slack
from misca_cli.accounts.words import spanned
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from misca_cli.accounts.account import Account, Bound

    Range = tuple[Bound, Bound]


class Sum(Record):
    """A base and a change, and what they make."""

    base: Account
    change: Account
    low: Bound
    high: Bound
    lowest: Bound
    highest: Bound
    """The bounds without what `~` may mean."""

    def __str__(self) -> str:
        """Return the sum as it is written: `420 + 800 = 1,220`."""
        sign, (low, high) = "+", (self.change.lowest, self.change.highest)
        if self.change.relation == "multiple":
            sign = "×"
        elif low < 0 and high <= 0:
            sign, low, high = "−", -high, -low
        written = spanned(self.base.lowest, self.base.highest)
        return f"{written} {sign} {spanned(low, high)} = {spanned(self.lowest, self.highest)}"

    def fits(self, level: Account, tolerance: str | None) -> bool:
        """Return whether it makes a level, give or take what is tolerated of the measure."""
        less, more = slack(tolerance, level.low), slack(tolerance, level.high)
        return self.low <= moved(level.high, more) and moved(level.low, -less) <= self.high


def added(base: Account, change: Account) -> Sum:
    """Return what a change makes of a base."""
    reckon = _product if change.relation == "multiple" else _total
    low, high = reckon((base.low, base.high), (change.low, change.high))
    lowest, highest = reckon((base.lowest, base.highest), (change.lowest, change.highest))
    return Sum(base=base, change=change, low=low, high=high, lowest=lowest, highest=highest)


def _total(one: Range, other: Range) -> Range:
    return _reckoned(add, one[0], other[0], -inf), _reckoned(add, one[1], other[1], inf)


def _product(one: Range, times: Range) -> Range:
    """Return a range of levels times one of multiples, which are never below zero."""
    times = max(0, times[0]), times[1]
    low = _reckoned(mul, one[0], times[1 if one[0] < 0 else 0], -inf if one[0] < 0 else inf)
    high = _reckoned(mul, one[1], times[0 if one[1] < 0 else 1], -inf if one[1] < 0 else inf)
    return low, high


def _reckoned(reckon: Callable[[Any, Any], Bound], one: Bound, other: Bound, end: float) -> Bound:
    """Return what two numbers make; with an open end, an open end."""
    return end if isinstance(one, float) or isinstance(other, float) else reckon(one, other)


def written(sums: Iterable[Sum]) -> str:
    """Write sums one after the other."""
    return "; ".join(map(str, sums))
