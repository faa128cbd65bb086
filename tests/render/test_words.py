from __future__ import annotations

from decimal import Decimal

import pytest

from misca_cli.figures import reading as figures
from misca_cli.render import words


@pytest.mark.parametrize(
    ("text", "expected", "notes"),
    [
        pytest.param("420 soldiers", "420 soldiers", (), id="level"),
        pytest.param("1,200 soldiers", "1,200 soldiers", (), id="as-written"),
        pytest.param("40 million USD", "40 million USD", (), id="power"),
        pytest.param("15 %", "15 %", (), id="percent"),
        pytest.param(
            "~2800 soldiers", "about 2800 soldiers", ('written "~2800 soldiers"',), id="about"
        ),
        pytest.param(">=1 year", "at least 1 year", ('written ">=1 year"',), id="at-least"),
        pytest.param("<=1 year", "at most 1 year", ('written "<=1 year"',), id="at-most"),
        pytest.param(">1 year", "more than 1 year", ('written ">1 year"',), id="more-than"),
        pytest.param("<1 year", "less than 1 year", ('written "<1 year"',), id="less-than"),
        pytest.param("6..12 months", "6 to 12 months", ('written "6..12 months"',), id="range"),
        pytest.param("6.. months", "6 or more months", ('written "6.. months"',), id="no-high"),
        pytest.param("..12 months", "up to 12 months", ('written "..12 months"',), id="no-low"),
        pytest.param("+800 soldiers", "+800 soldiers", ("an increase",), id="increase"),
        pytest.param("-200 soldiers", "−200 soldiers", ("a decrease",), id="decrease"),
        pytest.param("x2", "x2", ("a multiple",), id="multiple"),
        pytest.param(
            "+~800 soldiers",
            "about +800 soldiers",
            ("an increase", 'written "+~800 soldiers"'),
            id="about-an-increase",
        ),
        pytest.param(
            "dozens of soldiers", "dozens of soldiers", ("at least 24",), id="bound-in-a-word"
        ),
    ],
)
def test_figure(text: str, expected: str, notes: tuple[str, ...]) -> None:
    quantity = figures.parse(text)
    assert (expected, notes) == (words.figure(quantity), words.figure_notes(quantity))


def test_a_range_that_excludes_an_end_stays_as_written() -> None:
    table = {"low": Decimal(6), "high": Decimal(12), "low_included": False, "unit": "months"}
    assert words.figure(figures.from_table(table)) == ">6..12 months"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param({"low": -5, "high": -2}, "−5 to −2 °C", id="both"),
        pytest.param({"low": -5, "high": 2}, "−5 to 2 °C", id="one"),
        pytest.param({"low": -5, "high": -2, "approximate": True}, "about −5 to −2 °C", id="about"),
        pytest.param({"high": -2}, "at most −2 °C", id="bound"),
        pytest.param({"low": -2, "high": -2}, "−2 °C", id="no-range"),
        pytest.param({"low": 23, "high": 23}, "23 °C", id="no-range-above-zero"),
        pytest.param({"amount": -2}, "−2 °C", id="amount"),
    ],
)
def test_below_zero(table: dict[str, object], expected: str) -> None:
    assert words.figure(figures.from_table({**table, "unit": "°C"})) == expected


@pytest.mark.parametrize(("number", "expected"), [(0, "0 facts"), (1, "1 fact"), (12, "12 facts")])
def test_counted(number: int, expected: str) -> None:
    assert expected == words.counted(number, "fact", "facts")
