"""An index that isn't there or isn't fresh → one that says what the files say now.

Where few files have changed, what has is written beside it; else it is made anew. No run that
finds a fresh one loads this.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress

from misca_cli.config import cache_folder
from misca_cli.files import distinct_packs
from misca_cli.index import cache
from misca_cli.index.freshness import digest_now, file_of, read_digests, read_seen, states_now
from misca_cli.index.layout import file_name, reader_of
from misca_cli.index.read import change_of, indexed
from misca_cli.index.watch import Nobody

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from misca_cli.index.changed import Written
    from misca_cli.index.freshness import Seen, States
    from misca_cli.index.layout import Reader
    from misca_cli.index.watch import Watching
    from misca_cli.search.corpus import Corpus


def forget(folders: Sequence[str], environ: Mapping[str, str]) -> None:
    """Remove the index of folders, which turned out to be damaged."""
    folder = cache_folder(environ)
    if folder:
        places = states_now(distinct_packs(folders)).places
        cache.discard(os.path.join(folder, file_name(places)))


def renewed(
    path: str, states: States, base: Reader, change: Reader | None, watch: Watching | None
) -> Corpus | None:
    """Add to an index what has changed, or nothing where that is too much. Raises `OSError`."""
    delta = f"{path}.delta"
    known = read_seen(change or base)
    if known.tells(states) and _is_unchanged(change or base, known, states):
        # Once such files have rested, what is written says so, and they are not read again.
        if _have_rested(change or base, known, states):
            with suppress(OSError):
                change = _settled(delta, states, base, change) or change
        return indexed(base, change, states)
    change = _changed(delta, states, base, change, watch or Nobody)
    return indexed(base, change, states) if change else None


def _settled(delta: str, states: States, base: Reader, change: Reader | None) -> Reader | None:
    """Write that files have rested, and open what was written. Raises `OSError`."""
    from misca_cli.index.change import has_no_facts, write_rested  # few runs write

    if not has_no_facts(change, base):
        return _changed(delta, states, base, change, Nobody)
    identity = write_rested(delta, _as_written(base, None, states), change or base, states)
    return _ours(delta, base, identity)


def _changed(
    delta: str, states: States, base: Reader, change: Reader | None, watch: Watching
) -> Reader | None:
    """Write what has changed since a base, if that can be, and open it. Raises `OSError`."""
    from misca_cli.index.change import write_change  # few runs write

    first = _as_written(base, None, states)
    last = _as_written(base, change, states) if change else first
    return _ours(delta, base, write_change(delta, first, last, states, watch))


def _as_written(base: Reader, change: Reader | None, states: States) -> Written:
    from misca_cli.index.changed import Written  # few runs write

    return Written(reader=change or base, facts=indexed(base, change, states))


def _ours(delta: str, base: Reader, identity: bytes | None) -> Reader | None:
    """Open what was written beside a base, if anything was."""
    written = change_of(base, delta) if identity else None
    # Another run, that saw other files, may have put its own there by now.
    return written if written and written.identity == identity else None


def _is_unchanged(latest: Reader, known: Seen, states: States) -> bool:
    """Return whether the files whose states prove nothing say what they said."""
    digests = read_digests(latest)
    return all(digest_now(states, file_of(key)) == digests.get(key) for key in known.racy)


def _have_rested(latest: Reader, known: Seen, states: States) -> bool:
    """Return whether the state of any of the files proves something by now."""
    digests = read_digests(latest)
    return any(digests[key] and not states.is_racy(file_of(key)) for key in known.racy)


def made(folder: str, path: str, states: States, watch: Watching | None) -> Corpus | None:
    """Make an index and open it, or nothing where none can be kept. Raises `OSError`."""
    from misca_cli.index.making import RestlessError, make  # a few changes do without

    try:
        cache.prepare(folder)
        identity = make(f"{path}.index", states, watch or Nobody)
    except (RestlessError, cache.UnusableError):
        return None
    cache.sweep(folder, time.time())
    base = reader_of(f"{path}.index")
    # Another run, that saw other files, may have put its own there by now.
    is_ours = base is not None and base.identity == identity
    return indexed(base, None, states) if base and is_ours else None
