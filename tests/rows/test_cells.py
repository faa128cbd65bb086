from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.rows.cells import json_value, read_cell, read_json, write_cell
from misca_cli.text import FORMULA_STARTS, safe

NASTY = st.sampled_from(
    list("=+-@'\";[]{}\\\t\r\n ,aü\x1b\x7f\u202e\u200b\U000e0001🙂")
) | st.characters(exclude_categories=["Cs"])
TEXT = st.text(NASTY, min_size=1, max_size=12)


@given(TEXT.filter(lambda text: not text.isspace()), st.sampled_from(("text", "id", "value")))
def test_text_comes_back_from_a_harmless_cell(text: str, kind: str) -> None:
    cell = write_cell(kind, text)

    assert text == read_cell(kind, cell)
    assert not cell.startswith(FORMULA_STARTS)
    assert safe(cell) == cell


@given(st.lists(TEXT.filter(lambda text: not text.isspace()), min_size=1, max_size=4))
def test_a_list_comes_back_from_a_harmless_cell(texts: list[str]) -> None:
    cell = write_cell("texts", texts)

    assert texts == read_cell("texts", cell)
    assert not cell.startswith(FORMULA_STARTS)
    assert safe(cell) == cell


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        pytest.param("text", None, "", id="nothing"),
        pytest.param("text", "=1+1", "'=1+1", id="formula"),
        pytest.param("text", "'=1+1", "''=1+1", id="formula-with-an-apostrophe"),
        pytest.param("text", "'tis", "'tis", id="apostrophe"),
        pytest.param("value", "+800 soldiers", "'+800 soldiers", id="change"),
        pytest.param("text", "a\x1b[2J", r'"\u0061\u001b\u005b2J"', id="escape-sequence"),
        pytest.param("text", " x", r'"\u0020x"', id="space-before"),
        pytest.param("ids", ["a", "b"], "a; b", id="list"),
        pytest.param("texts", ["a; b"], '["a; b"]', id="list-with-a-semicolon"),
        pytest.param("value", ["a", "b"], "a; b", id="entities"),
        pytest.param("date", "[2013..2014]", "[2013..2014]", id="one-of"),
        pytest.param("readings", {"when": "Tuesday"}, '{"when": "Tuesday"}', id="readings"),
        pytest.param("flag", False, "false", id="flag"),
        pytest.param(
            "value", {"amount": Decimal("-1.50")}, '{"amount": "-1.50"}', id="figure-as-a-table"
        ),
    ],
)
def test_cells(kind: str, value: object, cell: str) -> None:
    assert write_cell(kind, value) == cell
    assert read_cell(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        pytest.param("text", "  ", None, id="blank"),
        pytest.param("text", " a\u200bb \u200b", "ab", id="zero-width"),
        pytest.param("text", "a\r\nb\rc\nd\r\n", "a\nb\nc\nd", id="line-ends"),
        pytest.param("text", '"He left," she said', '"He left," she said', id="quotation"),
        pytest.param("text", '"\\ud800"', '"\\ud800"', id="half-a-character"),
        pytest.param("texts", " a ;; b;", ["a", "b"], id="loose-list"),
        pytest.param("texts", '["a", 1]', ['["a", 1]'], id="list-of-other-things"),
        pytest.param("value", "[2013-11-26..2013-11-27]", "[2013-11-26..2013-11-27]", id="one-of"),
        pytest.param("flag", "TRUE", True, id="flag-of-a-spreadsheet"),
        pytest.param("flag", "yes", "yes", id="no-flag"),
        pytest.param("readings", "Tuesday", "Tuesday", id="no-table"),
    ],
)
def test_cells_of_others(kind: str, cell: str, expected: object) -> None:
    assert read_cell(kind, cell) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        pytest.param("text", "", None, id="blank"),
        pytest.param("texts", [None, "a"], ["a"], id="null-in-a-list"),
        pytest.param("readings", {"when": None}, None, id="null-in-a-table"),
        pytest.param("date", 2013, "2013", id="year"),
        pytest.param("value", 420, 420, id="number"),
        pytest.param("value", {"amount": "-5"}, {"amount": -5}, id="number-as-text"),
        pytest.param("value", {"amount": "1e999999999"}, {"amount": "1e999999999"}, id="huge"),
        pytest.param("value", {"low": "six"}, {"low": "six"}, id="no-number"),
        pytest.param("flag", True, True, id="flag"),
    ],
)
def test_json(kind: str, value: object, expected: object) -> None:
    assert read_json(kind, value) == expected


def test_json_has_no_fractions_of_its_own() -> None:
    assert json_value({"low": Decimal("1.50"), "unit": "m"}) == {"low": "1.50", "unit": "m"}
