"""`misca packs`, several packs at once, and what a shared pack can't do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PACK, Run

Misca = Callable[..., Run]

OTHER = """\
[measure.troops]

[ruling.both]
facts = ["fr-420", "other"]
verdict = "same"
why = "One says what the other says."

[fact.other]
claim = "Chad sent soldiers."
source = "herald"
at = "p1"
"""

BROKEN = """
[fact.broken]
claim = "Somebody came."
source = "herald"
at = 1
when = "soon"
"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A second pack, in which some ids are those of the first, and a fact is broken."""
    folder = tmp_path / "other"
    folder.mkdir()
    described = 'name = "more"\ntitle = "More of it"\nversion = "2.0"\n'
    (folder / "pack.toml").write_text(described, "utf-8")
    (folder / "facts.toml").write_text(PACK, "utf-8")
    (folder / "more.toml").write_text(OTHER + BROKEN, "utf-8")
    return folder


def test_what_packs_hold(misca: Misca, pack: Path, other: Path) -> None:
    done = misca("packs", "--facts", str(pack), "--facts", str(other))
    assert done.stdout == (
        f"small\t\t\t{pack}\t3\t1\t1\t0\t0\t0\nmore\tMore of it\t2.0\t{other}\t4\t1\t1\t1\t1\t2\n"
    )
    assert done.status == 2
    assert [line.split(": ", 1)[0] for line in done.stderr.splitlines()] == [
        "other/more.toml:16:6",
        "other/more.toml:17:8",
    ]


def test_the_same_without_an_index(misca: Misca, pack: Path, other: Path) -> None:
    folders = ("--facts", str(pack), "--facts", str(other))
    assert misca("packs", *folders) == misca("packs", *folders, "--no-cache")
    assert misca("packs", *folders) == misca("packs", *folders)


def test_json(misca: Misca, other: Path) -> None:
    document = json.loads(misca("packs", "--json", "--facts", str(other)).stdout)
    assert document["packs"] == [
        {
            "name": "more",
            "title": "More of it",
            "version": "2.0",
            "licence": None,
            "language": None,
            "maintainers": [],
            "folder": str(other),
            "facts": 4,
            "sources": 1,
            "entities": 1,
            "measures": 1,
            "rulings": 1,
            "problems": 2,
        }
    ]
    assert [problem["line"] for problem in document["problems"]] == [16, 17]


def test_a_table(misca_on_terminal: Misca, pack: Path, other: Path) -> None:
    folders = ("--facts", str(pack), "--facts", str(other))
    done = misca_on_terminal("packs", *folders, "--color", "never", "--width", "200")
    assert done.stdout == (
        f"small\n  {pack}\n"
        "  3 facts · 1 source · 1 entity · no measures · no rulings · no problems\n\n"
        f"more 2.0\n  More of it\n  {other}\n"
        "  4 facts · 1 source · 1 entity · 1 measure · 1 ruling · 2 problems\n"
    )


def test_problems_are_counted_where_the_working_directory_is_a_pack(
    misca: Misca, other: Path, tmp_path: Path
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "facts.toml").write_text("= broken\n")
    done = misca("packs", "--facts", str(inner), "--facts", "other")
    assert [line.split("\t")[-1] for line in done.stdout.splitlines()] == ["1", "2"]
    assert other.is_dir()


def test_ids_that_clash_are_told_apart(misca: Misca, pack: Path, other: Path) -> None:
    (other / "more.toml").unlink()
    folders = ("--facts", str(pack), "--facts", str(other))
    done = misca("query", "420", "--fields", "id", *folders)
    assert done == Run(0, "more/fr-420\nsmall/fr-420\n", "")
    shown = json.loads(misca("show", "more/fr-420", "--json", *folders).stdout)
    assert [(fact["id"], fact["pack"]) for fact in shown["facts"]] == [("more/fr-420", "more")]


