"""Verdicts by hand: which hold, and what they do to findings."""

from __future__ import annotations

import pytest

from misca_cli.accounts.findings import Finding
from misca_cli.accounts.rulings import by_fact, decided, expired_among, found, has_expired
from misca_cli.load.rulings import digest
from misca_cli.model import Ruling

from .made import base, fact

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
