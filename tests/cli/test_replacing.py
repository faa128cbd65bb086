from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from misca_cli.cli.replacing import write_files
from misca_cli.errors import OutputError

BEFORE = {"kept.toml": "before"}


def files(folder: Path) -> dict[str, str]:
    """Return every file and folder below a folder, with the text of files."""
    return {
        str(path.relative_to(folder)): path.read_text("utf-8") if path.is_file() else "/"
        for path in folder.rglob("*")
    }


def wanted(folder: Path) -> dict[str, str]:
    names = {"kept.toml": "after", "new.toml": "new", "deep/er.toml": "deep"}
    return {str(folder / name): text for name, text in names.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kept.toml").write_text("before", "utf-8")
    return tmp_path


def test_all_are_written_and_nothing_else_is_left(folder: Path) -> None:
    (folder / "kept.toml").chmod(0o640)

    write_files(wanted(folder))

    assert files(folder) == {
        "kept.toml": "after",
        "new.toml": "new",
        "deep": "/",
        "deep/er.toml": "deep",
    }
    assert (folder / "kept.toml").stat().st_mode & 0o777 == 0o640


class FailingAt:
    """Lets calls pass until one, before or after which something happens."""

    def __init__(self, number: int, error: BaseException, *, is_done: bool) -> None:
        self.left = number
        self.error = error
        self.is_done = is_done

    def wrap(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: object) -> object:
            self.left -= 1
            if self.left == 0 and not self.is_done:
                raise self.error
            result = real(*arguments)
            if self.left == 0:
                raise self.error
            return result

        monkeypatch.setattr(os, name, call)


@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left")], ids=str)
@pytest.mark.parametrize("number", range(1, 5))
def test_an_interrupted_run_leaves_files_as_they_were(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: BaseException,
    is_done: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    failing = FailingAt(number, error, is_done=is_done)
    for name in ("chmod", "replace"):
        failing.wrap(monkeypatch, name)

    with pytest.raises((KeyboardInterrupt, OutputError)):
        write_files(wanted(folder))

    assert files(folder) == BEFORE


def test_where_there_are_no_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)

    write_files(wanted(folder))

    assert files(folder)["kept.toml"] == "after"
    assert len(files(folder)) == 4


def test_what_can_not_be_written_is_named(folder: Path) -> None:
    (folder / "deep").write_text("", "utf-8")

    with pytest.raises(OutputError) as caught:
        write_files(wanted(folder))

    assert str(caught.value) == f'can\'t write "{folder}/deep/er.toml": Not a directory'
    assert files(folder) == {**BEFORE, "deep": ""}


def test_what_the_killed_have_left_is_swept_and_what_others_write_is_not(folder: Path) -> None:
    gone = (
        subprocess.run(
            (sys.executable, "-c", "import os; print(os.getpid())"), check=True, capture_output=True
        )
        .stdout.decode()
        .strip()
    )
    (folder / f".misca-{gone}-00ff.tmp").write_text("", "utf-8")
    (folder / f".misca-{gone}-0fff.tmp").mkdir()
    (folder / f".misca-{os.getpid()}-00ff.tmp").write_text("", "utf-8")
    (folder / ".misca-notes").write_text("", "utf-8")

    write_files({str(folder / "kept.toml"): "after"})

    assert {*files(folder)} == {f".misca-{os.getpid()}-00ff.tmp", ".misca-notes", "kept.toml"}
