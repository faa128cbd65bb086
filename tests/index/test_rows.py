from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from misca_cli.index.rows import data, facts_key, read_spellings, text, written_spellings
from misca_cli.spelling import distance

forms = st.text(st.sampled_from("abcdeéя東`A"), min_size=1, max_size=8)


@given(st.lists(forms, min_size=1, max_size=40, unique=True), forms, st.integers(0, 3))
def test_no_word_that_some_edits_make_is_left_out(words: list[str], word: str, most: int) -> None:
    found = read_spellings(written_spellings(words), word, most)
    assert found == [form for form in words if form in found]
    near = {form for form in words if distance(word, form, most) <= most}
    assert near <= {*found}


@given(st.lists(forms, min_size=1, max_size=9))
def test_words_are_read_as_they_were_written(words: list[str]) -> None:
    assert words == read_spellings(written_spellings(words), words[0], 99)


@given(st.text() | st.sampled_from(["\ud800", "a\udcff\n", "\U0010ffff"]))
def test_any_text_is_read_as_it_was_written(given_text: str) -> None:
    written = data(given_text)
    assert given_text == text(written)
    assert b"\xff" not in written  # which stands between keys, and after all of them


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_keys_of_facts_sort_as_their_numbers(numbers: list[int]) -> None:
    assert [facts_key(number) for number in sorted(numbers)] == sorted(map(facts_key, numbers))
