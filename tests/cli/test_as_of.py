"""What was publicly known on 4 December 2013? Nothing of the resolution of the 5th."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from misca_cli.config import builtin_folder

from .conftest import Run

Misca = Callable[..., Run]

AS_OF = ("--as-of", "2013-12-04", "--facts", f"{builtin_folder()}/misca")
LISTING = ("query", "timeline", "compare", "chart")
FORMATS = [
    *((verb, each) for verb in LISTING for each in ("table", "plain", "json", "jsonl", "csv")),
    *(("export", each) for each in ("jsonl", "csv", "toml")),
]
LATER = (
    *("res-2127-adopted", "res-2127-vote-day", "fr-1200-hollande", "fr-plus-800", "fr-600"),
    *("misca-deployed", "hollande-announced"),
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(environment: dict[str, str], cache: Path) -> dict[str, str]:
    """One in which the built-in pack is indexed once."""
    return {**environment, "MISCA_CACHE": str(cache)}


def known_by(fact: dict[str, Any]) -> str | None:
    """Return the last day by which a fact had been said, as its own dates have it."""
    date = fact["said"] or fact["source"]["issued"]
    latest: str | None = date and date["latest"]
    return latest


def facts(misca: Misca, verb: str, *words: str) -> list[dict[str, Any]]:
    run = misca(verb, *words, "--all", "--json", *AS_OF)
    assert run.status == 0
    read: list[dict[str, Any]] = json.loads(run.stdout)["facts"]
    return read


@pytest.mark.parametrize("verb", LISTING)
def test_only_what_had_been_said_by_then(misca: Misca, verb: str) -> None:
    told = facts(misca, verb, "french", "troops")
    assert told
    assert all((known_by(each) or "9999") <= "2013-12-04" for each in told)
    assert {"fr-1000-total"} == {each["id"] for each in told if each["reported_later"]}
    beside = {typed for each in told for found in each["findings"] for typed in found["facts"]}
    assert beside <= {each["id"] for each in told}


@pytest.mark.parametrize(("verb", "format_"), FORMATS)
def test_what_came_later_is_in_no_format(misca: Misca, verb: str, format_: str) -> None:
    run = misca(verb, "french", "troops", "--format", format_, *AS_OF)
    assert run.status == 0
    assert "fr-1000-total" in run.stdout
    assert [each for each in LATER if each in run.stdout + run.stderr] == []
    is_marked = "reported later" in run.stdout or '"reported_later"' in run.stdout
    is_noted = "1 fact of these we know only from a later source: fr-1000-total" in run.stderr
    assert verb == "export" or is_marked != is_noted


@pytest.mark.parametrize("verb", [*LISTING, "export", "sources"])
def test_the_resolution_of_the_fifth_was_not_known(misca: Misca, verb: str) -> None:
    run = misca(verb, "who:resolution-2127", *AS_OF)
    assert run.status == 1
    assert "no fact" in run.stderr


def test_it_was_known_a_day_later(misca: Misca) -> None:
    run = misca("query", "who:resolution-2127", *AS_OF, "--as-of", "2013-12-05")
    assert run.status == 0
