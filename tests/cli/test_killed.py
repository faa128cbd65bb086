"""Commands that write, killed at every step: files are as they were, or as they should be."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from misca_cli import factbase
from misca_cli.checks import RULES, check

RUNNER = Path(__file__).parent / "killed.py"
TOLD = frozenset(rule.name for rule in RULES if rule.severity != "note")
# Facts of both sources name one another, a ruling names facts of both, a reference leads from
# one file to the next, and a row is refused.
ROWS = """\
{"table": "source", "id": "herald", "type": "webpage", "title": "The Herald"}
{"table": "source", "id": "gazette", "type": "webpage", "title": "Gazette", "reprints": "herald"}
{"table": "entity", "id": "fleet", "name": "The Fleet", "kind": "fleet"}
{"table": "entity", "id": "ferry", "name": "The Ferry", "kind": "ship", "part_of": ["fleet"]}
{"table": "statement", "id": "radio", "by": ["ferry"], "said": "2019-05-04"}
{"id": "a", "claim": "A.", "who": "ferry", "source": "herald", "at": "p1", "supersedes": ["b"]}
{"id": "b", "claim": "B.", "source": "gazette", "at": "p1", "supersedes": ["c"]}
{"id": "c", "claim": "C.", "source": "herald", "at": "p2", "statement": "radio"}
{"id": "d", "claim": "D.", "source": "almanac", "at": "p1", "supersedes": ["a", "old"]}
{"id": "bad", "claim": "E.", "source": "almanac", "at": "p1", "when": "2019-13"}
"""
OLD = """\
[fact.old]
claim = "It is old."
source = "almanac"
at = "p0"
"""
ALMANAC = '[source.almanac]\ntype = "book"\ntitle = "The Almanac"\n'
ADD = (
    *("add", "--facts", "pack", "--yes", "--claim", "New.", "--source", "almanac"),
    *("--at", "p1 s1", "--copies", "copies"),
)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    folder = tmp_path / "template"
    (folder / "pack").mkdir(parents=True)
    (folder / "copies").mkdir()
    (folder / "rows.jsonl").write_text(ROWS, "utf-8")
    (folder / "copies" / "a.txt").write_text("It was a fine year.\n", "utf-8")
    (folder / "pack" / "pack.toml").write_text('name = "pack"\n', "utf-8")
    (folder / "pack" / "almanac.toml").write_text(OLD, "utf-8")
    copy = 'copy = { file = "a.txt" }\n'
    (folder / "pack" / "sources.toml").write_text(ALMANAC + copy, "utf-8")
    return folder


def runs(template: Path, number: signal.Signals, arguments: tuple[str, ...]) -> list[Any]:
    work = template.parent / "work"
    done = subprocess.run(
        (sys.executable, RUNNER, template, work, str(int(number)), *arguments),
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def problems_of(files: dict[str, str], folder: str, scratch: Path) -> list[str]:
    """Return what `check` would say of a pack."""
    shutil.rmtree(scratch, ignore_errors=True)
    for name, text in files.items():
        path = scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if not (scratch / folder).exists():
        return []
    base = factbase.read([str(scratch / folder)])
    return [str(each) for each in check(base, rules=TOLD, today=dt.date(2020, 1, 1))]


COMMANDS = {
    "import-into-a-pack": ("import", "rows.jsonl", "--into", "pack"),
    "import-into-a-new-one": ("import", "rows.jsonl", "--into", "new/below"),
    "add": ADD,
    "init": ("init", "fresh"),
}
FOLDERS = {"import-into-a-new-one": "new/below", "init": "fresh"}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_every_step(
    template: Path, tmp_path: Path, name: str, number: signal.Signals
) -> None:
    found = runs(template, number, COMMANDS[name])
    folder = FOLDERS.get(name, "pack")
    wanted = found[-1]["left"]
    before = {str(p.relative_to(template)): p.read_text("utf-8") for p in files(template)}
    scratch = tmp_path / "scratch"
    known = {*problems_of(before, folder, scratch), *problems_of(wanted, folder, scratch)}

    assert len(found) > 4
    assert {run["status"] for run in found[:-1]} <= {-number, 128 + number}
    for run in found:
        read = without_asides(run["left"])
        for each, text in read.items():
            assert text in (before.get(each), wanted[each])
        assert read.keys() >= before.keys()
        assert {*problems_of(read, folder, scratch)} <= known
        if number == signal.SIGKILL:
            # What is there already is not added again, and nothing is swept then.
            is_refused = name == "add" and run["again"] == 2
            assert (without_asides(run["whole"]) if is_refused else run["whole"]) == wanted
        else:
            assert read in (before, wanted)
            assert read == run["left"]


def without_asides(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if ".misca-" not in name}


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
