"""The format of an index file: a sorted table of keys and values, in blocks.

After the sorted tables of Bigtable (Chang and others, 2006, section 4). From front to back:

    magic       36 bytes: what this is, of which release, and the order of bytes
    blocks      in the order they were written
    footer      36 bytes: where the top block is, the length of the file, the identity of
                the build, and a checksum of these

A *value* block holds one long value as it is. A *table* block holds rows, sorted by key:

    count       u32
    ends        a u32 for each row: where its cell ends, counted from the first cell
    keys        with a byte FF, which no text has, between them
    cells       one after the other

A *cell* is a tag and what it says: `=` and a short value, `>` and the place of a value block,
or `^` and the place of the table block that holds the rows from this key on, up to the next:
rows that don't fit in one block have others above them, and so on to one top block. A *place*
is where a block begins (u48), how long it is (u32) and its CRC-32 (u32), so whoever follows a
place knows what has to stand there, from the footer down. Numbers have the order of bytes of
the machine that wrote them, which the magic names; places are little-endian.

A file is written once, under a name of its own, and then takes the place of another as a
whole. It is read by position; nothing in it is ever run.
"""

from __future__ import annotations

import os
import stat
import sys
from bisect import bisect_left, bisect_right
from zlib import crc32

from misca_cli import __version__
from misca_cli.kept import Kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    V = TypeVar("V")

VERSION = 12
MAGIC = f"misca index {VERSION} of {__version__:12.12} {sys.byteorder:6}".encode()
"""Words are split and stemmed by the program, so an index is of that very release."""
FOOTER = 36
SEPARATOR = b"\xff"
MOST_VALUES, MOST_BLOCKS = 16 << 20, 32 << 20
"""How many bytes of values, and of blocks as they were read, are kept for the next query."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
PLACE = 14
"""Bytes of a place."""
_AROUND = 200
"""About how many bytes it takes to keep anything, beside what is kept."""
IDENTITY = 12
"""Bytes that no other build has."""


class DamagedError(Exception):
    """What stands in an index file is not what was written."""


class _Table:
    """A table block: keys and cells are cut out when they are asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.count = int.from_bytes(data[:4], sys.byteorder)
        self._ends = memoryview(data)[4 : 4 + 4 * self.count].cast("I")
        self._cells = len(data) - (self._ends[-1] if self.count else 0)
        self._keys: list[bytes] = []
        self.leads_on = data[self._cells : self._cells + 1] == b"^"
        """Whether its rows are the first ones of other tables."""

    def __sizeof__(self) -> int:
        # The keys, once cut out, take about as much as that again and twice more.
        return 4 * len(self._data)

    def cell(self, at: int) -> bytes:
        """Return the cell of a row."""
        start = self._ends[at - 1] if at else 0
        return self._data[self._cells + start : self._cells + self._ends[at]]

    def keys(self) -> list[bytes]:
        """Return the keys of all rows."""
        if self.count and not self._keys:
            self._keys = self._data[4 + 4 * self.count : self._cells].split(SEPARATOR)
        return self._keys

    def row(self, key: bytes) -> int:
        """Return which row has a key; -1 where none has it."""
        # Of a block, most often one row is wanted, and cutting out all keys takes far longer.
        keys = b"".join((SEPARATOR, self._data[4 + 4 * self.count : self._cells], SEPARATOR))
        found = keys.find(b"".join((SEPARATOR, key, SEPARATOR))) if self.count else -1
        return keys.count(SEPARATOR, 0, found) if found >= 0 else -1


