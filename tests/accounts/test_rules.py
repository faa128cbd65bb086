"""One kind of finding after the other: what is found, and in which words."""

from __future__ import annotations

import pytest

from misca_cli.accounts.groups import Groups
from misca_cli.factbase import factbase
from misca_cli.model import Fact, Measure

from .made import base, entity, fact, findings, judged


def plan(fact_id: str, written: str, said: str, by: str = "bosc") -> Fact:
    return fact(fact_id, written, stage="announced", said=said, by=(by,))


CASES: dict[str, tuple[list[Fact], dict[str, str]]] = {
    "conflict": (
        [fact("a", "1", when="2013"), fact("b", "2", when="2013-12-05", source="herald")],
        {
            "conflict: a b": "1 guards (Gazette Press) against 2 guards (Herald), "
            "for times that overlap"
        },
    ),
    "conflict-of-a-single-date": (
        [fact("a", "@2013-12-05", what="opened"), fact("b", "@2014", what="opened")],
        {
            "conflict: a b": "5 Dec 2013 (Gazette Press) against 2014 (Gazette Press); "
            "not all of it can be right"
        },
    ),
    "never-against-a-date": (
        [
            fact("a", "@2013-12-05", what="opened"),
            fact("b", "none", what="opened", source="herald"),
            fact("c", "@2013-12-06", what="opened", act="denies", by=("bosc",)),
        ],
        {
            "conflict: b a": "none (Herald) against 5 Dec 2013 (Gazette Press); "
            "not all of it can be right"
        },
    ),
    "none-against-one-of-several": (
        [
            fact("a", ("bosc",), what="guests"),
            *(fact("b", ("guard",), what="guests"), fact("c", "none", what="guests")),
        ],
        {
            "conflict: a b c": "Mara Bosc (Gazette Press) and Coral Guard (Gazette Press) "
            "against none (Gazette Press), for times that overlap"
        },
    ),
    "none-and-one-of-several-in-one-utterance": (
        [
            fact("a", "@2013-12-05", what="visit", statement="speech"),
            fact("c", "none", what="visit", statement="speech"),
        ],
        {
            "same-utterance-differs: c a": "one utterance of Mara Bosc is reported with "
            "both none and 5 Dec 2013 as its visit"
        },
    ),
    "several-dates": (
        [fact("a", "@2013-12-05", what="visit"), fact("b", "@2014", what="visit")],
        {},
    ),
    "holders-follow-one-another": (
        [
            fact("a", ("bosc",), what="head", when="2013"),
            fact("b", ("x",), what="head", when="2014"),
        ],
        {},
    ),
    "holders-that-hand-over-within-a-year": (
        [
            fact("a", ("bosc",), what="head", when="2010/2013"),
            fact("b", ("x",), what="head", when="2013/2016"),
        ],
        {},
    ),
    "holders-that-hand-over-within-a-day": (
        [
            fact("a", ("bosc",), what="head", when="2010/2013-05-01"),
            fact("b", ("x",), what="head", when="2013-05-01/.."),
            fact("c", ("x",), what="head", when="2013-05-01"),
        ],
        {},
    ),
    "holders-of-one-year": (
        [
            fact("a", ("bosc",), what="head", when="2010/2013"),
            fact("b", ("x",), what="head", when="2012/2016"),
            fact("c", ("x",), what="head", when="2012/2012"),
        ],
        {
            "conflict: a c b": "Mara Bosc (Gazette Press) against x (Gazette Press); "
            "not all of it can be right"
        },
    ),
    "holders-of-no-date-that-were-said-at-two-times": (
        [
            fact("a", ("bosc",), what="head", said="2010-01-01"),
            fact("b", ("x",), what="head", source="herald"),
            fact("c", ("x",), what="head", when="2011"),
        ],
        {},
    ),
    "holders-of-no-date-that-were-said-at-one-time": (
        [
            fact("a", ("bosc",), what="head", source="herald"),
            fact("b", ("x",), what="head", said="2013-12-10"),
        ],
        {
            "conflict: a b": "Mara Bosc (Herald) against x (Gazette Press); "
            "not all of it can be right"
        },
    ),
    "denial": (
        [fact("a", "5"), fact("b", "5", act="denies", by=("bosc",))],
        {
            "conflict: a b": "5 guards (Gazette Press) against not 5 guards (Mara Bosc); "
            "not all of it can be right"
        },
    ),
    "same-utterance": (
        [fact(each, number, statement="speech") for each, number in ("a1", "b2", "c1")],
        {
            "same-utterance-differs: a c b": "Mara Bosc is reported to have said both "
            "1 guards and 2 guards in one utterance"
        },
    ),
    "same-utterance-and-another": (
        [
            *(fact("a", "1", statement="speech"), fact("b", "2", statement="speech")),
            fact("c", "3", when="2013-12-04"),
        ],
        {
            "same-utterance-differs: a b": "Mara Bosc is reported to have said both "
            "1 guards and 2 guards in one utterance",
            "conflict: a b c": "1 guards (Mara Bosc) against 2 guards (Mara Bosc) "
            "against 3 guards (Gazette Press), for times that overlap",
        },
    ),
    "two-utterances-that-differ": (
        [
            *(fact(each, each[1], statement="speech") for each in ("a1", "b2")),
            *(fact(each, each[1], statement="letter", when="2013-12-04") for each in ("c3", "d4")),
        ],
        {
            "same-utterance-differs: a1 b2": "Mara Bosc is reported to have said both "
            "1 guards and 2 guards in one utterance",
            "same-utterance-differs: c3 d4": "Gazette Press is reported to have said both "
            "3 guards and 4 guards in one utterance",
            "conflict: a1 b2 c3 d4": "1 guards (Mara Bosc) against 2 guards (Mara Bosc) "
            "against 3 guards (Gazette Press) against 4 guards (Gazette Press), "
            "for times that overlap",
        },
    ),
    "unexplained-change": (
        [fact("a", "1", when="2013-12-05"), fact("b", "9", when="2013-12-19")],
        {
            "unexplained-change: a b": "1 guards (Gazette Press, 5 Dec 2013), "
            "then 9 guards (Gazette Press, 19 Dec 2013), "
            "and no plan or change that is known leads upwards"
        },
    ),
    "presumed-to-hold-no-longer": (
        [fact("a", "1", when="2013-12-05"), fact("b", "9", when="2013-12-20")],
        {},
    ),
    "unexplained-by-a-plan-of-long-ago": (
        [
            *(fact("a", "1", when="2013-12-05"), fact("b", "9", when="2013-12-19")),
            plan("p", "9", "2003"),
        ],
        {
            "unexplained-change: a b": "1 guards (Gazette Press, 5 Dec 2013), "
            "then 9 guards (Gazette Press, 19 Dec 2013), "
            "and no plan or change of that time leads upwards, the last being of 2003"
        },
    ),
    "series": (
        [
            *(fact("a", "1", when="2013-12-05"), fact("b", "9", when="2014")),
            plan("p", "9", "2013-12-01"),
        ],
        {"series: a b": "1 guards, then 9 guards, as plans or changes lead"},
    ),
    "revised": (
        [plan("a", "1", "2013"), plan("b", "2", "2014", by="x")],
        {"revised: a b": "1 guards, then 2 guards, as later plans have it"},
    ),
    "series-by-a-share": (
        [
            *(fact("a", "10", when="2013-12-05"), fact("b", "12", when="2013-12-19")),
            plan("p", "+20 %", "2013-12-06"),
        ],
        {"series: a b": "10 guards, then 12 guards, as plans or changes lead"},
    ),
    "tension-by-a-share": (
        [
            *(fact("a", "10", when="2013-12-05"), plan("p", "-20 %", "2013-12-06")),
            plan("q", "20", "2013-12-06"),
        ],
        {
            "tension: p q a": "10 × 0.8 = 8, against 20 guards, which no known level leads to",
        },
    ),
    "series-by-what-may-be-an-addition": (
        [
            *(fact("a", "100", when="2013-12-05"), fact("b", "150", when="2013-12-10")),
            fact("c", "50", when="2013-12-09", basis="unclear"),
        ],
        {
            "series: a b": "100 guards, then 150 guards, as plans or changes lead",
            "unclear-basis: c": "50 guards may be a total or an addition; "
            "as an addition, 100 + 50 = 150",
        },
    ),
    "postponed": (
        [
            fact("a", "@2013-05-01", what="opened", stage="scheduled", said="2013-01"),
            fact("b", "@2013-06-01", what="opened", stage="scheduled", said="2013-02"),
        ],
        {"revised: a b": "1 May 2013, then 1 Jun 2013, as later plans have it"},
    ),
    "put-off-for-ever": (
        [
            fact("a", "@2013-05-01", what="opened", stage="scheduled", said="2013-01"),
            fact("b", "none", what="opened", stage="scheduled", said="2013-02"),
        ],
        {"revised: a b": "1 May 2013, then none, as later plans have it"},
    ),
    "another-is-to-lead": (
        [
            fact("a", ("bosc",), what="head", stage="announced", said="2013-01"),
            fact("b", ("guard",), what="head", stage="announced", said="2013-02"),
        ],
        {"revised: a b": "Mara Bosc, then Coral Guard, as later plans have it"},
    ),
    "several-visits-are-planned": (
        [
            fact("a", "@2013-05-01", what="visit", stage="scheduled", said="2013-01"),
            fact("b", "@2013-06-01", what="visit", stage="scheduled", said="2013-02"),
        ],
        {},
    ),
    "tension": (
        [
            *(fact("a", "420", when="2013-12-05"), fact("b", "650", when="2014")),
            *(plan("c", "+800", "2014-01-10"), plan("d", "1220", "2014-01-12")),
        ],
        {
            "tension: c d a b": "420 + 800 = 1,220; 650 + 800 = 1,450, against 1,220 guards",
            "series: a b": "420 guards, then 650 guards, as plans or changes lead",
        },
    ),
    "tension-where-no-base-fits": (
        [
            *(fact("a", "420", when="2013-12-05"), plan("c", "+800", "2013-12-10")),
            plan("d", "2000", "2013-12-10"),
        ],
        {
            "tension: c d a": "420 + 800 = 1,220, against 2,000 guards, "
            "which no known level leads to"
        },
    ),
    "unclear-basis": (
        [fact("a", "420", when="2013-12-05"), fact("b", "800", when="2014", basis="unclear")],
        {
            "unclear-basis: b": "800 guards may be a total or an addition; "
            "as an addition, 420 + 800 = 1,220"
        },
    ),
    "unclear-basis-alone": (
        [fact("b", "800", basis="unclear")],
        {"unclear-basis: b": "800 guards may be a total or an addition"},
    ),
}


