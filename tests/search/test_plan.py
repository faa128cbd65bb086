"""What a typed word may mean, and at what cost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.factbase import factbase
from misca_cli.model import Entity, Fact, Pack
from misca_cli.search.coverage import levels_of
from misca_cli.search.plan import Concept, plan
from misca_cli.search.reader import read
from misca_cli.search.scan import Scan

from .sample import CORPUS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.search.coverage import Levels
    from misca_cli.search.sets import FactSet


def concepts(text: str) -> tuple[Concept, ...]:
    return plan(read(text, CORPUS), CORPUS)


def best(text: str) -> tuple[str, str] | None:
    (concept,) = concepts(text)
    return (concept.targets[0].form, concept.targets[0].how) if concept.targets else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ferry", ("ferry", "exact"), id="as typed"),
        pytest.param("repair", ("repairs", "inflection"), id="inflection"),
        pytest.param("adop", ("adopted", "prefix"), id="beginning"),
        pytest.param("resoluton", ("resolution", "spelling"), id="letter missing"),
        pytest.param("gaurds", ("guards", "spelling"), id="letters swapped"),
        pytest.param("C17s", ("c17", "inflection"), id="plural of a code"),
        pytest.param("c-17", ("c17", "exact"), id="variant of a code"),
        pytest.param("ndjamena", None, id="unknown"),
        pytest.param("xyz", None, id="too short to be misspelt"),
    ],
)
def test_a_word_is_read_as(text: str, expected: tuple[str, str] | None) -> None:
    assert expected == best(text)


def test_each_step_costs_quality() -> None:
    words = ("adopted", "adopt", "adop", "adobted")
    qualities = [
        each.targets[0].quality for text in words for each in concepts(text) if each.targets
    ]
    exact, inflection, prefix, spelling = qualities
    assert 1.0 == exact > inflection > prefix
    assert inflection > spelling > 0


def test_a_word_brings_the_other_words_of_its_terms() -> None:
    (concept,) = concepts("sentries")
    read_as = {target.form: target.how for target in concept.targets}
    assert {"sentries": "exact", "guards": "alias", "gardes": "alias"}.items() <= read_as.items()


def test_a_term_of_several_words_is_one_concept() -> None:
    first, second = concepts("coast watchers resolution")
    assert (first.text, second.text) == ("coast watchers", "resolution")
    assert "guards" in {target.form for target in first.targets}


def test_a_name_met_whole_is_worth_more_than_in_part() -> None:
    (alone,) = concepts("coral")
    both = concepts("coral guard")
    key = "entity:guard"
    assert alone.keys[key].quality < both[0].keys[key].quality
    assert both[0].keys[key].quality == 1.0


def test_another_name_and_a_search_word_are_aliases() -> None:
    (alias,), (searched,) = concepts("orisian"), concepts("army")
    assert alias.keys["entity:oris"].how == "alias"
    assert searched.keys["entity:guard"].how == "alias"
    assert searched.keys["entity:guard"].quality < alias.keys["entity:oris"].quality


def test_stop_words_do_not_count() -> None:
    assert [concept.text for concept in concepts("the guard of the")] == ["guard"]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        pytest.param("gold", None, id="a short word like another"),
        pytest.param("feerry", "ferry", id="a letter typed twice"),
        pytest.param("puard", None, id="another first letter"),
        pytest.param("lane", None, id="a word of terms alone, mistaken"),
        pytest.param("lan", None, id="the beginning of one, too short"),
        pytest.param("arrvie", "arrive", id="its letters swapped"),
        pytest.param("guaird", "guards", id="a letter too many"),
        pytest.param("uagrd", None, id="far from all"),
        pytest.param("ugard", "guard", id="the first letters swapped"),
        pytest.param("hirbeur", None, id="two letters wrong in seven"),
        pytest.param("ressolution", "resolution", id="one of many letters"),
        pytest.param("resolutiotion", None, id="three too many"),
        pytest.param("resolutition", "resolution", id="two too many"),
    ],
)
def test_a_guess_is_likely_or_not_made(typed: str, read_as: str | None) -> None:
    read_first = best(typed)
    assert read_as == (read_first and read_first[0])


def test_a_correction_is_told_whatever_other_words_it_leads_to() -> None:
    (concept,) = concepts("sentriez")
    assert {target.how for target in concept.targets} == {"spelling"}


@pytest.mark.parametrize(
    ("key", "expected"), [("entity:port", 2), ("entity:council", 2), ("entity:guard", 2)]
)
def test_small_words_of_names_are_not_counted(key: str, expected: int) -> None:
    lengths = {name.length for name in CORPUS.names if name.key == key and not name.is_one_word}
    assert {expected} == lengths


WORDS = ("guard", "guards", "state", "forces", "north", "of")
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def taken(levels: Levels) -> list[tuple[float, FactSet]]:
    """Return the levels that any fact is on."""
    return [(worth, facts) for worth, facts in levels if facts]


@given(st.lists(names, min_size=9, max_size=80), st.lists(names, min_size=1, max_size=2))
@settings(max_examples=60)
def test_many_names_at_once_are_as_good_as_one_by_one(held: list[str], asked: list[str]) -> None:
    entities = {
        f"e{at}": Entity(id=f"e{at}", name=name, kind="force", search=(name[::-1], held[0]))
        for at, name in enumerate(held)
    }
    facts = {
        f"f{at}": Fact(
            id=f"f{at}",
            pack="p",
            file="f.toml",
            line=1,
            claim=f"Guard {at}.",
            source="s",
            at="p",
            who=f"e{at}",
            where=f"e{at // 2}",
        )
        for at in range(len(held))
    }
    scan = Scan(factbase((Pack(folder="/p", name="p", facts=facts, entities=entities),)))
    concepts = plan(read(" ".join(("state", *asked)), scan), scan)
    for concept in concepts:
        one_by_one = concept.replaced(namesakes={}, apart=None)
        assert taken(levels_of(one_by_one, scan)) == taken(levels_of(concept, scan))
