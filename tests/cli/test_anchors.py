from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Misca = Callable[..., Run]

# Written for these tests; no source document is quoted.
COPY = """\
The Ferry Returns

The harbour reopened on 3 May after a long winter. Its ferry carried 1,250 people.
"""
FACTS = """\
[source.log]
type = "webpage"
title = "Log"
copy = { file = "log.txt" }

[fact.harbour]
claim = "The harbour reopened."
source = "log"
at = "p2 s1"

[fact.ferry]
claim = "The ferry carried 1,250 people."
source = "log"
at = "p2 s2"

[fact.pilot]
claim = "The pilot was glad."
source = "log"
at = "the caption"
"""
WRITTEN = """\
# written by `misca anchors --write`; do not edit

[anchors.log]
"p2 s1" = "2:0+10:ebfbb8e8b1f1"
"p2 s2" = "2:10+5:cbc4c857baea"
"""
PROVED = "log: 2 of 2 places proved, 1 not provable\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "facts.toml").write_text(FACTS, "utf-8")
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "log.txt").write_text(COPY, "utf-8")
    return folder


def test_write_then_verify(misca: Misca, pack: Path) -> None:
    assert misca("anchors", "--copies", "copies", "--write") == (
        0,
        PROVED,
        (
            'misca: wrote "pack/anchors.toml"\n'
            "misca: log p2 s1: The harbour reopened on 3 … a long winter.\n"
            "misca: log p2 s2: Its ferry carried 1,250 people.\n"
        ),
    )
    assert (pack / "anchors.toml").read_text("utf-8") == WRITTEN
    assert misca("anchors", "--copies", "copies") == (0, PROVED, "")


def test_nothing_is_written_when_nothing_changes(misca: Misca, pack: Path) -> None:
    misca("anchors", "--copies", "copies", "--write")
    file = pack / "anchors.toml"
    os.utime(file, (1, 1))

    assert misca("anchors", "--copies", "copies", "--write") == (0, PROVED, "")
    assert (file.read_text("utf-8"), file.stat().st_mtime) == (WRITTEN, 1)
    assert sorted(os.listdir(pack)) == ["anchors.toml", "facts.toml"]


def test_what_is_not_anchored(misca: Misca) -> None:
    assert misca("anchors", "--copies", "copies") == (
        1,
        """\
pack/facts.toml:9:6: error: fact.harbour.at: "p2 s1" has no anchor \
(misca anchors --copies DIR --write makes one) [unanchored]
pack/facts.toml:14:6: error: fact.ferry.at: "p2 s2" has no anchor \
(misca anchors --copies DIR --write makes one) [unanchored]
log: 0 of 2 places proved, 1 not provable
""",
        "",
    )


def test_what_moved_is_named_and_not_anchored_anew(
    misca: Misca, pack: Path, tmp_path: Path
) -> None:
    misca("anchors", "--copies", "copies", "--write")
    (tmp_path / "copies" / "log.txt").write_text(
        COPY.replace("3 May", "4 May").replace(" Its", "\n\nA calm day.\n\nIts"), "utf-8"
    )

    assert misca("anchors", "--copies", "copies", "--write") == (
        1,
        """\
pack/facts.toml:14:6: error: fact.ferry.at: "p2 s2": the passage now stands at "p4" \
(write that) [moved]
log: 1 of 2 places proved, 1 not provable
""",
        (
            'misca: wrote "pack/anchors.toml"\n'
            "misca: log p2 s1: The harbour reopened on 4 … a long winter.\n"
        ),
    )
    assert '"p2 s2" = "2:10+5:cbc4c857baea"' in (pack / "anchors.toml").read_text("utf-8")


