"""What is to be added: a fact, what it names that the pack lacks, and the proof of its place."""

from __future__ import annotations

from misca_cli import writing
from misca_cli.record import Record
from misca_cli.written import layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Fields = Mapping[str, object]


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
    ordered = {name: fields[name] for name in layout(kind) if name in fields}
    return writing.table_text(kind, record_id, ordered)
