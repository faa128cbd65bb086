"""Who stands behind accounts: how many of them are independent of one another."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact

    Trace = tuple[object, ...]
    """Something that facts of one origin have in common."""


def reprinted(base: Factbase) -> frozenset[str]:
    """Return the sources that others reprint."""
    sources = (source for pack in base.packs for source in pack.sources.values())
    return frozenset(source.reprints for source in sources if source.reprints)


def origins(facts: Iterable[Fact], base: Factbase, reprints: frozenset[str]) -> Sequence[int]:
    """Return for each fact the number of its origin; those of one origin have the same.

    Origins are numbered from 0, in the order of the facts. `reprints` are the sources that
    others reprint.
    """
    among = list(facts)
    # Whoever cites a source rests on all that is read in it.
    shared = reprints.union(*(fact.cites for fact in among))
    leads: dict[Trace, Trace] = {}
    firsts: list[Trace] = []
    for fact in among:
        first, *others = traces(fact, base, shared)
        firsts.append(first)
        for other in others:
            leads[_end(other, leads)] = _end(first, leads)
    numbers: dict[Trace, int] = {}
    return [numbers.setdefault(_end(first, leads), len(numbers)) for first in firsts]


def traces(fact: Fact, base: Factbase, reprints: frozenset[str]) -> Iterator[Trace]:
    """Give what a fact shares with every other of its origin.

    That is an utterance, a source in whose own voice they speak or that they cite, or one that
    the whole of their source reprints.
    """
    said_by = base.speakers(fact)
    original = _original(fact, fact.source, base)
    if fact.statement:
        yield "statement", fact.statement
    elif said_by:
        yield "utterance", original, *said_by
        if fact.said:
            yield "said", fact.said.text, *said_by
    if not said_by:
        yield "source", original
    if original in reprints:
        yield "source", original
    yield from (("source", _original(fact, each, base)) for each in fact.cites)


def _original(fact: Fact, source_id: str, base: Factbase) -> str:
    """Return what a source reprints in the end, or itself."""
    seen = [source_id]
    source = base.source(fact, source_id)
    while source and source.reprints and source.reprints not in seen:
        seen.append(source.reprints)
        source = base.source(fact, source.reprints)
    # Two that reprint each other are of the one that comes first.
    back = source.reprints if source and source.reprints else seen[-1]
    return min(seen[seen.index(back) :])


def _end(trace: Trace, leads: dict[Trace, Trace]) -> Trace:
    """Return the trace that one leads to, and shorten the way for the next who ask."""
    while leads.setdefault(trace, trace) != trace:
        leads[trace] = leads[leads[trace]]
        trace = leads[trace]
    return trace
