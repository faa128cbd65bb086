"""What comes in → the files of a pack: facts by their source, the others by their table.

A file that exists is added to at its end, and keeps the rest as it is.
"""

from __future__ import annotations

import os
from graphlib import CycleError, TopologicalSorter

from misca_cli.appending import appended
from misca_cli.errors import OutputError
from misca_cli.record import Record
from misca_cli.rows.names import LONGEST_ID
from misca_cli.schema import PLURALS
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
    """Return the files to write, each after those that hold what it names.

    Written in this order, the pack is whole after each of them. Raises `OutputError` for a
    file that can't be added to.
    """
    records, rulings = dict(taken.records), taken.records.get("ruling")
    records.pop("ruling", None)
    return (
        *_header(taken, folder),
        *_records(records, folder),
        *_facts(taken.facts, folder),
        *_records({"ruling": rulings} if rulings else {}, folder),
    )


def _header(taken: Taken, folder: str) -> Iterator[Placed]:
    if os.path.isdir(folder) and any(each.endswith(".toml") for each in os.listdir(folder)):
        return
    if taken.facts or taken.records:
        name = os.path.basename(os.path.abspath(folder))
        path = os.path.join(folder, "pack.toml")
        yield Placed(path=path, text=f"name = {quoted(name)}\n", count=0, is_new=True)


def _records(records: Mapping[str, Mapping[str, Record]], folder: str) -> Iterator[Placed]:
    for kind, joining in records.items():
        path = os.path.join(folder, f"{PLURALS[kind]}.toml")
        yield _added(path, folder, {kind: joining}, ())


def _facts(facts: tuple[Fact, ...], folder: str) -> Iterator[Placed]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_name(fact.source), []).append(fact)
    for name, group in _in_order(dict(sorted(groups.items()))):
        only = group[0].source if len({fact.source for fact in group}) == 1 else None
        path = os.path.join(folder, f"{name}.toml")
        yield _added(path, folder, {}, tuple(group), source=only)


def _in_order(groups: dict[str, list[Fact]]) -> Iterator[tuple[str, list[Fact]]]:
    """Give groups of facts, each after those that it names; what names one another is one."""
    while True:
        of = {fact.id: name for name, facts in groups.items() for fact in facts}
        names = {
            name: {of[each]: None for fact in facts for each in _named(fact) if each in of}
            for name, facts in groups.items()
        }
        before = {name: [each for each in named if each != name] for name, named in names.items()}
        try:
            order = tuple(TopologicalSorter(before).static_order())
        except CycleError as error:
            first, *others = sorted(set(error.args[1]))
            for other in others:
                groups[first] += groups.pop(other)
        else:
            yield from ((name, groups[name]) for name in order)
            return


def _named(fact: Fact) -> tuple[str, ...]:
    return (*fact.supersedes, *([fact.replaced_by] if fact.replaced_by else []))


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
    # Of a file that is there, facts may have another source than its default.
    is_new = not os.path.lexists(path)
    tables = toml_text(records, facts, source=source if is_new else None)
    text = appended(path, folder, tables)
    _check(path, text)
    return Placed(path=path, text=text, count=count, is_new=is_new)


def _check(path: str, text: str) -> None:
    # `fact = { … }` on one line, for one, can't be added to.
    try:
        parse(text.encode("utf-8", "surrogateescape"))
    except TomlError as error:
        raise OutputError(
            f'can\'t add to "{path}": line {error.line}: {error.message}',
            hint="rename that file, then import again",
        ) from error
