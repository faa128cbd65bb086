from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from misca_cli.index.rows import data, facts_key, text


@given(st.text() | st.sampled_from(["\ud800", "a\udcff\n", "\U0010ffff"]))
def test_any_text_is_read_as_it_was_written(given_text: str) -> None:
    written = data(given_text)
    assert given_text == text(written)
    assert b"\xff" not in written  # which stands between keys, and after all of them


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_keys_of_facts_sort_as_their_numbers(numbers: list[int]) -> None:
    assert [facts_key(number) for number in sorted(numbers)] == sorted(map(facts_key, numbers))
