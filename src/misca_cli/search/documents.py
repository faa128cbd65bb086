"""Facts → documents, and the names of what they name."""

from __future__ import annotations

from misca_cli.search.document import NAMES, Document, Name
from misca_cli.search.words import joined, joined_words, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
_LINKS = frozenset("of the for in and to de la le les du des l d et en au aux pour a".split())
"""Small words within names."""
_KEYS = {field: f"{kind}:" for field, kind in NAMES.items()}
_BLANKS = str.maketrans("-_.", "   ")
"""What parts an id is a blank between its words."""


def document(fact: Fact, base: Factbase) -> Document:
    """Return what of a fact can be found."""
    value = fact.value
    return Document(
        texts=_texts(fact),
        names=_names(fact, base),
        kind=value.kind if value else None,
        exact=value is not None and _is_exact(value),
    )


def _is_exact(value: Value) -> bool:
    if value.date:
        return value.date.earliest == value.date.latest
    return value.figure is not None and value.figure.amount is not None


def _texts(fact: Fact) -> Mapping[str, str]:
    """Return the words of each text that a fact has."""
    value = fact.value
    texts = {"claim": joined_words(fact.claim)}
    if value and value.kind in ("figure", "date"):
        texts["value"] = joined_words(value.text)
    if value and KIND_WORDS[value.kind]:
        texts["kind"] = KIND_WORDS[value.kind]
    if fact.stage:
        texts["stage"] = joined_words(fact.stage)
    if fact.act != "states":
        texts["act"] = joined_words(fact.act)
    if fact.note:
        texts["note"] = joined_words(fact.note)
    if fact.tags:
        texts["tags"] = joined_words(" ".join(fact.tags))
    texts["id"] = _joined_id(fact.id)
    return texts if all(texts.values()) else {field: held for field, held in texts.items() if held}


def _joined_id(fact_id: str) -> str:
    # Few ids stand twice, so nothing is gained by keeping what they are made of.
    if fact_id.isalnum() and fact_id.isascii():
        return fact_id.lower()
    return joined(words(fact_id.translate(_BLANKS)))


def _names(fact: Fact, base: Factbase) -> Mapping[str, Sequence[str]]:
    """Return the keys of what a fact names, by field."""
    value = fact.value
    held = {**vars(fact), "by": base.speakers(fact), "value": value.entities if value else ()}
    names: dict[str, Sequence[str]] = {}
    for field, key in _KEYS.items():
        named = held[field]
        if named:
            several = (named,) if isinstance(named, str) else named
            names[field] = [key + each for each in several]
    return names


def name_of(key: str, how: str, text: str) -> Name:
    """Return a name of what goes by a key."""
    held = words(text)
    length = len([0 for forms in held if forms[0] not in _LINKS]) or len(held)
    return Name(key=key, how=how, text=text, written=joined(held), length=length)


def names_of(base: Factbase) -> Iterator[Name]:
    """Give every name that facts can be found by."""
    for pack in base.packs:
        yield from _pack_names(pack)


def _pack_names(pack: Pack) -> Iterator[Name]:
    for entity in pack.entities.values():
        key = f"entity:{entity.id}"
        yield name_of(key, "exact", entity.name)
        yield from (name_of(key, "alias", alias) for alias in entity.aliases)
        yield from (name_of(key, "search", text) for text in entity.search)
    for measure in pack.measures.values():
        key = f"measure:{measure.id}"
        yield name_of(key, "exact", measure.name)
        yield from (name_of(key, "alias", alias) for alias in measure.aliases)
    for source in pack.sources.values():
        texts = (source.title, source.publisher or "", *source.author)
        yield from (name_of(f"source:{source.id}", "exact", text) for text in texts if text)
    for statement in pack.statements.values():
        if statement.venue:
            yield name_of(f"statement:{statement.id}", "exact", statement.venue)
