from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from misca_cli.index.gathering import Gathered

KEYS = st.sets(st.sampled_from("abc"))


@given(facts=st.lists(KEYS), rests=st.sets(st.integers(0, 20)))
def test_facts_are_kept_by_key_in_the_order_they_came(
    facts: Sequence[set[str]], rests: set[int]
) -> None:
    gathered = Gathered()
    for number, keys in enumerate(facts):
        for key in keys:
            gathered.latest[key].append(number)
        if number in rests:
            gathered.settle()
    gathered.settle()
    for key in "abc":
        expected = [number for number, keys in enumerate(facts) if key in keys]
        assert expected == list(gathered.facts(key))
    assert set().union(*facts) == set(gathered.settled)


def test_what_has_not_settled_is_apart() -> None:
    gathered = Gathered()
    gathered.latest["a"].append(0)
    assert list(gathered.facts("a")) == []
    gathered.settle()
    gathered.latest["a"].append(1)
    assert list(gathered.facts("a")) == [0]
