"""How much of a query facts cover, and which of them match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.search.coverage import Class, Classes, least_coverage, levels, weigh
from misca_cli.search.sets import everything, set_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.search.coverage import Levels
    from misca_cli.search.sets import FactSet

FACTS = 12
EVERYTHING = everything(FACTS)
SETS = st.sets(st.integers(0, FACTS - 1)).map(set_of)
LEVELS = st.dictionaries(st.sampled_from([1.0, 0.82, 0.6, 0.4]), SETS, max_size=4).map(levels)
THINGS = st.lists(LEVELS, max_size=4)


def worth(number: int, met: Levels) -> float:
    return next((worth for worth, facts in met if number in facts), 0.0)


@given(THINGS, SETS)
def test_every_fact_is_in_the_class_of_what_it_meets(things: list[Levels], facts: FactSet) -> None:
    weights = [1.0 + at / 10 for at in range(len(things))]
    given = list(Classes(things, weights, facts))
    expected = {number: tuple(worth(number, met) for met in things) for number in facts}
    assert expected == {n: each.met for each in given for n in each.facts}


@given(THINGS, SETS)
def test_the_best_classes_come_first(things: list[Levels], facts: FactSet) -> None:
    weights = [1.0] * len(things)
    given = [each.coverage for each in Classes(things, weights, facts)]
    assert sorted(given, reverse=True) == given


@given(THINGS, SETS, st.floats(0, 1))
def test_what_covers_less_is_left_out(things: list[Levels], facts: FactSet, least: float) -> None:
    weights = [1.0] * len(things)
    every = [each for each in Classes(things, weights, facts) if each.coverage >= least]
    assert every == [e for e in Classes(things, weights, facts, least=least) if e.coverage >= least]


def test_without_anything_asked_for_every_fact_is_whole() -> None:
    assert [Class(coverage=1.0, met=(), facts=set_of((0, 2)))] == list(
        Classes((), (), set_of((0, 2)))
    )


def test_a_search_that_is_cut_says_so() -> None:
    things = [levels({1.0: set_of(n for n in range(FACTS) if n >> at & 1)}) for at in range(4)]
    whole = Classes(things, [1.0] * 4, EVERYTHING)
    assert (sum(len(e.facts) for e in whole), whole.is_cut) == (FACTS, False)
    cut = Classes(things, [1.0] * 4, EVERYTHING, steps=3)
    assert (list(cut), cut.is_cut) == ([], True)


def test_a_fact_stands_on_its_best_level_only() -> None:
    assert levels({0.5: set_of((0, 1, 2)), 1.0: set_of((0, 1)), 0.2: set_of(())}) == (
        (1.0, set_of((0, 1))),
        (0.5, set_of((2,))),
    )


@pytest.mark.parametrize(
    ("words", "best", "expected"),
    [(1, 0.0, 0.48), (2, 0.0, 0.6), (3, 0.0, 0.48), (4, 0.0, 0.5), (4, 1.0, 0.7), (2, 0.8, 0.6)],
)
def test_a_match_covers_enough_also_beside_the_best(
    words: int, best: float, expected: float
) -> None:
    assert expected == least_coverage(words, best)


def test_a_rare_word_is_worth_more() -> None:
    rare, common = weigh([1, 50], 100).words
    assert rare > common > 0
