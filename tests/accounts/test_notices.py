"""What there is to say of a fact by itself."""

from __future__ import annotations

from typing import Any

import pytest

from misca_cli import dates
from misca_cli.accounts.findings import Finding
from misca_cli.accounts.groups import Groups
from misca_cli.accounts.notices import together
from misca_cli.model import Ruling, Source

from .made import base, fact

MISDATED = Source(
    id="daily",
    type="webpage",
    title="Daily",
    issued=dates.parse("2013-12-05"),
    url="https://daily.example/2013/12/06",
)
WHY = '"Daily" is dated 5 Dec 2013, and its address has 2013-12-06'


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"source": "daily"}, [WHY], id="read-in-it"),
        pytest.param({"cites": ("daily",)}, [], id="cited-for-something-else"),
        pytest.param({"cites": ("daily",), "written": "@2013-12-05"}, [WHY], id="cited-for-a-date"),
        pytest.param(
            {"source": "daily", "cites": ("daily",), "written": "@2013-12-05"},
            [WHY],
            id="read-and-cited",
        ),
        pytest.param({"source": "daily", "status": "retired"}, [], id="retired"),
        pytest.param(
            {"source": "daily", "when": "2014"},
            ['"Daily" is dated 5 Dec 2013, before 2014, the day it reports of', WHY],
            id="twice",
        ),
    ],
)
def test_dates_of_sources(fields: dict[str, Any], expected: list[str]) -> None:
    said = fact("a", **{"what": "visit", "written": None, **fields})
    groups = Groups(base(said, sources=[MISDATED]), ())
    wanted = [Finding(kind="source-date", facts=("a",), why=each) for each in expected]
    assert wanted == [*groups.notices("a", said)]


@pytest.mark.parametrize(
    ("verdict", "sha256", "kinds"),
    [
        pytest.param("unclear", None, ["tension"], id="unclear"),
        pytest.param("conflict", None, ["conflict"], id="conflict"),
        pytest.param("compatible", None, [], id="compatible"),
        pytest.param("unclear", "0" * 16, [], id="expired"),
    ],
)
def test_rulings(verdict: str, sha256: str | None, kinds: list[str]) -> None:
    ruling = Ruling(id="r", facts=("a", "b"), verdict=verdict, why="seen", facts_sha256=sha256)
    told = fact("a", "1"), fact("b", "2")
    groups = Groups(base(*told, rulings=[ruling]), ())
    both = ("a", "b")
    expected = [
        Finding(kind=each, facts=both, why="seen", ruling="r", verdict=verdict) for each in kinds
    ]
    assert [expected, expected] == [[*groups.notices(each.id, each)] for each in told]


def test_findings_that_say_the_same_are_one() -> None:
    one, other = (Finding(kind="source-date", facts=(each,), why="late") for each in "ab")
    both = Finding(kind="tension", facts=("a", "b"), why="seen")
    expected = [one.replaced(facts=("a", "b")), both]
    assert expected == together([one, both, other, both, one])
