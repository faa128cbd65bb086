"""Days, months, years and their parts, as people type them."""

from __future__ import annotations

import pytest

from misca_cli.dates import Day
from misca_cli.search.span import Span
from misca_cli.search.span_reader import SpanReader, day_number, is_likely_year
from misca_cli.search.telling import MONTHS
from misca_cli.text import fold

YEAR = 2013


def days(text: str, *, sure: bool = True) -> tuple[Day, Day, int] | None:
    """Read a span at the first word: its days in 2013, and how many words it took."""
    found = SpanReader(fold(text).split(), lambda word: word == "decembers").span(0, sure=sure)
    return (*found[0].days(YEAR), found[1]) if found else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012-12-05", (2012, 12, 5), (2012, 12, 5)),
        ("2012/12/05", (2012, 12, 5), (2012, 12, 5)),
        ("2012-12", (2012, 12, 1), (2012, 12, 31)),
        ("12/2012", (2012, 12, 1), (2012, 12, 31)),
        ("5/12/2012", (2012, 12, 5), (2012, 12, 5)),
        ("5.12.2012", (2012, 12, 5), (2012, 12, 5)),
        ("12/31/2012", (2012, 12, 31), (2012, 12, 31)),
        ("2012", (2012, 1, 1), (2012, 12, 31)),
        ("2012-2014", (2012, 1, 1), (2014, 12, 31)),
        ("5 december 2012", (2012, 12, 5), (2012, 12, 5)),
        ("5th of december", (2013, 12, 5), (2013, 12, 5)),
        ("december 5th, 2012", (2012, 12, 5), (2012, 12, 5)),
        ("december the 5th", (2013, 12, 5), (2013, 12, 5)),
        ("1er décembre 2012", (2012, 12, 1), (2012, 12, 1)),
        ("dec. 5, 2012", (2012, 12, 5), (2012, 12, 5)),
        ("5-9 december 2012", (2012, 12, 5), (2012, 12, 9)),
        ("5–9 december", (2013, 12, 5), (2013, 12, 9)),
        ("december 5-9", (2013, 12, 5), (2013, 12, 9)),
        ("december", (2013, 12, 1), (2013, 12, 31)),
        ("dec", (2013, 12, 1), (2013, 12, 31)),
        ("décembre 2012", (2012, 12, 1), (2012, 12, 31)),
        ("decmber", (2013, 12, 1), (2013, 12, 31)),
        ("novmeber 2012", (2012, 11, 1), (2012, 11, 30)),
        ("february 2012", (2012, 2, 1), (2012, 2, 29)),
        ("february", (2013, 2, 1), (2013, 2, 28)),
        ("29 february", (2013, 2, 28), (2013, 2, 28)),
        ("november-december 2012", (2012, 11, 1), (2012, 12, 31)),
        ("nov–dec", (2013, 11, 1), (2013, 12, 31)),
        ("early december", (2013, 12, 1), (2013, 12, 10)),
        ("mid-december", (2013, 12, 11), (2013, 12, 20)),
        ("mi-décembre", (2013, 12, 11), (2013, 12, 20)),
        ("late november", (2013, 11, 21), (2013, 11, 30)),
        ("end of february", (2013, 2, 21), (2013, 2, 28)),
        ("fin novembre 2012", (2012, 11, 21), (2012, 11, 30)),
        ("début 2012", (2012, 1, 1), (2012, 4, 30)),
        ("late 2012", (2012, 9, 1), (2012, 12, 31)),
        ("q4 2012", (2012, 10, 1), (2012, 12, 31)),
        ("t1 2012", (2012, 1, 1), (2012, 3, 31)),
        ("last quarter of 2012", (2012, 10, 1), (2012, 12, 31)),
        ("deuxième trimestre 2012", (2012, 4, 1), (2012, 6, 30)),
        ("second half of 2012", (2012, 7, 1), (2012, 12, 31)),
        ("first half of december", (2013, 12, 1), (2013, 12, 15)),
        ("second half of november", (2013, 11, 16), (2013, 11, 30)),
        ("first week of december", (2013, 12, 1), (2013, 12, 7)),
        ("dernière semaine de novembre", (2013, 11, 24), (2013, 11, 30)),
        ("summer 2012", (2012, 6, 1), (2012, 8, 31)),
        ("hiver 2012", (2012, 12, 1), (2013, 2, 28)),
        ("winter", (2013, 12, 1), (2014, 2, 28)),
        ("may", (2013, 5, 1), (2013, 5, 31)),
    ],
)
def test_span(text: str, first: Day, last: Day) -> None:
    assert (first, last, len(text.split())) == days(text)


@pytest.mark.parametrize(
    "text",
    [
        "31 november",
        "0 december",
        "2013-13",
        "2013-02-30",
        "31/02/2013",
        "1/2",
        "5-9 soldiers",
        "9-5 december",
        "1200",
        "3000",
        "decembers",
        "marched",
        "marche",
        "member",
        "fall",
        "q4",
        "q5 2012",
        "early troops",
        "first week of 2013",
        "second battalion",
        "2014-2012",
        "",
    ],
)
def test_no_span(text: str) -> None:
    assert days(text) is None


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("may", 0),
        ("mai", 0),
        ("jan", 0),
        ("winter", 0),
        ("spring", 0),
        ("may 2012", 2),
        ("5 may", 2),
        ("may 5", 2),
        ("march", 1),
        ("winter 2012", 2),
        ("2012", 1),
    ],
)
def test_doubtful_words_need_company(text: str, taken: int) -> None:
    found = days(text, sure=False)
    assert taken == (found[2] if found else 0)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("5", 5), ("05", 5), ("1st", 1), ("2nd", 2), ("1er", 1), ("2e", 2), ("31", 31)]
    + [(word, None) for word in ("0", "32", "5x", "th", "", "𐩀", "100")],
)
def test_day_number(word: str, expected: int | None) -> None:
    assert expected == day_number(word)


@pytest.mark.parametrize(
    ("word", "years", "expected"),
    [
        pytest.param("2013", (2013,), True, id="offered"),
        pytest.param("1600", (2013,), False, id="far from all"),
        pytest.param("2085", (2013,), False, id="to come"),
        pytest.param("2000", (2013,), False, id="a figure of the facts"),
        pytest.param("2000", (2013, 2000), True, id="offered, though a figure too"),
        pytest.param("1990", (2013,), True, id="not far"),
        pytest.param("1600", (), True, id="no years to go by"),
        pytest.param("troops", (), False, id="a word"),
        pytest.param("1200", (1200,), False, id="never before 1500"),
    ],
)
def test_is_likely_year(word: str, years: tuple[int, ...], *, expected: bool) -> None:
    assert expected == is_likely_year(word, years, known=lambda known: known == "2000")


def test_a_span_that_ends_before_it_begins_goes_on_into_the_next_year() -> None:
    span = Span(year=None, first=(12, 1), last=(2, 29))
    assert span.days(2011) == ((2011, 12, 1), (2012, 2, 29))


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("month", ["september", "october", "november", "december", "february"])
def test_a_month_may_be_cut_short(month: str, cut: int) -> None:
    reader = SpanReader([month[:-cut]], lambda _: len(month) - cut > 5)
    assert reader.month_number(0) == MONTHS[month]
