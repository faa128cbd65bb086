from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from misca_cli.cli.pager import pager_command

if TYPE_CHECKING:
    from .conftest import Run


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        pytest.param({}, ("less",), id="less"),
        pytest.param({"PAGER": "more -s"}, ("more", "-s"), id="PAGER"),
        pytest.param({"PAGER": "more", "MISCA_PAGER": "less -S"}, ("less", "-S"), id="MISCA_PAGER"),
        pytest.param({"PAGER": ""}, (), id="empty"),
        pytest.param({"PAGER": " "}, (), id="blank"),
        pytest.param({"PAGER": "cat"}, (), id="cat"),
        pytest.param({"PAGER": "more", "MISCA_PAGER": ""}, (), id="MISCA_PAGER-empty"),
        pytest.param({"PAGER": "cat | cat"}, ("sh", "-c", "cat | cat"), id="pipe"),
        pytest.param({"PAGER": "less $X"}, ("sh", "-c", "less $X"), id="variable"),
        pytest.param({"PAGER": "LV=-c lv"}, ("sh", "-c", "LV=-c lv"), id="assignment"),
        pytest.param({"PAGER": "'my pager' -x"}, ("sh", "-c", "'my pager' -x"), id="quoted"),
        pytest.param({"TERM": "dumb"}, (), id="dumb"),
        pytest.param({"TERM": "dumb", "PAGER": "more"}, (), id="dumb-but-PAGER"),
        pytest.param({"PAGER": "less '"}, (), id="badly-quoted"),
    ],
)
def test_pager_command(environ: dict[str, str], expected: tuple[str, ...]) -> None:
    assert expected == pager_command(environ)


@pytest.fixture
def pager(tmp_path: Path) -> Callable[[str], str]:
    """Write a pager that notes its environment and what it was given, and then does `last`."""

    def script(last: str) -> str:
        path = tmp_path / "pager.sh"
        path.write_text(
            f'#!/bin/sh\necho "$LESS $LV" > "{tmp_path}/environment"\n{last}\n', "utf-8"
        )
        path.chmod(0o755)
        return str(path)

    return script


@pytest.fixture
def paged(tmp_path: Path) -> Path:
    return tmp_path / "paged"


def test_a_long_answer_is_paged(
    misca_on_terminal: Callable[..., Run],
    pager: Callable[[str], str],
    paged: Path,
    tmp_path: Path,
) -> None:
    command = pager(f'cat > "{paged}"; echo quit')
    run = misca_on_terminal("query", "soldiers", rows=3, env={"PAGER": command})

    assert run == (0, "quit\n", "")
    assert "fr-420" in paged.read_text("utf-8")
    assert (tmp_path / "environment").read_text("utf-8") == "FRX -c\n"


def test_a_pager_may_be_a_line_of_shell(misca_on_terminal: Callable[..., Run]) -> None:
    env = {"PAGER": "cat | sed s/^/paged:/"}
    run = misca_on_terminal("query", "soldiers", "--color", "never", rows=3, env=env)

    assert (run.status, run.stderr) == (0, "")
    assert {line[:6] for line in run.stdout.splitlines()} == {"paged:"}


def test_a_line_of_shell_that_finds_no_pager(misca_on_terminal: Callable[..., Run]) -> None:
    run = misca_on_terminal("query", "soldiers", rows=3, env={"PAGER": "'/no/such/pager'"})

    assert run.status == 0
    assert "fr-420" in run.stdout


def test_less_is_not_told_twice(
    misca_on_terminal: Callable[..., Run], pager: Callable[[str], str], tmp_path: Path
) -> None:
    env = {"PAGER": pager("cat > /dev/null"), "LESS": "S", "LV": ""}
    misca_on_terminal("query", "soldiers", rows=3, env=env)

    assert (tmp_path / "environment").read_text("utf-8") == "S \n"


def test_links_are_left_out_of_a_pager(
    misca_on_terminal: Callable[..., Run], pager: Callable[[str], str], paged: Path
) -> None:
    direct = misca_on_terminal("query", "soldiers", env={"PAGER": ""})
    misca_on_terminal("query", "soldiers", rows=3, env={"PAGER": pager(f'cat > "{paged}"')})

    assert "\x1b]8;" in direct.stdout
    assert "\x1b[" in paged.read_text("utf-8")
    assert "\x1b]8;" not in paged.read_text("utf-8")


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("exec true", id="quit-at-once"),
        pytest.param("head -c 1 > /dev/null", id="quit-early"),
        pytest.param("exit 3", id="failed"),
        pytest.param("kill -INT $PPID; cat > /dev/null", id="ctrl-c"),
    ],
)
def test_leaving_the_pager_is_no_error(
    misca_on_terminal: Callable[..., Run],
    pager: Callable[[str], str],
    long_pack: Path,
    last: str,
) -> None:
    run = misca_on_terminal(
        "timeline", "soldiers", "--facts", str(long_pack), env={"PAGER": pager(last)}
    )

    assert run == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "rows", "env"),
    [
        pytest.param((), 24, {}, id="it-fits"),
        pytest.param(("--no-pager",), 3, {}, id="--no-pager"),
        pytest.param((), 3, {"PAGER": ""}, id="no-pager-wanted"),
        pytest.param((), 3, {"PAGER": "cat"}, id="cat"),
        pytest.param((), 3, {"PAGER": "/no/such/pager"}, id="no-such-pager"),
        pytest.param((), 3, {"TERM": "dumb"}, id="dumb"),
        pytest.param(("--format", "plain"), 1, {}, id="plain"),
        pytest.param(("--json",), 3, {}, id="json"),
    ],
)
def test_printed_without_a_pager(
    misca_on_terminal: Callable[..., Run],
    pager: Callable[[str], str],
    arguments: tuple[str, ...],
    rows: int,
    env: dict[str, str],
) -> None:
    env = {"PAGER": pager("cat > /dev/null"), **env}
    run = misca_on_terminal("query", "soldiers", *arguments, rows=rows, env=env)

    assert (run.status, run.stderr) == (0, "")
    assert "fr-420" in run.stdout


def test_a_pipe_is_not_paged(misca: Callable[..., Run], pager: Callable[[str], str]) -> None:
    run = misca("query", "soldiers", "-f", "table", env={"PAGER": pager("exit 3"), "LINES": "1"})

    assert run.status == 0
    assert "fr-420" in run.stdout
