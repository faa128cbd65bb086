"""What a scan knows of the facts."""

from __future__ import annotations

import pytest

from misca_cli.model import ACTS, STAGES
from misca_cli.search.sets import FactSet
from misca_cli.search.words import stem

from .sample import CORPUS, EMPTY


def test_facts_are_numbered_in_the_order_of_their_ids() -> None:
    assert sorted(CORPUS.ids) == CORPUS.ids
    assert [CORPUS.fact(n).id for n in range(CORPUS.size)] == CORPUS.ids


def test_years_come_most_common_first() -> None:
    assert CORPUS.years == (2013, 2012)


def test_no_facts() -> None:
    assert (EMPTY.size, EMPTY.claim_length, EMPTY.years) == (0, 0.0, ())
    assert not EMPTY.has("guard")
    assert EMPTY.named("who", "guard") == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ferry", True),
        ("repair", True),
        ("repairing", True),
        ("corallienne", True),
        ("sentries", True),
        ("c17", True),
        ("garbled", True),
        ("xyzzy", False),
        ("ferri-xyzzy", False),
        ("2127", True),
        ("2128", False),
    ],
)
def test_has(word: str, *, expected: bool) -> None:
    assert expected == CORPUS.has(word)


@pytest.mark.parametrize(
    ("word", "is_unit"),
    [("guards", True), ("guard", True), ("sentries", True), ("ferries", False), ("", False)],
)
def test_counted(word: str, *, is_unit: bool) -> None:
    assert is_unit == bool(CORPUS.counted(word))


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("who", "guard", ("guard",)),
        ("who", "GARDE Corallienne", ("guard",)),
        ("who", "cg", ("guard",)),
        ("who", "army", ()),
        ("where", "port noris", ("port",)),
        ("where", "Port N’Oris", ("port",)),
        ("by", "bosc", ()),
        ("what", "guard strength", ("guards",)),
        ("what", "guard", ()),
        ("source", "harbour herald", ("herald",)),
        ("stage", "Announced", ("announced",)),
        ("stage", "done", ("done",)),
        ("stage", "over", ()),
        ("act", "judges", ("judges",)),
        ("tag", "HARBOUR", ("harbour",)),
        ("who", "", ()),
    ],
)
def test_named(field: str, text: str, expected: tuple[str, ...]) -> None:
    assert expected == CORPUS.named(field, text)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("stage", sorted(STAGES)),
        ("act", sorted(ACTS)),
        ("tag", ["harbour", "strength"]),
        ("what", ["arrival", "cost", "guard strength", "guards"]),
    ],
)
def test_choices(field: str, expected: list[str]) -> None:
    assert expected == list(CORPUS.choices(field))


def test_words_are_found_by_stem_beginning_and_spelling() -> None:
    assert list(CORPUS.beginning("arriv")) == ["arrival", "arrive", "arrived", "arrives"]
    assert "guards" in CORPUS.inflections(stem("guard"))
    assert ("guard", 1) in CORPUS.alike("gaurd", 2)
    assert list(CORPUS.alike("xyzzyx", 1)) == []


def test_terms_are_found_by_each_of_their_words_and_phrases() -> None:
    row = ("guards", "sentries", "gardes")
    for phrase in ("sentry", "coast watchers", "guards"):
        stems = tuple(stem(word) for word in phrase.split())
        assert [row] == list(CORPUS.terms(stems)), phrase


def ids(facts: FactSet) -> list[str]:
    return [CORPUS.id(number) for number in CORPUS.first(facts, CORPUS.size)]


def test_facts_with_words_by_field() -> None:
    assert {field: ids(facts) for field, facts in CORPUS.having(["resolution"]).items()} == {
        "claim": ["council-vote"]
    }
    assert CORPUS.having(["xyzzy"]) == {}


def test_facts_that_name_things_by_field() -> None:
    named = CORPUS.bearing(["entity:council", "entity:southern-council"])
    assert {field: ids(facts) for field, facts in named.items()} == {"involves": ["council-vote"]}


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "retired", ["storm-old"]),
        ("stage", "announced", ["guards-plan"]),
        ("tag", "harbour", ["guards-120"]),
        ("pack", "island", CORPUS.ids),
        ("pack", "elsewhere", []),
    ],
)
def test_marked(field: str, value: str, expected: list[str]) -> None:
    assert expected == ids(CORPUS.marked(field, value))


def test_facts_by_the_date_that_counts_and_the_one_they_were_told_by() -> None:
    used = CORPUS.dated(lambda first, _: float(first is not None))
    told = CORPUS.dated(lambda first, _: float(first is not None), told=True)
    assert "storm-old" in ids(used[1.0])
    assert ids(told[1.0]) != ids(used[1.0])


def test_a_document_holds_the_words_and_what_they_name() -> None:
    doc = CORPUS.document(CORPUS.ids.index("guards-120"))
    assert {"claim", "value", "kind", "tags", "id"} == {f for f, text in doc.texts.items() if text}
    assert doc.names == {
        "who": ["entity:guard"],
        "what": ["measure:guards"],
        "where": ["entity:oris"],
        "by": ["entity:le-bosc"],
        "source": ["source:gazette"],
        "statement": ["statement:speech"],
    }
