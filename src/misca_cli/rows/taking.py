"""Rows and a pack → what comes in: records that the loader accepts, and rows that can't.

A row is taken whole or not at all. What the pack has already, said the same way, is not
taken again; what it says otherwise is the pack's to say.
"""

from __future__ import annotations

import json
from functools import partial
from hashlib import blake2b

from misca_cli.load.fields import read_anchor
from misca_cli.load.inside import FieldError
from misca_cli.record import Record
from misca_cli.rows.accepting import accept
from misca_cli.rows.cells import read_json
from misca_cli.rows.guessing import guesses
from misca_cli.rows.mapping import ANCHOR, TABLE, plan
from misca_cli.rows.names import REMEDY, Names, RowError, slug
from misca_cli.rows.resolving import Resolving
from misca_cli.rows.sheets import columns_of
from misca_cli.schema import PLURALS, TABLES, plural
from misca_cli.text import fold
from misca_cli.written import needed, refers, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.model import Fact, Pack
    from misca_cli.rows.accepting import Accepted, Key
    from misca_cli.rows.mapping import Said
    from misca_cli.rows.names import Raw
    from misca_cli.rows.sheets import Row, Sheet

    Records = Mapping[str, Mapping[str, Record]]
    Judge = Callable[[Pack, Sequence[Fact], Records], Mapping[Key, str]]


class Bad(Record):
    """A row that can't be taken, and why."""

    row: Row
    message: str


class Taken(Record):
    """What comes of rows."""

    facts: tuple[Fact, ...]
    records: Mapping[str, Mapping[str, Record]]
    """Other records than facts, by table and id."""
    made: tuple[tuple[str, str], ...]
    """Table and id of those among them that rows only named."""
    known: int
    """How many rows say what the pack, or a row before, says already."""
    bad: tuple[Bad, ...]
    left_out: tuple[str, ...]
    """Columns that no field takes."""
    guessed: Mapping[str, str] = {}
    """What measures were taken for, by their ids, where a value was refused for it."""


def take(
    sheets: Iterable[Sheet],
    said: Said,
    pack: Pack,
    *,
    may_make: bool = True,
    judge: Judge | None = None,
) -> Taken:
    """Take rows into a pack. Raises `UsageError` for columns that a sheet lacks.

    `judge` says what is wrong with new facts and records beside those of the pack.
    """
    taking = _Taking(pack, may_make=may_make)
    plans = [(sheet, plan(said, sheet)) for sheet in sheets]
    # Records first, wherever they stand: facts of any line may name them.
    facts = [
        (row, each.fields(row.cells))
        for sheet, each in plans
        for row in sheet.rows
        if not taking.take_record(row, is_json=each.is_json)
    ]
    taking.name_records()
    taking.take_facts(facts)
    unread = {name for _, each in plans for name in each.left_out} - {TABLE}
    columns = columns_of(row for row, _ in facts)
    left_out = tuple(name for name in columns if name in unread)
    return taking.taken(left_out, judge or _no_judge)


def _no_judge(*_: object) -> Mapping[Key, str]:
    return {}


def _record_fields(kind: str, cells: Mapping[str, Any]) -> Raw:
    kinds = {field.name: field.kind for field in TABLES[kind]}
    said = {
        name: read_json(kinds.get(name, "text"), each)
        for name, each in cells.items()
        if name not in (TABLE, "id")
    }
    return {name: each for name, each in said.items() if each is not None}


