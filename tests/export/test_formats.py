from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from render.compare_sample import compared

import misca_cli
from misca_cli.export import FORMATS

from . import sample

HERE = Path(__file__).parent
ANSWERS = {**sample.ANSWERS, "compare": compared()}
ENDINGS = {"plain": "tsv", "json": "json", "jsonl": "jsonl", "csv": "csv"}


def test_the_formats() -> None:
    assert list(ENDINGS) == list(FORMATS)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("form", FORMATS)
def test_answers_are_written_as_agreed(name: str, form: str, pytestconfig: pytest.Config) -> None:
    agreed = HERE / "golden" / f"{name}.{ENDINGS[form]}"
    if pytestconfig.getoption("--update-golden"):
        agreed.write_bytes(FORMATS[form](ANSWERS[name]).encode())
    assert agreed.read_bytes().decode() == FORMATS[form](ANSWERS[name])


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_fields(form: str) -> None:
    assert "Guild of Boatmen" in FORMATS[form](ANSWERS["timeline"], ("id", "by.name"))


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has after running some code."""
    paths = (Path(misca_cli.__file__).parents[1], HERE.parent)
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONUTF8": "1"},
    )
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("form", "unwanted"),
    [
        pytest.param("plain", {"rich", "click", "json", "csv"}, id="plain"),
        pytest.param("json", {"rich", "click", "csv"}, id="json"),
        pytest.param("jsonl", {"rich", "click", "csv"}, id="jsonl"),
        pytest.param("csv", {"rich", "click", "json"}, id="csv"),
    ],
)
def test_a_format_loads_only_what_it_needs(form: str, unwanted: set[str]) -> None:
    code = (
        "from misca_cli.export import FORMATS\nfrom export.sample import QUERY\n"
        f"FORMATS[{form!r}](QUERY)"
    )
    assert set() == unwanted & loaded_by(code)


def test_plain_lines_are_quick_to_begin_with() -> None:
    slow = {"dataclasses", "typing", "re", "json", "inspect", "enum", "pathlib", "decimal"}
    before = loaded_by("")
    assert set() == slow & (loaded_by("import misca_cli.export.plain") - before)
