"""Facts → charts: levels over time, one chart for each measure and unit.

What is no level (a change, a multiple), what nobody asserts and what has no date is kept
beside the points, with the reason. How a chart is drawn is `render`'s to say.
"""

from __future__ import annotations

from misca_cli.accounts.account import is_observed
from misca_cli.accounts.units import SAME, Target
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.accounts.units import Scale
    from misca_cli.answer import Result
    from misca_cli.dates import Date, Day
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Figure, Measure, Number

    Targets = dict[Measure, Target]

NO_LEVEL = {"plus": "a change", "minus": "a change", "times": "a multiple"}
NOT_ASSERTED = {
    "predicts": "a prediction",
    "warns": "a warning",
    "accuses": "an accusation",
    "judges": "a judgement",
    "calls-for": "a call",
    "requests": "a request",
    "offers": "an offer",
    "allows": "a permission",
    "denies": "a denial",
}
UNDATED = "undated"


class Point(Record):
    """What one account says: an amount, or its bounds, at a date, or its bounds."""

    result: Result
    about: str
    """Whom and where it concerns, as far as the points of its chart differ in that."""
    dated_by: str
    """when, said or issued: which date it is."""
    date: Date
    low: Number | None
    high: Number | None
    """In the unit of the chart; None is open."""
    approximate: bool

    @property
    def id(self) -> str:
        """Return the id users type."""
        return self.result.id

    @property
    def source(self) -> str:
        """Return the id of the source."""
        return self.result.fact.source

    @property
    def stage(self) -> str | None:
        """Return how far it has come; None is an observation."""
        return self.result.fact.stage

    @property
    def first(self) -> Day | None:
        """Return the first day it can be of; None is open."""
        return self.date.earliest

    @property
    def last(self) -> Day | None:
        """Return the last day it can be of; None is open."""
        return self.date.latest


class Dropped(Record):
    """A fact that a chart can't show as a point."""

    result: Result
    why: str
    """A change, a multiple, undated …"""


class Chart(Record):
    """Accounts of one measure in one unit."""

    title: str
    """The measure, then whom and where all its points concern."""
    unit: str | None
    points: tuple[Point, ...]
    """In the order of their dates."""
    dropped: tuple[Dropped, ...] = ()


class _Level(Record):
    """A figure that is to stand in a chart."""

    result: Result
    figure: Figure
    scale: Scale
    subject: tuple[str, str]
    """Whom and where it concerns, by name."""
    dated: tuple[str, Date] | None

    @property
    def why_not(self) -> str | None:
        """Return why it is no point of a chart, None where it is one."""
        no_level = NO_LEVEL.get(self.figure.relation) or NOT_ASSERTED.get(self.result.fact.act)
        return no_level or (None if self.dated else UNDATED)


def charts(results: Iterable[Result], base: Factbase) -> tuple[Chart, ...]:
    """Return a chart for each measure and unit among results, those of most points first.

    Facts whose value is no figure are in none.
    """
    targets: Targets = {}
    found: dict[tuple[object, str], list[_Level]] = {}
    for result in results:
        value = result.fact.value
        if value and value.figure:
            dimension, scale = _scale(result.fact, value.figure, base, targets)
            key = (base.measure(result.fact) or result.fact.what, dimension)
            found.setdefault(key, []).append(_level(result, value.figure, scale, base))
    made = [_chart(unit, levels, base) for (_, unit), levels in found.items()]
    return tuple(
        sorted(made, key=lambda chart: (-len(chart.points), chart.title, chart.unit or ""))
    )


def _scale(fact: Fact, figure: Figure, base: Factbase, targets: Targets) -> tuple[str, Scale]:
    """Return the unit that a figure is drawn in, and how it comes to be in it."""
    measure = base.measure(fact)
    if measure is None:
        return figure.unit or "", SAME
    if measure not in targets:
        targets[measure] = Target(measure, base, unit=figure.unit)
    return targets[measure].scale(figure.unit)


def _level(result: Result, figure: Figure, scale: Scale, base: Factbase) -> _Level:
    fact = result.fact
    who, where = (base.name(fact, each) if each else "" for each in (fact.who, fact.where))
    return _Level(
        result=result, figure=figure, scale=scale, subject=(who, where), dated=_dated(fact, base)
    )


def _chart(dimension: str, levels: Sequence[_Level], base: Factbase) -> Chart:
    kept = [level for level in levels if level.why_not is None]
    shared = _shared(kept or levels)
    fact = levels[0].result.fact
    measure = base.measure(fact)
    points = [_point(level, shared, *level.dated) for level in kept if level.dated]
    return Chart(
        title=", ".join(filter(None, (measure.name if measure else fact.what, *shared))),
        unit=_as_written(dimension, levels) or None,
        points=tuple(sorted(points, key=_position)),
        dropped=tuple(
            Dropped(result=level.result, why=level.why_not) for level in levels if level.why_not
        ),
    )


def _shared(levels: Sequence[_Level]) -> tuple[str, ...]:
    """Return whom and where all of them concern, "" for where they differ."""
    names = zip(*(level.subject for level in levels), strict=True)
    return tuple(each[0] if len(set(each)) == 1 else "" for each in names)


def _as_written(dimension: str, levels: Sequence[_Level]) -> str:
    """Return a unit as a figure has it, since what can't be converted is folded."""
    written = (level.figure.unit for level in levels if level.figure.unit)
    return next((unit for unit in written if unit.casefold() == dimension.casefold()), dimension)


def _point(level: _Level, shared: Sequence[str], dated_by: str, date: Date) -> Point:
    figure, scale = level.figure, level.scale
    differing = (name for name, same in zip(level.subject, shared, strict=True) if not same)
    return Point(
        result=level.result,
        about=", ".join(filter(None, differing)),
        dated_by=dated_by,
        date=date,
        low=_converted(figure.low, scale),
        high=_converted(figure.high, scale),
        approximate=figure.approximate,
    )


def _converted(amount: Number | None, scale: Scale) -> Number | None:
    # What needs no conversion keeps all its digits.
    return amount if amount is None or scale is SAME else scale.level(amount)


def _dated(fact: Fact, base: Factbase) -> tuple[str, Date] | None:
    """Return the date that counts: of an observation the day it holds, of a plan its utterance.

    Where that is not written, it is when the fact was said, and else when its source appeared.
    """
    source = base.source(fact, fact.source)
    dates = (
        ("when", fact.when if is_observed(fact) else None),
        ("said", base.said(fact)),
        ("issued", source.issued if source else None),
    )
    known = ((name, date) for name, date in dates if date and (date.earliest or date.latest))
    return next(known, None)


def _position(point: Point) -> tuple[object, ...]:
    """Sort by first day, last day and id; an open start counts as its last day."""
    last = (point.last is None, point.last or ())
    return point.first or point.last, last, point.id
