"""Fact files on disk: which files a pack has, their state, and their bytes.

Only regular files named `*.toml` count, hidden ones and links out of the pack do not;
folders behind links are not entered. Every query asks for the state of all files, so this
imports next to nothing.
"""

from __future__ import annotations

import os
import stat

from misca_cli.errors import FactsNotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

MAX_BYTES = 64 * 1024 * 1024
"""A fact file above this is refused: it is surely not written by hand."""
MOST_READINGS = 3
"""How often a file that changes while it is read is begun anew."""

State = tuple[int, int, int, int]
"""Size, time of the last change and of the last change of the inode (ns), inode: 64 bits each."""
Listed = tuple[str, State]
"""The path of a file and its state."""
ABSENT: State = (-1, -1, -1, -1)
LARGEST = (1 << 63) - 1
"""Of a number with a sign. Some file systems use one bit more for inodes, and know of times after
2262: these count as one time in the future."""


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


def distinct_packs(folders: Iterable[str]) -> tuple[str, ...]:
    """Return the packs below folders, each once. Raises `FactsNotFoundError`."""
    by_place: dict[str, str] = {}
    for given in folders:
        for folder in pack_folders(given.rstrip(os.sep) or given):
            by_place.setdefault(os.path.realpath(folder), folder)
    return tuple(by_place.values())


def fact_files(folder: str) -> tuple[str, ...]:
    """Return the paths of a pack's files, in the order of their names' bytes."""
    return tuple([path for path, _ in listing(folder)])


def listing(folder: str) -> tuple[Listed, ...]:
    """Return the files of `fact_files`, each with its state; `ABSENT` where it has none."""
    if os.path.isfile(folder):
        return ((folder, state_at(folder)),)
    found: list[Listed] = []
    _walk_or_name(folder, found)
    return tuple(found)


def state_at(path: str, folder: int | None = None) -> State:
    """Return the state of what stands at a path, or behind it if it is a link.

    The path may be one from a folder that is open.
    """
    try:
        found = os.stat(path, dir_fd=folder)
    except OSError:
        return ABSENT
    modified, changed = found.st_mtime_ns, found.st_ctime_ns
    if not -LARGEST <= modified <= LARGEST >= changed:
        return _state(found)
    # Every query asks so of every file, and one call more for each would be felt.
    return found.st_size, modified, changed, found.st_ino & LARGEST


def _state(found: os.stat_result) -> State:
    modified, changed = (
        max(-LARGEST, min(when, LARGEST)) for when in (found.st_mtime_ns, found.st_ctime_ns)
    )
    return found.st_size, modified, changed, found.st_ino & LARGEST


def _walk(folder: str, found: list[Listed]) -> None:
    with os.scandir(folder) as listing:
        entries = {entry.name: entry for entry in listing if entry.name[0] != "."}
    inside = os.path.join(folder, "")
    # From a folder that is open, the system need not find the way to each file anew.
    opened = os.open(folder, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    try:
        # Names in ASCII sort as their bytes do, and most names are.
        for name in sorted(entries, key=None if "".join(entries).isascii() else os.fsencode):
            entry = entries[name]
            if entry.is_dir(follow_symlinks=False):
                _walk_or_name(entry.path, found)
            elif name.endswith(".toml") and not (entry.is_symlink() and os.path.isdir(entry.path)):
                path = inside + name
                found.append((path, state_at(path if opened is None else name, opened)))
    finally:
        if opened is not None:
            os.close(opened)


def _walk_or_name(folder: str, found: list[Listed]) -> None:
    # A folder that can't be listed is given as if it were a file: reading it says why.
    try:
        _walk(folder, found)
    except OSError:
        found.append((folder, state_at(folder)))


def read_bytes(path: str, pack_folder: str) -> bytes:
    """Return the bytes of a fact file. Raises `UnreadableError`."""
    return read_with_state(path, pack_folder)[0]


def read_with_state(path: str, pack_folder: str) -> tuple[bytes, State]:
    """Return the bytes of a fact file and its state before they were read.

    A file that changes meanwhile is read again; one that never rests has its state from
    before, so that it counts as changed later. Raises `UnreadableError`.
    """
    try:
        return _read(path, pack_folder)
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from error


def _read(path: str, pack_folder: str) -> tuple[bytes, State]:
    if os.path.islink(path) and not _is_below(path, pack_folder):
        raise UnreadableError("is a link to a file outside the pack: copy the file into the pack")
    with open(path, "rb", opener=_without_waiting) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("is not a regular file")
        if found.st_size > MAX_BYTES:
            raise UnreadableError(f"is larger than {MAX_BYTES >> 20} MiB: split it")
        return _read_at_rest(file, _state(found))


def _read_at_rest(file: BinaryIO, state: State) -> tuple[bytes, State]:
    for _ in range(MOST_READINGS):
        file.seek(0)
        before, data, state = state, file.read(), _state(os.fstat(file.fileno()))
        if state == before:
            break
    return data, before


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
