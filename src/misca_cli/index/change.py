"""What has changed since an index was made → a small file beside it.

Only where nothing but facts has changed, and nothing that other files say can be touched by
it; all else is for `making`.
"""

from __future__ import annotations

from array import array
from functools import cached_property

from misca_cli.accounts.rulings import expired_among
from misca_cli.files import inner_path, shown_path
from misca_cli.index import cache
from misca_cli.index.build import build
from misca_cli.index.differences import differences_of
from misca_cli.index.freshness import file_of, rows_of, seen
from misca_cli.index.judging import Before
from misca_cli.index.making import as_read, of_files, unsound
from misca_cli.index.problems import written_problems
from misca_cli.index.records import read_record, written
from misca_cli.index.rows import Whole, data, text
from misca_cli.index.write import Writer
from misca_cli.jsontext import compact, loads
from misca_cli.load.reader import PackReader
from misca_cli.load.shared import Shared
from misca_cli.record import Record
from misca_cli.search.sets import set_of, union
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from misca_cli.index.differences import Differences
    from misca_cli.index.freshness import File, States
    from misca_cli.index.layout import Reader
    from misca_cli.index.read import Indexed
    from misca_cli.model import Fact, Problem
    from misca_cli.search.sets import FactSet

    Id = tuple[str, str]
    """A pack, by name, and the id of a fact in it."""

MOST = 10
"""What has changed since is kept apart up to one fact in so many."""
UNJUDGED = ("unreadable", "bad-toml", "unknown-fact", "duplicate-id")
"""Rules by which a file may be at fault for what stands, or does not, in another."""


class Written(Record):
    """What has been written: the newest file of an index, and its facts as they were then."""

    reader: Reader
    facts: Indexed


def write_change(path: str, base: Written, latest: Written, states: States) -> bytes | None:
    """Write what has changed, and return its identity, or None where it can't stand beside.

    `latest` is what was written beside the base last, or the base: files that are as they were
    then are not read again. Raises `OSError`.
    """
    if read_record(Whole, text(base.reader.get(b"y") or b"")).clashes:
        return None
    if len(base.facts.base.packs) != len(states.packs):
        return None
    sharing = {file_of(key) for key in loads(text(base.reader.get(b"F") or b"[]"))}
    # What is known of files as they were then may be too much, never too little.
    for known in (latest, base) if latest is not base else (base,):
        differences = differences_of(base.reader, known.reader, states)
        if sharing & differences.touched:
            return None
        change = _Change(base, known, states, differences)
        if change.stands_alone():
            with cache.Unfinished(path) as file:
                writer, before = Writer(file), change.before()
                return build(writer, change.records, change.facts, change.rows, before=before)
    return None


