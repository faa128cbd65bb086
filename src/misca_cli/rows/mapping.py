"""Which column of a row is which field: by name, by what is said, or the same in every row."""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.record import Record
from misca_cli.rows.cells import cleaned, is_text, read_cell, read_json
from misca_cli.schema import TABLES
from misca_cli.spelling import nearest
from misca_cli.text import fold
from misca_cli.toml import TomlError, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from misca_cli.rows.sheets import Sheet

    Fields = dict[str, object]

REFERS = {
    field.name: field.refers
    for field in TABLES["fact"]
    if field.refers is not None and field.refers != "fact"
}
"""The table that a field of a fact names records of, where one may be made from a row."""
ANCHOR = "anchor"
"""The key of the proof of a fact's place, which stands in a file of its own."""
_KINDS = {"id": "id", ANCHOR: "text"} | {field.name: field.kind for field in TABLES["fact"]}
_KINDS |= {
    f"{name}.{part.name}": part.kind for name, kind in REFERS.items() for part in TABLES[kind]
}
NEEDED = {field.name for field in TABLES["fact"] if field.required}
TABLE = "table"
"""The key by which a row of JSON Lines says what it is."""
_SECTIONS = ("map", "set")


class Said(Record):
    """What an author says of columns: `who.kind` and the like describe what a row names."""

    columns: Mapping[str, str] = {}
    """The column of a field; empty for a field that no column is."""
    constants: Mapping[str, object] = {}
    """What a field says in rows that don't say it."""

    def joined(self, other: Said) -> Said:
        """Return both, the other counting where they differ."""
        return Said(
            columns={**self.columns, **other.columns},
            constants={**self.constants, **other.constants},
        )


class Plan(Record):
    """How the rows of one sheet are read."""

    is_json: bool
    takes: tuple[tuple[str, str, str], ...]
    """Field, its kind, and the column it stands in."""
    constants: Mapping[str, object]
    left_out: tuple[str, ...]
    """Columns that no field takes."""

    def fields(self, cells: Mapping[str, Any]) -> Fields:
        """Return what a row says, by field; those with a dot describe what it names."""
        fields = dict(self.constants)
        is_ours = cells.get(TABLE) == "fact"  # from an export: not a character of it changes
        for field, kind, column in self.takes:
            cell = cells.get(column)
            if cell is None and self.is_json and column not in cells:
                cell = _inside(cells, column)
            if cell is None:
                continue
            if self.is_json and cell.__class__ is str and not is_ours:
                text = cell.strip()  # as below, for most cells of most files
                value: object = (text if text.isprintable() else cleaned(cell)) or None
            else:
                value = self._read(kind, cell, is_ours=is_ours)
            if value is not None:
                fields[field] = value
        return fields

    def _read(self, kind: str, cell: Any, *, is_ours: bool) -> object:
        if not self.is_json:
            return read_cell(kind, cell)
        return read_json(kind, cell if is_ours else cleaned(cell))


def plan(said: Said, sheet: Sheet) -> Plan:
    """Return how to read a sheet: a column with the name of a field is that field.

    One that is said to be another field is only that. Raises `UsageError` for columns that
    it lacks, also where none is a field that a fact must have.
    """
    for field, column in said.columns.items():
        if column and not _has(column, sheet):
            raise _no_column(field, column, sheet)
    named = _of_same_name(said, sheet)
    columns = named | {field: column for field, column in said.columns.items() if column}
    if (
        _may_hold_facts(sheet)
        and not columns.keys() & NEEDED
        and not said.constants.keys() >= NEEDED
    ):
        raise _no_needed(sheet)
    taken = {*columns.values(), *(column.partition(".")[0] for column in columns.values())}
    return Plan(
        is_json=sheet.format == "jsonl",
        takes=tuple((field, _KINDS[field], column) for field, column in columns.items()),
        constants=said.constants,
        left_out=tuple(name for name in sheet.columns if name and name not in taken),
    )


