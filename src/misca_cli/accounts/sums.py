"""Where a change meets a level: what the known bases make with it, and which of them fit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from math import inf
from operator import add, mul

from misca_cli.accounts.account import moved, slack
from misca_cli.accounts.words import spanned
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from misca_cli.accounts.account import Account, Bound

    Range = tuple[Bound, Bound]

MOST_BASES = 8
MOST_TARGETS = 8
"""Only the nearest are reckoned with: older ones are no longer what a speaker starts from."""


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


class Tension(Record):
    """A level that a change makes of some known bases only."""

    change: Account
    levels: tuple[Account, ...]
    sums: tuple[Sum, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Return all that have to do with it."""
        return self.change, *self.levels, *(each.base for each in self.sums)


class Levels:
    """Observed levels to start from, and levels of one class to arrive at."""

    def __init__(self, bases: Iterable[Account], targets: Iterable[Account]) -> None:
        begun = sorted(bases, key=lambda each: (each.time.earliest, each.id))
        self._begun = [each.time.earliest for each in begun]
        none: tuple[Account, ...] = ()
        self._latest = list(accumulate(begun, _with, initial=none))
        self._targets = sorted(targets, key=lambda each: (each.time.latest, each.id))
        self._ended = [each.time.latest for each in self._targets]

    def bases(self, change: Account) -> Sequence[Account]:
        """Return the last levels that may have held before a change, each value once."""
        return self._latest[bisect_right(self._begun, change.time.latest)]

    def targets(self, change: Account) -> Sequence[Account]:
        """Return the first levels that do not lie wholly before a change."""
        since = bisect_left(self._ended, change.time.earliest)
        return [each for each in self._targets[since : since + MOST_TARGETS] if each != change]


def _with(before: tuple[Account, ...], base: Account) -> tuple[Account, ...]:
    """Return the last bases once another has come: it stands for those that say the same."""
    others = (each for each in before if each.terms != base.terms)
    return (*others, base)[-MOST_BASES:]


def tensions(change: Account, levels: Levels, tolerance: str | None) -> Iterator[Tension]:
    """Give the levels that a change makes of some known bases and not of others."""
    together: dict[tuple[tuple[str, bool], ...], list[Account]] = {}
    sums = [added(base, change) for base in levels.bases(change)]
    for target in levels.targets(change):
        before = _before(target, sums)
        fits = tuple((each.base.id, each.fits(target, tolerance)) for each in before)
        if {fit for _, fit in fits} == {True, False}:
            together.setdefault(fits, []).append(target)
    for targets in together.values():
        before = _before(targets[0], sums)
        yield Tension(change=change, levels=tuple(targets), sums=tuple(before))


def _before(target: Account, sums: Iterable[Sum]) -> list[Sum]:
    """Return the sums of which a level is not itself the base, nor comes before it."""
    return [each for each in sums if _may_lead(each.base, target)]


def _may_lead(base: Account, target: Account) -> bool:
    is_other = base.id != target.id
    return is_other and (base.of != target.of or base.time.last < target.time.first)


def written(sums: Iterable[Sum]) -> str:
    """Write sums one after the other."""
    return "; ".join(map(str, sums))
