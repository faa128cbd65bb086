"""What filters, phrases and exclusions leave in."""

from __future__ import annotations

import pytest

from misca_cli.search.reader import read
from misca_cli.search.select import excluded, has_phrase, may_have, passing
from misca_cli.search.sets import FactSet, set_of

from .sample import CORPUS


def ids(facts: FactSet) -> list[str]:
    return [CORPUS.ids[number] for number in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("resolution", ["council-vote"], id="a word of the claim"),
        pytest.param("repair", ["cost"], id="an inflection"),
        pytest.param("garbled", [], id="not of the note"),
        pytest.param("orisian", ["cost", "guards-120"], id="another name"),
        pytest.param("army", [], id="not a word for searching only"),
        pytest.param("Harbour Council", ["council-vote"], id="several words"),
        pytest.param("council", ["council-vote"], id="a name in part, but in the claim"),
        pytest.param("blue swift", ["ferry-arrives"], id="a whole name of several words"),
        pytest.param("swift", [], id="a name in part"),
        pytest.param("c17", ["ferry-arrives"], id="a variant"),
        pytest.param("xyzzy", [], id="unknown"),
        pytest.param("20 november", ["guards-plan"], id="a day"),
        pytest.param("xyzzy 2013", [], id="no period as a whole"),
        pytest.param("40 million", ["cost"], id="a figure"),
        pytest.param(">100 guards", [], id="no figure as a whole"),
        pytest.param("more than 1000", ["cost", "guards-plan"], id="a bound"),
    ],
)
def test_excluded(text: str, expected: list[str]) -> None:
    assert expected == ids(excluded((text,), CORPUS))


def test_every_exclusion_counts() -> None:
    assert ids(excluded(("storm", "resolution"), CORPUS)) == ["council-vote", "storm", "storm-old"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("harbour council", ["council-vote"]),
        ("council harbour", []),
        ("Conseil du Port", ["council-vote"]),
        ("the coral guard had 120", ["guards-120"]),
        ("minutes are", ["council-vote"]),
        ("le bosc", ["guards-120", "guards-plan"]),
        ("c17 FERRY", ["ferry-arrives"]),
        ("arrived in port noris", ["ferry-arrives"]),
        ("army", []),
        ("guard", ["guards-120", "guards-plan"]),
        ("storms", []),
    ],
)
def test_has_phrase(phrase: str, expected: list[str]) -> None:
    having = set_of(n for n in range(CORPUS.size) if has_phrase(phrase, CORPUS, n))
    assert expected == ids(having)
    assert having == having & may_have(phrase, CORPUS)


def test_a_source_has_the_facts_of_what_reprints_it() -> None:
    (gazette,) = read("source:gazette", CORPUS).filters
    assert {*ids(passing(gazette, CORPUS))} > {"cost", "ferry-arrives", "storm"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who:guard", ["guards-120", "guards-plan"]),
        ("who:Garde corallienne", ["guards-120", "guards-plan"]),
        ("what:cost", ["cost"]),
        ('what:"guard strength"', ["guards-120", "guards-plan"]),
        ("where:port", ["ferry-arrives", "guards-plan"]),
        ("by:le-bosc", ["guards-120", "guards-plan"]),
        ("involves:council", ["council-vote"]),
        ("stage:announced", ["guards-plan"]),
        ("act:predicts", ["storm"]),
        ("source:herald", ["cost", "ferry-arrives", "storm"]),
        ("tag:Harbour", ["guards-120"]),
        ("when:2013-11..2013-12-05", ["council-vote", "guards-120", "guards-plan"]),
        ("when:..2012", ["cost"]),
        ("when:2014..", ["storm-old"]),
        ("value:120", ["guards-120"]),
        ("value:1000..", ["cost", "guards-plan"]),
        ("value:>1600", ["cost", "guards-plan"]),
        ("value:$40 million", ["cost"]),
        ("value:..700", ["guards-120"]),
    ],
)
def test_passing(text: str, expected: list[str]) -> None:
    (wanted,) = read(text, CORPUS).filters
    assert expected == ids(passing(wanted, CORPUS))