def read_pairs(columns: Iterable[str], constants: Iterable[str]) -> Said:
    """Read `FIELD=COLUMN` and `FIELD=VALUE` as typed. Raises `UsageError`."""
    return Said(
        columns=dict(_pair("--map", text, "FIELD=COLUMN") for text in columns),
        constants={
            field: read_cell(_KINDS[field], value)
            for field, value in (_pair("--set", text, "FIELD=VALUE") for text in constants)
            if value.strip()
        },
    )


def read_file(path: str, data: bytes) -> Said:
    """Read a TOML file with the tables `map` and `set`. Raises `UsageError`."""
    try:
        document = parse(data)
    except TomlError as error:
        raise UsageError(f'"{path}" line {error.line}: {error.message}') from error
    for name, table in document.items():
        if name not in _SECTIONS or not isinstance(table, dict):
            raise UsageError(f'"{path}": "{name}" is neither [map] nor [set]')
    columns = dict(_flat(document.get("map", {})))
    for field, value in (*columns.items(), *_flat(document.get("set", {}))):
        _known(f'"{path}"', field)
        if field in columns and not isinstance(columns[field], str):
            raise UsageError(f'"{path}": map.{field} is no column ({value!r})')
    constants = {field: read_json(_KINDS[field], v) for field, v in _flat(document.get("set", {}))}
    return Said(columns=columns, constants=constants)


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the fields of a table, in which `who.kind` may be written with or without quotes."""
    for name, value in table.items():
        if isinstance(value, dict) and name in REFERS:
            yield from ((f"{name}.{part}", each) for part, each in value.items())
        else:
            yield name, value


def _pair(flag: str, text: str, expected: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or not is_text(value):
        raise UsageError(f'{flag}: "{text}" is not {expected}')
    _known(flag, field.strip())
    return field.strip(), value


def _known(where: str, field: str) -> None:
    if field in _KINDS:
        return
    near = near_field(field)
    hint = f'did you mean "{near}"?' if near else f"fields are {', '.join(_KINDS)}"
    raise UsageError(f'{where}: "{field}" is no field of a fact', hint=hint)


def near_field(name: str) -> str | None:
    """Return the field that a misspelt name may have meant."""
    return next(iter(nearest(name, _KINDS, most=1)), None)


def _of_same_name(said: Said, sheet: Sheet) -> dict[str, str]:
    """Return the columns that have the name of a field, first as it is, else in other letters."""
    spoken = set(said.columns.values())
    free = {column: column for column in sheet.columns if column not in spoken}
    spelt = {fold(column).replace(" ", "_"): column for column in reversed(free)} | free
    return {field: spelt[field] for field in _KINDS if field in spelt and field not in said.columns}


def _has(column: str, sheet: Sheet) -> bool:
    return column in sheet.columns or (
        sheet.format == "jsonl" and column.partition(".")[0] in sheet.columns
    )


def _no_column(field: str, column: str, sheet: Sheet) -> UsageError:
    near = nearest(column, sheet.columns, most=1)
    named = ", ".join(sheet.columns)
    hint = f'did you mean "{near[0]}"?' if near else f"its columns are {named}"
    return UsageError(f'"{sheet.path}" has no column "{column}" for {field}', hint=hint)


def _may_hold_facts(sheet: Sheet) -> bool:
    """Tell whether rows are facts: those of an export may be what other facts name."""
    return bool(sheet.columns) and not (sheet.format == "jsonl" and TABLE in sheet.columns)


def _no_needed(sheet: Sheet) -> UsageError:
    *others, last = (field.name for field in TABLES["fact"] if field.required)
    return UsageError(
        f'"{sheet.path}" has no column that is {", ".join(others)} or {last}',
        hint=f"its columns are {', '.join(sheet.columns)} (--map FIELD=COLUMN says what they are)",
    )


def _inside(cells: Mapping[str, Any], column: str) -> Any:
    """Return what stands at a dotted path of a JSON object."""
    value: Any = cells
    for key in column.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value
