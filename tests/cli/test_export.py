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


COPY = 'copy = { file = "herald.txt" }\n'


@pytest.mark.parametrize("form", ["jsonl", "csv", "toml"])
def test_the_proofs_of_places_go_along(misca: Misca, tmp_path: Path, pack: Path, form: str) -> None:
    path = pack / "facts.toml"
    path.write_text(path.read_text("utf-8").replace("issued = ", f"{COPY}issued = "), "utf-8")
    (tmp_path / "herald.txt").write_text("One. Two.\n\n1,000 soldiers.\n\nGabon.\n", "utf-8")
    text = path.read_text("utf-8").replace("p10 s1", "p1 s2").replace("p2 s1", "p2")
    path.write_text(text, "utf-8")
    assert misca("anchors", "--copies", ".", "--write").status == 0
    anchors = (pack / "anchors.toml").read_bytes()
    assert misca("check") == (0, "", "")

    misca("export", "-f", form, "-o", f"x.{form}")
    if form == "toml":
        (tmp_path / "new").mkdir()
        (tmp_path / "x.toml").rename(tmp_path / "new" / "x.toml")
    else:
        named = '[source.herald]\ntype = "book"\ntitle = "The Herald"\n' + COPY
        (tmp_path / "new").mkdir()
        if form == "csv":
            (tmp_path / "new" / "sources.toml").write_text(named, "utf-8")
        assert misca("import", f"x.{form}", "--into", "new").status == 0
        assert (tmp_path / "new" / "anchors.toml").read_bytes() == anchors

    assert misca("check", "new") == (0, "", "")
    assert facts_of(tmp_path / "new") == facts_of(pack)


def test_places_that_could_be_proved_are_counted(misca: Misca, tmp_path: Path, pack: Path) -> None:
    path = pack / "facts.toml"
    path.write_text(path.read_text("utf-8").replace("issued = ", f"{COPY}issued = "), "utf-8")
    (tmp_path / "x.csv").write_text("claim,source,at\nA.,herald,p1\nB.,herald,cover\n", "utf-8")

    assert misca("import", "x.csv", "--into", "pack") == (
        0,
        "pack: 2 facts added\n",
        "misca: 1 place to prove: misca anchors --copies DIR --write\n",
    )


def test_a_proof_that_is_none_is_refused(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("claim,source,at,anchor\nA.,herald,p1,1:0+2\n", "utf-8")

    assert misca("import", "x.csv", "--into", "pack") == (
        1,
        "pack: 0 facts added, 1 row rejected (kept in x.rejected.csv)\n",
        (
            'x.csv:2: error: anchor: "1:0+2" is not an anchor (drop the line, then '
            "`misca anchors --write` makes one) [bad-anchor]\n"
        ),
    )
