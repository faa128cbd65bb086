"""What an index holds by key, each read when it is asked for.

The records that facts share, by id, are what a `Factbase` is made of; `Judged` is what there is
to say of facts beside one another (`judged`).
"""

from __future__ import annotations

from misca_cli.index.records import read_record
from misca_cli.index.rows import (
    JUDGED,
    NOTICED,
    PACKS,
    SHARED,
    json_at,
    judgement_key,
    meeting_key,
    notice_key,
    record_key,
    text,
)
from misca_cli.kept import keep
from misca_cli.model import Entity, Measure, Pack, Ruling, Source, Statement, Term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.accounts.findings import Finding, Judgement
    from misca_cli.index.layout import Reader
    from misca_cli.index.read import Indexed, Layer
    from misca_cli.model import Fact
    from misca_cli.record import Record
    from misca_cli.search.sets import FactSet

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
        self._table = table
        self._pack = pack
        self._kind = KINDS[table]
        self._read: dict[str, Record | None] = {}

    def get(self, record_id: str, default: Any = None) -> Any:
        """Return a record, or something else where there is none."""
        record = self._read.get(record_id)
        if record is None and record_id not in self._read:
            value = self._reader.get(record_key(self._table, self._pack, record_id))
            record = read_record(self._kind, text(value)) if value else None
            keep(self._read, record_id, record, MOST_RECORDS)
        return default if record is None else record

    def __getitem__(self, record_id: str) -> Record:
        record: Record | None = self.get(record_id)
        if record is None:
            raise KeyError(record_id)
        return record

    def __iter__(self) -> Iterator[str]:
        first = record_key(self._table, self._pack, "")
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
        return self._corpus.ids.beginning()

    def __len__(self) -> int:
        return self._corpus.size


def packs(reader: Reader, folders: Sequence[str]) -> tuple[Pack, ...]:
    """Return the packs of an index, without their facts, in the folders as they are named now."""
    described = json_at(reader, PACKS)
    if len(described) == len(folders):
        for pack, folder in zip(described, folders, strict=True):
            pack["folder"] = folder
    return tuple(_pack(reader, pack) for pack in described)


def _pack(reader: Reader, described: dict[str, Any]) -> Pack:
    shelves: dict[str, Any] = {table: Shelf(reader, described["name"], table) for table in SHARED}
    return Pack(**{**described, "maintainers": tuple(described["maintainers"])}, **shelves)


class Judged:
    """A `Judged` kept in the layers of an index."""

    def __init__(self, corpus: Indexed, layers: Sequence[Layer]) -> None:
        self._corpus = corpus
        self._layers = layers

    def met(self, number: int) -> str | None:
        """Return the `meeting` of a fact, if there is something to say of it."""
        met = self._corpus.stored(number)[2]
        return met if met and self._written(met) else None

    def _written(self, met: str) -> bytes | None:
        key = judgement_key(met)
        found = (layer.reader.get(key) for layer in reversed(self._layers))
        return next((value for value in found if value is not None), None)

    def meeting(self, met: str) -> FactSet:
        """Return the facts that share a `meeting`."""
        return self._corpus.sharing(meeting_key(met))

    def judgement(self, met: str) -> Judgement:
        """Return what there is to say of the facts that share a `meeting`."""
        from misca_cli.index.judged import read_judgement  # many answers have none

        return read_judgement(self._written(met))

    def judgements(self) -> Iterator[tuple[str, Judgement]]:
        """Give every `meeting` that there is something to say of, in their order."""
        from heapq import merge  # only who compares everything needs it

        rows = (_numbered(layer, at) for at, layer in enumerate(self._layers))
        latest: tuple[bytes, bytes] = b"", b""
        for key, _, value in merge(*rows):
            if key != latest[0]:
                yield from _judged(*latest)
            latest = key, value
        yield from _judged(*latest)

    def notices(self, number: int) -> Sequence[Finding]:
        """Return what there is to say of a fact by itself."""
        layer = next(each for each in reversed(self._layers) if each.start <= number)
        value = layer.reader.get(notice_key(number - layer.start))
        if not value:
            return ()
        from misca_cli.index.judged import read_findings  # most facts have none

        return read_findings(text(value))

    def noticed(self) -> Iterator[Finding]:
        """Give what there is to say of facts by themselves, in the order of their ids."""
        numbers = [
            layer.start + number
            for layer in self._layers
            for key, _ in layer.reader.rows(NOTICED, NOTICED + b"\xff")
            if (number := int(key[1:], 16)) in layer.facts
        ]
        for number in sorted(numbers, key=self._corpus.order):
            yield from self.notices(number)


def _numbered(layer: Layer, at: int) -> Iterator[tuple[bytes, int, bytes]]:
    """Give the judgements of a layer so that they merge: of one key, the later layer last."""
    return ((key, at, value) for key, value in layer.reader.rows(JUDGED, JUDGED + b"\xff"))


def _judged(key: bytes, value: bytes) -> Iterator[tuple[str, Judgement]]:
    from misca_cli.index.judged import read_judgement  # most answers need not all

    if value:
        yield text(key[1:]), read_judgement(value)
