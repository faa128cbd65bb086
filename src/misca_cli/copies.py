"""The folder of saved copies: the bytes of one copy, and never of a file elsewhere."""

from __future__ import annotations

import os

from misca_cli.files import UnreadableError, read_bytes


class MissingCopyError(Exception):
    """The folder holds no file of that name."""


class UnreadableCopyError(Exception):
    """A copy can't be read; the message says why."""


def read_copy(folder: str, file: str) -> bytes:
    """Return the bytes of a copy. Raises `MissingCopyError` and `UnreadableCopyError`."""
    if file in (".", "..") or any(mark in file for mark in "/\\:"):
        raise UnreadableCopyError("is not the bare name of a file")
    path = os.path.join(folder, file)
    if not os.path.lexists(path):
        raise MissingCopyError
    if os.path.islink(path) and not _is_inside(path, folder):
        raise UnreadableCopyError("is a link to a file outside the folder of copies")
    try:
        return read_bytes(path, folder)
    except UnreadableError as error:
        raise UnreadableCopyError(str(error)) from error


def _is_inside(path: str, folder: str) -> bool:
    target, root = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath((target, root)) == root
