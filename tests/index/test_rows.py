from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from misca_cli.index.rows import data, facts_key, figure_key, text


@given(st.text() | st.sampled_from(["\ud800", "a\udcff\n", "\U0010ffff"]))
def test_any_text_is_read_as_it_was_written(given_text: str) -> None:
    written = data(given_text)
    assert given_text == text(written)
    assert b"\xff" not in written  # which stands between keys, and after all of them


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_keys_of_facts_sort_as_their_numbers(numbers: list[int]) -> None:
    assert [facts_key(number) for number in sorted(numbers)] == sorted(map(facts_key, numbers))


NUMBERS = (
    *(-(10**400), -(10**300), -(2**63), -1000, Decimal("-1.5"), -1, Decimal("-0.001"), 0),
    *(Decimal("1E-28"), Decimal("0.001"), 1, Decimal("1.5"), 2, 999, 1000, 2**53, 2**63 - 1),
    *(10**300, 10**400),
)


def test_keys_of_figures_sort_as_they_do() -> None:
    keys = [figure_key(number) for number in NUMBERS]
    assert keys == sorted(keys)
    # Only what no figure of a file can be is too far to tell.
    assert keys[0] == keys[1]
    assert keys[-1] == keys[-2]
    assert all(one < other for one, other in pairwise(keys[1:-1]))
    assert figure_key(Decimal("-0.0")) == figure_key(0) == figure_key(-0.0)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers() | st.decimals(-9, 9))
def test_keys_of_any_two_numbers_are_in_order(one: Decimal, other: int | Decimal) -> None:
    low, high = sorted([one, other])
    assert figure_key(low) <= figure_key(high)
