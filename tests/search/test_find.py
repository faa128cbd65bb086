"""Finding in the whole: what matches, what comes near, in which order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.answer import Word
from misca_cli.errors import UsageError
from misca_cli.factbase import factbase
from misca_cli.search import find as search
from misca_cli.search.find import Found, find
from misca_cli.search.scan import Scan

from .sample import BASE, CORPUS, EMPTY, FACTS, PACK, fact
from .test_reader import TEXTS


def found(text: str, corpus: Scan = CORPUS) -> Found:
    return find(text, corpus)


def matches(text: str, corpus: Scan = CORPUS) -> list[str]:
    return [corpus.ids[scored.number] for scored in found(text, corpus).matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("C-17 ferry", "ferry-arrives", id="words"),
        pytest.param("c17", "ferry-arrives", id="variant"),
        pytest.param("blue swift", "ferry-arrives", id="another name"),
        pytest.param("N'Oris ferry", "ferry-arrives", id="apostrophe"),
        pytest.param("ferry noris", "ferry-arrives", id="no apostrophe"),
        pytest.param("resoluton 2127", "council-vote", id="misspelt"),
        pytest.param("2127", "council-vote", id="a number in a name"),
        pytest.param("conseil du port", "council-vote", id="French name"),
        pytest.param("how many guards 5 december 2013", "guards-120", id="question with a day"),
        pytest.param("gardes en novembre", "guards-plan", id="French with a month"),
        pytest.param("$40 million", "cost", id="figure with a unit"),
        pytest.param("more than 1000 guards", "guards-plan", id="bound"),
        pytest.param("120", "guards-120", id="a bare figure"),
        pytest.param('"harbour council"', "council-vote", id="phrase alone"),
        pytest.param("le bosc 1600", "guards-plan", id="speaker and figure"),
    ],
)
def test_best_match(text: str, expected: str) -> None:
    assert expected == matches(text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("who:guard", {"guards-120", "guards-plan"}, id="filter alone"),
        pytest.param("guards not:1600", {"guards-120"}, id="exclusion"),
        pytest.param("guards -1600", {"guards-plan"}, id="a negative figure"),
        pytest.param("who:guard stage:announced", {"guards-plan"}, id="filters together"),
        pytest.param("storm", {"storm", "storm-old"}, id="a word of two facts"),
        pytest.param("december 2012", {"cost"}, id="a period within a date"),
        pytest.param("resolution in 2012", set(), id="words but not the period"),
        pytest.param("guards more than 2000", set(), id="words but not the figure"),
        pytest.param('ferry "ferry c17"', set(), id="words but not the phrase"),
        pytest.param("xyzzy", set(), id="unknown"),
    ],
)
def test_matches(text: str, expected: set[str]) -> None:
    assert expected == set(matches(text))


def test_no_words_leave_everything() -> None:
    assert CORPUS.ids == matches("")


def test_stop_words_alone_are_looked_for() -> None:
    assert "storm" in matches("without a")


def test_what_comes_near_is_no_match() -> None:
    answer = found("resolution in 2012")
    assert answer.matches == ()
    assert [CORPUS.ids[scored.number] for scored in answer.near] == ["council-vote"]


def test_a_word_that_no_fact_has_hides_no_figure() -> None:
    given = found("zzyzx $40 million")
    assert given.matches == ()
    assert [CORPUS.ids[scored.number] for scored in given.near] == ["cost"]


def test_where_anything_matches_nothing_is_near() -> None:
    assert found("guards").near == ()


def test_at_most_five_come_near() -> None:
    many = {f"n{i}": fact(f"n{i}", f"Heron number {i} flew.", when="2013") for i in range(9)}
    corpus = Scan(factbase((PACK.replaced(facts=many),)))
    assert [corpus.ids[scored.number] for scored in found("heron in 2011", corpus).near] == [
        "n0",
        "n1",
        "n2",
        "n3",
        "n4",
    ]


SAYING = {
    each.id: each
    for each in (
        fact("dated", "The heron flew.", when="2013-12-05"),
        fact("said", "The heron would fly in December 2013."),
        fact("said-fr", "Le heron vole en décembre."),
        fact("since", "A heron has flown since 4 November."),
        fact("other", "The heron flew in November.", when="2012-07"),
        fact("undated", "The heron flew."),
    )
}
CALENDAR = Scan(factbase((PACK.replaced(facts=SAYING),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("heron december", ["dated", "said-fr", "said"], id="dates come first"),
        pytest.param("heron december 2013", ["dated", "said"], id="all words of a period"),
        pytest.param("heron novembre", ["since"], id="another name of a month"),
        pytest.param("heron since november", ["dated", "since"], id="what opens a period"),
        pytest.param("heron after november 2013", ["dated"], id="an opening nobody says"),
        pytest.param("heron when:november", [], id="a filter goes by dates"),
        pytest.param("december", ["dated", "said", "said-fr"], id="a period by itself"),
        pytest.param("heron 2013-12", ["dated"], id="a period in figures"),
    ],
)
def test_what_undated_claims_say_of_a_period_counts(text: str, expected: list[str]) -> None:
    assert expected == matches(text, CALENDAR)


FIGURES = {
    each.id: each
    for each in (
        fact("value", "The herons are few.", who="heron", what="share", value="4 %"),
        fact("said", "Of all birds, 4% are herons."),
        fact("other", "Of all birds, 5% are herons."),
        fact("dollars", "A heron costs $1.071 trillion."),
        fact("more", "There are more than 4,000 herons."),
        fact("exactly", "There are 4,000 herons."),
    )
}
COUNTS = Scan(factbase((PACK.replaced(facts=FIGURES),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("herons 4%", ["value", "said"], id="values come first"),
        pytest.param("herons 4 percent", ["value", "said"], id="the unit in words"),
        pytest.param("heron $1.071 trillion", ["dollars"], id="with a currency"),
        pytest.param("about 4,000 herons", ["exactly", "more"], id="about as much"),
        pytest.param("more than 4,000 herons", ["more"], id="a bound in the same words"),
        pytest.param("over 4,000 herons", [], id="a bound in other words"),
        pytest.param("herons less than a day", [], id="a bound without a number"),
        pytest.param(">4000 herons", [], id="a bound by a sign"),
        pytest.param("4,000 to 5,000 herons", [], id="a range"),
        pytest.param("herons value:4%", ["value"], id="a filter goes by values"),
    ],
)
def test_what_claims_say_of_a_figure_counts(text: str, expected: list[str]) -> None:
    assert expected == matches(text, COUNTS)


def test_what_something_is_comes_first_where_that_is_asked() -> None:
    herons = (
        fact("a", "The heron is hunted."),
        fact("b", "A heron lives by the sea."),
        fact("c", "The heron is a bird."),
        fact("d", "A bird that is a friend of the heron."),
    )
    corpus = Scan(factbase((PACK.replaced(facts={each.id: each for each in herons}),)))
    assert matches("what is a heron", corpus) == ["c", "a", "b", "d"]
    assert matches("heron", corpus) == ["a", "c", "b", "d"]


def test_ties_break_by_id() -> None:
    same = {i: fact(i, "A heron flew.") for i in ("n3", "n1", "n2")}
    corpus = Scan(factbase((PACK.replaced(facts=same),)))
    assert matches("heron", corpus) == ["n1", "n2", "n3"]


def test_what_is_not_kept_is_not_found() -> None:
    answer = find("guards", CORPUS, among=CORPUS.everything - CORPUS.marked("stage", "announced"))
    assert [CORPUS.ids[scored.number] for scored in answer.matches] == ["guards-120"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "coral resoluton",
            [
                Word(text="coral", read_as="coral", how="exact"),
                Word(text="resoluton", read_as="resolution", how="spelling"),
            ],
        ),
        ("the xyzzy", [Word(text="xyzzy")]),
        (
            "resolution decmber",
            [
                Word(text="resolution", read_as="resolution", how="exact"),
                Word(text="decmber", read_as="december", how="spelling"),
            ],
        ),
        ("120", [Word(text="120", read_as="120", how="exact")]),
    ],
)
def test_words_as_they_were_read(text: str, expected: list[Word]) -> None:
    assert expected == list(found(text).query.words)


def test_missing_words_are_named() -> None:
    assert found("coral xyzzy guards").query.missing == ("xyzzy",)


@pytest.mark.parametrize("text", ["guards", "who:guard", "", "december", "ferry port oris 2013"])
@given(seed=st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_the_order_of_files_is_of_no_account(text: str, seed: int) -> None:
    order = list(FACTS)
    random.Random(seed).shuffle(order)  # noqa: S311 - nothing to be kept secret
    entities = list(PACK.entities.items())
    random.Random(seed).shuffle(entities)  # noqa: S311 - nothing to be kept secret
    mixed = PACK.replaced(facts={each.id: each for each in order}, entities=dict(entities))
    one, other = found(text), found(text, Scan(factbase((mixed,))))
    assert [(s.number, round(s.score, 9)) for s in one.matches] == [
        (s.number, round(s.score, 9)) for s in other.matches
    ]


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_answered_or_refused(text: str) -> None:
    for corpus in (CORPUS, EMPTY):
        try:
            answer = found(text, corpus)
        except UsageError:
            continue
        for scored in (*answer.matches, *answer.near):
            assert 0.0 <= scored.score <= 1.0
        scores = [round(scored.score, 9) for scored in answer.matches]
        assert sorted(scores, reverse=True) == scores


def test_the_sample_is_whole() -> None:
    assert {each.id for each in FACTS} == set(BASE.facts)


def test_a_phrase_said_nowhere_is_near_where_its_words_are() -> None:
    answer = found('"harbour concil"')
    assert answer.matches == ()
    assert "council-vote" in [CORPUS.ids[scored.number] for scored in answer.near]
    assert [word.how for word in answer.query.words] == ["exact", "spelling"]


def test_a_phrase_of_small_words_alone_finds_nothing() -> None:
    answer = found('"of the of"')
    assert (answer.matches, answer.near) == ((), ())


@pytest.mark.parametrize(
    ("most", "counted", "total", "is_exact"),
    [
        pytest.param(1, 2, 2, True, id="as many as are counted"),
        pytest.param(1, 1, 1, False, id="more than are counted"),
        pytest.param(2, 1, 2, True, id="more are wanted than counted"),
        pytest.param(None, 1, 2, True, id="all are wanted"),
    ],
)
def test_matches_are_counted_up_to_a_limit(
    most: int | None, counted: int, total: int, *, is_exact: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "EXACT_TOTAL", counted)
    answer = find("guards", CORPUS, most=most)
    assert (answer.total, answer.is_exact) == (total, is_exact)
    assert len(answer.matches) == 2


def test_who_wants_no_fact_by_itself_gets_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "EXACT_TOTAL", 1)
    answer = find("guards", CORPUS, most=0)
    assert (answer.matches, answer.total, answer.is_exact) == ((), 2, True)
    assert [CORPUS.ids[number] for number in answer.facts] == ["guards-120", "guards-plan"]
