from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from misca_cli.factbase import read
from misca_cli.model import Fact

from .conftest import Run

Misca = Callable[..., Run]

HERALD = {
    "table": "source",
    "id": "herald",
    "type": "article-newspaper",
    "title": "The Herald",
    "issued": "2013-12-06",
    "url": "https://herald.example/1",
}
FRANCE = {"table": "entity", "id": "france", "name": "France", "kind": "country"}
FR_420 = {
    "table": "fact",
    "id": "fr-420",
    "claim": "France had 420 soldiers in Bangui, said Élodie.",
    "who": "france",
    "when": "2013-12-05",
    "source": "herald",
    "at": "p10 s1",
}


def facts_of(folder: Path) -> dict[str, dict[str, object]]:
    """Return what the facts of a pack say, but where they stand."""

    def said(fact: Fact) -> dict[str, object]:
        return {k: v for k, v in fact.__dict__.items() if k not in ("pack", "file", "line")}

    base = read([str(folder)])
    assert base.problems == ()
    return {each: said(fact) for each, fact in base.facts.items()}


def test_what_was_selected_and_what_it_names(misca: Misca) -> None:
    status, stdout, stderr = misca("export", "420")

    assert (status, stderr) == (0, "")
    assert [json.loads(line) for line in stdout.splitlines()] == [HERALD, FRANCE, FR_420]


def test_all_in_the_order_of_ids(misca: Misca) -> None:
    status, stdout, stderr = misca("export", "--format", "csv")

    assert (status, stderr) == (0, "")
    assert [row["id"] for row in csv.DictReader(stdout.splitlines())] == [
        "fr-1000",
        "fr-420",
        "undated",
    ]


def test_toml(misca: Misca) -> None:
    assert misca("export", "--until", "2013-12-05", "-o", "x.toml") == (0, "", "")
    assert misca("export", "--until", "2013-12-05", "-f", "toml") == (
        0,
        """\
[source.herald]
type = "article-newspaper"
title = "The Herald"
issued = 2013-12-06
url = "https://herald.example/1"

[entity.france]
name = "France"
kind = "country"

[fact.fr-420]
claim = "France had 420 soldiers in Bangui, said Élodie."
who = "france"
when = 2013-12-05
source = "herald"
at = "p10 s1"
""",
        "",
    )


def test_a_written_file_is_a_pack(misca: Misca, tmp_path: Path, pack: Path) -> None:
    misca("export", "-o", "x.toml")

    assert facts_of(tmp_path / "x.toml") == facts_of(pack)


@pytest.mark.parametrize("no_cache", [(), ("--no-cache",)], ids=["index", "files"])
def test_there_and_back(
    misca: Misca, tmp_path: Path, pack: Path, no_cache: tuple[str, ...]
) -> None:
    misca("export", "-o", "all.jsonl", *no_cache)

    assert misca("import", "all.jsonl", "--into", "new") == (
        0,
        "new: 3 facts added, 2 records that they name\n",
        "",
    )
    assert facts_of(tmp_path / "new") == facts_of(pack)
    assert misca("import", "all.jsonl", "--into", "pack").stdout == (
        "pack: 0 facts added, 5 rows already there\n"
    )


def test_the_built_in_pack_there_and_back(misca: Misca, tmp_path: Path) -> None:
    env = {"MISCA_FACTS": ""}
    misca("export", "--all", "-o", "all.jsonl", env=env)
    misca("export", "--all", "-o", "all.csv", env=env)
    known = len((tmp_path / "all.jsonl").read_text("utf-8").splitlines())

    assert misca("import", "all.jsonl", "--into", "new").status == 0
    again = misca("import", "all.jsonl", "all.csv", "--into", "new")

    facts = len(facts_of(tmp_path / "new"))
    assert again == (0, f"new: 0 facts added, {known + facts} rows already there\n", "")


def test_nothing_found(misca: Misca) -> None:
    assert misca("export", "zebras") == (1, "", 'misca: no fact has the word "zebras"\n')


def test_problems_are_told_beside_what_is_sound(misca: Misca, pack: Path) -> None:
    (pack / "odd.toml").write_text("[", "utf-8")

    status, stdout, stderr = misca("export", "420")

    assert (status, len(stdout.splitlines())) == (2, 3)
    assert stderr.startswith("pack/odd.toml:1:2: error: ")
