"""What a finder asks of the facts, and the answer of a scan: everything in memory.

`Corpus` is all that reading, planning and ranking know of where facts are kept.
"""

from __future__ import annotations

from misca_cli.model import ACTS, STAGES
from misca_cli.record import Record
from misca_cli.search.document import Document, Name, document, names_of
from misca_cli.search.words import stem, words
from misca_cli.spelling import distance
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.search.reader import Known

    class Corpus(Known, Protocol):
        """The facts, as finding sees them: numbered from 0 in the order of their ids."""

        @property
        def size(self) -> int:
            """How many facts there are."""

        @property
        def claim_length(self) -> float:
            """The mean number of words of a claim."""

        def inflections(self, stemmed: str) -> Sequence[str]:
            """Return the words that share a stem."""

        def beginning(self, prefix: str) -> Sequence[str]:
            """Return the words that begin with a prefix."""

        def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
            """Return other words at most so many edits away, each with its distance."""

        def terms(self, stems: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
            """Return the words of each term that has a word or phrase with these stems."""

        def names_with(self, form: str) -> Sequence[Name]:
            """Return the names that hold a word."""

        def occurrences(self, form: str) -> Sequence[Occurrence]:
            """Return where a word stands in the texts of facts."""

        def bearers(self, key: str) -> Sequence[tuple[int, str]]:
            """Return the facts that name a thing, each with the field."""

        def document(self, number: int) -> Document:
            """Return a fact's document."""

        def fact(self, number: int) -> Fact:
            """Return a fact."""

        @property
        def ids(self) -> Sequence[str]:
            """The ids of the facts, by number."""


class Occurrence(Record):
    """A word in the text of a fact."""

    number: int
    field: str
    position: int


SHORTEST_STEM = 5
CHOICES = {"stage": STAGES, "act": ACTS}
# Fields whose names are ids of records, and the kind of record.
NAMED_FIELDS = {
    "who": "entity",
    "where": "entity",
    "by": "entity",
    "involves": "entity",
    "what": "measure",
    "source": "source",
}


class Scan:
    """A corpus that reads every fact into memory."""

    def __init__(self, base: Factbase) -> None:
        self.ids = sorted(base.facts)
        self.base = base
        self.documents = [document(base.facts[fact_id], base) for fact_id in self.ids]
        self.names = tuple(names_of(base))
        self._texts: dict[str, list[Occurrence]] = {}
        self._bearers: dict[str, list[tuple[int, str]]] = {}
        self._names: dict[str, list[Name]] = {}
        self._terms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        self._stems: dict[str, list[str]] = {}
        self._fill()
        self.years = _years(base)

    def _fill(self) -> None:
        for number, doc in enumerate(self.documents):
            self._add(number, doc)
        for name in self.names:
            for form in {form for forms in name.words for form in forms}:
                self._names.setdefault(form, []).append(name)
        for pack in self.base.packs:
            for term in pack.terms.values():
                self._add_term((term.id, *term.aliases))
        members = {form for term in self._terms.values() for row in term for form in row}
        for form in sorted({*self._texts, *self._names, *members}):
            self._stems.setdefault(stem(form), []).append(form)
        self._vocabulary = frozenset(form for forms in self._stems.values() for form in forms)
        self._units = self._unit_stems()

    def _add(self, number: int, doc: Document) -> None:
        for field, text in doc.texts.items():
            for position, forms in enumerate(text):
                for form in forms:
                    spot = Occurrence(number=number, field=field, position=position)
                    self._texts.setdefault(form, []).append(spot)
        for field, keys in doc.names.items():
            for key in keys:
                self._bearers.setdefault(key, []).append((number, field))

    def _add_term(self, phrases: Iterable[str]) -> None:
        rows = [tuple(forms[0] for forms in words(phrase)) for phrase in phrases]
        singles = tuple(row[0] for row in rows if len(row) == 1)
        for row in rows:
            self._terms.setdefault(tuple(stem(word) for word in row), []).append(singles)

    def _unit_stems(self) -> frozenset[str]:
        units = {
            forms[0]
            for pack in self.base.packs
            for measure in pack.measures.values()
            for forms in words(measure.unit or "")
        }
        alike = {form for unit in units for term in self.terms((stem(unit),)) for form in term}
        return frozenset(stem(form) for form in units | alike)

    @property
    def size(self) -> int:
        """How many facts there are."""
        return len(self.documents)

    @property
    def claim_length(self) -> float:
        """The mean number of words of a claim."""
        total = sum(len(doc.texts.get("claim", ())) for doc in self.documents)
        return total / max(1, len(self.documents))

    def has(self, word: str) -> bool:
        """Return whether a fact, a name or a term has a folded word, inflected or not."""
        return all(
            forms[0] in self._vocabulary or stem(forms[0]) in self._stems for forms in words(word)
        )

    def counted(self, word: str) -> tuple[str, ...]:
        """Return the stems that mean the same as a unit; none where a word is no unit."""
        if stem(word) not in self._units:
            return ()
        alike = {stem(form) for term in self.terms((stem(word),)) for form in term}
        return tuple(sorted({stem(word), *alike}))

    def named(self, field: str, text: str) -> tuple[str, ...]:
        """Return the ids that a field may hold under a name."""
        wanted = fold(text)
        if field not in NAMED_FIELDS:
            return tuple(sorted({v for v in self._plain_values(field) if fold(v) == wanted}))
        kind = NAMED_FIELDS[field]
        wanted_words = [forms[0] for forms in words(text)]
        found = {i for i in self._record_ids(field) if fold(i) == wanted}
        for name in self.names:
            is_candidate = name.key.startswith(f"{kind}:") and name.how != "search"
            if is_candidate and wanted_words == [forms[0] for forms in name.words]:
                found.add(name.key.partition(":")[2])
        return tuple(sorted(found))

    def _record_ids(self, field: str) -> set[str]:
        tables = {"entity": "entities", "measure": "measures", "source": "sources"}
        kind = NAMED_FIELDS.get(field)
        if not kind:
            return set()
        return {i for pack in self.base.packs for i in getattr(pack, tables[kind])}

    def _plain_values(self, field: str) -> set[str]:
        if field in CHOICES:
            return set(CHOICES[field])
        facts = self.base.facts.values()
        return {tag for fact in facts for tag in fact.tags} if field == "tag" else set()

    def choices(self, field: str) -> Sequence[str]:
        """Return the ids and values that a field may hold."""
        kind = NAMED_FIELDS.get(field)
        named = {
            name.text
            for name in self.names
            if kind and name.how != "search" and name.key.startswith(f"{kind}:")
        }
        return sorted({*self._record_ids(field), *self._plain_values(field), *named})

    def inflections(self, stemmed: str) -> Sequence[str]:
        """Return the words that share a stem."""
        return self._stems.get(stemmed, ())

    def beginning(self, prefix: str) -> Sequence[str]:
        """Return the words that begin with a prefix."""
        return sorted(form for form in self._vocabulary if form.startswith(prefix))

    def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
        """Return other words at most so many edits away, each with its distance."""
        near: dict[str, int] = {}
        stemmed = stem(word)
        for shared, forms in self._stems.items():
            # A misspelt inflection is compared by its stem: "atack" with "attacked".
            by_stem = distance(stemmed, shared, 1)
            if len(shared) < SHORTEST_STEM or by_stem > 1:
                by_stem = most + 1
            for form in forms:
                apart = min(by_stem, distance(word, form, most))
                if apart <= most and not form.isdigit():
                    near[form] = max(1, int(apart))
        return sorted(near.items())

    def terms(self, stems: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        """Return the words of each term that has a word or phrase with these stems."""
        return self._terms.get(stems, ())

    def names_with(self, form: str) -> Sequence[Name]:
        """Return the names that hold a word."""
        return self._names.get(form, ())

    def occurrences(self, form: str) -> Sequence[Occurrence]:
        """Return where a word stands in the texts of facts."""
        return self._texts.get(form, ())

    def bearers(self, key: str) -> Sequence[tuple[int, str]]:
        """Return the facts that name a thing, each with the field."""
        return self._bearers.get(key, ())

    def document(self, number: int) -> Document:
        """Return a fact's document."""
        return self.documents[number]

    def fact(self, number: int) -> Fact:
        """Return a fact."""
        return self.base.facts[self.ids[number]]


def _years(base: Factbase) -> tuple[int, ...]:
    """Return the years of the facts' dates, most common first, then latest first."""
    counts: dict[int, int] = {}
    for fact in base.facts.values():
        date = base.date_used(fact)[1]
        for bound in (date.earliest, date.latest) if date else ():
            if bound:
                counts[bound[0]] = counts.get(bound[0], 0) + 1
    return tuple(sorted(counts, key=lambda year: (-counts[year], -year)))
