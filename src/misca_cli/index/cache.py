"""The folder of index files: who may write it, and how files get there and go.

A file is written under a name of its own and takes its place as a whole, so that any number
of runs may read and build at once without a lock. Where nothing can be kept, nothing is.
"""

from __future__ import annotations

import os
import stat

from misca_cli.index.opening import is_ours

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
    above = folder
    while not os.path.lexists(above) and os.path.dirname(above) != above:
        above = os.path.dirname(above)
    # Root, in somebody's home, would leave what its owner can't remove.
    if hasattr(os, "geteuid") and above != folder and os.stat(above).st_uid != os.geteuid():
        raise UnusableError(f"{above} is somebody else's")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or not is_ours(found):
        raise UnusableError(f"{folder} is not ours alone")
    tag = os.path.join(folder, "CACHEDIR.TAG")
    if not os.path.exists(tag):
        with open(tag, "w", encoding="ascii") as file:
            file.write(TAG)


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
    """Remove every index file, and return how many."""
    entries = list(_files(folder))
    for entry in entries:
        os.unlink(entry.path)
    return len(entries)


def files(folder: str) -> tuple[tuple[str, int], ...]:
    """Return the index files of a folder, by name, with their sizes in bytes."""
    return tuple((e.name, e.stat(follow_symlinks=False).st_size) for e in _files(folder))


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    if os.path.isdir(folder):
        with os.scandir(folder) as listing:
            named = sorted(listing, key=lambda entry: entry.name)
        yield from (entry for entry in named if _is_ours_by_name(entry.name))


def _is_ours_by_name(name: str) -> bool:
    """Return whether a file, of whatever release, has a name such as `opening.file_name`."""
    version, _, rest = name.partition("-")
    place, _, ending = rest.partition(".")
    return (
        version[:1] == "v"
        and version[1:2].isdigit()
        and len(place) == 16
        and set("0123456789abcdef").issuperset(place)
        and (ending in ("index", "delta") or ending.endswith(".tmp"))
    )
