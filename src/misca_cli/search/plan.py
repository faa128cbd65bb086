"""A query that was read → concepts: each word with everything in the facts it may mean.

A word is looked up as it is and in its inflections; where that finds nothing, as the
beginning of a word, and then as a misspelling. Whatever it is read as, the other words of
its terms are looked up too. Each step costs quality, from 1 downwards.
"""

from __future__ import annotations

from misca_cli.record import Light, Record
from misca_cli.search.words import stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

    from misca_cli.query import Amount
    from misca_cli.search.corpus import Corpus, Namesakes
    from misca_cli.search.document import Name
    from misca_cli.search.reader import Draft, Typed

INFLECTION = 0.96
ALIAS = 0.82
# One word of a phrase that names one thing: "long" of "how long".
PART_OF_PHRASE = 0.6
SEARCH_WORD = 0.7
# A name met in part proves less than a name met whole.
PART_OF_NAME = 0.55
DOUBT = 0.5
LONGEST_PHRASE = 4
MOST_NAMES = 64
"""A word that stands in more names than that needs another of a name beside it."""
MANY_NAMES = 8
"""Of a word in so many names, all that go by one are asked for at once."""


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
    namesakes: Mapping[Namesakes, float] = {}
    """Many of these at once, each with how well it is meant, or worse than by its own key."""
    apart: Collection[str] | None = None
    """Those of the keys that are in none of them, or are meant better; None for all."""
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
    read = _as_typed(forms, corpus) or _guessed(forms[0], corpus)
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
        from misca_cli.search import guesses  # most words are spelt right

        near = guesses.as_spelt(forms[0], corpus, most=1)
        read = {**(near or guesses.as_hardly_spelt(forms[0], corpus)), **read}
    return {**read, **exact}


def _guessed(form: str, corpus: Corpus) -> dict[str, tuple[float, str]]:
    from misca_cli.search import guesses  # most words stand in facts

    return (
        guesses.as_prefix(form, corpus)
        or guesses.as_spelt(form, corpus)
        or guesses.as_hardly_spelt(form, corpus)
    )


def _with_names(concepts: Sequence[Concept], corpus: Corpus) -> tuple[Concept, ...]:
    """Give each concept the things it names: better the more of a name the query holds."""
    names = {
        target.form: len(corpus.names_with(target.form))
        for concept in concepts
        for target in concept.targets
    }
    crowded = {form for form, count in names.items() if count > MOST_NAMES}
    # A crowded word leaves out some of those that have it.
    many = [
        {target.form for target in concept.targets if names[target.form] >= MANY_NAMES}
        if crowded.isdisjoint([target.form for target in concept.targets])
        else ()
        for concept in concepts
    ]
    named = [_Named() for _ in concepts]
    for name, hits in _met(concepts, corpus):
        if len(hits) == 1 and not name.is_one_word and _is_crowded(hits, crowded):
            continue
        for index, target in hits.items():
            is_one_of_many = len(hits) == 1 and target.form in many[index]
            quality = _quality(target, name, len(hits))
            named[index].add(name, target, quality, is_one_of_many=is_one_of_many)
    return tuple(each.given_to(concept) for concept, each in zip(concepts, named, strict=True))


def _quality(target: Target, name: Name, hits: int) -> float:
    """Return how well what goes by a name is meant, if so many words of a query are in that."""
    share = min(1.0, hits / (name.length or 1))
    worth = PART_OF_NAME + (1 - PART_OF_NAME) * share
    return target.quality * worth * (SEARCH_WORD if name.how == "search" else 1.0)


class _Named:
    """The things that a concept names, as they are found."""

    def __init__(self) -> None:
        self.keys: dict[str, Target] = {}
        self.namesakes: dict[Namesakes, float] = {}
        self.apart: set[str] = set()

    def add(self, name: Name, target: Target, quality: float, *, is_one_of_many: bool) -> None:
        """Add what goes by a name, if it is not known to be meant better."""
        if is_one_of_many:
            self.namesakes[namesakes(name, target.form)] = quality
        best = self.keys.get(name.key)
        if best is not None and best.quality >= quality:
            return
        how = _named(target.how, name.how)
        self.keys[name.key] = Target(form=target.form, how=how, quality=quality)
        if is_one_of_many:
            self.apart.discard(name.key)
        else:
            self.apart.add(name.key)

    def given_to(self, concept: Concept) -> Concept:
        """Return a concept with these things."""
        return concept.replaced(keys=self.keys, namesakes=self.namesakes, apart=self.apart)


def _met(
    concepts: Sequence[Concept], corpus: Corpus
) -> Iterable[tuple[Name, Mapping[int, Target]]]:
    """Return the names that hold a word, with the best target of each concept in them."""
    met: dict[tuple[str, str, str], tuple[Name, dict[int, Target]]] = {}
    for index, concept in enumerate(concepts):
        for target in concept.targets:
            for name in corpus.names_with(target.form):
                same = (name.key, name.how, name.text)
                if same not in met:
                    met[same] = (name, {index: target})
                    continue
                best = met[same][1]
                if index not in best or best[index].quality < target.quality:
                    best[index] = target
    return met.values()


def _is_crowded(hits: Mapping[int, Target], crowded: Container[str]) -> bool:
    """Return whether a word alone says next to nothing of a name: too many have it."""
    return bool(crowded) and all(target.form in crowded for target in hits.values())


def _named(word: str, name: str) -> str:
    """Return how a thing is met by a word that was met so, in a name of such a kind."""
    return "alias" if name != "exact" and word in ("exact", "inflection") else word


def namesakes(name: Name, form: str) -> Namesakes:
    """Return which of the many names with a word are as good as a name where that alone is met."""
    return form, name.length, name.how == "search"


def going_by(wanted: Namesakes, names: Iterable[Name]) -> Iterable[str]:
    """Return the keys of namesakes among the names with their word."""
    return [name.key for name in names if namesakes(name, wanted[0]) == wanted]
