"""An index as a `Corpus`: what is asked for is looked up when it is asked for."""

from __future__ import annotations

from misca_cli.dates import commonest
from misca_cli.factbase import Factbase
from misca_cli.index.layout import DamagedError, Reader, reader_of
from misca_cli.index.postings import count_in, united
from misca_cli.index.records import id_in, read_document, read_names, read_record
from misca_cli.index.rows import (
    BASE,
    DEAD,
    PROBLEMS,
    UNITS,
    Whole,
    beginning_key,
    data,
    facts_key,
    lines,
    name_key,
    namesakes_key,
    stem_key,
    terms_key,
    text,
    whole_of,
)
from misca_cli.index.shelf import FactShelf, Judged, packs
from misca_cli.jsontext import loads
from misca_cli.kept import Kept, keep
from misca_cli.model import Fact
from misca_cli.record import Record
from misca_cli.search.plan import going_by
from misca_cli.search.sets import EMPTY, PART, PART_BITS, FactSet, everything, set_of, union
from misca_cli.search.words import has_digit, stem, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from misca_cli.index.freshness import States
    from misca_cli.index.ids import Ids
    from misca_cli.model import Pack, Problem
    from misca_cli.query import Amount
    from misca_cli.search.corpus import Agree, Namesakes
    from misca_cli.search.document import Document, Name

    Stored = tuple[str, str, str]

MOST_WORDS, MOST_FACTS = 5000, 2000
"""How much is kept, once read, for the next query of a batch: no query needs as much."""
NONE = b"[]"
"""The row of problems where there are none."""
MOST_SETS = 64 << 20
"""How many bytes of sets are kept, each counted as if all its parts were full."""


class Layer(Record):
    """A file of an index: the base, or what has changed since."""

    reader: Reader
    facts: FactSet
    """Those of its facts that count, by their numbers in the file."""
    dead: FactSet = EMPTY
    """The others."""
    parts: int = 0
    """How many parts of facts come before it."""

    @property
    def start(self) -> int:
        """Return the number of its first fact."""
        return self.parts * PART


