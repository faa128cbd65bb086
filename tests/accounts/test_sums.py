"""What a level and a change make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts.sums import added, written

from .made import accounts, fact


@pytest.mark.parametrize(
    ("base", "change", "expected"),
    [
        pytest.param("420", "+800", "420 + 800 = 1,220", id="more"),
        pytest.param("420", "-20", "420 − 20 = 400", id="less"),
        pytest.param("420", "x2", "420 × 2 = 840", id="times"),
        pytest.param("400..420", "+10..20", "400 to 420 + 10 to 20 = 410 to 440", id="ranges"),
        pytest.param("~420", "+800", "420 + 800 = 1,220", id="about"),
        pytest.param(">=5", "+1", "at least 5 + 1 = at least 6", id="open"),
        pytest.param("600", "->=5", "600 − at least 5 = at most 595", id="less-and-open"),
        pytest.param(">=5", "+<=3", "at least 5 + at most 3 = any number", id="both-open"),
        pytest.param(
            "600",
            {"low": 0, "high": 5, "relation": "minus"},
            "600 − 0 to 5 = 595 to 600",
            id="perhaps-less",
        ),
        pytest.param("1.5", "+0.5", "1.5 + 0.5 = 2", id="fractions"),
        pytest.param(">=5", "x>=2", "at least 5 × at least 2 = at least 10", id="times-open"),
        pytest.param("5", "x<=2", "5 × at most 2 = 0 to 10", id="times-at-most"),
        pytest.param(
            {"low": -5, "high": 3},
            {"low": 1, "high": 2, "relation": "times"},
            "−5 to 3 × 1 to 2 = −10 to 6",
            id="below-zero",
        ),
        pytest.param(
            {"amount": 2**62},
            {"amount": 2**62, "relation": "times"},
            f"{2**62:,} × {2**62:,} = {2**124:,}",
            id="huge",
        ),
    ],
)
def test_sum(base: object, change: object, expected: str) -> None:
    assert expected == written([added(*accounts(fact("a", base), fact("b", change)))])


levels = st.tuples(st.integers(-9, 9), st.integers(-9, 9)).map(sorted)
factors = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted)


@given(levels, factors, st.sampled_from(["plus", "times"]))
def test_a_sum_has_all_that_its_parts_can_make(
    low_high: list[int], by: list[int], relation: str
) -> None:
    base, change = accounts(
        fact("a", {"low": low_high[0], "high": low_high[1]}),
        fact("b", {"low": by[0], "high": by[1], "relation": relation}),
    )
    made = [one * two if relation == "times" else one + two for one in low_high for two in by]
    total = added(base, change)
    assert (min(made), max(made)) == (total.low, total.high)
