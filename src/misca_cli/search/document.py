"""What of a fact can be found, field by field, and the names of what it names.

A document holds the words that stand in the fact itself, and the keys of what it names;
the words of those names are kept once. Both are made in `documents`.
"""

from __future__ import annotations

from misca_cli.record import Light
from misca_cli.search.words import parted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from misca_cli.search.words import Forms

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


FIELDS = (
    *("claim", "who", "what", "value", "where", "by", "involves", "tags", "act", "stage", "kind"),
    *("statement", "id", "source", "cites", "note"),
)
"""All of these: an index knows them by their places."""


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
