"""Answers → CSV (RFC 4180): a header, and rows that end in carriage return and newline.

Text that a spreadsheet would run as a formula gets a leading apostrophe, even where it is
harmless ("+800 soldiers"); numbers, such as `value.amount`, are written as they are.
A change has its direction in the column `relation`. Control characters are made visible
as in plain output.
"""

from __future__ import annotations

import csv
from io import StringIO

from misca_cli.export.cells import cell
from misca_cli.export.paths import fields_of, paths_of
from misca_cli.export.record import records
from misca_cli.text import FORMULA_STARTS, safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.answer import Answer

FACT_COLUMNS = {
    "id": "id",
    "date": "date",
    "claim": "claim",
    "who": "who.name",
    "what": "what.name",
    "where": "where.name",
    "value": "value.text",
    "relation": "value.relation",
    "amount": "value.amount",
    "low": "value.low",
    "high": "value.high",
    "unit": "value.unit",
    "stage": "stage",
    "act": "act",
    "by": "by.name",
    "said": "said.edtf",
    "source": "source.id",
    "title": "source.title",
    "at": "at",
    "url": "source.url",
    "status": "status",
}
SOURCE_COLUMNS = {
    "id": "id",
    "issued": "issued.edtf",
    "title": "title",
    "publisher": "publisher",
    "author": "author",
    "type": "type",
    "facts": "facts",
    "cited_by": "cited_by",
    "seen": "seen",
    "reprints": "reprints",
    "url": "url",
    "archive_url": "archive_url",
}


def csv_text(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    """Return an answer as CSV; `fields` chooses other columns, headed by their paths."""
    columns = {path: path for path in fields} or _columns(answer)
    rows = fields_of(records(answer), columns.values(), known=paths_of(answer))
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue()


def _columns(answer: Answer) -> dict[str, str]:
    if answer.command == "compare":
        return {**FACT_COLUMNS, "findings": "findings.kind", "why": "findings.why"}
    return SOURCE_COLUMNS if answer.command == "sources" else FACT_COLUMNS


def _cell(value: object) -> str:
    text = cell(value)
    if isinstance(value, int | float):
        return text
    return safe(f"'{text}" if text.startswith(FORMULA_STARTS) else text)
