from __future__ import annotations

from typing import Any

import pytest

from misca_cli import dates
from misca_cli.answer import Result
from misca_cli.chart import Chart, Point, charts
from misca_cli.factbase import Factbase, factbase
from misca_cli.figures import reading as figures
from misca_cli.model import Entity, Fact, Measure, Pack, Source, Statement, Value

MEASURES = (
    Measure(id="keepers", name="number of keepers", unit="keepers"),
    Measure(id="stay", name="length of stay", unit="months"),
    Measure(id="cost", name="cost"),
)
ENTITIES = (
    Entity(id="board", name="the Board", kind="organisation"),
    Entity(id="guild", name="the Guild", kind="organisation"),
    Entity(id="rock", name="Skarn Rock", kind="place"),
)
SOURCES = (
    Source(id="herald", type="article", title="Herald", issued=dates.parse("1931-11-12")),
    Source(id="scrap", type="article", title="Scrap"),
)


def fact(fact_id: str, value: str = "12 keepers", **fields: Any) -> Fact:
    given = {"what": "keepers", "who": "board", "where": "rock", "source": "herald", **fields}
    for name in ("when", "said"):
        if name in given:
            given[name] = dates.parse(given[name])
    return Fact(
        id=fact_id,
        pack="p",
        file="f.toml",
        line=1,
        claim="c",
        at="p1",
        value=Value(kind="figure", text=value, figure=figures.parse(value)),
        **given,
    )


def base(*facts: Fact) -> Factbase:
    pack = Pack(
        folder="/p",
        name="p",
        facts={each.id: each for each in facts},
        measures={each.id: each for each in MEASURES},
        entities={each.id: each for each in ENTITIES},
        sources={each.id: each for each in SOURCES},
        statements={"talk": Statement(id="talk", said=dates.parse("1931-11-11"))},
    )
    return factbase((pack,))


def drawn(*facts: Fact) -> tuple[Chart, ...]:
    known = base(*facts)
    return charts((Result(id=name, fact=each) for name, each in known.facts.items()), known)


def only_point(one: Fact) -> Point:
    [chart] = drawn(one)
    [point] = chart.points
    return point


@pytest.mark.parametrize(
    ("stage", "fields", "expected"),
    [
        pytest.param(None, {"when": "1930", "said": "1931"}, ("when", "1930"), id="level-held"),
        pytest.param("ongoing", {"when": "1930"}, ("when", "1930"), id="ongoing-held"),
        pytest.param("done", {"when": "1930"}, ("when", "1930"), id="done-held"),
        pytest.param(None, {"said": "1931"}, ("said", "1931"), id="level-said"),
        pytest.param(None, {"statement": "talk"}, ("said", "1931-11-11"), id="level-in-a-talk"),
        pytest.param(None, {}, ("issued", "1931-11-12"), id="level-issued"),
        pytest.param("announced", {"when": "1940", "said": "1931"}, ("said", "1931"), id="plan"),
        pytest.param("scheduled", {"when": "1940"}, ("issued", "1931-11-12"), id="plan-issued"),
        pytest.param(
            "authorised", {"when": "1940", "said": "1931"}, ("said", "1931"), id="mandate"
        ),
        pytest.param(
            "cancelled", {"when": "1940", "said": "1931"}, ("said", "1931"), id="cancelled"
        ),
        pytest.param(None, {"when": "XXXX-12", "said": "1931"}, ("said", "1931"), id="any-year"),
    ],
)
def test_which_date_counts(
    stage: str | None, fields: dict[str, str], expected: tuple[str, str]
) -> None:
    point = only_point(fact("f", stage=stage, **fields))
    assert expected == (point.dated_by, point.date.text)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param("1931-11-10", ((1931, 11, 10), (1931, 11, 10)), id="day"),
        pytest.param("1931-11", ((1931, 11, 1), (1931, 11, 30)), id="month"),
        pytest.param("[1931-11-09..1931-11-10]", ((1931, 11, 9), (1931, 11, 10)), id="one-of"),
        pytest.param("[..1931-11-10]", (None, (1931, 11, 10)), id="open-start"),
        pytest.param("[1931-11-10..]", ((1931, 11, 10), None), id="open-end"),
    ],
)
def test_days(when: str, expected: tuple[dates.Day | None, dates.Day | None]) -> None:
    point = only_point(fact("f", when=when))
    assert expected == (point.first, point.last)


