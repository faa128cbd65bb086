"""Levels one after the other, and what explains a step."""

from __future__ import annotations

from math import inf

import pytest

from misca_cli.accounts.account import in_order
from misca_cli.accounts.steps import Causes, Step, steps
from misca_cli.model import Fact

from .made import accounts, fact


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            [fact("a", "1", when="2013-01-01"), fact("b", "5", when="2013-01-15")],
            [("a", "b", 14, True)],
            id="rise",
        ),
        pytest.param(
            [fact("a", "9", when="2013-01-31"), fact("b", "5", when="2013-02")],
            [("a", "b", 1, False)],
            id="fall",
        ),
        pytest.param(
            [fact("a", "5", when="2013-01-01"), fact("b", "5", when="2014")], [], id="same"
        ),
        pytest.param([fact("a", "1", when="2013"), fact("b", "5", when="2013")], [], id="at-once"),
        pytest.param([fact("a", "1"), fact("b", "5", when="2013")], [], id="undated"),
        pytest.param(
            [
                fact("a", "1", when="2013-01-01"),
                fact("b", "2", when="2013-01-03"),
                fact("c", "3", when="2013-01-05"),
            ],
            [("a", "b", 2, True), ("b", "c", 2, True)],
            id="each-from-the-last",
        ),
    ],
)
def test_steps(facts: list[Fact], expected: list[tuple[object, ...]]) -> None:
    found = steps(in_order(accounts(*facts)))
    actual = [(each.before.id, each.after.id, each.days, each.is_rise) for each in found]
    assert expected == actual


@pytest.mark.parametrize(
    ("cause", "rise", "fall"),
    [
        pytest.param(None, False, False, id="nothing"),
        pytest.param(fact("p", "600", stage="announced", said="2013-12-01"), True, False, id="up"),
        pytest.param(fact("p", "40", stage="announced", said="2013-12-01"), False, True, id="down"),
        pytest.param(
            fact("p", "100..600", stage="announced", said="2013-12-01"),
            False,
            False,
            id="both-ways",
        ),
        pytest.param(fact("p", "600", stage="announced", said="2014"), False, False, id="too-late"),
        pytest.param(fact("p", "600", stage="announced"), False, False, id="undated"),
        pytest.param(fact("c", "+9", when="2013-12-06"), True, False, id="increase"),
        pytest.param(fact("c", "-9", when="2013-12-06"), False, True, id="decrease"),
        pytest.param(fact("c", "x2", when="2013-12-06"), True, False, id="doubled"),
        pytest.param(
            fact("c", {"amount": 0, "relation": "times"}, when="2013-12-06"), False, True, id="gone"
        ),
        pytest.param(fact("c", "+9", when="2013-12-11"), False, False, id="increase-after"),
        pytest.param(fact("c", "+9", when="2013-12-04"), False, False, id="increase-before"),
        pytest.param(fact("c", "+0", when="2013-12-06"), False, False, id="no-change"),
        pytest.param(
            fact("c", "+9", stage="announced", said="2013-12-01"), True, False, id="to-increase"
        ),
        pytest.param(
            fact("c", "+9", stage="announced", said="2014"), False, False, id="to-increase-later"
        ),
    ],
)
def test_causes(cause: Fact | None, *, rise: bool, fall: bool) -> None:
    low, high = accounts(fact("a", "120", when="2013-12-05"), fact("b", "500", when="2013-12-10"))
    causes = Causes(accounts(cause) if cause else [], [low, high], 14)
    up = Step(before=low, after=high)
    down = Step(
        before=high.replaced(id="a", time=low.time), after=low.replaced(id="b", time=high.time)
    )
    assert (rise, fall) == (causes.explain(up), causes.explain(down))


def test_a_plan_within_the_first_level_leads_nowhere() -> None:
    before, after = accounts(
        fact("a", "100..140", when="2013-12-05"), fact("b", "500", when="2013-12-10")
    )
    plans = accounts(fact("p", "120", stage="announced", said="2013-12-01"))
    assert not Causes(plans, [before], 14).explain(Step(before=before, after=after))


@pytest.mark.parametrize(
    ("said", "when", "holds", "expected"),
    [
        pytest.param("2013-11-17", None, 14, True, id="while-the-first-level-may-have-held"),
        pytest.param("2013-11-16", None, 14, False, id="long-before"),
        pytest.param("2003", None, 14, False, id="ten-years-before"),
        pytest.param("2003", None, inf, True, id="nobody-says-how-long-levels-hold"),
        pytest.param("2003", "2013", 14, True, id="long-before-and-for-that-year"),
        pytest.param("2003", "2004", 14, False, id="for-a-year-that-is-over"),
        pytest.param("2003", "2004/..", 14, True, id="for-all-time"),
    ],
)
def test_a_plan_of_long_ago_leads_nowhere(
    said: str, when: str | None, holds: float, *, expected: bool
) -> None:
    levels = accounts(
        *(fact("z", "120", when="2013-10-01"), fact("a", "120", when="2013-12-01")),
        *(fact("b", "120", when="2013-12-11"), fact("c", "500", when="2013-12-21")),
    )
    plans = accounts(fact("p", "600", stage="announced", said=said, when=when))
    causes, step = Causes(plans, levels, holds), Step(before=levels[2], after=levels[3])
    assert (expected, "p") == (causes.explain(step), getattr(causes.lapsed(step), "id", None))


def test_an_undated_level_keeps_no_plan_alive() -> None:
    plans = accounts(fact("p", "600", stage="announced", said="2003"))
    levels = in_order(
        accounts(
            fact("u", "120"),
            fact("a", "120", when="2013-12-05"),
            fact("b", "500", when="2013-12-06"),
        )
    )
    assert not Causes(plans, levels, 14).explain(Step(before=levels[1], after=levels[2]))
