"""How much of a query facts cover: which facts match, before any is looked at by itself.

Each thing a query asks for has levels: sets of facts that meet it equally well. Facts on
the same level of everything form a class; classes come best first, by a best-first search
(Hart, Nilsson and Raphael, 1968) over the levels of one thing after another.
"""

from __future__ import annotations

from bisect import insort_right
from math import log, sqrt

from misca_cli.record import Record
from misca_cli.search.sets import FactSet, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from misca_cli.search.corpus import Corpus
    from misca_cli.search.plan import Concept

    K = TypeVar("K")

    Levels = tuple[tuple[float, FactSet], ...]
    """How well a thing is met, from 1 down, each with the facts that meet it so and no better."""
    _Node = tuple[float, int, tuple[float, ...], float, FactSet]
    """What can be reached; the depth, so that of equals the one nearest to the end is best;
    what is met so far, which no other node shares; what is gained; the facts."""

# How much of a word is covered by meeting it in a field.
COVERS: Mapping[str, float] = {
    "claim": 1.0,
    "who": 1.0,
    "what": 1.0,
    "value": 1.0,
    "where": 1.0,
    "by": 1.0,
    "involves": 0.9,
    "tags": 0.9,
    "act": 0.8,
    "stage": 0.6,
    "kind": 0.6,
    "statement": 0.6,
    "id": 0.6,
    "source": 0.4,
    "cites": 0.4,
    "note": 0.4,
}
MATCH = {1: 0.48, 2: 0.6, 3: 0.48}
"""A fact that covers less of a query of so many words is near at most."""
LONG_QUERY = 0.5
"""The same for longer queries: who writes a sentence uses words that no fact has."""
BESIDE_THE_BEST = 0.7
"""Nor is a fact a match that covers less than this share of what the best one does."""
NEAR = 0.05
EXTRA = 0.5
"""What a period or a figure weighs, against the mean weight of a word."""
ROUNDING = 1e-9
MOST_STEPS = 4000
LEAST_STEPS, WORK = 400, 400_000_000
"""Where a query of many common words takes more steps than that, the best classes so far must
do; in many facts a step takes longer, and fewer are taken."""


class Weights(Record):
    """How telling each word of a query is, and what else it asks for."""

    words: tuple[float, ...]
    extra: float
    """The weight of a period, a figure or a phrase."""

    def whole(self, extras: int) -> float:
        """Return the weight of everything, if so much more is asked for."""
        return sum(self.words) + self.extra * extras


class Class(Record):
    """Facts that meet each thing a query asks for equally well."""

    coverage: float
    """How much of the query they cover, from 0 to 1."""
    met: tuple[float, ...]
    """How well each thing is met, in the order of the query: words, then what else it asks."""
    facts: FactSet


def weigh(frequencies: Sequence[int], size: int) -> Weights:
    """Weigh words by how few of so many facts have them.

    It is the root of BM25's inverse document frequency: in texts as short as claims, one
    rare word would outweigh all the others.
    """
    words = tuple(sqrt(log(1 + (size - found + 0.5) / (found + 0.5))) for found in frequencies)
    mean = sum(words) / len(words) if words else 1.0
    return Weights(words=words, extra=max(mean, 0.1) * EXTRA)


def least_coverage(words: int, best: float) -> float:
    """Return how much of a query of so many words a match covers, beside the best match."""
    return max(MATCH.get(words, LONG_QUERY), BESIDE_THE_BEST * best)


