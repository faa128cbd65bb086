"""Words in all their forms, and stems."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from misca_cli.search.words import (
    Forms,
    forms_in,
    joined,
    joined_words,
    parted,
    plain_number,
    stem,
    words,
)
from misca_cli.text import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("... -- ' +", [], id="signs alone"),
        pytest.param("French Troops", [("french",), ("troops",)], id="case"),
        pytest.param("Séléka", [("seleka",)], id="accents"),
        pytest.param("C-17", [("c17", "17")], id="code with a hyphen"),
        pytest.param("c17", [("c17",)], id="code without a hyphen"),
        pytest.param("C-17s", [("c17s", "17s")], id="plural of a code"),
        pytest.param("U.N.", [("un",)], id="acronym with dots"),
        pytest.param("UN", [("un",)], id="acronym without dots"),
        pytest.param("U.S.-led", [("us", "usled"), ("led",)], id="acronym in a compound"),
        pytest.param("S/RES/2127", [("s",), ("res",), ("2127",)], id="slashes"),
        pytest.param("N'Djamena", [("ndjamena", "djamena")], id="a name that begins with n'"),
        pytest.param("N’Djamena", [("ndjamena", "djamena")], id="curly apostrophe"),
        pytest.param("l'Union d'Afrique", [("union",), ("afrique",)], id="elisions"),
        pytest.param("soldiers' MISCA's", [("soldiers",), ("misca",)], id="possessives"),
        pytest.param("Ban Ki-moon", [("ban",), ("kimoon", "ki", "moon")], id="short part joins"),
        pytest.param("cessez-le-feu", [("cessezlefeu", "cessez", "feu")], id="small parts go"),
        pytest.param("UN-backed", [("unbacked", "un", "backed")], id="but for names"),
        pytest.param("1st 2e", [("1st", "first"), ("2e", "deuxieme")], id="ordinals"),
        pytest.param(
            "anti-balaka", [("anti", "antibalaka"), ("balaka",)], id="long parts stay words"
        ),
        pytest.param("1,200", [("1200",)], id="thousands"),
        pytest.param("1,5", [("1.5",)], id="decimal comma"),
        pytest.param("10,000-strong", [("10000", "10000strong"), ("strong",)], id="figure-word"),
        pytest.param("$40 15%", [("usd",), ("40",), ("15",), ("percent",)], id="symbols"),
        pytest.param("C++ C#", [("c++", "c"), ("c#", "c")], id="signed names"),
        pytest.param("10²", [("10",), ("2",)], id="superscript"),
    ],
)
def test_words(text: str, expected: list[Forms]) -> None:
    assert expected == words(text)


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1,200,000", "1200000"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1.2.3", None),
        ("c17", None),
    ],
)
def test_plain_number(chunk: str, expected: str | None) -> None:
    assert expected == plain_number(chunk)


@pytest.mark.parametrize(
    "alike",
    [
        "troop troops",
        "soldier soldiers",
        "deploy deploys deployed deploying deployment deployments",
        "commit committed committing commitment commitments",
        "announce announced announces announcement announcing",
        "reinforce reinforced reinforcement reinforcements",
        "country countries",
        "army armies",
        "attack attacks attacked attacking",
        "mission missions",
        "day days",
        "c17 c17s",
        "soldat soldats",
        "number numbers",
        "member members",
        "process processes",
    ],
)
def test_inflections_share_a_stem(alike: str) -> None:
    assert len({stem(word) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us", "uses"),
        ("nation", "national"),
        ("plan", "planet"),
        ("state", "station"),
        ("bus", "busy"),
        ("force", "fort"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@example("²\U00010b58")
@given(st.text(max_size=60))
@settings(deadline=None)
def test_forms_are_folded_and_never_empty(text: str) -> None:
    for forms in words(text):
        assert forms
        assert all(form and form == fold(form) and not form.isspace() for form in forms)


@example("— troops")
@given(st.text(max_size=60))
@settings(deadline=None)
def test_joined_words_are_the_words_of_a_text(text: str) -> None:
    assert joined(words(text)) == joined_words(text)
    assert words(text) == [*parted(joined_words(text))]
    forms = [form for forms in words(text) for form in forms]
    assert forms == (forms_in(joined_words(text)) if forms else [])


@example("a ¨b \u0301c 1 ²\xa0x")
@given(st.text(max_size=60))
@settings(deadline=None)
def test_a_text_is_split_alike_once_it_is_folded(text: str) -> None:
    assert words(fold(text)) == words(text)


@given(st.text(alphabet="abcdefgilmnoprstuy", max_size=12))
@example("ayyy")
@example("aeee")
@settings(deadline=None)
def test_a_stem_shares_the_word_s_beginning(word: str) -> None:
    assert stem(word)[:2] == word[:2]
