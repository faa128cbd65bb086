"""`misca init`: a pack to begin with."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from misca_cli.starting import new_pack

from .conftest import Run

Misca = Callable[..., Run]


def test_the_pack_is_made_and_passes_check(misca: Misca, tmp_path: Path) -> None:
    told = (
        'misca: made "my pack", with an example of each table in a file of its own\n'
        "next: edit the files, or\n"
        "  misca add --facts 'my pack'\n"
        "  misca check 'my pack'\n"
    )
    assert misca("init", "my pack") == Run(0, "", told)

    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "my pack").iterdir()}
    assert texts == new_pack("my-pack")
    assert misca("check", "my pack") == Run(0, "", "")
    assert misca("query", "ferry", "--facts", "my pack", "--fields", "id").stdout == (
        "aurora-120\naurora-90\n"
    )


def test_folders_on_the_way_are_made(misca: Misca, tmp_path: Path) -> None:
    assert misca("init", "some/where/new/").status == 0
    assert (tmp_path / "some/where/new/pack.toml").is_file()


def test_a_repository_is_not_in_the_way(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "new" / ".git").mkdir(parents=True)

    assert misca("init", "new").status == 0


def test_nothing_is_asked(misca_on_terminal: Misca) -> None:
    assert misca_on_terminal("init", "new").status == 0


def test_no_word_is_broken_on_a_narrow_terminal(
    tmp_path: Path, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    subprocess.run(
        (*command, "init", "new"), check=True, cwd=tmp_path, env=environment, stderr=theirs
    )
    os.close(theirs)
    told = os.read(ours, 4096).decode().replace("\r\n", "\n")
    os.close(ours)

    assert told == (
        'misca: made "new", with an example of\n'
        "each table in a file of its own\n"
        "next: edit the files, or\n"
        "  misca add --facts new\n"
        "  misca check new\n"
    )


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        pytest.param(
            "full",
            '"full" is not empty: it holds a, b, c, d, e and 1 more\nhint: name a new folder',
            id="full",
        ),
        pytest.param("file", '"file" is there already, and no folder', id="file"),
        pytest.param("dangling", '"dangling" is there already, and no folder', id="link"),
        pytest.param(
            "pack/new",
            '"pack/new" lies in the pack "{here}/pack", which reads every file below its folder\n'
            "hint: name a folder elsewhere",
            id="within-a-pack",
        ),
    ],
)
def test_what_is_in_the_way(misca: Misca, tmp_path: Path, folder: str, message: str) -> None:
    (tmp_path / "full").mkdir()
    for name in "abcdef":
        (tmp_path / "full" / name).touch()
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to("nowhere")
    before = sorted(os.walk(tmp_path))

    said = message.format(here=tmp_path)
    assert misca("init", folder) == Run(2, "", f"misca: error: {said}\n")
    assert sorted(os.walk(tmp_path)) == before


@pytest.mark.parametrize("arguments", [(), ("",), ("one", "two")])
def test_misuse(misca: Misca, arguments: tuple[str, ...]) -> None:
    assert misca("init", *arguments) == Run(
        2,
        "",
        'misca: error: "init" needs one folder, which it makes\n'
        "hint: for example: misca init my-pack\n",
    )


def test_what_can_not_be_made_leaves_nothing(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert misca("init", "file/new") == Run(
        2, "", f'misca: error: can\'t write "{tmp_path}/file/new": Not a directory\n'
    )
