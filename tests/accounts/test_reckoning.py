"""Where a change meets a level: which known bases lead there, and whether any does."""

from __future__ import annotations

import pytest

from misca_cli import dates
from misca_cli.accounts.reckoning import Levels, Reckoning
from misca_cli.accounts.spans import MOST_RECENT
from misca_cli.model import Fact

from .made import MEASURES, accounts, fact

GUARDS = MEASURES[0]
PLANNED = {"stage": "announced", "said": "2013-12-10"}


def test_bases_are_the_last_values_each_once() -> None:
    values = [1, 1, *range(2, 12), 5]
    bases = accounts(
        *(fact(f"f{at:02}", str(n), when=f"2013-01-{at + 1:02}") for at, n in enumerate(values))
    )
    change, early = accounts(fact("c", "+1", when="2013-02"), fact("d", "+1", when="2013-01-02"))
    known = Levels(bases, ())
    assert [4, 6, 7, 8, 9, 10, 11, 5][-MOST_RECENT:] == [each.low for each in known.bases(change)]
    assert [each.id for each in known.bases(early)] == ["f01"]


def tensions(*facts: Fact, holds: str | None = "14d") -> list[tuple[str, bool]]:
    """Return what is found of the changes among facts: who has to do with it, and if any fits."""
    told = accounts(*facts)
    changes = [each for each in told if each.relation != "level"]
    levels = [each for each in told if each.relation == "level"]
    targets = [each for each in levels if each.of == changes[0].of]
    known = Levels([each for each in levels if each.of == "observed"], targets)
    reckoning = Reckoning(known, changes, GUARDS.replaced(tolerance="5%", holds=holds))
    found = (each for change in changes for each in reckoning.tensions(change))
    return [(" ".join(each.id for each in one.accounts), one.fits_some) for one in found]


BASES = fact("a", "420", when="2013-12-05"), fact("b", "650", when="2013-12-06")
MORE = fact("c", "+800", **PLANNED)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        pytest.param(fact("l", "1220", stage="announced"), [("c l a b", True)], id="one-base-fits"),
        pytest.param(fact("l", "~1300", stage="announced"), [], id="both-fit"),
        pytest.param(fact("l", "9000", **PLANNED), [("c l a b", False)], id="none-fits"),
        pytest.param(
            fact("l", "9000", stage="announced", said="2013-12"),
            [("c l a b", False)],
            id="none-fits-in-the-month",
        ),
        pytest.param(
            fact("l", "9000", stage="announced", said="2013-12-11"), [], id="a-later-plan"
        ),
        pytest.param(
            fact("l", "9000", when="2014", **PLANNED), [("c l a b", False)], id="for-that-year"
        ),
        pytest.param(fact("l", "9000", when="2015", **PLANNED), [], id="for-another-year"),
        pytest.param(
            fact("l", "1220", stage="announced", said="2013-01"), [], id="level-before-the-change"
        ),
        pytest.param(fact("l", "1220", when="2013-12"), [], id="observed-beside-the-bases"),
        pytest.param(fact("l", "9000", when="2013-12-12"), [], id="plan-and-outcome"),
    ],
)
def test_a_plan_to_change(level: Fact, expected: list[tuple[str, bool]]) -> None:
    assert expected == tensions(*BASES, MORE.replaced(when=dates.parse("2014-02")), level)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([fact("d", "+300", **PLANNED)], [], id="two-plans"),
        pytest.param([fact("d", "+800", **PLANNED)], ["c l a b", "d l a b"], id="one-plan-twice"),
        pytest.param([fact("d", "x2", **PLANNED)], ["c l a b", "d l a b"], id="no-sum-of-times"),
        pytest.param(
            [fact("d", "+30", stage="announced", said="2013-12-04")], [], id="planned-before"
        ),
        pytest.param([fact("d", "+30", when="2013-12-08")], [], id="came-between"),
        pytest.param([fact("d", "+30", when="2013-12-04")], ["c l a b"], id="came-before"),
    ],
)
def test_several_changes_may_add_up(others: list[Fact], expected: list[str]) -> None:
    told = tensions(*BASES, MORE, *others, fact("l", "9000", **PLANNED))
    assert [(each, False) for each in expected] == told


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        pytest.param("14d", [("c l a b", False)], id="held"),
        pytest.param("4d", [("c l b", False)], id="the-first-no-longer"),
        pytest.param("3d", [], id="both-no-longer"),
        pytest.param(None, [], id="nothing-is-known-to-hold"),
    ],
)
def test_only_bases_presumed_to_hold_lead_nowhere(
    holds: str | None, expected: list[tuple[str, bool]]
) -> None:
    assert expected == tensions(*BASES, MORE, fact("l", "9000", **PLANNED), holds=holds)


@pytest.mark.parametrize(
    ("level", "holds", "expected"),
    [
        pytest.param("1220", "14d", [("c l a b", True)], id="both-held"),
        pytest.param("1220", "4d", [("c l a b", True)], id="the-old-one-fits"),
        pytest.param("1450", "4d", [], id="the-one-that-holds-fits"),
        pytest.param("1220", None, [("c l a b", True)], id="nobody-says-how-long"),
    ],
)
def test_a_base_that_holds_no_longer_is_no_alarm_by_itself(
    level: str, holds: str | None, expected: list[tuple[str, bool]]
) -> None:
    assert expected == tensions(*BASES, MORE, fact("l", level, **PLANNED), holds=holds)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([("100", "01"), ("+80", "05"), ("180", "06")], [], id="fits"),
        pytest.param(
            [("100", "01"), ("+80", "05"), ("250", "06")], [("1 2 0", False)], id="none-fits"
        ),
        pytest.param([("100", "01"), ("+80", "05"), ("250", "29")], [], id="long-after"),
        pytest.param([("100", "01"), ("+80", "05"), ("250", "05")], [], id="of-one-day"),
        pytest.param(
            [("100", "01"), ("+80", "05"), ("180", "05"), ("180", "06")], [], id="had-come"
        ),
        pytest.param([("100", "01"), ("+80", "05"), ("+70", "05"), ("250", "06")], [], id="both"),
    ],
)
def test_a_change_that_came(facts: list[tuple[str, str]], expected: list[tuple[str, bool]]) -> None:
    told = [fact(str(at), each, when=f"2013-12-{day}") for at, (each, day) in enumerate(facts)]
    assert [(" ".join(sorted(ids)), some) for ids, some in expected] == [
        (" ".join(sorted(ids)), some) for ids, some in tensions(*told)
    ]
