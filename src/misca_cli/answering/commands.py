"""Request → answer for all but a query: one short function a command."""

from __future__ import annotations

from misca_cli.answer import Answer, Request, Result
from misca_cli.answering import (
    answered,
    beside_of,
    find_for,
    in_order,
    outside_of,
    result_of,
    untold_of,
)
from misca_cli.search.sets import EMPTY, FactSet, union
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from misca_cli.gathered import SourceUse
    from misca_cli.model import Fact, Pack, Source
    from misca_cli.search.corpus import Corpus


def chronology(request: Request, corpus: Corpus) -> Answer:
    """Return the facts that match, or all, in the order of their dates."""
    from misca_cli import timeline  # the others do without

    base = corpus.base
    found = find_for(request, corpus)
    beside = beside_of(request, corpus)
    results = [result_of(scored, found, beside, request) for scored in found.matches]
    kept, undated = timeline.dated(results, base, request.axis)
    ordered = timeline.ordered(kept, base, request.axis)
    if request.sort:
        ordered = tuple(in_order(ordered, request, base))
    return answered(request, corpus, ordered, query=found.query, undated=len(undated))


def show(request: Request, corpus: Corpus) -> Answer:
    """Return facts by id, and for each id that stands nowhere the nearest."""
    base, facts = corpus.base, corpus.base.facts
    named = {name: base.typed(name) or _meant(name, corpus) for name in request.ids}
    ids = dict.fromkeys(name for name in named.values() if name is not None)
    beside = beside_of(request, corpus)
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
    return answered(request, corpus, found, unknown_ids=_nearest(missing, corpus))


def _meant(typed: str, corpus: Corpus) -> str | None:
    """Return the id that one is but for case and accents, if there is no other."""
    facts = corpus.alike_ids(typed)
    named, slash, inner = typed.partition("/")
    if slash and not facts:
        packs = (pack.name for pack in corpus.base.packs if fold(pack.name) == fold(named))
        facts = corpus.alike_ids(inner) & union(corpus.marked("pack", name) for name in packs)
    alike = facts.first(2)
    return corpus.id(alike[0]) if len(alike) == 1 else None


def _related(typed: str, corpus: Corpus) -> tuple[Fact, ...]:
    """Return the facts that may have to do with one: they tell of it, or are told beside it."""
    from misca_cli.search.marks import place  # the others do without

    fact = corpus.base.facts[typed]
    named = (fact.id, *fact.supersedes, *((fact.replaced_by,) if fact.replaced_by else ()))
    statement = corpus.bearing((f"statement:{fact.statement}",) if fact.statement else ())
    related = union(
        (
            *statement.values(),
            corpus.marked("place", place(fact)),
            *(corpus.marked("refers", each) for each in named),
        )
    )
    return tuple(corpus.fact(number) for number in corpus.first(related, len(related)))


def _nearest(missing: Iterable[str], corpus: Corpus) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from misca_cli.spelling import nearest  # only a wrong id needs it

    def in_packs(name: str) -> tuple[str, ...]:
        found = (_meant(f"{pack.name}/{name}", corpus) for pack in corpus.base.packs)
        return tuple(filter(None, found))

    return tuple((name, in_packs(name) or nearest(name, corpus.base.facts)) for name in missing)


def sources(request: Request, corpus: Corpus) -> Answer:
    """Return the sources of the facts that match, or of all, with what rests on each."""
    found = find_for(request, corpus, most=0)
    is_all = not (request.text or request.as_of)
    uses = [use for use in _uses(found.facts, corpus) if is_all or use.is_used]
    uses.sort(key=lambda use: (not use.source.seen, -use.facts, -use.cited_by, use.source.id))
    return Answer(
        command="sources",
        base=corpus.base,
        query=found.query,
        sources=tuple(uses[: request.limit]),
        total=len(uses),
        untold=untold_of(request, corpus),
        outside=0 if uses else outside_of(request, corpus),
        problems=corpus.base.problems,
    )


def export(request: Request, corpus: Corpus) -> Answer:
    """Return the facts that match by themselves; without words, in the order of their ids."""
    found = find_for(request, corpus, most=None if request.text else 0)
    numbers = (
        [scored.number for scored in found.matches]
        if request.text
        else corpus.first(found.facts, corpus.size)
    )
    results = [Result(id=corpus.id(number), fact=corpus.fact(number)) for number in numbers]
    return answered(request, corpus, in_order(results, request, corpus.base), query=found.query)


def compare(request: Request, corpus: Corpus) -> Answer:
    """Return the groups that the facts which match belong to, or all that have something to say."""
    from misca_cli.answering.comparing import compared  # the others do without

    found = find_for(request, corpus, most=None if request.text else 0)
    given = compared(request, corpus, found, beside_of(request, corpus))
    outside = 0 if given.found else outside_of(request, corpus)
    return given.replaced(untold=untold_of(request, corpus), outside=outside)


def _uses(facts: FactSet, corpus: Corpus) -> list[SourceUse]:
    """Return every source of the packs, with how many of the facts rest on it or cite it."""
    return [
        _use(source, pack, facts & corpus.marked("pack", pack.name), corpus)
        for pack in corpus.base.packs
        for source in pack.sources.values()
    ]


def _use(source: Source, pack: Pack, facts: FactSet, corpus: Corpus) -> SourceUse:
    from misca_cli.gathered import SourceUse  # only a bibliography needs it

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


COMMANDS: dict[str, Callable[[Request, Corpus], Answer]] = {
    "timeline": chronology,
    "compare": compare,
    "export": export,
    "show": show,
    "sources": sources,
}
