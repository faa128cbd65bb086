"""What is kept for the next time, and what goes where there is no more room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.kept import Kept, keep


def test_a_dict_is_emptied_once_it_holds_so_many() -> None:
    held: dict[str, int] = {}
    seen = []
    for number, key in enumerate("abcde"):
        assert number == keep(held, key, number, 2)
        seen.append(dict(held))
    assert seen == [{"a": 0}, {"a": 0, "b": 1}, {"c": 2}, {"c": 2, "d": 3}, {"e": 4}]


def kept(most: int, done: str) -> str:
    """Return which letters are kept after some were put, and others got: `a3` puts, `a` gets."""
    held = Kept(most)
    for each in done.split():
        if size := each[1:]:
            assert each == held.put(each[0], each, int(size))
        else:
            held.get(each)
    # To ask for it would move it.
    return "".join(sorted({str(key) for lot in (held._earlier, held._later) for key in lot}))


@pytest.mark.parametrize(
    ("most", "done", "expected"),
    [
        pytest.param(8, "", "", id="nothing"),
        pytest.param(8, "a2 b2 c2 d2", "abcd", id="just room for all"),
        pytest.param(8, "a2 b2 c2 d2 e1", "cde", id="the earlier half goes"),
        pytest.param(9, "a2 b2 c2 d2 e1", "cde", id="an odd room is rounded down"),
        pytest.param(8, "a2 b1 c2 d2", "abcd", id="half of the room not filled"),
        pytest.param(8, "a2 b1 c2 d2 e2", "cde", id="a half that is not filled goes too"),
        pytest.param(8, "a2 b2 c2 a d2", "acd", id="what is used stays"),
        pytest.param(8, "a2 b2 c2 a d2 e2 f2", "def", id="but not for ever"),
        pytest.param(8, "a2 b2 c2 c d2 e2", "cde", id="what is used anew takes no more room"),
        pytest.param(8, "a2 b2 c1 a d1", "abcd", id="what is used takes its room again"),
        pytest.param(8, "a9", "a", id="more than there is room for"),
        pytest.param(8, "a9 b1 c4", "bc", id="until its half goes"),
    ],
)
def test_what_was_used_last_is_kept(most: int, done: str, expected: str) -> None:
    assert expected == kept(most, done)


def test_what_is_empty_is_kept_too() -> None:
    held = Kept(8)
    held.put("a", "", 0)
    held.put("b", 0, 5)
    assert (held.get("a"), held.get("b"), held.get("c")) == ("", 0, None)


@pytest.mark.parametrize("between", ["", "b4", "b4 c4"])
def test_a_new_value_takes_the_place_of_the_old(between: str) -> None:
    held = Kept(8)
    held.put("a", "old", 4)
    for each in between.split():
        held.put(each[0], each, 4)
    held.put("a", "new", 4)
    assert held.get("a") == "new"


KEYS = st.sampled_from("abcde")


@given(st.integers(0, 30), st.lists(st.tuples(KEYS, st.integers(0, 12) | st.none())))
def test_what_is_kept_is_true_and_finds_room(most: int, done: list[tuple[str, int | None]]) -> None:
    held = Kept(most)
    last: dict[str, int] = {}
    for at, (key, size) in enumerate(done):
        if size is None or size > most // 2:
            assert held.get(key) in (None, last.get(key))
        else:
            last[key] = held.put(key, at, size)
            assert at == held.get(key)
        for lot in (held._earlier, held._later):
            assert sum(taken for _, taken in lot.values()) <= most // 2
