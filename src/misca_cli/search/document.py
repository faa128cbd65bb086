"""Facts → documents: what of a fact can be found, field by field.

A document holds the words that stand in the fact itself, and the keys of what it names;
the words of those names are kept once, in `names_of`.
"""

from __future__ import annotations

from misca_cli.record import Light
from misca_cli.search.words import Forms, joined, parted, words

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

TEXTS = ("claim", "value", "kind", "stage", "act", "note", "tags", "id")
"""The fields that hold words of a fact itself."""
NAMES = {
    "who": "entity",
    "what": "measure",
    "where": "entity",
    "by": "entity",
    "involves": "entity",
    "value": "entity",
    "source": "source",
    "cites": "source",
    "statement": "statement",
}
"""The fields that hold keys of what a fact names, with the kind of record they name."""


class Document(Light):
    """What of a fact can be found."""

    __slots__ = ("exact", "kind", "names", "texts")

    def __init__(
        self,
        *,
        texts: Mapping[str, str],
        names: Mapping[str, Sequence[str]],
        kind: str | None = None,
        exact: bool = False,
    ) -> None:
        self.texts = texts
        """Words by field, joined: of most texts that are looked at, they need not be parted."""
        self.names = names
        """Keys of named things by field: "entity:france"."""
        self.kind = kind
        """The kind of its value."""
        self.exact = exact
        """Whether its value is one number or one day."""

    @property
    def claim_length(self) -> int:
        """Return how many words its claim has."""
        claim = self.texts.get("claim")
        return claim.count(" ") + 1 if claim else 0


class Name(Light):
    """A name of something: its words, and whether it's the usual one."""

    __slots__ = ("how", "key", "length", "text", "written")

    def __init__(self, *, key: str, how: str, text: str, written: str, length: int) -> None:
        self.key = key
        self.how = how
        """exact for the usual name, alias for another, search for words that only help."""
        self.text = text
        self.written = written
        """Its words, joined: of most names that a query meets, they are not looked at."""
        self.length = length
        """How many of these count: a query leaves small words out."""

    @property
    def words(self) -> Sequence[Forms]:
        """Return its words."""
        return parted(self.written)

    @property
    def is_one_word(self) -> bool:
        """Return whether it has no more than a word."""
        return " " not in self.written


_LINKS = frozenset("of the for in and to de la le les du des l d et en au aux pour a".split())
"""Small words within names."""


def name_of(key: str, how: str, text: str) -> Name:
    """Return a name of what goes by a key."""
    held = words(text)
    length = len([0 for forms in held if forms[0] not in _LINKS]) or len(held)
    return Name(key=key, how=how, text=text, written=joined(held), length=length)


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


def _texts(fact: Fact) -> dict[str, str]:
    """Return the words of each text that a fact has."""
    value = fact.value
    texts = {"claim": _words(fact.claim)}
    if value and value.kind in ("figure", "date"):
        texts["value"] = _words(value.text)
    if value and KIND_WORDS[value.kind]:
        texts["kind"] = _words_of_few(KIND_WORDS[value.kind])
    if fact.stage:
        texts["stage"] = _words_of_few(fact.stage)
    if fact.act != "states":
        texts["act"] = _words_of_few(fact.act)
    if fact.note:
        texts["note"] = _words(fact.note)
    if fact.tags:
        texts["tags"] = _words(" ".join(fact.tags))
    texts["id"] = _words(fact.id.replace("-", " ").replace("_", " ").replace(".", " "))
    return {field: text for field, text in texts.items() if text}


def _words(text: str) -> str:
    return joined(words(text))


_FEW: dict[str, str] = {}


def _words_of_few(text: str) -> str:
    """Split one of the few texts that nearly all facts share."""
    if text not in _FEW:
        _FEW[text] = _words(text)
    return _FEW[text]


def _names(fact: Fact, base: Factbase) -> dict[str, Sequence[str]]:
    """Return the keys of what a fact names, by field."""
    ids = {
        "who": (fact.who,) if fact.who else (),
        "what": (fact.what,) if fact.what else (),
        "where": (fact.where,) if fact.where else (),
        "by": base.speakers(fact),
        "involves": fact.involves,
        "value": fact.value.entities if fact.value else (),
        "source": (fact.source,),
        "cites": fact.cites,
        "statement": (fact.statement,) if fact.statement else (),
    }
    return {
        field: [f"{NAMES[field]}:{each}" for each in named] for field, named in ids.items() if named
    }


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
