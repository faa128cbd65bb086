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
from misca_cli.index.freshness import (
    digest_now,
    file_of,
    read_digests,
    read_seen,
    rows_of,
    seen,
)
from misca_cli.index.judging import Before
from misca_cli.index.making import as_read, of_files
from misca_cli.index.problems import written_problems
from misca_cli.index.records import read_record, written
from misca_cli.index.rows import Whole, data, text
from misca_cli.index.write import Writer
from misca_cli.jsontext import loads
from misca_cli.load.reader import PackReader
from misca_cli.load.shared import Shared
from misca_cli.search.sets import set_of, union
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


def write_change(path: str, base: Indexed, reader: Reader, states: States) -> bytes | None:
    """Write what has changed, and return its identity, or None where it can't stand beside.

    Raises `OSError`.
    """
    if read_record(Whole, text(reader.get(b"y") or b"")).clashes:
        return None
    gone, changed = _differences(reader, states)
    sharing = {file_of(key) for key in loads(text(reader.get(b"F") or b"[]"))}
    if sharing & (gone | changed) or len(base.base.packs) != len(states.packs):
        return None
    change = _Change(base, reader, states, gone=gone, changed=changed)
    if not change.stands_alone():
        return None
    with cache.Unfinished(path) as file:
        writer = Writer(file)
        return build(writer, change.records, change.facts, change.rows, before=change.before())


def _differences(reader: Reader, states: States) -> tuple[set[File], set[File]]:
    """Return the files that are gone, and those that are new or say something else."""
    before = read_seen(reader)
    digests = {file_of(key): digest for key, digest in read_digests(reader).items()}
    old = before.states()
    racy = {file_of(key) for key in before.racy}
    suspect = {
        file for file, state in states.files.items() if file in racy or old.get(file) != state
    }
    changed = {file for file in suspect if digests.get(file) != digest_now(states, file)}
    return old.keys() - states.files.keys(), changed


class _Change:
    """Files of facts that have changed, read again."""

    def __init__(
        self, base: Indexed, reader: Reader, states: States, *, gone: set[File], changed: set[File]
    ) -> None:
        self._base = base
        self._reader = reader
        self._states = states
        self.records = base.base.replaced(facts={})
        self._readers = [self._read_again(at) for at in range(len(states.packs))]
        self._touched = gone | changed
        self.facts: list[Fact] = []
        """Those that say something else than in the base, or are new."""
        self._is_small = True
        kept = [number for file in self._read(changed) for number in self._kept(*file)]
        self._dead = self._facts_of(self._touched) - set_of(kept)
        self._lost, self._unsound = self._at_fault()
        self._known = self._kept_problems()

    def _read(self, changed: set[File]) -> Iterator[tuple[File, Sequence[Fact]]]:
        """Give the files that have changed with their facts, until too many differ."""
        for at, pack in enumerate(self._readers):
            only = {self._states.path(file): file for file in changed if file[0] == at}
            for path, facts in pack.facts(only):
                yield only[path], facts
                self._is_small = len(self.facts) * MOST <= self._base.size
                if not self._is_small:
                    return

    def _kept(self, file: File, facts: Sequence[Fact]) -> Iterator[int]:
        """Give the facts of the base that a file still holds as they were; collect the others."""
        stored = {self._base.stored(number)[1]: number for number in self._facts_of({file})}
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

    def _facts_of(self, files: set[File]) -> FactSet:
        """Return the facts of the base that stand in files."""
        return union(self._base.marked("file", self._marked_by(file)) for file in files)

    def _marked_by(self, file: File) -> str:
        """Return what facts that stand in a file are marked with."""
        inner = inner_path(self._states.path(file), self._states.packs[file[0]])
        return f"{self._name(file[0])}/{inner}"

    def _kept_problems(self) -> Sequence[Problem]:
        """Return the problems of files that are as they were."""
        return [p for p in self._base.base.problems if p.file not in self._shown]

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The files that have changed or are gone, as problems name them."""
        return frozenset(shown_path(self._states.path(file)) for file in self._touched)

    def stands_alone(self) -> bool:
        """Return whether no other file has to be looked at for what has changed."""
        if not self._is_small or any(pack.stale for pack in self._readers):
            return False
        problems = (*self._base.base.problems, *self._found())
        if any(problem.rule in UNJUDGED for problem in problems):
            return False
        if (len(self._dead) + len(self.facts)) * MOST > self._base.size:
            return False
        return self._ids_are_free() and self._references_hold() and not self._is_ruled_on()

    def _found(self) -> Iterator[Problem]:
        """Give the problems of files that have changed; of others, those of the base stand."""
        for reader in self._readers:
            yield from (p for p in of_files(reader) if p.file in self._shown)

    def _new_ids(self) -> list[Id]:
        """Return the ids in the files that have changed, those of facts at fault among them."""
        unsound = [
            (self._name(at), fact_id)
            for at, reader in enumerate(self._readers)
            for ids in reader.unsound.values()
            for fact_id in ids
        ]
        return [*((fact.pack, fact.id) for fact in self.facts), *unsound]

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
        wanted = {
            (self._name(at), fact_id)
            for at, reader in enumerate(self._readers)
            for fact_id in reader.referred
        }
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
        digests = {**self._digests_kept(), **digests}
        states = self._states.replaced(files={**self._states.files, **states.files})
        return {
            **rows_of(seen(states, digests)),
            b"B": self._reader.identity,
            b"P": written_problems(problems, self._states),
            b"Z": array("I", self._dead).tobytes(),
            b"y": data(written(self._whole(added))),
        }

    def _digests_kept(self) -> dict[File, str]:
        kept = {file_of(key): digest for key, digest in read_digests(self._reader).items()}
        return {file: digest for file, digest in kept.items() if file in self._states.files}

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
