"""What the rules find in two packs, against what a careful reader listed before any rule ran.

The lists are complete: whatever else the rules find is a false alarm.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli

from misca_cli.accounts.findings import QUIET, SETTLED, Agreement, Finding
from misca_cli.accounts.ladder import ladder
from misca_cli.accounts.meeting import meeting, root
from misca_cli.accounts.notices import together
from misca_cli.config import builtin_folder
from misca_cli.factbase import read
from misca_cli.search.scan import Scan

HERE = Path(__file__).parent
FOLDERS = {"misca": f"{builtin_folder()}/misca", "island": str(HERE / "island")}
LISTS = {name: tomli.loads((HERE / f"{name}.toml").read_text("utf-8")) for name in FOLDERS}


@cache
def corpus(name: str) -> Scan:
    return Scan(read([FOLDERS[name]]))


@cache
def findings(name: str) -> tuple[Finding, ...]:
    judged = [j for _, j in corpus(name).judged.judgements()]
    found = [each for j in judged for each in (*j.loud, *j.quiet)]
    beside = [each for each in found if each.verdict not in SETTLED]
    ruled = {each.ruling for each in beside if each.ruling}
    alone = [each for each in together(corpus(name).judged.noticed()) if each.ruling not in ruled]
    return (*beside, *alone)


@cache
def agreements(name: str) -> tuple[tuple[frozenset[str], Agreement], ...]:
    return tuple(
        (members(name, met), each)
        for met, judged in corpus(name).judged.judgements()
        for each in judged.agreements
    )


def members(name: str, met: str) -> frozenset[str]:
    return frozenset(map(corpus(name).id, corpus(name).judged.meeting(met)))


def listed(table: str) -> list[Any]:
    return [
        pytest.param(name, entry, id=f"{name}: {' '.join(entry.get('facts', entry.get('steps')))}")
        for name, lists in LISTS.items()
        for entry in lists[table]
    ]


@pytest.mark.parametrize("name", FOLDERS)
def test_findings_are_those_listed_and_no_others(name: str) -> None:
    expected = {
        (each["kind"], frozenset(each["facts"]), each.get("quiet", False))
        for each in LISTS[name]["finding"]
    }
    actual = {(f.kind, frozenset(f.facts), f.kind in QUIET) for f in findings(name)}
    assert expected == actual
    # What is larger than its whole is found with the part and with the whole.
    assert len(actual) == len(set(findings(name)))


@pytest.mark.parametrize("name", FOLDERS)
def test_whether_a_rule_or_a_ruling_finds_it(name: str) -> None:
    expected = {frozenset(each["facts"]): each["by"] for each in LISTS[name]["finding"]}
    actual = {frozenset(f.facts): "ruling" if f.ruling else "rule" for f in findings(name)}
    assert expected == actual


@pytest.mark.parametrize(("name", "pair"), listed("silent"))
def test_tempting_false_alarms_stay_silent(name: str, pair: dict[str, Any]) -> None:
    facts = set(pair["facts"])
    assert facts <= corpus(name).base.facts.keys(), "the facts are there to be found"
    assert [f for f in findings(name) if facts <= set(f.facts)] == []


@pytest.mark.parametrize(("name", "expected"), listed("agreement"))
def test_agreement(name: str, expected: dict[str, Any]) -> None:
    facts = frozenset(expected["facts"])
    found = [
        each
        for met, each in agreements(name)
        if facts <= met and each.accounts == expected["accounts"]
    ]
    assert len(found) == 1
    assert expected["origins"] == found[0].origins
    assert tuple(expected["differs_on"]) == found[0].differs_on
    if isinstance(expected.get("low"), int | float):
        assert (expected["low"], expected["high"]) == (found[0].low, found[0].high)


@pytest.mark.parametrize(("name", "expected"), listed("ladder"))
def test_ladder(name: str, expected: dict[str, Any]) -> None:
    base = corpus(name).base
    steps: list[str] = expected.get("steps") or expected["facts"]
    met = meeting(base.facts[steps[0]], base)
    held = {typed: base.facts[typed] for typed in members(name, met or "")}
    assert expected["measure"] == base.facts[steps[0]].what
    assert expected["who"] == root(base.facts[steps[0]], expected["who"], base)
    ordered = [typed for typed, _ in ladder(held.items(), base) if typed in steps]
    assert steps == ordered
    if "stages" in expected:
        assert expected["stages"] == [base.facts[each].stage for each in ordered]
