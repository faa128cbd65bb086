from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.dates import Day, days_in_month, ordinal
from misca_cli.render import axis


@pytest.mark.parametrize(
    ("numbers", "labels", "factor"),
    [
        pytest.param([420, 1200], "0 200 400 600 800 1,000 1,200", "", id="from-nothing"),
        pytest.param([1000, 1200], "1,000 1,050 1,100 1,150 1,200", "", id="differences-far-up"),
        pytest.param([5, 5], "0 1 2 3 4 5", "", id="one-amount"),
        pytest.param([0], "0.0 0.2 0.4 0.6 0.8 1.0", "", id="nothing"),
        pytest.param([-12, 4], "−15 −10 −5 0 5", "", id="below-nothing"),
        pytest.param(
            [Decimal("0.015"), Decimal("0.02")],
            "0.015 0.016 0.017 0.018 0.019 0.020",
            "",
            id="fractions",
        ),
        pytest.param([40_000_000, 95_500_000], "0 20 40 60 80 100", "million", id="millions"),
        pytest.param([1_500_000], "0.0 0.5 1.0 1.5", "million", id="half-millions"),
        pytest.param(
            [2**63 - 1],
            "0 2,000,000 4,000,000 6,000,000 8,000,000 10,000,000",
            "trillion",
            id="largest",
        ),
    ],
)
def test_amounts(numbers: list[int | Decimal], labels: str, factor: str) -> None:
    found = axis.amounts(numbers)
    assert (labels, factor) == (" ".join(tick.label for tick in found.ticks), found.factor)


@pytest.mark.parametrize(
    ("numbers", "rises", "falls", "labels"),
    [
        pytest.param([6, 12], True, False, "0 2 4 6 8 10 12 14", id="rises"),
        pytest.param([6, 11], True, False, "0 2 4 6 8 10 12", id="rises-below-the-last"),
        pytest.param([6, 12], False, True, "0 2 4 6 8 10 12", id="falls-to-nothing"),
        pytest.param([-10, 4], False, True, "−15 −10 −5 0 5", id="falls-below-nothing"),
        pytest.param([1000, 1200], False, True, "950 1,000 1,050 1,100 1,150 1,200", id="falls"),
    ],
)
def test_an_axis_goes_on_for_amounts_without_an_end(
    numbers: list[int], labels: str, *, rises: bool, falls: bool
) -> None:
    found = axis.amounts(numbers, rises=rises, falls=falls)
    assert labels == " ".join(tick.label for tick in found.ticks)


@given(st.lists(st.decimals(-(10**18), 10**18, places=3), min_size=1, max_size=5))
def test_an_axis_holds_its_amounts_between_few_ticks(numbers: list[Decimal]) -> None:
    found = axis.amounts(numbers)
    assert all(0 <= found.share(Fraction(number)) <= 1 for number in numbers)
    assert 2 <= len(found.ticks) <= 8
    assert (found.first, found.last) == (found.ticks[0].at, found.ticks[-1].at)


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        pytest.param((2013, 12, 5), (2013, 12, 5), 5, "5 Dec 2013", id="one-day"),
        pytest.param(
            (2013, 12, 30), (2014, 1, 2), 5, "30 Dec 2013, 31 Dec, 1 Jan 2014, 2 Jan", id="days"
        ),
        pytest.param(
            (2013, 12, 1), (2013, 12, 5), 4, "1 Dec 2013, 3 Dec, 5 Dec", id="every-other-day"
        ),
        pytest.param(
            (2013, 11, 18), (2013, 12, 12), 4, "18 Nov 2013, 25 Nov, 2 Dec, 9 Dec", id="weeks"
        ),
        pytest.param((2013, 11, 18), (2014, 2, 1), 4, "Dec 2013, Jan 2014, Feb", id="months"),
        pytest.param((2013, 11, 18), (2014, 8, 1), 4, "Jan 2014, Apr, Jul", id="quarters"),
        pytest.param((2013, 12, 2), (2013, 12, 30), 1, "2 Dec 2013", id="no-month-begins"),
        pytest.param((2001, 5, 1), (2013, 8, 1), 4, "2005, 2010", id="years"),
        pytest.param((-60, 1, 1), (40, 1, 1), 4, "51 BC, 1 BC", id="before-year-one"),
        pytest.param((2000, 1, 1), (170_002, 1, 1), 3, "100000", id="ages"),
    ],
)
def test_days(first: Day, last: Day, most: int, labels: str) -> None:
    ticks = axis.days([first, last], most).ticks
    assert labels == ", ".join(f"{tick.label} {tick.below}".rstrip() for tick in ticks)


@st.composite
def any_day(draw: st.DrawFn) -> Day:
    year, month = draw(st.integers(-20_000, 200_000)), draw(st.integers(1, 12))
    return year, month, draw(st.integers(1, days_in_month(year, month)))


@given(st.lists(any_day(), min_size=1, max_size=4), st.integers(0, 30))
def test_labels_stand_within_the_axis_and_are_few(known: list[Day], most: int) -> None:
    found = axis.days(known, most)
    assert all(0 <= found.share(Fraction(ordinal(day))) <= 1 for day in known)
    assert all(found.first <= tick.at <= found.last for tick in found.ticks)
    assert 1 <= len(found.ticks) <= max(1, most) + 2
