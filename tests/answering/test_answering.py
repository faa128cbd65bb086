"""Requests and their answers."""

from __future__ import annotations

from typing import Any

import pytest
from search.sample import BASE, CORPUS, PACK, fact

from misca_cli.answer import Answer, Request
from misca_cli.answering import answer
from misca_cli.errors import UsageError
from misca_cli.factbase import factbase
from misca_cli.search.scan import Scan

LIVE = ["cost", "council-vote", "ferry-arrives", "guards-120", "guards-plan", "storm"]


def ask(command: str, text: str = "", **more: Any) -> Answer:
    return answer(Request(command=command, text=text, **more), CORPUS)


def ids(given: Answer) -> list[str]:
    return [result.id for result in given.results]


def test_an_empty_query_is_every_fact_that_is_not_retired() -> None:
    given = ask("query")
    assert (ids(given), given.total) == (LIVE, 6)
    assert {None} == {result.score for result in given.results}


def test_retired_facts_count_only_in_everything() -> None:
    assert ids(ask("query", "storm")) == ["storm"]
    assert {"storm", "storm-old"} == set(ids(ask("query", "storm", everything=True)))


def test_a_limit_keeps_the_total() -> None:
    given = ask("query", limit=2)
    assert (ids(given), given.total) == (["cost", "council-vote"], 6)


def test_nothing_found_comes_with_what_is_near() -> None:
    given = ask("query", "resolution in 2012")
    assert not given.found
    assert [result.id for result in given.near] == ["council-vote"]


def test_a_result_says_what_it_met() -> None:
    (first,) = ask("query", "blue swift", explain=True).results
    assert (
        first.matched[0].word,
        first.matched[0].field,
        first.matched[0].how,
    ) == ("blue", "who", "alias")
    assert first.score == pytest.approx(sum(amount for _, amount in first.parts))
    assert ask("query", "blue swift").results[0].parts == ()


def test_a_result_says_which_words_of_a_period_its_claim_has() -> None:
    said = fact("said", "The ferry had been due on 5 décembre.")
    corpus = Scan(factbase((PACK.replaced(facts={"said": said}),)))
    (result,) = answer(Request(command="query", text="ferry 5 december"), corpus).results
    assert [(met.word, met.field, met.how, met.text) for met in result.matched[-2:]] == [
        ("5", "claim", "exact", "5"),
        ("december", "claim", "alias", "decembre"),
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"since": "2013-12-06"}, {"council-vote", "ferry-arrives"}, id="since"),
        pytest.param({"until": "2013-11"}, {"cost", "guards-plan"}, id="until"),
        pytest.param(
            {"since": "2013-11", "until": "2013-12-05"},
            {"council-vote", "guards-120", "guards-plan"},
            id="both",
        ),
        pytest.param({"as_of": "2013-12-03"}, {"guards-plan"}, id="as of: said"),
        pytest.param({"as_of": "2013-12-04"}, {"guards-120", "guards-plan"}, id="as of: that day"),
        pytest.param(
            {"as_of": "2013-12"},
            {"council-vote", "guards-120", "guards-plan"},
            id="as of: issued, by the last day of a month",
        ),
        pytest.param({"as_of": "2012"}, set(), id="as of: before anything"),
    ],
)
def test_days(options: dict[str, str], expected: set[str]) -> None:
    assert expected == set(ids(ask("query", **options)))


@pytest.mark.parametrize(
    ("axis", "expected"), [("said", ["guards-120"]), ("when", ["council-vote", "guards-120"])]
)
def test_days_of_a_timeline_are_those_it_is_ordered_by(axis: str, expected: list[str]) -> None:
    found = ask("timeline", axis=axis, since="2013-12-04", until="2013-12-05")
    assert expected == sorted(ids(found))


