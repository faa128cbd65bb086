"""Where a fact meets a query: which word met which of its fields, and how."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from misca_cli.search.document import Document
    from misca_cli.search.plan import Concept, Target


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


class Meeting:
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
        wanted = self._forms.keys()
        for field, text in document.texts.items():
            for position, forms in enumerate(text):
                if not wanted.isdisjoint(forms):
                    found += [
                        Hit(concept, field, target, position)
                        for form in forms
                        for concept, target in self._forms.get(form, ())
                    ]
        for field, keys in document.names.items():
            for key in keys:
                for concept, target in self._keys.get(key, ()):
                    found.append(Hit(concept, field, target, None))
        return found


def best_by_field(hits: Iterable[Hit]) -> Mapping[tuple[int, str], Hit]:
    """Return the best hit of each concept in each field."""
    best: dict[tuple[int, str], Hit] = {}
    for hit in hits:
        key = (hit.concept, hit.field)
        if key not in best or best[key].target.quality < hit.target.quality:
            best[key] = hit
    return best