class _Change:
    """Files of facts that have changed, read again where nothing was written of them yet."""

    def __init__(
        self, base: Written, latest: Written, states: States, differences: Differences
    ) -> None:
        self._base = base.facts
        self._reader = base.reader
        self._latest = latest
        self._states = states
        self._files = differences
        self._touched = differences.touched
        self.records = self._base.base.replaced(facts={})
        self._readers = [self._read_again(at) for at in range(len(states.packs))]
        self.facts: list[Fact] = []
        """Those that say something else than in the base, or are new."""
        self._is_small = True
        kept = [*self._as_written()]
        kept += [number for file in self._read() for number in self._kept(*file)]
        self._dead = self._facts_of(self._base, self._touched) - set_of(kept)
        self._lost, self._unsound = self._at_fault()
        self._known = self._kept_problems()

    def _as_written(self) -> Iterator[int]:
        """Give the facts of the base that files hold as was written last; collect the others."""
        for number in self._facts_of(self._latest.facts, self._files.same):
            if number in self._base.everything:
                yield number
            else:
                self.facts.append(self._latest.facts.fact(number))

    def _read(self) -> Iterator[tuple[File, Sequence[Fact]]]:
        """Give the files that are fresh with their facts, until too many differ."""
        for at, pack in enumerate(self._readers):
            only = {self._states.path(file): file for file in self._files.fresh if file[0] == at}
            for path, facts in pack.facts(only):
                yield only[path], facts
                self._is_small = len(self.facts) * MOST <= self._base.size
                if not self._is_small:
                    return

    def _kept(self, file: File, facts: Sequence[Fact]) -> Iterator[int]:
        """Give the facts of the base that a file still holds as they were; collect the others."""
        before = self._facts_of(self._base, {file})
        stored = {self._base.stored(number)[1]: number for number in before}
        for fact in facts:
            number = stored.get(written(fact))
            if number is None:
                self.facts.append(fact)
            else:
                yield number

    def _read_again(self, at: int) -> PackReader:
        """Return a reader of a pack that knows already what its files share."""
        declared, anchors = loads(text(self._reader.get(data(f"U{at}")) or b"[{}, {}]"))
        paths = {file_of(key) for key in loads(text(self._reader.get(b"F") or b"[]"))}
        shared = Shared(
            pack=self._base.base.packs[at].replaced(folder=self._states.packs[at], facts={}),
            paths=frozenset(self._states.path(file) for file in paths if file[0] == at),
            declared={kind: frozenset(ids) for kind, ids in declared.items()},
            anchors=anchors,
        )
        return PackReader(self._states.packs[at], shared=shared, stamped=True)

    def _at_fault(self) -> tuple[set[Id], set[Id]]:
        """Return the facts at fault that the base knows of: in changed files, and in others."""
        changed: set[Id] = set()
        others: set[Id] = set()
        held = loads(text(self._reader.get(b"K") or b"{}"))
        for file, ids in ((file_of(key), ids) for key, ids in held.items()):
            named = {(self._name(file[0]), fact_id) for fact_id in ids}
            (changed if file in self._touched else others).update(named)
        return changed, others

    def _name(self, at: int) -> str:
        return self._base.base.packs[at].name

    def _facts_of(self, facts: Indexed, files: Collection[File]) -> FactSet:
        """Return those of some facts that stand in files."""
        return union(facts.marked("file", self._marked_by(file)) for file in files)

    def _marked_by(self, file: File) -> str:
        """Return what facts that stand in a file are marked with."""
        inner = inner_path(self._states.path(file), self._states.packs[file[0]])
        return f"{self._name(file[0])}/{inner}"

    def _kept_problems(self) -> Sequence[Problem]:
        """Return the problems of files that have not been read again."""
        touched, same = self._shown(self._touched), self._shown(self._files.same)
        return [
            *(p for p in self._base.base.problems if p.file not in touched),
            *(p for p in self._latest.facts.base.problems if p.file in same),
        ]

    def _shown(self, files: Collection[File]) -> frozenset[str]:
        """Return files as problems name them."""
        return frozenset(shown_path(self._states.path(file)) for file in files)

    def stands_alone(self) -> bool:
        """Return whether no other file has to be looked at for what has changed."""
        if not self._is_small or any(pack.stale for pack in self._readers):
            return False
        problems = (*self._base.base.problems, *self._known, *self._found())
        if any(problem.rule in UNJUDGED for problem in problems):
            return False
        if max(len(self._dead), len(self.facts)) * MOST > self._base.size:
            return False
        return self._ids_are_free() and self._references_hold() and not self._is_ruled_on()

    def _found(self) -> Iterator[Problem]:
        """Give the problems of files that have been read again."""
        fresh = self._shown(self._files.fresh)
        for reader in self._readers:
            yield from (p for p in of_files(reader) if p.file in fresh)

    def _new_ids(self) -> list[Id]:
        """Return the ids in the files that have changed, those of facts at fault among them."""
        unsound = [
            (self._name(file_of(key)[0]), fact_id)
            for key, ids in self._unsound_now.items()
            for fact_id in ids
        ]
        return [*((fact.pack, fact.id) for fact in self.facts), *unsound]

    @cached_property
    def _unsound_now(self) -> Mapping[str, Sequence[str]]:
        """The ids of the facts at fault in the files that have changed, by file."""
        held = loads(text(self._latest.reader.get(b"K") or b"{}"))
        same = {key: ids for key, ids in held.items() if file_of(key) in self._files.same}
        return {**same, **unsound(self._readers)}

    @cached_property
    def _wanted(self) -> set[Id]:
        """The facts that those in changed files refer to, and some that these once did."""
        before = loads(text(self._latest.reader.get(b"W") or b"[]"))
        wanted = {(pack, fact_id) for pack, fact_id in before} if self._files.same else set()
        for at, reader in enumerate(self._readers):
            wanted.update((self._name(at), fact_id) for fact_id in reader.referred)
        return wanted

    def _ids_are_free(self) -> bool:
        """Return whether no id stands twice, or in another file, however it is written."""
        left = self._base.everything - self._dead
        ids = [fact_id for _, fact_id in self._new_ids()]
        folded = {fold(fact_id) for fact_id in ids}
        return (
            len(folded) == len(ids)
            and folded.isdisjoint(fold(fact_id) for _, fact_id in self._unsound)
            and not any(self._base.alike_ids(fact_id) & left for fact_id in ids)
        )

    def _references_hold(self) -> bool:
        """Return whether facts refer to facts that are there, before and now."""
        new = {*self._new_ids()}
        lost = {*((fact.pack, fact.id) for fact, _ in self._buried), *self._lost} - new
        referred = loads(text(self._reader.get(b"G") or b"[]"))
        wanted = self._wanted
        return (
            {fact_id for _, fact_id in lost}.isdisjoint(referred)
            and all(self._is_there(each) for each in wanted - new - self._unsound - lost)
            and not wanted & lost
        )

    def _is_ruled_on(self) -> bool:
        """Return whether a ruling may be about a fact that has changed."""
        ids = {fact_id for _, fact_id in self._new_ids()} | {fact.id for fact, _ in self._buried}
        rulings = (each for pack in self._base.base.packs for each in pack.rulings.values())
        return any(not ids.isdisjoint(each.facts) for each in rulings)

    def before(self) -> Before:
        """Return what the base has beside the facts that have changed."""
        return Before(
            facts=self._still_there,
            lost=tuple(fact for fact, _ in self._buried),
            expired=expired_among(self._base.base, self._base.base.facts),
            related=frozenset(loads(text(self._reader.get(b"V") or b"[]"))),
        )

    def _still_there(self, met: str) -> dict[str, Fact]:
        numbers = self._base.judged.meeting(met) - self._dead
        return {self._base.id(number): self._base.fact(number) for number in numbers}

    @cached_property
    def _buried(self) -> Sequence[tuple[Fact, int]]:
        """The facts of the base that are gone or changed, each with the words of its claim."""
        return [
            (self._base.fact(number), self._base.document(number).claim_length)
            for number in self._dead
        ]

    def _is_there(self, wanted: Id) -> bool:
        pack, fact_id = wanted
        found = self._base.base.facts.get(fact_id)
        return found is not None and found.pack == pack

    def rows(self, added: Whole) -> Mapping[bytes, bytes]:
        """Return what is known of the whole, with the change."""
        order = {
            shown_path(self._states.path(file)): at for at, file in enumerate(self._states.files)
        }
        problems = sorted(
            (*self._known, *self._found()), key=lambda problem: order.get(problem.file, 0)
        )
        states, digests = as_read(self._states, self._readers)
        digests = {**self._files.digests, **digests}
        states = self._states.replaced(files={**self._states.files, **states.files})
        return {
            **rows_of(seen(states, digests)),
            b"B": self._reader.identity,
            b"P": written_problems(problems, self._states),
            b"K": compact(self._unsound_now).encode(),
            b"W": compact(sorted(self._wanted)).encode(),
            b"Z": array("I", self._dead).tobytes(),
            b"y": data(written(self._whole(added))),
        }

    def _whole(self, added: Whole) -> Whole:
        before = read_record(Whole, text(self._reader.get(b"y") or b""))
        years = dict(before.years)
        claim_words = before.claim_words + added.claim_words
        for year, count in added.years.items():
            years[year] = years.get(year, 0) + count
        for fact, words in self._buried:
            claim_words -= words
            date = self._base.base.date_used(fact)[1]
            for bound in (date.earliest, date.latest) if date else ():
                if bound:
                    years[str(bound[0])] -= 1
        return Whole(
            size=before.size - len(self._dead) + added.size,
            claim_words=claim_words,
            years={year: count for year, count in years.items() if count},
            clashes=False,
        )
