"""Request → answer: here for a query, in `commands` for whatever else is asked."""

from __future__ import annotations

from misca_cli.answer import Answer, Match, Request, Result
from misca_cli.answering.beside import Beside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from misca_cli.factbase import Factbase
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.find import Found
    from misca_cli.search.score import Scored
    from misca_cli.search.sets import FactSet


def answer(request: Request, corpus: Corpus) -> Answer:
    """Answer a request from the facts of one run.

    Raises `UsageError` for a query that names what does not exist.
    """
    if request.command in ("query", "chart"):
        return query(request, corpus)
    from misca_cli.answering.commands import COMMANDS  # a query does without

    return COMMANDS[request.command](request, corpus)


def query(request: Request, corpus: Corpus) -> Answer:
    """Return the facts that match, best first, or those that come near."""
    # Only in the order of their scores are the best ones enough.
    most = request.limit if request.sort in (None, "score") else None
    found = find_for(request, corpus, most=most)
    best = found.matches if most is None else found.matches[:most]
    beside = beside_of(request, corpus)
    results = [result_of(scored, found, beside, request) for scored in best]
    near = [result_of(scored, found, beside, request) for scored in found.near]
    ordered = in_order(results, request, corpus.base)
    given = answered(request, corpus, ordered, query=found.query, near=tuple(near))
    return given.replaced(
        total=found.total,
        is_total_exact=found.is_exact,
        agreements=beside.agreements(given.results),
    )


def answered(request: Request, corpus: Corpus, results: Sequence[Result], **more: Any) -> Answer:
    """Return an answer with as many results as a request is for."""
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


def _untold(request: Request, corpus: Corpus) -> int:
    if not request.as_of:
        return 0
    from misca_cli.answering.days import untold  # few requests are for some day

    return untold(corpus)


def find_for(request: Request, corpus: Corpus, *, most: int | None = None) -> Found:
    """Return the facts that a request is for, of which only so many are put in order."""
    from misca_cli.search.find import find  # who shows a fact by its id does without

    return find(request.text, corpus, among=_selection(request, corpus), most=most)


def _selection(request: Request, corpus: Corpus) -> FactSet:
    """Return the facts that the options of a request leave."""
    facts = corpus.everything
    if not request.everything:
        facts -= corpus.marked("status", "retired")
    if request.since or request.until or request.as_of:
        from misca_cli.answering.days import dated  # few requests are for some days

        facts &= dated(request, corpus)
    return facts


def beside_of(request: Request, corpus: Corpus) -> Beside:
    """Return what judges the facts that had been told by the day of a request."""
    if not request.as_of:
        return Beside(request, corpus, told=corpus.everything, as_of=None)
    from misca_cli.answering.days import as_of, told  # few requests are for some day

    return Beside(request, corpus, told=told(request, corpus), as_of=as_of(request, corpus))


def result_of(scored: Scored, found: Found, beside: Beside, request: Request) -> Result:
    """Return a fact that was found, with all that is to be said of it."""
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
    from misca_cli.search.score import best_by_field  # who shows a fact by its id does without

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


def in_order(results: Sequence[Result], request: Request, base: Factbase) -> Sequence[Result]:
    """Return results as a request sorts them, or as they are."""
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
