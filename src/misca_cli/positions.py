"""Positions: the line and column where the values and keys of a TOML text stand.

Scans text that `misca_cli.toml` has accepted (TOML 1.1); it checks no syntax and reads no
values, and runs only when a problem needs its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Path = tuple[str | int, ...]
Position = tuple[int, int]

# Deeper than any fact file needs, and safe for everything that recurses over values.
DEEPEST = 100

_SPACE = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
# Possessive, so that an unclosed string fails at once; a multi-line string may end in two
# quotes of its own before the three that close it.
STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|""?(?!"))*+"{3,5}'
    r"|'''(?:[^']++|''?(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\.)*+"'
    r"|'(?!'')[^'\n]*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2} (?=[0-9]{2}:))?[^\s,\[\]{}#\"'=]+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class ScanError(ValueError):
    """The text is no TOML at this place: something is never closed, or nested too deep."""

    def __init__(self, index: int) -> None:
        super().__init__(f"no TOML at character {index}")
        self.index = index


class Positions(Record):
    """Where things stand, as (line, column), both from 1 and the column in characters.

    Paths hold keys and, for elements of arrays and of arrays of tables, indices.
    """

    values: Mapping[Path, Position]
    """Values after an equals sign and elements of arrays, of every kind."""
    keys: Mapping[Path, Position]
    """Keys, where first written; tables at the bracket of their header where they have one."""


def scan(text: str) -> Positions:
    """Find where every value and key stands; `ScanError` for text that isn't TOML."""
    scanner = _Scanner(text)
    scanner.document()
    places = _Places(text)
    return Positions(
        values={path: places.position(at) for path, at in scanner.values.items()},
        keys={path: places.position(at) for path, at in scanner.keys.items()},
    )


def header_lines(text: str, table: str) -> dict[str, int] | None:
    """Find the lines of `[table.ID]` headers by id, quickly; ids given in other ways lack.

    None when a text is not so simple: where strings of several lines could hold what looks
    like a header, or an id seems to be there twice.
    """
    if '"""' in text or "'''" in text:
        return None
    lines: dict[str, int] = {}
    line, start = 0, 0
    text = f"\n{text}"
    for header in _headers(table).finditer(text):
        line += text.count("\n", start, header.end())
        start = header.end()
        name = header[1] or header[2] or header[3] or ""
        if name in lines:
            return None
        lines[name] = line
    return lines


def _headers(table: str) -> re.Pattern[str]:
    name = r"(?:([A-Za-z0-9_-]+)|\"([^\"\\\n]*)\"|'([^'\n]*)')"
    # A newline in front is found much faster than the start of a line.
    return re.compile(rf"\n[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\.[ \t]*{name}[ \t]*\]")


class _Places:
    """Turns indices into lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(newline.end() for newline in re.finditer("\n", text))]

    def position(self, index: int) -> Position:
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


class _Scanner:
    """One pass over a text, which notes the index of each value and key by its path."""

    def __init__(self, text: str) -> None:
        self.values: dict[Path, int] = {}
        self.keys: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._headers: set[Path] = set()
        self._lengths: dict[Path, int] = {}  # of the arrays of tables

    def document(self) -> None:
        table: Path = ()
        while self._skip(_GAP):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        start = self._at
        brackets = 2 if self._text.startswith("[[", start) else 1
        self._at += brackets
        path: Path = ()
        names = [name for name, _ in self._key()]
        for name in names[:-1]:
            path = self._latest((*path, name))
            self.keys.setdefault(path, start)
        path = (*path, names[-1])
        if brackets == 2:
            self.keys.setdefault(path, start)
            self._lengths[path] = self._lengths.get(path, 0) + 1
        path = self._latest(path)
        if len(path) > DEEPEST:
            raise ScanError(start)
        if path not in self._headers:  # of two tables, which is no TOML, the first counts
            self.keys[path] = start
        self._headers.add(path)
        self._at += brackets
        return path

    def _latest(self, path: Path) -> Path:
        """Go on into the last table, where the path is an array of tables."""
        length = self._lengths.get(path)
        if length is None:
            return path
        return (*path, length - 1)

    def _pair(self, path: Path) -> None:
        for name, start in self._key():
            path = (*path, name)
            self.keys.setdefault(path, start)
        self._at += 1
        self._skip(_SPACE)
        self._value(path)

    def _key(self) -> Iterable[tuple[str, int]]:
        """Read a dotted key and the space around it: its decoded parts and their indices."""
        parts: list[tuple[str, int]] = []
        while not parts or self._text.startswith(".", self._at):
            self._at += bool(parts)
            self._skip(_SPACE)
            parts.append(self._key_part())
            self._skip(_SPACE)
            if len(parts) > DEEPEST:
                raise ScanError(parts[0][1])
        return parts

    def _key_part(self) -> tuple[str, int]:
        start = self._at
        found = _BARE_KEY.match(self._text, start) or STRING.match(self._text, start)
        if found is None:
            raise ScanError(start)
        self._at = found.end()
        if found[0].startswith('"'):
            return _ESCAPE.sub(_unescaped, found[0][1:-1]), start
        return found[0].strip("'"), start

    def _value(self, path: Path) -> None:
        if len(path) > DEEPEST:
            raise ScanError(self._at)
        self.values.setdefault(path, self._at)
        opening = self._text[self._at : self._at + 1]
        if opening == "[":
            for index in self._items("]"):
                self._value((*path, index))
        elif opening == "{":
            for _ in self._items("}"):
                self._pair(path)
        else:
            found = STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at)
            if found is None:
                raise ScanError(self._at)
            self._at = found.end()

    def _items(self, closing: str) -> Iterator[int]:
        """Count the items up to the closing bracket, which is passed; they are read between."""
        start = self._at
        self._at += 1
        count = 0
        while self._skip(_GAP):
            character = self._text[self._at]
            if character not in (",", closing):
                yield count
                count += 1
                continue
            self._at += 1
            if character == closing:
                return
        raise ScanError(start)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Pass what the pattern matches, and tell whether any text is left."""
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at < len(self._text)


def _unescaped(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    return chr(int(digits, 16)) if digits else _ESCAPED.get(escape[4], escape[4])
