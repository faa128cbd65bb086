"""What carries nothing, in which language, and what a question asks for."""

from __future__ import annotations

import pytest

from misca_cli.search.stopwords import is_french, is_stop_word, kind_asked


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
    ("typed", "expected"),
    [
        ("how many soldiers", "figure"),
        ("how much money", "figure"),
        ("number of soldiers", "figure"),
        ("combien de soldats", "figure"),
        ("when did it begin", "date"),
        ("what day was it", "date"),
        ("quand", "date"),
        ("how long", None),
        ("who many", None),
        ("", None),
    ],
)
def test_kind_asked(typed: str, expected: str | None) -> None:
    assert expected == kind_asked(typed.split())
