"""Folders of facts → a `Corpus` that says what the files say now.

An index is opened where it is fresh; else one is made so, or made (`renewing`). Where none can
be kept, the facts are read into memory.
"""

from __future__ import annotations

import os
import stat
from zlib import crc32

from misca_cli import __version__
from misca_cli.config import cache_folder
from misca_cli.files import distinct_packs
from misca_cli.index.freshness import read_seen, states_now
from misca_cli.index.layout import VERSION, DamagedError, Reader
from misca_cli.index.read import Indexed, Layer
from misca_cli.index.rows import BASE, DEAD, PLACES, PROBLEMS, text, whole_of
from misca_cli.index.shelf import packs
from misca_cli.search.sets import PART, everything, set_of

NONE = b"[]"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeVar

    from misca_cli.index.freshness import States
    from misca_cli.index.watch import Watching
    from misca_cli.model import Problem
    from misca_cli.search.corpus import Corpus

    T = TypeVar("T")


def scan(folders: Sequence[str]) -> Corpus:
    """Read all facts into memory. Raises `FactsNotFoundError`."""
    from misca_cli import factbase
    from misca_cli.search.scan import Scan

    return Scan(factbase.read(folders))


def corpus(
    folders: Sequence[str],
    environ: Mapping[str, str],
    *,
    watch: Watching | None = None,
) -> Corpus:
    """Return the facts of folders, as they are now. Raises `FactsNotFoundError`.

    `watch` is asked for somebody to tell how far it has come, if files have to be read for an
    index.
    """
    folder = cache_folder(environ)
    if folder is None:
        return scan(folders)
    states = _states(folders)
    path = os.path.join(folder, file_name(states.places))
    try:
        found = _undamaged(path, states, watch)
        if found is None:
            from misca_cli.index.renewing import made  # most runs find one

            found = made(folder, path, states, watch)
        return found or scan(folders)
    except (OSError, DamagedError):
        return scan(folders)


class Facts:
    """The facts of folders, as they are now, and what is asked of them."""

    def __init__(
        self,
        folders: Sequence[str],
        environ: Mapping[str, str],
        *,
        cached: bool = True,
        watch: Watching | None = None,
    ) -> None:
        """Open them, by an index if one may be kept. Raises `FactsNotFoundError`."""
        self._folders = folders
        self._environ = environ
        self.corpus = corpus(folders, environ, watch=watch) if cached else scan(folders)

    def ask(self, question: Callable[[Corpus], T]) -> T:
        """Ask, and once more of the files themselves if the index turns out to be damaged."""
        try:
            return question(self.corpus)
        except DamagedError:
            from misca_cli.index.renewing import forget  # few indexes are damaged

            forget(self._folders, self._environ)
            self.corpus = scan(self._folders)
            return question(self.corpus)


def _states(folders: Sequence[str]) -> States:
    return states_now(distinct_packs(folders))


def _undamaged(path: str, states: States, watch: Watching | None) -> Corpus | None:
    """Open an index, or nothing where it is seen to be damaged."""
    try:
        return _opened(path, states, watch)
    except DamagedError:
        return None


def _opened(path: str, states: States, watch: Watching | None) -> Corpus | None:
    """Open an index that is fresh, or can be made so by what is written beside it."""
    base = reader_of(f"{path}.index")
    if base is None or base.get(PLACES) != states.places:
        return None
    change = change_of(base, f"{path}.delta")
    known = read_seen(change or base)
    if known.tells(states) and not known.racy:
        return indexed(base, change, states)
    from misca_cli.index.renewing import renewed  # most indexes are fresh

    return renewed(path, states, base, change, watch)


def file_name(places: bytes) -> str:
    """Return the name of the index of some places, without its ending."""
    # Two whose names clash would only take turns: an index says what it is of.
    return f"v{__version__}.{VERSION}-{crc32(places):08x}{crc32(places[::-1]):08x}"


def opened(path: str) -> int:
    """Open an index file of ours. Raises `OSError`, also for a link or somebody else's file."""
    # A link is not followed, and a pipe not waited for; Windows has neither flag.
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, os.O_RDONLY | flags)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or not is_ours(found):
        os.close(descriptor)
        raise PermissionError("the index is not ours")
    return descriptor


def is_ours(found: os.stat_result) -> bool:
    """Return whether nobody else may write a file or folder."""
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE


def reader_of(path: str) -> Reader | None:
    """Open a file of an index, or nothing where there is none that is whole."""
    try:
        return Reader(opened(path))
    except (OSError, DamagedError):
        return None


def change_of(base: Reader, path: str) -> Reader | None:
    """Open what has changed since a base, if it is of that very base."""
    change = reader_of(path)
    return change if change and change.get(BASE) == base.identity else None


def indexed(base: Reader, change: Reader | None, states: States) -> Indexed:
    """Return the facts of a base and what has changed since."""
    latest = change or base
    whole = whole_of(latest)
    layers = [Layer(reader=base, facts=everything(whole.size))]
    if change:
        size = whole_of(base).size
        dead = set_of(memoryview(change.get(DEAD) or b"").cast("I"))
        added = everything(whole.size - size + len(dead))
        # No part holds facts of two files.
        parts = -(-size // PART)
        layers = [
            Layer(reader=base, facts=everything(size) - dead, dead=dead),
            Layer(reader=change, facts=added, parts=parts),
        ]
    return Indexed(
        layers, whole, packs=packs(base, states.packs), problems=_problems(latest, states)
    )


def _problems(latest: Reader, states: States) -> tuple[Problem, ...]:
    written = latest.get(PROBLEMS) or NONE
    if written == NONE:
        return ()
    from misca_cli.index.problems import read_problems  # most packs have none

    return read_problems(text(written), states)
