"""Cells of a spreadsheet ↔ fields as they are written.

What a cell says is safe to open in a spreadsheet and to print, and is read back unchanged:

- Text that a spreadsheet would run as a formula gets an apostrophe in front.
- Lists are joined by semicolons; tables, and lists that this would change, are JSON.
- Text that this would change or that holds what can't be seen is a JSON string with escapes.
"""

from __future__ import annotations

import json
from decimal import Decimal

from misca_cli.jsontext import dumps
from misca_cli.text import FORMULA_STARTS, safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, NoReturn

_WITHOUT_WIDTH = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
_NUMBERS = ("amount", "low", "high")


def read_cell(kind: str, cell: str) -> object:
    """Return what a cell says for a field of a kind; None where it is empty."""
    text = cleaned(cell)
    if not text:
        return None
    if text[0] == '"' and text[-1] == '"' and "\\u" in text:
        literal = _json(text)
        if isinstance(literal, str):
            return literal
    if text[0] == "'" and text.lstrip("'").startswith(FORMULA_STARTS):
        text = text[1:]
    reader = _READERS.get(kind)
    return reader(text) if reader else text


def cleaned(value: Any) -> Any:
    """Drop white space around a text, or around those of a list, and zero-width characters in it.

    They come along when people copy, and nobody means them; nor which system ended its lines.
    """
    if isinstance(value, str):
        text = value.strip()
        return text if text.isprintable() else _plain(text).strip()
    return [cleaned(each) for each in value] if isinstance(value, list) else value


def _plain(text: str) -> str:
    return text.translate(_WITHOUT_WIDTH).replace("\r\n", "\n").replace("\r", "\n")


def write_cell(kind: str, value: object) -> str:
    """Return the cell for a field of a kind, from which `read_cell` reads the same."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            cell = _guarded(value)
            return cell if _says(kind, cell, value) else _literal(value)
        case list():
            cell = _guarded("; ".join(value))
            return cell if _says(kind, cell, value) else dumps(value)
        case dict():
            return dumps(json_value(value))
    return str(value)


def json_value(value: object) -> object:
    """Return a field as JSON can hold it: a fraction, which only tables have, as text."""
    if isinstance(value, dict):
        return {key: json_value(each) for key, each in value.items()}
    return str(value) if isinstance(value, Decimal) else value


def read_json(kind: str, value: object) -> object:
    """Return what a JSON value says for a field of a kind; None where it says nothing."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, list):
        return [each for each in value if each is not None] or None
    if isinstance(value, dict):
        said = {key: each for key, each in value.items() if each is not None}
        if kind == "value":
            said |= {key: _number(said[key]) for key in _NUMBERS if key in said}
        return said or None
    if isinstance(value, int) and not isinstance(value, bool) and kind in _TEXTUAL:
        return str(value)
    return value


def _says(kind: str, cell: str, value: object) -> bool:
    return safe(cell) == cell and read_cell(kind, cell) == value


def _guarded(text: str) -> str:
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def _literal(text: str) -> str:
    """Write a JSON string, with an escape at least for its first character."""
    first, rest = text[:1], text[1:]
    kept = (char if char.isalnum() or char == " " else _escape(char) for char in rest)
    return f'"{_escape(first)}{"".join(kept)}"'


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _list(text: str) -> object:
    if text[0] == "[":
        read = _json(text)
        if isinstance(read, list) and all(isinstance(each, str) for each in read):
            return read
    return [part.strip() for part in text.split(";") if part.strip()]


def _value(text: str) -> object:
    if text[0] == "{":
        return _table(text)
    found = _list(text)
    # Only ids of entities stand in a list; of one, and of none, the text says as much.
    return (
        found
        if isinstance(found, list) and (text[0] == "[" or ";" in text) and found != [text]
        else text
    )


def _table(text: str) -> object:
    read = _json(text)
    return read_json("value", read) if isinstance(read, dict) else text


def _flag(text: str) -> object:
    return {"true": True, "false": False}.get(text.lower(), text)


def _number(value: object) -> object:
    """Read a number that is written as text, such as "-1.50"."""
    if not isinstance(value, str) or not value.isascii():
        return value
    if not value.removeprefix("-").replace(".", "", 1).isdecimal():
        return value
    return Decimal(value) if "." in value else int(value) if len(value) < 40 else value


def _json(text: str) -> object:
    try:
        return decode(text)
    except (ValueError, RecursionError):
        return None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def decode(text: str) -> Any:
    """Read JSON, its fractions as they are written. Raises `ValueError` and `RecursionError`."""
    try:
        value, end = _scan(text, len(text) - len(text.lstrip(_WHITE_SPACE)))
    except StopIteration as error:
        raise ValueError("no JSON") from error
    if text[end:].strip(_WHITE_SPACE):
        raise ValueError("more than one JSON value")
    if "\\u" in text and not is_text(json.dumps(value, ensure_ascii=False, default=str)):
        raise ValueError("half a character")
    return value


def is_text(text: str) -> bool:
    """Return whether a text can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
    parse_float=Decimal, parse_constant=_refuse
).scan_once  # type: ignore[attr-defined]  # what `decode` wraps, at no small cost
_WHITE_SPACE = " \t\r\n"

_TEXTUAL = ("text", "id", "date", "choice")
_READERS: Mapping[str, Callable[[str], object]] = {
    "ids": _list,
    "texts": _list,
    "value": _value,
    "flag": _flag,
    "readings": _table,
    "copy": _table,
    "identity": _table,
}
