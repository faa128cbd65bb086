"""What is typed for a field → what a fact file says there, as far as a field alone can tell."""

from __future__ import annotations

from functools import partial

from misca_cli.adding.names import UnknownNameError
from misca_cli.load.fields import FIELD_READERS, read_value
from misca_cli.load.inside import FieldError
from misca_cli.rows import names as rows
from misca_cli.rows.cells import is_text, read_cell
from misca_cli.search.telling import is_stop_word
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from misca_cli.adding.names import Names
    from misca_cli.model import Measure
    from misca_cli.schema import Field

SEVERAL = ("ids", "texts", "readings")
"""Kinds of fields that take more than one answer, parted by semicolons."""
ANY_MEASURE = ("unknown", "none")
LONGEST_ID = 40
"""Characters of an id that is suggested."""
NEW = "+"
"""In front of the name of what the pack lacks and is to get."""


class AnswerError(Exception):
    """What is typed is nothing that the field takes; the message says what it takes."""


def read(kind: str, field: Field, answers: Iterable[str], names: Names) -> object:
    """Return a field of a table as a file says it. Raises `AnswerError`.

    Fields that may be of several answers take one after the other, and each in parts.
    """
    parts = [part for answer in answers for part in _parted(field, answer)]
    try:
        raw = _raw(field, parts, names)
        if not is_text(str(raw)):
            raise AnswerError("what was typed is not UTF-8")
        reader = FIELD_READERS[kind][field.name]
        reader.of_text(raw) if isinstance(raw, str) else reader(raw)
    except (FieldError, UnknownNameError) as error:
        raise AnswerError(str(error)) from error
    return raw


def read_figure(text: str, measure: Measure | None, names: Names) -> object:
    """Return the value of a fact as its measure takes it. Raises `AnswerError`."""
    raw = read_cell("value", text)
    if not is_text(text):
        raise AnswerError("what was typed is not UTF-8")
    try:
        if measure and measure.value == "entity" and raw not in ANY_MEASURE:
            raw = _ids("entity", raw if isinstance(raw, list) else [text], names)
        read_value(raw, measure)
    except (FieldError, UnknownNameError) as error:
        raise AnswerError(str(error)) from error
    return raw


def fact_id(fields: dict[str, object], names: Names) -> str:
    """Return an id that tells what a fact is about, and that none has."""
    who, value = fields.get("who"), fields.get("value")
    if who and isinstance(value, str):
        return free_id("fact", f"{who} {value}", names)
    words = fold(str(fields["claim"])).split()
    telling = [word for word in words if not is_stop_word(word, french=False)]
    return free_id("fact", " ".join(telling), names)


def free_id(kind: str, text: str, names: Names) -> str:
    """Return the id that a name suggests, with a number where it is taken."""
    return rows.free_id(text, partial(names.has, kind), LONGEST_ID)


def _parted(field: Field, answer: str) -> list[str]:
    parts = answer.split(";") if field.kind in SEVERAL else [answer]
    return [part.strip() for part in parts if part.strip()]


def _raw(field: Field, parts: list[str], names: Names) -> object:
    if field.kind == "readings":
        return dict(_reading(part) for part in parts)
    if field.refers:
        ids = _ids(field.refers, parts, names)
        return ids if field.kind == "ids" else ids[0]
    if field.kind == "texts":
        return parts
    if field.kind == "flag":
        return read_cell("flag", parts[0])
    return " ".join(parts)


def _ids(kind: str, parts: Iterable[object], names: Names) -> list[str]:
    return list(dict.fromkeys(names.id(kind, str(part)) for part in parts))


def _reading(part: str) -> tuple[str, str]:
    field, equals, words = part.partition("=")
    if not equals:
        raise AnswerError(f'"{part}" lacks an equals sign (expected such as when=Tuesday)')
    return field.strip(), words.strip().strip('"')
