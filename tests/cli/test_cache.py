"""`misca cache`, and what an index is to the other commands."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from misca_cli.cli.edge import main

from .conftest import Run

Misca = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_path(misca: Misca, folder: Path) -> None:
    assert misca("cache", "path") == Run(0, f"{folder}\n", "")


def test_info_and_clear(misca: Misca, folder: Path) -> None:
    assert misca("cache", "info").stdout == f"{folder}: 0 files, 0 bytes\n"
    misca("query", "france")
    first, listed = misca("cache", "info").stdout.splitlines()
    assert first.startswith(f"{folder}: 1 file, ")
    assert listed.endswith(".index")
    (folder / "mine.txt").write_text("kept")
    assert misca("cache", "clear").stdout == f"{folder}: 1 file removed\n"
    assert {"CACHEDIR.TAG", "mine.txt"} == {path.name for path in folder.iterdir()}


def test_info_tells_why_a_folder_is_not_used(misca: Misca, folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o775)
    misca("query", "france")
    expected = f"{folder}: 0 files, 0 bytes\nnot used: {folder} may be written by others\n"
    assert misca("cache", "info") == Run(0, expected, "")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            (),
            (
                'misca: error: "cache" needs one of info, clear, path\n'
                "hint: for example: misca cache info\n"
            ),
        ),
        (
            ("inof",),
            (
                'misca: error: cache: "inof" is none of info, clear, path\n'
                'hint: did you mean "info"?\n'
            ),
        ),
        (
            ("clear", "all"),
            'misca: error: cache: "clear all" is none of info, clear, path\n',
        ),
    ],
)
def test_misuse(misca: Misca, arguments: tuple[str, ...], expected: str) -> None:
    assert misca("cache", *arguments) == Run(2, "", expected)


def test_there_is_no_json_of_it(misca: Misca) -> None:
    refusal = (
        'misca: error: "cache" has no option "--json"\nhint: misca cache --help lists the options\n'
    )
    assert misca("cache", "info", "--json") == Run(2, "", refusal)


def test_help_asks_for_one_action(misca: Misca) -> None:
    assert misca("cache", "--help").stdout.startswith("Usage: misca cache [OPTION...] ACTION\n")


def test_without_a_home_there_is_no_cache(misca: Misca) -> None:
    homeless = {"MISCA_CACHE": "", "XDG_CACHE_HOME": "", "HOME": ""}
    done = misca("cache", "path", env=homeless)
    assert done == Run(
        2,
        "",
        "misca: error: there is no folder to keep indexes in\n"
        "hint: name one with MISCA_CACHE=/a/folder\n",
    )
    assert misca("query", "france", env=homeless) == misca("query", "france")


def test_no_cache_answers_the_same_and_keeps_nothing(misca: Misca, folder: Path) -> None:
    without = misca("query", "france", "--json", "--no-cache")
    assert not folder.exists()
    cold, warm = misca("query", "france", "--json"), misca("query", "france", "--json")
    assert without == cold == warm


def test_a_damaged_index_is_not_believed_and_goes(
    misca: Misca,
    folder: Path,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("query", "france", "--json")
    expected = misca(*asked)
    (index,) = folder.glob("*.index")
    whole = index.read_bytes()
    monkeypatch.setenv("MISCA_FACTS", environment["MISCA_FACTS"])
    monkeypatch.setenv("MISCA_CACHE", environment["MISCA_CACHE"])
    gone = 0
    for at in range(40, len(whole) - 40, len(whole) // 60):
        index.write_bytes(whole[:at] + bytes((whole[at] ^ 0x55,)) + whole[at + 1 :])
        assert expected == Run(main(asked), *capsys.readouterr())
        gone += not index.exists()
    assert gone > 0


AT_ONCE = "from misca_cli.cli import progress, run; progress.SOON = 0; raise SystemExit(run())"
TOLD = "\r\x1b[Kmisca: reading the facts once, for an index: "


@pytest.fixture
def on_terminal(environment: dict[str, str]) -> Callable[..., str]:
    """Run the tool with standard error on a terminal, told at once how far it has come."""

    def run(*arguments: str) -> str:
        ours, theirs = pty.openpty()
        command = (sys.executable, "-c", AT_ONCE, *arguments)
        subprocess.run(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, check=True
        )
        os.close(theirs)
        with os.fdopen(ours, "rb", buffering=0) as shown:
            try:
                return shown.read(65536).decode()
            except OSError:  # Linux has it that nothing was written
                return ""

    return run


def test_an_index_in_the_making_is_told_on_a_terminal_only(
    misca: Misca, on_terminal: Callable[..., str], pack: Path, folder: Path
) -> None:
    assert misca("query", "france").stderr == ""
    shutil.rmtree(folder)
    assert on_terminal("query", "france").startswith(TOLD)
    assert on_terminal("query", "france") == ""
    with (pack / "facts.toml").open("a") as file:
        file.write("# a line more\n")
    assert on_terminal("export", "france").endswith("\r\x1b[K")
