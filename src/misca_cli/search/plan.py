"""A query that was read → concepts: each word with everything in the facts it may mean.

A word is looked up as it is and in its inflections; where that finds nothing, as the
beginning of a word, and then as a misspelling. Whatever it is read as, the other words of
its terms are looked up too. Each step costs quality, from 1 downwards.
"""

from __future__ import annotations

from itertools import islice

from misca_cli.record import Light, Record
from misca_cli.search.words import has_digit, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from misca_cli.search.corpus import Corpus
    from misca_cli.search.document import Name
    from misca_cli.search.query import Amount
    from misca_cli.search.reader import Draft, Typed

INFLECTION = 0.96
ALIAS = 0.82
# One word of a phrase that names one thing: "long" of "how long".
PART_OF_PHRASE = 0.6
PREFIX = 0.85
SPELLING = {1: 0.85, 2: 0.7, 3: 0.6}
OTHER_FIRST_LETTER = 0.12
SEARCH_WORD = 0.7
# A name met in part proves less than a name met whole.
PART_OF_NAME = 0.55
DOUBT = 0.5
SHORTEST_PREFIX = 3
SHORT_LENGTH, SURE_LENGTH = 5, 7
MOST_PREFIXED = 64
LONGEST_PHRASE = 4
MOST_NAMES = 64
"""A word that stands in more names than that needs another of a name beside it."""


class Target(Light):
    """A word of the facts that a typed word may mean."""

    __slots__ = ("form", "how", "quality")

    def __init__(self, *, form: str, how: str, quality: float) -> None:
        self.form = form
        self.how = how
        self.quality = quality


class Concept(Record):
    """What one typed word, or a phrase that names one thing, may mean."""

    text: str
    targets: tuple[Target, ...] = ()
    keys: Mapping[str, Target] = {}
    """Named things it means, by key."""
    amount: Amount | None = None


def plan(draft: Draft, corpus: Corpus) -> tuple[Concept, ...]:
    """Return the concepts of a query, in the order they were typed.

    Stop words are left out.
    """
    concepts = list(_concepts(draft.typed, corpus))
    if len(concepts) == 1 and not draft.says_more:
        concepts = [_doubted(concepts[0], corpus)]
    return _with_names(concepts, corpus)


def _doubted(concept: Concept, corpus: Corpus) -> Concept:
    """Doubt the correction of a lone word: nothing beside it bears out that guess.

    A name is misspelt more often than it is like a word by chance.
    """
    return concept.replaced(
        targets=tuple(
            Target(form=target.form, how=target.how, quality=target.quality * DOUBT)
            if target.how == "spelling" and not corpus.names_with(target.form)
            else target
            for target in concept.targets
        )
    )


def _concepts(typed: Sequence[Typed], corpus: Corpus) -> Iterator[Concept]:
    at = 0
    while at < len(typed):
        phrase, length = _phrase(typed[at:], corpus)
        if phrase:
            yield phrase
            at += length
            continue
        word = typed[at]
        at += 1
        if not word.is_stop:
            yield Concept(text=word.text, targets=_targets(word.forms, corpus), amount=word.amount)


def _phrase(typed: Sequence[Typed], corpus: Corpus) -> tuple[Concept | None, int]:
    """Read several words that a term holds as one, such as "how long"."""
    for length in range(min(LONGEST_PHRASE, len(typed)), 1, -1):
        row = typed[:length]
        terms = corpus.terms(tuple(stem(word.forms[0]) for word in row))
        if terms:
            read = {form: (ALIAS, "alias") for term in terms for form in term}
            read |= {word.forms[0]: (PART_OF_PHRASE, "exact") for word in row if not word.is_stop}
            targets = _reached(read, corpus)
            return Concept(text=" ".join(word.text for word in row), targets=targets), length
    return None, 0


def _targets(forms: Sequence[str], corpus: Corpus) -> tuple[Target, ...]:
    read = _as_typed(forms, corpus) or _as_prefix(forms[0], corpus) or _as_spelt(forms[0], corpus)
    for form, (quality, how) in tuple(read.items()):
        # What was corrected stays corrected, whatever other words it leads to.
        way = how if how in ("spelling", "prefix") else "alias"
        for term in corpus.terms((stem(form),)):
            for other in term:
                if other not in read or read[other][0] < quality * ALIAS:
                    read[other] = (quality * ALIAS, way)
    return _reached(read, corpus)


def _reached(read: dict[str, tuple[float, str]], corpus: Corpus) -> tuple[Target, ...]:
    """Add the inflections of words, and sort them best first."""
    reached = dict(read)
    for form, (quality, how) in read.items():
        for inflected in corpus.inflections(stem(form)):
            better = quality * INFLECTION, "inflection" if how == "exact" else how
            if inflected not in reached or reached[inflected][0] < better[0]:
                reached[inflected] = better
    return tuple(
        Target(form=form, how=how, quality=quality)
        for form, (quality, how) in sorted(reached.items(), key=lambda kv: (-kv[1][0], kv[0]))
    )


