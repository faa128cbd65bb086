"""Rules over what facts say: their figures, their dates, their places, and rulings on them."""

from __future__ import annotations

from misca_cli.accounts.account import ASSERTING, is_observed
from misca_cli.accounts.dating import address_differs, misdated
from misca_cli.accounts.meeting import meeting
from misca_cli.accounts.origins import origins
from misca_cli.accounts.units import Target
from misca_cli.anchors import is_provable
from misca_cli.dates import ordinal
from misca_cli.spelling import nearest
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from misca_cli.checks.rule import Found, Subject
    from misca_cli.dates import Date
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact

WORDS = (
    *("metres", "meters", "centimetres", "centimeters", "kilometres", "kilometers", "miles"),
    *("seconds", "minutes", "hours", "days", "weeks", "months", "years", "hectares", "acres"),
    *("grams", "kilograms", "tonnes", "litres", "liters", "percent"),
)
"""Units that are often spelt out, and so misspelt."""
MOST_WORDS = 5
"""Of a source, quoted as what was interpreted."""


def unit_mismatch(subject: Subject) -> Iterator[Found]:
    """Report a figure whose unit can't be converted into that of its measure."""
    targets: dict[str, Target] = {}
    for fact in subject.facts():
        figure = fact.value.figure if fact.value else None
        if figure is None or not figure.unit or figure.relation == "times":
            continue
        measure = subject.base.measure(fact)
        if not (measure and measure.unit):
            continue
        if measure.id not in targets:
            targets[measure.id] = Target(measure, subject.base)
        target = targets[measure.id]
        is_share = figure.relation != "equal" and target.is_share(figure.unit)
        if not is_share and target.scale(figure.unit)[0] != measure.unit:
            likely = [measure.unit, *(u for u in WORDS if target.scale(u)[0] == measure.unit)]
            near = nearest(figure.unit, likely, most=1)
            guess = f' (did you mean "{near[0]}"?)' if near else ""
            message = (
                f'"{figure.unit}" can\'t be compared with "{measure.unit}", '
                f'the unit of the measure "{measure.id}"{guess}'
            )
            yield ("fact", fact.id, "value"), message


def unanchored(subject: Subject) -> Iterator[Found]:
    """Report a place that could be proved, in a source with a saved copy, but has no anchor."""
    for fact in subject.facts():
        source = subject.base.source(fact, fact.source)
        if source and source.copy and not fact.anchor and is_provable(fact.at):
            message = f'"{fact.at}" has no anchor (misca anchors --copies DIR --write makes one)'
            yield ("fact", fact.id, "at"), message


def unsealed_ruling(subject: Subject) -> Iterator[Found]:
    """Report a ruling without a digest of its facts: it would hold whatever they come to say."""
    for ruling in subject.pack.rulings.values():
        if ruling.facts_sha256 is None:
            message = "has no `facts_sha256`, so it would never expire"
            yield ("ruling", ruling.id), message


def said_after_issued(subject: Subject) -> Iterator[Found]:
    """Report what was said only after the source that reports it had appeared."""
    for fact in subject.facts():
        if not (fact.said or fact.statement):
            continue
        for why in misdated(fact.replaced(when=None), subject.base):
            yield ("fact", fact.id, "said" if fact.said else "statement"), why


def source_date(subject: Subject) -> Iterator[Found]:
    """Report a source that appeared before the day it tells of, or not on that of its address."""
    for fact in subject.facts():
        for why in misdated(fact.replaced(said=None, statement=None), subject.base):
            dated_by = "value" if fact.value and fact.value.date == fact.when else "when"
            yield ("fact", fact.id, dated_by), why
    for source in subject.pack.sources.values():
        differs = address_differs(source)
        if differs:
            yield ("source", source.id, "issued"), differs


def long_reading(subject: Subject) -> Iterator[Found]:
    """Report more than five words quoted as what was interpreted: a note can say more."""
    for fact in subject.facts():
        for field, words in fact.reads.items():
            if len(words.split()) > MOST_WORDS:
                yield ("fact", fact.id, "reads", field), f"quotes more than {MOST_WORDS} words"


def unexplained_retirement(subject: Subject) -> Iterator[Found]:
    """Report a retired fact that says neither why nor what replaces it."""
    for fact in subject.pack.facts.values():
        if fact.status == "retired" and fact.because is None and fact.replaced_by is None:
            yield ("fact", fact.id, "status"), "has neither `because` nor `replaced_by`"


def single_origin(subject: Subject) -> Iterator[Found]:
    """Name values that nobody has confirmed independently of where they come from."""
    for facts in _meeting(subject).values():
        if len({*origins(facts, subject.base)}) == 1:
            others = ", ".join(fact.id for fact in facts[1:])
            shared = f", and so does what may be compared with it: {others}" if others else ""
            yield ("fact", facts[0].id, "value"), f"rests on one origin{shared}"


def stale(subject: Subject) -> Iterator[Found]:
    """Name the latest level of a measure that is presumed to hold no longer.

    A level holds for as long as its measure's `holds` says.
    """
    for facts in _meeting(subject).values():
        measure = subject.base.measure(facts[0])
        levels = [each for each in facts if _is_level(each)]
        if not (measure and measure.holds and levels):
            continue
        latest = max(levels, key=lambda each: _day(each, subject.base))
        date = latest.when or subject.base.date_known(latest)
        held = int(measure.holds.removesuffix("d"))
        if date and 0 < _day(latest, subject.base) + held < subject.today.toordinal():
            yield ("fact", latest.id, "value"), _out_of_date(date, measure.holds)


def _out_of_date(date: Date, holds: str) -> str:
    return f"is of {describe_date(date)} and presumed to hold for {holds}: nothing newer is here"


def _meeting(subject: Subject) -> Mapping[str, list[Fact]]:
    """Return the facts that assert a value, by what those share that may be compared."""
    found: dict[str, list[Fact]] = {}
    for fact in subject.facts():
        shared = meeting(fact, subject.base) if fact.act in ASSERTING else None
        if shared:
            found.setdefault(shared, []).append(fact)
    return found


def _is_level(fact: Fact) -> bool:
    figure = fact.value.figure if fact.value else None
    return figure is not None and figure.relation == "equal" and is_observed(fact)


def _day(fact: Fact, base: Factbase) -> float:
    """Return the last day that a level is known to be of, as an ordinal; 0 where none is."""
    date = fact.when or base.date_known(fact)
    day = (date.latest or date.earliest) if date else None
    return ordinal(day) if day else 0
