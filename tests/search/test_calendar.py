"""Which words may be of a day, a period or a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.search import extract
from misca_cli.search.calendar import MONTHS, OPENERS, PARTS, SEASONS, may_tell

from .sample import CORPUS

VOCABULARY = st.sampled_from(
    [*MONTHS, *SEASONS, *PARTS, *OPENERS, "harbour", "storm", "october's", "decembr"]
)
SIGNS = st.sampled_from(["", "-", "–", "/", "..", ".", "'", ",", "d'", "("])
EDITS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["", "a", "e", "m", "x", "."])), max_size=3
)


@st.composite
def words(draw: st.DrawFn) -> str:
    """Give a word of the calendar or another, misspelt or joined to one perhaps."""
    word = draw(SIGNS) + draw(VOCABULARY) + draw(SIGNS) + draw(st.just("") | VOCABULARY)
    for at, letter in draw(EDITS):
        word = word[:at] + letter + word[at + 1 :]
    return word


@given(st.lists(words(), min_size=1, max_size=4))
def test_where_no_word_may_tell_a_day_none_is_read(folded: list[str]) -> None:
    taken = extract.take_period([*folded], CORPUS)
    assert taken is None or any(may_tell(word, CORPUS.has) for word in folded)


@given(st.lists(st.text(max_size=8), max_size=4))
def test_where_no_word_may_tell_a_figure_none_is_read(folded: list[str]) -> None:
    amounts, bare = extract.take_amounts([*folded], CORPUS)
    joined = extract.joined_groups(folded)
    is_told = any(may_tell(word, CORPUS.has) for word in folded)
    assert is_told or (amounts, bare, joined) == ([], {}, folded)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("december", True),
        ("decemb", True),
        ("decmber", True),
        ("mid-winter", True),
        ("2013", True),
        ("²", True),
        ("harbour", False),
        ("october's", True),
        ("troops", False),
        ("soldiers", False),
        ("frnech", False),
        ("", False),
    ],
)
def test_may_tell(word: str, expected: bool) -> None:  # noqa: FBT001
    assert expected == may_tell(word, CORPUS.has)