class _Taking:
    """Rows while they are taken."""

    def __init__(self, pack: Pack, *, may_make: bool) -> None:
        self.pack = pack
        self.names = Names(pack, may_make=may_make)
        self.known = 0
        self.repeated: list[tuple[Key, Row]] = []  # rows that say what one before says
        self.refused: dict[Key, str] = {}
        self.anchors: dict[str, str] = {}  # proofs of places, by the ids of facts
        self.bad: list[Bad] = []
        self.rows: dict[Key, Row] = {}
        self.raw: dict[str, dict[str, Raw]] = {kind: {} for kind in TABLES}
        self.guessed: Mapping[str, str] = {}
        self.ids = {
            kind: {fold(each): each for each in (*pack.broken.get(kind, ()), *self._all(kind))}
            for kind in ("fact", *PLURALS)
        }

    def refuse(self, row: Row, message: str) -> None:
        self.bad.append(Bad(row=row, message=message))

    def take_record(self, row: Row, *, is_json: bool) -> bool:
        """Take a row that is no fact: a bad one, or a record as `misca export` writes it."""
        if row.fault:
            self.refuse(row, row.fault)
            return True
        kind, record_id = row.cells.get(TABLE), row.cells.get("id")
        if not is_json or not isinstance(kind, str) or kind not in PLURALS or record_id is None:
            return False
        if isinstance(record_id, str):
            self._add(kind, record_id, _record_fields(kind, row.cells), row)
        else:
            self.refuse(row, "id: expected text")
        return True

    def name_records(self) -> None:
        for kind in PLURALS:
            for record_id in self.raw[kind]:
                self.names.note(kind, record_id)

    def take_facts(self, rows: Sequence[tuple[Row, Raw]]) -> None:
        """Take the fields of rows, which tell together what a measure is that none describes."""
        found = guesses((fields for _, fields in rows), partial(self.names.has, "measure"))
        resolving = Resolving(self.names, self.pack, self.raw["measure"], found)
        for row, fields in rows:
            self._take_fact(row, fields, resolving)
        self.guessed = resolving.guessed

    def _take_fact(self, row: Row, fields: Raw, resolving: Resolving) -> None:
        try:
            fact_id, anchor = self._fact_id(fields), fields.pop(ANCHOR, None)
            if anchor is not None:
                self.anchors[fact_id] = _anchor(anchor)
            raw = resolving.resolved(fields)
        except RowError as error:
            self.refuse(row, str(error))
            return
        self._add("fact", fact_id, raw, row)

    def _fact_id(self, fields: Raw) -> str:
        """Return the id that a row gives, or one that the same row always gets."""
        given = fields.pop("id", None)
        if given is None:
            own = {name: each for name, each in fields.items() if "." not in name}
            said = json.dumps(own, sort_keys=True, default=str)
            digest = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
            return f"{slug(str(fields.get('claim', '')), 30)}-{digest}"
        if not isinstance(given, str):
            raise RowError("id: expected text")
        return given

    def _add(self, kind: str, record_id: str, raw: Raw, row: Row) -> None:
        first = self.ids[kind].setdefault(fold(record_id), record_id)
        earlier = self.rows.get((kind, first))
        if first in self.pack.broken.get(kind, ()):
            self.refuse(row, f'id: "{first}" is a broken {kind} of the pack ({REMEDY})')
        elif first != record_id:
            self.refuse(row, f'id: "{record_id}" reads like "{first}", which is taken')
        elif earlier is None:
            self.raw[kind][record_id] = raw
            self.rows[kind, record_id] = row
        elif self.raw[kind][record_id] == raw:
            self.repeated.append(((kind, record_id), row))
        else:
            where = f"line {earlier.line}" if earlier.file == row.file else earlier.file
            self.refuse(row, f'id: "{record_id}" is the id of another {kind} too ({where})')

    def taken(self, left_out: tuple[str, ...], judge: Judge) -> Taken:
        """Read all that was gathered, and leave out what the pack has."""
        made = self.names.made
        raws = {kind: {**made.get(kind, {}), **self.raw[kind]} for kind in TABLES}
        accepted = accept(raws, self.pack)
        self.refused |= accepted.refused
        facts, records = self._judged(accepted, judge)
        self._judge_rows()
        return Taken(
            facts=tuple(
                fact.replaced(anchor=self.anchors[fact.id]) if fact.id in self.anchors else fact
                for fact in facts
            ),
            records=records,
            made=tuple(
                (kind, each) for kind in records for each in records[kind] if each in made[kind]
            ),
            guessed=self._doubtful(accepted.refused),
            known=self.known,
            bad=tuple(sorted(self.bad, key=lambda bad: (bad.row.file, bad.row.line))),
            left_out=left_out,
        )

    def _doubtful(self, refused: Mapping[Key, str]) -> Mapping[str, str]:
        """Return the guesses by which a value was refused."""
        whats = {
            str(self.raw[kind][each].get("what"))
            for (kind, each), message in refused.items()
            if kind == "fact" and message.startswith("value")
        }
        return {each: kind for each, kind in self.guessed.items() if each in whats}

    def _judged(self, accepted: Accepted, judge: Judge) -> tuple[tuple[Fact, ...], Records]:
        """Return the new facts and records without those that are refused, and what names them."""
        had = self.pack.facts
        facts = [
            fact
            for fact in accepted.facts.values()
            if fact.id not in had or self._is_new("fact", fact)
        ]
        given = {
            key: record
            for key, record in _records(accepted)
            if key in self.rows and self._is_new(key[0], record)
        }
        while True:
            records = self._used(facts, given, accepted)
            found = judge(self.pack, facts, records)
            if not found:
                return tuple(facts), records
            self.refused |= found
            self._refuse_what_names((*_records(accepted), *((("fact", f.id), f) for f in facts)))
            facts = [fact for fact in facts if ("fact", fact.id) not in self.refused]
            given = {key: record for key, record in given.items() if key not in self.refused}

    def _refuse_what_names(self, new: Iterable[tuple[Key, Record]]) -> None:
        """Refuse what names a record that is refused, and what names that, and so on."""
        named = {key: tuple(refers(key[0], record)) for key, record in new}
        while dropped := {
            key: other
            for key, others in named.items()
            for other in others
            if key not in self.refused and other in self.refused
        }:
            for key, (kind, record_id) in dropped.items():
                # What no row is, no other line tells of.
                why = "" if (kind, record_id) in self.rows else self.refused[kind, record_id]
                self.refused[key] = (
                    f'names the {kind} "{record_id}", which is refused {why}'.strip()
                )

    def _is_new(self, kind: str, record: Any) -> bool:
        """Tell whether the pack lacks a record; one that differs from the pack's is refused."""
        had = self._had(kind, record.id)
        if had is None:
            return True
        if written(kind, had) == written(kind, record):
            self.known += 1
        else:
            place = f" ({had.file}:{had.line})" if kind == "fact" else ""
            message = f'the pack has the {kind} "{record.id}" already, and it differs{place}'
            self.refused[kind, record.id] = message
        return False

    def _judge_rows(self) -> None:
        """Refuse the rows of refused records; those that repeat a sound one say nothing new."""
        for key, message in self.refused.items():
            if key in self.rows:
                self.refuse(self.rows[key], message)
        for key, row in self.repeated:
            if key in self.refused:
                self.refuse(row, self.refused[key])
            else:
                self.known += 1

    def _had(self, kind: str, record_id: str) -> Any:
        return self._all(kind).get(record_id)

    def _all(self, kind: str) -> Mapping[str, Any]:
        """Return the records of a table that the pack has."""
        records: Mapping[str, Any] = getattr(self.pack, plural(kind))
        return records

    def _used(
        self, facts: Sequence[Fact], given: Mapping[Key, Record], accepted: Accepted
    ) -> Records:
        """Return the records to write: those that rows are, and of those made what is named."""
        named = {*given}
        if len(facts) == len(self.raw["fact"]):
            named.update(key for key, _ in _records(accepted) if key not in self.rows)
        else:
            named.update(key for fact in facts for key in refers("fact", fact))
        return needed(named, lambda *key: None if self._had(*key) else self._of(accepted, key))

    def _of(self, accepted: Accepted, key: Key) -> Record | None:
        kind, record_id = key
        return None if key in self.refused else accepted.records[kind].get(record_id)


def _anchor(given: object) -> str:
    try:
        return read_anchor(given)
    except FieldError as error:
        raise RowError(f"{ANCHOR}: {error} [{error.rule}]") from error


def _records(accepted: Accepted) -> Iterator[tuple[Key, Record]]:
    for kind, records in accepted.records.items():
        yield from (((kind, record_id), record) for record_id, record in records.items())
