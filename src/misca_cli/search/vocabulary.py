"""The words of facts, names and terms, and where each stands: all in memory."""

from __future__ import annotations

from misca_cli.search.corpus import Occurrence
from misca_cli.search.words import stem, words
from misca_cli.spelling import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.search.document import Document, Name

# A shorter stem is like too many others to be compared for spelling.
SHORTEST_STEM = 5


class Vocabulary:
    """Every word, with the facts, the names and the terms that hold it."""

    def __init__(
        self, base: Factbase, documents: Sequence[Document], names: Sequence[Name]
    ) -> None:
        self.occurrences: dict[str, list[Occurrence]] = {}
        self.bearers: dict[str, list[tuple[int, str]]] = {}
        self.names: dict[str, list[Name]] = {}
        self.terms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        self.stems: dict[str, list[str]] = {}
        for number, doc in enumerate(documents):
            self._add(number, doc)
        for name in names:
            for form in {form for forms in name.words for form in forms}:
                self.names.setdefault(form, []).append(name)
        for pack in base.packs:
            for term in pack.terms.values():
                self._add_term((term.id, *term.aliases))
        members = {form for term in self.terms.values() for row in term for form in row}
        self.words = frozenset((*self.occurrences, *self.names, *members))
        for form in sorted(self.words):
            self.stems.setdefault(stem(form), []).append(form)
        self.units = self._unit_stems(base)

    def _add(self, number: int, doc: Document) -> None:
        for field, text in doc.texts.items():
            for position, forms in enumerate(text):
                for form in forms:
                    spot = Occurrence(number=number, field=field, position=position)
                    self.occurrences.setdefault(form, []).append(spot)
        for field, keys in doc.names.items():
            for key in keys:
                self.bearers.setdefault(key, []).append((number, field))

    def _add_term(self, phrases: Iterable[str]) -> None:
        rows = [tuple(forms[0] for forms in words(phrase)) for phrase in phrases]
        singles = tuple(row[0] for row in rows if len(row) == 1)
        for row in rows:
            self.terms.setdefault(tuple(stem(word) for word in row), []).append(singles)

    def _unit_stems(self, base: Factbase) -> frozenset[str]:
        units = {
            forms[0]
            for pack in base.packs
            for measure in pack.measures.values()
            for forms in words(measure.unit or "")
        }
        alike = {
            form for unit in units for term in self.terms.get((stem(unit),), ()) for form in term
        }
        return frozenset(stem(form) for form in units | alike)

    def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
        """Return other words at most so many edits away, each with its distance."""
        near: dict[str, int] = {}
        stemmed = stem(word)
        for shared, forms in self.stems.items():
            # A misspelt inflection is compared by its stem: "atack" with "attacked".
            by_stem = distance(stemmed, shared, 1)
            if len(shared) < SHORTEST_STEM or by_stem > 1:
                by_stem = most + 1
            for form in forms:
                apart = min(by_stem, distance(word, form, most))
                if apart <= most and not form.isdigit():
                    near[form] = max(1, int(apart))
        return sorted(near.items())
