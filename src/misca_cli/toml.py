"""TOML: bytes to plain values, or one problem with its place.

The only module that knows tomli; whichever Python runs, TOML 1.1 is read. Only what makes a
file unreadable is refused: whether a value can be kept is for whoever reads it to say. It
knows nothing of facts.
"""

from __future__ import annotations

import re
import sys
from decimal import Decimal, InvalidOperation

import tomli

from misca_cli.positions import DEEPEST, STRING, ScanError, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_NESTING = (dict, list)

# What stands at the place that tomli names, for the messages that quote it.
_WORD = re.compile(r"[^\s,\]}#]+|[^\n]")
_KEY = r"((?:[A-Za-z0-9_.-]|\"[^\"\n]*\"|'[^'\n]*')+)"
_GIVEN = re.compile(rf"[ \t]*(?:\[{{1,2}}[ \t]*{_KEY}|{_KEY}[ \t]*=)")

_BEYOND_ASCII = re.compile(r"(?![A-Za-z0-9_])\w")
_NAME = re.compile(r"[\w-]+")
# What tomli says where a key has such a letter at its beginning, or further on.
_IN_A_KEY = ("Expected '=' after", "Expected ']", "Invalid initial character", "Invalid statement")

_MARK = "misca-was-given"

_UNCLOSED = {
    '"': "a string is never closed",
    "'": "a string is never closed",
    "[": "an array is never closed",
    "{": "an inline table is never closed",
}
_MESSAGES = {
    "Unclosed array": 'the array goes on without a comma (expected "," or "]")',
    "Unclosed inline table": 'the inline table goes on without a comma (expected "," or "}")',
    "Expected '=' after a key in a key/value pair": 'the key has no value (expected "=")',
    "Expected ']' at the end of a table declaration": 'the header is not closed (expected "]")',
    "Expected ']]' at the end of an array declaration": 'the header is not closed (expected "]]")',
    "Invalid initial character for a key part": "a key is missing or needs quotes",
    "Invalid hex value": "an escape lacks digits (expected \\xHH, \\uHHHH or \\UHHHHHHHH)",
    "Escaped character is not a Unicode scalar value": "an escape names no Unicode character",
}
_QUOTING = {
    "Invalid value": "is not a value (expected text in quotes, a number, a date, true or false)",
    "Invalid date or datetime": "is not a day of the calendar",
    "Invalid statement": "is neither a key nor a [table] (other letters need quotes)",
    "Expected newline or end of document after a statement": (
        "follows a complete value (text, months and figures need quotes)"
    ),
}


class TomlError(Exception):
    """A file is no TOML that can be read: a one-line message, and its place from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def parse(data: bytes) -> dict[str, Any]:
    """Read a TOML file, or raise `TomlError`.

    Its floats are `Decimal`, and so are integers of more digits than Python reads.
    """
    text = decode(data)
    try:
        document = _loaded(text)
    except tomli.TOMLDecodeError as error:
        raise _worded(error) from None
    except RecursionError:
        raise _too_deep(text) from None
    except ValueError:  # such an integer where no value can stand
        raise _too_long(text) from None
    if _is_too_deep(document):
        raise _too_deep(text)
    return document


def decode(data: bytes) -> str:
    """Decode a file's bytes, without a byte order mark, or raise `TomlError`."""
    try:
        return data.removeprefix(_UTF8_BOM).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        byte = error.start + 1 + (len(data) - len(error.object))
        kind = " but UTF-16" if data.startswith(_UTF16_BOMS) else ""
        raise _at(before, len(before), f"not UTF-8 (byte {byte}){kind}; save it as UTF-8") from None


def _loaded(text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text, parse_float=_decimal)
    except tomli.TOMLDecodeError:
        raise
    except ValueError:  # from int(), beyond the digits that Python reads
        return tomli.loads(_without_long_integers(text), parse_float=_decimal)


def _without_long_integers(text: str) -> str:
    """Write integers that Python doesn't read as floats, which it does.

    Their digits change, not their length: what follows stays at its place.
    """
    return re.sub(
        rf"({STRING.pattern}|#[^\n]*)|{_long_integer()}(?![ \t]*=|\.[0-9]|[eE][+-]?[0-9])",
        lambda found: found[1] or "9" * (len(found[0]) - 2) + "e0",
        text,
        flags=STRING.flags,
    )


def _long_integer() -> str:
    return rf"(?<![\w.])[1-9](?:_?[0-9]){{{sys.get_int_max_str_digits()},}}+"


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what Decimal holds
        return Decimal("Infinity")


