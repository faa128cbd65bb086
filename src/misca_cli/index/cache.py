"""The folder of index files: who may write it, and how files get there and go.

A file is written under a name of its own and takes its place as a whole, so that any number
of runs may read and build at once without a lock. Where nothing can be kept, nothing is.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from misca_cli.index.layout import is_ours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

UNFINISHED_FOR = 3600
"""Seconds after which a file that is not finished was given up."""
UNUSED_FOR = 30 * 24 * 3600
"""Seconds after which an index that nobody reads goes."""
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# See https://bford.info/cachedir/\n"


class UnusableError(Exception):
    """There is no folder that is ours to write."""


def prepare(folder: str) -> None:
    """Make the folder. Raises `OSError` and `UnusableError` where it is not ours to write."""
    _refuse(folder)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    _refuse(folder)  # somebody may have been quicker
    tag = os.path.join(folder, "CACHEDIR.TAG")
    if not os.path.exists(tag):
        with open(tag, "w", encoding="ascii") as file:
            file.write(TAG)


def _refuse(folder: str) -> None:
    why = refusal(folder)
    if why:
        raise UnusableError(why)


def refusal(folder: str) -> str | None:
    """Return why no index is kept in a folder, or None where one is. Raises `OSError`."""
    nearest = folder
    while not os.path.lexists(nearest) and os.path.dirname(nearest) != nearest:
        nearest = os.path.dirname(nearest)
    is_there = nearest == folder
    found = os.lstat(nearest) if is_there else os.stat(nearest)
    if not stat.S_ISDIR(found.st_mode):
        return f"{nearest} is no folder"
    # Root, in somebody's home, would leave what its owner can't remove.
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        return f"{nearest} is somebody else's"
    return f"{nearest} may be written by others" if is_there and not is_ours(found) else None


class Unfinished:
    """A file being written that takes its place at the end, or is gone. Raises `OSError`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._name = f"{path}.{os.getpid()}-{os.urandom(6).hex()}.tmp"

    def __enter__(self) -> BinaryIO:
        descriptor = os.open(self._name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "w+b", buffering=1 << 20)
        return self._file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self._file.close()
            if kind is None:
                os.replace(self._name, self._path)
        finally:
            if os.path.exists(self._name):
                os.unlink(self._name)


def discard(path: str) -> None:
    """Remove the files of an index, if they are there and can be."""
    for ending in (".index", ".delta"):
        try:
            os.unlink(path + ending)
        except OSError:
            continue


def sweep(folder: str, now: float) -> None:
    """Remove what was given up or is no longer read, as far as that can be."""
    for entry in _files(folder):
        try:
            found = entry.stat(follow_symlinks=False)
            idle = now - max(found.st_atime, found.st_mtime)
            if idle > (UNFINISHED_FOR if entry.name.endswith(".tmp") else UNUSED_FOR):
                os.unlink(entry.path)
        except OSError:
            continue  # another run may have been quicker


def clear(folder: str) -> int:
    """Remove every index file, and return how many. Raises `OSError`."""
    removed = 0
    for entry in _files(folder):
        with suppress(FileNotFoundError):  # another run may have been quicker
            os.unlink(entry.path)
            removed += 1
    return removed


def files(folder: str) -> tuple[tuple[str, int], ...]:
    """Return the index files of a folder, by name, with their sizes in bytes."""
    found: list[tuple[str, int]] = []
    for entry in _files(folder):
        with suppress(FileNotFoundError):
            found.append((entry.name, entry.stat(follow_symlinks=False).st_size))
    return tuple(found)


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    if os.path.isdir(folder):
        with os.scandir(folder) as listing:
            named = sorted(listing, key=lambda entry: entry.name)
        yield from (entry for entry in named if _is_ours_by_name(entry.name))


def _is_ours_by_name(name: str) -> bool:
    """Return whether a file, of whatever release, has a name such as `layout.file_name`."""
    version, _, rest = name.partition("-")
    place, _, ending = rest.partition(".")
    return (
        version[:1] == "v"
        and version[1:2].isdigit()
        and len(place) == 16
        and set("0123456789abcdef").issuperset(place)
        and (ending in ("index", "delta") or ending.endswith(".tmp"))
    )
