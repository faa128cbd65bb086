"""Request → answer: one short function a command."""

from __future__ import annotations

from misca_cli import timeline
from misca_cli.answer import Answer, Match, Part, Request, Result, SourceUse
from misca_cli.errors import UsageError
from misca_cli.search.agree import period_agreement
from misca_cli.search.find import Found, find
from misca_cli.search.query import Period
from misca_cli.search.reader import read_bound
from misca_cli.search.scan import Scan
from misca_cli.search.score import best_by_field
from misca_cli.spelling import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from misca_cli.dates import Date, Day
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.search.score import Scored


def answer(request: Request, base: Factbase) -> Answer:
    """Answer a request from the facts of one run.

    Raises `UsageError` for a query that names what does not exist.
    """
    return COMMANDS[request.command](request, base)


def query(request: Request, base: Factbase) -> Answer:
    """Return the facts that match, best first, or those that come near."""
    corpus = Scan(base)
    found = _find(request, corpus)
    results = [_result(scored, found, corpus, request) for scored in found.matches]
    near = [_result(scored, found, corpus, request) for scored in found.near]
    return _answer(
        request, base, _sorted(results, request, base), query=found.query, near=tuple(near)
    )


def chronology(request: Request, base: Factbase) -> Answer:
    """Return the facts that match, or all, in the order of their dates."""
    corpus = Scan(base)
    found = _find(request, corpus)
    results = [_result(scored, found, corpus, request) for scored in found.matches]
    kept, undated = timeline.dated(results, base, request.axis)
    ordered = timeline.ordered(kept, base, request.axis)
    if request.sort:
        ordered = tuple(_sorted(ordered, request, base))
    return _answer(request, base, ordered, query=found.query, undated=len(undated))


def show(request: Request, base: Factbase) -> Answer:
    """Return facts by id, and for each id that stands nowhere the nearest."""
    ids = tuple(dict.fromkeys(request.ids))
    known = [Result(id=name, fact=base.facts[name]) for name in ids if name in base.facts]
    unknown = tuple((name, nearest(name, base.facts)) for name in ids if name not in base.facts)
    return _answer(request, base, known, unknown_ids=unknown)


def sources(request: Request, base: Factbase) -> Answer:
    """Return the sources of the facts that match, or of all, with what rests on each."""
    corpus = Scan(base)
    found = _find(request, corpus)
    facts = [corpus.fact(scored.number) for scored in found.matches]
    uses = [use for use in _uses(facts, base) if not request.text or use.facts or use.cited_by]
    uses.sort(key=lambda use: (not use.source.seen, -use.facts, -use.cited_by, use.source.id))
    return Answer(
        command="sources",
        base=base,
        query=found.query,
        sources=tuple(uses[: request.limit]),
        total=len(uses),
        untold=_untold(request, base),
        problems=base.problems,
    )


COMMANDS: dict[str, Callable[[Request, Factbase], Answer]] = {
    "query": query,
    "timeline": chronology,
    "show": show,
    "sources": sources,
}


def _answer(request: Request, base: Factbase, results: Sequence[Result], **more: Any) -> Answer:
    return Answer(
        command=request.command,
        base=base,
        results=tuple(results[: request.limit]),
        total=len(results),
        axis=request.axis,
        untold=_untold(request, base),
        problems=base.problems,
        **more,
    )


def _find(request: Request, corpus: Scan) -> Found:
    return find(
        request.text,
        corpus,
        date_of=lambda fact: corpus.base.date_used(fact)[1],
        keep=_selection(request, corpus),
    )


def _selection(request: Request, corpus: Scan) -> Callable[[Fact], bool]:
    """Return whether the options of a request keep a fact."""
    base = corpus.base
    since = read_bound(request.since, corpus, first=True) if request.since else None
    until = read_bound(request.until, corpus, first=False) if request.until else None
    as_of = read_bound(request.as_of, corpus, first=False) if request.as_of else None
    if since and until and until < since:
        raise UsageError(f"--until {request.until} ends before --since {request.since} begins")
    period = Period(text="", edtf="", earliest=since, latest=until)

    def keeps(fact: Fact) -> bool:
        if fact.status == "retired" and not request.everything:
            return False
        if as_of and not _was_said_by(base.known(fact), as_of):
            return False
        if not since and not until:
            return True
        return period_agreement(period, base.date_used(fact)[1]) > 0

    return keeps


def _was_said_by(known: Date | None, day: Day) -> bool:
    # An uncertain date counts by its latest day.
    return known is not None and known.latest is not None and known.latest <= day


def _untold(request: Request, base: Factbase) -> int:
    if not request.as_of:
        return 0
    known = (base.known(fact) for fact in base.facts.values() if fact.status != "retired")
    return sum(date is None or date.latest is None for date in known)


def _result(scored: Scored, found: Found, corpus: Scan, request: Request) -> Result:
    fact = corpus.fact(scored.number)
    return Result(
        id=corpus.ids[scored.number],
        fact=fact,
        score=scored.score if found.query.is_ranked else None,
        matched=_matches(scored, found),
        parts=tuple(Part(label=label, amount=amount) for label, amount in scored.parts)
        if request.explain
        else (),
    )


def _matches(scored: Scored, found: Found) -> tuple[Match, ...]:
    """Return for each word and field the best way it was met, in the order of the words."""
    best = best_by_field(scored.hits)
    ordered = sorted(best.values(), key=lambda hit: (hit.concept, -hit.quality, hit.field))
    return tuple(
        Match(word=found.concepts[hit.concept].text, field=hit.field, how=hit.how, text=hit.form)
        for hit in ordered
    )


def _sorted(results: Sequence[Result], request: Request, base: Factbase) -> Sequence[Result]:
    if request.sort == "date":
        return timeline.ordered(results, base, request.axis)
    if request.sort == "id":
        return sorted(results, key=lambda result: result.id)
    if request.sort == "source":
        return sorted(results, key=lambda result: (result.fact.source, result.id))
    if request.sort == "score":
        return sorted(results, key=lambda result: (-(result.score or 0.0), result.id))
    return results


def _uses(facts: Iterable[Fact], base: Factbase) -> list[SourceUse]:
    """Return every source of the packs, with how many of the facts rest on it or cite it."""
    rests: dict[tuple[str, str], int] = {}
    cited: dict[tuple[str, str], int] = {}
    for fact in facts:
        rests[fact.pack, fact.source] = rests.get((fact.pack, fact.source), 0) + 1
        for source in fact.cites:
            cited[fact.pack, source] = cited.get((fact.pack, source), 0) + 1
    return [
        SourceUse(
            source=source,
            pack=pack.name,
            facts=rests.get((pack.name, source.id), 0),
            cited_by=cited.get((pack.name, source.id), 0),
            reprinted_by=tuple(
                other.id for other in pack.sources.values() if other.reprints == source.id
            ),
        )
        for pack in base.packs
        for source in pack.sources.values()
    ]
