"""Files of rows → rows, each with its line and its text, so that none is ever lost."""

from __future__ import annotations

import csv
import gzip
import io
import zlib

from misca_cli.errors import UsageError
from misca_cli.record import Light, Record
from misca_cli.rows.cells import decode, is_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

FORMATS = ("csv", "tsv", "jsonl")
_ENDINGS = {"csv": "csv", "tsv": "tsv", "tab": "tsv", "jsonl": "jsonl", "ndjson": "jsonl"}
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SPREADSHEETS = ("xlsx", "xls", "xlsm", "ods", "numbers")
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheets begin, whatever they are called."""
_NOT_UTF8 = "is not UTF-8 (save the file as UTF-8)"
_SEP = "sep="
_AS_CSV = "save it as CSV, in UTF-8"


class Row(Light):
    """One row: its cells by column, or what is wrong with it."""

    __slots__ = ("cells", "fault", "file", "line", "raw")

    def __init__(
        self, file: str, line: int, raw: str, *, cells: Mapping[str, Any], fault: str | None = None
    ) -> None:
        self.file = file
        self.line = line
        """Of its beginning, from 1."""
        self.raw = raw
        """All of it, with the end of its line."""
        self.cells = cells
        """Text by column; of JSON Lines any value."""
        self.fault = fault


class Sheet(Record):
    """A file of rows."""

    path: str
    format: str
    header: str
    """The line that names the columns, as it is written; empty in JSON Lines."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def columns_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the columns that rows have cells of, in the order they are met."""
    each_once = dict.fromkeys(tuple(row.cells) for row in rows)
    return tuple(dict.fromkeys(name for names in each_once for name in names))


def format_of(path: str) -> str | None:
    """Return the format that the name of a file tells, behind an ending `.gz`.

    Raises `UsageError` for a spreadsheet.
    """
    ending = path.lower().removesuffix(".gz").rpartition(".")[2]
    if ending in _SPREADSHEETS:
        raise UsageError(f'"{path}" is a spreadsheet', hint=_AS_CSV)
    return _ENDINGS.get(ending)


def read_sheet(
    path: str,
    data: bytes,
    format: str | None,  # noqa: A002  # the option's name
) -> Sheet:
    """Read the bytes of a file, of a format that they tell where it is None.

    Raises `UsageError` for what is no such file at all.
    """
    text = _decoded(path, _unpacked(path, data))
    format = format or ("jsonl" if text.lstrip().startswith("{") else "csv")  # noqa: A001
    if format == "jsonl":
        return _json_lines(path, text)
    lead = _lead(text)
    delimiter = lead[len(_SEP) :].strip("\r\n") or _delimiter(text)
    header, columns, rows = _table(
        path, text[len(lead) :], "\t" if format == "tsv" else delimiter, line=2 if lead else 1
    )
    return Sheet(path=path, format=format, header=lead + header, columns=columns, rows=tuple(rows))


def _unpacked(path: str, data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f'can\'t unpack "{path}": it is damaged') from error


def _decoded(path: str, data: bytes) -> str:
    """Decode a file; bytes that are no UTF-8 stay what they are, as lone surrogates."""
    if data.startswith(_PACKED):
        raise UsageError(f'"{path}" is a spreadsheet', hint=_AS_CSV)
    if data.startswith(_UTF16_BOMS):
        raise UsageError(f'"{path}" is UTF-16', hint="save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "surrogateescape")
        if _is_of_other_letters(text):
            raise UsageError(f'"{path}" is not UTF-8', hint="save it as UTF-8") from error
        return text


def _is_of_other_letters(text: str) -> bool:
    """Tell whether all lines with more than ASCII, and not just one, are no UTF-8."""
    lines = [line for line in text.split("\n") if not line.isascii()]
    return len(lines) > 1 and not any(map(is_text, lines))


def _json_lines(path: str, text: str) -> Sheet:
    is_sound = is_text(text)
    rows = [
        _json_row(path, number, line, is_sound=is_sound or is_text(line))
        for number, line in enumerate(io.StringIO(text, newline="\n"), start=1)
        if not line.isspace()
    ]
    return Sheet(path=path, format="jsonl", header="", columns=columns_of(rows), rows=tuple(rows))


def _json_row(path: str, number: int, line: str, *, is_sound: bool) -> Row:
    if not is_sound:
        return Row(path, number, line, cells={}, fault=_NOT_UTF8)
    try:
        read = decode(line)
    except (ValueError, ArithmeticError, RecursionError):
        return Row(path, number, line, cells={}, fault="is no JSON")
    if not isinstance(read, dict):
        return Row(path, number, line, cells={}, fault="is no JSON object")
    return Row(path, number, line, cells=read)


def _lead(text: str) -> str:
    """Return the line before the header in which some spreadsheets say what parts cells."""
    line, end, _ = text.partition("\n")
    is_lead = line.lower().startswith(_SEP) and len(line.rstrip("\r")) == len(_SEP) + 1
    return line + end if is_lead else ""


def _delimiter(text: str) -> str:
    """Return what parts the cells of a header: some spreadsheets write semicolons."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _table(
    path: str, text: str, delimiter: str, *, line: int
) -> tuple[str, tuple[str, ...], Iterator[Row]]:
    lines = _lines(text, delimiter, line)
    for _, header, cells, fault in lines:
        if fault:
            raise UsageError(f'"{path}": the first line {fault}')
        columns = tuple(cell.strip() for cell in cells)
        twice = [name for name in columns if name and columns.count(name) > 1]
        if twice:
            raise UsageError(f'"{path}": the column "{twice[0]}" stands there twice')
        is_sound = is_text(text)
        return header, columns, (_row(path, columns, each, is_sound=is_sound) for each in lines)
    raise UsageError(f'"{path}" is empty')


def _row(
    path: str, columns: tuple[str, ...], read: tuple[int, str, list[str], str], *, is_sound: bool
) -> Row:
    line, raw, cells, fault = read
    if not fault and not is_sound and not is_text(raw):
        fault = _NOT_UTF8
    if not fault and any(cells[len(columns) :]):
        fault = f"has {len(cells)} cells, the header {len(columns)}"
    if fault:
        return Row(path, line, raw, cells={}, fault=fault)
    return Row(path, line, raw, cells=dict(zip(columns, cells, strict=False)))


def _lines(text: str, delimiter: str, line: int) -> Iterator[tuple[int, str, list[str], str]]:
    """Give the line, the text and the cells of each row, or what is wrong with it."""
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(noted(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        cells, fault = [], ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = _worded(str(error))
        raw = "".join(taken)
        if fault or any(cells):
            yield line, raw, cells, fault
        line += len(taken)


def _worded(message: str) -> str:
    if "unexpected end" in message:
        return "has a quotation mark that is never closed"
    if "expected after" in message:
        return "has a quotation mark inside a quoted cell (double it)"
    return f"is no row: {message}"
