from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli import dates
from misca_cli.answer import Answer, Result
from misca_cli.factbase import Factbase, factbase
from misca_cli.model import Fact, Pack, Statement
from misca_cli.timeline import dated, grouped, ordered
from misca_cli.wording import describe_date

WRITTEN = (
    "2013-12-05",
    "2013-12-06",
    "2013-12",
    "2013-12~",
    "2013",
    "[2013-11-26..2013-11-27]",
    "[..2013-12-05]",
    "[2013-12-12..]",
    "2013-11/2013-12",
    "../2012",
    "2013-22",
    "-0043",
    "XXXX-12",
)


def base(*facts: Fact) -> Factbase:
    statement = Statement(id="talk", said=dates.parse("2013-12-01"))
    pack = Pack(
        folder="/p",
        name="p",
        facts={fact.id: fact for fact in facts},
        statements={"talk": statement},
    )
    return factbase((pack,))


def fact(fact_id: str, *, when: str = "", said: str = "", statement: str | None = None) -> Fact:
    return Fact(
        id=fact_id,
        pack="p",
        file="f.toml",
        line=1,
        claim="c",
        source="s",
        at="p1",
        when=dates.parse(when) if when else None,
        said=dates.parse(said) if said else None,
        statement=statement,
    )


def results(known: Factbase) -> tuple[Result, ...]:
    return tuple(Result(id=fact_id, fact=each) for fact_id, each in known.facts.items())


def ids(found: tuple[Result, ...]) -> list[str]:
    return [result.id for result in found]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(["2013-12-06", "2013-12-05"], [1, 0], id="days"),
        pytest.param(["2013-12-01", "2013-12"], [0, 1], id="a-day-before-the-month-it-opens"),
        pytest.param(["2013-12-02", "2013-12"], [1, 0], id="a-month-before-its-other-days"),
        pytest.param(["[..2013-12-05]", "2013-12-04"], [1, 0], id="open-start-at-its-end"),
        pytest.param(["[..2013-12-05]", "2013-12-06"], [0, 1], id="open-start-before-the-next-day"),
        pytest.param(["XXXX-12", "2013", ""], [1, 0, 2], id="any-year-after-all-others"),
        pytest.param(["[2013-12-12..]", "2013-12-12"], [1, 0], id="open-end-last"),
        pytest.param(["2013", "", "2014"], [0, 2, 1], id="undated-last"),
        pytest.param(["0001", "-0043"], [1, 0], id="before-year-one"),
        pytest.param(["2013", "2013"], [0, 1], id="ties-by-id"),
    ],
)
def test_order(written: list[str], expected: list[int]) -> None:
    known = base(*(fact(str(number), when=when) for number, when in enumerate(written)))
    found = ordered(reversed(results(known)), known, "when")
    assert [str(number) for number in expected] == ids(found)


@pytest.mark.parametrize(
    ("axis", "with_date", "without"),
    [
        pytest.param("when", ["held", "said", "shared"], ["undated"], id="when"),
        pytest.param("said", ["said", "shared"], ["held", "undated"], id="said"),
    ],
)
def test_dated(axis: str, with_date: list[str], without: list[str]) -> None:
    known = base(
        fact("held", when="2013"),
        fact("said", said="2013"),
        fact("shared", statement="talk"),
        fact("undated"),
    )
    found, others = dated(results(known), known, axis)
    assert (with_date, without) == (ids(found), ids(others))


def test_groups_stand_under_their_dates_as_written() -> None:
    known = base(
        fact("a", when="2013-12-05"),
        fact("b", when="2013-12~"),
        fact("c", when="2013-12"),
        fact("d", when="2013-12~"),
        fact("e", when="[2013-11-26..2013-11-27]"),
        fact("f", said="2013-12-05"),
        fact("g", when="[..2013-12-05]"),
        fact("h"),
    )
    answer = Answer(command="timeline", base=known, results=results(known))
    found = [
        (describe_date(group.heading) if group.heading else None, ids(group.results))
        for group in grouped(answer)
    ]
    assert found == [
        ("26 or 27 Nov 2013", ["e"]),
        ("about Dec 2013", ["b", "d"]),
        ("Dec 2013", ["c"]),
        ("5 Dec 2013", ["a", "f"]),
        ("by 5 Dec 2013", ["g"]),
        (None, ["h"]),
    ]


def test_groups_follow_the_axis() -> None:
    known = base(fact("a", when="2014", said="2013"), fact("b", when="2012", said="2013"))
    answer = Answer(command="timeline", base=known, results=results(known), axis="said")
    assert [ids(group.results) for group in grouped(answer)] == [["a", "b"]]


@given(st.lists(st.sampled_from(("", *WRITTEN)), max_size=12), st.randoms(use_true_random=False))
def test_order_is_total(written: list[str], random: Random) -> None:
    known = base(*(fact(f"{number:02}", when=when) for number, when in enumerate(written)))
    shuffled = list(results(known))
    random.shuffle(shuffled)
    assert ordered(results(known), known, "when") == ordered(shuffled, known, "when")


@given(st.lists(st.sampled_from(WRITTEN), max_size=12))
def test_grouping_keeps_every_result_once(written: list[str]) -> None:
    known = base(*(fact(f"{number:02}", when=when) for number, when in enumerate(written)))
    answer = Answer(command="timeline", base=known, results=results(known))
    kept = [result.id for group in grouped(answer) for result in group.results]
    assert sorted(kept) == ids(answer.results)
