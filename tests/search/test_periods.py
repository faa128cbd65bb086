"""Periods in a row of words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.answer import Word
from misca_cli.dates import parse
from misca_cli.search.periods import edtf, find_period, how_told, period_words, words_of
from misca_cli.text import fold

YEARS = (2013, 2012)


def read(text: str, years: tuple[int, ...] = YEARS) -> tuple[str, str] | None:
    """Return a period as EDTF, and the words it takes."""
    typed = fold(text).split()
    found = find_period(typed, years=years, known=lambda word: word == "2000")
    return (found.period.edtf, " ".join(typed[found.start : found.end])) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 december 2013", "2013-12-05"),
        ("december 2013", "2013-12"),
        ("2013", "2013"),
        ("december", "XXXX-12"),
        ("february", "XXXX-02"),
        ("5 december", "XXXX-12-05"),
        ("late november", "XXXX-11-21/XXXX-11-30"),
        ("in december", "XXXX-12"),
        ("on 5 december", "XXXX-12-05"),
        ("le 5 décembre", "XXXX-12-05"),
        ("in may", "XXXX-05"),
        ("en mai", "XXXX-05"),
        ("before 6 december", "../2013-12-05"),
        ("earlier than 6 december", "../2013-12-05"),
        ("on or before 5 december", "../2013-12-05"),
        ("on or before the 5th of december", "../2013-12-05"),
        ("no later than 5 december", "../2013-12-05"),
        ("not after 5 december", "../2013-12-05"),
        ("au plus tard le 5 décembre", "../2013-12-05"),
        ("later than 4 december", "2013-12-05/.."),
        ("on or after 5 december", "2013-12-05/.."),
        ("no earlier than 5 december", "2013-12-05/.."),
        ("not before december", "2013-12-01/.."),
        ("not before 5 or 6 december", "2013-12-05/.."),
        ("no later than november or december", "../2013-12-31"),
        ("pas avant le 5 décembre", "2013-12-05/.."),
        ("au plus tôt le 5 décembre", "2013-12-05/.."),
        ("avant le 6 décembre", "../2013-12-05"),
        ("thursday 5 december", "XXXX-12-05"),
        ("on thursday, the 5th of december 2013", "2013-12-05"),
        ("jeudi 5 décembre 2013", "2013-12-05"),
        ("thursday december 5", "XXXX-12-05"),
        ("before saturday 2013-12-07", "../2013-12-06"),
        ("before the end of 2013", "../2013-12-31"),
        ("avant fin novembre", "../2013-11-30"),
        ("before late november", "../2013-11-20"),
        ("after the beginning of december", "2013-12-01/.."),
        ("between december 2 and 6", "2013-12-02/2013-12-06"),
        ("december 6 to 7", "2013-12-06/2013-12-07"),
        ("november 26 or 27", "2013-11-26/2013-11-27"),
        ("from december 2 to 6, 2012", "2012-12-02/2012-12-06"),
        ("26/27 november", "XXXX-11-26/XXXX-11-27"),
        ("november december", "XXXX-11-01/XXXX-12-31"),
        ("nov dec 2013", "2013-11-01/2013-12-31"),
        ("in the year 2012", "2012"),
        ("year 2012", "2012"),
        ("in the month of december", "XXXX-12"),
        ("month of december 2013", "2013-12"),
        ("au mois de décembre", "XXXX-12"),
        ("not until december", "2013-12-01/.."),
        ("prior to 2013", "../2012-12-31"),
        ("after 5 december", "2013-12-06/.."),
        ("après le 5 décembre 2012", "2012-12-06/.."),
        ("since november", "2013-11-01/.."),
        ("depuis novembre 2012", "2012-11-01/.."),
        ("dès novembre", "2013-11-01/.."),
        ("partir du 5 décembre", "2013-12-05/.."),
        ("from december", "2013-12-01/.."),
        ("until december", "../2013-12-31"),
        ("by the end of november", "../2013-11-30"),
        ("up to 5 december", "../2013-12-05"),
        ("jusqu'au 9 décembre", "../2013-12-09"),
        ("december onwards", "2013-12-01/.."),
        ("5 december or later", "2013-12-05/.."),
        ("2012 or before", "../2012-12-31"),
        ("since 29 february", "2013-02-28/.."),
        ("between 5 and 9 december", "2013-12-05/2013-12-09"),
        ("between november 2012 and january 2013", "2012-11-01/2013-01-31"),
        ("entre le 5 et le 9 décembre", "2013-12-05/2013-12-09"),
        ("du 5 au 9 décembre", "2013-12-05/2013-12-09"),
        ("from 5 to 9 december 2012", "2012-12-05/2012-12-09"),
        ("from november to december", "2013-11-01/2013-12-31"),
        ("november to december", "2013-11-01/2013-12-31"),
        ("november and december", "2013-11-01/2013-12-31"),
        ("november to january", "2013-11-01/2014-01-31"),
        ("november 2012 to january", "2012-11-01/2013-01-31"),
        ("november to january 2013", "2012-11-01/2013-01-31"),
        ("early november to late december", "2013-11-01/2013-12-31"),
        ("5 - 9 december 2012", "2012-12-05/2012-12-09"),
        ("26 or 27 nov 2013", "2013-11-26/2013-11-27"),
        ("26 ou 27 novembre", "2013-11-26/2013-11-27"),
        ("2012 to 2013", "2012-01-01/2013-12-31"),
        ("2012-2013", "2012-01-01/2013-12-31"),
        ("2013-11..", "2013-11-01/.."),
        ("..2013-11", "../2013-11-30"),
        ("2013-12-05..2013-12-10", "2013-12-05/2013-12-10"),
        ("2013-11/2013-12", "2013-11-01/2013-12-31"),
        ("last quarter of 2013", "2013-10-01/2013-12-31"),
        ("winter 2012", "2012-12-01/2013-02-28"),
        ("throughout 2012", "2012"),
        ("since 1600", "1600-01-01/.."),
        ("december 2013?", "2013-12"),
    ],
)
def test_the_whole_text_is_a_period(text: str, expected: str) -> None:
    assert (expected, " ".join(fold(text).split())) == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("french troops in december 2013 in bangui", ("2013-12", "in december 2013")),
        ("troops may double in november", ("XXXX-11", "in november")),
        ("december and may", ("XXXX-12", "december")),
        ("december to may", ("2013-12-01/2014-05-31", "december to may")),
        ("december and 40 troops", ("XXXX-12", "december")),
        ("9 december to 5 troops", ("XXXX-12-09", "9 december")),
        ("from chad since 2012", ("2012-01-01/..", "since 2012")),
        ("troops 2000", None),
        ("resolution 2127", None),
        ("resolution 2085", None),
        ("december 5 and 20 soldiers", ("XXXX-12-05", "december 5")),
        ("december 5 to 20 percent", ("XXXX-12-05", "december 5")),
        ("december 9 to 5", ("XXXX-12-09", "december 9")),
        ("the march november 2013", ("2013-11", "november 2013")),
        ("december november 2013", ("XXXX-12", "december")),
        ("may", None),
        ("the march", None),
        ("at the march on bangui", None),
        ("the march 2013 coup", ("2013-03", "march 2013")),
        ("the december coup", ("XXXX-12", "december")),
        ("friday", None),
        ("friday soldiers", None),
        ("from france to chad", None),
        ("the first week", None),
        ("..", None),
        ("between 5 and 9 soldiers", None),
        ("december 2013 to november 2013", ("2013-12", "december 2013")),
    ],
)
def test_the_words_around_are_left(text: str, expected: tuple[str, str] | None) -> None:
    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("november to december", "XXXX-11-01/XXXX-12-31"),
        ("december 2012", "2012-12"),
        ("december", "XXXX-12"),
    ],
)
def test_without_years_to_offer(text: str, expected: str) -> None:
    assert (expected, text) == read(text, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in december 2013", [Word(text="december", read_as="december", how="exact")]),
        ("dec 2013", [Word(text="dec", read_as="december", how="alias")]),
        ("depuis novembre", [Word(text="novembre", read_as="november", how="alias")]),
        ("decmber", [Word(text="decmber", read_as="december", how="spelling")]),
        ("2013", []),
    ],
)
def test_period_words(text: str, expected: list[Word]) -> None:
    assert expected == period_words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thursday 5 december 2013", None),
        ("friday 5 december 2013", "friday"),
        ("jeudi 2013-12-06", "jeudi"),
        ("friday 5 december", None),
        ("5 december 2013", None),
    ],
)
def test_a_day_of_the_week_is_held_against_the_day(text: str, expected: str | None) -> None:
    found = find_period(text.split(), years=YEARS)
    assert found
    assert expected == found.period.other_weekday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("in 5 december 2013", ["5", "december", "2013"], id="what leads to it is not"),
        pytest.param("since december", ["since", "december"], id="what opens it is"),
        pytest.param("november to december", ["november", "december"], id="both ends"),
        pytest.param("summer 2013", ["summer", "2013"], id="a season"),
        pytest.param("early decmber", ["early", "decmber"], id="a part, misspelt"),
        pytest.param("monday 5 december", ["5", "december"], id="no day of the week"),
        pytest.param("month of december", ["december"], id="nor what it is"),
        pytest.param("2013-12", [], id="in figures"),
        pytest.param("mid-december", [], id="joined"),
        pytest.param("december..", [], id="opened by dots"),
    ],
)
def test_words_of_a_period(text: str, expected: list[str]) -> None:
    found = find_period(text.split(), years=YEARS)
    assert found
    told = words_of(found.period)
    assert expected == [*told]
    assert all(
        {"december", "decembre", "dec"} <= {*forms}
        for word, forms in told.items()
        if word in ("december", "decmber")
    )


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("5th december", "5th", {"5"}, id="a day"),
        pytest.param("1er mai", "1er", {"1"}, id="a French day"),
        pytest.param("1er mai", "mai", {"may", "mai"}, id="a month beside a day"),
        pytest.param("in may", "may", set(), id="an ordinary word"),
        pytest.param("in january", "january", {"january", "janvier", "janv"}, id="no name Jan"),
    ],
)
def test_forms_of_a_word_of_a_period(text: str, word: str, expected: set[str]) -> None:
    found = find_period(text.split(), years=YEARS)
    assert found
    assert expected == {*words_of(found.period)[word]}


@pytest.mark.parametrize(
    ("typed", "form", "expected"),
    [
        ("december", "december", "exact"),
        ("5th", "5", "exact"),
        ("dec", "december", "alias"),
        ("decmber", "december", "spelling"),
    ],
)
def test_how_a_word_of_a_period_is_told(typed: str, form: str, expected: str) -> None:
    assert expected == how_told(typed, form)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2013, 12, 5), (2013, 12, 5), "2013-12-05"),
        ((2013, 2, 1), (2013, 2, 28), "2013-02"),
        ((2012, 2, 1), (2012, 2, 28), "2012-02-01/2012-02-28"),
        ((2013, 1, 1), (2013, 12, 31), "2013"),
        ((2013, 1, 1), (2014, 12, 31), "2013-01-01/2014-12-31"),
        (None, (2013, 12, 5), "../2013-12-05"),
        ((2013, 12, 5), None, "2013-12-05/.."),
        (None, None, "../.."),
    ],
)
def test_edtf(
    first: tuple[int, int, int] | None, last: tuple[int, int, int] | None, expected: str
) -> None:
    assert expected == edtf(first, last)


WORDS = st.sampled_from(
    """since before after between from to and until by in 5 9 31 2012 2013 december novembre may
    early late mid last first week quarter half of q4 2013-12 .. 2013-11.. 5-9 29 february du au
    winter 2013-12-05/2014 to or onwards troops""".split()
)


@given(st.lists(WORDS, max_size=7))
@settings(deadline=None)
def test_what_is_read_is_a_date_and_stands_in_the_text(typed: list[str]) -> None:
    found = find_period(typed, years=YEARS)
    if found:
        assert 0 <= found.start < found.end <= len(typed)
        if found.period.first is None:
            date = parse(found.period.edtf)
            assert (found.period.earliest, found.period.latest) == (date.earliest, date.latest)


def test_the_year_nought_is_a_year_that_facts_may_offer() -> None:
    assert read("since february", (0,)) == ("0000-02-01/..", "since february")
