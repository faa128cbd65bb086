"""README.md: what it prints is what the tool prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
# What a terminal of 80 columns would get.
AS_ON_A_TERMINAL = ("--format", "table", "--width", "80", "--color", "never")


def answered(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "misca"
    run = subprocess.run(
        [sys.executable, "-m", "misca_cli", *arguments, *AS_ON_A_TERMINAL],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={key: value for key, value in os.environ.items() if not key.startswith("MISCA_")},
    )
    return run.stdout


def test_commands_print_what_the_readme_shows(pytestconfig: pytest.Config) -> None:
    readme = README.read_text(encoding="utf-8")
    printed = CONSOLE.sub(
        lambda block: f"```console\n$ {block['command']}\n{answered(block['command'])}```", readme
    )
    if pytestconfig.getoption("--update-golden"):
        README.write_text(printed, encoding="utf-8")

    assert printed == readme
    assert len(CONSOLE.findall(readme)) == 4


def test_readme_has_two_set_up_commands() -> None:
    first, second = SHELL.findall(README.read_text(encoding="utf-8"))

    assert "misca query french troops december" in first
    assert "pytest" in second
    assert len(first.splitlines()) == len(second.splitlines()) == 1