@pytest.mark.parametrize("option", ["since", "until", "as_of"])
def test_a_day_that_is_none_is_refused(option: str) -> None:
    with pytest.raises(UsageError) as raised:
        ask("query", **{option: "foo"})
    assert str(raised.value) == '"foo" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("id", LIVE),
        (
            "date",
            ["cost", "guards-plan", "guards-120", "council-vote", "ferry-arrives", "storm"],
        ),
        (
            "source",
            ["council-vote", "guards-120", "guards-plan", "cost", "ferry-arrives", "storm"],
        ),
        ("score", LIVE),
    ],
)
def test_sort(sort: str, expected: list[str]) -> None:
    assert expected == ids(ask("query", sort=sort))


def test_sorting_by_score_is_what_a_query_does() -> None:
    assert ids(ask("query", "guards port")) == ids(ask("query", "guards port", sort="score"))


def test_a_timeline_leaves_out_what_has_no_date_and_counts_it() -> None:
    given = ask("timeline")
    assert ids(given) == ["cost", "guards-plan", "guards-120", "council-vote", "ferry-arrives"]
    assert given.undated == 1


def test_a_timeline_of_what_was_said() -> None:
    given = ask("timeline", axis="said")
    assert (ids(given), given.undated) == (["guards-plan", "guards-120"], 4)


def test_a_timeline_in_another_order() -> None:
    assert sorted(ids(ask("timeline"))) == ids(ask("timeline", sort="id"))


def test_show_keeps_the_order_and_names_what_is_not_there() -> None:
    given = ask("show", ids=("Storm-Old", "guard-120", "cost", "COST", "xyzzy"))
    assert ids(given) == ["storm-old", "cost"]
    assert given.unknown_ids == (("guard-120", ("guards-120",)), ("xyzzy", ()))


def test_sources_count_what_rests_on_them() -> None:
    uses = ask("sources").sources
    assert [(use.source.id, use.facts, use.cited_by, use.reprinted_by) for use in uses] == [
        ("gazette", 3, 0, ("herald",)),
        ("herald", 3, 0, ()),
        ("report", 0, 1, ()),
        ("unread", 0, 0, ()),
    ]


def test_sources_of_a_query_are_those_its_facts_use() -> None:
    given = ask("sources", "ferry")
    assert [(use.source.id, use.facts) for use in given.sources] == [("herald", 1), ("report", 0)]
    assert len(ask("sources", "ferry", limit=1).sources) == 1
    assert ask("sources", "ferry", limit=1).total == 2


UNDATED = [
    fact.id
    for fact in BASE.facts.values()
    if (known := BASE.date_known(fact)) is None or known.latest is None
]


def test_as_of_counts_what_nothing_dates() -> None:
    assert ask("timeline", as_of="2020").untold == len(UNDATED) > 1


@pytest.mark.parametrize("command", ["query", "timeline", "compare", "sources"])
def test_of_what_nothing_dates_only_what_matches_counts(command: str) -> None:
    fact = BASE.facts[UNDATED[0]]
    given = answer(Request(command=command, text=fact.claim, as_of="2020"), CORPUS)
    assert given.untold == 1


@pytest.mark.parametrize("bounds", [{"until": "1990"}, {"since": "2090"}, {"as_of": "1990"}])
@pytest.mark.parametrize("command", ["query", "timeline", "compare", "sources"])
def test_what_matches_outside_the_days_asked_for_is_counted(
    command: str, bounds: dict[str, str]
) -> None:
    within = answer(Request(command=command, text="guards"), CORPUS)
    without = answer(Request(command=command, text="guards", **bounds), CORPUS)  # type: ignore[arg-type]
    assert (within.outside, without.found) == (0, False)
    assert without.outside == ask("query", "guards", everything=False).total


def test_until_before_since_is_refused() -> None:
    asked = Request(command="timeline", since="2013-12-07", until="2013-12-01")

    with pytest.raises(UsageError, match="--until 2013-12-01 ends before --since 2013-12-07"):
        answer(asked, CORPUS)
