from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.export.spreadsheet import csv_text
from misca_cli.figures.reading import from_table
from misca_cli.model import Value
from misca_cli.text import safe

from .sample import NOTHING, QUERY, SOURCES, TIMELINE, claiming, result

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def shown(text: str) -> str:
    return safe("'" + text if text.startswith(FORMULA_STARTS) else text)


@pytest.mark.parametrize(
    ("claim", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-5 °C", "'-5 °C", id="temperature"),
        pytest.param("-1.5", "'-1.5", id="number as text"),
        pytest.param("@x", "'@x", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\\x0d=1", id="carriage return"),
        pytest.param("＝1", "'＝1", id="full width"),
        pytest.param("1=1", "1=1", id="not at the start"),
        pytest.param('a "b", c\nd', 'a "b", c\nd', id="quotes, comma, newline"),
        pytest.param("\x1b[2J\u202e", "\\x1b[2J<U+202E>", id="controls"),
    ],
)
def test_text_cannot_act(claim: str, cell: str) -> None:
    assert [["claim"], [cell]] == rows(csv_text(claiming([claim]), ("claim",)))


def test_numbers_are_written_as_they_are() -> None:
    figure = from_table({"low": -2, "high": -1, "unit": "m"})
    fact = QUERY.results[0].fact.replaced(
        value=Value(kind="figure", text=figure.text, figure=figure)
    )
    answer = QUERY.replaced(results=(result(fact, score=0.25),))
    fields = ("value.low", "score", "value.low_included", "value.amount")
    assert rows(csv_text(answer, fields))[1] == ["-2", "0.25", "true", ""]


def test_rows_end_as_the_standard_says() -> None:
    assert csv_text(TIMELINE, ("id", "by.name")) == (
        "id,by.name\r\ncanal/depth,Guild of Boatmen; Ada Møller\r\nlocks-3,Ada Møller\r\n"
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param((), 21, id="default"),
        pytest.param(("id", "claim"), 2, id="chosen"),
        pytest.param(("id", "id"), 1, id="a column once"),
    ],
)
def test_nothing_is_the_header_alone(fields: tuple[str, ...], expected: int) -> None:
    assert [expected] == [len(row) for row in rows(csv_text(NOTHING, fields))]


def test_sources_take_fields() -> None:
    assert rows(csv_text(SOURCES, ("id", "author"))) == [
        ["id", "author"],
        ["herald", "J. Invented; K. Nobody"],
        ["ledger", ""],
    ]


@given(st.lists(st.text(alphabet=st.characters())))
def test_csv_reads_back_equal_but_for_the_apostrophe(claims: list[str]) -> None:
    expected = [["claim", "note"], *([shown(claim)] * 2 for claim in claims)]
    assert expected == rows(csv_text(claiming(claims), ("claim", "note")))
