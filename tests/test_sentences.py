from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.sentences import sentences


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("no stop", ("no stop",), id="no-stop"),
        pytest.param("One. Two! Three? Four.", ("One.", "Two!", "Three?", "Four."), id="stops"),
        pytest.param("lower start. Then.", ("lower start.", "Then."), id="lower-case-start"),
        pytest.param("Rain. then sun.", ("Rain. then sun.",), id="lower-case-goes-on"),
        pytest.param("They paid $4.5 million. 30 left.", ("They paid $4.5 million.", "30 left."),
                     id="figures"),
        pytest.param("The U.S. Army left.", ("The U.S. Army left.",), id="country"),
        pytest.param("At 9 a.m. Monday it rained.", ("At 9 a.m. Monday it rained.",), id="hour"),
        pytest.param("Gen. J. F. Roe and Dr. Doe.", ("Gen. J. F. Roe and Dr. Doe.",), id="titles"),
        pytest.param("See No. 5 now.", ("See No. 5 now.",), id="number-sign"),
        pytest.param("He said no. They left.", ("He said no.", "They left."), id="no"),
        pytest.param("It is in N'Djamena. Yes.", ("It is in N'Djamena.", "Yes."), id="apostrophe"),
        pytest.param("“Go.” She went.", ("“Go.”", "She went."), id="quote-after-the-stop"),
        pytest.param("“Go!” she said.", ("“Go!” she said.",), id="quote-goes-on"),
        pytest.param("It ended. “Why?” he asked.", ("It ended.", "“Why?” he asked."), id="opening"),
        pytest.param("(It ended.) (It began.)", ("(It ended.)", "(It began.)"), id="brackets"),
        pytest.param("Fini ? « Non. » Alors oui.", ("Fini ?", "« Non. »", "Alors oui."),
                     id="french"),
        pytest.param("They waited… Then left.", ("They waited…", "Then left."), id="ellipsis"),
        pytest.param("They waited... and left.", ("They waited... and left.",), id="three-dots"),
        pytest.param("It fell.[3] He rose.”[4][5] So.", ("It fell.[3]", "He rose.”[4][5]", "So."),
                     id="footnote-marks"),
        pytest.param("It fell. [3] He rose.", ("It fell. [3]", "He rose."), id="mark-apart"),
        pytest.param("It fell. [Reuters]", ("It fell. [Reuters]",), id="agency"),
        pytest.param("1. First point. 2. Next.", ("1. First point.", "2. Next."), id="list-marks"),
        pytest.param("Élan. Été.", ("Élan.", "Été."), id="accents"),
        pytest.param("واحد. اثنان.", ("واحد.", "اثنان."), id="letters-without-case"),
        pytest.param("Hm . . . Then.", ("Hm . . .", "Then."), id="lone-stops"),
    ],
)  # fmt: skip
def test_sentences(paragraph: str, expected: tuple[str, ...]) -> None:
    assert expected == sentences(paragraph)


@given(st.text(alphabet='aBé1 .!?…"”[]()«»\n', max_size=60))
def test_no_word_is_lost(paragraph: str) -> None:
    assert paragraph.split() == " ".join(sentences(paragraph)).split()
