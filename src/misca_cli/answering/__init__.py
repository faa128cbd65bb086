"""Request → answer: one short function a command."""

from __future__ import annotations

from misca_cli.answer import Answer, Match, Request, Result, SourceUse
from misca_cli.answering.beside import Beside
from misca_cli.errors import UsageError
from misca_cli.search.find import Found, find
from misca_cli.search.score import best_by_field
from misca_cli.search.sets import EMPTY, FactSet, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from misca_cli.dates import Day
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Pack, Source
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.score import Scored


def answer(request: Request, corpus: Corpus) -> Answer:
    """Answer a request from the facts of one run.

    Raises `UsageError` for a query that names what does not exist.
    """
    return COMMANDS[request.command](request, corpus)


def query(request: Request, corpus: Corpus) -> Answer:
    """Return the facts that match, best first, or those that come near."""
    # Only in the order of their scores are the best ones enough.
    most = request.limit if request.sort in (None, "score") else None
    found = _find(request, corpus, most=most)
    best = found.matches if most is None else found.matches[:most]
    beside = _beside(request, corpus)
    results = [_result(scored, found, beside, request) for scored in best]
    near = [_result(scored, found, beside, request) for scored in found.near]
    ordered = _sorted(results, request, corpus.base)
    answered = _answer(request, corpus, ordered, query=found.query, near=tuple(near))
    return answered.replaced(
        total=found.total,
        is_total_exact=found.is_exact,
        agreements=beside.agreements(answered.results),
    )


def chronology(request: Request, corpus: Corpus) -> Answer:
    """Return the facts that match, or all, in the order of their dates."""
    from misca_cli import timeline  # a query does without

    base = corpus.base
    found = _find(request, corpus)
    beside = _beside(request, corpus)
    results = [_result(scored, found, beside, request) for scored in found.matches]
    kept, undated = timeline.dated(results, base, request.axis)
    ordered = timeline.ordered(kept, base, request.axis)
    if request.sort:
        ordered = tuple(_sorted(ordered, request, base))
    return _answer(request, corpus, ordered, query=found.query, undated=len(undated))


def show(request: Request, corpus: Corpus) -> Answer:
    """Return facts by id, and for each id that stands nowhere the nearest."""
    base, facts = corpus.base, corpus.base.facts
    named = {name: base.typed(name) for name in request.ids}
    ids = dict.fromkeys(name for name in named.values() if name is not None)
    beside = _beside(request, corpus)
    found = [
        Result(
            id=name,
            fact=facts[name],
            related=_related(name, corpus),
            findings=beside.findings_of(name),
        )
        for name in ids
    ]
    missing = tuple(name for name, fact in named.items() if fact is None)
    return _answer(request, corpus, found, unknown_ids=_nearest(missing, base))


def _related(typed: str, corpus: Corpus) -> tuple[Fact, ...]:
    """Return the facts that may have to do with one: they tell of it, or are told beside it."""
    from misca_cli.search import known  # a query does without

    fact = corpus.base.facts[typed]
    named = (fact.id, *fact.supersedes, *((fact.replaced_by,) if fact.replaced_by else ()))
    statement = corpus.bearing((f"statement:{fact.statement}",) if fact.statement else ())
    related = union(
        (
            *statement.values(),
            corpus.marked("place", known.place(fact)),
            *(corpus.marked("refers", each) for each in named),
        )
    )
    return tuple(corpus.fact(number) for number in corpus.first(related, len(related)))


