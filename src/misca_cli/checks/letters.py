"""Rules over the text of a file: characters that deceive, and what only TOML 1.1 allows."""

from __future__ import annotations

import re
from unicodedata import name

from misca_cli.checks.rule import Slip
from misca_cli.positions import STRING
from misca_cli.record import Record
from misca_cli.text import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = re.compile(
    rf"(?P<string>{STRING.pattern})|(?P<comment>#[^\n]*)|(?P<gap>\s+)"
    r"|(?P<mark>[\[\]{},=])|(?P<bare>[^\s,\[\]{}#\"'=]+)",
    STRING.flags,
)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {"b": "\b", "f": "\f", "r": "\r", "e": "\x1b"}
_NO_SECONDS = re.compile(r"(?:^|[Tt])[0-9]{2}:[0-9]{2}(?!:)")
# Most files hold nothing of TOML 1.1, and this is found in no time.
_SUSPECT = re.compile(r"\{|\\[ex]|[0-9]{2}:[0-9]{2}(?!:)")


def control_characters(text: str) -> Iterator[Slip]:
    """Report characters that are not seen, or change what is seen around them.

    Control characters can move the cursor of a terminal; others reorder text or hide in it, so
    that what a reader sees is not what the file says (Trojan Source, CVE-2021-42574). The
    loader refuses U+0000 for good.
    """
    if "\\" not in text and text.replace("\n", "").isprintable():
        return
    for token in _TOKEN.finditer(text):
        if token.lastgroup not in ("string", "comment"):
            continue
        found = _hidden(token[0], escapes=token[0][0] == '"')
        if found:
            index, char = found
            yield Slip(index=token.start() + index, message=f"holds {_named(char)}")


def _hidden(token: str, *, escapes: bool) -> tuple[int, str] | None:
    """Find the first character that should not be there, and where."""
    for index, char in enumerate(() if token.isprintable() else token):
        if char not in "\n\r" and safe(char) != char:
            return index, char
    for escape in _ESCAPE.finditer(token) if escapes and "\\" in token else ():
        digits = escape[1] or escape[2] or escape[3]
        char = chr(int(digits, 16)) if digits else _SHORT.get(escape[4], "")
        if char != "\0" and safe(char) != char:
            return escape.start(), char
    return None


def hidden(value: object) -> str | None:
    """Return what `control_characters` would say of a value, once that is written in a file."""
    match value:
        case str():
            return _hidden_in(value)
        case Record():
            parts: Iterable[object] = vars(value).values()
        case tuple():
            parts = value
        case dict():
            parts = (*value, *value.values())
        case _:
            return None
    return next((found for part in parts if (found := hidden(part))), None)


def _hidden_in(text: str) -> str | None:
    if text.isprintable():
        return None
    found = next((char for char in text if safe(char) != char), None)
    return f"holds {_named(found)}" if found else None


def _named(char: str) -> str:
    kind = name(char, "a control character").lower()
    return f"U+{ord(char):04X}, {kind} (write what is meant without it)"


def not_toml_1_0(text: str) -> Iterator[Slip]:
    r"""Report what only TOML 1.1 allows.

    That is an inline table over several lines or with a comma at its end, the escapes `\e` and
    `\xHH`, and times without seconds. misca reads them; many other tools do not yet.
    """
    if not _SUSPECT.search(text):
        return
    tables: list[_Inline | None] = []
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "string" if token[0][0] == '"':
                yield from _escapes(token)
            case "bare" if found := _NO_SECONDS.search(token[0]):
                at = token.start() + found.end()
                message = "a time without seconds is TOML 1.1"
                yield Slip(index=token.start(), message=message, edits=((at, at, ":00"),))
        if token.lastgroup == "mark" and token[0] in "{[":
            tables.append(_Inline() if token[0] == "{" else None)
        elif token.lastgroup == "mark" and token[0] in "}]":
            closed = tables.pop() if tables else None
            yield from closed.slips() if closed else ()
        elif tables and tables[-1]:
            tables[-1].take(token)


def _escapes(token: re.Match[str]) -> Iterator[Slip]:
    for escape in _ESCAPE.finditer(token[0]):
        if escape[1] or escape[4] == "e":
            start, end = token.start() + escape.start(), token.start() + escape.end()
            digits = escape[1] or "1b"
            message = f'the escape "{escape[0]}" is TOML 1.1'
            yield Slip(index=start, message=message, edits=((start, end, f"\\u00{digits}"),))


class _Inline:
    """An inline table, while its tokens are passed."""

    def __init__(self) -> None:
        self._breaks: list[tuple[int, int, str]] = []
        self._comma: int | None = None
        self._has_comment = False

    def take(self, token: re.Match[str]) -> None:
        """Take a token of the table itself, and not of a value in it."""
        if token.lastgroup == "comment":
            self._has_comment = True
        elif token.lastgroup == "gap":
            if "\n" in token[0]:
                self._breaks.append((token.start(), token.end(), " "))
        else:
            self._comma = token.start() if token[0] == "," else None

    def slips(self) -> Iterator[Slip]:
        """Give what is wrong with the table, now that it has ended."""
        if self._breaks:
            edits = () if self._has_comment else tuple(self._breaks)
            message = "an inline table over several lines is TOML 1.1"
            yield Slip(index=self._breaks[0][0], message=message, edits=edits)
        if self._comma is not None:
            edits = ((self._comma, self._comma + 1, ""),)
            message = "a comma at the end of an inline table is TOML 1.1"
            yield Slip(index=self._comma, message=message, edits=edits)


def in_toml_1_0(text: str) -> str:
    """Return a file without what only TOML 1.1 allows, as far as that can be rewritten."""
    edits = [edit for slip in not_toml_1_0(text) for edit in slip.edits]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
