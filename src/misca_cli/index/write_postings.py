"""Sets of facts, by field → the value that `postings` reads."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from zlib import compress

from misca_cli.index.postings import BITS, COMPRESSED, COUNT, FIELDS, HEAD, NUMBERS, PARTS
from misca_cli.search.sets import PART, PART_BITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from misca_cli.index.write import Writer

FEW = 1024
"""Up to so many facts of a field are kept together: they are read at once."""
FEW_OF_PART = 64
"""Up to so many facts of a part are read sooner as numbers than as bits."""
THIN = PART // 64
"""Up to so many facts of a part, its bits take far less room when they are compressed."""


def posted(writer: Writer, by_field: Mapping[int, Sequence[int]]) -> bytes:
    """Write the facts of each field, by its code and ascending."""
    sets = tuple(by_field.values())
    count = len(sets[0]) if len(sets) == 1 else len(set().union(*sets))
    return count.to_bytes(COUNT, sys.byteorder) + b"".join(
        [_field(writer, code, numbers) for code, numbers in by_field.items()]
    )


def posted_alone(code: int, number: int) -> bytes:
    """Write the same for one fact of one field."""
    return _ALONE[code] + number.to_bytes(4, sys.byteorder)


def _field(writer: Writer, code: int, numbers: Sequence[int]) -> bytes:
    is_few = len(numbers) <= FEW
    tag, held = (NUMBERS, array("I", numbers).tobytes()) if is_few else _parts(writer, numbers)
    return _head(code, tag, len(held)) + held


def _head(code: int, tag: int, length: int) -> bytes:
    return bytes((code, tag)) + length.to_bytes(HEAD - 2, sys.byteorder)


_ALONE = [
    (1).to_bytes(COUNT, sys.byteorder) + _head(code, NUMBERS, 4) for code in range(len(FIELDS))
]
"""What stands before the number of a fact that is alone, by the field."""


def _parts(writer: Writer, numbers: Sequence[int]) -> tuple[int, bytes]:
    held = bytearray()
    start = 0
    while start < len(numbers):
        part = numbers[start] >> PART_BITS
        end = bisect_left(numbers, part + 1 << PART_BITS, start)
        low = [number & PART - 1 for number in numbers[start:end]]
        held += part.to_bytes(4, sys.byteorder) + writer.block(_part(low))
        start = end
    return PARTS, bytes(held)


def _part(low: Sequence[int]) -> bytes:
    if len(low) <= FEW_OF_PART:
        return bytes((NUMBERS,)) + array("H", low).tobytes()
    bits = bytearray(low[-1] // 8 + 1)
    for number in low:
        bits[number >> 3] |= 1 << (number & 7)
    if len(low) <= THIN:
        return bytes((COMPRESSED,)) + compress(bits, 1)
    return bytes((BITS,)) + bits
