"""Sets of facts behave as sets of their numbers do, and read no more than they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.search.sets import EMPTY, PART, FactSet, everything, set_of, set_of_runs, union

NUMBERS = st.sets(
    st.integers(0, 40) | st.integers(PART - 20, PART + 20) | st.integers(0, 5 * PART), max_size=40
)


@given(NUMBERS)
def test_a_set_gives_its_facts_back_in_order(numbers: set[int]) -> None:
    facts = set_of(numbers)
    assert sorted(numbers) == [*facts]
    assert (len(numbers), bool(numbers)) == (len(facts), bool(facts))


@given(st.lists(NUMBERS.filter(bool), min_size=1, max_size=4))
def test_runs_are_the_set_of_all_their_facts(numbers: list[set[int]]) -> None:
    assert set_of(set().union(*numbers)) == set_of_runs([sorted(run) for run in numbers])


@given(NUMBERS, NUMBERS)
def test_sets_are_joined_and_parted_as_sets_of_numbers(ones: set[int], others: set[int]) -> None:
    one, other = set_of(ones), set_of(others)
    assert set_of(ones | others) == one | other == union((one, other))
    assert set_of(ones & others) == one & other
    assert set_of(ones - others) == one - other
    assert (ones == others) == (one == other)


@given(NUMBERS, st.integers(0, 5 * PART))
def test_a_set_knows_whether_it_has_a_fact(numbers: set[int], number: int) -> None:
    facts = set_of(numbers)
    assert all(each in facts for each in numbers)
    assert (number in numbers) == (number in facts)


@given(NUMBERS, st.integers(0, 50))
def test_some_of_the_facts(numbers: set[int], most: int) -> None:
    facts = set_of(numbers)
    assert sorted(numbers)[:most] == facts.first(most)
    assert min(most, len(numbers)) == facts.count(most)


@given(NUMBERS, st.integers(0, 3))
def test_a_set_that_is_moved_stands_so_many_parts_later(numbers: set[int], parts: int) -> None:
    assert set_of(number + parts * PART for number in numbers) == set_of(numbers).moved(parts)


@pytest.mark.parametrize("size", [0, 1, 200, PART - 1, PART, PART + 1, 3 * PART])
def test_everything_is_each_fact_once(size: int) -> None:
    assert [*range(size)] == [*everything(size)]


def test_nothing_has_no_facts() -> None:
    assert ([*EMPTY], len(EMPTY), bool(EMPTY)) == ([], 0, False)
    assert [*union(())] == []


def test_a_set_is_shown_as_it_is_made() -> None:
    assert repr(set_of((PART, 1))) == "set_of([1, 65536])"


class Watched:
    """Parts that can be read, and which of them have been."""

    def __init__(self, *parts: int) -> None:
        self.read: list[int] = []
        self.facts = FactSet(sum(1 << part for part in parts), self._look)

    def _look(self, part: int) -> int:
        self.read.append(part)
        return 0b101


def test_of_a_common_word_only_the_parts_are_read_that_a_rare_one_has() -> None:
    common = Watched(*range(10))
    rare = set_of((3 * PART, 7 * PART + 2))
    assert [*(rare & common.facts)] == [3 * PART, 7 * PART + 2]
    assert common.read == [3, 7]


def test_where_nothing_is_left_nothing_is_read() -> None:
    common = Watched(0, 1)
    nothing = set_of((1, PART)) & set_of((2, PART + 1))
    assert not nothing & common.facts
    assert not nothing - common.facts
    assert common.read == []


def test_parts_behind_what_is_wanted_are_not_read() -> None:
    common = Watched(*range(10))
    assert common.facts.first(3) == [0, 2, PART]
    assert common.facts.count(3) == 3
    assert common.facts
    assert common.read == [0, 1]
