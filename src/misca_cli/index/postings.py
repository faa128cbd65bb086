"""Sets of facts as an index stores them, by field.

A value begins with the number of facts that are in any of its sets (u32). Each set is a byte
for its field, a tag, the length of what follows (u32) and either `n`, the numbers of its facts
(u32 each), or `p`, the parts it has: the number of each (u32) and its place. There stands a
tag and either `n`, the low bits of each fact (u16), `b`, a bit for each fact from the first of
the part on, or `z`, the same as zlib compresses it: whatever is read sooner.
"""

from __future__ import annotations

import sys

from misca_cli.search import document
from misca_cli.search.sets import FactSet, bits, set_of, set_of_runs, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Parts = Callable[[bytes, Callable[[bytes], int]], int]
    """From a place, and how what stands there is read, to that."""

FIELDS = ("", *document.FIELDS)
"""What a byte for a field means; nothing for a set that has none."""
CODES: Mapping[str, int] = {field: code for code, field in enumerate(FIELDS)}
COUNT, HEAD = 4, 6
"""Bytes before the first set, and before what a set has."""
NUMBERS, PARTS, BITS, COMPRESSED = b"npbz"
MANY, FEW_NUMBERS = 8192, 256
"""More sets of numbers than that are united sooner by sorting all of them, and so are fewer
numbers: it is then known which parts have none."""
_ENTRY = 18
"""Bytes for the number and the place of a part."""


def count_in(value: bytes) -> int:
    """Return how many facts are in any of the sets of a value."""
    return int.from_bytes(value[:COUNT], sys.byteorder)


def united(values: Iterable[bytes], read: Parts) -> dict[str, FactSet]:
    """Return by field the facts of any of some values, whose parts are read by `Reader.read`."""
    sets: dict[str, list[FactSet]] = {}
    numbers: dict[str, list[bytes]] = {}
    for value in values:
        at = COUNT
        while at < len(value):
            field, tag = FIELDS[value[at]], value[at + 1]
            begin, at = (
                at + HEAD,
                at + HEAD + int.from_bytes(value[at + 2 : at + HEAD], sys.byteorder),
            )
            if tag == NUMBERS:
                numbers.setdefault(field, []).append(value[begin:at])
            else:
                sets.setdefault(field, []).append(_in_parts(value[begin:at], read))
    for field, held in numbers.items():
        sets.setdefault(field, []).append(_of_numbers(held))
    return {field: union(held) for field, held in sets.items()}


def _of_numbers(written: Sequence[bytes]) -> FactSet:
    if len(written) > MANY or sum(map(len, written)) <= 4 * FEW_NUMBERS:
        return set_of(memoryview(b"".join(written)).cast("I"))
    return set_of_runs([memoryview(numbers).cast("I") for numbers in written])


def _in_parts(held: bytes, read: Parts) -> FactSet:
    places: dict[int, bytes] = {}
    mask = 0
    for at in range(0, len(held), _ENTRY):
        number = int.from_bytes(held[at : at + 4], sys.byteorder)
        places[number] = held[at + 4 : at + _ENTRY]
        mask |= 1 << number
    return FactSet(mask, lambda number: read(places[number], _part))


def _part(written: bytes) -> int:
    tag, held = written[0], written[1:]
    if tag == NUMBERS:
        return bits(memoryview(held).cast("H"))
    if tag == COMPRESSED:
        from zlib import decompress  # rare words do without

        held = decompress(held)
    return int.from_bytes(held, "little")
