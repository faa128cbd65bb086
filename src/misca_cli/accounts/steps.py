"""Levels one after the other: what changed between them, and whether anything explains it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from misca_cli.accounts.account import differ
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.accounts.account import Account


class Step(Record):
    """Two levels that differ, of which the second is the next after the first."""

    before: Account
    after: Account

    @property
    def days(self) -> float:
        """Return how many days lie between them, at least."""
        return self.after.time.first - self.before.time.last

    @property
    def is_rise(self) -> bool:
        """Return whether the second is above the first."""
        return self.before.high <= self.after.low


def steps(levels: Sequence[Account]) -> Iterator[Step]:
    """Give the steps between levels, which are in the order of their times."""
    ended = sorted(levels, key=lambda each: (each.time.last, each.id))
    ends = [each.time.last for each in ended]
    for after in levels:
        before = bisect_left(ends, after.time.first) - 1
        if before >= 0 and differ(ended[before], after):
            yield Step(before=ended[before], after=after)


class Causes:
    """Dated plans and changes: which way they lead, and from when on."""

    def __init__(self, plans: Iterable[Account], changes: Iterable[Account]) -> None:
        dated = sorted((p for p in plans if p.time.is_known), key=lambda each: each.time.first)
        self._from = [each.time.first for each in dated]
        self._highest = list(accumulate((each.low for each in dated), max))
        self._lowest = list(accumulate((each.high for each in dated), min))
        moves = [each for each in changes if each.time.is_known]
        self._rises = _Spans(each for each in moves if _rises(each))
        self._falls = _Spans(each for each in moves if _falls(each))

    def explain(self, step: Step) -> bool:
        """Return whether a plan or a change leads the way of a step.

        A plan does that was made before the second level, and goes beyond the first; a change
        does that falls between the two.
        """
        moves = self._rises if step.is_rise else self._falls
        if moves.touch(step.before.time.first, step.after.time.last):
            return True
        known = bisect_right(self._from, step.after.time.last) - 1
        if known < 0:
            return False
        if step.is_rise:
            return self._highest[known] > step.before.high
        return self._lowest[known] < step.before.low


class _Spans:
    """Times, to be asked whether any of them touches another."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        times = [each.time for each in accounts]
        self._starts = sorted(time.first for time in times)
        self._ends = sorted(time.last for time in times)

    def touch(self, first: float, last: float) -> bool:
        begun = bisect_right(self._starts, last)
        over = bisect_left(self._ends, first)
        return begun > over


def _rises(change: Account) -> bool:
    return change.low > (1 if change.relation == "multiple" else 0)


def _falls(change: Account) -> bool:
    return change.high < (1 if change.relation == "multiple" else 0)