def test_an_id_that_clashes_is_asked_for_by_pack(misca: Misca, pack: Path, other: Path) -> None:
    folders = ("--facts", str(pack), "--facts", str(other))
    (other / "more.toml").unlink()
    for options in ((), ("--no-cache",)):
        for fact_id in ("fr-420", "FR-420"):
            meant = 'did you mean "small/fr-420" or "more/fr-420"?'
            told = f'misca: no fact has the id "{fact_id}"; {meant}\n'
            assert misca("show", fact_id, *folders, *options) == Run(1, "", told)
        done = misca("show", "MORE/FR-420", "--fields", "id", *folders, *options)
        assert done == Run(0, "more/fr-420\n", "")


def test_an_id_without_a_clash_may_be_typed_with_its_pack(
    misca: Misca, pack: Path, other: Path
) -> None:
    folders = ("--facts", str(pack), "--facts", str(other))
    done = misca("show", "more/other", "other", *folders, "--fields", "id")
    assert done.stdout == "other\n"
    assert misca("show", "small/fr-420", "Small/FR-1000", "--fields", "id").stdout == (
        "fr-420\nfr-1000\n"
    )
    assert 'no fact has the id "small/other"' in misca("show", "small/other", *folders).stderr


def test_what_two_packs_mean_by_one_id_is_told_with_an_index_and_without(
    misca: Misca, pack: Path, other: Path
) -> None:
    for number in range(20):
        (other / f"{number}.toml").write_text(
            f'[fact.n{number}]\nclaim = "One of many."\nsource = "herald"\nat = "p{number}"\n'
        )
    (other / "more.toml").unlink()
    (other / "facts.toml").write_text(PACK.replace("Herald", "Harald").replace("/1", "/2"), "utf-8")
    query = ("query", "Gabon", "--fields", "id", "--facts", str(pack), "--facts", str(other))
    told = (
        'other/facts.toml:1:1: warning: source.herald: "herald" means "The Harald" in the pack '
        '"more", but "The Herald" in "small": each may be taken for the other (give one of them '
        "another id) [shared-id]\n"
    )

    for text in ("One of many.", "One of so many.", "Two, many."):
        (other / "0.toml").write_text(
            f'[fact.n0]\nclaim = "{text}"\nsource = "herald"\nat = "p0"\n'
        )
        indexed, scanned = misca(*query), misca(*query, "--no-cache")
        assert indexed == scanned == misca(*query)
        assert (indexed.status, indexed.stderr.splitlines(keepends=True)[0]) == (0, told)
    (other / "facts.toml").write_text(PACK, "utf-8")
    assert "shared-id" not in misca(*query).stderr


def test_packs_below_a_folder(misca: Misca, pack: Path, other: Path, tmp_path: Path) -> None:
    done = misca("packs", "--facts", str(tmp_path))
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["more", "small"]
    assert pack.parent == other.parent


def test_a_pack_reads_nothing_outside_its_folder(misca: Misca, pack: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.toml").write_text(
        '[fact.key]\nclaim = "The key is hidden."\nsource = "herald"\nat = "p1"\n'
    )
    (pack / "link.toml").symlink_to(secret / "key.toml")
    (pack / "folder").symlink_to(secret)
    done = misca("query", "key hidden", "--json")
    assert done.status == 2
    assert "The key" not in done.stdout + done.stderr
    assert done.stderr.splitlines()[0] == (
        "pack/link.toml: error: is a link to a file outside the pack: copy the file into the pack "
        "[unreadable]"
    )


def test_data_cannot_act_on_a_terminal(misca: Misca, misca_on_terminal: Misca, pack: Path) -> None:
    (pack / "pack.toml").write_text('name = "small"\ntitle = "a\\u001b[2J\\tb\\nc"\n')
    assert misca("packs").stdout.split("\t")[1] == "a\\x1b[2J\\tb\\nc"
    assert "\x1b[2J" not in misca_on_terminal("packs", "--color", "always").stdout
