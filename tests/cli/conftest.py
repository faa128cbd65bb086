"""The installed tool, run as users run it: a process of its own in a clean environment."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from misca_cli.export.document import schema

PERSONAL = ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES", "PAGER", "LESS", "LV", "TERM")
PREFIXES = ("MISCA_", "CLICOLOR", "LC_", "LANG", "PYTHONUTF8", "PYTHONIOENCODING", "COVERAGE")

PACK = """\
[source.herald]
type = "article-newspaper"
title = "The Herald"
url = "https://herald.example/1"
issued = 2013-12-06

[entity.france]
name = "France"
kind = "country"

[fact.fr-420]
claim = "France had 420 soldiers in Bangui, said Élodie."
source = "herald"
at = "p10 s1"
who = "france"
when = 2013-12-05

[fact.fr-1000]
claim = "France announced 1000 soldiers."
source = "herald"
at = "p2 s1"
who = "france"
when = 2013-12-06

[fact.undated]
claim = "Gabon belongs to the mission."
source = "herald"
at = "p3"
"""


class Run(NamedTuple):
    """What a run left behind."""

    status: int
    stdout: str
    stderr: str


REPORTS = ("check", "packs", "paths", "anchors")
VALIDATORS = {of: Draft202012Validator(schema(of)) for of in ("answer", "report")}


def validate(stdout: str, arguments: Sequence[str | bytes]) -> None:
    """Hold every document that a test sees against its schema; `--fields` is outside of it."""
    if not stdout.startswith('{\n  "format_version"') or "--fields" in arguments:
        return
    document = json.loads(stdout)
    of = "report" if document["command"] in REPORTS else "answer"
    VALIDATORS[of].validate(document)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.toml").write_text('name = "small"\n', "utf-8")
    (folder / "facts.toml").write_text(PACK, "utf-8")
    return folder


@pytest.fixture
def long_pack(tmp_path: Path) -> Path:
    """A pack whose facts are more text than a pipe holds."""
    folder = tmp_path / "long"
    folder.mkdir()
    facts = [
        f'[fact.f{number}]\nclaim = "{number} soldiers {"far and wide " * 80}"\n'
        f'source = "herald"\nat = "p1"\nwhen = 2013-12-05\n'
        for number in range(200)
    ]
    (folder / "facts.toml").write_text(PACK + "\n".join(facts), "utf-8")
    return folder


@pytest.fixture
def environment(pack: Path, tmp_path: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in PERSONAL and not name.startswith(PREFIXES)
    }
    ours = {"MISCA_FACTS": str(pack), "MISCA_CACHE": str(tmp_path / "cache")}
    return {**kept, **ours, "PYTHONUTF8": "1", "TERM": "xterm"}


@pytest.fixture
def command() -> tuple[str, ...]:
    return (sys.executable, "-m", "misca_cli")


@pytest.fixture
def misca(
    tmp_path: Path, environment: dict[str, str], command: tuple[str, ...]
) -> Callable[..., Run]:
    """Run the tool with its output captured."""

    def run(*arguments: str | bytes, env: Mapping[str, str] | None = None) -> Run:
        done = subprocess.run(
            (*command, *arguments),
            check=False,
            cwd=tmp_path,
            env={**environment, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
        validate(done.stdout.decode(), arguments)
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def misca_in_shell(
    tmp_path: Path, environment: dict[str, str], command: tuple[str, ...]
) -> Callable[..., Run]:
    """Run a line of shell in which `misca` is the tool."""
    definition = f'misca() {{ {" ".join(command)} "$@"; }}\n'

    def run(line: str) -> Run:
        done = subprocess.run(
            ("/bin/sh", "-c", definition + line),
            check=False,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            timeout=60,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def misca_on_terminal(
    tmp_path: Path, environment: dict[str, str], command: tuple[str, ...]
) -> Callable[..., Run]:
    """Run the tool on a terminal of its own; stderr is kept apart."""

    def run(
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> Run:
        with _terminal(columns, rows) as (ours, theirs):
            process = subprocess.Popen(
                (*command, *arguments),
                cwd=tmp_path,
                env={**environment, **(env or {})},
                stdin=theirs,
                stdout=theirs,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            os.close(theirs)
            shown = _read_all(ours).decode().replace("\r\n", "\n")
            _, stderr = process.communicate(timeout=60)
        return Run(process.returncode, shown, stderr.decode())

    return run


@contextlib.contextmanager
def _terminal(columns: int, rows: int) -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def _read_all(descriptor: int) -> bytes:
    parts = []
    # Linux reports the end of a terminal as an error.
    with contextlib.suppress(OSError):
        while part := os.read(descriptor, 65536):
            parts.append(part)
    return b"".join(parts)
