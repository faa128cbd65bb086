from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from misca_cli.index.alike import read_spellings, written_spellings
from misca_cli.spelling import distance

LETTERS = st.sampled_from("abcdeéя東`A")
forms = st.text(LETTERS, min_size=1, max_size=8)
lists = st.integers(1, 8).flatmap(
    lambda size: st.lists(st.text(LETTERS, min_size=size, max_size=size), min_size=1, max_size=40)
)


def letters(word: str) -> set[int]:
    """Return the letters of a word, as far as they are told apart."""
    return {ord(letter) & 31 for letter in word}


@given(lists, forms, st.integers(0, 3))
def test_no_word_that_some_edits_make_is_left_out(words: list[str], word: str, most: int) -> None:
    found = read_spellings(written_spellings(words), word, most)
    assert found == [form for form in words if len(letters(form) ^ letters(word)) <= 2 * most]
    near = {form for form in words if distance(word, form, most) <= most}
    assert near <= {*found}


@given(lists)
def test_words_are_read_as_they_were_written(words: list[str]) -> None:
    assert words == read_spellings(written_spellings(words), words[0], 99)
