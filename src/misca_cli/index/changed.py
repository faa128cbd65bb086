"""What the files of facts say that an index does not: read again where nothing was written of it.

Whether that can stand beside the index is for `independence` to say.
"""

from __future__ import annotations

from functools import cached_property

from misca_cli.files import inner_path, shown_path
from misca_cli.index.freshness import file_of
from misca_cli.index.readings import problems_of_files, unsound
from misca_cli.index.records import written
from misca_cli.index.rows import AT_FAULT, REFERRING, SHARING, declared_key, json_at
from misca_cli.load.reader import PackReader
from misca_cli.load.shared import Shared
from misca_cli.record import Record
from misca_cli.search.sets import set_of, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from misca_cli.index.differences import Differences
    from misca_cli.index.freshness import File, States
    from misca_cli.index.layout import Reader
    from misca_cli.index.read import Indexed
    from misca_cli.index.watch import Tell
    from misca_cli.model import Fact, Problem
    from misca_cli.search.sets import FactSet

    Id = tuple[str, str]
    """A pack, by name, and the id of a fact in it."""

MOST = 10
"""What has changed since is kept apart up to one fact in so many."""


class Written(Record):
    """What has been written: the newest file of an index, and its facts as they were then."""

    reader: Reader
    facts: Indexed


class Changed:
    """The facts that have changed since a base was made, gone and new."""

    def __init__(
        self,
        base: Written,
        latest: Written,
        states: States,
        differences: Differences,
        tell: Tell,
    ) -> None:
        """Read the files that are fresh, until too many facts differ."""
        self.base = base
        self.states = states
        self.files = differences
        self._latest = latest
        self._tell = tell
        self.readers = [self._read_again(at) for at in range(len(states.packs))]
        self.facts: list[Fact] = []
        """Those that say something else than in the base, or are new."""
        kept = [*self._as_written()]
        kept += [number for file in self._read() for number in self._kept(*file)]
        self.dead = self._facts_of(base.facts, differences.touched) - set_of(kept)
        """Those of the base that are gone, or say something else."""

    @property
    def is_small(self) -> bool:
        """Return whether no more than one fact in so many has changed."""
        return max(len(self.dead), len(self.facts)) * MOST <= self.base.facts.size

    @property
    def is_stale(self) -> bool:
        """Return whether files share something else than the base says."""
        return any(reader.stale for reader in self.readers)

    def _read_again(self, at: int) -> PackReader:
        """Return a reader of a pack that knows already what its files share."""
        folder = self.states.packs[at]
        declared, anchors = json_at(self.base.reader, declared_key(at))
        paths = {file_of(key) for key in json_at(self.base.reader, SHARING)}
        shared = Shared(
            pack=self.base.facts.base.packs[at].replaced(folder=folder, facts={}),
            paths=frozenset(self.states.path(file) for file in paths if file[0] == at),
            declared={kind: frozenset(ids) for kind, ids in declared.items()},
            anchors=anchors,
        )
        return PackReader(folder, shared=shared, stamped=True)

    def _as_written(self) -> Iterator[int]:
        """Give the facts of the base that files hold as was written last; collect the others."""
        for number in self._facts_of(self._latest.facts, self.files.same):
            if number in self.base.facts.everything:
                yield number
            else:
                self.facts.append(self._latest.facts.fact(number))

    def _read(self) -> Iterator[tuple[File, Sequence[Fact]]]:
        """Give the files that are fresh with their facts."""
        fresh = self.files.fresh
        read = 0
        for at, pack in enumerate(self.readers):
            only = {self.states.path(file): file for file in fresh if file[0] == at}
            for path, facts in pack.facts(only):
                yield only[path], facts
                read += 1
                self._tell(read, len(fresh))
                if len(self.facts) * MOST > self.base.facts.size:
                    return

    def _kept(self, file: File, facts: Sequence[Fact]) -> Iterator[int]:
        """Give the facts of the base that a file still holds as they were; collect the others."""
        before = self._facts_of(self.base.facts, {file})
        stored = {self.base.facts.stored(number)[1]: number for number in before}
        for fact in facts:
            number = stored.get(written(fact))
            if number is None:
                self.facts.append(fact)
            else:
                yield number

    def _facts_of(self, facts: Indexed, files: Collection[File]) -> FactSet:
        """Return those of some facts that stand in files."""
        return union(facts.marked("file", self._marked_by(file)) for file in files)

    def _marked_by(self, file: File) -> str:
        """Return what facts that stand in a file are marked with."""
        inner = inner_path(self.states.path(file), self.states.packs[file[0]])
        return f"{self._name(file[0])}/{inner}"

    def _name(self, at: int) -> str:
        return self.base.facts.base.packs[at].name

    @cached_property
    def buried(self) -> Sequence[tuple[Fact, int]]:
        """The facts of the base that are `dead`, each with the words of its claim."""
        facts = self.base.facts
        return [(facts.fact(n), facts.document(n).claim_length) for n in self.dead]

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What is wrong now, in the order of the files."""
        touched, same = self._shown(self.files.touched), self._shown(self.files.same)
        fresh = self._shown(self.files.fresh)
        found = (problem for reader in self.readers for problem in problems_of_files(reader))
        order = {
            shown_path(self.states.path(file)): at for at, file in enumerate(self.states.files)
        }
        return sorted(
            (
                *(p for p in self.base.facts.base.problems if p.file not in touched),
                *(p for p in self._latest.facts.base.problems if p.file in same),
                *(p for p in found if p.file in fresh),
            ),
            key=lambda problem: order.get(problem.file, 0),
        )

    def _shown(self, files: Collection[File]) -> frozenset[str]:
        """Return files as problems name them."""
        return frozenset(shown_path(self.states.path(file)) for file in files)

    @cached_property
    def at_fault(self) -> Mapping[str, Sequence[str]]:
        """The ids of the facts at fault in the files that have changed, by file."""
        held = json_at(self._latest.reader, AT_FAULT)
        same = {key: ids for key, ids in held.items() if file_of(key) in self.files.same}
        return {**same, **unsound(self.readers)}

    def at_fault_before(self) -> tuple[set[Id], set[Id]]:
        """Return the facts at fault that the base knows of: in changed files, and in others."""
        changed: set[Id] = set()
        others: set[Id] = set()
        held = json_at(self.base.reader, AT_FAULT)
        for file, ids in ((file_of(key), ids) for key, ids in held.items()):
            named = {(self._name(file[0]), fact_id) for fact_id in ids}
            (changed if file in self.files.touched else others).update(named)
        return changed, others

    @cached_property
    def ids(self) -> Sequence[Id]:
        """The ids in the files that have changed, those of facts at fault among them."""
        at_fault = [
            (self._name(file_of(key)[0]), fact_id)
            for key, ids in self.at_fault.items()
            for fact_id in ids
        ]
        return [*((fact.pack, fact.id) for fact in self.facts), *at_fault]

    @cached_property
    def wanted(self) -> set[Id]:
        """The facts that those in changed files refer to, and some that these once did."""
        before = json_at(self._latest.reader, REFERRING) if self.files.same else ()
        wanted = {(pack, fact_id) for pack, fact_id in before}
        for at, reader in enumerate(self.readers):
            wanted.update((self._name(at), fact_id) for fact_id in reader.referred)
        return wanted
