"""Days told from today."""

from __future__ import annotations

from datetime import date

import pytest

from misca_cli.search import relative
from misca_cli.search.periods import find_period
from misca_cli.search.telling import TOLD_DAYS, TOLD_UNITS
from misca_cli.text import fold


class Sunday(date):
    """A calendar whose today ends a week and the February of a leap year."""

    @classmethod
    def today(cls) -> Sunday:
        return cls(2032, 2, 29)


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
        ("week", None),
        ("last", None),
        ("last soldiers", None),
    ],
)
def test_days_told_from_today(
    text: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relative, "date", Sunday)
    found = find_period(fold(text).split(), years=(2013,))
    assert expected == (found.period.edtf if found else None)


def test_a_day_whose_name_the_facts_have_is_a_word() -> None:
    assert find_period(["today"], known=lambda word: word == "today") is None


def test_words_that_lead_here_are_those_read_here() -> None:
    assert sorted(TOLD_DAYS) == sorted(relative.DAYS)
    assert sorted(TOLD_UNITS) == sorted(relative.UNITS)
