"""Facts → documents: what of a fact can be found, field by field.

A document holds the words that stand in the fact itself, and the keys of what it names;
the words of those names are kept once, in `names_of`.
"""

from __future__ import annotations

from misca_cli.record import Light
from misca_cli.search.words import Forms, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Pack, Value

# What people call a value of each kind, beside the measure's own name.
KIND_WORDS = {
    "figure": "number figure amount quantity nombre chiffre",
    "date": "date day jour",
    "entity": "",
    "unknown": "unknown",
    "none": "none",
}


class Document(Light):
    """What of a fact can be found."""

    __slots__ = ("exact", "kind", "names", "texts")

    def __init__(
        self,
        *,
        texts: Mapping[str, Sequence[Forms]],
        names: Mapping[str, Sequence[str]],
        kind: str | None = None,
        exact: bool = False,
    ) -> None:
        self.texts = texts
        """Words by field."""
        self.names = names
        """Keys of named things by field: "entity:france"."""
        self.kind = kind
        """The kind of its value."""
        self.exact = exact
        """Whether its value is one number or one day."""


class Name(Light):
    """A name of something: its words, and whether it's the usual one."""

    __slots__ = ("how", "key", "text", "words")

    def __init__(self, *, key: str, how: str, text: str, words: Sequence[Forms]) -> None:
        self.key = key
        self.how = how
        """exact for the usual name, alias for another, search for words that only help."""
        self.text = text
        self.words = words


def document(fact: Fact, base: Factbase) -> Document:
    """Return what of a fact can be found."""
    value = fact.value
    return Document(
        texts={field: tuple(words(text)) for field, text in _texts(fact) if text},
        names={
            field: tuple([f"{kind}:{each}" for each in ids])
            for field, kind, ids in _names(fact, base)
            if ids
        },
        kind=value.kind if value else None,
        exact=value is not None and _is_exact(value),
    )


def _is_exact(value: Value) -> bool:
    if value.date:
        return value.date.earliest == value.date.latest
    return value.figure is not None and value.figure.amount is not None


def _texts(fact: Fact) -> Iterable[tuple[str, str | None]]:
    value = fact.value
    return (
        ("claim", fact.claim),
        ("value", value.text if value and value.kind in ("figure", "date") else None),
        ("kind", KIND_WORDS[value.kind] if value else None),
        ("stage", fact.stage),
        ("act", fact.act if fact.act != "states" else None),
        ("note", fact.note),
        ("tags", " ".join(fact.tags)),
        ("id", fact.id.translate(_ID_MARKS)),
    )


_ID_MARKS = str.maketrans("-._", "   ")


def _names(
    fact: Fact, base: Factbase
) -> Iterable[tuple[str, str, tuple[str, ...] | list[str] | None]]:
    """Return what a fact names: by field, the kind of record and ids."""
    return (
        ("who", "entity", [fact.who] if fact.who else None),
        ("what", "measure", [fact.what] if fact.what else None),
        ("where", "entity", [fact.where] if fact.where else None),
        ("by", "entity", base.speakers(fact)),
        ("involves", "entity", fact.involves),
        ("value", "entity", fact.value.entities if fact.value else None),
        ("source", "source", [fact.source]),
        ("cites", "source", fact.cites),
        ("statement", "statement", [fact.statement] if fact.statement else None),
    )


def names_of(base: Factbase) -> Iterator[Name]:
    """Give every name that facts can be found by."""
    for pack in base.packs:
        yield from _pack_names(pack)


def _pack_names(pack: Pack) -> Iterator[Name]:
    for entity in pack.entities.values():
        key = f"entity:{entity.id}"
        yield _name(key, "exact", entity.name)
        yield from (_name(key, "alias", alias) for alias in entity.aliases)
        yield from (_name(key, "search", text) for text in entity.search)
    for measure in pack.measures.values():
        key = f"measure:{measure.id}"
        yield _name(key, "exact", measure.name)
        yield from (_name(key, "alias", alias) for alias in measure.aliases)
    for source in pack.sources.values():
        texts = (source.title, source.publisher or "", *source.author)
        yield from (_name(f"source:{source.id}", "exact", text) for text in texts if text)
    for statement in pack.statements.values():
        if statement.venue:
            yield _name(f"statement:{statement.id}", "exact", statement.venue)


def _name(key: str, how: str, text: str) -> Name:
    return Name(key=key, how=how, text=text, words=tuple(words(text)))
