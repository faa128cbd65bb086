"""Answers → JSON: one document, or one object a line.

`answer.schema.json`, beside it, describes the document; what commands that answer nothing
print, `report.schema.json` does.
"""

from __future__ import annotations

from misca_cli.export.record import bounds_object, fact_object, number, records
from misca_cli.jsontext import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from misca_cli.answer import Answer, Query
    from misca_cli.export.record import Object
    from misca_cli.model import Problem
    from misca_cli.query import Amount

FORMAT_VERSION = "1.0"
"""The minor number grows with each key that is added, the major one when a key changes."""


def document(answer: Answer, fields: tuple[str, ...] = ()) -> Object:
    """Return an answer as the one object that its JSON says; `fields` narrows its records."""
    found = _narrowed(records(answer), fields, answer)
    near = [fact_object(result, answer.base, axis=answer.axis) for result in answer.near]
    of_sources = answer.command == "sources"
    return {
        "format_version": FORMAT_VERSION,
        "command": answer.command,
        "query": _query(answer.query) if answer.query else None,
        "total": answer.total,
        "total_is": "exact" if answer.is_total_exact else "at_least",
        "facts": [] if of_sources else found,
        **({"sources": found} if of_sources else {}),
        **(_groups(answer) if answer.command == "compare" else {}),
        "near": _narrowed(near, fields, answer),
        "agreement": _agreements(answer),
        "problems": [problem_object(problem) for problem in answer.problems],
    }


def json_text(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    """Return an answer as one JSON document."""
    return dumped(document(answer, fields), indent=2) + "\n"


def json_line(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    """Return an answer as one JSON document on one line."""
    return dumped(document(answer, fields)) + "\n"


def jsonl_text(answer: Answer, fields: tuple[str, ...] = ()) -> str:
    """Return the facts or the sources of an answer as one JSON object a line."""
    objects = _narrowed(records(answer), fields, answer)
    return "".join(f"{dumped(each)}\n" for each in objects)


def schema(of: str = "answer") -> dict[str, Any]:
    """Return the JSON Schema of the document, or that of a `report`: by check and the like."""
    from importlib.resources import files  # slow, and no answer needs it

    text = files("misca_cli.export").joinpath(f"{of}.schema.json").read_text(encoding="utf-8")
    read: dict[str, Any] = loads(text)
    return read


def _groups(answer: Answer) -> Object:
    from misca_cli.export.groups import group_object  # few answers have any

    return {"groups": [group_object(group, answer.base) for group in answer.groups]}


def _agreements(answer: Answer) -> list[Object]:
    if not answer.agreements:
        return []
    from misca_cli.export.groups import agreement_object  # many answers have none

    return [agreement_object(group, each, answer.base) for group, each in answer.agreements]


def _narrowed(objects: list[Object], fields: tuple[str, ...], answer: Answer) -> list[Object]:
    if not fields:
        return objects
    from misca_cli.export.paths import fields_of, paths_of  # all the paths, for some only

    return fields_of(objects, fields, known=paths_of(answer))


def dumped(value: object, *, indent: int | None = None) -> str:
    """Write JSON in printable ASCII that every parser takes.

    What stands for a byte that was no UTF-8 is a lone surrogate in Python; strict parsers
    refuse its escape, so it becomes the replacement character.
    """
    text = dumps(value, indent=indent)
    return dumps(_well_formed(value), indent=indent) if "\\ud" in text else text


def _well_formed(value: object) -> object:
    """Replace lone surrogates in the texts of a value; no key has any."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {key: _well_formed(each) for key, each in value.items()}
        case list() | tuple():
            return [_well_formed(each) for each in value]
    return value


def _query(query: Query) -> Object:
    period = query.period
    return {
        "text": query.text,
        "words": [
            {"text": word.text, "read_as": word.read_as, "how": word.how} for word in query.words
        ],
        "when": bounds_object(period.edtf, period.earliest, period.latest) if period else None,
        "figures": [_amount(amount) for amount in query.amounts],
        "phrases": list(query.phrases),
        "excluded": list(query.excluded),
        "filters": [
            {"field": each.field, "text": each.text, "ids": list(each.ids)}
            for each in query.filters
        ],
        "missing": [*query.missing, *query.vain_exclusions],
    }


def _amount(amount: Amount) -> Object:
    return {
        "text": amount.text,
        "low": number(amount.low),
        "high": number(amount.high),
        "low_included": amount.low_included,
        "high_included": amount.high_included,
        "unit": amount.unit,
    }


def problem_object(problem: Problem) -> Object:
    """Return a problem as it stands in every document."""
    return {
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column or None,
        "severity": problem.severity,
        "rule": problem.rule,
        "key": problem.key or None,
        "message": problem.message,
    }
