from __future__ import annotations

import gzip
from decimal import Decimal

import pytest

from misca_cli.errors import UsageError
from misca_cli.rows.sheets import Row, Sheet, format_of, read_sheet


def seen(sheet: Sheet) -> list[tuple[int, str | None, object]]:
    return [(row.line, row.fault, dict(row.cells)) for row in sheet.rows]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.csv", "csv"),
        ("a.CSV.gz", "csv"),
        ("a.tab", "tsv"),
        ("a.ndjson", "jsonl"),
        ("a.json", None),
        ("csv", "csv"),
        ("a", None),
    ],
)
def test_format_of(path: str, expected: str | None) -> None:
    assert format_of(path) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("a,b\n1,2\n", [(2, None, {"a": "1", "b": "2"})], id="plain"),
        pytest.param("\ufeffa;b\r\n1;2\r\n", [(2, None, {"a": "1", "b": "2"})], id="excel"),
        pytest.param("a,b\n1\n", [(2, None, {"a": "1"})], id="short-row"),
        pytest.param("a,b\n1,2,3\n", [(2, "has 3 cells, the header 2", {})], id="long-row"),
        pytest.param("\na\n\n,\nx,,\n", [(5, None, {"a": "x"})], id="blank"),
        pytest.param(
            'a,b\n"1\n2",x\ny,z\n',
            [(2, None, {"a": "1\n2", "b": "x"}), (4, None, {"a": "y", "b": "z"})],
            id="row-of-two-lines",
        ),
        pytest.param(
            'a\n"x"y\nz\n',
            [
                (2, "has a quotation mark inside a quoted cell (double it)", {}),
                (3, None, {"a": "z"}),
            ],
            id="stray-quotation-mark",
        ),
        pytest.param(
            'a\n"x\ny\n', [(2, "has a quotation mark that is never closed", {})], id="unclosed"
        ),
    ],
)
def test_csv(data: str, expected: list[tuple[int, str | None, object]]) -> None:
    assert seen(read_sheet("f.csv", data.encode(), "csv")) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_before_the_header_may_say_what_parts_cells(end: str) -> None:
    text = end.join(("sep=|", "a|b,c", "1|2", ""))

    sheet = read_sheet("f.csv", text.encode(), "csv")

    assert seen(sheet) == [(3, None, {"a": "1", "b,c": "2"})]
    assert sheet.header + "".join(row.raw for row in sheet.rows) == text


@pytest.mark.parametrize("header", ["sep=", "sep=ab", "separator,"])
def test_other_first_lines_are_the_header(header: str) -> None:
    assert read_sheet("f.csv", f"{header}\n1\n".encode(), "csv").columns[0] in header


def test_bytes_that_are_no_utf8_cost_only_their_row() -> None:
    sheet = read_sheet("f.csv", b"a\ncaf\xe9\nx\n", "csv")

    assert seen(sheet) == [
        (2, "is not UTF-8 (save the file as UTF-8)", {}),
        (3, None, {"a": "x"}),
    ]
    assert sheet.rows[0].raw.encode(errors="surrogateescape") == b"caf\xe9\n"


def test_nothing_of_a_bad_row_is_lost() -> None:
    data = 'a,b\r\n"x\r\ny",1,2\r\nz'

    sheet = read_sheet("f.csv", data.encode(), "csv")

    assert sheet.header + "".join(row.raw for row in sheet.rows) == data


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param('{"a": 1.50}', (None, {"a": Decimal("1.50")}), id="fraction"),
        pytest.param("[1]", ("is no JSON object", {}), id="array"),
        pytest.param('{"a": 1} {}', ("is no JSON", {}), id="two-values"),
        pytest.param('{"a": NaN}', ("is no JSON", {}), id="nan"),
        pytest.param('{"a": ' + "9" * 5000 + "}", ("is no JSON", {}), id="endless-number"),
        pytest.param("[" * 100_000, ("is no JSON", {}), id="endless-nesting"),
        pytest.param('{"a": "\\udc00"}', ("is no JSON", {}), id="half-a-character"),
        pytest.param("{", ("is no JSON", {}), id="cut-off"),
    ],
)
def test_json_lines(line: str, expected: tuple[str | None, object]) -> None:
    (row,) = read_sheet("f.jsonl", f"\n{line}\n".encode(), "jsonl").rows

    assert (row.line, (row.fault, row.cells)) == (2, expected)


def test_columns_of_json_lines_are_those_of_any_row() -> None:
    sheet = read_sheet("f.jsonl", b'{"a": 1}\n{"b": 2, "a": 1}\n', "jsonl")

    assert sheet.columns == ("a", "b")


def test_packed() -> None:
    sheet = read_sheet("f.tsv.gz", gzip.compress(b"a\tb\n1\t2\n"), "tsv")

    assert sheet.rows == (Row("f.tsv.gz", 2, "1\t2\n", cells={"a": "1", "b": "2"}),)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", '"f.csv" is empty', id="empty"),
        pytest.param(b"\x1f\x8bxx", 'can\'t unpack "f.csv": it is damaged', id="damaged"),
        pytest.param(b"PK\x03\x04\x14", '"f.csv" is a spreadsheet', id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1", '"f.csv" is a spreadsheet', id="xls"),
        pytest.param("é\nà\nx\n".encode("latin-1"), '"f.csv" is not UTF-8', id="latin-1"),
        pytest.param("a,b".encode("utf-16"), '"f.csv" is UTF-16', id="utf-16"),
        pytest.param(b"a,b,a\n", '"f.csv": the column "a" stands there twice', id="twice"),
        pytest.param(
            b'"a"b\n1\n',
            '"f.csv": the first line has a quotation mark inside a quoted cell (double it)',
            id="bad-header",
        ),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_sheet("f.csv", data, "csv")
    assert str(caught.value) == message