def _nearest(missing: Iterable[str], base: Factbase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from misca_cli.spelling import nearest  # only a wrong id needs it

    return tuple((name, base.clashing(name) or nearest(name, base.facts)) for name in missing)


def sources(request: Request, corpus: Corpus) -> Answer:
    """Return the sources of the facts that match, or of all, with what rests on each."""
    found = _find(request, corpus, most=0)
    is_all = not (request.text or request.as_of)
    uses = [use for use in _uses(found.facts, corpus) if is_all or use.is_used]
    uses.sort(key=lambda use: (not use.source.seen, -use.facts, -use.cited_by, use.source.id))
    return Answer(
        command="sources",
        base=corpus.base,
        query=found.query,
        sources=tuple(uses[: request.limit]),
        total=len(uses),
        untold=_untold(request, corpus),
        problems=corpus.base.problems,
    )


def export(request: Request, corpus: Corpus) -> Answer:
    """Return the facts that match by themselves; without words, in the order of their ids."""
    found = _find(request, corpus, most=None if request.text else 0)
    numbers = (
        [scored.number for scored in found.matches]
        if request.text
        else corpus.first(found.facts, corpus.size)
    )
    results = [Result(id=corpus.id(number), fact=corpus.fact(number)) for number in numbers]
    return _answer(request, corpus, _sorted(results, request, corpus.base), query=found.query)


def compare(request: Request, corpus: Corpus) -> Answer:
    """Return the groups that the facts which match belong to, or all that have something to say."""
    from misca_cli.answering.comparing import compared  # a query does without

    found = _find(request, corpus, most=None if request.text else 0)
    answered = compared(request, corpus, found, _beside(request, corpus))
    return answered.replaced(untold=_untold(request, corpus))


COMMANDS: dict[str, Callable[[Request, Corpus], Answer]] = {
    "query": query,
    "timeline": chronology,
    "compare": compare,
    "chart": query,
    "export": export,
    "show": show,
    "sources": sources,
}


def _answer(request: Request, corpus: Corpus, results: Sequence[Result], **more: Any) -> Answer:
    return Answer(
        command=request.command,
        base=corpus.base,
        results=tuple(results[: request.limit]),
        total=len(results),
        axis=request.axis,
        untold=_untold(request, corpus),
        problems=corpus.base.problems,
        **more,
    )


def _find(request: Request, corpus: Corpus, *, most: int | None = None) -> Found:
    return find(request.text, corpus, among=_selection(request, corpus), most=most)


def _selection(request: Request, corpus: Corpus) -> FactSet:
    """Return the facts that the options of a request leave."""
    facts = corpus.everything
    if not request.everything:
        facts -= corpus.marked("status", "retired")
    if request.since or request.until or request.as_of:
        facts &= _dated(request, corpus)
    return facts


def _dated(request: Request, corpus: Corpus) -> FactSet:
    """Return the facts whose dates are within those of a request."""
    from misca_cli.search.agree import in_period  # few requests are for some days
    from misca_cli.search.filters import read_bound
    from misca_cli.search.query import Period

    since = read_bound(request.since, corpus, first=True) if request.since else None
    until = read_bound(request.until, corpus, first=False) if request.until else None
    if since and until and until < since:
        raise UsageError(f"--until {request.until} ends before --since {request.since} begins")
    facts = corpus.everything
    if since or until:
        period = Period(text="", edtf="", earliest=since, latest=until)
        facts &= union(in_period(period, corpus).values())
    return facts & _told(request, corpus)


def _as_of(request: Request, corpus: Corpus) -> Day | None:
    from misca_cli.search.filters import read_bound  # few requests are for some day

    return read_bound(request.as_of, corpus, first=False) if request.as_of else None


def _told(request: Request, corpus: Corpus) -> FactSet:
    """Return the facts that had been told by the day of a request; without one, all."""
    as_of = _as_of(request, corpus) if request.as_of else None
    if as_of is None:
        return corpus.everything
    # An uncertain date counts by its latest day.
    told = corpus.dated(lambda _, last: float(bool(last and last <= as_of)), told=True)
    return union(told.values())


def _beside(request: Request, corpus: Corpus) -> Beside:
    as_of = _as_of(request, corpus) if request.as_of else None
    return Beside(request, corpus, told=_told(request, corpus), as_of=as_of)


def _untold(request: Request, corpus: Corpus) -> int:
    """Count the facts of which nothing says by when they had been said."""
    if not request.as_of:
        return 0
    told = union(corpus.dated(lambda _, last: float(last is not None), told=True).values())
    retired = corpus.marked("status", "retired")
    return len(corpus.everything - told - retired)


def _result(scored: Scored, found: Found, beside: Beside, request: Request) -> Result:
    corpus = beside.corpus
    fact = corpus.fact(scored.number)
    return Result(
        id=corpus.id(scored.number),
        fact=fact,
        findings=beside.findings(scored.number),
        is_told_later=beside.is_told_later(fact),
        score=scored.score if found.query.is_ranked else None,
        matched=_matches(scored, found),
        parts=tuple(scored.parts) if request.explain else (),
    )


def _matches(scored: Scored, found: Found) -> tuple[Match, ...]:
    """Return for each word and field the best way it was met, in the order of the words."""
    best = best_by_field(scored.hits)
    ordered = sorted(best.values(), key=lambda hit: (hit.concept, -hit.target.quality, hit.field))
    return tuple(
        Match(
            word=found.concepts[hit.concept].text,
            field=hit.field,
            how=hit.target.how,
            text=hit.target.form,
        )
        for hit in ordered
    )


def _sorted(results: Sequence[Result], request: Request, base: Factbase) -> Sequence[Result]:
    if request.sort == "date":
        from misca_cli import timeline  # most answers have another order

        return timeline.ordered(results, base, request.axis)
    if request.sort == "id":
        return sorted(results, key=lambda result: result.id)
    if request.sort == "source":
        return sorted(results, key=lambda result: (result.fact.source, result.id))
    if request.sort == "score":
        return sorted(results, key=lambda result: (-(result.score or 0.0), result.id))
    return results


def _uses(facts: FactSet, corpus: Corpus) -> list[SourceUse]:
    """Return every source of the packs, with how many of the facts rest on it or cite it."""
    return [
        _use(source, pack, facts & corpus.marked("pack", pack.name), corpus)
        for pack in corpus.base.packs
        for source in pack.sources.values()
    ]


def _use(source: Source, pack: Pack, facts: FactSet, corpus: Corpus) -> SourceUse:
    bearing = corpus.bearing((f"source:{source.id}",))
    return SourceUse(
        source=source,
        pack=pack.name,
        facts=len(facts & bearing.get("source", EMPTY)),
        cited_by=len(facts & bearing.get("cites", EMPTY)),
        reprinted_by=tuple(
            sorted(other.id for other in pack.sources.values() if other.reprints == source.id)
        ),
    )