class Indexed:
    """A `Corpus` kept in files. Raises `DamagedError` where they are not what was written.

    Facts are numbered in the order of their ids in each layer, one layer after the other, and
    each begins a part of its own.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        whole: Whole,
        *,
        packs: tuple[Pack, ...],
        problems: tuple[Problem, ...],
    ) -> None:
        """Take the layers, the base first, what is known of the whole, packs and problems."""
        self._layers = layers
        self._shared = layers[0].reader
        self._whole = whole
        self._places: dict[int, tuple[Reader, bytes]] = {}
        self._facts: dict[int, Stored] = {}
        self._documents: dict[int, Document] = {}
        self._inflections: dict[str, Sequence[str]] = {}
        self._names: dict[str, Sequence[Name]] = {}
        self._sets = Kept(MOST_SETS)
        self._is_edited = len(layers) > 1
        self.judged = Judged(self, layers)
        self.size = whole.size
        self.claim_length = whole.claim_words / max(1, whole.size)
        self.everything = union(layer.facts.moved(layer.parts) for layer in layers)
        self.years = commonest({int(year): count for year, count in whole.years.items()})
        self.base = Factbase(packs=packs, problems=problems, facts=FactShelf(self))  # type: ignore[arg-type]  # as good as a dict here

    # Words

    def has(self, word: str) -> bool:
        """Return whether a fact, a name or a term has a folded word, inflected or not."""
        return all(self.inflections(stem(forms[0])) for forms in words(word))

    def inflections(self, stemmed: str) -> Sequence[str]:
        """Return the words that share a stem."""
        known = self._inflections.get(stemmed)
        if known is not None:
            return known
        forms = {form for layer in self._layers for form in _inflections(stemmed, layer)}
        return keep(self._inflections, stemmed, self._standing(sorted(forms)), MOST_WORDS)

    def beginning(self, prefix: str) -> Iterator[str]:
        """Give the words that begin with a prefix, in the order of the alphabet."""
        listed = {f for held in self._held(beginning_key(prefix)) for f in lines(held)}
        return (f for f in sorted(listed) if f.startswith(prefix) and self._stands_somewhere(f))

    def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
        """Return other words at most so many edits away, each with its distance."""
        from misca_cli.index.alike import stems_near, words_near  # most words are spelt right

        near = {**words_near(word, most, self._held)}
        for shared in stems_near(stem(word), self._held):
            # A misspelt inflection is compared by its stem: "atack" with "attacked".
            near |= {form: 1 for form in self.inflections(shared) if not has_digit(form)}
        return [(form, near[form]) for form in self._standing(sorted(near))]

    def _held(self, key: bytes) -> list[bytes]:
        """Return the values of a key, one from each layer that has it."""
        return [value for layer in self._layers if (value := layer.reader.get(key))]

    def _standing(self, forms: Sequence[str]) -> Sequence[str]:
        return [form for form in forms if self._stands_somewhere(form)]

    def _stands_somewhere(self, form: str) -> bool:
        """Return whether a word is left: the facts, names or terms that had it may be gone."""
        return not self._is_edited or self.stands(form) or self._is_of_term(form)

    def _is_of_term(self, form: str) -> bool:
        return any(form in row for row in self.terms((stem(form),)))

    def stands(self, form: str) -> bool:
        """Return whether a fact or a name has a word."""
        return bool(any(self.having((form,)).values()) or self._shared.get(name_key(form)))

    # Names and terms

    def counted(self, word: str) -> tuple[str, ...]:
        """Return the stems that mean the same as a unit; none where a word is no unit."""
        if stem(word) not in lines(self._shared.get(UNITS)):
            return ()
        alike = {stem(form) for term in self.terms((stem(word),)) for form in term}
        return tuple(sorted({stem(word), *alike}))

    def named(self, field: str, text_: str) -> tuple[str, ...]:
        """Return the ids that a field may hold under a name."""
        from misca_cli.index.naming import named  # few queries have a filter

        return named(self, self._readers, field, text_)

    def choices(self, field: str) -> Sequence[str]:
        """Return the ids and values that a field may hold."""
        from misca_cli.index.naming import choices  # only a wrong name needs it

        return choices(self, self._readers, field)

    @property
    def _readers(self) -> Sequence[Reader]:
        return [layer.reader for layer in self._layers]

    def terms(self, stems: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        """Return the words of each term that has a word or phrase with these stems."""
        value = self._shared.get(terms_key(stems))
        return [tuple(row) for row in loads(text(value))] if value else ()

    def names_with(self, form: str) -> Sequence[Name]:
        """Return the names that hold a word."""
        known = self._names.get(form)
        if known is not None:
            return known
        value = self._shared.get(name_key(form))
        return keep(self._names, form, read_names(text(value)) if value else (), MOST_WORDS)

    # Sets of facts

    def having(self, forms: Iterable[str]) -> Mapping[str, FactSet]:
        """Return by field the facts whose text has any of some words there."""
        return self._united([data(f"w{form}") for form in forms])

    def bearing(
        self, keys: Iterable[str], namesakes: Iterable[Namesakes] = ()
    ) -> Mapping[str, FactSet]:
        """Return by field the facts that name any of some things there."""
        return self._united([data(f"b{key}") for key in keys], tuple(namesakes))

    def frequency(
        self, forms: Iterable[str], keys: Iterable[str], namesakes: Iterable[Namesakes]
    ) -> int:
        """Return how many facts have the commonest of some words, things and namesakes."""
        words, things = (data(f"w{form}") for form in forms), (data(f"b{key}") for key in keys)
        one_by_one = (
            sum(self._count(layer, self._value(layer, key)) for layer in self._layers)
            for key in (*words, *things)
        )
        together = (
            sum(self._count(layer, self._bearing_any(each, layer)) for layer in self._layers)
            for each in namesakes
        )
        return max((*one_by_one, *together), default=0)

    def marked(self, field: str, value: str) -> FactSet:
        """Return the facts with a stage, act, tag or status, of a pack, or undated."""
        return self.sharing(data(f"m{field}\n{value}"))

    def sharing(self, key: bytes) -> FactSet:
        """Return the facts that stand under a key without a field."""
        return self._united([key]).get("", EMPTY)

    def _united(
        self, keys: Sequence[bytes], namesakes: Sequence[Namesakes] = ()
    ) -> Mapping[str, FactSet]:
        asked = (*keys, *namesakes)
        known: Mapping[str, FactSet] | None = self._sets.get(asked)
        if known is not None:
            return known
        sets: dict[str, list[FactSet]] = {}
        for layer in self._layers:
            values = [value for key in keys for value in self._value(layer, key)]
            for each in namesakes:
                values += self._bearing_any(each, layer)
            for field, facts in united(values, layer.reader.read).items():
                left = facts - layer.dead if layer.dead.mask else facts
                sets.setdefault(field, []).append(left.moved(layer.parts))
        whole = {field: union(held) for field, held in sets.items()}
        parts = sum([facts.mask.bit_count() for facts in whole.values()])
        return self._sets.put(asked, whole, parts * PART // 8)

    def _count(self, layer: Layer, values: Sequence[bytes]) -> int:
        """Count the facts of a layer that are in any of some values."""
        if len(values) == 1 and not layer.dead.mask:
            return count_in(values[0])
        facts = union(united(values, layer.reader.read).values())
        counted = count_in(values[0]) if len(values) == 1 else len(facts)
        return counted - len(layer.dead & facts)

    def _value(self, layer: Layer, key: bytes) -> Sequence[bytes]:
        """Return the value of a key, if there is one."""
        value = layer.reader.get(key)
        return (value,) if value else ()

    def _bearing_any(self, namesakes: Namesakes, layer: Layer) -> list[bytes]:
        """Return the facts of a layer that name any namesakes: kept together, or one by one."""
        together = layer.reader.get(data(namesakes_key(namesakes)))
        if together:
            return [together]
        keys = {f"b{key}" for key in going_by(namesakes, self.names_with(namesakes[0]))}
        return [value for key in keys if (value := layer.reader.get(data(key)))]

    def dated(self, agree: Agree, *, told: bool = False) -> Mapping[float, FactSet]:
        """Return facts by how well the date that counts agrees: those above 0."""
        from misca_cli.index.agreeing import dates  # few queries have a period

        return self._by_agreement(dates(reader, agree, told=told) for reader in self._readers)

    def figured(self, amount: Amount) -> Mapping[float, FactSet]:
        """Return facts by how well their figures agree with an amount: those above 0."""
        from misca_cli.index.agreeing import figures  # few queries have a figure

        return self._by_agreement(figures(reader, amount) for reader in self._readers)

    def _by_agreement(
        self, found: Iterable[Mapping[float, Sequence[bytes]]]
    ) -> Mapping[float, FactSet]:
        """Return the facts under the keys of all layers, by how well these agree."""
        keys: dict[float, set[bytes]] = {}
        for by_agreement in found:
            for agreement, held in by_agreement.items():
                keys.setdefault(agreement, set()).update(held)
        sets = {
            agreement: self._united(sorted(held)).get("", EMPTY) for agreement, held in keys.items()
        }
        return {agreement: facts for agreement, facts in sets.items() if facts}

    # Facts

    def first(self, facts: FactSet, most: int) -> Sequence[int]:
        """Return at most so many facts of a set, in the order of their ids."""
        if not self._is_edited:
            return facts.first(most)
        found: list[int] = []
        for layer in self._layers:
            found += (facts & layer.facts.moved(layer.parts)).first(most)
        return sorted(found, key=self.order)[:most]

    def order(self, number: int) -> int | str:
        """Return what puts facts in the order of their ids."""
        return self.id(number) if self._is_edited else number

    def id(self, number: int) -> str:
        """Return the id that users type for a fact."""
        if self._whole.clashes:
            return self.base.qualified(self.fact(number))
        return id_in(self.stored(number)[0])

    def document(self, number: int) -> Document:
        """Return what of a fact can be found."""
        known = self._documents.get(number)
        if known:
            return known
        document = read_document(self.stored(number)[0])
        return keep(self._documents, number, document, MOST_FACTS)

    def fact(self, number: int) -> Fact:
        """Return a fact."""
        return read_record(Fact, self.stored(number)[1])

    def stored(self, number: int) -> Stored:
        """Return a fact as it is written: its document, its record, its meeting."""
        known = self._facts.get(number)
        if known:
            return known
        reader, place = self._part(number >> PART_BITS)
        value = reader.block(reader.place_in(place, number & PART - 1))
        document, record, met = text(value).split("\n", 2)
        return keep(self._facts, number, (document, record, met), MOST_FACTS)

    def _part(self, part: int) -> tuple[Reader, bytes]:
        """Return what reads the facts of a part, and where their places are."""
        known = self._places.get(part)
        if known is None:
            layer = next(each for each in reversed(self._layers) if each.parts <= part)
            place = layer.reader.place(facts_key(part - layer.parts))
            if place is None:
                raise DamagedError("facts are missing from the index")
            known = self._places[part] = layer.reader, place
        return known

    # Ids

    def numbers_of(self, typed: str) -> Iterator[int]:
        """Give the fact that goes by an id, if there is one."""
        return self.ids.numbers_of(typed)

    def alike_ids(self, typed: str) -> FactSet:
        """Return the facts whose ids are an id but for case and accents."""
        return self.ids.alike(typed) & self.everything

    @property
    def ids(self) -> Ids:
        """The facts by their ids."""
        from misca_cli.index.ids import Ids  # most queries ask for none

        return Ids(self._layers)


def change_of(base: Reader, path: str) -> Reader | None:
    """Open what has changed since a base, if it is of that very base."""
    change = reader_of(path)
    return change if change and change.get(BASE) == base.identity else None


def indexed(base: Reader, change: Reader | None, states: States) -> Indexed:
    """Return the facts of a base and what has changed since."""
    latest = change or base
    whole = whole_of(latest)
    layers = [Layer(reader=base, facts=everything(whole.size))]
    if change:
        size = whole_of(base).size
        dead = set_of(memoryview(change.get(DEAD) or b"").cast("I"))
        added = everything(whole.size - size + len(dead))
        # No part holds facts of two files.
        parts = -(-size // PART)
        layers = [
            Layer(reader=base, facts=everything(size) - dead, dead=dead),
            Layer(reader=change, facts=added, parts=parts),
        ]
    return Indexed(
        layers, whole, packs=packs(base, states.packs), problems=_problems(latest, states)
    )


def _problems(latest: Reader, states: States) -> tuple[Problem, ...]:
    written = latest.get(PROBLEMS) or NONE
    if written == NONE:
        return ()
    from misca_cli.index.problems import read_problems  # most packs have none

    return read_problems(text(written), states)


def _inflections(stemmed: str, layer: Layer) -> Sequence[str]:
    """Return the words of a layer that share a stem; one that is its own stem may be alone."""
    listed = layer.reader.get(stem_key(stemmed))
    if listed:
        return text(listed).split("\n")
    is_alone = stem(stemmed) == stemmed and layer.reader.get(data(f"w{stemmed}"))
    return (stemmed,) if is_alone else ()
