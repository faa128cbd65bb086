"""What accounts add up to, in one line."""

from __future__ import annotations

import pytest

from misca_cli.accounts.findings import Agreement
from misca_cli.model import Fact, Measure, Ruling

from .made import base, fact, judged


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            [fact("a", "1"), fact("b", "1", source="herald")],
            "observed 1 guards; 2 accounts, 2 independent origins; they agree",
            id="agree",
        ),
        pytest.param(
            [fact("a", "1"), fact("b", "2")],
            "observed 1 to 2 guards; 2 accounts, 1 independent origin; they differ on the value",
            id="value",
        ),
        pytest.param(
            [fact("a", "1", when="2013"), fact("b", "2", when="2015")],
            "observed 1 to 2 guards; 2 accounts, 1 independent origin; they differ on the date",
            id="date",
        ),
        pytest.param(
            [fact("a", "5", basis="unclear"), fact("b", "5")],
            "observed 5 guards; 2 accounts, 1 independent origin; they differ on the base",
            id="base",
        ),
        pytest.param(
            [fact("a", "1"), fact("b", "2"), fact("c", "1", basis="unclear")],
            "observed 1 to 2 guards; 3 accounts, 1 independent origin; "
            "they differ on the value and the base",
            id="value-and-base",
        ),
        pytest.param(
            [fact("a", "+20"), fact("b", "+30", source="herald")],
            "observed 20 to 30 guards more; 2 accounts, 2 independent origins; "
            "they differ on the value",
            id="changes",
        ),
        pytest.param(
            [fact("a", "-20"), fact("b", "-20", source="herald")],
            "observed 20 guards less; 2 accounts, 2 independent origins; they agree",
            id="changes-that-agree",
        ),
        pytest.param(
            [fact("a", "-20", when="2013-12-01"), fact("b", "+5", when="2013-12-09")],
            "observed 20 less to 5 more guards; 2 accounts, 1 independent origin; "
            "they differ on the date",
            id="changes-of-two-days",
        ),
        pytest.param(
            [fact("a", "x2"), fact("b", "x2")],
            "observed 2 times as many guards; 2 accounts, 1 independent origin; they agree",
            id="multiples",
        ),
        pytest.param(
            [
                fact("c", "+800", stage="announced", said="2013-12-09"),
                fact("d", "+800", stage="announced", said="2013-12-09"),
                *(fact("a", "420", when="2013-12-05"), fact("l", "2000", stage="announced")),
            ],
            "planned 800 guards more; 2 accounts, 1 independent origin; they agree",
            id="changes-that-lead-nowhere",
        ),
        pytest.param(
            [fact("a", "100"), fact("b", "150", supersedes=("a",))],
            "observed 150 guards; 1 account, 1 independent origin",
            id="superseded",
        ),
        pytest.param(
            [
                *(fact("a", "100"), fact("b", "150", supersedes=("a",))),
                fact("c", "150", source="herald"),
            ],
            "observed 150 guards; 2 accounts, 2 independent origins; they agree",
            id="superseded-beside-two",
        ),
        pytest.param(
            [fact("a", ">=5"), fact("b", "<=7")],
            "observed at most 7 guards or at least 5 guards; "
            "2 accounts, 1 independent origin; they agree",
            id="open-on-both-sides",
        ),
        pytest.param(
            [fact("a", ("bosc",), what="head"), fact("b", ("guard",), what="head")],
            "observed Mara Bosc or Coral Guard; 2 accounts, 1 independent origin; "
            "they differ on the value",
            id="entities",
        ),
        pytest.param(
            [
                fact("a", ("bosc",), what="head", when="2013"),
                fact("b", ("guard",), what="head", when="2015"),
            ],
            "observed Mara Bosc or Coral Guard; 2 accounts, 1 independent origin; "
            "they differ on the date",
            id="holders-of-two-dates",
        ),
        pytest.param(
            [
                fact("a", ("bosc",), what="guests"),
                fact("b", ("guard", "bosc"), what="guests", source="herald"),
            ],
            "observed Mara Bosc and Coral Guard; 2 accounts, 2 independent origins",
            id="several-entities",
        ),
        pytest.param(
            [fact("a", ("bosc",), what="guests"), fact("b", "none", what="guests")],
            "observed Mara Bosc or none; 2 accounts, 1 independent origin; "
            "they differ on the value",
            id="an-entity-or-none",
        ),
        pytest.param(
            [fact("a", "@2013", what="visit"), fact("b", "@2014", what="visit")],
            "observed 2013 and 2014; 2 accounts, 1 independent origin",
            id="several-dates",
        ),
        pytest.param(
            [fact("a", "@2013", what="opened"), fact("b", "none", what="opened")],
            "observed none or 2013; 2 accounts, 1 independent origin; they differ on the value",
            id="a-date-or-never",
        ),
        pytest.param(
            [fact("a", "<5", when="2013"), fact("b", "5", when="2015")],
            "observed between less than 5 guards and 5 guards; 2 accounts, 1 independent origin; "
            "they differ on the date",
            id="an-end-that-is-not-included",
        ),
        pytest.param(
            [fact("a", "5"), fact("b", "none")],
            "observed 0 to 5 guards; 2 accounts, 1 independent origin; they differ on the value",
            id="a-figure-or-none",
        ),
        pytest.param(
            [
                fact("a", "@2013-05-01", what="opened", stage="scheduled", said="2013-01"),
                fact("b", "@2013-06-01", what="opened", stage="scheduled", said="2013-02"),
            ],
            "planned 1 May 2013 or 1 Jun 2013; 2 accounts, 1 independent origin",
            id="planned-for-two-dates",
        ),
        pytest.param(
            [fact("a", "@2013", what="opened"), fact("b", "@2013-12", what="opened")],
            "observed 2013 or Dec 2013; 2 accounts, 1 independent origin; they agree",
            id="dates",
        ),
    ],
)
def test_text(facts: list[Fact], expected: str) -> None:
    (agreed,) = judged(base(*facts)).agreements
    assert expected == agreed.text


def test_whole() -> None:
    facts = [fact("a", "600..800", stage="announced"), fact("b", ">=900", stage="announced")]
    expected = Agreement(
        measure="guards",
        of="planned",
        unit="guards",
        low=600,
        high=None,
        accounts=2,
        origins=1,
        differs_on=("value",),
        text="planned between 600 to 800 guards and at least 900 guards; 2 accounts, "
        "1 independent origin; they differ on the value",
    )
    assert (expected,) == judged(base(*facts)).agreements


def test_none_of_a_single_account_and_that_of_most_accounts_first() -> None:
    plan = {"stage": "announced"}
    facts = [fact("a", "1"), fact("b", "1"), fact("m", "1", stage="authorised")]
    plans = [fact(each, "1", **plan) for each in "pqr"]
    agreed = judged(base(*facts, *plans)).agreements
    assert [(each.of, each.accounts) for each in agreed] == [("planned", 3), ("observed", 2)]


def test_a_value_that_may_not_change_is_of_no_date() -> None:
    height = Measure(id="height", name="height", unit="m", key=("who",), single=True)
    ruling = Ruling(id="r", facts=("a", "b"), verdict="compatible", why="of two ends")
    told = fact("a", "10", what="height", when="2013"), fact("b", "20", what="height", when="2015")
    (agreed,) = judged(base(*told, measures=[height], rulings=[ruling])).agreements
    assert agreed.text == "observed 10 to 20 m; 2 accounts, 1 independent origin"
