"""What carries nothing, what is asked for, and what may be of a day or a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.search import extract
from misca_cli.search.calendar import OPENERS, PARTS
from misca_cli.search.counting import ARTICLES, MULTIPLIERS
from misca_cli.search.telling import (
    MONTHS,
    MULTIPLYING,
    ONES,
    SEASONS,
    TENS,
    is_asking,
    is_french,
    is_stop_word,
    kind_asked,
    may_tell,
)

from .sample import CORPUS

VOCABULARY = st.sampled_from(
    [*MONTHS, *SEASONS, *PARTS, *OPENERS, "harbour", "storm", "october's", "decembr"]
)
COUNTING = [*ONES, *TENS, *MULTIPLIERS, *ARTICLES, "and", "about", "per", "$", "twenty-five"]
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


@given(st.lists(st.text(max_size=8) | st.sampled_from(COUNTING), max_size=4))
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


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("the", (True, True)),
        ("how", (True, True)),
        ("le", (True, True)),
        ("des", (True, True)),
        ("au", (False, True)),
        ("un", (False, True)),
        ("par", (False, True)),
        ("us", (False, False)),
        ("car", (False, False)),
        ("may", (False, False)),
        ("not", (False, False)),
        ("troops", (False, False)),
    ],
)
def test_stop_words_in_english_and_in_french(word: str, expected: tuple[bool, bool]) -> None:
    assert expected == (is_stop_word(word, french=False), is_stop_word(word, french=True))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("combien de soldats", True),
        ("soldats dans la capitale", True),
        ("troupes et avions", True),
        ("un sommet à paris", True),
        ("où est bangui", True),
        ("y a-t-il un sommet", True),
        ("qu'est-ce que misca", True),
        ("au force", False),
        ("un resolution", False),
        ("le drian", False),
        ("what did de gaulle say", False),
        ("", False),
    ],
)
def test_is_french(typed: str, *, expected: bool) -> None:
    assert expected == is_french(typed.split())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("qu'est-ce", True),
        ("est-ce", True),
        ("a-t-il", True),
        ("l-d-s", False),
        ("cessez-le-feu", False),
        ("il", False),
    ],
)
def test_is_asking(word: str, *, expected: bool) -> None:
    assert expected == is_asking(word)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("how many soldiers", "figure"),
        ("how much money", "figure"),
        ("number of soldiers", "figure"),
        ("combien de soldats", "figure"),
        ("when did it begin", "date"),
        ("what day was it", "date"),
        ("quand", "date"),
        ("what is misca", "identity"),
        ("qui est hollande", "identity"),
        ("what is the number of soldiers", "figure"),
        ("how long", None),
        ("who many", None),
        ("", None),
    ],
)
def test_kind_asked(typed: str, expected: str | None) -> None:
    assert expected == kind_asked(typed.split())


def test_what_multiplies_by_itself_may_tell_a_figure() -> None:
    assert {*MULTIPLYING} == {word for word in MULTIPLIERS if len(word) > len("mln")}