def _as_typed(forms: Sequence[str], corpus: Corpus) -> dict[str, tuple[float, str]]:
    read: dict[str, tuple[float, str]] = {}
    for form in forms:
        for inflected in corpus.inflections(stem(form)):
            read[inflected] = (INFLECTION, "inflection")
    # Of several forms the main one is meant first.
    exact = {f: (1.0 - 0.01 * at, "exact") for at, f in enumerate(forms) if f in read}
    if read and not exact:
        # "statment" has the stem of "state", and may as well be a misspelling.
        read = {**_as_spelt(forms[0], corpus, most=1), **read}
    return {**read, **exact}


def _as_prefix(form: str, corpus: Corpus) -> dict[str, tuple[float, str]]:
    if len(form) < SHORTEST_PREFIX or has_digit(form):
        return {}
    # Of a short beginning, half the word must be there: "cat" is no "category".
    most = None if len(form) > SHORTEST_PREFIX else 2 * len(form)
    begun = (other for other in corpus.beginning(form) if most is None or len(other) <= most)
    return {
        other: (PREFIX * (0.7 + 0.3 * len(form) / len(other)), "prefix")
        for other in islice(begun, MOST_PREFIXED)
    }


def _as_spelt(
    form: str, corpus: Corpus, *, most: int | None = None
) -> dict[str, tuple[float, str]]:
    from misca_cli.spelling import allowed_distance  # most words are spelt right

    most = allowed_distance(len(form)) if most is None else min(most, allowed_distance(len(form)))
    if not most or has_digit(form):
        return {}
    near = {
        other: _spelling(form, other, apart)
        for other, apart in corpus.alike(form, most)
        if _is_likely(form, other, apart, corpus)
    }
    best = max(near.values(), default=0.0)
    return {o: (quality, "spelling") for o, quality in near.items() if quality > best - 0.05}


def _is_likely(form: str, other: str, apart: int, corpus: Corpus) -> bool:
    """Return whether one word may be another misspelt.

    Who mistypes a word twice still begins it right and leaves it about as long, and what it
    is read as then stands in a fact. A short word is rarely given another first letter, or a
    letter too many that is not typed twice.
    """
    if apart > 1:
        about_as_long = form[0] == other[0] and abs(len(form) - len(other)) <= 1
        return about_as_long and corpus.stands(other)
    if len(form) >= SURE_LENGTH:
        return True
    if len(form) < SHORT_LENGTH:
        # "gold" is no "good" misspelt, but "waar" is "war".
        return _is_undoubled(form, other) or sorted(form) == sorted(other)
    return form[0] == other[0] and (len(other) >= len(form) or _is_undoubled(form, other))


def _is_undoubled(form: str, other: str) -> bool:
    """Return whether one word is the other but for a letter typed twice."""
    return any(
        form[at] == form[at - 1] and form[:at] + form[at + 1 :] == other
        for at in range(1, len(form))
    )


def _spelling(form: str, other: str, apart: int) -> float:
    other_start = OTHER_FIRST_LETTER if form[0] != other[0] else 0.0
    # Letters are swapped more often than mistaken, and mistaken more often than lost.
    swapped = 0.01 if sorted(form) == sorted(other) else 0.0
    return SPELLING[apart] - other_start + swapped - 0.01 * abs(len(form) - len(other))


def _with_names(concepts: Sequence[Concept], corpus: Corpus) -> tuple[Concept, ...]:
    """Give each concept the things it names: better the more of a name the query holds."""
    met: dict[tuple[str, str, str], tuple[Name, dict[int, Target]]] = {}
    for index, concept in enumerate(concepts):
        for target in concept.targets:
            for name in corpus.names_with(target.form):
                _, best = met.setdefault((name.key, name.how, name.text), (name, {}))
                if index not in best or best[index].quality < target.quality:
                    best[index] = target
    keys: list[dict[str, Target]] = [{} for _ in concepts]
    for name, hits in met.values():
        if len(hits) == 1 and len(name.words) > 1 and _is_crowded(hits, corpus):
            continue
        share = min(1.0, len(hits) / max(1, name_length(name)))
        worth = PART_OF_NAME + (1 - PART_OF_NAME) * share
        for index, target in hits.items():
            quality = target.quality * worth * (SEARCH_WORD if name.how == "search" else 1.0)
            best_so_far = keys[index].get(name.key)
            if best_so_far is None or best_so_far.quality < quality:
                how = _named(target.how, name.how)
                keys[index][name.key] = Target(form=target.form, how=how, quality=quality)
    return tuple(
        concept.replaced(keys=named) for concept, named in zip(concepts, keys, strict=True)
    )


def _named(word: str, name: str) -> str:
    """Return how a thing is met by a word that was met so, in a name of such a kind."""
    return "alias" if name != "exact" and word in ("exact", "inflection") else word


def _is_crowded(hits: Mapping[int, Target], corpus: Corpus) -> bool:
    """Return whether a word alone says next to nothing of a name: too many have it."""
    return all(len(corpus.names_with(target.form)) > MOST_NAMES for target in hits.values())


# Small words within names, which a query leaves out.
_LINKS = frozenset("of the for in and to de la le les du des l d et en au aux pour a".split())


def name_length(name: Name) -> int:
    """Return how many words of a name count."""
    return len([0 for forms in name.words if forms[0] not in _LINKS]) or len(name.words)