def _is_too_deep(document: dict[str, Any]) -> bool:
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        level = [item for outer in level for item in _items(outer) if item.__class__ in _NESTING]
        if not level:
            return False
    return any(level)


def _items(outer: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return outer.values() if isinstance(outer, dict) else outer


def _too_deep(text: str) -> TomlError:
    return _at(text, _unclosed(text, 0), f"nested too deep (expected at most {DEEPEST} levels)")


def _too_long(text: str) -> TomlError:
    number = re.search(_long_integer(), text)
    return _at(text, number.start() if number else 0, "the number is too long, and no value")


def _worded(error: tomli.TOMLDecodeError) -> TomlError:
    """Say in plain words, and at the telling place, what tomli found."""
    text, index, message = error.doc, error.pos, error.msg
    opening = _unclosed(text, index) if index == len(text) else index
    if opening < index:
        return _at(text, opening, _UNCLOSED[text[opening]])
    if message.startswith(_IN_A_KEY) and _BEYOND_ASCII.match(text, index):
        return _unquoted(text, index)
    if message in _MESSAGES:
        return _at(text, index, _MESSAGES[message])
    if message in _QUOTING:
        return _at(text, index, f"{_word(text, index)} {_QUOTING[message]}")
    if message.startswith(("Cannot ", "Duplicate ")):
        return _twice(text, index, message)
    if message.startswith(("Illegal character", "Found invalid character")):
        return _at(text, index, _character(text[index]))
    if message.startswith("Unescaped "):
        index = text.rindex("\\", 0, index)
        escape = text[index : index + 2].rstrip()
        return _at(text, index, f'"{escape}" is no escape (expected "\\\\" for a backslash)')
    return _at(text, index, message[:1].lower() + message[1:])


def _unquoted(text: str, index: int) -> TomlError:
    """Show how a key is written that holds a letter beyond ASCII."""
    head = text[text.rfind("\n", 0, index) + 1 : index]
    begun = _NAME.findall(head)[-1] if _NAME.search(head[-1:]) else ""
    rest = _NAME.match(text, index)
    before = re.split("[{,]", head.removesuffix(begun))[-1].lstrip()
    brackets = len(before) - len(before.lstrip("["))
    written = f'{before}"{begun}{rest[0] if rest else ""}"{"]" * brackets}'
    return _at(text, index, f"{_quoted(text[index])} needs quotes: {written}")


def _unclosed(text: str, index: int) -> int:
    """Find where that begins which is never closed or is too deep; else keep the index."""
    try:
        scan(text)
    except ScanError as error:
        return error.index
    return index


def _word(text: str, index: int) -> str:
    found = _WORD.match(text, index)
    if found is None:
        return "the end of the line"
    if not found[0].isprintable():
        return f"U+{ord(found[0][0]):04X}"
    return _quoted(found[0])


def _twice(text: str, index: int, message: str) -> TomlError:
    """Name the key or table that an earlier one rules out; tomli stops behind it."""
    if message.startswith("Duplicate "):
        name = message.partition(" key ")[2].strip("'\"")
        return _at(text, index, f"{_quoted(name)} is already given in this inline table")
    start = text.rfind("\n", 0, index) + 1
    found = _GIVEN.match(text, start, index)
    if found is None:  # behind a value of several lines
        return _at(text, index, "the key of this value is already given above")
    name = found[1] or found[2]
    part = " or a part of it" if "." in name or "{" in text[start:index] else ""
    line = _first_line(text[:start], f"[{name}.{_MARK}]" if found[1] else f"{name}.{_MARK} = 0")
    first = f", in line {line}" if line else ""
    start = found.start(found.lastindex or 0)
    return _at(text, start, f"{_quoted(name)}{part} is already given above{first}")


def _first_line(before: str, again: str) -> int | None:
    """Return the line where that was given, or a part of it, which a marked key gives again."""
    try:
        keys = scan(before + again).keys
    except ScanError:
        return None
    path = next(path for path in keys if path[-1] == _MARK)
    lines = (keys[path[:end]][0] for end in range(len(path) - 1, 0, -1))
    return next((line for line in lines if line <= before.count("\n")), None)


def _character(character: str) -> str:
    if character == "\n":
        return "a string is not closed on its line"
    return f"the control character U+{ord(character):04X} is not allowed (expected an escape)"


def _quoted(text: str) -> str:
    return f'"{text}"' if len(text) <= 60 else f'"{text[:59]}…"'


def _at(text: str, index: int, message: str) -> TomlError:
    line = text.count("\n", 0, index) + 1
    return TomlError(message, line, index - text.rfind("\n", 0, index))
