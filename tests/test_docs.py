"""README.md: what it prints is what the tool prints."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from misca_cli.export.document import schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
PROBLEM = re.compile(r"```text\n(facts/[^\n]+)\n```")
JSON = re.compile(r"```json\n(.*?)```", re.DOTALL)
# What a terminal of 80 columns would get.
AS_ON_A_TERMINAL = ("--format", "table", "--width", "80", "--color", "never")


def misca(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "misca_cli", *arguments],
        check=False,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={key: value for key, value in os.environ.items() if not key.startswith("MISCA_")},
    )


def answered(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "misca"
    run = misca(*arguments, *AS_ON_A_TERMINAL)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_commands_print_what_the_readme_shows(pytestconfig: pytest.Config) -> None:
    readme = README.read_text(encoding="utf-8")
    printed = CONSOLE.sub(
        lambda block: f"```console\n$ {block['command']}\n{answered(block['command'])}```", readme
    )
    if pytestconfig.getoption("--update-golden"):
        README.write_text(printed, encoding="utf-8")

    assert printed == readme
    assert len(CONSOLE.findall(readme)) == 6


def test_readme_has_two_set_up_commands() -> None:
    first, second = SHELL.findall(README.read_text(encoding="utf-8"))

    assert "misca query french troops december" in first
    assert "pytest" in second
    assert len(first.splitlines()) == len(second.splitlines()) == 1


def test_a_broken_date_is_told_as_the_readme_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    file = tmp_path / "facts" / "misca" / "france.toml"
    fact, when, rest = file.read_text("utf-8").partition('\nwhen = "[2013-11-26..2013-11-27]"')
    assert fact.rpartition("[fact.")[2].startswith("fr-420]")
    file.write_text(f'{fact}\nwhen = "2013-13"{rest}', "utf-8")

    run = misca("query", "french", "troops", "--facts", "facts/misca", cwd=tmp_path)

    assert PROBLEM.findall(README.read_text("utf-8")) == run.stderr.splitlines()[:1]
    assert "fr-1200-hollande" in run.stdout
    assert when
    assert run.returncode == 2


def test_the_json_has_the_keys_of_the_schema() -> None:
    (shown,) = map(json.loads, JSON.findall(README.read_text("utf-8")))
    (fact,) = shown["facts"]
    described = schema()
    parts = described["$defs"]

    assert list(shown) == described["required"]
    assert list(shown["query"]) == parts["query"]["required"]
    assert [list(word) for word in shown["query"]["words"]] == [parts["word"]["required"]]
    assert list(fact["when"]) == parts["date"]["required"]
    assert unknown(fact, parts["fact"]) == unknown(fact["value"], parts["value"]) == set()
    assert unknown(fact["source"], parts["fact_source"]) == set()


def unknown(shown: dict[str, Any], described: dict[str, Any]) -> set[str]:
    """Return the keys that the schema does not have; the dots stand for all that it has."""
    return set(shown) - set(described["properties"]) - {"…"}