@pytest.mark.parametrize(("facts", "expected"), CASES.values(), ids=CASES)
def test_findings(facts: list[Fact], expected: dict[str, str]) -> None:
    judgement = judged(base(*facts))
    found = [*judgement.loud, *judgement.quiet]
    assert expected == {f"{each.kind}: {' '.join(each.facts)}": each.why for each in found}
    assert len(expected) == len(found)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        pytest.param(fact("p", "9", who="squad"), fact("w", "5"), True, id="larger"),
        pytest.param(fact("p", "5", who="squad"), fact("w", "5"), False, id="as-large"),
        pytest.param(fact("p", "9", who="squad"), fact("w", ">=5"), False, id="at-least"),
        pytest.param(
            fact("p", "9", who="squad", when="2013"), fact("w", "5", when="2014"), False, id="later"
        ),
        pytest.param(
            fact("p", "9", who="squad", stage="announced"), fact("w", "5"), False, id="planned"
        ),
        pytest.param(fact("p", "9 boats", who="squad"), fact("w", "5"), False, id="other-unit"),
        pytest.param(
            fact("p", "9", who="squad"), fact("w", "5", act="denies"), False, id="whole-denied"
        ),
        pytest.param(fact("p", "+9", who="squad"), fact("w", "5"), False, id="change"),
        pytest.param(fact("p", "9", who="file"), fact("w", "5"), True, id="part-of-a-part"),
        pytest.param(
            fact("p", "9", who="squad", status="retired"), fact("w", "5"), False, id="retired"
        ),
        pytest.param(fact("p", "9", who="squad"), fact("w", "5", who="army"), True, id="same-as"),
    ],
)
def test_no_part_is_larger_than_its_whole(part: Fact, whole: Fact, *, expected: bool) -> None:
    entities = [
        entity("squad", part_of=("army",)),
        entity("file", part_of=("squad",)),
        entity("army", same_as="guard"),
    ]
    found = findings(base(part, whole, entities=entities))
    # The part and the whole tell of each other.
    assert [("tension", "p w")] * 2 * expected == found


