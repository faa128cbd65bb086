from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.index.build import posted
from misca_cli.index.postings import CODES, DENSE, FIELDS, figure_key, united
from misca_cli.search.sets import numbers_in, set_of

SIZE = 3000
facts = st.one_of(
    st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=SIZE // DENSE - 1),
    st.sets(st.integers(0, SIZE - 1), min_size=SIZE // DENSE, max_size=90),
    st.just(set(range(0, SIZE, 3))),
)
by_field = st.dictionaries(st.sampled_from(range(len(FIELDS))), facts, max_size=3)


@given(st.lists(by_field, max_size=3))
def test_written_sets_are_united_by_field(values: list[dict[int, set[int]]]) -> None:
    expected: dict[str, set[int]] = {}
    for value in values:
        for field, numbers in value.items():
            expected.setdefault(FIELDS[field], set()).update(numbers)
    written = [
        b"".join(posted(field, sorted(numbers), SIZE) for field, numbers in value.items())
        for value in values
    ]
    found = united(written)
    assert {field: sorted(numbers) for field, numbers in expected.items()} == {
        field: numbers_in(numbers) for field, numbers in found.items()
    }


@pytest.mark.parametrize(
    ("count", "tag"),
    [(1, b"a"), (SIZE // DENSE - 1, b"a"), (SIZE // DENSE + 1, b"b"), (SIZE, b"b")],
    ids=["one", "sparse", "dense", "all"],
)
def test_a_set_is_written_as_what_is_read_sooner(count: int, tag: bytes) -> None:
    numbers = range(SIZE - count, SIZE)
    value = posted(CODES["claim"], numbers, SIZE)
    assert (value[:1], value[1:2]) == (bytes((CODES["claim"],)), tag)
    assert united([value]) == {"claim": set_of(numbers)}


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
