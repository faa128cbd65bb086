"""The files of a pack, joined: what needs more than one of them."""

from __future__ import annotations

import os

from misca_cli import model
from misca_cli.load.faults import Fault, Path
from misca_cli.load.fields import FieldError, read_value
from misca_cli.load.files import inner_path, shown_path
from misca_cli.positions import scan
from misca_cli.record import Record
from misca_cli.schema import TABLES
from misca_cli.spelling import nearest
from misca_cli.text import fold
from misca_cli.toml import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.load.file import Part
    from misca_cli.model import Fact, Pack
    from misca_cli.positions import Position

RECORDS: dict[str, type[Record]] = {
    "fact": model.Fact,
    "source": model.Source,
    "entity": model.Entity,
    "measure": model.Measure,
    "term": model.Term,
    "statement": model.Statement,
    "ruling": model.Ruling,
}
PLURALS = {kind: "entities" if kind == "entity" else f"{kind}s" for kind in RECORDS}


class Join:
    """The files of a pack being joined: what needs more than one file."""

    def __init__(self, folder: str, parts: Sequence[Part]) -> None:
        self.folder = folder
        self.parts = parts
        self.faults: dict[str, list[Fault]] = {part.path: [] for part in parts}
        self.whole = all(part.unreadable is None for part in parts)
        self._keys: dict[str, Mapping[Path, Position]] = {}

    def pack(self) -> Pack:
        """Return the pack; `faults` holds by then what is wrong between its files."""
        described: dict[str, Any] = {}
        for part in self.parts:
            described |= part.pack
        name = described.pop("name", None) or _folder_name(self.folder)
        tables: dict[str, dict[str, Any]] = {
            kind: dict(self._records(kind)) for kind in RECORDS if kind != "fact"
        }
        tables["fact"] = dict(self._facts(name, tables["measure"]))
        self._references()
        named = {PLURALS[kind]: records for kind, records in tables.items()}
        fields: dict[str, Any] = {**described, **named}
        return model.Pack(folder=self.folder, name=name, **fields)

    def _unique(self, kind: str) -> Iterator[tuple[Part, str, Mapping[str, Any]]]:
        seen: dict[str, tuple[Part, str]] = {}
        for part in self.parts:
            for record_id, fields in part.tables.get(kind, {}).items():
                key = fold(record_id)
                if key in seen:
                    self._duplicate(part, kind, record_id, seen[key])
                    continue
                seen[key] = (part, record_id)
                yield part, record_id, fields

    def _duplicate(self, part: Part, kind: str, record_id: str, first: tuple[Part, str]) -> None:
        first_part, first_id = first
        where = f"{shown_path(first_part.path)}:{self._line(first_part, (kind, first_id))}"
        named = "this id" if record_id == first_id else f'"{first_id}", which reads alike,'
        message = f"{named} stands already in {where}, which is kept"
        self._fault(part, (kind, record_id), "duplicate-id", message, at_key=True)

    def _line(self, part: Part, path: Path) -> int:
        # A copied file repeats every id of another, which is scanned once.
        if part.path not in self._keys:
            self._keys[part.path] = scan(decode(part.data)).keys
        return self._keys[part.path][path][0]

    def _records(self, kind: str) -> Iterator[tuple[str, Record]]:
        for _, record_id, fields in self._unique(kind):
            defaults = {"name": record_id} if kind == "measure" else {}
            yield record_id, RECORDS[kind](id=record_id, **{**defaults, **fields})

    def _facts(self, pack: str, measures: Mapping[str, Any]) -> Iterator[tuple[str, Fact]]:
        anchors: dict[str, dict[str, str]] = {}
        for part in self.parts:
            for source, places in part.anchors.items():
                anchors.setdefault(source, {}).update(places)
        for part, fact_id, own in self._unique("fact"):
            fields = {**part.default, **own}
            if "source" not in fields:  # the file's default is at fault, and told
                continue
            try:
                typed = _typed(fields, measures)
            except FieldError as error:
                path = ("fact", fact_id, "value", *error.inside)
                self._fault(part, path, error.rule, str(error))
                continue
            yield (
                fact_id,
                model.Fact(
                    id=fact_id,
                    pack=pack,
                    file=inner_path(part.path, self.folder),
                    line=part.lines.get(fact_id, 0),
                    anchor=anchors.get(typed["source"], {}).get(typed["at"]),
                    **typed,
                ),
            )

    def _references(self) -> None:
        """Report ids that stand nowhere, where every file of the pack could be read."""
        if not self.whole:
            return
        declared = {
            kind: frozenset().union(*(part.declared[kind] for part in self.parts))
            for kind in RECORDS
        }
        for part in self.parts:
            for table, kind, fields in _written(part):
                for name, inside, target, referred in _referred(kind, fields):
                    if referred not in declared[target]:
                        path = (*table, name, *inside)
                        self._unknown_id(part, path, target, referred, declared[target])

    def _unknown_id(
        self, part: Part, path: Path, kind: str, referred: str, declared: Iterable[str]
    ) -> None:
        near = nearest(referred, declared, most=1)
        remedy = f'did you mean "{near[0]}"?' if near else f"add [{kind}.{referred}]"
        message = f'"{referred}" is no {kind} of this pack ({remedy})'
        self._fault(part, path, f"unknown-{kind}", message)

    def _fault(
        self, part: Part, path: Path, rule: str, message: str, *, at_key: bool = False
    ) -> None:
        fault = Fault(path=path, rule=rule, message=message, at_key=at_key)
        self.faults[part.path].append(fault)


def _typed(fields: Mapping[str, Any], measures: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact's fields with its value typed; a date value fills an absent `when`."""
    typed = dict(fields)
    if "value" in typed:
        value = read_value(typed["value"], measures.get(typed.get("what", "")))
        typed["value"] = value
        typed.setdefault("when", value.date)
    return typed


def _written(part: Part) -> Iterator[tuple[Path, str, Mapping[str, Any]]]:
    """Give each table of a file: its path, the kind of record whose fields it has, and those."""
    yield ("default",), "fact", part.default
    for kind, records in part.tables.items():
        for record_id, fields in records.items():
            yield (kind, record_id), kind, fields


def _referred(kind: str, fields: Mapping[str, Any]) -> Iterator[tuple[str, Path, str, str]]:
    """Give each id a record refers to: field, path inside it, table, id."""
    for field in TABLES[kind]:
        value = fields.get(field.name)
        if field.name == "same_as" and value:
            yield field.name, ("entity",), "entity", value.entity
        elif field.refers and isinstance(value, str):
            yield field.name, (), field.refers, value
        elif field.refers and value:
            # One id may be written without an array, so the place of it is the field.
            for index, referred in enumerate(value):
                yield field.name, (index,), field.refers, referred


def _folder_name(folder: str) -> str:
    name = os.path.basename(os.path.abspath(folder))
    return name.removesuffix(".toml")
