"""The fact files of packs → an index of all that they say."""

from __future__ import annotations

from misca_cli.accounts.meeting import related
from misca_cli.factbase import factbase
from misca_cli.index import cache
from misca_cli.index.build import build
from misca_cli.index.freshness import key_of, rows_of, seen
from misca_cli.index.problems import written_problems
from misca_cli.index.readings import as_read, unsound
from misca_cli.index.records import written
from misca_cli.index.rows import (
    AT_FAULT,
    PLACES,
    PROBLEMS,
    REFERRED,
    RELATED,
    SHARING,
    WHOLE,
    data,
    declared_key,
)
from misca_cli.index.tables import shared_tables
from misca_cli.index.write import Writer
from misca_cli.jsontext import compact
from misca_cli.load import same_name
from misca_cli.load.reader import PackReader
from misca_cli.load.together import problems_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from misca_cli.factbase import Factbase
    from misca_cli.index.freshness import File, States
    from misca_cli.index.rows import Whole
    from misca_cli.index.watch import Tell, Watching
    from misca_cli.model import Fact, Problem


class RestlessError(Exception):
    """A fact file has changed while an index was made of it."""


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
            WHOLE: data(written(whole)),
            PROBLEMS: written_problems(problems, states),
            PLACES: states.places,
            RELATED: compact(sorted(related(self.base))).encode(),
            AT_FAULT: compact(unsound(self._readers)).encode(),
            SHARING: compact([key_of(file) for file in self._sharing()]).encode(),
            REFERRED: compact(sorted(set().union(*(r.referred for r in self._readers)))).encode(),
            **{
                declared_key(at): data(compact((_sorted(reader.shared.declared), anchors)))
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


def make(path: str, states: States, watch: Watching) -> bytes:
    """Make an index of packs, and return its identity. Raises `OSError` and `RestlessError`."""
    watching = watch(states.bytes_of(states.files))
    try:
        with cache.Unfinished(path) as file:
            making = Making(states, watching.tell)
            shared = shared_tables(making.base)
            return build(Writer(file), making.base, making.facts(), making.rows, shared=shared)
    finally:
        watching.end()
