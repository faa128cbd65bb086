"""The words of facts, names and terms, and where each stands: all in memory."""

from __future__ import annotations

from misca_cli.search.words import SHORTEST_STEM, forms_in, has_digit, stem, words
from misca_cli.spelling import distance, is_near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.search.document import Document, Name

    Postings = dict[str, dict[str, list[int]]]
    """By word, or by the key of a named thing: numbers of the facts that have it, by field."""
    Terms = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]
    """The words of terms by the stems of each word or phrase that they hold."""


class Vocabulary:
    """Every word, with the facts, the names and the terms that hold it."""

    def __init__(
        self, base: Factbase, documents: Sequence[Document], names: Sequence[Name]
    ) -> None:
        self.postings: Postings = {}
        self.bearers: Postings = {}
        for number, doc in enumerate(documents):
            self._add(number, doc)
        self.names = names_by_word(names)
        self.terms = terms_by_stems(base)
        self.words = sorted({*self.postings, *self.names, *members(self.terms)})
        self.stems: dict[str, list[str]] = {}
        for form in self.words:
            self.stems.setdefault(stem(form), []).append(form)
        self.units = unit_stems(base, self.terms)

    def _add(self, number: int, doc: Document) -> None:
        for field, text in doc.texts.items():
            for form in set(forms_in(text)):
                self.postings.setdefault(form, {}).setdefault(field, []).append(number)
        for field, keys in doc.names.items():
            for key in set(keys):
                self.bearers.setdefault(key, {}).setdefault(field, []).append(number)

    def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
        """Return other words at most so many edits away, each with its distance."""
        near: dict[str, int] = {}
        stemmed = stem(word)
        for shared, forms in self.stems.items():
            # A misspelt inflection is compared by its stem: "atack" with "attacked".
            is_alike = len(shared) >= SHORTEST_STEM and distance(stemmed, shared, 1) <= 1
            for form in forms:
                apart = 1 if is_alike else max(1, distance(word, form, most))
                if is_near(word, form, apart, most) and not has_digit(form):
                    near[form] = apart
        return sorted(near.items())


def names_by_word(names: Iterable[Name]) -> dict[str, list[Name]]:
    """Return the names that hold each word."""
    held: dict[str, list[Name]] = {}
    for name in names:
        for form in {form for forms in name.words for form in forms}:
            held.setdefault(form, []).append(name)
    return held


def terms_by_stems(base: Factbase) -> Terms:
    """Return the words of terms by the stems of each of their words and phrases."""
    terms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for pack in base.packs:
        for term in pack.terms.values():
            rows = [
                tuple(forms[0] for forms in words(phrase)) for phrase in (term.id, *term.aliases)
            ]
            singles = tuple(row[0] for row in rows if len(row) == 1)
            for row in rows:
                terms.setdefault(tuple(stem(word) for word in row), []).append(singles)
    return terms


def members(terms: Terms) -> set[str]:
    """Return every word of terms."""
    return {form for rows in terms.values() for row in rows for form in row}


def unit_stems(base: Factbase, terms: Terms) -> frozenset[str]:
    """Return the stems of the units of measures, and of what terms say means the same."""
    units = {
        forms[0]
        for pack in base.packs
        for measure in pack.measures.values()
        for forms in words(measure.unit or "")
    }
    alike = {form for unit in units for row in terms.get((stem(unit),), ()) for form in row}
    return frozenset(stem(form) for form in units | alike)
