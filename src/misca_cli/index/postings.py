"""Sets of facts as an index stores them, by field, and figures in an order of bytes.

A set is written as its field (a byte), a tag, its length (u32) and either `a`, the numbers
of its facts (u32 each), or `b`, a bit for each fact from number 0 on: whatever is read
sooner.
"""

from __future__ import annotations

from misca_cli.search.coverage import FIELDS as _TEXT_FIELDS
from misca_cli.search.sets import set_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from misca_cli.figures import Number
    from misca_cli.search.corpus import Namesakes

FIELDS = ("", *_TEXT_FIELDS)
"""What a byte for a field means; nothing for a set that has none."""
CODES: Mapping[str, int] = {field: code for code, field in enumerate(FIELDS)}
DENSE = 320
"""From one fact in so many on, bits are read sooner than numbers."""
HEAD, NUMBERS = 6, ord("a")
"""Bytes before a set, and the tag of one that is numbers."""
LARGEST = 1e300
_SIGN, _ALL = 1 << 63, (1 << 64) - 1


def united(values: Iterable[bytes]) -> dict[str, int]:
    """Return by field the facts of any of some written sets."""
    facts: dict[str, int] = {}
    sparse: dict[str, bytes] = {}
    for value in values:
        at = 0
        while at < len(value):
            begin, end = at + HEAD, at + HEAD + int.from_bytes(value[at + 2 : at + HEAD], "little")
            field, held = FIELDS[value[at]], value[begin:end]
            if value[at + 1] == NUMBERS:
                sparse[field] = sparse.get(field, b"") + held
            else:
                facts[field] = facts.get(field, 0) | int.from_bytes(held, "little")
            at = end
    for field, numbers in sparse.items():
        facts[field] = facts.get(field, 0) | set_of(memoryview(numbers).cast("I"))
    return facts


def namesakes_key(namesakes: Namesakes) -> str:
    """Return the key of the facts that name any of many things at once."""
    form, length, is_search = namesakes
    return f"k{form}\n{length}{'s' if is_search else ''}"


def figure_key(number: Number | float) -> bytes:
    """Return sixteen digits that sort as numbers do; numbers too near to tell may share them."""
    from struct import pack, unpack  # only figures need it

    # Of an int too large for a float, only the bound is turned into one.
    (bits,) = unpack(">Q", pack(">d", float(min(max(number, -LARGEST), LARGEST)) + 0.0))
    return b"%016x" % (bits ^ (_ALL if bits & _SIGN else _SIGN))
