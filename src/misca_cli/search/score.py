"""Ranking: where a fact meets a query, how well it answers it, and what each thing added.

A field-weighted BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework:
BM25 and Beyond", 2009, section 3.6): what a word is met by in every field is added up
before it is saturated. Coverage, order and nearness, and the fit of dates and
figures come on top.
"""

from __future__ import annotations

from misca_cli.record import Light, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from misca_cli.search.coverage import Weights
    from misca_cli.search.document import Document
    from misca_cli.search.plan import Concept, Target

    Parts = Sequence[tuple[str, float]]
    """What adds to a score, each with how much."""

# What a word met in a field counts for ranking.
COUNTS: Mapping[str, float] = {
    "claim": 1.0,
    "who": 1.1,
    "what": 1.1,
    "value": 1.2,
    "where": 0.7,
    "by": 0.8,
    "involves": 0.5,
    "tags": 0.5,
    "act": 0.5,
    "stage": 0.4,
    "kind": 0.3,
    "statement": 0.4,
    "source": 0.3,
    "id": 0.4,
    "cites": 0.25,
    "note": 0.25,
}
SATURATION = 1.2
"""k1: how soon more of the same word stops counting."""
LENGTH = 0.3
"""b: how much a long claim is charged."""
INFLECTED = 0.5
"""What another inflection of a word counts that facts have as it was typed: who remembers a word
is likely to remember which one it was."""
FULL = 3.5
"""What a word met in its best fields adds up to: the top of the scale."""
TOP = FULL / (FULL + SATURATION)
# What the parts of a score are worth together: 1.
RANKED, NEARNESS, ASKED_FOR, COVERAGE = 0.7, 0.1, 0.1, 0.1


class Hit:
    """A concept met in a field of a fact.

    There are many of them, so it is no `Record`: those take three times as long to make.
    """

    __slots__ = ("concept", "field", "position", "target")

    def __init__(self, concept: int, field: str, target: Target, position: int | None) -> None:
        self.concept = concept
        self.field = field
        self.target = target
        self.position = position
        """Where in the field's words; None for a named thing."""


class Matcher:
    """The words and things that a query may mean, by what stands for them in a document."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._forms: dict[str, list[tuple[int, Target]]] = {}
        self._keys: dict[str, list[tuple[int, Target]]] = {}
        for at, concept in enumerate(concepts):
            for target in concept.targets:
                self._forms.setdefault(target.form, []).append((at, target))
            for key, target in concept.keys.items():
                self._keys.setdefault(key, []).append((at, target))

    def hits(self, document: Document) -> list[Hit]:
        """Return where a document meets the query."""
        found: list[Hit] = []
        for field, text in document.texts.items():
            for form in self._forms:
                if form in text:
                    found += self._hits_in(field, text)
                    break
        for field, keys in document.names.items():
            for key in keys:
                for concept, target in self._keys.get(key, ()):
                    found.append(Hit(concept, field, target, None))
        return found

    def _hits_in(self, field: str, text: str) -> Iterator[Hit]:
        """Give where the words of a text meet the query."""
        for position, word in enumerate(text.split(" ")):
            for form in word.split("|") if "|" in word else (word,):
                for concept, target in self._forms.get(form, ()):
                    yield Hit(concept, field, target, position)


def best_by_field(hits: Iterable[Hit]) -> Mapping[tuple[int, str], Hit]:
    """Return the best hit of each concept in each field."""
    best: dict[tuple[int, str], Hit] = {}
    for hit in hits:
        key = (hit.concept, hit.field)
        if key not in best or best[key].target.quality < hit.target.quality:
            best[key] = hit
    return best


class Scored(Light):
    """A fact's score, and what it is made of."""

    __slots__ = ("hits", "number", "parts", "score")

    def __init__(self, *, number: int, score: float, hits: Sequence[Hit], parts: Parts) -> None:
        self.number = number
        self.score = score
        self.hits = hits
        self.parts = parts


class Asked(Record):
    """What all facts are scored by."""

    concepts: tuple[str, ...]
    """The words, as typed."""
    standing: frozenset[int] = frozenset()
    """Those that facts have just so, by their places."""
    required: tuple[str, ...] = ()
    """Periods, figures and phrases, as typed."""
    weights: Weights
    weight: float
    """The weight of everything that is asked for."""
    claim_length: float
    """The mean number of words of a claim."""


class Fit(Light):
    """How well a fact agrees with a query as a whole, each from 0 to 1."""

    __slots__ = ("coverage", "kind", "required")

    def __init__(
        self, *, coverage: float, required: tuple[float, ...] = (), kind: float = 0.0
    ) -> None:
        self.coverage = coverage
        """How much of the query it covers."""
        self.required = required
        """How well each period, figure and phrase is met."""
        self.kind = kind
        """How well its value is of the kind that the question asks for."""


def score(number: int, hits: Sequence[Hit], asked: Asked, *, fit: Fit, length: int) -> Scored:
    """Score a fact by where it meets a query; `length` is that of its claim, in words."""
    parts = [
        *_word_parts(hits, asked, length / asked.claim_length),
        *_required_parts(fit, asked),
        ("nearness", NEARNESS * _nearness(hits, len(asked.concepts))),
        ("asked for", ASKED_FOR * fit.kind),
        ("coverage", COVERAGE * fit.coverage),
    ]
    return Scored(
        number=number,
        score=min(1.0, fit.coverage * sum([amount for _, amount in parts])),
        hits=hits,
        parts=[(label, fit.coverage * amount) for label, amount in parts if amount],
    )


def _word_parts(
    hits: Iterable[Hit], asked: Asked, claim_length: float
) -> Iterable[tuple[str, float]]:
    """Return what each word adds."""
    best: dict[tuple[int, str], float] = {}
    for hit in hits:
        key = hit.concept, hit.field
        is_other = hit.target.how == "inflection" and hit.concept in asked.standing
        quality = hit.target.quality * (INFLECTED if is_other else 1.0)
        best[key] = max(best.get(key, 0.0), quality)
    found = [0.0] * len(asked.concepts)
    charge = 1 - LENGTH + LENGTH * claim_length
    for (concept, field), quality in best.items():
        worth = COUNTS[field] * quality
        found[concept] += worth / charge if field == "claim" else worth
    whole = asked.weight
    return [
        (word, RANKED * weight * min(1.0, met / (met + SATURATION) / TOP) / whole)
        for word, weight, met in zip(asked.concepts, asked.weights.words, found, strict=True)
    ]


def _required_parts(fit: Fit, asked: Asked) -> Iterable[tuple[str, float]]:
    """Return what each period, figure and phrase adds."""
    whole = asked.weight
    return [
        (label, RANKED * asked.weights.extra * agreed / whole)
        for label, agreed in zip(asked.required, fit.required, strict=True)
    ]


def _nearness(hits: Iterable[Hit], concepts: int) -> float:
    """Return how many neighbours in the query stand near each other, in order, in one field."""
    if concepts < 2:
        return 0.0
    spots: dict[tuple[int, str], list[int]] = {}
    for hit in hits:
        if hit.position is not None:
            spots.setdefault((hit.concept, hit.field), []).append(hit.position)
    best = [0.0] * concepts
    for (concept, field), here in spots.items():
        there = spots.get((concept + 1, field))
        if there:
            best[concept] = max(best[concept], _apart(here, there))
    return sum(best) / (concepts - 1)


def _apart(here: Iterable[int], there: Sequence[int]) -> float:
    best = 0.0
    for one in here:
        for other in there:
            gap = other - one
            best = max(best, 1 / gap if gap > 0 else 0.6 / -gap if gap < 0 else 0.0)
    return best
