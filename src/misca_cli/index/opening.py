"""Folders of facts → a `Corpus` that says what the files say now.

An index is opened where it is fresh; else one is made so, or made (`renewing`). Where none can
be kept, the facts are read into memory.
"""

from __future__ import annotations

import os

from misca_cli.config import cache_folder
from misca_cli.files import distinct_packs
from misca_cli.index.freshness import read_seen, states_now
from misca_cli.index.layout import DamagedError, file_name, reader_of
from misca_cli.index.read import change_of, indexed
from misca_cli.index.rows import PLACES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeVar

    from misca_cli.index.freshness import States
    from misca_cli.index.watch import Watching
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
