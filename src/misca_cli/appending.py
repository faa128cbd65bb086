"""What a file of a pack says with tables put behind what it holds.

That stays byte for byte; what is put behind it has its line ends.
"""

from __future__ import annotations

import os

from misca_cli.editor_schema import first_line
from misca_cli.errors import OutputError
from misca_cli.files import UnreadableError, read_bytes


def text_of(path: str, folder: str) -> str:
    """Return the text of a file of a pack, of one that is not there none.

    Lone surrogates stand for bytes that are no UTF-8. Raises `OutputError`.
    """
    if not os.path.lexists(path):
        return ""
    try:
        return read_bytes(path, folder).decode("utf-8", "surrogateescape")
    except UnreadableError as error:
        raise OutputError(f'can\'t add to "{path}": it {error}') from error


def appended(path: str, folder: str, tables: str) -> str:
    """Return the text of a file, new or not, with tables behind it. Raises `OutputError`."""
    before = text_of(path, folder) or first_line(path, folder)
    gap = "" if not before or before.endswith(("\n\n", "\n\r\n")) else "\n"
    gap += "" if not before or before.endswith("\n") else "\n"
    added = gap + tables
    return before + (added.replace("\n", "\r\n") if "\r\n" in before else added)
