"""A pack read file by file: what its files share first, then the facts of each in turn."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial

from misca_cli.files import ABSENT, fact_files
from misca_cli.load.facts import Facts
from misca_cli.load.faults import in_order, located, positions_now
from misca_cli.load.file import read_part
from misca_cli.load.rulings import expired
from misca_cli.load.shared import Gathering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from misca_cli.files import State
    from misca_cli.load.faults import Fault
    from misca_cli.load.file import Part
    from misca_cli.load.ids import References
    from misca_cli.load.shared import Shared
    from misca_cli.model import Fact, Problem
    from misca_cli.record import Record

    Stamp = tuple[str, State, bytes]

MOST_HELD = 16 * 1024 * 1024
"""So many bytes of files that hold more than facts are kept parsed; others are parsed again."""


class PackReader:
    """Reads a pack: `shared` at first use, then `facts`, which may be run again.

    A file that changes in between is read as it is when its facts are given. Where what it
    shares changed too, it is among the `stale`.
    """

    def __init__(
        self,
        folder: str,
        *,
        shared: Shared | None = None,
        stamped: bool = False,
        recovering: bool = False,
    ) -> None:
        """List the files; with `shared` of an earlier reading, only facts are read.

        When `recovering`, what is TOML of a file that is none as a whole is read too.
        """
        self.folder = folder
        self.paths = fact_files(folder)
        self.problems: dict[str, tuple[Problem, ...]] = {}
        """What is wrong, by file, in the order of lines; complete when `facts` has ended."""
        self.stamps: dict[str, Stamp] = {}
        """Where `stamped`: path, state, and 16 bytes of BLAKE2b of the bytes that were read.

        The digest is empty for a file that has to be read again."""
        self.stale: set[str] = set()
        """Files that share something else than `shared` says, or are gone: read the pack anew."""
        self.referred: frozenset[str] = frozenset()
        """Facts that facts read, and rulings, refer to; complete when `facts` has ended."""
        self.unsound: dict[str, tuple[str, ...]] = {}
        """Ids that stand in a file, but not with a sound fact; complete when `facts` has ended."""
        self.broken: dict[str, dict[str, Record]] = {}
        """Records with an error, as far as they could be read; complete when `facts` has ended."""
        self.doubted: frozenset[str] = frozenset()
        """Ids that what can't be read may declare; complete when `facts` has ended."""
        self._twice: tuple[tuple[str, Fault], ...] = ()
        self._stamped = stamped
        self._recovering = recovering
        self._given = shared
        self._references: References | None = None
        self._parts: dict[str, Part] = {}
        self._states: dict[str, State] = {}
        self._faults: dict[str, tuple[Fault, ...]] = {}
        self._positions = lru_cache(maxsize=1)(partial(positions_now, folder))

    @cached_property
    def shared(self) -> Shared:
        """What the files share; those that hold facts alone are not parsed for it."""
        if self._given:
            return self._given
        gathering, held = Gathering(self._positions), 0
        for path in self.paths:
            part = self._part(path)
            self._states[path] = part.state
            if part.is_facts_alone:
                continue
            gathering.add(part)
            self._faults[path] = tuple(part.faults)
            held += len(part.data)
            if held <= MOST_HELD:
                self._parts[path] = part
        self._references = gathering.references
        self._twice = tuple(gathering.twice())
        self.broken = gathering.broken.records
        return gathering.shared(self.folder)

    def facts(self, only: Collection[str] | None = None) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """Give each file with its facts, in the order of `paths`; or only the files named.

        Of `only` some files it is not known which ids stand in the others: the same id there is
        no problem here, and neither is a reference to a fact that is not found here, or a ruling
        that has expired.
        """
        self.stale = set(self.shared.paths.difference(self.paths))
        joined = Facts(self.shared, self._positions, references=self._references)
        rulings = self.shared.pack.rulings.values()
        ruled = dict.fromkeys(each for ruling in rulings for each in ruling.facts)
        looked_at: dict[str, Fact] = {}
        for path in self.paths:
            if only is None or path in only:
                facts = self._read(path, joined)
                if ruled:
                    looked_at |= {fact.id: fact for fact in facts if fact.id in ruled}
                yield path, facts
        self.referred = frozenset(joined.references.to_facts)
        self.broken |= joined.broken.records
        self.doubted = joined.references.doubted
        if only is None:
            self._tell((*self._twice, *joined.twice()))
        if joined.whole:
            self._tell_dangling(joined.references, facts_too=only is None)
            if only is None:
                self.tell_of_shared(expired(rulings, looked_at))

    def tell_of_shared(self, faults: Iterable[Fault]) -> None:
        """Note what is wrong with records that files share, in the first that holds each."""
        left = list(faults)
        for path in self.paths if left else ():
            if path in self.shared.paths:
                keys = self._positions(path).keys
                self._add(path, [fault for fault in left if fault.path[:2] in keys])
                left = [fault for fault in left if fault.path[:2] not in keys]

    def _part(self, path: str) -> Part:
        part = read_part(path, self.folder)
        if self._recovering:
            part.recover()
        return part

    def _read(self, path: str, joined: Facts) -> tuple[Fact, ...]:
        part = self._parts.pop(path, None)
        if part is None:
            part = self._part(path)
            part.faults += self._faults.get(path, ())
        facts = tuple(joined.of(part))
        self.problems[path] = part.problems()
        if len(facts) < len(part.ids("fact")):
            sound = {fact.id for fact in facts}
            self.unsound[path] = tuple(each for each in part.ids("fact") if each not in sound)
        changed = part.state != self._states.get(path)
        if part.shares != (path in self.shared.paths) or (part.shares and changed):
            self.stale.add(path)
        if self._stamped:
            self.stamps[path] = self._stamp(part)
        return facts

    def _stamp(self, part: Part) -> Stamp:
        from hashlib import blake2b  # an answer without an index does without

        if part.path in self.stale:
            return part.path, self._states.get(part.path, ABSENT), b""
        return part.path, part.state, blake2b(part.data, digest_size=16).digest()

    def _tell_dangling(self, references: References, *, facts_too: bool) -> None:
        self._tell(
            (reference.file, fault)
            for reference, fault in references.dangling()
            if facts_too or reference.kind != "fact"
        )

    def _tell(self, faults: Iterable[tuple[str, Fault]]) -> None:
        by_file: dict[str, list[Fault]] = {}
        for path, fault in faults:
            by_file.setdefault(path, []).append(fault)
        for path, found in by_file.items():
            self._add(path, found)

    def _add(self, path: str, faults: Iterable[Fault]) -> None:
        found = located(path, self._positions(path), faults)
        self.problems[path] = in_order((*self.problems.get(path, ()), *found))