POSTS = Measure(id="posts", name="posts", unit="guards", key=("who", "where"))
PLACES = [entity("port", part_of=("isle",)), entity("quay", part_of=("port",)), entity("isle")]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param({"where": "port"}, "Coral Guard in Port", id="part-of-the-place"),
        pytest.param({"where": "quay"}, "Coral Guard in Quay", id="part-of-a-part"),
        pytest.param({"who": "squad", "where": "isle"}, "Squad", id="part-of-the-force"),
        pytest.param({"who": "squad", "where": "quay"}, "Squad in Quay", id="part-of-both"),
        pytest.param({"who": "bosc", "where": "quay"}, None, id="somebody-else"),
        pytest.param({"where": "sea"}, None, id="elsewhere"),
        pytest.param({"where": None}, None, id="nowhere"),
    ],
)
def test_a_place_may_be_part_of_another(part: dict[str, str], expected: str | None) -> None:
    whole = fact("w", "5", what="posts", where="isle")
    told = fact("p", "9", what="posts", **part)
    entities = [*PLACES, entity("squad", part_of=("guard",))]
    among = base(told, whole, entities=entities, measures=[POSTS])
    groups = Groups(among, among.facts.items())
    said = [each.why for met in groups.facts for each in groups.judgement(met).loud]
    of = "Coral Guard in Isle" if part.get("where") != "isle" else "Coral Guard"
    why = f"{expected}, a part, has 9 guards, and the whole, {of}, has 5 guards"
    assert [why] * 2 * bool(expected) == said


