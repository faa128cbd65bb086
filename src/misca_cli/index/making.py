"""Making index files: all of it from the fact files, or what has changed since.

The second is small, and stands beside the first until it has grown past a tenth of it.
"""

from __future__ import annotations

from misca_cli.accounts.meeting import related
from misca_cli.factbase import factbase
from misca_cli.index import cache
from misca_cli.index.build import build
from misca_cli.index.freshness import key_of, rows_of, seen
from misca_cli.index.problems import written_problems
from misca_cli.index.records import written
from misca_cli.index.rows import data
from misca_cli.index.tables import shared_tables
from misca_cli.index.write import Writer
from misca_cli.jsontext import compact
from misca_cli.load import same_name
from misca_cli.load.reader import PackReader
from misca_cli.load.together import problems_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.files import State
    from misca_cli.index.freshness import File, States
    from misca_cli.index.rows import Whole
    from misca_cli.model import Fact, Problem

    Tell = Callable[[int, int], None]
    """Told how many of how many files have been read."""

MOST_READINGS = 3
"""How often packs that change while they are read are read anew."""


class RestlessError(Exception):
    """The fact files change faster than they can be read."""


class Making:
    """The fact files of packs, being read for an index."""

    def __init__(self, states: States, tell: Tell) -> None:
        self._states = states
        self._tell = tell
        self._readers = [PackReader(pack, stamped=True) for pack in states.packs]
        self._kept: dict[str, PackReader] = {}
        self._left_out: list[Problem] = []
        for reader in self._readers:
            pack = reader.shared.pack
            if self._kept.setdefault(pack.name, reader) is not reader:
                self._left_out.append(same_name(pack, self._kept[pack.name].shared.pack))

    @property
    def base(self) -> Factbase:
        """The packs without their facts."""
        return factbase(tuple(reader.shared.pack for reader in self._kept.values()))

    def facts(self) -> Iterator[Fact]:
        """Give the facts, file by file."""
        total = sum(len(reader.paths) for reader in self._readers)
        read = 0
        for reader in self._readers:
            for _, facts in reader.facts():
                if reader in self._kept.values():
                    yield from facts
                read += 1
                self._tell(read, total)

    def rows(self, whole: Whole) -> Mapping[bytes, bytes]:
        """Return what is known once all facts have been given. Raises `RestlessError`."""
        if any(reader.stale for reader in self._readers):
            raise RestlessError
        problems = [*self._left_out, *problems_of(tuple(self._kept.values()))]
        states, digests = as_read(self._states, self._readers)
        return {
            **rows_of(seen(states, digests)),
            b"y": data(written(whole)),
            b"P": written_problems(problems, states),
            b"o": states.places,
            b"V": compact(sorted(related(self.base))).encode(),
            b"K": compact(unsound(self._readers)).encode(),
            b"F": compact([key_of(file) for file in self._sharing()]).encode(),
            b"G": compact(sorted(set().union(*(r.referred for r in self._readers)))).encode(),
            **{
                data(f"U{at}"): data(compact((_sorted(reader.shared.declared), anchors)))
                for at, reader in enumerate(self._readers)
                for anchors in (reader.shared.anchors,)
            },
        }

    def _sharing(self) -> Iterator[File]:
        """Give the files that hold anything but facts."""
        for at, reader in enumerate(self._readers):
            yield from ((at, path[len(reader.folder) :]) for path in reader.shared.paths)


def _sorted(declared: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {kind: sorted(ids) for kind, ids in declared.items()}


def of_files(reader: PackReader) -> Iterator[Problem]:
    """Give the problems of a pack in the order of its files."""
    for path in reader.paths:
        yield from reader.problems.get(path, ())


def as_read(states: States, readers: Sequence[PackReader]) -> tuple[States, dict[File, str]]:
    """Return the states of files when they were read, and digests of what was read."""
    files: dict[File, State] = {}
    digests: dict[File, str] = {}
    for at, reader in enumerate(readers):
        for path, state, digest in reader.stamps.values():
            file = at, path[len(reader.folder) :]
            files[file] = state
            is_read = all(p.rule != "unreadable" for p in reader.problems[path])
            digests[file] = digest.hex() if is_read else ""
    return states.replaced(files=files), digests


def unsound(readers: Sequence[PackReader]) -> Mapping[str, Sequence[str]]:
    """Return the ids of the facts at fault, by file."""
    return {
        key_of((at, path[len(reader.folder) :])): ids
        for at, reader in enumerate(readers)
        for path, ids in reader.unsound.items()
    }


def make(path: str, states: States, tell: Tell) -> bytes:
    """Make an index of packs, and return its identity. Raises `OSError` and `RestlessError`."""
    with cache.Unfinished(path) as file:
        making = Making(states, tell)
        shared = shared_tables(making.base)
        return build(Writer(file), making.base, making.facts(), making.rows, shared=shared)
