from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.spelling import allowed_distance, apart, distance, nearest

STAGES = ("proposed", "announced", "committed", "authorised", "scheduled", "done")


@pytest.mark.parametrize(
    ("length", "allowed"),
    [(0, 0), (3, 0), (4, 1), (5, 1), (7, 1), (8, 2), (12, 2), (13, 3), (100, 3)],
)
def test_longer_words_may_be_further_away(length: int, allowed: int) -> None:
    assert allowed == allowed_distance(length)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("", "", 0),
        ("troops", "troops", 0),
        ("tropps", "troops", 1),
        ("trops", "troops", 1),
        ("trooops", "troops", 1),
        ("torops", "troops", 1),
        ("ca", "abc", 3),  # the alignment is optimal, not Damerau's
        ("Troops", "troops", 1),
        ("é", "e", 1),
    ],
)
def test_distance(one: str, other: str, apart: int) -> None:
    assert apart == distance(one, other, 9)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 6))
def test_distance_beyond_the_limit_is_only_known_to_be_beyond(
    one: str, other: str, limit: int
) -> None:
    exact = distance(one, other, 99)
    assert exact == distance(other, one, 99)
    assert min(exact, limit + 1) == min(distance(one, other, limit), limit + 1)


LETTERS = st.sampled_from("ab") | st.sampled_from("abcé-ß中😀\u0301\udce9")
WORDS = st.text(LETTERS, max_size=9) | st.text(LETTERS, min_size=60, max_size=140)
EDITS = st.lists(
    st.tuples(st.sampled_from(["swap", "drop", "double", "change"]), st.integers(0, 140)),
    max_size=4,
)


def edited(word: str, edits: list[tuple[str, int]]) -> str:
    """Return a word with typing mistakes, each some letters from the beginning."""
    for kind, number in edits:
        place = number % (len(word) or 1)
        head, here, rest = word[:place], word[place : place + 1], word[place + 1 :]
        made = {
            "swap": rest[:1] + here + rest[1:],
            "drop": rest,
            "double": here + here + rest,
            "change": "a" + rest,
        }
        word = head + made[kind]
    return word


@given(one=WORDS, other=WORDS, limit=st.integers(0, 3))
def test_words_are_as_far_apart_as_rapidfuzz_says(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == apart(one, other, limit)


@given(word=WORDS, edits=EDITS, limit=st.integers(0, 3))
def test_mistyped_words_are_as_far_apart_as_rapidfuzz_says(
    word: str, edits: list[tuple[str, int]], limit: int
) -> None:
    other = edited(word, edits)
    assert distance(word, other, limit) == apart(word, other, limit)
    assert distance(other, word, limit) == apart(other, word, limit)


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_short_words_are_all_as_far_apart_as_rapidfuzz_says(limit: int) -> None:
    words = ["".join(letters) for size in range(6) for letters in product("ab", repeat=size)]
    wrong = [
        (one, other)
        for one in words
        for other in words
        if distance(one, other, limit) != apart(one, other, limit)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "choices", "near"),
    [
        pytest.param("anounced", STAGES, ("announced",), id="letter left out"),
        pytest.param("ANNOUNCED", STAGES, ("announced",), id="case"),
        pytest.param("dnoe", STAGES, ("done",), id="letters swapped"),
        pytest.param("sched", STAGES, ("scheduled",), id="beginning"),
        pytest.param("commissioned", STAGES, (), id="too far"),
        pytest.param("", STAGES, (), id="no word"),
        pytest.param("x", (), (), id="no choices"),
        pytest.param("who", ("what", "when", "how"), (), id="short words differ by less"),
        pytest.param("he", ("when", "he-man", "her"), ("her", "he-man"), id="edits first"),
        pytest.param("drian", ("le-drian", "adrian"), ("adrian", "le-drian"), id="part of a name"),
        pytest.param("fr-42", ("fr-420", "fr-421", "fr-1000"), ("fr-420", "fr-421"), id="ties"),
        pytest.param(
            "aaaa", ("aaad", "aaac", "aaab", "aaae"), ("aaab", "aaac", "aaad"), id="three"
        ),
    ],
)
def test_nearest(word: str, choices: tuple[str, ...], near: tuple[str, ...]) -> None:
    assert near == nearest(word, choices)
    assert near[:1] == nearest(word, reversed(choices), most=1)
