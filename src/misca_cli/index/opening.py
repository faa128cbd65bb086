"""Folders of facts → a `Corpus` that says what the files say now.

An index is opened where it is fresh, added to where few files have changed, and made where
there is none. Where none can be kept, the facts are read into memory.
"""

from __future__ import annotations

import os
import time

from misca_cli.index import cache
from misca_cli.index.freshness import file_of, read_seen, states_now
from misca_cli.index.layout import DamagedError, Reader
from misca_cli.index.read import Indexed, Layer
from misca_cli.index.records import read_record
from misca_cli.index.rows import Whole, text
from misca_cli.index.shelf import packs
from misca_cli.load import distinct_packs
from misca_cli.search.sets import PART, everything, set_of

NONE = b"[]"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Protocol

    from misca_cli.index.freshness import Seen, States
    from misca_cli.model import Problem
    from misca_cli.search.corpus import Corpus

    class Watch(Protocol):
        """Who is told how far the making of an index has come."""

        def tell(self, read: int, total: int) -> None:
            """Say how many of how many files have been read."""

        def end(self) -> None:
            """Say that it is over."""


def scan(folders: Sequence[str]) -> Corpus:
    """Read all facts into memory. Raises `FactsNotFoundError`."""
    from misca_cli import factbase
    from misca_cli.search.scan import Scan

    return Scan(factbase.read(folders))


def forget(folders: Sequence[str], environ: Mapping[str, str]) -> None:
    """Remove the index of folders, which turned out to be damaged."""
    folder = cache.cache_folder(environ)
    if folder:
        cache.discard(os.path.join(folder, cache.file_name(_states(folders).places)))


def corpus(
    folders: Sequence[str],
    environ: Mapping[str, str],
    *,
    watch: Callable[[], Watch] | None = None,
) -> Corpus:
    """Return the facts of folders, as they are now. Raises `FactsNotFoundError`.

    `watch` is asked for somebody to tell how far it has come, if an index has to be made.
    """
    folder = cache.cache_folder(environ)
    if folder is None:
        return scan(folders)
    states = _states(folders)
    path = os.path.join(folder, cache.file_name(states.places))
    try:
        return _undamaged(path, states) or _made(folder, path, states, watch) or scan(folders)
    except (OSError, DamagedError, cache.UnusableError):
        return scan(folders)


def _states(folders: Sequence[str]) -> States:
    return states_now(distinct_packs(folders))


def _undamaged(path: str, states: States) -> Corpus | None:
    """Open an index, or nothing where it is seen to be damaged."""
    try:
        return _opened(path, states)
    except DamagedError:
        return None


def _opened(path: str, states: States) -> Corpus | None:
    """Open an index that is fresh, or can be made so by what is written beside it."""
    base = _reader(f"{path}.index")
    if base is None or base.get(b"o") != states.places:
        return None
    change = _change_of(base, f"{path}.delta")
    known = read_seen(change or base)
    if known.tells(states):
        if not known.racy:
            return _indexed(base, change, states)
        if _is_unchanged(change or base, known, states):
            # Once such files have rested, what is written says so, and none is read again.
            if _have_rested(change or base, known, states):
                change = _settled(path, base, states) or change
            return _indexed(base, change, states)
    change = _changed(path, base, states)
    return _indexed(base, change, states) if change else None


def _changed(path: str, base: Reader, states: States) -> Reader | None:
    """Write what has changed since a base, if that can be, and open it. Raises `OSError`."""
    from misca_cli.index.change import write_change  # a fresh index needs none

    identity = write_change(f"{path}.delta", _indexed(base, None, states), base, states)
    change = _change_of(base, f"{path}.delta") if identity else None
    # Another run, that saw other files, may have put its own there by now.
    return change if change and change.identity == identity else None


def _settled(path: str, base: Reader, states: States) -> Reader | None:
    try:
        return _changed(path, base, states)
    except OSError:
        return None


def _is_unchanged(latest: Reader, known: Seen, states: States) -> bool:
    """Return whether the files whose states prove nothing say what they said."""
    from misca_cli.index.freshness import digest_now, read_digests  # few indexes need it

    digests = read_digests(latest)
    return all(digest_now(states, file_of(key)) == digests.get(key) for key in known.racy)


def _have_rested(latest: Reader, known: Seen, states: States) -> bool:
    """Return whether the states of all files prove something by now."""
    from misca_cli.index.freshness import read_digests  # few indexes need it

    digests = read_digests(latest)
    return all(digests[key] and not states.is_racy(file_of(key)) for key in known.racy)


def _reader(path: str) -> Reader | None:
    try:
        return Reader(cache.opened(path))
    except (OSError, DamagedError):
        return None


def _change_of(base: Reader, path: str) -> Reader | None:
    """Open what has changed since a base, if it is of that very base."""
    change = _reader(path)
    return change if change and change.get(b"B") == base.identity else None


def _indexed(base: Reader, change: Reader | None, states: States) -> Indexed:
    latest = change or base
    whole = read_record(Whole, text(latest.get(b"y") or b""))
    layers = [Layer(reader=base, facts=everything(whole.size))]
    if change:
        size = read_record(Whole, text(base.get(b"y") or b"")).size
        dead = set_of(memoryview(change.get(b"Z") or b"").cast("I"))
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
    written = latest.get(b"P") or NONE
    if written == NONE:
        return ()
    from misca_cli.index.problems import read_problems  # most packs have none

    return read_problems(text(written), states)


def _made(
    folder: str, path: str, states: States, watch: Callable[[], Watch] | None
) -> Corpus | None:
    """Make an index and open it."""
    from misca_cli.index.making import RestlessError, make  # a fresh index needs none

    cache.prepare(folder)
    watching = watch() if watch else None
    try:
        tell = watching.tell if watching else lambda _, __: None
        identity = make(f"{path}.index", states, tell)
    except RestlessError:
        return None
    finally:
        if watching:
            watching.end()
    cache.sweep(folder, time.time())
    base = _reader(f"{path}.index")
    # Another run, that saw other files, may have put its own there by now.
    is_ours = base is not None and base.identity == identity
    return _indexed(base, None, states) if base and is_ours else None
