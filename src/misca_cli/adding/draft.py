"""What is to be added: a fact, what it names that the pack lacks, and the proof of its place."""

from __future__ import annotations

import datetime as dt

from misca_cli.load.faults import dotted
from misca_cli.record import Record
from misca_cli.schema import TABLES
from misca_cli.writing import toml_value
from misca_cli.written import layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Fields = Mapping[str, object]

_KINDS = {kind: {field.name: field.kind for field in fields} for kind, fields in TABLES.items()}


class Draft(Record):
    """A fact that is to be added."""

    id: str
    fields: Fields
    """As a fact file says them."""
    named: Mapping[str, Mapping[str, Fields]] = {}
    """New records that it names, by table and id."""
    anchor: str | None = None
    """The proof of its place."""

    def text(self) -> str:
        """Return all tables that are to be added, as a reader looks them over."""
        named = (
            table_text(kind, record_id, fields)
            for kind, records in self.named.items()
            for record_id, fields in records.items()
        )
        return "\n".join((*named, table_text("fact", self.id, self.fields)))


def table_text(kind: str, record_id: str, fields: Fields) -> str:
    """Return a record as a table of TOML, as an author would lay it out."""
    lines = [
        f"{name} = {_written(_KINDS[kind][name], fields[name])}\n"
        for name in layout(kind)
        if name in fields
    ]
    return f"[{dotted((kind, record_id))}]\n{''.join(lines)}"


def _written(kind: str, value: object) -> str:
    if kind in ("date", "value") and isinstance(value, str) and _is_day(value):
        return value
    if isinstance(value, list) and len(value) == 1 and kind == "ids":
        return toml_value(value[0])
    return toml_value(value)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
