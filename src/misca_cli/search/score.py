"""Ranking: how well a fact answers a query, from 0 to 1, and what each thing added.

A field-weighted BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework:
BM25 and Beyond", 2009, section 3.6): what a word is met by in every field is added up
before it is saturated. Coverage, order and nearness, and the agreement of dates and
figures come on top.
"""

from __future__ import annotations

from math import log, sqrt

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What a word met in a field counts for ranking, and for covering the query.
FIELDS: Mapping[str, tuple[float, float]] = {
    "claim": (1.0, 1.0),
    "who": (1.1, 1.0),
    "what": (1.1, 1.0),
    "value": (1.2, 1.0),
    "where": (0.7, 1.0),
    "by": (0.8, 1.0),
    "involves": (0.5, 0.9),
    "tags": (0.5, 0.9),
    "act": (0.5, 0.8),
    "stage": (0.4, 0.6),
    "kind": (0.3, 0.6),
    "statement": (0.4, 0.6),
    "source": (0.3, 0.4),
    "id": (0.4, 0.6),
    "cites": (0.25, 0.4),
    "note": (0.25, 0.4),
}
SATURATION = 1.2
"""k1: how soon more of the same word stops counting."""
LENGTH = 0.3
"""b: how much a long claim is charged."""
FULL = 3.5
"""What a word met in its best fields adds up to: the top of the scale."""
MATCH_COVERAGE = {1: 0.48, 2: 0.6, 3: 0.48}
"""A fact that covers less of a query of so many words is near at most."""
LONG_QUERY_COVERAGE = 0.5
"""The same for longer queries: who writes a sentence uses words that no fact has."""
LEAST_AGREEMENT = 0.2
"""A date or figure that agrees less is not what was asked for."""
BESIDE_THE_BEST = 0.7
"""Nor is a fact a match that covers less than this share of what the best one does."""
NEAR_COVERAGE = 0.05
# What the parts of a score are worth together: 1.
RANKED, NEARNESS, ASKED_FOR, COVERAGE = 0.7, 0.1, 0.1, 0.1
PERIOD_WEIGHT = 0.5
"""What a period or a figure weighs, against the mean weight of a word."""


class Hit(Record):
    """A concept met in a field of a fact."""

    concept: int
    field: str
    how: str
    quality: float
    form: str
    position: int | None = None
    """Where in the field's words; None for a named thing."""


class Scored(Record):
    """A fact's score, and what it is made of."""

    number: int
    score: float
    coverage: float
    hits: tuple[Hit, ...]
    parts: tuple[tuple[str, float], ...]
    is_whole: bool
    """Whether nothing that a match must have is missing."""


class Weights(Record):
    """How telling each concept of a query is, and what else it asks for."""

    words: tuple[float, ...]
    extra: float
    """The weight of a period or a figure."""


class Asked(Record):
    """What all facts are scored by."""

    concepts: tuple[str, ...]
    """The words, as typed."""
    weights: Weights
    claim_length: float
    """The mean number of words of a claim."""


class Agreement(Record):
    """How well a fact agrees with what is asked for beside the words."""

    required: tuple[tuple[str, float], ...] = ()
    """Periods, figures and phrases with the agreement of each, from 0 to 1."""
    kind: float = 0.0
    """How well its value is of the kind that the question asks for, from 0 to 1."""

    @property
    def is_whole(self) -> bool:
        """Return whether nothing that a match must have is missing."""
        return all(agreed >= LEAST_AGREEMENT for _, agreed in self.required)


def weigh(frequencies: Sequence[int], size: int) -> Weights:
    """Weigh concepts by how few facts have them.

    It is the root of BM25's inverse document frequency: in texts as short as claims, one
    rare word would outweigh all the others.
    """
    words = tuple(sqrt(log(1 + (size - found + 0.5) / (found + 0.5))) for found in frequencies)
    mean = sum(words) / len(words) if words else 1.0
    return Weights(words=words, extra=max(mean, 0.1) * PERIOD_WEIGHT)


