"""Who stands behind accounts: how many of them are independent of one another."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact

    Named = tuple[str, str]
    """A record, by its pack and its id."""
    Trace = tuple[object, ...]
    """Something that facts of one origin have in common."""


def origins(facts: Iterable[Fact], base: Factbase) -> Sequence[int]:
    """Return for each fact the number of its origin; those of one origin have the same.

    Origins are numbered from 0, in the order of the facts.
    """
    among = list(facts)
    # Whoever cites a source rests on all that is read in it.
    cited = {_original(fact, each, base) for fact in among for each in fact.cites}
    leads: dict[Trace, Trace] = {}
    firsts: list[Trace] = []
    for fact in among:
        first, *others = traces(fact, base, cited)
        firsts.append(first)
        for other in others:
            leads[_end(other, leads)] = _end(first, leads)
    for at, quoted in _unattributed(among, base):
        leads[_end(firsts[at], leads)] = _end(firsts[quoted], leads)
    numbers: dict[Trace, int] = {}
    return [numbers.setdefault(_end(first, leads), len(numbers)) for first in firsts]


def _unattributed(among: Sequence[Fact], base: Factbase) -> Iterator[tuple[int, int]]:
    """Give each fact of a reprint that names no speaker, with one of a speaker in the original.

    It repeats one of them, unless the original says it in its own voice.
    """
    places = [_original(fact, fact.source, base) for fact in among]
    unsaid = [not base.speakers(fact) for fact in among]
    for at, fact in enumerate(among):
        if not (unsaid[at] and _reprints(fact, base)):
            continue
        beside = [other for other, place in enumerate(places) if place == places[at]]
        is_own = any(unsaid[other] and not _reprints(among[other], base) for other in beside)
        said = next((other for other in beside if not unsaid[other]), None)
        if said is not None and not is_own:
            yield at, said


def traces(fact: Fact, base: Factbase, cited: Collection[Named]) -> Iterator[Trace]:
    """Give what a fact shares with every other of its origin.

    That is an utterance, or a source in whose own voice they speak or that they cite; all that
    is read in a reprint counts as said by what it reprints.
    """
    said_by = base.speakers(fact)
    is_own_voice = not said_by or _reprints(fact, base)
    original = _original(fact, fact.source, base)
    if fact.statement:
        yield "statement", base.home("statements", fact, fact.statement), fact.statement
    elif said_by:
        yield "utterance", original, *said_by
        if fact.said:
            yield "said", fact.said.text, *said_by
    if is_own_voice or original in cited:
        yield "source", original
    yield from (("source", _original(fact, each, base)) for each in fact.cites)


def _reprints(fact: Fact, base: Factbase) -> bool:
    """Return whether a fact was read in a reprint."""
    source = base.source(fact, fact.source)
    return bool(source and source.reprints)


def _original(fact: Fact, source_id: str, base: Factbase) -> Named:
    """Return what a source reprints in the end, or itself."""
    named = base.home("sources", fact, source_id), source_id
    seen: list[Named] = []
    while named not in seen:
        seen.append(named)
        source = base.source(fact, named[1])
        if not (source and source.reprints):
            return named
        # What a source reprints is named in its own pack.
        fact = fact.replaced(pack=named[0])
        named = base.home("sources", fact, source.reprints), source.reprints
    # Two that reprint each other are of the one that comes first.
    return min(seen[seen.index(named) :])


def _end(trace: Trace, leads: dict[Trace, Trace]) -> Trace:
    """Return the trace that one leads to, and shorten the way for the next who ask."""
    while leads.setdefault(trace, trace) != trace:
        leads[trace] = leads[leads[trace]]
        trace = leads[trace]
    return trace
