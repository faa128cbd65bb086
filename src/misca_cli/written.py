"""Records → their fields as an author writes them, and what they name.

Which fields a record has is `schema`'s to say. Read again, they are the same record.
"""

from __future__ import annotations

from functools import lru_cache

from misca_cli.figures import reading
from misca_cli.model import RECORDS, Copy, Fact, Identity
from misca_cli.schema import REFERS, TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from misca_cli.dates import Date
    from misca_cli.model import Figure, Value
    from misca_cli.record import Record

    Write = Callable[[Any], object]
    Find = Callable[[str, str], "Record | None"]

Fields = dict[str, object]
"""Fields as an author writes them: text, true or false, numbers, lists of text, tables."""

_TYPES: dict[str, type[Record]] = {"fact": Fact, **RECORDS}
# A reader wants what is claimed before where that stands; the others are as the schema has them.
_BEHIND = {"value": "what", "source": "statement", "at": "source"}


def layout(kind: str) -> tuple[str, ...]:
    """Return the names of a table's fields, in the order they are written."""
    names = [field.name for field in TABLES[kind]]
    if kind == "fact":
        for name, before in _BEHIND.items():
            names.remove(name)
            names.insert(names.index(before) + 1, name)
    return tuple(names)


def written(kind: str, record: Record) -> Fields:
    """Return the fields of a record as they are written; what goes without saying is left out."""
    values = record.__dict__
    fields = {
        name: write(values[name])
        for name, default, write in _PLANS[kind]
        if values[name] is not default and values[name] != default
    }
    if kind == "fact":
        _drop_date_of_value(values, fields)
    elif kind == "measure" and fields["name"] == values["id"]:
        del fields["name"]
    return fields


def _drop_date_of_value(values: Mapping[str, Any], fields: Fields) -> None:
    value: Value | None = values["value"]
    if value is not None and value.date is not None and value.date == values["when"]:
        del fields["when"]


def refers(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    """Give the table and the id of each record that a record names."""
    values = record.__dict__
    for name, target in REFERS[kind].items():
        value = values[name]
        if isinstance(value, str):
            yield target, value
        elif isinstance(value, Identity):
            yield target, value.entity
        elif value:
            yield from ((target, each) for each in value)
    if kind == "fact" and values["value"]:
        yield from (("entity", each) for each in values["value"].entities)


def needed(named: Iterable[tuple[str, str]], find: Find) -> dict[str, dict[str, Record]]:
    """Return by table and id the records, but no facts, that are named, and that these name."""
    found: dict[str, dict[str, Record]] = {}
    left = dict.fromkeys(named)
    while left:
        kind, record_id = left.popitem()[0]
        if kind == "fact" or record_id in found.setdefault(kind, {}):
            continue
        record = find(kind, record_id)
        if record is not None:
            found[kind][record_id] = record
            left |= dict.fromkeys(refers(kind, record))
    return {kind: dict(sorted(found[kind].items())) for kind in TABLES if found.get(kind)}


def _date(date: Date) -> str:
    return date.text


def _ids(ids: tuple[str, ...]) -> list[str]:
    return [*ids]


def _copy(copy: Copy) -> Fields:
    every = {"file": copy.file, "sha256": copy.sha256, "format": copy.format}
    return {key: each for key, each in every.items() if each not in (None, "plain")}


def _identity(identity: Identity) -> Fields:
    return {"entity": identity.entity, "because": identity.because}


def _value(value: Value) -> object:
    if value.figure:
        return _figure(value.figure)
    if len(value.entities) > 1:
        return [*value.entities]
    return value.text


def _figure(figure: Figure) -> object:
    """Return a figure as a string, or as a table where no string says it."""
    if _is_readable(figure):
        return figure.text
    table: Fields = {"amount": figure.amount}
    if figure.amount is None:
        table = {"low": figure.low, "high": figure.high}
    if figure.unit and figure.text.endswith(f" {figure.unit}"):
        table["unit"] = figure.unit
    table["relation"] = figure.relation if figure.relation != "equal" else None
    table["approximate"] = figure.approximate or None
    table["low_included"] = None if figure.low_included else False
    table["high_included"] = None if figure.high_included else False
    return {key: each for key, each in table.items() if each is not None}


@lru_cache(1 << 12)
def _is_readable(figure: Figure) -> bool:
    try:
        read = reading.parse(figure.text)
    except reading.BadFigureError:
        return False
    # A unit that isn't written comes from the measure.
    return (read if read.unit else read.replaced(unit=figure.unit)) == figure


def _same(value: object) -> object:
    return value


_WRITERS: dict[str, Write] = {
    "date": _date,
    "ids": _ids,
    "texts": _ids,
    "readings": dict,
    "copy": _copy,
    "identity": _identity,
    "value": _value,
}


def _plan(kind: str) -> tuple[tuple[str, object, Write], ...]:
    kinds = {field.name: field.kind for field in TABLES[kind]}
    defaults = _TYPES[kind]._defaults  # noqa: SLF001  # what a record need not say
    return tuple(
        (name, defaults.get(name), _WRITERS.get(kinds[name], _same)) for name in layout(kind)
    )


_PLANS = {kind: _plan(kind) for kind in TABLES}
