"""Figures in a row of words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.search.amounts import find_amount
from misca_cli.text import fold


def read(text: str) -> tuple[str, str] | None:
    """Return a figure as an interval, and the words it takes."""
    typed = fold(text).split()
    found = find_amount(typed)
    if not found:
        return None
    amount = found.amount
    if amount.low is not None and amount.low == amount.high:
        shown = f"{Decimal(amount.low):f}"
    else:
        opens = "[" if amount.low_included else "("
        closes = "]" if amount.high_included else ")"
        shown = f"{opens}{amount.low or ''}..{amount.high or ''}{closes}"
    taken = " ".join(typed[found.start : found.end])
    return f"{shown} {amount.unit or ''}".strip(), taken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1 200", "1200"),
        ("1 200 000", "1200000"),
        ("1,200,000", "1200000"),
        ("1.2k", "1200.0"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1,5 million", "1500000.0"),
        ("3 thousand", "3000"),
        ("2 milliards", "2000000000"),
        ("~1000", "1000"),
        ("forty", "40"),
        ("twenty-five", "25"),
        ("two thousand", "2000"),
        ("two hundred thousand", "200000"),
        ("deux mille", "2000"),
        ("two hundred and fifty", "250"),
        ("deux mille cinq cents", "2500"),
        ("two thousand three hundred", "2300"),
        ("5 hundred", "500"),
        ("sixty four", "64"),
        ("soixante-dix", "70"),
        ("quatre-vingt-douze", "92"),
        ("a thousand", "1000"),
        ("less than a thousand", "[..1000)"),
        ("mille", "1000"),
        ("about 2 to 3 thousand", "[2000..3000]"),
        ("more than about 400", "(400..]"),
        ("about 1,000 or more", "[1000..]"),
        ("about 6", "[5..7]"),
        ("about 15%", "[13..17] %"),
        ("sept cents", "700"),
        ("eight hundred dollars", "800 USD"),
        ("two to three thousand", "[2000..3000]"),
        ("more than forty", "(40..]"),
        ("five-ten", "[5..10]"),
        ("about 400", "[360..440]"),
        ("roughly 40 million dollars", "[36000000..44000000] USD"),
        ("environ 1,5 million", "[1350000.0..1650000.0]"),
        ("à peu près 3", "[2..4]"),
        ("nearly 400", "[360..400]"),
        ("presque 40 millions", "[36000000..40000000]"),
        ("+800", "800"),
        ("-200", "200"),
        ("$40 million", "40000000 USD"),
        ("$ 40 million", "40000000 USD"),
        ("us$40m", "40000000 USD"),
        ("40m usd", "40000000 USD"),
        ("usd 40m", "40000000 USD"),
        ("40 million us dollars", "40000000 USD"),
        ("40 millions de dollars", "40000000 USD"),
        ("€5bn", "5000000000 EUR"),
        ("5£", "5 GBP"),
        ("15%", "15 %"),
        ("15 %", "15 %"),
        ("15 percent", "15 %"),
        ("15 per cent", "15 %"),
        ("15 pour cent", "15 %"),
        (">1000", "(1000..]"),
        ("> 1000", "(1000..]"),
        (">=1000", "[1000..]"),
        ("≤500", "[..500]"),
        ("<500", "[..500)"),
        ("more than 1,000", "(1000..]"),
        ("over 1000", "(1000..]"),
        ("plus de 1 200", "(1200..]"),
        ("at least 1000", "[1000..]"),
        ("au moins 1000", "[1000..]"),
        ("no fewer than 1000", "[1000..]"),
        ("less than 500", "[..500)"),
        ("moins de 500", "[..500)"),
        ("at most 500", "[..500]"),
        ("no more than 500", "[..500]"),
        ("not more than 500", "[..500]"),
        ("pas plus de 500", "[..500]"),
        ("up to 3,600", "[..3600]"),
        ("jusqu'à 3600", "[..3600]"),
        ("1000+", "[1000..]"),
        ("1000 or more", "[1000..]"),
        ("1200 ou plus", "[1200..]"),
        ("500 or fewer", "[..500]"),
        ("1000 at least", "[1000..]"),
        ("600 au plus", "[..600]"),
        ("400 or so", "[360..440]"),
        ("400 environ", "[360..440]"),
        ("more then 1000", "(1000..]"),
        ("plus que 1000", "(1000..]"),
        ("minimum 3000", "[3000..]"),
        ("max 600", "[..600]"),
        ("a maximum of 600", "[..600]"),
        ("upwards of 1,000", "(1000..]"),
        ("in excess of $40m", "(40000000..] USD"),
        ("lower than 600", "[..600)"),
        ("between two thousand and four thousand", "[2000..4000]"),
        ("between four hundred and seven hundred", "[400..700]"),
        ("entre quatre cents et sept cents", "[400..700]"),
        ("entre mille et deux mille", "[1000..2000]"),
        ("two thousand and four hundred", "2400"),
        ("mille deux cents", "1200"),
        ("deux cent mille", "200000"),
        ("cent mille", "100000"),
        ("cent vingt", "120"),
        ("hundred thousand", "100000"),
        ("half a million", "500000"),
        ("two and a half million", "2500000"),
        ("2 and a half million", "2500000"),
        ("deux millions et demi", "2500000"),
        ("600 maximum", "[..600]"),
        ("un demi million", "500000"),
        ("a half million dollars", "500000 USD"),
        ("one point two million", "1200000"),
        ("trois virgule cinq millions d'euros", "3500000 EUR"),
        ("un million deux cent mille euros", "1200000 EUR"),
        ("1.2 k", "1200.0"),
        ("40 m usd", "40000000 USD"),
        ("$40 m", "40000000 USD"),
        ("2 or 3 million", "[2000000..3000000]"),
        ("two or three hundred", "[200..300]"),
        ("1k-2k", "[1000..2000]"),
        ("between 400 and 700", "[400..700]"),
        ("entre 400 et 700", "[400..700]"),
        ("from 410 to 1,600", "[410..1600]"),
        ("de 6 à 12", "[6..12]"),
        ("400-700", "[400..700]"),
        ("400–700", "[400..700]"),
        ("400..700", "[400..700]"),
        ("400 - 700", "[400..700]"),
        ("400 to 700", "[400..700]"),
        ("2 to 3 million dollars", "[2000000..3000000] USD"),
        ("more than $40 million", "(40000000..] USD"),
    ],
)
def test_the_whole_text_is_a_figure(text: str, expected: str) -> None:
    assert (expected, " ".join(fold(text).split())) == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("some 1,200 troops in bangui", ("1200", "1,200")),
        ("400 and 700", ("400", "400")),
        ("between 400 troops", ("400", "400")),
        ("700 to 400", ("700", "700")),
        ("12 of us", ("12", "12")),
        ("2127 200", ("2127", "2127")),
        ("1000 or two", ("1000", "1000")),
        ("less than a year", ("[..1)", "less than a")),
        ("less than a bridge", None),
        ("40 m wide", ("40", "40")),
        ("3 bn cameron", ("3", "3")),
        ("article 5 or 6", ("5", "5")),
        ("per cent of two", ("2", "two")),
        ("half cent", None),
        ("400 at least 3", ("400", "400")),
        ("resolution 2121 or 2127", ("2121", "2121")),
        ("cent soldats", None),
        ("two thirds of them", None),
        ("more than enough", None),
        ("c17", None),
        ("c-17", None),
        ("12,34,56", None),
        ("million", None),
        ("usd", None),
        ("1e5", None),
        ("december", None),
        ("9999999999999999", None),
        ("", None),
    ],
)
def test_the_words_around_are_left(text: str, expected: tuple[str, str] | None) -> None:
    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1200", True), ("1,200", True), ("1.2k", False), ("15%", False), (">1200", False)],
)
def test_only_a_bare_number_may_be_part_of_a_name(text: str, *, expected: bool) -> None:
    found = find_amount([text])
    assert found is not None
    assert expected == found.is_plain


WORDS = st.sampled_from(
    """more than at least between from to and or 5 1,200 200 000 $40 40m million usd % 15% >= >
    1000+ 400-700 .. - pour cent up us$ 1,5 ~ + troops 1.2.3""".split()
)


@given(st.lists(WORDS, max_size=7))
@settings(deadline=None)
def test_what_is_read_stands_in_the_text(typed: list[str]) -> None:
    found = find_amount(typed)
    if found:
        low, high = found.amount.low, found.amount.high
        assert 0 <= found.start < found.end <= len(typed)
        assert low is not None or high is not None
        assert low is None or high is None or low <= high


@given(st.integers(min_value=0, max_value=10**12))
@settings(deadline=None)
def test_a_number_reads_alike_however_it_is_parted(number: int) -> None:
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", " ")):
        found = find_amount(text.split())
        assert found is not None
        assert (Decimal(number), len(text.split())) == (found.amount.low, found.end)