class Reader:
    """Reads a file by key, and closes it. Raises `DamagedError` where it isn't what was written."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._values = Kept(MOST_VALUES)
        self._blocks = Kept(MOST_BLOCKS)
        self.size = os.fstat(descriptor).st_size
        footer = self._read(self.size - FOOTER, FOOTER) if self.size > FOOTER else b""
        told, checksum = footer[:-4], footer[-4:]
        if (
            crc32(told).to_bytes(4, "little") != checksum
            or int.from_bytes(told[14:20], "little") != self.size
        ):
            raise DamagedError("the index is not whole")
        if self._read(0, len(MAGIC)) != MAGIC:
            raise DamagedError("no index of this version")
        self.identity = told[20:]
        self._top = told[:14]

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        close(self._descriptor)

    def get(self, key: bytes) -> bytes | None:
        """Return the value of a key, or None."""
        known: tuple[bytes | None] | None = self._values.get(key)
        if known is None:
            cell = self._cell(key)
            value = self._value(cell) if cell else None
            known = self._values.put(key, (value,), _AROUND + len(key) + len(value or b""))
        return known[0]

    def _cell(self, key: bytes) -> bytes:
        """Return the cell of a key, or nothing."""
        table = self._table(self._top)
        while table.leads_on:
            at = bisect_right(table.keys(), key) - 1
            if at < 0:
                return b""
            table = self._table(table.cell(at)[1:])
        at = table.row(key)
        return table.cell(at) if at >= 0 else b""

    def place(self, key: bytes) -> bytes | None:
        """Return where the value of a key stands, or None where no block has it by itself."""
        cell = self._cell(key)
        return cell[1:] if cell[:1] == b">" else None

    def place_in(self, place: bytes, number: int) -> bytes:
        """Return one of the places that a block is a list of, of which the rest is not read.

        Should it be damaged, the block that it leads to is not what it says.
        """
        start = int.from_bytes(place[:6], "little")
        return self._read(start + PLACE * number, PLACE)

    def rows(self, first: bytes, last: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Give the rows from one key up to another, without it, each key with its value."""
        yield from self._rows(self._table(self._top), first, last)

    def _rows(self, table: _Table, first: bytes, last: bytes) -> Iterator[tuple[bytes, bytes]]:
        start = bisect_left(table.keys(), first)
        # Rows from the first key on may begin inside the block before.
        starts_inside = table.leads_on and start > 0
        for at in range(start - starts_inside, table.count):
            key, cell = table.keys()[at], table.cell(at)
            if key >= last:
                return
            if table.leads_on:
                yield from self._rows(self._table(cell[1:]), first, last)
            else:
                yield key, self._value(cell)

    def _value(self, cell: bytes) -> bytes:
        return cell[1:] if cell[:1] == b"=" else self.block(cell[1:])

    def _table(self, place: bytes) -> _Table:
        return self.read(place, _Table)

    def read(self, place: bytes, read: Callable[[bytes], V]) -> V:
        """Return what stands at a place as it is read there, always in the same way."""
        value: V | None = self._blocks.get(place)
        if value is None:
            value = read(self.block(place))
            self._blocks.put(place, value, _AROUND + value.__sizeof__())
        return value

    def block(self, place: bytes) -> bytes:
        """Return what stands at a place."""
        start = int.from_bytes(place[:6], "little")
        data = self._read(start, int.from_bytes(place[6:10], "little"))
        if crc32(data) != int.from_bytes(place[10:], "little"):
            raise DamagedError(f"the index is damaged at {start}")
        return data

    def _read(self, start: int, length: int) -> bytes:
        try:
            data = read_at(self._descriptor, length, start)
        except OSError as error:
            raise DamagedError(f"the index can't be read: {error.strerror}") from error
        if len(data) != length:
            raise DamagedError("the index ends too early")
        return data


def read_at(descriptor: int, length: int, start: int) -> bytes:
    """Return what stands in a file from some byte on. Raises `OSError`."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, start)
    os.lseek(descriptor, start, os.SEEK_SET)  # Windows has no pread
    return os.read(descriptor, length)


def file_name(places: bytes) -> str:
    """Return the name of the index of some places, without its ending."""
    # Two whose names clash would only take turns: an index says what it is of.
    return f"v{__version__}.{VERSION}-{crc32(places):08x}{crc32(places[::-1]):08x}"


def reader_of(path: str) -> Reader | None:
    """Open a file of an index, or nothing where there is none that is whole."""
    try:
        return Reader(opened(path))
    except (OSError, DamagedError):
        return None


def opened(path: str) -> int:
    """Open an index file of ours. Raises `OSError`, also for a link or somebody else's file."""
    # A link is not followed, and a pipe not waited for; Windows has neither flag.
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, os.O_RDONLY | flags)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or not is_ours(found):
        os.close(descriptor)
        raise PermissionError("the index is not ours")
    return descriptor


def is_ours(found: os.stat_result) -> bool:
    """Return whether nobody else may write a file or folder."""
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE
