"""Fact files on disk: which files a pack has, and their bytes.

Only regular files named `*.toml` count, hidden ones and links out of the pack do not;
folders behind links are not entered.
"""

from __future__ import annotations

import os
import stat

from misca_cli.errors import FactsNotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 64 * 1024 * 1024
"""A fact file above this is refused: it is surely not written by hand."""


class UnreadableError(Exception):
    """A file can't be read; the message says why."""


def pack_folders(folder: str) -> tuple[str, ...]:
    """Return the packs below a folder: each sub-folder with a `pack.toml`, else itself.

    A folder that holds TOML files of its own is one pack, and so is a single file. Raises
    `FactsNotFoundError`.
    """
    if os.path.isfile(folder):
        return (folder,)
    try:
        names = sorted(os.listdir(folder), key=os.fsencode)
    except OSError as error:
        raise FactsNotFoundError(
            f'can\'t read the facts in "{folder}": {error.strerror}',
            hint="name a folder of TOML files with --facts or MISCA_FACTS",
        ) from error
    names = [name for name in names if not name.startswith(".")]
    if any(name.endswith(".toml") for name in names):
        return (folder,)
    inner = (os.path.join(folder, name) for name in names)
    packs = tuple(path for path in inner if os.path.isfile(os.path.join(path, "pack.toml")))
    return packs or (folder,)


def fact_files(folder: str) -> tuple[str, ...]:
    """Return the paths of a pack's files, in the order of their names' bytes."""
    return (folder,) if os.path.isfile(folder) else tuple(_walk_or_name(folder))


def _walk(folder: str) -> Iterator[str]:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk_or_name(entry.path)
        elif entry.name.endswith(".toml") and not os.path.isdir(entry.path):
            yield entry.path


def _walk_or_name(folder: str) -> Iterator[str]:
    # A folder that can't be listed is given as if it were a file: reading it says why.
    try:
        yield from _walk(folder)
    except OSError:
        yield folder


def read_bytes(path: str, pack_folder: str) -> bytes:
    """Return the bytes of a fact file. Raises `UnreadableError`."""
    try:
        return _read(path, pack_folder)
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from error


def _read(path: str, pack_folder: str) -> bytes:
    if os.path.islink(path) and not _is_below(path, pack_folder):
        raise UnreadableError("is a link to a file outside the pack: copy the file into the pack")
    with open(path, "rb", opener=_without_waiting) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableError("is not a regular file")
        if state.st_size > MAX_BYTES:
            raise UnreadableError(f"is larger than {MAX_BYTES >> 20} MiB: split it")
        return file.read()


def _without_waiting(path: str, flags: int) -> int:
    # A pipe would block for ever on opening, hence O_NONBLOCK (absent on Windows).
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_below(path: str, folder: str) -> bool:
    if path == folder:
        return True
    target, root = os.path.realpath(path, strict=True), os.path.realpath(folder)
    return os.path.commonpath((target, root)) == root


def inner_path(path: str, pack_folder: str) -> str:
    """Return the path of a file below its pack's folder."""
    single = path == pack_folder
    return os.path.basename(path) if single else os.path.relpath(path, pack_folder)


def shown_path(path: str) -> str:
    """Return a path as a user would type it: relative where it lies below the current folder."""
    try:
        here = os.getcwd()
    except OSError:
        return path
    absolute = os.path.join(here, path)
    return os.path.relpath(absolute, here) if absolute.startswith(here + os.sep) else path
