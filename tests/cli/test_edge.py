from __future__ import annotations

import json
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from misca_cli.cli import edge, streams
from misca_cli.errors import FactsNotFoundError

from .conftest import validate

if TYPE_CHECKING:
    from .conftest import Run


@pytest.mark.parametrize(
    ("error", "stderr"),
    [
        pytest.param(
            FactsNotFoundError("no\x1b folder", hint="make one"),
            "misca: error: no\\x1b folder\nhint: make one\n",
            id="our-own",
        ),
        pytest.param(MemoryError(), "misca: error: not enough memory\n", id="memory"),
        pytest.param(
            RecursionError("maximum depth"),
            "misca: error: something is nested too deeply\n",
            id="recursion",
        ),
        pytest.param(
            PermissionError(13, "Permission denied", "a.toml"),
            'misca: error: "a.toml": Permission denied\n',
            id="file",
        ),
        pytest.param(OSError(5, "I/O error"), "misca: error: I/O error\n", id="device"),
        pytest.param(OSError("odd"), "misca: error: odd\n", id="odd"),
        pytest.param(
            KeyError("x"),
            "misca: error: a mistake of misca itself: KeyError: 'x'\n"
            "hint: MISCA_DEBUG=1 shows where; please report it\n",
            id="mistake",
        ),
        pytest.param(KeyboardInterrupt(), "", id="interrupted"),
    ],
)
def test_every_exception_is_one_line(
    error: BaseException,
    stderr: str,
    pack: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.delenv("MISCA_DEBUG", raising=False)
    monkeypatch.setattr(streams, "discard", lambda _: None)
    monkeypatch.setattr(edge, "answer", fail)

    assert edge.main(["sources", "--facts", str(pack)]) == (
        130 if isinstance(error, KeyboardInterrupt) else 2
    )
    assert capsys.readouterr() == ("", stderr)


@pytest.mark.parametrize(
    ("arguments", "command", "message"),
    [
        pytest.param(
            ("query", "un", "--json", "-n", "0"),
            "query",
            '--limit: "0" is no whole number above zero',
            id="--json",
        ),
        pytest.param(
            ("show", "--format", "json"), "show", '"show" needs the id of a fact', id="-f"
        ),
        pytest.param(
            ("timeline", "--form", "-f", "json"),
            "timeline",
            '"timeline" has no option "--form"; did you mean "--format"?',
            id="unknown-option",
        ),
        pytest.param(
            ("sources", "--facts", "/no/such", "--format=json"),
            "sources",
            'can\'t read the facts in "/no/such": No such file or directory',
            id="no-facts",
        ),
        pytest.param(("french", "-fjson"), "query", 'no command "french"', id="no-command"),
        pytest.param(
            ("anchors", "--json"), "anchors", '"anchors" needs --copies DIR', id="anchors"
        ),
        pytest.param(
            ("check", "--json", "--bogus"), "check", '"check" has no option "--bogus"', id="check"
        ),
        pytest.param(
            ("packs", "--json", "--bogus"), "packs", '"packs" has no option "--bogus"', id="packs"
        ),
        pytest.param(
            ("paths", "--json", "--bogus"), "paths", '"paths" has no option "--bogus"', id="paths"
        ),
    ],
)
def test_json_is_a_document_even_of_an_error(
    arguments: tuple[str, ...],
    command: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert edge.main(arguments) == 2
    shown, told = capsys.readouterr()
    document = json.loads(shown)

    assert told.startswith(f"misca: error: {message}\n")
    assert document["command"] == command
    remedy = "misca check --help lists the options"
    more = {"text": None, "remedy": remedy, "fixable": False} if command == "check" else {}
    assert document["problems"] == [
        {
            "file": "",
            "line": None,
            "column": None,
            "severity": "error",
            "rule": "usage",
            "key": None,
            "message": message,
            **more,
        }
    ]
    validate(shown, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("show",), id="plain"),
        pytest.param(("query", "-n", "0", "--", "--json"), id="a-word"),
        pytest.param(("show", "-f", "csv"), id="csv"),
    ],
)
def test_an_error_is_no_document_unless_asked(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert edge.main(arguments) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
def test_a_document_of_an_error_that_can_not_be_written(
    misca_in_shell: Callable[[str], Run], redirection: str
) -> None:
    run = misca_in_shell(f"misca show --json {redirection}")

    assert run == (
        2,
        "",
        'misca: error: "show" needs the id of a fact\nhint: for example: misca show fr-420\n',
    )


def test_debugging_shows_the_traceback(misca: Callable[..., Run]) -> None:
    run = misca("show", "x", "--facts", "/no/such", env={"MISCA_DEBUG": "1"})

    assert run.status == 2
    assert run.stderr.startswith("Traceback (most recent call last):\n")
    assert "FactsNotFoundError" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "stderr"),
    [
        (("query", "soldiers"), 0, ""),
        (("show", "fr-420", "fr-1000"), 0, ""),
        (("sources",), 0, ""),
        (("timeline",), 0, "misca: 1 fact without a date is left out\n"),
        (
            ("query", "zzyzx"),
            1,
            'misca: no fact has the word "zzyzx"\n',
        ),
        (
            ("show", "fr-42"),
            1,
            'misca: no fact has the id "fr-42"; did you mean "fr-420"?\n',
        ),
        (
            ("show", "fr-420", "fr-42"),
            2,
            'misca: no fact has the id "fr-42"; did you mean "fr-420"?\n',
        ),
        (
            ("sources", "--facts", "/no/such"),
            2,
            (
                'misca: error: can\'t read the facts in "/no/such": No such file or directory\n'
                "hint: name a folder of TOML files with --facts or MISCA_FACTS\n"
            ),
        ),
    ],
)
def test_status(
    misca: Callable[..., Run], arguments: tuple[str, ...], status: int, stderr: str
) -> None:
    run = misca(*arguments)

    assert (status, stderr) == (run.status, run.stderr)
    assert (status == 0) <= bool(run.stdout)


