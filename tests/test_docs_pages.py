"""The pages of `docs/` that show commands: what they print is what a terminal gets.

A page is gone through from its top in an empty folder. A block that follows a line with the name
of a file is written to that file (or, where the line says so, put at its end); commands are run
on a terminal of their own, and what stands behind a prompt is typed.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from misca_cli import factbase

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("tutorial.md", "model.md")
FENCE = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`(?P<more>, at its end)?:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
COMMAND = re.compile(
    r"^\$ (?P<line>(?:[^\n]*\\\n)*[^\n]*)\n(?P<printed>(?:(?!\$ )[^\n]*\n)*)", re.MULTILINE
)
PROMPT = re.compile(r"(?:^|\n) *[a-z_]+> $")
ANSWER = re.compile(r"^ *[a-z_]+> ?(.*)$", re.MULTILINE)
COLUMNS, ROWS = 80, 500
END_OF_INPUT = b"\4"


class Shell:
    """What the reader of a page has: a folder, variables, and the status of the last command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.status = 0
        ours = {
            "HOME": str(folder / "home"),
            "MISCA_CACHE": str(folder / "cache"),
            "NO_COLOR": "1",
            "PATH": os.environ["PATH"],
            "PYTHONUTF8": "1",
            "TERM": "dumb",
        }
        kept = ("LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE", "SYSTEMROOT", "VIRTUAL_ENV")
        self.environ = ours | {name: os.environ[name] for name in kept if name in os.environ}

    def write(self, name: str, text: str, *, at_end: bool) -> None:
        path = self.folder / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if at_end else ""
        path.write_text(before + text, "utf-8")

    def run(self, line: str, answers: list[str]) -> str:
        """Return what a command line prints, when one types these answers."""
        program, *arguments = shlex.split(line)
        if program == "export":
            self.environ |= dict(each.split("=", 1) for each in arguments)
            return ""
        if line == "echo $?":
            return f"{self.status}\n"
        assert program == "misca"
        return self._misca(arguments, answers)

    def _misca(self, arguments: list[str], answers: list[str]) -> str:
        (self.folder / "work").mkdir(exist_ok=True)
        with _terminal() as (ours, theirs):
            process = subprocess.Popen(
                (sys.executable, "-m", "misca_cli", *arguments),
                cwd=self.folder / "work",
                env=self.environ,
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
            )
            os.close(theirs)
            shown = _typed_and_read(ours, answers)
            self.status = process.wait(timeout=60)
        return shown


@contextlib.contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def _typed_and_read(descriptor: int, answers: list[str]) -> str:
    """Answer each prompt, and return all that a screen would show."""
    waiting, read = list(answers), b""
    # Linux reports the end of a terminal as an error.
    with contextlib.suppress(OSError):
        while part := os.read(descriptor, 65536):
            read += part
            if PROMPT.search(_plain(read)):
                typed = f"{waiting.pop(0)}\n".encode() if waiting else END_OF_INPUT
                os.write(descriptor, typed)
    return _plain(read)


def _plain(read: bytes) -> str:
    heard = read.decode(errors="replace").replace("\r\n", "\n").replace("\r", "")
    # Where the machine is slow, the making of an index is told, and wiped away again.
    return re.sub(r"[^\n]*\x1b\[K", "", heard)


def gone_through(page: str, shell: Shell) -> str:
    """Return the page with what its commands print now."""

    def done(fence: re.Match[str]) -> str:
        if fence["file"]:
            shell.write(fence["file"], fence["body"], at_end=bool(fence["more"]))
        if fence["kind"] != "console":
            return fence[0]
        return f"```console\n{COMMAND.sub(ran, fence['body'])}```"

    def ran(command: re.Match[str]) -> str:
        line = command["line"].replace("\\\n", " ")
        printed = shell.run(line, ANSWER.findall(command["printed"]))
        return f"$ {command['line']}\n" + "".join(
            f"{each.rstrip()}\n" for each in printed.splitlines()
        )

    return FENCE.sub(done, page)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[str, Shell]]:
    """Go through a page, once, and return what it shows then, with what the reader has."""

    @cache
    def walk(name: str) -> tuple[str, Shell]:
        shell = Shell(tmp_path_factory.mktemp("reader"))
        return gone_through((DOCS / name).read_text("utf-8"), shell), shell

    return walk


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_shows(
    name: str, walked: Callable[[str], tuple[str, Shell]], pytestconfig: pytest.Config
) -> None:
    page = (DOCS / name).read_text("utf-8")

    printed, _ = walked(name)

    if pytestconfig.getoption("--update-golden"):
        (DOCS / name).write_text(printed, "utf-8")
    assert printed == page
    assert "$ misca " in page


def test_the_tutorial_ends_with_ten_facts_that_are_checked(
    walked: Callable[[str], tuple[str, Shell]],
) -> None:
    _, shell = walked("tutorial.md")
    base = factbase.read((str(shell.folder / "work" / "tram"),))

    assert len(base.facts) == 10
    assert shell.run("misca check", []) == ""
    assert shell.status == 0