@pytest.mark.parametrize(
    ("value", "what", "expected"),
    [
        pytest.param("12 keepers", "keepers", (12, 12, False), id="amount"),
        pytest.param("~12 keepers", "keepers", (12, 12, True), id="about"),
        pytest.param("6..12 keepers", "keepers", (6, 12, False), id="range"),
        pytest.param(">=6 keepers", "keepers", (6, None, False), id="at-least"),
        pytest.param("<6 keepers", "keepers", (None, 6, False), id="less-than"),
        pytest.param("dozens of keepers", "keepers", (24, None, False), id="in-words"),
        pytest.param("1 year", "stay", (12, 12, False), id="converted"),
    ],
)
def test_amounts(value: str, what: str, expected: tuple[int | None, int | None, bool]) -> None:
    point = only_point(fact("f", value, what=what))
    assert expected == (point.low, point.high, point.approximate)


@pytest.mark.parametrize(
    ("value", "fields", "why"),
    [
        pytest.param("+4 keepers", {}, "a change", id="increase"),
        pytest.param("-4 keepers", {}, "a change", id="decrease"),
        pytest.param("x2", {}, "a multiple", id="multiple"),
        pytest.param("4 keepers", {"act": "denies"}, "a denial", id="denied"),
        pytest.param("4 keepers", {"act": "offers"}, "an offer", id="offered"),
        pytest.param("4 keepers", {"source": "scrap"}, "undated", id="no-date"),
        pytest.param("+4 keepers", {"source": "scrap"}, "a change", id="a-change-first-of-all"),
    ],
)
def test_what_is_left_out_is_named(value: str, fields: dict[str, str], why: str) -> None:
    [chart] = drawn(fact("kept"), fact("left", value, **fields))
    kept = [point.id for point in chart.points]
    left = [(each.result.id, each.why) for each in chart.dropped]
    assert (["kept"], [("left", why)]) == (kept, left)


def test_every_act_is_asserted_or_left_out() -> None:
    from misca_cli.chart import NOT_ASSERTED
    from misca_cli.model import ACTS

    assert set(ACTS) == {"states", "estimates", *NOT_ASSERTED}


def test_measures_and_units_never_share_a_chart() -> None:
    found = drawn(
        fact("a", "12 keepers"),
        fact("b", "40 GBP", what="cost"),
        fact("c", "50 USD", what="cost"),
        fact("d", "14 keepers"),
        fact("e", "2 months", what="stay"),
        fact("f", "1 year", what="stay"),
        fact("g", "5 boats", what="unheard-of"),
    )
    assert [(each.title, each.unit, [point.id for point in each.points]) for each in found] == [
        ("length of stay, the Board, Skarn Rock", "months", ["e", "f"]),
        ("number of keepers, the Board, Skarn Rock", "keepers", ["a", "d"]),
        ("cost, the Board, Skarn Rock", "GBP", ["b"]),
        ("cost, the Board, Skarn Rock", "USD", ["c"]),
        ("unheard-of, the Board, Skarn Rock", "boats", ["g"]),
    ]


def test_a_fact_without_a_figure_is_in_no_chart() -> None:
    named = fact("f").replaced(value=Value(kind="entity", text="board", entities=("board",)))
    assert drawn(named, fact("g").replaced(value=None)) == ()


@pytest.mark.parametrize(
    ("fields", "title", "about"),
    [
        pytest.param({}, "number of keepers, the Board, Skarn Rock", ["", ""], id="all-shared"),
        pytest.param(
            {"who": "guild"},
            "number of keepers, Skarn Rock",
            ["the Board", "the Guild"],
            id="who-differs",
        ),
        pytest.param(
            {"where": None}, "number of keepers, the Board", ["Skarn Rock", ""], id="one-nowhere"
        ),
        pytest.param(
            {"who": "guild", "act": "denies"},
            "number of keepers, the Board, Skarn Rock",
            [""],
            id="only-points-count",
        ),
    ],
)
def test_title_says_what_all_points_share(
    fields: dict[str, Any], title: str, about: list[str]
) -> None:
    [chart] = drawn(fact("a"), fact("b", **fields))
    assert (title, about) == (chart.title, [point.about for point in chart.points])


def test_a_chart_may_have_no_points() -> None:
    [chart] = drawn(fact("a", "+4 keepers"))
    left = [each.result.id for each in chart.dropped]
    assert (
        chart.points,
        left,
        chart.title,
    ) == ((), ["a"], "number of keepers, the Board, Skarn Rock")


def test_points_stand_in_the_order_of_time() -> None:
    whens = (
        "1931-11-12",
        "[1931-11-10..]",
        "[..1931-11-11]",
        "1931-11-10",
        "1931-11",
        "1931-11-12",
    )
    [chart] = drawn(*(fact(str(number), when=when) for number, when in enumerate(whens)))
    assert [point.id for point in chart.points] == ["4", "3", "1", "2", "0", "5"]


def test_a_point_says_its_stage_and_source() -> None:
    point = only_point(fact("f", stage="announced"))
    assert (point.id, point.stage, point.source) == ("f", "announced", "herald")
