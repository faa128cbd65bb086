"""Records of an index by id, each read when it is asked for: what a `Factbase` is made of."""

from __future__ import annotations

from misca_cli.index.layout import keep
from misca_cli.index.records import read_record
from misca_cli.index.rows import SHARED, data, text
from misca_cli.jsontext import loads
from misca_cli.model import Entity, Measure, Pack, Ruling, Source, Statement, Term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.index.layout import Reader
    from misca_cli.index.read import Indexed
    from misca_cli.model import Fact
    from misca_cli.record import Record

KINDS: Mapping[str, type[Record]] = {
    "entities": Entity,
    "measures": Measure,
    "sources": Source,
    "terms": Term,
    "statements": Statement,
    "rulings": Ruling,
}


MOST_RECORDS = 2000
"""How many of a table are kept, once read."""


class _Shelf:
    """A read-only mapping; `collections.abc.Mapping` would cost a millisecond to import."""

    def __getitem__(self, record_id: str) -> Any:
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def get(self, record_id: str, default: Any = None) -> Any:
        """Return a record, or something else where there is none."""
        try:
            return self[record_id]
        except KeyError:
            return default

    def __contains__(self, record_id: object) -> bool:
        return isinstance(record_id, str) and self.get(record_id) is not None

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def keys(self) -> Iterator[str]:
        """Give the ids."""
        return iter(self)

    def values(self) -> Iterator[Any]:
        """Give the records."""
        return (self[record_id] for record_id in self)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Give the ids, each with its record."""
        return ((record_id, self[record_id]) for record_id in self)


class Shelf(_Shelf):
    """The records of a table of a pack."""

    def __init__(self, reader: Reader, pack: str, table: str) -> None:
        self._reader = reader
        self._prefix = f"e{table}\n{pack}\n"
        self._kind = KINDS[table]
        self._read: dict[str, Record | None] = {}

    def get(self, record_id: str, default: Any = None) -> Any:
        """Return a record, or something else where there is none."""
        record = self._read.get(record_id)
        if record is None and record_id not in self._read:
            value = self._reader.get(data(self._prefix + record_id))
            record = read_record(self._kind, text(value)) if value else None
            keep(self._read, record_id, record, MOST_RECORDS)
        return default if record is None else record

    def __getitem__(self, record_id: str) -> Record:
        record: Record | None = self.get(record_id)
        if record is None:
            raise KeyError(record_id)
        return record

    def __iter__(self) -> Iterator[str]:
        first = data(self._prefix)
        return (text(key[len(first) :]) for key, _ in self._reader.rows(first, first + b"\xff"))


class FactShelf(_Shelf):
    """Facts, by the id users type."""

    def __init__(self, corpus: Indexed) -> None:
        self._corpus = corpus

    def __getitem__(self, typed: str) -> Fact:
        for number in self._corpus.numbers_of(typed):
            return self._corpus.fact(number)
        raise KeyError(typed)

    def __contains__(self, typed: object) -> bool:
        return isinstance(typed, str) and any(True for _ in self._corpus.numbers_of(typed))

    def __iter__(self) -> Iterator[str]:
        return self._corpus.ids()

    def __len__(self) -> int:
        return self._corpus.size


def packs(reader: Reader, folders: Sequence[str]) -> tuple[Pack, ...]:
    """Return the packs of an index, without their facts, in the folders as they are named now."""
    described = loads(text(reader.get(b"p") or b"[]"))
    if len(described) == len(folders):
        for pack, folder in zip(described, folders, strict=True):
            pack["folder"] = folder
    return tuple(_pack(reader, pack) for pack in described)


def _pack(reader: Reader, described: dict[str, Any]) -> Pack:
    shelves: dict[str, Any] = {table: Shelf(reader, described["name"], table) for table in SHARED}
    return Pack(**{**described, "maintainers": tuple(described["maintainers"])}, **shelves)
