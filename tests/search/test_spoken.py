"""Numbers in words."""

from __future__ import annotations

import pytest

from misca_cli.search.spoken import spoken, word_number


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("seven", 7),
        ("twenty-five", 25),
        ("twenty-twenty", None),
        ("soixante-dix", 70),
        ("quatre-vingts", 80),
        ("quatre-vingt-un", 81),
        ("quatre-vingt-dix", 90),
        ("quatre-vingt-foule", None),
        ("one", None),
        ("cent", None),
    ],
)
def test_word_number(word: str, expected: int | None) -> None:
    assert expected == word_number(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hundred and fifty soldiers", (250, 2, 4)),
        ("two hundred and soldiers", (200, 2, 2)),
        ("three million two thousand and five", (3_002_005, 3, 6)),
        ("five ten", (5, 0, 1)),
        ("a million people", (1_000_000, 6, 2)),
        ("a ferry", None),
        ("thousand", None),
    ],
)
def test_spoken(text: str, expected: tuple[int, int, int] | None) -> None:
    assert expected == spoken(text.split())
