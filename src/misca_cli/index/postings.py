"""Sets of facts as an index stores them, by field, and figures in an order of bytes.

A set is written as its field (a byte), a tag, its length (u32) and either `a`, the numbers
of its facts (u32 each), or `b`, a bit for each fact from number 0 on: whatever is read
sooner.
"""

from __future__ import annotations

from itertools import chain

from misca_cli.search.coverage import FIELDS as _TEXT_FIELDS
from misca_cli.search.sets import set_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from misca_cli.figures import Number

FIELDS = ("", *_TEXT_FIELDS)
"""What a byte for a field means; nothing for a set that has none."""
CODES: Mapping[str, int] = {field: code for code, field in enumerate(FIELDS)}
DENSE = 320
"""From one fact in so many on, bits are read sooner than numbers."""
LARGEST = 1e300
_SIGN, _ALL = 1 << 63, (1 << 64) - 1


def united(values: Iterable[bytes]) -> dict[str, int]:
    """Return by field the facts of any of some written sets."""
    sparse: dict[int, list[memoryview]] = {}
    facts: dict[str, int] = {}
    for value in values:
        for field, tag, data in _parts(value):
            if tag == ord("a"):
                sparse.setdefault(field, []).append(data.cast("I"))
            else:
                name = FIELDS[field]
                facts[name] = facts.get(name, 0) | int.from_bytes(data, "little")
    for field, rows in sparse.items():
        facts[FIELDS[field]] = facts.get(FIELDS[field], 0) | set_of(chain(*rows))
    return facts


def _parts(value: bytes) -> Iterator[tuple[int, int, memoryview]]:
    view = memoryview(value)
    at = 0
    while at < len(view):
        end = at + 6 + int.from_bytes(view[at + 2 : at + 6], "little")
        yield view[at], view[at + 1], view[at + 6 : end]
        at = end


def figure_key(number: Number | float) -> bytes:
    """Return sixteen digits that sort as numbers do; numbers too near to tell may share them."""
    from struct import pack, unpack  # only figures need it

    # Of an int too large for a float, only the bound is turned into one.
    (bits,) = unpack(">Q", pack(">d", float(min(max(number, -LARGEST), LARGEST)) + 0.0))
    return b"%016x" % (bits ^ (_ALL if bits & _SIGN else _SIGN))
