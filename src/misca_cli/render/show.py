"""Facts in full: what is claimed, who says so, where it was read, and what it touches."""

from __future__ import annotations

from rich.text import Text

from misca_cli.anchors import describe_locator
from misca_cli.dates import Date
from misca_cli.model import Value
from misca_cli.render import words
from misca_cli.render.page import (
    CAUTION,
    HEADING,
    QUIET,
    address,
    labelled,
    spaced,
    text,
    wrapped,
)
from misca_cli.render.relations import relations
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.answer import Answer, Result
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.render.screen import Screen

    Entry = tuple[str, list[Text]]


def draw(answer: Answer, screen: Screen) -> list[Text]:
    """Draw each fact in full."""
    facts = [_fact(result, answer.base, screen) for result in answer.results]
    between = [text(screen.line * screen.columns, QUIET)]
    return spaced(block for fact in facts for block in (between, fact))[2:]


def _fact(result: Result, base: Factbase, screen: Screen) -> list[Text]:
    fact = result.fact
    entries = [
        ("id", [text(result.id)]),
        *_state(base, fact),
        ("source", list(_chain(base, fact, screen))),
        ("place", [text(_place(fact))]),
        *_reading(base, fact),
        *_findings(result, base),
        *_relations(result, base),
        *_record(fact),
    ]
    heading = wrapped(text(fact.claim, HEADING), screen.columns)
    return spaced([heading, labelled(entries, screen.columns)])


def _findings(result: Result, base: Factbase) -> Iterator[Entry]:
    """Say what is found against a fact, or of it, and who says otherwise."""
    for finding in result.findings:
        rivals = (each for each in finding.facts if each != result.id)
        style = CAUTION if finding.is_loud else QUIET
        lines = [text(finding.why, style)]
        lines += [text(f"{each}: {base.facts[each].claim}") for each in rivals]
        yield finding.label, lines


def _relations(result: Result, base: Factbase) -> Iterator[Entry]:
    for label, found in relations(base, result.fact, result.related):
        yield label, [text(each) for each in found]


def _state(base: Factbase, fact: Fact) -> Iterator[Entry]:
    """Return what is claimed, field by field."""
    yield from (("status", [text(caution, CAUTION)]) for caution in words.cautions(fact))
    fields = (
        ("value", _value(base, fact)),
        ("basis", "unclear: a total or an addition" if fact.basis else None),
        ("when", describe_date(fact.when, short=False) if fact.when else None),
        ("stage", fact.stage),
        ("act", fact.act.replace("-", " ") if fact.act != "states" else None),
        ("who", words.names(base, fact, filter(None, (fact.who,)))),
        ("what", words.measure(base, fact)),
        ("where", words.names(base, fact, filter(None, (fact.where,)))),
        ("involves", words.names(base, fact, fact.involves)),
    )
    yield from ((label, [text(value)]) for label, value in fields if value)


def _value(base: Factbase, fact: Fact) -> str | None:
    value = words.value(base, fact)
    notes = words.figure_notes(fact.value.figure) if fact.value and fact.value.figure else ()
    return f"{value} ({', '.join(notes)})" if value and notes else value


def _chain(base: Factbase, fact: Fact, screen: Screen) -> Iterator[Text]:
    """Lead from the speaker to the page we read."""
    yield text(_speaker(base, fact))
    source = base.source(fact, fact.source)
    page = words.source(source) if source else fact.source
    yield text(f"{screen.arrow} {page}, {describe_locator(fact.at)}")
    if source and source.url:
        yield address(source.url)
    if source and source.reprints:
        yield text(f"reprinted from {words.cited(base, fact, source.reprints)}")
    yield from (text(f"which cites: {words.cited(base, fact, each)}") for each in fact.cites)


def _speaker(base: Factbase, fact: Fact) -> str:
    said, statement = base.said(fact), base.statement(fact)
    details = (
        f"said {describe_date(said)}" if said else None,
        statement.venue if statement else None,
    )
    note = ", ".join(filter(None, details))
    speaker = words.names(base, fact, base.speakers(fact)) or "the source's own voice"
    return f"{speaker} ({note})" if note else speaker


def _place(fact: Fact) -> str:
    return f"{fact.at}, anchored as {fact.anchor}" if fact.anchor else f"{fact.at}, not anchored"


def _reading(base: Factbase, fact: Fact) -> Iterator[Entry]:
    """Return what we had to interpret, and what a careful reader should know."""
    if fact.reads:
        yield "reads", [text(_read(base, fact, field)) for field in fact.reads]
    if fact.note:
        yield "note", [text(fact.note)]


def _read(base: Factbase, fact: Fact, field: str) -> str:
    meant = _meant(base, fact, field)
    reading = f" read as {meant}" if meant else ""
    return f'"{fact.reads[field]}"{reading} ({field})'


def _meant(base: Factbase, fact: Fact, field: str) -> str | None:
    """Word what a field holds, or what the statement holds in its place."""
    shared = {"said": base.said, "by": base.speakers}
    content = shared[field](fact) if field in shared else getattr(fact, field, None)
    if isinstance(content, Date):
        return describe_date(content)
    if isinstance(content, tuple):
        return words.names(base, fact, content)
    if isinstance(content, Value):
        return words.bare_value(base, fact, content)
    return base.name(fact, content) if content else None


def _record(fact: Fact) -> Iterator[Entry]:
    if fact.tags:
        yield "tags", [text(", ".join(fact.tags))]
    yield "file", [text(f"{fact.file}, line {fact.line}, pack {fact.pack}", QUIET)]
