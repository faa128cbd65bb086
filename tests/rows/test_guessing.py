"""What a measure takes that no pack describes, by the values of rows."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.rows.guessing import guesses


def guessed(*rows: tuple[object, object], known: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the kind by measure, for rows of a measure and a value."""
    fields = [{"what": what, "value": value} for what, value in rows]
    return dict(guesses(fields, known.__contains__))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        pytest.param(["420 men"], "figure", id="a figure"),
        pytest.param([0], "figure", id="a number"),
        pytest.param([{"low": 1, "high": 2}], "figure", id="a table"),
        pytest.param(["2013-12"], "date", id="a date"),
        pytest.param([dt.date(2013, 12, 5)], "date", id="a day of TOML"),
        pytest.param(["fr"], "entity", id="a word"),
        pytest.param([["fr", "gb"]], "entity", id="a list"),
        pytest.param(["2013"], "figure", id="a year"),
        pytest.param(["2013", "2013-12-05"], "date", id="a year and a day"),
        pytest.param(["123", "2013-12-05"], "figure", id="three digits and a day"),
        pytest.param(["12345", "2013-12-05"], "figure", id="five digits and a day"),
        pytest.param(["120%", "2013-12-05"], "figure", id="four characters and a day"),
        pytest.param([2013, "2013-12-05"], "figure", id="a number like a year and a day"),
        pytest.param(["2013-12-05", "420", "2013-12-06"], "date", id="mostly dates"),
        pytest.param(["fr", "420", "gb"], "entity", id="mostly entities"),
        pytest.param(["fr", "420"], "figure", id="as many figures as entities"),
        pytest.param(["fr", "2013-12"], "date", id="as many dates as entities"),
        pytest.param(["unknown", "none", "unknown", None, "2013-12"], "date", id="but for nothing"),
        pytest.param([True, {}, "two words", "", "2013-12"], "date", id="but for what is unread"),
    ],
)
def test_a_measure_takes_what_most_of_its_values_are(values: list[object], kind: str) -> None:
    assert guessed(*(("start", value) for value in values)) == {"start": kind}


@pytest.mark.parametrize("value", [None, "unknown", "none", True, {}, "two words", ""])
def test_what_is_no_value_tells_nothing(value: object) -> None:
    assert guessed(("start", value), ("end", "2013-12")) == {"end": "date"}


def test_a_row_may_lack_the_measure_and_the_value() -> None:
    assert guesses([{"what": "start"}, {"value": "2013-12"}, {}], lambda _: False) == {}


@pytest.mark.parametrize("what", [None, 5, ["start"]])
def test_a_measure_is_named_in_text(what: object) -> None:
    assert guessed((what, "2013-12")) == {}


def test_each_measure_is_guessed_by_its_own_values() -> None:
    rows = (("start", "2013-12"), ("strength", "420"), ("start", "2013-12-05"), ("ally", "fr"))
    assert guessed(*rows) == {"start": "date", "strength": "figure", "ally": "entity"}


def test_a_measure_is_one_however_it_is_written() -> None:
    rows = (("DÉBUT", "2013-12"), ("début", "420"), ("Debut", "2014-01"))
    assert guessed(*rows) == {"debut": "date"}


def test_what_is_known_is_not_guessed() -> None:
    rows = (("start", "420"), ("Start", "2013-12"), ("end", "fr"))
    assert guessed(*rows, known=("start",)) == {"start": "date", "end": "entity"}
    assert guessed(*rows, known=("start", "Start", "end")) == {}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["start", "Start", "end"]),
        st.sampled_from(["420", "2013", "2013-12", "fr", "none", "two words"]),
    )
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_all_the_same(rows: list[tuple[str, str]], random: Random) -> None:
    found = guessed(*rows)
    random.shuffle(rows)
    assert guessed(*rows) == found
