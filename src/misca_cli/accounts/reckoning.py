"""Where a change meets a level: which of the known bases lead there, and whether any does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

from misca_cli.accounts.account import days, for_one_day
from misca_cli.accounts.spans import Spans, recent
from misca_cli.accounts.sums import Sum, added
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.accounts.account import Account
    from misca_cli.model import Measure

    Counted = list[tuple[Sum, bool]]
    """The sums that count against a level, each with whether it makes it."""

MOST_TARGETS = 8
"""Only the nearest are reckoned with: later ones are of another time."""


class Tension(Record):
    """Levels that a change does not lead to from a base that is presumed to hold."""

    change: Account
    levels: tuple[Account, ...]
    sums: tuple[Sum, ...]
    fits_some: bool
    """Whether any of the sums makes the levels."""

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Return all that have to do with it."""
        return self.change, *self.levels, *(each.base for each in self.sums)


class Levels:
    """Observed levels to start from, and levels of one class to arrive at."""

    def __init__(self, bases: Iterable[Account], targets: Iterable[Account]) -> None:
        begun = sorted(bases, key=lambda each: (each.time.earliest, each.id))
        self._begun = [each.time.earliest for each in begun]
        self._recent = recent(begun)
        self._targets = sorted(targets, key=lambda each: (each.time.latest, each.id))
        self._ended = [each.time.latest for each in self._targets]

    def bases(self, change: Account) -> Sequence[Account]:
        """Return the last levels that may have held before a change, each value once."""
        return self._recent[bisect_right(self._begun, change.time.latest)]

    def targets(self, change: Account) -> Sequence[Account]:
        """Return the first levels that do not lie wholly before a change."""
        since = bisect_left(self._ended, change.time.earliest)
        return [each for each in self._targets[since : since + MOST_TARGETS] if each != change]


class Changes:
    """Changes and multiples, to be asked whether others have their part in a level.

    One that is planned may come as long after as a level is presumed to hold.
    """

    def __init__(self, changes: Iterable[Account], holds: float) -> None:
        self._before = {True: 0.0, False: holds}
        """By whether it came: how long before a base it still counts."""
        apart: dict[object, list[Account]] = {}
        for each in changes:
            came = each.of == "observed"
            for alike in (each.relation, each.terms):
                apart.setdefault((came, alike), []).append(each)
        self._spans = {alike: Spans(held) for alike, held in apart.items()}

    def may_add_up(self, total: Sum, target: Account) -> bool:
        """Return whether a change of another size falls between the base of a sum and a level."""
        change, first = total.change, total.base.time.first
        last = max(change.time.last, target.time.last)
        for came, before in self._before.items():
            ends = first - before, last
            any_size = self._touching((came, change.relation), *ends)
            if any_size > self._touching((came, change.terms), *ends):
                return True
        return False

    def _touching(self, alike: object, first: float, last: float) -> int:
        spans = self._spans.get(alike)
        return spans.touching(first, last) if spans else 0


class Reckoning:
    """Holds changes against levels, as their measure has it."""

    def __init__(self, levels: Levels, changes: Iterable[Account], measure: Measure) -> None:
        """Take the changes that may lead to the levels."""
        self._levels = levels
        self._tolerance = measure.tolerance
        self._holds = days(measure.holds) if measure.holds else None
        self._changes = Changes(changes, self._holds or 0)

    def tensions(self, change: Account) -> Iterator[Tension]:
        """Give the levels that a change does not lead to from a base that is presumed to hold.

        Those that the same bases lead to, and the same do not, are told of together.
        """
        sums = [added(base, change) for base in self._levels.bases(change)]
        together: dict[object, tuple[list[Account], Counted]] = {}
        for target in self._levels.targets(change):
            counted = self._counted(sums, target)
            if not all(fits for _, fits in counted):
                key = tuple((each.base.id, fits) for each, fits in counted)
                together.setdefault(key, ([], counted))[0].append(target)
        for targets, counted in together.values():
            yield Tension(
                change=change,
                levels=tuple(targets),
                sums=tuple(each for each, _ in counted),
                fits_some=any(fits for _, fits in counted),
            )

    def _counted(self, sums: Iterable[Sum], target: Account) -> Counted:
        may_lead = (each for each in sums if _may_lead(each.base, target))
        told = [(each, each.fits(target, self._tolerance)) for each in may_lead]
        if any(fits for _, fits in told):
            return [(each, fits) for each, fits in told if fits or self._starts(each, inf)]
        return [(each, fits) for each, fits in told if self._should_lead(each, target)]

    def _starts(self, total: Sum, otherwise: float) -> bool:
        """Return whether a base is presumed to hold when the change comes.

        What is observed on the day of an observed change may have the change in it.
        """
        base, change = total.base.time, total.change
        holds = otherwise if self._holds is None else self._holds
        is_before = change.of != "observed" or base.last < change.time.first
        return is_before and base.last + holds >= change.time.first

    def _should_lead(self, total: Sum, target: Account) -> bool:
        """Return whether a change plainly is about a level that no base leads to.

        A plan is that is told of at the same time, and for no other day; a level is that is
        observed next. Nothing but the change is known to come between.
        """
        change, time = total.change, target.time
        if change.of == "observed":
            is_next = change.time.last < time.first <= change.time.last + (self._holds or 0)
        else:
            is_next = change.time.touches(time) and for_one_day(change, target)
        is_alone = is_next and not self._changes.may_add_up(total, target)
        return is_alone and self._starts(total, 0)


def _may_lead(base: Account, target: Account) -> bool:
    """Return whether a level is not itself the base, nor comes before it."""
    is_other = base.id != target.id
    return is_other and (base.of != target.of or base.time.last < target.time.first)
