"""Groups that compare shows: which of them, and no more made than are shown."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from accounts.made import base, fact
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from misca_cli.accounts.findings import LOUD, QUIET
from misca_cli.answer import Answer, Request
from misca_cli.answering import Beside, answer
from misca_cli.config import builtin_folder
from misca_cli.export.document import document, json_text, schema
from misca_cli.factbase import factbase, read
from misca_cli.render import render
from misca_cli.render.screen import Screen
from misca_cli.search.scan import Scan

ISLAND = Path(__file__).parents[1] / "accounts" / "island"


VALIDATOR = Draft202012Validator(schema())


@cache
def corpus() -> Scan:
    return Scan(read([str(ISLAND)]))


def ask(text: str = "", **more: Any) -> Answer:
    return answer(Request(command="compare", text=text, **more), corpus())


@pytest.mark.parametrize("text", ["", "workers", "harbour"])
@pytest.mark.parametrize("everything", [False, True])
def test_a_limit_keeps_the_first_groups_and_their_total(text: str, *, everything: bool) -> None:
    whole = ask(text, everything=everything)
    given = ask(text, everything=everything, limit=2)
    assert len(whole.groups) > 2
    assert (given.groups, given.total, given.hushed) == (
        whole.groups[:2],
        len(whole.groups),
        whole.hushed,
    )


def test_only_groups_that_are_shown_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    read_facts = Beside.facts

    def facts(self: Beside, met: str) -> Any:
        made.append(met)
        return read_facts(self, met)

    monkeypatch.setattr(Beside, "facts", facts)
    given = ask(limit=2)
    assert len(made) == len(given.groups) == 2 < given.total


@pytest.mark.parametrize("folder", [str(ISLAND), f"{builtin_folder()}/misca"])
def test_all_that_there_is_to_say_is_as_the_schema_has_it(folder: str) -> None:
    given = answer(Request(command="compare", everything=True), Scan(read([folder])))
    written: Any = json.loads(json_text(given))
    VALIDATOR.validate(written)
    kinds = {found["kind"] for group in written["groups"] for found in group["findings"]}
    assert kinds == {*LOUD, *QUIET}


def test_facts_of_one_finding_do_not_each_name_all_others() -> None:
    facts = [fact(f"f{at:03}", str(at)) for at in range(200)]
    (pack,) = base(*facts).packs
    given = answer(Request(command="compare"), Scan(factbase((pack,))))
    written: Any = document(given)
    (group,) = written["groups"]
    (finding,) = group["findings"]
    assert (len(finding["facts"]), finding["total"]) == (200, 200)
    for each in written["facts"]:
        (told,) = each["findings"]
        assert (len(told["facts"]), told["total"]) == (32, 200)
        assert each["id"] in told["facts"]
        assert set(told["facts"]) <= set(finding["facts"])
        assert {**told, "facts": None} == {**finding, "facts": None}


def test_a_part_stands_beside_its_whole() -> None:
    given = ask("breakwater")
    (group,) = given.groups
    assert (given.total, given.hushed) == (1, 0)
    assert [each.id for each in group.results] == ["breakwater-1-5-plan", "breakwater-1-2"]
    assert [each.id for each in group.relatives] == ["breakwater-north-1-4"]
    assert "breakwater-north-1-4" in [each.id for each in given.results]
    for width in (40, 80):
        drawn = render(given, Screen(width=width))
        assert drawn.count("breakwater-north-1-4") == 1
        assert "1.4 km" in drawn
        assert "northern arm of the" in drawn


def test_what_another_supersedes_is_marked() -> None:
    shown = render(ask("senior fare"), Screen(width=80))
    lines = shown.splitlines()
    (at,) = (at for at, line in enumerate(lines) if "superseded" in line)
    assert "9 crowns" in lines[at - 1]


def test_a_date_that_is_the_value_is_not_said_twice() -> None:
    plan = {"what": "opened", "stage": "scheduled", "when": "2013-05-01"}
    told = fact("a", "@2013-05-01", said="2013-01", **plan), fact("b", "@2013-05-01", **plan)
    request = Request(command="compare", text="guard", everything=True)
    among = base(*told, fact("c", "@2013-05-01", source="herald", **plan))
    shown = render(answer(request, Scan(among)), Screen(width=120))
    assert shown.count("1 May 2013") == len(among.facts) + 1
    assert "said Jan 2013" in shown
    assert "issued 10 Dec 2013" in shown
