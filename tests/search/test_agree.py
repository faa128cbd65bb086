"""How well dates and figures agree with what is asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from misca_cli import dates
from misca_cli.dates import Date
from misca_cli.figures import reading as figures
from misca_cli.query import Amount, Period
from misca_cli.search.agree import (
    FAR,
    HOLDS,
    OPEN,
    OVERLAPS,
    WIDE,
    amount_agreement,
    period_agreement,
)
from misca_cli.search.filters import read_period
from misca_cli.search.periods import find_period

from .sample import CORPUS


def period(text: str) -> Period:
    return read_period(text, CORPUS)


def agreement(asked: str, date: Date) -> float:
    return period_agreement(period(asked), date.earliest, date.latest)


@pytest.mark.parametrize(
    ("asked", "date", "expected"),
    [
        ("december 2013", "2013-12-05", 1.0),
        ("december 2013", "2013-12", 1.0),
        ("december 2013", "2013", WIDE),
        ("december 2013", "2013-11-30/2013-12-01", OVERLAPS),
        ("december 2013", "2013-11", 0.0),
        ("december 2013", "2014-01-01", 0.0),
        ("december 2013", "[2013-12-12..]", OPEN),
        ("since december 2013", "[2013-12-12..]", 1.0),
        ("since december 2013", "2013", OVERLAPS),
        ("before december 2013", "[2013-12-12..]", 0.0),
        ("before december 2013", "[..2012]", 1.0),
        ("december", "2012-12-05", 1.0),
        ("december", "2012", WIDE),
        ("december", "2012-11", 0.0),
        ("december", "2010/2013", WIDE),
        ("december", "[2013-12-12..]", OPEN),
        ("december", "[2013-11-12..]", OPEN),
        ("december", "[2013-10-12..]", FAR),
        ("2012", "[..2013-11-27]", FAR),
        ("29 february", "2013-02-28", 0.0),
        ("29 february", "2012-02-29", 1.0),
        ("in winter", "2013-12-05", 1.0),
        ("in winter", "2014-02-05", 1.0),
        ("in winter", "2013-07-05", 0.0),
        ("in winter", "[2013-12-12..]", OPEN),
        ("in winter", "[2013-01-12..]", OPEN),
        ("in winter", "[2013-07-12..]", FAR),
        ("december", "../..", 0.0),
        ("1990", "[..2013-12-06]", FAR),
        ("2100", "[2013-12-12..]", FAR),
    ],
)
def test_period_agreement(asked: str, date: str, expected: float) -> None:
    assert expected == agreement(asked, dates.parse(date))


def test_what_has_no_date_agrees_with_no_period() -> None:
    assert period_agreement(period("december"), None, None) == 0.0


def test_a_period_of_words_and_a_filter_mean_the_same() -> None:
    found = find_period(["late", "november"], years=CORPUS.years)
    assert found is not None
    assert found.period == period("late november")


def amount(
    low: int | None, high: int | None, *, ends: str = "[]", unit: str | None = None
) -> Amount:
    return Amount(
        text="",
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        low_included=ends[0] == "[",
        high_included=ends[1] == "]",
        unit=unit,
    )


@pytest.mark.parametrize(
    ("asked", "figure", "expected"),
    [
        pytest.param(amount(1200, 1200), "1200 guards", 1.0, id="equal"),
        pytest.param(amount(1200, 1200), "+1200 guards", 1.0, id="a change"),
        pytest.param(amount(1200, 1200), "~1200 guards", 1.0, id="approximate"),
        pytest.param(amount(1200, 1200), "1201 guards", 0.0, id="another"),
        pytest.param(amount(2, 2), "x2", 0.0, id="a multiple is no number"),
        pytest.param(amount(8, 8), "6..12 months", HOLDS, id="within a range"),
        pytest.param(amount(13, 13), "6..12 months", 0.0, id="outside a range"),
        pytest.param(amount(1, 1), ">=1 year", HOLDS, id="the bound of an open range"),
        pytest.param(amount(2, 2), ">=1 year", 0.0, id="perhaps in an open range"),
        pytest.param(amount(1000, None), "1200 guards", 1.0, id="more"),
        pytest.param(amount(1000, None), "1000 guards", 1.0, id="at least, exactly"),
        pytest.param(amount(1000, None, ends="(]"), "1000 guards", 0.0, id="more than, exactly"),
        pytest.param(amount(1000, None, ends="(]"), ">1000 guards", 1.0, id="more than, both"),
        pytest.param(amount(1000, None, ends="(]"), ">=1000 guards", 0.0, id="more, at least"),
        pytest.param(amount(None, 1, ends="[)"), "<1 year", 1.0, id="less than, both"),
        pytest.param(amount(None, 1, ends="[)"), "1 year", 0.0, id="less than, exactly"),
        pytest.param(amount(None, 2000), ">1000 guards", 0.0, id="open above"),
        pytest.param(amount(400, 700), "500..600 guards", 1.0, id="a range in a range"),
        pytest.param(amount(400, 700), "500..800 guards", 0.0, id="a range half in a range"),
        pytest.param(amount(40, 40, unit="USD"), "40 USD", 1.0, id="unit"),
        pytest.param(amount(40, 40, unit="USD"), "40 EUR", 0.0, id="other unit"),
        pytest.param(amount(40, 40, unit="%"), "40", 0.0, id="no unit"),
    ],
)
def test_amount_agreement(asked: Amount, figure: str, expected: float) -> None:
    assert expected == amount_agreement(asked, figures.parse(figure))


@pytest.mark.parametrize("date", ["2013-11-05", "[..2013-12-08]", "[2013-10-12..]", "2013"])
def test_a_month_takes_in_what_the_month_of_a_year_does(date: str) -> None:
    value = dates.parse(date)
    assert agreement("november", value) >= agreement("november 2013", value)