def test_a_missing_copy_keeps_its_anchors(misca: Misca, pack: Path, tmp_path: Path) -> None:
    misca("anchors", "--copies", "copies", "--write")
    (tmp_path / "copies" / "log.txt").unlink()

    assert misca("anchors", "--copies", "copies", "--write") == (
        1,
        """\
pack/facts.toml:4:17: warning: source.log.copy.file: "log.txt" is not among the copies; \
places not checked: 2 [not-checked]
log: 0 of 2 places proved, 1 not provable
""",
        "",
    )
    assert (pack / "anchors.toml").read_text("utf-8") == WRITTEN


def test_a_copy_that_can_not_be_read(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "copies" / "log.txt").write_bytes(b"\xff")

    assert misca("anchors", "--copies", "copies") == (
        2,
        """\
pack/facts.toml:4:17: error: source.log.copy.file: "log.txt" is not UTF-8; \
places not checked: 2 [unreadable-copy]
log: 0 of 2 places proved, 1 not provable
""",
        "",
    )


def test_nothing_is_written_while_a_file_is_broken(misca: Misca, pack: Path) -> None:
    (pack / "odd.toml").write_text("[", "utf-8")

    status, stdout, stderr = misca("anchors", "--copies", "copies", "--write")

    assert (status, stdout.splitlines()[0].partition(": ")[0]) == (2, "pack/odd.toml:1:2")
    assert stderr == "misca: no anchors are written while a fact file is broken\n"
    assert not (pack / "anchors.toml").exists()


def test_json(misca: Misca) -> None:
    status, stdout, stderr = misca("anchors", "--copies", "copies", "--json")

    assert (status, stderr) == (1, "")
    assert json.loads(stdout) == {
        "format_version": "1.0",
        "command": "anchors",
        "sources": [
            {
                "source": "log",
                "pack": "pack",
                "copy": "log.txt",
                "proved": 0,
                "moved": 0,
                "unanchored": 2,
                "not_checked": 0,
                "not_provable": 1,
                "sha256_matches": None,
            }
        ],
        "problems": [
            {
                "file": "pack/facts.toml",
                "line": line,
                "column": 6,
                "severity": "error",
                "rule": "unanchored",
                "key": f"fact.{fact}.at",
                "message": f'"{at}" has no anchor (misca anchors --copies DIR --write makes one)',
            }
            for line, fact, at in ((9, "harbour", "p2 s1"), (14, "ferry", "p2 s2"))
        ],
    }


def test_output_file(misca: Misca, tmp_path: Path) -> None:
    misca("anchors", "--copies", "copies", "--write")

    assert misca("anchors", "--copies", "copies", "-o", "a.txt") == (0, "", "")
    assert (tmp_path / "a.txt").read_text("utf-8") == PROVED


def test_a_single_file_has_no_place_for_anchors(misca: Misca) -> None:
    assert misca("anchors", "--copies", "copies", "--write", "--facts", "pack/facts.toml") == (
        2,
        "",
        (
            'misca: error: can\'t write the anchors of "pack/facts.toml": it is a single file\n'
            "hint: move it into a folder of its own\n"
        ),
    )


def test_no_facts(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert misca("anchors", "--copies", "copies", "--facts", "empty") == (
        1,
        "",
        "misca: there are no facts whose places could be proved\n",
    )


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        pytest.param(
            (),
            (
                'misca: error: "anchors" needs --copies DIR\n'
                "hint: for example: misca anchors --copies copies\n"
            ),
            id="no-copies",
        ),
        pytest.param(
            ("--copies", "nowhere"),
            'misca: error: --copies: "nowhere" is no folder\n',
            id="no-folder",
        ),
        pytest.param(
            ("ferry", "--copies", "copies"),
            'misca: error: "anchors" takes options only, not "ferry"\n',
            id="words",
        ),
        pytest.param(
            ("--copies", "copies", "-f", "csv"),
            'misca: error: --format: "csv" is none of plain, json\n',
            id="format",
        ),
    ],
)
def test_refused(misca: Misca, arguments: tuple[str, ...], stderr: str) -> None:
    assert misca("anchors", *arguments) == (2, "", stderr)
