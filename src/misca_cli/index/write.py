"""Writing an index file, from front to back, in the format of `layout`."""

from __future__ import annotations

import os
from array import array
from itertools import accumulate
from struct import Struct
from zlib import crc32

from misca_cli.index.layout import FOOTER, IDENTITY, MAGIC, SEPARATOR, read_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

BLOCK = 4096
"""About how many bytes the rows of a block take; the last may go beyond."""
SHORT = 512
"""A longer value gets a block of its own."""
_PLACE = Struct("<IHII")
"""Where a block begins, its low and its high part; its length; its checksum."""


class Writer:
    """Writes a file from front to back: long values at any time, then all rows, sorted."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = self._flushed = 0
        self._write(MAGIC)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)

    def block(self, data: bytes) -> bytes:
        """Write a block, and return its place."""
        place = _PLACE.pack(self._at & 0xFFFFFFFF, self._at >> 32, len(data), crc32(data))
        self._write(data)
        return place

    def read(self, place: bytes) -> bytes:
        """Return what was written at a place."""
        low, high, length, _ = _PLACE.unpack(place)
        if self._flushed != self._at:
            self._file.flush()
            self._flushed = self._at
        return read_at(self._file.fileno(), length, high << 32 | low)

    def cell(self, value: bytes) -> bytes:
        """Return what stands for a value in a row, with the value written if it is long."""
        return b"=" + value if len(value) <= SHORT else b">" + self.block(value)

    def finish(self, rows: Iterable[tuple[bytes, bytes]]) -> bytes:
        """Write keys with their cells, which must come sorted, and return the identity."""
        blocks = list(self._tables(rows)) or [(b"", self._table([]))]
        while len(blocks) > 1:
            blocks = list(self._tables(blocks))
        identity = os.urandom(IDENTITY)
        footer = blocks[0][1][1:] + (self._at + FOOTER).to_bytes(6, "little") + identity
        self._write(footer + crc32(footer).to_bytes(4, "little"))
        return identity

    def _tables(self, rows: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
        """Write rows into blocks, and give the first key of each with its place."""
        held: list[tuple[bytes, bytes]] = []
        size = 0
        for key, cell in rows:
            held.append((key, cell))
            size += len(key) + len(cell)
            if size >= BLOCK:
                yield held[0][0], self._table(held)
                held, size = [], 0
        if held:
            yield held[0][0], self._table(held)

    def _table(self, rows: list[tuple[bytes, bytes]]) -> bytes:
        keys, cells = zip(*rows, strict=True) if rows else ((), ())
        numbers = array("I", (len(rows), *accumulate(map(len, cells)))).tobytes()
        return b"^" + self.block(b"".join((numbers, SEPARATOR.join(keys), *cells)))
