from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.cli.typed import Typed, typed


@pytest.mark.parametrize(
    ("line", "words", "current"),
    [
        ("", (), ""),
        (" misca", (), "misca"),
        (" misca ", ("misca",), ""),
        (" misca  query\twho:fr", ("misca", "query"), "who:fr"),
        (" misca query 'a b' \"c d", ("misca", "query", "a b"), "c d"),
        (' misca query "a\\"b\\c" x', ("misca", "query", 'a"b\\c'), "x"),
        (" misca query a\\ b c\\", ("misca", "query", "a b"), "c"),
        (" misca query $(touch x) `id`", ("misca", "query", "$(touch", "x)"), "`id`"),
        (" A=1 B='2 3' misca query x", ("misca", "query"), "x"),
        (" misca query A=1 x", ("misca", "query", "A=1"), "x"),
        (" misca query ''", ("misca", "query"), ""),
        (" misca query '' ", ("misca", "query", ""), ""),
    ],
)
def test_a_line_is_parted_as_a_shell_would(line: str, words: tuple[str, ...], current: str) -> None:
    found = typed(line)
    assert (words, current) == (found.words, found.current)


def test_a_quotation_mark_is_noted() -> None:
    assert typed(" misca 'who:fr") == Typed(words=("misca",), current="who:fr", is_quoted=True)
    assert not typed(" misca who:'fr").is_quoted


@given(st.lists(st.text(st.characters(exclude_characters="\0\r"))))
def test_what_is_quoted_for_a_shell_is_read_back(words: list[str]) -> None:
    assert ("misca", *words) == typed(f" misca {shlex.join(words)} ").words


@given(st.text())
def test_no_line_is_too_odd(line: str) -> None:
    assert isinstance(typed(line), Typed)