def test_a_level_of_a_whole_that_is_no_longer_true_is_none() -> None:
    whole = fact("w", "5"), fact("x", "10", supersedes=("w",))
    parts = fact("p", "9", who="squad"), fact("q", "11", who="squad", supersedes=("p",))
    squad = [entity("squad", part_of=("guard",))]
    assert findings(base(*whole, parts[0], entities=squad)) == []
    assert findings(base(*whole, *parts, entities=squad)) == [("tension", "q x")] * 2


def test_a_part_of_itself_is_not_larger() -> None:
    circle = [entity("a", part_of=("b",)), entity("b", part_of=("a",))]
    among = base(fact("p", "9", who="a"), fact("w", "5", who="a"), entities=circle)
    assert findings(among) == [("conflict", "w p")]


def test_what_is_said_of_a_part() -> None:
    among = base(
        fact("p", "9", who="squad"), fact("w", "5"), entities=[entity("squad", part_of=("guard",))]
    )
    groups = Groups(among, among.facts.items())
    said = {each.why for met in groups.facts for each in groups.judgement(met).loud}
    assert {"Squad, a part, has 9 guards, and the whole, Coral Guard, has 5 guards"} == said


def test_two_packs_may_use_one_id_for_two_utterances() -> None:
    packs = [
        base(fact("a", written, statement="speech", pack=name)).packs[0].replaced(name=name)
        for name, written in (("isle", "1"), ("shore", "2"))
    ]
    assert [kind for kind, _ in findings(factbase(tuple(packs)))] == ["conflict"]
