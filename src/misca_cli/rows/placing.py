"""What comes in → the files of a pack: facts by their source, the others by their table.

A file that exists is added to at its end, and keeps the rest as it is.
"""

from __future__ import annotations

import os
from itertools import groupby

from misca_cli.errors import OutputError
from misca_cli.load.files import UnreadableError, read_bytes
from misca_cli.load.shared import PLURALS
from misca_cli.record import Record
from misca_cli.rows.names import LONGEST_ID
from misca_cli.toml import TomlError, parse
from misca_cli.writing import quoted, toml_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from misca_cli.model import Fact
    from misca_cli.rows.taking import Taken

# `misca anchors` writes over its file, and the other describes the pack.
_NOT_OURS = ("pack", "anchors", *PLURALS.values())


class Placed(Record):
    """A file of a pack as it is to be."""

    path: str
    text: str
    count: int
    """How many records are added."""
    is_new: bool


def place(taken: Taken, folder: str) -> tuple[Placed, ...]:
    """Return the files to write, records before the facts that name them.

    Written in this order, the pack is whole after each of them. Raises `OutputError` for a
    file that can't be added to.
    """
    files = [*_header(taken, folder), *_records(taken, folder), *_facts(taken, folder)]
    return tuple(files)


def _header(taken: Taken, folder: str) -> Iterator[Placed]:
    if os.path.isdir(folder) and any(each.endswith(".toml") for each in os.listdir(folder)):
        return
    if taken.facts or taken.records:
        name = os.path.basename(os.path.abspath(folder))
        path = os.path.join(folder, "pack.toml")
        yield Placed(path=path, text=f"name = {quoted(name)}\n", count=0, is_new=True)


def _records(taken: Taken, folder: str) -> Iterator[Placed]:
    for kind, records in taken.records.items():
        path = os.path.join(folder, f"{PLURALS[kind]}.toml")
        yield _added(path, folder, {kind: records}, ())


def _facts(taken: Taken, folder: str) -> Iterator[Placed]:
    ordered = sorted(taken.facts, key=lambda fact: _name(fact.source))
    for name, group in groupby(ordered, key=lambda fact: _name(fact.source)):
        facts = tuple(group)
        only = facts[0].source if len({fact.source for fact in facts}) == 1 else None
        yield _added(os.path.join(folder, f"{name}.toml"), folder, {}, facts, source=only)


def _name(source: str) -> str:
    """Return the name of the file of a source, which some file systems keep short."""
    name = source[:LONGEST_ID]
    return f"{name}-facts" if name.casefold() in _NOT_OURS else name


def _added(
    path: str,
    folder: str,
    records: Mapping[str, Mapping[str, Record]],
    facts: tuple[Fact, ...],
    *,
    source: str | None = None,
) -> Placed:
    count = len(facts) + sum(map(len, records.values()))
    if not os.path.lexists(path):
        text = toml_text(records, facts, source=source)
        return Placed(path=path, text=text, count=count, is_new=True)
    before = _text_of(path, folder)
    text = f"{before.rstrip()}\n\n{toml_text(records, facts)}".lstrip()
    if "\r\n" in before:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    _check(path, text)
    return Placed(path=path, text=text, count=count, is_new=False)


def _text_of(path: str, folder: str) -> str:
    try:
        return read_bytes(path, folder).decode()
    except UnreadableError as error:
        raise OutputError(f'can\'t add to "{path}": it {error}') from error


def _check(path: str, text: str) -> None:
    # `fact = { … }` on one line, for one, can't be added to.
    try:
        parse(text.encode())
    except TomlError as error:
        raise OutputError(
            f'can\'t add to "{path}": line {error.line}: {error.message}',
            hint="rename that file, then import again",
        ) from error
