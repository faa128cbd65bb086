"""The ids of a pack: each stands once, and what refers to one finds it.

Two ids that fold to the same text are one. Of a million facts no more is kept than their ids.
"""

from __future__ import annotations

from misca_cli.load.faults import Fault
from misca_cli.model import Identity
from misca_cli.record import Record
from misca_cli.schema import REFERS
from misca_cli.spelling import nearest
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from misca_cli.load.faults import Path

    Declared = Mapping[str, frozenset[str] | set[str]]


class Ids:
    """The ids of one table, across files."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}  # of the first of an id, by the folded id
        self._spellings: dict[str, str] = {}  # of folded ids that are written otherwise
        self._others: set[str] = set()  # declared, but by no first record

    def take(self, record_id: str, file: str) -> tuple[str, str] | None:
        """Take an id for a record, or return the file and the spelling that have it already."""
        folded = fold(record_id)
        if folded not in self._files:
            self._files[folded] = file
            if folded != record_id:
                self._spellings[folded] = record_id
            return None
        first = self._spellings.get(folded, folded)
        if first != record_id:
            self._others.add(record_id)
        return self._files[folded], first

    def declare(self, ids: Iterable[str]) -> None:
        """Note ids of broken records: what refers to one is not at fault too."""
        self._others.update(ids)

    def __contains__(self, record_id: str) -> bool:
        folded = fold(record_id)
        taken = folded in self._files and self._spellings.get(folded, folded) == record_id
        return taken or record_id in self._others

    def __iter__(self) -> Iterator[str]:
        yield from (self._spellings.get(folded, folded) for folded in self._files)
        yield from self._others


class Reference(Record):
    """An id that a record refers to."""

    file: str
    path: Path
    """The keys and indices in the file that lead to it."""
    kind: str
    """The table it must stand in."""
    id: str


class References:
    """What the records of a pack refer to, checked while ids are still being declared."""

    def __init__(self, declared: Declared, facts: Ids | None = None) -> None:
        self.to_facts: set[str] = set()
        """Every fact that another record refers to."""
        self.doubted: frozenset[str] = frozenset()
        """Ids that may be declared where no table can be read."""
        self._open: list[Reference] = []
        self._given = declared
        self._declared = {**declared, "fact": Ids() if facts is None else facts}
        # Most references are to what is declared already, and few are to facts.
        sure = {**declared, "fact": frozenset[str]()}
        self._checks = {
            kind: {name: (target, sure[target]) for name, target in refers.items()}
            for kind, refers in REFERS.items()
        }

    def note(self, file: str, table: Path, kind: str, fields: Mapping[str, Any]) -> None:
        """Note the references of one record: those to ids declared already need no more."""
        checks = self._checks[kind]
        for name, value in fields.items():
            if name not in checks:
                continue
            target, sure = checks[name]
            if isinstance(value, str):
                if value in sure:
                    continue
            elif isinstance(value, tuple) and sure.issuperset(value):
                continue
            self._note(file, (*table, name), target, value)

    def _note(self, file: str, path: Path, target: str, value: Any) -> None:
        for inside, referred in _referred(value):
            if not referred:  # what could not be read is told already
                continue
            if target == "fact":
                self.to_facts.add(referred)
            if referred not in self._declared[target]:
                reference = Reference(file=file, path=(*path, *inside), kind=target, id=referred)
                self._open.append(reference)

    def doubt(self, ids: frozenset[str]) -> None:
        """Note ids that may be declared all the same: nothing is told of them."""
        self.doubted |= ids

    def dangling(self) -> Iterator[tuple[Reference, Fault]]:
        """Give each reference to an id that is not declared by now, and what to say of it."""
        remedies: dict[tuple[str, str], str] = {}
        for one in self._open:
            if one.id in self._declared[one.kind] or one.id in self.doubted:
                continue
            if (one.kind, one.id) not in remedies:
                remedies[one.kind, one.id] = self._remedy(one)
            message = f'"{one.id}" is no {one.kind} of this pack ({remedies[one.kind, one.id]})'
            yield one, Fault(path=one.path, rule=f"unknown-{one.kind}", message=message)

    def _remedy(self, one: Reference) -> str:
        near = nearest(one.id, self._declared[one.kind], most=1)
        return f'did you mean "{near[0]}"?' if near else f"add [{one.kind}.{one.id}]"

    def continued(self, facts: Ids) -> References:
        """Return a copy that goes on with the facts that are declared from now on."""
        copy = References(self._given, facts)
        copy.to_facts |= self.to_facts
        copy._open += self._open
        return copy


def _referred(value: Any) -> Iterator[tuple[Path, str]]:
    """Give the ids in the value of a field, each with the way to it."""
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, Identity):
        yield ("entity",), value.entity
    else:
        # One id may be written without an array, so the place of it is the field.
        yield from (((index,), referred) for index, referred in enumerate(value))
