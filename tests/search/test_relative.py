"""Days told from today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from misca_cli.search import relative
from misca_cli.search.filters import read_period
from misca_cli.search.periods import find_period
from misca_cli.search.telling import TOLD_DAYS, TOLD_UNITS
from misca_cli.text import fold

from .sample import EMPTY


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let it be some day."""

    def set_day(text: str) -> None:
        class Calendar(date):
            @classmethod
            def today(cls) -> Calendar:
                return cls.fromisoformat(text)

        monkeypatch.setattr(relative, "date", Calendar)

    return set_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2032-02-29"),
        ("yesterday", "2032-02-28"),
        ("hier", "2032-02-28"),
        ("tomorrow", "2032-03-01"),
        ("aujourd’hui", "2032-02-29"),
        ("this week", "2032-02-23/2032-02-29"),
        ("last week", "2032-02-16/2032-02-22"),
        ("la semaine dernière", "2032-02-16/2032-02-22"),
        ("next week", "2032-03-01/2032-03-07"),
        ("this month", "2032-02"),
        ("last month", "2032-01"),
        ("le mois dernier", "2032-01"),
        ("next month", "2032-03"),
        ("this year", "2032"),
        ("cette année", "2032"),
        ("last year", "2031"),
        ("l'an dernier", "2031"),
        ("l’année dernière", "2031"),
        ("since yesterday", "2032-02-28/.."),
        ("before last week", "../2032-02-15"),
        ("last week of november 2013", "2013-11-24/2013-11-30"),
        ("late last month", "2032-01-21/2032-01-31"),
        ("early this year", "2032-01-01/2032-04-30"),
        ("mid last week", "2032-02-16/2032-02-22"),
        ("mid-last week", None),
        ("last week before the summit", None),
        ("last month of 2013", "2013"),
        ("last year 2013", "2013"),
        ("week", None),
        ("last", None),
        ("last soldiers", None),
    ],
)
def test_days_told_from_a_sunday_at_the_end_of_a_month(
    text: str, expected: str | None, today: Callable[[str], None]
) -> None:
    today("2032-02-29")
    found = find_period(fold(text).split(), years=(2013,))
    assert expected == (found.period.edtf if found else None)


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        ("2032-01-01", "yesterday", "2031-12-31"),
        ("2032-01-01", "this week", "2031-12-29/2032-01-04"),
        ("2032-01-01", "last month", "2031-12"),
        ("2031-12-31", "tomorrow", "2032-01-01"),
        ("2031-12-31", "next month", "2032-01"),
        ("2032-12-06", "last week", "2032-11-29/2032-12-05"),
    ],
)
def test_days_told_from_the_turn_of_a_year_or_a_month(
    day: str, text: str, expected: str, today: Callable[[str], None]
) -> None:
    today(day)
    found = find_period(text.split())
    assert found is not None
    assert found.period.edtf == expected


@pytest.mark.parametrize("text", ["today", "usa today"])
def test_what_may_be_words_of_the_facts_is_no_period(text: str) -> None:
    assert find_period(text.split(), known=lambda _: True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("since yesterday", "2032-02-28/.."), ("last week", "2032-02-16/2032-02-22")],
)
def test_what_two_words_tell_is_a_period_whatever_words_there_are(
    text: str, expected: str, today: Callable[[str], None]
) -> None:
    today("2032-02-29")
    found = find_period(text.split(), known=lambda _: True)
    assert found is not None
    assert expected == found.period.edtf


def test_words_that_lead_here_are_those_read_here() -> None:
    assert sorted(TOLD_DAYS) == sorted(relative.DAYS)
    assert sorted(TOLD_UNITS) == sorted(relative.UNITS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since february", "2032-02-01/.."),
        ("not before 5 or 6 december", "2032-12-05/.."),
    ],
)
def test_a_bound_without_a_year_is_of_this_one_where_the_facts_offer_none(
    text: str, expected: str, today: Callable[[str], None]
) -> None:
    today("2032-02-29")
    found = find_period(text.split())
    assert found
    assert expected == found.period.edtf


def test_so_is_that_of_a_filter(today: Callable[[str], None]) -> None:
    today("2032-02-29")
    assert read_period("february..", EMPTY).edtf == "2032-02-01/.."
