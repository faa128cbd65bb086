"""Facts → accounts: values on a common scale, each with its class and its time.

An account is what a fact asserts, or denies, of its measure, made ready for comparing.
"""

from __future__ import annotations

from decimal import Decimal
from math import inf

from misca_cli.accounts.meeting import root, wholes
from misca_cli.accounts.units import shown
from misca_cli.dates import ordinal
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from misca_cli.accounts.units import Target
    from misca_cli.dates import Date, Day
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Figure, Measure, Number

    Bound = Number | float

CLASSES = {
    None: "observed",
    "ongoing": "observed",
    "done": "observed",
    "proposed": "planned",
    "announced": "planned",
    "committed": "planned",
    "scheduled": "planned",
    "authorised": "authorised",
}
"""The class of a stage; what is cancelled has none."""
ASSERTING = ("states", "estimates")
"""The acts by which a speaker vouches for a value."""
COMPARED = (*ASSERTING, "denies")
_PART_OF_A_DAY = 0.5
_RELATIONS = {"equal": "level", "plus": "change", "minus": "change", "times": "multiple"}


def is_observed(fact: Fact) -> bool:
    """Return whether a fact tells of what is or was, rather than of a plan or a mandate."""
    return CLASSES.get(fact.stage) == "observed"


class Time(Record):
    """Days as ordinals; what is open ends at infinity."""

    earliest: float
    latest: float
    """The bounds as they are written."""
    first: float
    last: float
    """The same, where the open end of "some day until" counts as the day that is named."""

    @property
    def is_known(self) -> bool:
        """Return whether anything is known of it."""
        return self.earliest > -inf or self.latest < inf

    def touches(self, other: Time) -> bool:
        """Return whether a day may be in both."""
        return self.first <= other.last and other.first <= self.last


ALWAYS = Time(earliest=-inf, latest=inf, first=-inf, last=inf)


class Account(Record):
    """What one fact says of its measure."""

    id: str
    """The id users type."""
    fact: Fact
    of: str
    """observed, planned or authorised."""
    relation: str = "level"
    """level, change or multiple."""
    dimension: str = ""
    """The unit of the scale that its figure is on; figures of two dimensions do not meet."""
    low: Bound = -inf
    high: Bound = inf
    low_included: bool = True
    high_included: bool = True
    lowest: Bound = -inf
    highest: Bound = inf
    """The bounds as they are written, without what `~` may mean."""
    places: int | None = None
    """How many decimals of bounds that were converted are worth showing; None for all."""
    entities: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()
    """What its entities are part of."""
    time: Time
    day: Time | None = None
    """The days that a plan is for; None where it does not say, or says only that."""
    is_none: bool = False
    """Whether it says that there is no such day, or nobody; of figures, none is 0."""
    denies: bool = False

    @property
    def terms(self) -> tuple[object, ...]:
        """Return what two accounts share that say the same."""
        bounds = self.low, self.high, self.low_included, self.high_included
        return self.relation, *bounds, self.entities, self.is_none, self.denies


def account(typed: str, fact: Fact, base: Factbase, onto: Target) -> Account | None:
    """Return what a fact says of its measure, None where it asserts nothing to be compared."""
    measure = base.measure(fact)
    of = CLASSES.get(fact.stage)
    value = fact.value
    if not (measure and value and of) or fact.act not in COMPARED or value.kind == "unknown":
        return None
    time, denies = time_of(fact, of, base), fact.act == "denies"
    if measure.single and measure.value == "entity" and of == "observed" and fact.when:
        time = _tenure(time, fact.when)
    if denies and not fact.when:
        # What is denied was said before.
        time = time.replaced(earliest=-inf, first=-inf)
    return Account(
        id=typed,
        fact=fact,
        of=of,
        time=time,
        day=_planned(fact, of),
        denies=denies,
        **_said(fact, measure, base, onto),
    )


def _planned(fact: Fact, of: str) -> Time | None:
    is_date = fact.value is not None and fact.value.date is not None
    return None if of == "observed" or is_date or not fact.when else span_of(fact.when)


def _said(fact: Fact, measure: Measure, base: Factbase, onto: Target) -> dict[str, Any]:
    value = fact.value
    if value and value.figure:
        return _figured(value.figure, measure, onto)
    if value and value.date:
        off = slack(measure.tolerance if value.date.approximate else None, 0)
        low, high = _ordinal(value.date.earliest, -inf), _ordinal(value.date.latest, inf)
        return {"low": moved(low, -off), "high": moved(high, off), "lowest": low, "highest": high}
    if value and value.entities:
        return {
            "entities": frozenset(root(fact, each, base) for each in value.entities),
            "wholes": frozenset().union(*(wholes(fact, each, base) for each in value.entities)),
        }
    if measure.value != "figure":
        return {"is_none": True}
    return {**dict.fromkeys(("low", "high", "lowest", "highest"), 0), "dimension": onto.unit}


