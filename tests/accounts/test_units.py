"""Which units convert into one another, and which only look as if they did."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts.units import SAME, Target, is_extensive, shown
from misca_cli.model import Measure, Term
from misca_cli.text import fold

from .made import base


def target(unit: str | None, *terms: Term, other: str | None = None) -> Target:
    measure = Measure(id="measured", name="measured", unit=unit)
    return Target(measure, base(terms=terms), unit=other)


@pytest.mark.parametrize(
    ("unit", "into", "amount", "expected"),
    [
        pytest.param("years", "months", 1, 12, id="calendar"),
        pytest.param("months", "years", 18, Decimal("1.5"), id="calendar-inverse"),
        pytest.param("miles", "km", 10, Decimal("16.09344"), id="length"),
        pytest.param("°F", "°C", 50, 10, id="temperature-has-an-offset"),
        pytest.param("°F", "°C", 32, 0, id="none-is-left-of-an-offset"),
        pytest.param("kelvin", "°C", Decimal("273.15"), 0, id="none-is-left-of-two-numbers"),
        pytest.param("°F", "kelvin", Decimal("-459.67"), 0, id="nothing-is-colder"),
        pytest.param("km/h", "m/s", 36, 10, id="rate"),
        pytest.param("%", "ppm", Decimal("0.5"), 5000, id="share"),
        pytest.param("barrels", "litres", 1000, Decimal("158987.294928"), id="barrels-are-of-oil"),
        pytest.param("bbl/day", "barrels per day", 90, 90, id="barrels-as-they-are-written"),
        pytest.param("km²", "hectares", 2**62, 2**62 * 100, id="many-digits"),
    ],
)
def test_levels_convert(unit: str, into: str, amount: Any, expected: Any) -> None:
    dimension, scale = target(into).scale(unit)
    assert (into, expected) == (dimension, scale.level(amount))


@pytest.mark.parametrize(
    ("unit", "into", "amounts", "expected"),
    [
        pytest.param("miles", "km", [62], 1, id="half-a-mile"),
        pytest.param("miles", "km", [Decimal("6.2")], 2, id="a-tenth"),
        pytest.param("miles", "km", [None, 6, Decimal("6.25")], 3, id="the-finer-end"),
        pytest.param("ft", "km", [1063], 4, id="small"),
        pytest.param("km", "m", [Decimal("1.5")], 0, id="large"),
        pytest.param("°F", "°C", [100], 1, id="offset"),
        pytest.param("miles", "km", [Decimal("1E+3")], 1, id="thousands"),
        pytest.param("km", "km", [Decimal("6.2")], None, id="as-written"),
    ],
)
def test_places(unit: str, into: str, amounts: Any, expected: int | None) -> None:
    assert expected == target(into).scale(unit)[1].places(*amounts)


@pytest.mark.parametrize(
    ("amount", "places", "expected"),
    [
        (Decimal("99.779328"), 1, Decimal("99.8")),
        (Decimal("99.779328"), None, Decimal("99.779328")),
        (Decimal("9999999999999999999.5"), 9, Decimal("9999999999999999999.5")),
        (100, 1, 100),
        (-inf, 1, -inf),
    ],
)
def test_shown(amount: Any, places: int | None, expected: Any) -> None:
    assert expected == shown(amount, places)


def test_a_difference_of_temperatures_has_no_offset() -> None:
    assert target("°C").scale("°F")[1].change(18) == 10


@pytest.mark.parametrize(
    ("unit", "into"),
    [
        pytest.param("USD", "EUR", id="currencies"),
        pytest.param("metres", "months", id="two-dimensions"),
        pytest.param("trucks", "cars", id="unknown"),
        pytest.param("percent", "degrees", id="a-share-is-no-angle"),
        pytest.param("bytes", "percent", id="bytes-are-no-share"),
        pytest.param("dBm", "mW", id="logarithm"),
        pytest.param("m**9", "m", id="arithmetic"),
        pytest.param("1/0", "percent", id="zero"),
        pytest.param("km/", "km", id="half-a-rate"),
        pytest.param("/", "percent", id="slash"),
        pytest.param("m" + "²" * 38, "km" + "²" * 38, id="beyond-all-numbers"),
        pytest.param("m" * 41, "m", id="long"),
        pytest.param("lambda", "m", id="word-of-python"),
        pytest.param("東京", "м", id="letters-of-others"),
        pytest.param("percent", "", id="no-unit"),
    ],
)
def test_what_does_not_convert_is_a_dimension_of_its_own(unit: str, into: str) -> None:
    assert (fold(unit), SAME) == target(into).scale(unit)


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        pytest.param("guards", None, id="none-written"),
        pytest.param("guards", "Guards", id="case"),
        pytest.param("guards", "measured", id="the-measure"),
        pytest.param("guards", "sentries", id="synonym"),
        pytest.param(None, "crowns", id="commonest-of-the-group"),
    ],
)
def test_words_that_count_the_same(unit: str | None, written: str | None) -> None:
    onto = target(unit, Term(id="guards", aliases=("sentries",)), other="crowns")
    assert (unit or "crowns", SAME) == onto.scale(written)


@pytest.mark.parametrize(
    ("unit", "into", "expected"),
    [
        pytest.param("%", "EUR", True, id="of-another-unit"),
        pytest.param("Per cent", "EUR", True, id="in-words"),
        pytest.param("%", "percent", False, id="points"),
        pytest.param("%", "ppm", False, id="points-of-another-size"),
        pytest.param("EUR", "EUR", False, id="no-share"),
        pytest.param(None, "EUR", False, id="no-unit"),
        pytest.param("%", None, False, id="of-nothing-known"),
    ],
)
def test_is_share(unit: str | None, into: str | None, *, expected: bool) -> None:
    assert expected == target(into).is_share(unit)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("soldiers", True),
        ("km", True),
        (None, False),
        ("%", False),
        ("°C", False),
        ("USD", False),
        ("km/h", False),
        ("births per year", False),
        ("years", False),
        ("Months", False),
        ("full years", False),
        ("mois", False),
        ("knots", False),
        ("mph", False),
        ("euros", False),
        ("m²", True),
        ("square metres", True),
        ("permits", True),
        (" ", False),
    ],
)
def test_is_extensive(unit: str | None, *, expected: bool) -> None:
    assert expected == is_extensive(unit)


@given(st.text("abckmsd °%²³/ªºeinfNß東", max_size=9), st.sampled_from(["m", "m/s", "%", "°C"]))
def test_no_unit_breaks_it(unit: str, into: str) -> None:
    dimension, scale = target(into).scale(unit)
    assert dimension == into or scale == SAME
    assert scale.factor != 0
