"""What a word that no fact has may mean, and how well each reading is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.factbase import factbase
from misca_cli.model import Pack, Term
from misca_cli.search.guesses import as_hardly_spelt, as_prefix, as_spelt
from misca_cli.search.scan import Scan

from .sample import fact


def corpus(standing: str, terms: str = "") -> Scan:
    """Return facts with some words, and terms with others."""
    made = {term: Term(id=term) for term in terms.split()}
    return Scan(
        factbase((Pack(folder="p", name="p", facts={"x": fact("x", standing)}, terms=made),))
    )


def shown(guesses: dict[str, tuple[float, str]], how: str = "spelling") -> str:
    """Return the words that are read so, each with how well it is meant, in per mille."""
    return " ".join(
        f"{word} {1000 * quality:.0f}" for word, (quality, read) in guesses.items() if read == how
    )


@pytest.mark.parametrize(
    ("form", "standing", "terms", "expected"),
    [
        pytest.param("harb", "harbours", "", "harbours 722", id="half of a word"),
        pytest.param("harb", "", "harbours", "harbours 722", id="a term"),
        pytest.param("port", "portabilities", "", "portabilities 673", id="less than half"),
        pytest.param("harb", "hart charbon", "", "", id="no beginning"),
        pytest.param("cat", "cattle", "", "cattle 722", id="three letters, half of a word"),
        pytest.param("cat", "catalog", "", "", id="three letters, less than half"),
        pytest.param("cat", "", "cattle", "", id="three letters of a term"),
        pytest.param("ca", "cat", "", "", id="two letters"),
    ],
)
def test_a_word_may_begin_others(form: str, standing: str, terms: str, expected: str) -> None:
    assert expected == shown(as_prefix(form, corpus(standing, terms)), "prefix")


def test_a_word_begins_64_others_at_most() -> None:
    words = [f"harb{one}{other}" for one in "abcdefgh" for other in "abcdefghi"]
    assert words[:64] == [*as_prefix("harb", corpus(" ".join(words)))]


@pytest.mark.parametrize(
    ("form", "standing", "terms", "expected"),
    [
        pytest.param("storn", "storm", "", "storm 850", id="mistaken"),
        pytest.param("strom", "storm", "", "storm 860", id="swapped"),
        pytest.param("storm", "stormy", "", "stormy 840", id="one lost"),
        pytest.param("sstorm", "storm", "", "storm 840", id="doubled"),
        pytest.param("stormm", "storm", "", "storm 840", id="doubled at the end"),
        pytest.param("stormx", "storm", "", "", id="one too many"),
        pytest.param("tankers", "tanker", "", "tanker 840", id="seven letters, one too many"),
        pytest.param("farbor", "harbor", "", "", id="another first letter"),
        pytest.param("farbour", "harbour", "", "harbour 730", id="seven letters, another first"),
        pytest.param("good", "gold", "", "", id="four letters, mistaken"),
        pytest.param("sotp", "stop", "", "stop 860", id="four letters, swapped"),
        pytest.param("waar", "war", "", "war 840", id="four letters, doubled"),
        pytest.param("tart", "art", "", "", id="four letters, the first too many"),
        pytest.param("awr", "war", "", "", id="three letters"),
        pytest.param("partol", "", "patrol", "patrol 860", id="a term, swapped"),
        pytest.param("patrul", "", "patrol", "", id="a term, mistaken"),
        pytest.param("patruls", "", "patrols", "patrols 850", id="a long term, mistaken"),
        pytest.param("patrls", "", "patrols", "patrols 840", id="a term, one lost"),
        pytest.param("patrl", "", "patrol", "", id="a short term, one lost"),
        pytest.param("atrols", "", "patrols", "", id="a term without its first letter"),
        pytest.param("ferryboats", "ferriboads", "", "ferriboads 700", id="two edits"),
        pytest.param("ferryboats", "ferriboas", "", "ferriboas 690", id="two, one of them lost"),
        pytest.param("ferryboats", "", "ferriboads", "", id="two edits of a term"),
        pytest.param("ferryboatings", "ferriboadinks", "", "ferriboadinks 600", id="three edits"),
        pytest.param("ferryboatings", "ferryboatin", "", "", id="thirteen letters, two too many"),
        pytest.param("parliamentrin", "parliamentarian", "", "", id="thirteen letters, two lost"),
        pytest.param("stormm", "storm stormn", "", "storm 840 stormn 850", id="two of them"),
        pytest.param("storn", "storm stormings", "", "storm 850 stormings 810", id="inflected"),
        pytest.param("farbour", "harbour farbout", "", "farbout 850", id="only the best"),
    ],
)
def test_a_word_may_be_misspelt(form: str, standing: str, terms: str, expected: str) -> None:
    assert expected == shown(as_spelt(form, corpus(standing, terms)))


def test_a_word_has_no_more_edits_than_asked_for_and_than_its_length_allows() -> None:
    assert shown(as_spelt("ferryboats", corpus("ferriboats"), most=1)) == "ferriboats 850"
    assert as_spelt("ferryboats", corpus("ferriboads"), most=1) == {}
    assert as_spelt("ferrybo", corpus("ferribu"), most=3) == {}


@pytest.mark.parametrize(
    ("form", "standing", "terms", "expected"),
    [
        pytest.param("tank", "tanks", "", "tanks 440", id="one lost"),
        pytest.param("tanks", "tank", "", "tank 440", id="one too many"),
        pytest.param("wart", "war", "", "", id="a word of three letters"),
        pytest.param("tanq", "tank", "", "", id="mistaken"),
        pytest.param("atank", "tank", "", "", id="another first letter"),
        pytest.param("tsorm", "storm", "", "storm 340", id="first letters swapped"),
        pytest.param("tan", "tank", "", "", id="three letters"),
        pytest.param("tank", "", "tanks", "", id="a term"),
        pytest.param("thre", "there", "", "", id="a small word"),
        pytest.param("dires", "dire", "", "", id="a small French word"),
        pytest.param("parliamt", "parliament", "", "parliament 280", id="two lost"),
        pytest.param("parlyamet", "parliament", "", "", id="two edits, one lost"),
        pytest.param("parlyamt", "parliament", "", "", id="three edits, eight letters"),
        pytest.param("parlyamentri", "parliamentaria", "", "", id="three edits, twelve letters"),
        pytest.param("parlyamentrin", "parliamentarian", "", "parliamentarian 180", id="thirteen"),
        pytest.param("parliamt", "parliament parliamts", "", "parliamts 440", id="one edit first"),
        pytest.param("parliamt", "parliament parliamb", "", "parliament 280", id="if likely"),
    ],
)
def test_a_word_may_be_hardly_spelt(form: str, standing: str, terms: str, expected: str) -> None:
    assert expected == shown(as_hardly_spelt(form, corpus(standing, terms)))


@pytest.mark.parametrize("form", ["four", "sixty", "cent", "mardi", "harbour1"])
def test_a_number_and_a_day_of_the_week_are_no_other_word(form: str) -> None:
    known = corpus(f"{form}s harbour")
    assert as_prefix(form, known) == as_spelt(form, known) == as_hardly_spelt(form, known) == {}


@given(st.text("abcd", min_size=4, max_size=14), st.integers(0, 12))
def test_no_word_is_lost_by_swapping_two_letters(word: str, place: int) -> None:
    at = place % (len(word) - 1)
    form = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    known = corpus(word)
    assert word in as_spelt(form, known) | as_hardly_spelt(form, known)
