"""What one fact says, on the scale of its measure, and for when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts.account import Account, account, days, differ, in_order, slack
from misca_cli.accounts.units import Target
from misca_cli.dates import ordinal

from .made import accounts, base, entity, fact

D = Decimal
DAY = ordinal((2013, 12, 5))


def one(written: object, **fields: Any) -> Account:
    (made,) = accounts(fact("a", written, **fields))
    return made


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "observed", id="no-stage"),
        pytest.param({"stage": "ongoing"}, "observed", id="ongoing"),
        pytest.param({"stage": "done"}, "observed", id="done"),
        pytest.param({"stage": "proposed"}, "planned", id="proposed"),
        pytest.param({"stage": "scheduled"}, "planned", id="scheduled"),
        pytest.param({"stage": "authorised"}, "authorised", id="authorised"),
        pytest.param({"act": "estimates"}, "observed", id="estimate"),
        pytest.param({"act": "denies"}, "observed", id="denial"),
        pytest.param({"stage": "cancelled"}, None, id="cancelled"),
        pytest.param({"act": "predicts"}, None, id="prediction"),
        pytest.param({"act": "warns"}, None, id="warning"),
        pytest.param({"what": "ships"}, None, id="unknown-measure"),
    ],
)
def test_class(fields: dict[str, Any], expected: str | None) -> None:
    said, among = fact("a", "120", **fields), base()
    measure = among.measure(fact("a"))
    assert measure is not None
    made = account("a", said, among, Target(measure, among))
    assert expected == (made and made.of)


@pytest.mark.parametrize("written", [pytest.param("unknown", id="unknown"), pytest.param(None)])
def test_what_says_no_value_is_no_account(written: object) -> None:
    among = base()
    measure = among.measure(fact("a"))
    assert measure is not None
    assert account("a", fact("a", written), among, Target(measure, among)) is None


@pytest.mark.parametrize(
    ("written", "relation", "bounds", "as_written"),
    [
        pytest.param("120", "level", (120, 120), (120, 120), id="number"),
        pytest.param("~200", "level", (180, 220), (200, 200), id="about"),
        pytest.param("6..12", "level", (6, 12), (6, 12), id="range"),
        pytest.param(">5", "level", (5, inf), (5, inf), id="more-than"),
        pytest.param("<=5", "level", (-inf, 5), (-inf, 5), id="at-most"),
        pytest.param("+800", "change", (800, 800), (800, 800), id="more"),
        pytest.param("-~200", "change", (-220, -180), (-200, -200), id="about-less"),
        pytest.param("->=5", "change", (-inf, -5), (-inf, -5), id="at-least-so-many-less"),
        pytest.param("x2", "multiple", (2, 2), (2, 2), id="multiple"),
        pytest.param("+20 %", "multiple", (D("1.2"),) * 2, (D("1.2"),) * 2, id="share-more"),
        pytest.param(
            "-~20 %", "multiple", (D("0.78"), D("0.82")), (D("0.8"),) * 2, id="about-a-share-less"
        ),
        pytest.param("none", "level", (0, 0), (0, 0), id="none"),
        pytest.param(
            {"low": -(2**62), "high": 2**62, "approximate": True},
            "level",
            (-(2**62) - Decimal(2**62) / 10, 2**62 + Decimal(2**62) / 10),
            (-(2**62), 2**62),
            id="huge-and-about",
        ),
    ],
)
def test_bounds(written: object, relation: str, bounds: object, as_written: object) -> None:
    made = one(written)
    actual = made.relation, (made.low, made.high), (made.lowest, made.highest)
    assert (relation, bounds, as_written) == actual


def test_the_ends_of_a_decrease_change_places() -> None:
    made = one({"low": 6, "high": 12, "relation": "minus", "high_included": False})
    actual = made.low, made.low_included, made.high, made.high_included
    assert actual == (-12, False, -6, True)


def test_a_date_may_differ_by_days_where_it_is_approximate() -> None:
    assert [
        (each.low, each.high)
        for each in (one("@2013-12-05", what="opened"), one("@2013-12-05~", what="opened"))
    ] == [(DAY, DAY), (DAY - 2, DAY + 2)]


def test_units_are_those_of_the_measure() -> None:
    made = one("2 years", what="length")
    assert (made.dimension, made.low, made.high) == ("months", 24, 24)


@pytest.mark.parametrize(
    ("tolerance", "amount", "expected"),
    [
        pytest.param(None, 100, 0, id="none"),
        pytest.param("10%", 100, 10, id="share"),
        pytest.param("10%", -100, 10, id="share-below-zero"),
        pytest.param("50", 100, 50, id="amount"),
        pytest.param("2d", 735202, 2, id="days"),
        pytest.param("10%", inf, 0, id="open"),
    ],
)
def test_slack(tolerance: str | None, amount: Any, expected: int) -> None:
    assert expected == slack(tolerance, amount)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"when": "2013-12-05"}, (DAY, DAY, DAY, DAY), id="day"),
        pytest.param({"when": "2013-12-05/.."}, (DAY, inf, DAY, inf), id="since"),
        pytest.param({"when": "[..2013-12-05]"}, (-inf, DAY, DAY, DAY), id="some-day-until"),
        pytest.param({"when": "[2013-12-05..]"}, (DAY, inf, DAY, DAY), id="some-day-from"),
        pytest.param({"when": "[..XXXX]"}, (-inf, inf, -inf, inf), id="some-day"),
        pytest.param({"when": "XXXX-12-05"}, (-inf, inf, -inf, inf), id="some-year"),
        pytest.param({"when": "2013-12-05", "said": "2014"}, (DAY,) * 4, id="when-before-said"),
        pytest.param({"said": "2013-12-05"}, (DAY,) * 4, id="said"),
        pytest.param({"source": "herald"}, (DAY + 5,) * 4, id="issued"),
        pytest.param({"statement": "speech"}, (DAY - 1,) * 4, id="of-the-statement"),
        pytest.param({}, (-inf, inf, -inf, inf), id="undated"),
        pytest.param(
            {"stage": "announced", "when": "2014", "said": "2013-12-05"}, (DAY,) * 4, id="plan"
        ),
    ],
)
def test_time(fields: dict[str, Any], expected: tuple[float, ...]) -> None:
    time = one("120", **fields).time
    assert expected == (time.earliest, time.latest, time.first, time.last)
    assert (expected[:2] != (-inf, inf)) == time.is_known


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("120", "121", True, id="numbers"),
        pytest.param("120", "120", False, id="same"),
        pytest.param("~120", "125", False, id="about"),
        pytest.param("100..120", "120..130", False, id="common-end"),
        pytest.param("<120", ">=120", True, id="end-not-included"),
        pytest.param("<=120", ">120", True, id="other-end-not-included"),
        pytest.param("none", "1", True, id="none"),
        pytest.param(">=5", "<=3", True, id="open-ends"),
        pytest.param(("bosc",), ("guard",), True, id="entities"),
        pytest.param(("bosc", "guard"), ("guard",), False, id="one-in-common"),
        pytest.param(("bosc",), "none", True, id="nobody"),
        pytest.param(("squad",), ("guard",), False, id="part"),
        pytest.param("@2013", "none", True, id="never"),
        pytest.param("@2013/..", "none", True, id="never-and-an-open-end"),
    ],
)
def test_differ(first: object, second: object, *, expected: bool) -> None:
    is_date = isinstance(first, str) and first.startswith("@")
    what = "head" if isinstance(first, tuple) else "opened" if is_date else "guards"
    facts = fact("a", first, what=what), fact("b", second, what=what)
    squad = entity("squad", part_of=("guard",))
    pair = accounts(*facts, among=base(*facts, entities=[squad]))
    assert [expected] * 2 == [differ(*pair), differ(*reversed(pair))]


@pytest.mark.parametrize("what", ["visit", "head"])
def test_that_there_is_none_excludes_any_value(what: str) -> None:
    written = ("@2013", "@2014") if what == "visit" else (("bosc",), ("guard",))
    told = (*written, "none", "none")
    one, other, none, again = accounts(*(fact(f"f{at}", w, what=what) for at, w in enumerate(told)))
    assert [differ(*pair, exclusive=False) for pair in ((one, none), (none, other))] == [True, True]
    assert [differ(*pair, exclusive=False) for pair in ((one, other), (none, again))] == [
        False,
        False,
    ]
    denied = one.replaced(denies=True)
    assert not differ(none, denied), "who denies a value may say that there is none"
    assert differ(one, denied, exclusive=False)


def test_a_denial_opposes_what_it_denies_and_nothing_else() -> None:
    said, denied, other = accounts(
        fact("a", "100..120"), fact("b", "120", act="denies"), fact("c", "90", act="denies")
    )
    assert [
        differ(said, denied),
        differ(said, other),
        differ(denied, other),
    ] == [True, False, False]


def test_order_is_by_time_then_by_value_then_by_id() -> None:
    late, high, second, first = accounts(
        fact("a", "1", when="2014"),
        fact("b", "9", when="2013"),
        fact("d", "5", when="2013"),
        fact("c", "5", when="2013"),
    )
    assert [first, second, high, late] == in_order([late, high, second, first])


@given(st.dates())
def test_ordinal_is_that_of_datetime(day: date) -> None:
    assert day.toordinal() == ordinal((day.year, day.month, day.day))


@given(st.integers(-(10**17), 10**17), st.integers(1, 12), st.integers(1, 28))
def test_ordinal_of_any_year_recurs_after_400(year: int, month: int, day: int) -> None:
    assert ordinal((year, month, day)) + 146_097 == ordinal((year + 400, month, day))


@pytest.mark.parametrize(("holds", "expected"), [("14d", 14), ("0d", 0)])
def test_days(holds: str, expected: int) -> None:
    assert expected == days(holds)
