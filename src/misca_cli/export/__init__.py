"""Answers → text for scripts: JSON, JSON Lines, CSV and plain lines.

Each format is one function from an answer, and the fields to narrow it to, to the whole
text. Its module is imported when it is asked for: plain lines come without `json`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from misca_cli.answer import Answer


def _json(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    from misca_cli.export.document import json_text

    return json_text(answer, fields)


def _jsonl(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    from misca_cli.export.document import jsonl_text

    return jsonl_text(answer, fields)


def _csv(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    from misca_cli.export.spreadsheet import csv_text

    return csv_text(answer, fields)


def _plain(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    from misca_cli.export.plain import plain_text

    return plain_text(answer, fields)


FORMATS: dict[str, Callable[..., str]] = {
    "plain": _plain,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
