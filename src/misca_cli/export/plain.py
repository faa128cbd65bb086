"""Answers → tab-separated lines, one record a line, for `cut`, `awk` and screen readers."""

from __future__ import annotations

from misca_cli.export.cells import cell, value_at
from misca_cli.export.record import records
from misca_cli.text import tsv_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from misca_cli.answer import Answer
    from misca_cli.export.record import Object

FACT_COLUMNS = ("id", "date", "claim", "value.text", "stage", "by.name", "source.id", "at")
COMPARED_COLUMNS = (*FACT_COLUMNS, "findings.kind", "findings.why")
SOURCE_COLUMNS = ("id", "issued.edtf", "title", "publisher", "facts", "seen", "url")


def plain_text(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    """Return an answer without header or colour; `fields` chooses other columns."""
    objects = records(answer)
    if fields:
        from misca_cli.export.paths import fields_of, paths_of  # all the paths, for some only

        return _lines(each.values() for each in fields_of(objects, fields, known=paths_of(answer)))
    if answer.command == "sources":
        return _lines(_source_row(each) for each in objects)
    columns = COMPARED_COLUMNS if answer.command == "compare" else FACT_COLUMNS
    return _lines([value_at(each, path) for path in columns] for each in objects)


def _source_row(source: Object) -> Iterable[object]:
    """Return the cells of a source; one we did not read ourselves is only cited."""
    shown = {**source, "seen": "seen" if source["seen"] else "cited"}
    return [value_at(shown, path) for path in SOURCE_COLUMNS]


def _lines(rows: Iterable[Iterable[object]]) -> str:
    return "".join("\t".join(tsv_field(cell(value)) for value in row) + "\n" for row in rows)
