"""Verdicts by hand: which hold, and what they do to findings."""

from __future__ import annotations

import pytest

from misca_cli.accounts.findings import Finding
from misca_cli.accounts.groups import Groups
from misca_cli.accounts.rulings import by_fact, decided, expired_among, found, has_expired
from misca_cli.load.rulings import digest
from misca_cli.model import Fact, Ruling

from .made import base, entity, fact, judged

FINDING = Finding(kind="conflict", facts=("a", "b"), why="1 against 2")


def ruling(verdict: str, *facts: str, sha256: str | None = None) -> Ruling:
    return Ruling(id="r", facts=facts, verdict=verdict, why="seen", facts_sha256=sha256)


def ruled(verdict: str) -> Finding:
    why = f"1 against 2; ruled {verdict}: seen"
    return FINDING.replaced(ruling="r", verdict=verdict, why=why)


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("compatible", False), ("same", False), ("unclear", True), ("conflict", True)],
)
def test_what_is_settled_is_quiet(verdict: str, *, expected: bool) -> None:
    assert expected == ruled(verdict).is_loud


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(ruling("compatible", "a", "b"), [ruled("compatible")], id="compatible"),
        pytest.param(ruling("same", "b", "a", "c"), [ruled("same")], id="same-and-more"),
        pytest.param(ruling("compatible", "a"), [FINDING], id="part-of-the-facts"),
        pytest.param(ruling("unclear", "a", "b"), [ruled("unclear")], id="unclear"),
    ],
)
def test_decided(made: Ruling, expected: list[Finding]) -> None:
    rulings = by_fact(base(rulings=[made]))
    assert expected == [*decided([FINDING], rulings)]
    typed = FINDING.replaced(facts=("isle/a", "isle/b"))
    assert [each.kind for each in expected] == [each.kind for each in decided([typed], rulings)]


def test_an_expired_ruling_decides_nothing() -> None:
    among = base(rulings=[ruling("same", "a", "b")])
    assert by_fact(among, expired={"isle/r"}) == {}


def test_a_ruling_expires_when_a_fact_says_something_else() -> None:
    told = fact("a", "1"), fact("b", "2")
    made = ruling("same", "a", "b", sha256=digest(told))
    assert [
        has_expired(made, told),
        has_expired(made, (told[0], fact("b", "3"))),
        has_expired(ruling("same", "a", "b"), ()),
    ] == [False, True, False]
    changed = base(told[0], fact("b", "3"), rulings=[made])
    assert frozenset({"isle/r"}) == expired_among(changed, changed.facts)
    same = base(*told, rulings=[made])
    assert frozenset() == expired_among(same, same.facts)


@pytest.mark.parametrize(
    ("verdict", "kind"), [("conflict", "conflict"), ("unclear", "tension"), ("compatible", None)]
)
def test_what_a_ruling_finds_by_itself(verdict: str, kind: str | None) -> None:
    finding = found(ruling(verdict, "a"), ["isle/a"])
    assert kind == (finding and finding.kind)
    assert finding is None or (finding.ruling, finding.verdict) == ("r", verdict)


SPEECH = {"statement": "speech"}
SAID = {"stage": "announced", "said": "2013-12-10"}
THREE = [fact("a", "1"), fact("b", "2..5"), fact("c", "4")]


@pytest.mark.parametrize(
    ("facts", "ruled", "loud", "quiet"),
    [
        pytest.param(
            [fact(each, each[1]) for each in ("a1", "b2", "c3")],
            ["a1 b2"],
            ["conflict: a1 b2 c3"],
            ["conflict: a1 b2"],
            id="the-third-is-against-both",
        ),
        pytest.param(
            THREE, ["a b"], ["conflict: a c"], ["conflict: a b"], id="the-third-is-against-one"
        ),
        pytest.param(THREE, ["a c"], ["conflict: a b"], ["conflict: a c"], id="the-second"),
        pytest.param(THREE, ["b c"], ["conflict: a b c"], [], id="no-disagreement"),
        pytest.param(
            THREE, ["a b", "a c"], [], ["conflict: a b", "conflict: a c"], id="all-pairs-by-two"
        ),
        pytest.param(THREE, ["a b c"], [], ["conflict: a b c"], id="all-by-one"),
        pytest.param(THREE, ["a b c", "a b c"], [], ["conflict: a b c"], id="all-by-each-of-two"),
        pytest.param(
            [fact("a", "5"), fact("b", "5"), fact("d", "5", act="denies")],
            ["a d"],
            ["conflict: b d"],
            ["conflict: a d"],
            id="denied",
        ),
        pytest.param(
            [fact(each, each[1], **SPEECH) for each in ("a1", "b2", "c3")],
            ["a1 b2"],
            ["same-utterance-differs: a1 b2 c3"],
            ["same-utterance-differs: a1 b2"],
            id="one-utterance",
        ),
        pytest.param(
            [
                *(fact("a", "420", when="2013-12-05"), fact("c", "+800", **SAID)),
                *(fact("l", "2000", **SAID), fact("m", "2000", **SAID)),
            ],
            ["c m"],
            ["tension: c l a"],
            ["tension: c m a"],
            id="a-change-and-one-of-two-levels",
        ),
        pytest.param(
            [
                *(fact("a", "420", when="2013-12-05"), fact("c", "+800", **SAID)),
                fact("l", "2000", **SAID),
            ],
            ["a c", "a l"],
            ["tension: c l a"],
            [],
            id="a-base-says-nothing-of-the-sum",
        ),
    ],
)
def test_a_ruling_settles_the_pairs_it_names(
    facts: list[Fact], ruled: list[str], loud: list[str], quiet: list[str]
) -> None:
    rulings = [
        Ruling(id=f"r{at}", facts=tuple(each.split()), verdict="compatible", why="seen")
        for at, each in enumerate(ruled)
    ]
    judgement = judged(base(*facts, rulings=rulings))
    assert loud == [f"{each.kind}: {' '.join(each.facts)}" for each in judgement.loud]
    settled = [each for each in judgement.quiet if each.ruling]
    assert quiet == [f"{each.kind}: {' '.join(each.facts)}" for each in settled]
    assert all(each.why.endswith("; ruled compatible: seen") for each in settled)


def test_a_part_is_still_larger_than_another_level_of_its_whole() -> None:
    facts = [fact("p", "9", who="squad"), fact("v", "5"), fact("w", "6"), fact("x", "9")]
    made = Ruling(id="r", facts=("p", "v"), verdict="compatible", why="seen")
    among = base(*facts, entities=[entity("squad", part_of=("guard",))], rulings=[made])
    groups = Groups(among, among.facts.items())
    judgement = groups.judgement("guards\nsquad")
    assert [" ".join(each.facts) for each in judgement.loud] == ["p w"]
    assert [" ".join(each.facts) for each in judgement.quiet] == ["p v"]
