"""Accounts of one time that can't all be right, against the plain definition."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts.account import (
    ALWAYS,
    Account,
    Time,
    differ,
    for_one_day,
    in_order,
)
from misca_cli.accounts.clashes import clashes
from misca_cli.accounts.rulings import Settled
from misca_cli.model import Fact, Ruling

from .made import accounts, fact


def dated(fact_id: str, written: object, when: str | None = None) -> Fact:
    return fact(fact_id, written, when=when)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([dated("a", "1"), dated("b", "2")], ["a b"], id="undated"),
        pytest.param([dated("a", "1"), dated("b", "1")], [], id="same"),
        pytest.param([dated("a", "1", "2013"), dated("b", "2", "2014")], [], id="other-time"),
        pytest.param(
            [dated("a", "1", "2013"), dated("b", "2", "2013-05"), dated("c", "1", "2013-05-01")],
            ["a c b"],
            id="nested",
        ),
        pytest.param(
            [dated("a", "1..9"), dated("b", "2"), dated("c", "3")], ["b c"], id="fits-both"
        ),
        pytest.param(
            [
                *(dated("a", "1", "2013"), dated("b", "2", "2013-12-31")),
                *(dated("c", "3", "2015"), dated("d", "4", "2015")),
                dated("e", "5", "2017"),
            ],
            ["a b", "c d"],
            id="two-times",
        ),
        pytest.param(
            [dated("a", "1", "2013"), dated("b", "2", "2013/2014"), dated("c", "3", "2014")],
            ["a b c"],
            id="joined-by-one-that-lasts",
        ),
        pytest.param(
            [dated("a", "100"), dated("b", "50..100"), fact("c", "70", act="denies")],
            ["b c"],
            id="denied",
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_clashes(facts: list[Fact], expected: list[str]) -> None:
    found = clashes(accounts(*facts))
    assert expected == [" ".join(each.id for each in group) for group in found]


def test_where_values_do_not_exclude_one_another_only_a_denial_opposes() -> None:
    facts = fact("a", "1"), fact("b", "2"), fact("c", "2", act="denies")
    (found,) = clashes(accounts(*facts), exclusive=False)
    assert [each.id for each in found] == ["b", "c"]


(PLAIN,) = accounts(fact("plain", "1"))
days = st.integers(1, 8)
spans = st.one_of(
    st.just(ALWAYS),
    st.tuples(days, days).map(
        lambda ends: Time(earliest=min(ends), latest=max(ends), first=min(ends), last=max(ends))
    ),
)
bounds = st.tuples(
    st.one_of(st.just(-inf), st.integers(0, 6)), st.one_of(st.just(inf), st.integers(0, 6))
).map(lambda ends: ends if ends[0] <= ends[1] else (ends[1], ends[0]))


@st.composite
def ranges(draw: st.DrawFn) -> dict[str, object]:
    """Draw a range, or that there is none; one of a single number includes it."""
    low, high = draw(bounds)
    if draw(st.integers(0, 4)) == 0:
        return {"is_none": True}
    ends = draw(st.tuples(st.booleans(), st.booleans())) if low < high else (True, True)
    return {"low": low, "high": high, "low_included": ends[0], "high_included": ends[1]}


few = st.frozensets(st.sampled_from("abcd"), max_size=2)
sets = st.tuples(few, few).map(
    lambda drawn: {
        "high": inf,
        "entities": drawn[0],
        "wholes": drawn[1] if drawn[0] else drawn[0],
        "is_none": not drawn[0],
    }
)


def several(said: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[list[Account]]:
    one = st.tuples(said, spans, st.booleans())
    return st.lists(one, max_size=9).map(
        lambda drawn: [
            PLAIN.replaced(id=f"f{at}", time=time, denies=denies, **({"low": -inf} | about))
            for at, (about, time, denies) in enumerate(drawn)
        ]
    )


@given(
    told=st.one_of(several(ranges()), several(sets)),
    exclusive=st.booleans(),
)
def test_an_account_clashes_if_another_of_its_time_contradicts_it(
    told: list[Account], *, exclusive: bool
) -> None:
    expected = [
        one
        for one in in_order(told)
        if any(
            of_one_time(one, other) and differ(one, other, exclusive=exclusive) for other in told
        )
    ]
    found = clashes(told, exclusive=exclusive)
    assert expected == [each for group in found for each in group]
    for group, after in pairwise(found):
        assert max(each.time.last for each in group) < after[0].time.first


whens = (None, None, "2013", "2014", "2014-05")


@given(told=several(ranges()), drawn=st.lists(st.sampled_from(whens), min_size=9, max_size=9))
def test_plans_for_two_days_do_not_clash(told: list[Account], drawn: list[str | None]) -> None:
    said = [fact("p", "1", stage="announced", when=when) for when in whens]
    planned = {when: each.day for when, each in zip(whens, accounts(*said), strict=True)}
    plans = [
        each.replaced(day=planned[when], denies=False)
        for each, when in zip(told, drawn, strict=False)
    ]
    expected = [
        one.id
        for one in in_order(plans)
        if any(
            of_one_time(one, other) and for_one_day(one, other) and differ(one, other)
            for other in plans
        )
    ]
    assert expected == [each.id for group in clashes(plans) for each in group]


names = [f"f{at}" for at in range(9)]
by_hand = st.lists(st.frozensets(st.sampled_from(names), min_size=2, max_size=4), max_size=4)


@given(told=several(ranges()), settled=by_hand, exclusive=st.booleans())
def test_what_is_settled_of_two_accounts_counts_for_nothing(
    told: list[Account], settled: list[frozenset[str]], *, exclusive: bool
) -> None:
    rulings = {
        name: {
            f"r{at}": Ruling(id=f"r{at}", facts=tuple(facts), verdict="same", why="seen")
            for at, facts in enumerate(settled)
            if name in facts
        }
        for name in names
    }
    expected = [
        one.id
        for one in in_order(told)
        if any(
            of_one_time(one, other) and differ(one, other, exclusive=exclusive)
            for other in told
            if not any({one.id, other.id} <= facts for facts in settled)
        )
    ]
    found = clashes(told, exclusive=exclusive, settled=Settled(rulings))
    assert expected == [each.id for group in found for each in group]


def of_one_time(one: Account, other: Account) -> bool:
    return one.time.first <= other.time.last and other.time.first <= one.time.last
