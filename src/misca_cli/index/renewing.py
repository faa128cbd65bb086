"""An index that isn't there or isn't fresh → one that says what the files say now.

Where few files have changed, what has is written beside it; else it is made anew. No run that
finds a fresh one loads this.
"""

from __future__ import annotations

import os
import time

from misca_cli.config import cache_folder
from misca_cli.files import distinct_packs
from misca_cli.index import cache
from misca_cli.index.freshness import digest_now, file_of, read_digests, read_seen, states_now
from misca_cli.index.opening import change_of, file_name, indexed, reader_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Protocol

    from misca_cli.index.freshness import Seen, States
    from misca_cli.index.layout import Reader
    from misca_cli.search.corpus import Corpus

    class Watch(Protocol):
        """Who is told how far the making of an index has come."""

        def tell(self, read: int, total: int) -> None:
            """Say how many of how many files have been read."""

        def end(self) -> None:
            """Say that it is over."""


def forget(folders: Sequence[str], environ: Mapping[str, str]) -> None:
    """Remove the index of folders, which turned out to be damaged."""
    folder = cache_folder(environ)
    if folder:
        places = states_now(distinct_packs(folders)).places
        cache.discard(os.path.join(folder, file_name(places)))


def renewed(path: str, states: States, base: Reader, change: Reader | None) -> Corpus | None:
    """Add to an index what has changed, or nothing where that is too much. Raises `OSError`."""
    known = read_seen(change or base)
    if known.tells(states) and _is_unchanged(change or base, known, states):
        # Once such files have rested, what is written says so, and none is read again.
        if _have_rested(change or base, known, states):
            change = _settled(path, states, base, change) or change
        return indexed(base, change, states)
    change = _changed(path, states, base, change)
    return indexed(base, change, states) if change else None


def _changed(path: str, states: States, base: Reader, change: Reader | None) -> Reader | None:
    """Write what has changed since a base, if that can be, and open it. Raises `OSError`."""
    from misca_cli.index.change import Written, write_change  # what is unchanged does without

    first = Written(reader=base, facts=indexed(base, None, states))
    last = Written(reader=change, facts=indexed(base, change, states)) if change else first
    identity = write_change(f"{path}.delta", first, last, states)
    change = change_of(base, f"{path}.delta") if identity else None
    # Another run, that saw other files, may have put its own there by now.
    return change if change and change.identity == identity else None


def _settled(path: str, states: States, base: Reader, change: Reader | None) -> Reader | None:
    try:
        return _changed(path, states, base, change)
    except OSError:
        return None


def _is_unchanged(latest: Reader, known: Seen, states: States) -> bool:
    """Return whether the files whose states prove nothing say what they said."""
    digests = read_digests(latest)
    return all(digest_now(states, file_of(key)) == digests.get(key) for key in known.racy)


def _have_rested(latest: Reader, known: Seen, states: States) -> bool:
    """Return whether the states of all files prove something by now."""
    digests = read_digests(latest)
    return all(digests[key] and not states.is_racy(file_of(key)) for key in known.racy)


def made(
    folder: str, path: str, states: States, watch: Callable[[], Watch] | None
) -> Corpus | None:
    """Make an index and open it, or nothing where none can be kept. Raises `OSError`."""
    from misca_cli.index.making import RestlessError, make  # a few changes do without

    watching: Watch | None = None
    try:
        cache.prepare(folder)
        watching = watch() if watch else None
        tell = watching.tell if watching else lambda _, __: None
        identity = make(f"{path}.index", states, tell)
    except (RestlessError, cache.UnusableError):
        return None
    finally:
        if watching:
            watching.end()
    cache.sweep(folder, time.time())
    base = reader_of(f"{path}.index")
    # Another run, that saw other files, may have put its own there by now.
    is_ours = base is not None and base.identity == identity
    return indexed(base, None, states) if base and is_ours else None