def score(
    number: int, hits: Sequence[Hit], asked: Asked, *, agreement: Agreement, length: int
) -> Scored:
    """Score a fact by where it meets a query; `length` is that of its claim, in words."""
    best = best_by_field(hits)
    parts = _parts(best, asked, agreement, length / asked.claim_length)
    coverage = _coverage(best, asked.weights, agreement)
    parts.append(("nearness", NEARNESS * _nearness(hits, len(asked.concepts))))
    parts.append(("asked for", ASKED_FOR * agreement.kind))
    parts.append(("coverage", COVERAGE * coverage))
    return Scored(
        number=number,
        score=min(1.0, coverage * sum(amount for _, amount in parts)),
        coverage=coverage,
        hits=tuple(hits),
        parts=tuple((label, coverage * amount) for label, amount in parts if amount),
        is_whole=agreement.is_whole,
    )


def matching(ranked: Sequence[Scored], *, words: int) -> tuple[Scored, ...]:
    """Return the scored facts that cover enough of a query of so many words, in their order."""
    whole = [scored for scored in ranked if scored.is_whole]
    best = max((scored.coverage for scored in whole), default=0.0)
    least = max(MATCH_COVERAGE.get(words, LONG_QUERY_COVERAGE), BESIDE_THE_BEST * best)
    return tuple(scored for scored in whole if scored.coverage >= least)


def _parts(
    best: Mapping[tuple[int, str], Hit], asked: Asked, agreement: Agreement, length: float
) -> list[tuple[str, float]]:
    """Return what each word, period, figure and phrase adds."""
    weights = asked.weights
    whole = sum(weights.words) + weights.extra * len(agreement.required)
    words = [weight * _saturated(best, i, length) for i, weight in enumerate(weights.words)]
    return [
        *((t, RANKED * _share(w, whole)) for t, w in zip(asked.concepts, words, strict=True)),
        *(
            (label, RANKED * _share(weights.extra * agreed, whole))
            for label, agreed in agreement.required
        ),
    ]


def _coverage(best: Mapping[tuple[int, str], Hit], weights: Weights, agreement: Agreement) -> float:
    """Return how much of what a query says a fact covers, from 0 to 1."""
    covered = sum(weight * _covers(best, i) for i, weight in enumerate(weights.words))
    covered += weights.extra * sum(agreed for _, agreed in agreement.required)
    whole = sum(weights.words) + weights.extra * len(agreement.required)
    return _share(covered, whole)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def best_by_field(hits: Iterable[Hit]) -> dict[tuple[int, str], Hit]:
    """Return the best hit of each concept in each field."""
    best: dict[tuple[int, str], Hit] = {}
    for hit in hits:
        key = (hit.concept, hit.field)
        if key not in best or best[key].quality < hit.quality:
            best[key] = hit
    return best


def _covers(best: Mapping[tuple[int, str], Hit], concept: int) -> float:
    """Return how much of a concept a fact has, at its best field."""
    return max(
        (FIELDS[field][1] * hit.quality for (c, field), hit in best.items() if c == concept),
        default=0.0,
    )


def _saturated(best: Mapping[tuple[int, str], Hit], concept: int, claim_length: float) -> float:
    found = 0.0
    for (index, field), hit in best.items():
        if index == concept:
            length = 1 - LENGTH + LENGTH * claim_length if field == "claim" else 1.0
            found += FIELDS[field][0] * hit.quality / length
    top = FULL / (FULL + SATURATION)
    return min(1.0, found / (found + SATURATION) / top)


def _nearness(hits: Sequence[Hit], concepts: int) -> float:
    """Return how many neighbours in the query stand near each other, in order, in one field."""
    if concepts < 2:
        return 0.0
    spots: dict[tuple[int, str], list[int]] = {}
    for hit in hits:
        if hit.position is not None:
            spots.setdefault((hit.concept, hit.field), []).append(hit.position)
    near = 0.0
    for index in range(concepts - 1):
        near += max(
            (
                _apart(here, spots.get((index + 1, field), ()))
                for (concept, field), here in spots.items()
                if concept == index
            ),
            default=0.0,
        )
    return near / (concepts - 1)


def _apart(here: Sequence[int], there: Sequence[int]) -> float:
    best = 0.0
    for one in here:
        for other in there:
            gap = other - one
            best = max(best, 1 / gap if gap > 0 else 0.6 / -gap if gap < 0 else 0.0)
    return best
