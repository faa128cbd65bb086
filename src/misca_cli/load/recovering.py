"""A file that is no TOML, without the tables that make it so: for who wants to know all at once.

No query answers from such a file. What is cut out leaves empty lines, so that places stay.
"""

from __future__ import annotations

import re

from misca_cli.record import Record
from misca_cli.toml import TomlError, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_ERRORS = 20
_HEADER = re.compile(rb"[ \t]*\[{1,2}[^\[\]\n]+\]{1,2}[ \t\r]*(?:#[^\n]*)?\Z")
_DEFAULT = re.compile(rb"[ \t]*\[[ \t]*default\b")
# What stands in headers and keys, quoted or not: the part of a line before its equals sign.
_NAMED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[\w-]+")


class Recovered(Record):
    """What is left of a file, and all that is wrong with the rest."""

    data: bytes
    errors: tuple[TomlError, ...]
    lost: frozenset[str] = frozenset()
    """Every id that what was cut out may declare."""


def recovered(data: bytes) -> Recovered:
    """Cut out one table after the other until the rest is TOML.

    Nothing is left where the default of the facts is in doubt, or where it is not clear which
    table is to blame.
    """
    lines = data.split(b"\n")
    starts = [at for at, line in enumerate(lines) if _HEADER.match(line)]
    errors: list[TomlError] = []
    while (error := _error(lines)) is not None:
        lost = (errors and error.line <= errors[-1].line) or len(errors) >= MOST_ERRORS
        if lost:
            return Recovered(data=b"", errors=tuple(errors), lost=_named(data.split(b"\n")))
        errors.append(error)
        table = sum(start < error.line for start in starts)
        if table == 0 or _DEFAULT.match(lines[starts[table - 1]]):
            return Recovered(data=b"", errors=tuple(errors), lost=_named(data.split(b"\n")))
        lines = _better(lines, starts, table)
    cut = (was for was, left in zip(data.split(b"\n"), lines, strict=True) if was != left)
    return Recovered(data=b"\n".join(lines), errors=tuple(errors), lost=_named(cut))


def _named(lines: Iterable[bytes]) -> frozenset[str]:
    """Return the names in the headers and keys of lines."""
    heads = (line.decode(errors="replace").partition("=")[0] for line in lines)
    return frozenset(name.strip("\"'") for head in heads for name in _NAMED.findall(head))


def _error(lines: Sequence[bytes]) -> TomlError | None:
    try:
        parse(b"\n".join(lines))
    except TomlError as error:
        return error
    return None


def _better(lines: list[bytes], starts: list[int], table: int) -> list[bytes]:
    """Empty the table with the error, or the one before: an array that never ends runs on."""
    ends = [*starts, len(lines)]
    before = lines[starts[table - 2] : starts[table - 1]] if table > 1 else []
    here = _without(lines, starts[table - 1], ends[table])
    if not before or not _error(before):
        return here
    other = _without(lines, starts[table - 2], ends[table - 1])
    return max(other, here, key=_readable)


def _without(lines: list[bytes], start: int, end: int) -> list[bytes]:
    return [*lines[:start], *[b""] * (end - start), *lines[end:]]


def _readable(lines: list[bytes]) -> int:
    """Return the line up to which lines can be read."""
    error = _error(lines)
    return error.line if error else len(lines) + 1
