"""Facts and sources of an answer → plain objects: the one record writer.

Every format takes its data from here. Each documented key is always there, in the
documented order, None where there is nothing. What is built on top of an object, such as
the envelope of a JSON document, is not here.
"""

from __future__ import annotations

from misca_cli.dates import iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from misca_cli.accounts.findings import Finding
    from misca_cli.answer import Answer, Match, Result
    from misca_cli.dates import Date, Day
    from misca_cli.factbase import Factbase
    from misca_cli.gathered import SourceUse
    from misca_cli.model import Copy, Fact, Figure, Number, Value

Object = dict[str, object]

MOST_BESIDE = 32
"""So many facts of a finding are named with each of them."""


def records(answer: Answer) -> list[Object]:
    """Return the objects an answer is made of: its sources or its facts, in order."""
    if answer.command == "sources":
        return [source_object(use) for use in answer.sources]
    return [fact_object(result, answer.base, axis=answer.axis) for result in answer.results]


def fact_object(result: Result, base: Factbase, *, axis: str = "when") -> Object:
    """Return a fact with its names joined; `axis` is the date asked for, when or said."""
    fact = result.fact
    said = base.said(fact)
    return {
        "id": result.id,
        "pack": fact.pack,
        "score": None if result.score is None else round(result.score, 4),
        "claim": fact.claim,
        "who": _entity(fact.who, fact, base),
        "where": _entity(fact.where, fact, base),
        "what": _measure(fact, base),
        "involves": _entities(fact.involves, fact, base),
        "value": _value(fact.value, fact, base) if fact.value else None,
        "basis": fact.basis,
        "stage": fact.stage,
        "act": fact.act,
        "when": date_object(fact.when),
        "said": date_object(said),
        "date_used": "when" if fact.when and axis != "said" else "said" if said else None,
        "by": _entities(base.speakers(fact), fact, base),
        "statement": fact.statement,
        "source": _source(fact, base),
        "at": fact.at,
        "anchor": fact.anchor,
        "cites": list(fact.cites),
        "reads": dict(fact.reads),
        "note": fact.note,
        "status": fact.status,
        "because": fact.because,
        "replaced_by": _qualified(fact.replaced_by, fact, base) if fact.replaced_by else None,
        "supersedes": [_qualified(fact_id, fact, base) for fact_id in fact.supersedes],
        "tags": list(fact.tags),
        "file": fact.file,
        "line": fact.line,
        "reported_later": result.is_told_later,
        "findings": [finding_object(finding, of=result.id) for finding in result.findings],
        "matched": [_match(match) for match in result.matched],
    }


def source_object(use: SourceUse) -> Object:
    """Return a source's own fields, and what rests on it."""
    source = use.source
    return {
        "id": source.id,
        "pack": use.pack,
        "type": source.type,
        "title": source.title,
        "publisher": source.publisher,
        "author": list(source.author),
        "issued": date_object(source.issued),
        "accessed": date_object(source.accessed),
        "url": source.url,
        "archive_url": source.archive_url,
        "archived": date_object(source.archived),
        "today": date_object(source.today),
        "reprints": source.reprints,
        "reprinted_by": list(use.reprinted_by),
        "seen": source.seen,
        "copy": _copy(source.copy) if source.copy else None,
        "note": source.note,
        "facts": use.facts,
        "cited_by": use.cited_by,
    }


def finding_object(finding: Finding, *, of: str | None = None) -> Object:
    """Return what is to be said of facts; `of` is the one that it is told of, if of one alone.

    With each of many facts stand only so many of them, itself among them: all facts with all
    would grow with the square of their number.
    """
    facts = finding.facts
    if of is not None and len(facts) > MOST_BESIDE:
        facts = facts[:MOST_BESIDE]
        facts = facts if of in facts else (of, *facts[:-1])
    return {
        "kind": finding.kind,
        "facts": list(facts),
        "total": len(finding.facts),
        "ruling": finding.ruling,
        "verdict": finding.verdict,
        "why": finding.why,
    }


def date_object(date: Date | None) -> Object | None:
    """Return the EDTF text of a date with its inclusive bounds."""
    return bounds_object(date.text, date.earliest, date.latest) if date else None


def bounds_object(edtf: str, earliest: Day | None, latest: Day | None) -> Object:
    """Return an EDTF text with bounds; a bound that is None is open or unknown."""
    first = iso(earliest) if earliest else None
    last = first if latest == earliest else iso(latest) if latest else None
    return {"edtf": edtf, "earliest": first, "latest": last}


def number(amount: Number | None) -> int | float | None:
    """Return an amount as a JSON number; what a double can't hold is in the figure's text."""
    if amount is None or isinstance(amount, int):
        return amount
    if not amount.is_finite():
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _entity(entity_id: str | None, fact: Fact, base: Factbase) -> Object | None:
    return {"id": entity_id, "name": base.name(fact, entity_id)} if entity_id else None


def _entities(ids: Iterable[str], fact: Fact, base: Factbase) -> list[Object]:
    return [{"id": entity_id, "name": base.name(fact, entity_id)} for entity_id in ids]


def _measure(fact: Fact, base: Factbase) -> Object | None:
    measure = base.measure(fact)
    return {"id": fact.what, "name": measure.name if measure else fact.what} if fact.what else None


def _value(value: Value, fact: Fact, base: Factbase) -> Object:
    return {
        "kind": value.kind,
        "text": value.text,
        **_figure(value.figure),
        "approximate": _approximate(value),
        "date": date_object(value.date),
        "entities": _entities(value.entities, fact, base) or None,
    }


def _figure(figure: Figure | None) -> Object:
    return {
        "relation": figure.relation if figure else None,
        "amount": number(figure.amount) if figure else None,
        "low": number(figure.low) if figure else None,
        "high": number(figure.high) if figure else None,
        "low_included": figure.low_included if figure else None,
        "high_included": figure.high_included if figure else None,
        "unit": figure.unit if figure else None,
    }


def _approximate(value: Value) -> bool | None:
    quantity = value.figure or value.date
    return quantity.approximate if quantity else None


def _source(fact: Fact, base: Factbase) -> Object:
    source = base.source(fact, fact.source)
    return {
        "id": fact.source,
        "title": source.title if source else None,
        "publisher": source.publisher if source else None,
        "issued": date_object(source.issued) if source else None,
        "url": source.url if source else None,
    }


def _qualified(fact_id: str, fact: Fact, base: Factbase) -> str:
    """Return the id users type for a fact that another of the same pack names."""
    prefixed = f"{fact.pack}/{fact_id}"
    return prefixed if prefixed in base.facts else fact_id


def _match(match: Match) -> Object:
    return {"word": match.word, "field": match.field, "how": match.how}


def _copy(copy: Copy) -> Object:
    return {"file": copy.file, "sha256": copy.sha256, "format": copy.format}
