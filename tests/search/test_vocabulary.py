"""The words of facts, names and terms, and where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.factbase import Factbase, factbase
from misca_cli.model import Measure, Pack, Term
from misca_cli.search.document import Document, Name
from misca_cli.search.vocabulary import (
    Vocabulary,
    members,
    names_by_word,
    terms_by_stems,
    unit_stems,
)


def name(key: str, written: str) -> Name:
    return Name(key=key, how="exact", text=written, written=written, length=1)


def base(*terms: tuple[str, ...], units: tuple[str | None, ...] = ()) -> Factbase:
    """Return a pack with terms, each an id and other words, and measures with units."""
    measures = {f"m{at}": Measure(id=f"m{at}", name="", unit=unit) for at, unit in enumerate(units)}
    made = {each[0]: Term(id=each[0], aliases=each[1:]) for each in terms}
    return factbase((Pack(folder="p", name="p", terms=made, measures=measures),))


def vocabulary(*claims: str) -> Vocabulary:
    """Return the words of claims."""
    return Vocabulary(base(), [Document(texts={"claim": each}, names={}) for each in claims], [])


DOCUMENTS = (
    Document(
        texts={"claim": "ferry c17|17 ferry", "note": "ferry"},
        names={"who": ["entity:fr", "entity:fr"], "by": ["entity:fr", "entity:gb"]},
    ),
    Document(texts={"claim": "guards"}, names={}),
    Document(texts={"claim": "17 ferries"}, names={"who": ["entity:fr"]}),
)
FRANCE, GUARD = name("entity:fr", "france"), name("entity:guard", "garde|guard de france")


def test_each_form_has_its_facts_once_in_each_field() -> None:
    assert Vocabulary(base(), DOCUMENTS, []).postings == {
        "ferry": {"claim": [0], "note": [0]},
        "c17": {"claim": [0]},
        "17": {"claim": [0, 2]},
        "guards": {"claim": [1]},
        "ferries": {"claim": [2]},
    }


def test_each_thing_has_the_facts_that_name_it_once_in_each_field() -> None:
    assert Vocabulary(base(), DOCUMENTS, []).bearers == {
        "entity:fr": {"who": [0, 2], "by": [0]},
        "entity:gb": {"by": [0]},
    }


def test_a_word_has_each_name_that_holds_it_once() -> None:
    baden = name("entity:baden", "baden baden")
    by_word = {"france": [FRANCE, GUARD], "garde": [GUARD], "guard": [GUARD], "de": [GUARD]}
    assert names_by_word([FRANCE, GUARD, baden]) == by_word | {"baden": [baden]}


def test_words_are_those_of_facts_names_and_terms_by_the_alphabet() -> None:
    known = Vocabulary(base(("guards", "sentries", "coast watchers")), DOCUMENTS, [GUARD])
    held = "17 c17 de ferries ferry france garde guard guards sentries"
    assert held.split() == known.words
    assert known.stems["ferri"] == ["ferries", "ferry"]


def test_a_term_is_found_by_the_stems_of_each_of_its_words_and_phrases() -> None:
    guards, guns = ("guards", "sentries", "c17"), ("guns", "sentry")
    terms = terms_by_stems(base((*guards[:2], "Coast Watchers", "C-17"), guns))
    assert terms == {
        ("guard",): [guards],
        ("sentri",): [guards, guns],
        ("coast", "watch"): [guards],
        ("c17",): [guards],
        ("gun",): [guns],
    }
    assert members(terms) == {"guards", "sentries", "c17", "guns", "sentry"}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        pytest.param(None, set(), id="none"),
        pytest.param("guards", {"guard", "sentri"}, id="with what means the same"),
        pytest.param("SENTRY", {"guard", "sentri"}, id="as another word of a term"),
        pytest.param("armed boats", {"arm", "boat", "ship"}, id="two words"),
        pytest.param("km/C-17", {"km", "c17"}, id="of no term"),
        pytest.param("coast", {"coast"}, id="a part of a phrase"),
    ],
)
def test_units_are_known_by_their_stems(unit: str | None, expected: set[str]) -> None:
    known = base(("guards", "sentries", "coast watchers"), ("ships", "boat"), units=(unit, None))
    assert expected == unit_stems(known, terms_by_stems(known))
    assert expected == Vocabulary(known, [], []).units


@pytest.mark.parametrize(
    ("word", "most", "held", "expected"),
    [
        pytest.param("storn", 1, "storm sport", "storm 1", id="one edit"),
        pytest.param("gulf", 1, "gulf", "gulf 1", id="the word itself"),
        pytest.param("ferrybot", 2, "ferriboat", "ferriboat 2", id="two edits"),
        pytest.param("ferrybot", 1, "ferriboat", "", id="more edits than asked for"),
        pytest.param("berrybot", 2, "ferrybat", "", id="two edits, another first letter"),
        pytest.param("berrybot", 2, "ferrybot", "ferrybot 1", id="one edit, another first letter"),
        pytest.param("parliamt", 2, "parliament", "", id="two edits, two letters too few"),
        pytest.param("parliamt", 3, "parliament", "parliament 2", id="where three are asked for"),
        pytest.param("ferri", 1, "ferry ferrit ferries", "ferries 1 ferrit 1 ferry 1", id="order"),
        pytest.param("c18", 1, "c17|cl8 c1a", "", id="digits"),
        pytest.param("atacking", 1, "attacked", "attacked 1", id="one edit of a stem"),
        pytest.param("atakc", 1, "attacked", "", id="two edits of a stem"),
        pytest.param("marhc", 1, "marching", "marching 1", id="a stem of five letters"),
        pytest.param("lnad", 1, "landing", "", id="a stem of four letters"),
    ],
)
def test_words_are_alike(word: str, most: int, held: str, expected: str) -> None:
    alike = vocabulary(held).alike(word, most)
    assert expected == " ".join(f"{form} {apart}" for form, apart in alike)


@given(st.lists(st.lists(st.sampled_from("a b c|d d ab b|a".split()), min_size=1)))
def test_facts_can_be_told_from_where_their_words_stand(claims: list[list[str]]) -> None:
    found: list[set[str]] = [set() for _ in claims]
    for form, fields in vocabulary(*map(" ".join, claims)).postings.items():
        assert sorted({*fields["claim"]}) == fields["claim"]
        for number in fields["claim"]:
            found[number].add(form)
    assert [set("|".join(claim).split("|")) for claim in claims] == found
