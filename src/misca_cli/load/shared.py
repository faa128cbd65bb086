"""What the files of a pack share: every record but the facts, and the proofs of places."""

from __future__ import annotations

import os

from misca_cli.load.broken import Broken, blank
from misca_cli.load.faults import duplicate
from misca_cli.load.ids import Ids, References
from misca_cli.model import RECORDS, Pack
from misca_cli.record import Record
from misca_cli.schema import PLURALS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from misca_cli.load.faults import Fault, FindPositions
    from misca_cli.load.file import Part


class Shared(Record):
    """What the files of a pack share, and what a file of facts is read with."""

    pack: Pack
    """The pack without its facts."""
    paths: frozenset[str]
    """The files that hold any of it."""
    anchors: Mapping[str, Mapping[str, str]] = {}
    """Proofs of places, by source and place."""
    declared: Mapping[str, frozenset[str]] = {}
    """Ids by table, those of broken records too: what refers to one is not at fault as well."""


class Gathering:
    """What the files of a pack share, while it is gathered from one after the other."""

    def __init__(self, positions: FindPositions) -> None:
        self._positions = positions
        self._paths: list[str] = []
        self._described: dict[str, Any] = {}
        self._anchors: dict[str, dict[str, str]] = {}
        self._records: dict[str, dict[str, Record]] = {kind: {} for kind in RECORDS}
        self._taken = {kind: Ids() for kind in RECORDS}
        self._declared: dict[str, set[str]] = {kind: set() for kind in RECORDS}
        self.references = References(self._declared)
        self.broken = Broken()

    def add(self, part: Part) -> None:
        """Take from a file all but its facts."""
        if not part.shares:
            return
        self._paths.append(part.path)
        self._described |= part.description()
        for kind in RECORDS:
            self._declared[kind].update(part.ids(kind))
            for record_id, fields in part.table(kind).items():
                self._add_record(part, kind, record_id, fields)
            for record_id, fields in part.broken[kind].items():
                self._add_broken(part.path, kind, record_id, fields)
        for source, places in part.anchors().items():
            self._anchors.setdefault(source, {}).update(places)

    def _add_record(self, part: Part, kind: str, record_id: str, fields: Mapping[str, Any]) -> None:
        path = (kind, record_id)
        self.references.note(part.path, path, kind, fields)
        first = self._taken[kind].take(record_id, part.path)
        if first:
            part.faults.append(duplicate(path, first, self._positions))
            return
        self._records[kind][record_id] = _record(kind, record_id, fields)

    def _add_broken(self, file: str, kind: str, record_id: str, fields: Mapping[str, Any]) -> None:
        self.references.note(file, (kind, record_id), kind, fields)
        record = _record(kind, record_id, {**blank(kind), **fields})
        self.broken.add(kind, record_id, record, file=file)

    def twice(self) -> Iterator[tuple[str, Fault]]:
        """Give what is wrong with the broken records whose ids others have, once all are added."""
        return self.broken.twice(self._taken, self._positions)

    def shared(self, folder: str) -> Shared:
        """Return what was gathered."""
        described = dict(self._described)
        name = described.pop("name", None) or _folder_name(folder)
        fields: dict[str, Any] = {PLURALS[kind]: self._records[kind] for kind in RECORDS}
        return Shared(
            pack=Pack(folder=folder, name=name, **described, **fields),
            paths=frozenset(self._paths),
            anchors=self._anchors,
            declared={kind: frozenset(ids) for kind, ids in self._declared.items()},
        )


def _record(kind: str, record_id: str, fields: Mapping[str, Any]) -> Record:
    defaults = {"name": record_id} if kind == "measure" else {}
    return RECORDS[kind](id=record_id, **{**defaults, **fields})


def _folder_name(folder: str) -> str:
    name = os.path.basename(os.path.abspath(folder))
    return name.removesuffix(".toml")
