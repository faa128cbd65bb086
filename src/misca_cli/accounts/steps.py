"""Levels one after the other: what changed between them, and whether anything explains it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

from misca_cli.accounts.account import differ
from misca_cli.accounts.spans import Spans, recent
from misca_cli.dates import ordinal
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from misca_cli.accounts.account import Account, Bound


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
    """Dated plans and changes: which way they lead, from when on, and until when.

    A plan leads on while what is known of its time hangs together: the levels since, each
    presumed to hold until the next. One for a day of its own leads until that day.
    """

    def __init__(
        self, accounts: Iterable[Account], levels: Sequence[Account], holds: float
    ) -> None:
        """Take plans, mandates and changes; the levels in order; how long these hold, in days."""
        dated = sorted((a for a in accounts if a.time.is_known), key=lambda each: each.time.first)
        plans = [each for each in dated if each.of != "observed"]
        self._from = [each.time.first for each in plans]
        self._known = recent(plans)
        moves = [each for each in dated if each.of == "observed"]
        self._moves = {
            rise: Spans(m for m in moves if _leads(m, rise=rise)) for rise in (True, False)
        }
        self._since = _since(levels, holds)

    def explain(self, step: Step) -> bool:
        """Return whether a plan or a change leads the way of a step.

        A plan does that was made before the second level, goes beyond the first, and was not
        long forgotten by then; a change that came does if it falls between the two.
        """
        span = step.before.time.first, step.after.time.last
        if self._moves[step.is_rise].touching(*span):
            return True
        since = self._since[step.before.id]
        return any(_until(each) >= since for each in self._leading(step))

    def lapsed(self, step: Step) -> Account | None:
        """Return the last plan that leads the way of a step, whenever it was made."""
        return next(iter(self._leading(step)), None)

    def _leading(self, step: Step) -> Iterator[Account]:
        """Give the plans that lead the way of a step, the last first."""
        known = self._known[bisect_right(self._from, step.after.time.last)]
        level = step.before.high if step.is_rise else step.before.low
        return (each for each in reversed(known) if _leads(each, rise=step.is_rise, level=level))


def _leads(account: Account, *, rise: bool, level: Bound = 0) -> bool:
    """Return whether a plan for a level goes beyond another, or a change leads the same way."""
    if account.relation != "level":
        level = 1 if account.relation == "multiple" else 0
    return account.low > level if rise else account.high < level


def _until(plan: Account) -> float:
    """Return the last day that a plan is about: that of its utterance, or the one it is for."""
    when = plan.fact.when
    planned = -inf if when is None else ordinal(when.latest) if when.latest else inf
    return max(plan.time.last, planned)


def _since(levels: Iterable[Account], holds: float) -> Mapping[str, float]:
    """Return for each level since when plans lead on to it."""
    found: dict[str, float] = {}
    first = until = -inf
    for each in levels:
        if not each.time.is_known or each.time.first - until > holds:
            first = each.time.first
        if each.time.is_known:
            until = max(until, each.time.last)
        found[each.id] = first - holds
    return found
