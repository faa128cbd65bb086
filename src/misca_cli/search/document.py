"""Facts → documents: what of a fact can be found, field by field.

A document holds the words that stand in the fact itself, and the keys of what it names;
the words of those names are kept once, in `names_of`.
"""

from __future__ import annotations

from misca_cli.record import Record
from misca_cli.search.words import Forms, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Pack

# What people call a value of each kind, beside the measure's own name.
KIND_WORDS = {
    "figure": "number figure amount quantity nombre chiffre",
    "date": "date day jour",
    "entity": "",
    "unknown": "unknown",
    "none": "none",
}


class Document(Record):
    """What of a fact can be found."""

    texts: dict[str, tuple[Forms, ...]]
    """Words by field."""
    names: dict[str, tuple[str, ...]]
    """Keys of named things by field: "entity:france"."""


class Name(Record):
    """A name of something: its words, and whether it's the usual one."""

    key: str
    how: str
    """exact for the usual name, alias for another, search for words that only help."""
    text: str
    words: tuple[Forms, ...]


def document(fact: Fact, base: Factbase) -> Document:
    """Return what of a fact can be found."""
    texts = {field: tuple(words(text)) for field, text in _texts(fact).items() if text}
    names = {field: keys for field, keys in _names(fact, base).items() if keys}
    return Document(texts=texts, names=names)


def _texts(fact: Fact) -> dict[str, str]:
    value = fact.value
    return {
        "claim": fact.claim,
        "value": value.text if value and value.kind in ("figure", "date") else "",
        "kind": KIND_WORDS[value.kind] if value else "",
        "stage": fact.stage or "",
        "act": fact.act if fact.act != "states" else "",
        "note": fact.note or "",
        "tags": " ".join(fact.tags),
        "id": fact.id.replace("-", " ").replace(".", " ").replace("_", " "),
    }


def _names(fact: Fact, base: Factbase) -> dict[str, tuple[str, ...]]:
    value = fact.value
    return {
        "who": _keys("entity", fact.who),
        "what": _keys("measure", fact.what),
        "where": _keys("entity", fact.where),
        "by": _keys("entity", *base.speakers(fact)),
        "involves": _keys("entity", *fact.involves),
        "value": _keys("entity", *(value.entities if value else ())),
        "source": _keys("source", fact.source),
        "cites": _keys("source", *fact.cites),
        "statement": _keys("statement", fact.statement),
    }


def _keys(kind: str, *ids: str | None) -> tuple[str, ...]:
    return tuple(f"{kind}:{name}" for name in ids if name)


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