def steps_among(size: int) -> int:
    """Return how many steps a search among so many facts may take."""
    return min(MOST_STEPS, max(LEAST_STEPS, WORK // max(1, size)))


def levels_of(concept: Concept, corpus: Corpus) -> Levels:
    """Return the facts that meet a concept, by how well."""
    met: dict[float, list[FactSet]] = {}
    for quality, forms in _by_quality((t.form, t.quality) for t in concept.targets).items():
        _add(met, corpus.having(forms), quality)
    keys = _by_quality((key, concept.keys[key].quality) for key in keys_apart(concept))
    namesakes = _by_quality(concept.namesakes.items())
    for quality in {**keys, **namesakes}:
        bearing = corpus.bearing(keys.get(quality, ()), namesakes.get(quality, ()))
        _add(met, bearing, quality)
    if concept.amount:
        for agreement, facts in corpus.figured(concept.amount).items():
            _add(met, {"value": facts}, agreement)
    return levels({worth: union(held) for worth, held in met.items()})


def keys_apart(concept: Concept) -> Iterable[str]:
    """Return the things that a concept names by themselves, not as one of many."""
    return concept.keys if concept.apart is None else concept.apart


def frequency(concept: Concept, corpus: Corpus) -> int:
    """Return how many facts the commonest word or thing of a concept stands in.

    So does Lucene's `SynonymQuery`: who adds synonyms does not make a word less telling.
    """
    forms = [target.form for target in concept.targets]
    figured = corpus.figured(concept.amount) if concept.amount else {}
    found = sum(map(len, figured.values()))
    return max(found, corpus.frequency(forms, keys_apart(concept), concept.namesakes))


def _by_quality(given: Iterable[tuple[K, float]]) -> Mapping[float, list[K]]:
    held: dict[float, list[K]] = {}
    for each, quality in given:
        held.setdefault(quality, []).append(each)
    return held


def _add(met: dict[float, list[FactSet]], by_field: Mapping[str, FactSet], quality: float) -> None:
    for field, facts in by_field.items():
        met.setdefault(COVERS[field] * quality, []).append(facts)


def levels(met: Mapping[float, FactSet]) -> Levels:
    """Put sets of facts in order, each without what is in a better one."""
    order = [worth for worth in sorted(met, reverse=True) if met[worth].mask]
    known: dict[int, list[int]] = {}

    def parted(number: int) -> list[int]:
        """Return the facts of a part, level by level."""
        if number not in known:
            known[number] = []
            seen = 0
            for worth in order:
                facts = met[worth].part(number)
                known[number].append(facts ^ (facts & seen))
                seen |= facts
        return known[number]

    def level(at: int) -> FactSet:
        return FactSet(met[order[at]].mask, lambda number: parted(number)[at])

    return tuple((worth, level(at)) for at, worth in enumerate(order))


class Classes:
    """The classes of a set of facts that cover at least so much of a query, best first."""

    def __init__(
        self,
        things: Sequence[Levels],
        weights: Sequence[float],
        facts: FactSet,
        *,
        least: float = 0.0,
        steps: int = MOST_STEPS,
    ) -> None:
        self.things = things
        self.weights = weights
        self.facts = facts
        self.least = least
        self.steps = steps
        self.is_cut = False
        """Whether, after the last class given, there may be more of them."""

    def __iter__(self) -> Iterator[Class]:
        whole = sum(self.weights)
        # What weighs most is rarest, and leaves the fewest facts for the rest.
        order = sorted(range(len(self.things)), key=lambda at: -self.weights[at])
        things = [(self.weights[at], self.things[at]) for at in order]
        anywhere = [union(facts for _, facts in levels) for _, levels in things]
        reach = _reach(things)
        # The best one stands last. A heap would be right for more than some hundreds.
        nodes: list[_Node] = [(reach[0], 0, (), 0.0, self.facts)]
        steps = 0
        while nodes and not (whole and nodes[-1][0] / whole < self.least - ROUNDING):
            _, _, met, gained, facts = nodes.pop()
            # Whether there are such facts at all is only found out once they come next.
            if not facts:
                continue
            if steps == self.steps:
                self.is_cut = True
                return
            steps += 1
            depth = len(met)
            if depth == len(things):
                covered = round(gained / whole, 9) if whole else 1.0
                yield Class(coverage=covered, met=_in_order(met, order), facts=facts)
                continue
            weight, levels = things[depth]
            for worth, part in _parted(facts, levels, anywhere[depth]):
                gain = gained + weight * worth
                insort_right(nodes, (gain + reach[depth + 1], depth, (*met, worth), gain, part))


def _reach(things: Sequence[tuple[float, Levels]]) -> list[float]:
    """Return by depth the most that the things from there on can add."""
    best = [weight * (levels[0][0] if levels else 0.0) for weight, levels in things]
    return [sum(best[depth:]) for depth in range(len(best) + 1)]


def _parted(facts: FactSet, levels: Levels, anywhere: FactSet) -> Iterator[tuple[float, FactSet]]:
    """Part facts by their level, those that are on none last."""
    for worth, on_level in levels:
        yield worth, facts & on_level
    yield 0.0, facts - anywhere


def _in_order(met: Sequence[float], order: Sequence[int]) -> tuple[float, ...]:
    found = [0.0] * len(order)
    for at, worth in zip(order, met, strict=True):
        found[at] = worth
    return tuple(found)
