"""The lowest level of a whole beside each of its parts, against the plain definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts.account import Account, Time
from misca_cli.accounts.wholes import Whole

from .made import accounts, fact

(PLAIN,) = accounts(fact("plain", "1"))
days = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted)
levels = st.builds(
    lambda high, ends, of, dimension: PLAIN.replaced(
        high=high,
        time=Time(earliest=ends[0], latest=ends[1], first=ends[0], last=ends[1]),
        of=of,
        dimension=dimension,
    ),
    st.integers(0, 9),
    days,
    st.sampled_from(["observed", "observed", "planned"]),
    st.sampled_from(["guards", "guards", "boats"]),
)


def are_beside(one: Account, other: Account) -> bool:
    touch = one.time.first <= other.time.last and other.time.first <= one.time.last
    return touch and (one.of, one.dimension) == (other.of, other.dimension)


@given(st.lists(levels, max_size=20), levels)
def test_lowest(told: list[Account], part: Account) -> None:
    told = [each.replaced(id=f"f{at}") for at, each in enumerate(told)]
    beside = [each for each in told if are_beside(each, part)]
    found = Whole(told).lowest(part)
    assert min((each.high for each in beside), default=None) == (found and found.high)
    assert found is None or found in beside


def test_what_is_no_clear_level_counts_for_nothing() -> None:
    (part,) = accounts(fact("p", "9"))
    told = accounts(fact("a", "+1"), fact("b", "1", act="denies"), fact("c", "1", basis="unclear"))
    assert Whole(told).lowest(part) is None