def _figured(figure: Figure, measure: Measure, onto: Target) -> dict[str, Any]:
    relation = _RELATIONS[figure.relation]
    dimension, scale = onto.scale(None if relation == "multiple" else figure.unit)
    convert = scale.level if relation == "level" else scale.change
    written: list[Bound] = [
        -inf if figure.low is None else convert(figure.low),
        inf if figure.high is None else convert(figure.high),
    ]
    tolerance = measure.tolerance if figure.approximate else None
    less, more = (slack(tolerance, end) + slack(scale.tolerance, end) for end in written)
    ends = [moved(written[0], -less), moved(written[1], more)]
    places = scale.places(figure.low, figure.high)
    included = [figure.low_included, figure.high_included]
    if figure.relation == "minus":
        ends, written = ([-high, -low] for low, high in (ends, written))
        included.reverse()
    if relation == "change" and onto.is_share(figure.unit):
        relation, dimension = "multiple", onto.unit
        ends, written = ([*map(_multiple, each)] for each in (ends, written))
    return {
        "relation": relation,
        "dimension": dimension,
        "places": places,
        **dict(zip(("low", "high"), ends, strict=True)),
        **dict(zip(("lowest", "highest"), (shown(each, places) for each in written), strict=True)),
        **dict(zip(("low_included", "high_included"), included, strict=True)),
    }


def _multiple(percent: Bound) -> Bound:
    """Return how many times as much there is after a change by so many per cent."""
    return percent if isinstance(percent, float) else 1 + Decimal(percent) / 100


def moved(end: Bound, by: Number) -> Bound:
    """Return a bound moved by an amount; an open end stays where it is."""
    return end if isinstance(end, float) else end + by


def slack(tolerance: str | None, amount: Bound) -> Number:
    """Return by how much an amount may differ: by "10%" of it, "50" of its unit, or "2d" of days.

    An open end, at infinity, may not.
    """
    if not tolerance or isinstance(amount, float):
        return 0
    if tolerance.endswith("%"):
        return Decimal(tolerance[:-1]) / 100 * Decimal(amount).copy_abs()
    return Decimal(tolerance.removesuffix("d"))


def days(holds: str) -> float:
    """Return how many days a level is presumed to last: "14d" is 14."""
    return float(holds.removesuffix("d"))


def time_of(fact: Fact, of: str, base: Factbase) -> Time:
    """Return the time of an account: of an observation the day it holds, of a plan its utterance.

    Where that is not written, it is when the fact was said, and else when its source appeared.
    """
    when = fact.when if of == "observed" else None
    date = when or base.date_known(fact)
    return span_of(date) if date else ALWAYS


def span_of(date: Date) -> Time:
    """Return the days that a date may be, or lasts."""
    earliest, latest = _ordinal(date.earliest, -inf), _ordinal(date.latest, inf)
    first, last = earliest, latest
    if date.kind == "one-of" and not -inf == earliest < latest == inf:
        # Some day until then, or from then on: the day that is named is all that is known.
        first = latest if earliest == -inf else earliest
        last = earliest if latest == inf else latest
    return Time(earliest=earliest, latest=latest, first=first, last=last)


def _tenure(time: Time, held: Date) -> Time:
    """Return the days that an office is held, without those on which it may change hands.

    Whoever leaves and whoever follows are dated alike by that day, or by that year: each holds
    the office for no more than a part of it.
    """
    first, last = time.first, time.last
    if held.kind == "interval" and held.start and held.start.latest:
        first = ordinal(held.start.latest) + _PART_OF_A_DAY
    if held.kind == "interval" and held.end and held.end.earliest:
        last = ordinal(held.end.earliest) - _PART_OF_A_DAY
    return time.replaced(first=first, last=last) if first <= last else time


def _ordinal(day: Day | None, otherwise: float) -> int | float:
    return ordinal(day) if day else otherwise


def differ(one: Account, other: Account, *, exclusive: bool = True) -> bool:
    """Return whether two accounts can't both be right, if they are of one time.

    Where values are not `exclusive`, any two can: but not one, and that there is none.
    """
    if one.denies or other.denies:
        return one.denies != other.denies and not _exclude(one, other)
    return _exclude(one, other) if exclusive else one.is_none != other.is_none


def for_one_day(one: Account, other: Account) -> bool:
    """Return whether two plans may be for the same day, as far as they say for which they are."""
    days_of = [day for day in (one.day, other.day) if day]
    return len(days_of) < 2 or days_of[0].touches(days_of[1])


def _exclude(one: Account, other: Account) -> bool:
    if one.is_none or other.is_none:
        return one.is_none != other.is_none
    if one.entities or other.entities:
        return _apart(one, other)
    return below(one, other) or below(other, one)


def _apart(one: Account, other: Account) -> bool:
    """Return whether two sets share nothing, and nothing of one is part of the other."""
    return not (
        one.entities & other.entities or one.entities & other.wholes or other.entities & one.wholes
    )


def below(one: Account, other: Account) -> bool:
    """Return whether all of one range lies below another."""
    if one.high == other.low:
        return not (one.high_included and other.low_included)
    return one.high < other.low


def superseded(facts: Iterable[Fact]) -> frozenset[tuple[str, str]]:
    """Return the facts that others supersede, by pack and id: what they say is no longer true."""
    return frozenset((fact.pack, other) for fact in facts for other in fact.supersedes)


def current(accounts: Iterable[Account]) -> list[Account]:
    """Return accounts without those that another supersedes."""
    told = list(accounts)
    gone = superseded(each.fact for each in told)
    return [each for each in told if (each.fact.pack, each.fact.id) not in gone]


def as_addition(account: Account) -> Account:
    """Return an account of which the base is unclear as the change that it may be."""
    return account.replaced(relation="change") if account.relation == "level" else account


def in_order(accounts: Iterable[Account]) -> Sequence[Account]:
    """Return accounts by time, then by what they say, then by id."""
    return sorted(
        accounts, key=lambda each: (each.time.first, each.time.last, each.lowest, each.id)
    )
