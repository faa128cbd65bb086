"""Fact files changed by the tool: comments, order and layout stay as their author left them.

The only module that knows tomlkit. What it writes is read again before it counts: a layout
that tomlkit can't keep is refused, never spoiled.
"""

from __future__ import annotations

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from misca_cli.toml import TomlError, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from typing import Any

    from tomlkit import TOMLDocument

_BOM = "\ufeff"


class LayoutError(Exception):
    """A file can't be changed without more being changed than was meant."""


def document(text: str) -> TOMLDocument:
    """Return a file for changing. Raises `LayoutError`."""
    try:
        return tomlkit.parse(text.removeprefix(_BOM))
    except (TOMLKitError, RecursionError) as error:
        raise LayoutError from error


def written(changed: TOMLDocument, meant: Mapping[str, Any], *, was: str) -> str:
    """Return the text of a changed file, with the line ends and the mark that it had.

    `meant` is what `toml.parse` must read in it. Raises `LayoutError`.
    """
    text = tomlkit.dumps(changed)
    if "\n" in was and was.count("\n") == was.count("\r\n"):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        is_meant = parse(text.encode()) == meant
    except TomlError as error:
        raise LayoutError from error
    if not is_meant:
        raise LayoutError
    return _BOM + text if was.startswith(_BOM) else text


def add_key(table: MutableMapping[str, Any], key: str, value: object) -> None:
    """Add a key behind the last one of a table, before the comments that lead to the next."""
    behind = []
    body = table.value.body if isinstance(table, Table) else []
    while body and body[-1][0] is None:
        behind.append(body.pop())
    table[key] = value
    body += reversed(behind)
