"""A corpus that keeps every fact in memory: the reference for any other."""

from __future__ import annotations

from functools import cached_property

from misca_cli.model import ACTS, STAGES
from misca_cli.search.document import Document, Name, document, names_of
from misca_cli.search.vocabulary import Vocabulary
from misca_cli.search.words import stem, words
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Occurrence

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
    """A `Corpus` made of all facts; words are split when they are first asked for."""

    def __init__(self, base: Factbase) -> None:
        self.base = base
        self.ids = sorted(base.facts)

    @cached_property
    def names(self) -> Sequence[Name]:
        """Every name that facts can be found by."""
        return tuple(names_of(self.base))

    @cached_property
    def documents(self) -> Sequence[Document]:
        """What of each fact can be found, by number."""
        return [document(self.base.facts[fact_id], self.base) for fact_id in self.ids]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word, with where it stands."""
        return Vocabulary(self.base, self.documents, self.names)

    @cached_property
    def years(self) -> Sequence[int]:
        """The years of the facts' dates, most common first."""
        return _years(self.base)

    @property
    def size(self) -> int:
        """How many facts there are."""
        return len(self.ids)

    @property
    def claim_length(self) -> float:
        """The mean number of words of a claim."""
        total = sum(len(doc.texts.get("claim", ())) for doc in self.documents)
        return total / max(1, len(self.documents))

    def has(self, word: str) -> bool:
        """Return whether a fact, a name or a term has a folded word, inflected or not."""
        return all(
            forms[0] in self.vocabulary.words or stem(forms[0]) in self.vocabulary.stems
            for forms in words(word)
        )

    def counted(self, word: str) -> tuple[str, ...]:
        """Return the stems that mean the same as a unit; none where a word is no unit."""
        if stem(word) not in self.vocabulary.units:
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
        return self.vocabulary.stems.get(stemmed, ())

    def beginning(self, prefix: str) -> Sequence[str]:
        """Return the words that begin with a prefix."""
        return sorted(form for form in self.vocabulary.words if form.startswith(prefix))

    def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
        """Return other words at most so many edits away, each with its distance."""
        return self.vocabulary.alike(word, most)

    def terms(self, stems: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        """Return the words of each term that has a word or phrase with these stems."""
        return self.vocabulary.terms.get(stems, ())

    def names_with(self, form: str) -> Sequence[Name]:
        """Return the names that hold a word."""
        return self.vocabulary.names.get(form, ())

    def occurrences(self, form: str) -> Sequence[Occurrence]:
        """Return where a word stands in the texts of facts."""
        return self.vocabulary.occurrences.get(form, ())

    def bearers(self, key: str) -> Sequence[tuple[int, str]]:
        """Return the facts that name a thing, each with the field."""
        return self.vocabulary.bearers.get(key, ())

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