def test_a_broken_file_does_not_hide_the_others(misca: Callable[..., Run], pack: Path) -> None:
    (pack / "broken.toml").write_text("[fact.x\n", "utf-8")
    run = misca("show", "fr-420")

    assert run.status == 2
    assert run.stdout.startswith("fr-420\t")
    error, told = run.stderr.splitlines()
    assert error.startswith("pack/broken.toml:1:8: error: ")
    assert told.startswith('misca: nothing in "pack/broken.toml" is read; ')


@pytest.mark.parametrize("form", ["plain", "table", "csv", "json", "jsonl"])
def test_an_argument_that_is_no_utf_8(misca: Callable[..., Run], form: str) -> None:
    run = misca("query", b"caf\xe9", "-f", form)

    assert run.status == 1
    assert "Traceback" not in run.stderr
    assert "<U+DCE9>" in run.stderr


def test_interrupted_while_writing(
    tmp_path: Path, long_pack: Path, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    process = subprocess.Popen(
        (*command, "timeline", "soldiers", "--facts", str(long_pack)),
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    # One byte has come: the rest is more than the pipe holds, so the tool waits.
    os.read(process.stdout.fileno(), 1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert (process.returncode, told) == (130, b"")


def test_interrupted_while_starting(
    tmp_path: Path, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "click.py").write_text(
        "import time\nprint('importing', flush=True)\ntime.sleep(60)\n", "utf-8"
    )
    path = os.pathsep.join((str(slow), environment.get("PYTHONPATH", "")))
    process = subprocess.Popen(
        (*command, "sources", "--"),  # nothing plain, so click is imported
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"importing\n"
    process.send_signal(signal.SIGINT)
    rest, told = process.communicate(timeout=60)

    assert (process.returncode, rest, told) == (130, b"", b"")


def test_modules_lying_about_are_not_run(misca: Callable[..., Run], tmp_path: Path) -> None:
    for name in ("click", "tomli", "rich", "rapidfuzz", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run from here')\n", "utf-8")

    run = misca("show", "fr-420", "--json")

    assert (run.status, run.stderr) == (0, "")


def test_the_working_directory_may_be_gone(
    misca_in_shell: Callable[[str], Run], pack: Path
) -> None:
    line = f"mkdir gone && cd gone && rmdir ../gone && misca show fr-420 --facts {pack} | cut -f 1"

    assert misca_in_shell(line).stdout == "fr-420\n"


def test_main_module_does_nothing_when_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    path = list(sys.path)
    monkeypatch.setattr(sys, "path", list(path))
    runpy.run_module("misca_cli.__main__", run_name="imported")

    assert sys.path == path


@pytest.mark.parametrize(
    ("arguments", "columns", "env", "escapes", "links"),
    [
        pytest.param((), 80, {}, True, True, id="terminal"),
        pytest.param((), 80, {"NO_COLOR": "1"}, False, False, id="NO_COLOR"),
        pytest.param((), 80, {"NO_COLOR": ""}, True, True, id="NO_COLOR-empty"),
        pytest.param((), 80, {"TERM": "dumb"}, False, False, id="TERM-dumb"),
        pytest.param((), 80, {"FORCE_COLOR": "0"}, True, True, id="FORCE_COLOR-0"),
        pytest.param(("--color", "never"), 80, {}, False, False, id="--color-never"),
        pytest.param(
            ("--color", "always"), 80, {"NO_COLOR": "1"}, True, False, id="NO_COLOR-but-asked"
        ),
        pytest.param((), 80, {"COLUMNS": "0"}, True, True, id="COLUMNS-0"),
        pytest.param((), 0, {}, True, True, id="no-size"),
        pytest.param((), 1, {}, True, True, id="one-column"),
        pytest.param((), 20, {}, True, True, id="narrow"),
        pytest.param((), 300, {}, True, True, id="wide"),
    ],
)
def test_terminal(  # noqa: PLR0917  # a wide row
    misca_on_terminal: Callable[..., Run],
    arguments: tuple[str, ...],
    columns: int,
    env: dict[str, str],
    escapes: bool,  # noqa: FBT001
    links: bool,  # noqa: FBT001
) -> None:
    run = misca_on_terminal("query", "soldiers", "--no-pager", *arguments, columns=columns, env=env)

    assert (run.status, run.stderr) == (0, "")
    assert "fr-420" in run.stdout
    assert escapes == ("\x1b[" in run.stdout)
    assert links == ("\x1b]8;;https://herald.example/1" in run.stdout)


def test_forced_colour_in_a_pipe_has_no_links(misca: Callable[..., Run]) -> None:
    run = misca("query", "soldiers", "-f", "table", env={"FORCE_COLOR": "1"})

    assert "\x1b[" in run.stdout
    assert "\x1b]8;" not in run.stdout


def test_a_pipe_gets_plain_lines(misca: Callable[..., Run]) -> None:
    assert misca("show", "fr-420").stdout == (
        "fr-420\t2013-12-05\tFrance had 420 soldiers in Bangui, said Élodie."
        "\t\t\t\therald\tp10 s1\n"
    )


def test_a_chart_of_what_has_no_figure_has_found_nothing(misca: Callable[..., Run]) -> None:
    run = misca("chart", "france", "--format", "table")
    assert "have no figure" in run.stdout
    assert run.status == 1
    assert misca("query", "france").status == 0
