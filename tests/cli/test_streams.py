from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from misca_cli.cli.streams import write_file
from misca_cli.errors import OutputError

if TYPE_CHECKING:
    from .conftest import Run

SCRIPT = Path(__file__).parents[2] / "scripts" / "misca"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@pytest.fixture
def command() -> tuple[str, ...]:
    """Run the start script, which leaves the interpreter no time to write what is left."""
    return (sys.executable, str(SCRIPT))


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    write_file(str(path), "é\r\n\udce9")

    assert path.read_bytes() == b"\xc3\xa9\r\n\\udce9"
    assert os.listdir(tmp_path) == ["answer.csv"]


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_text("longer than the new one", "utf-8")
    path.chmod(0o640)
    write_file(str(path), "new")

    assert path.read_text("utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    usual, new = tmp_path / "usual", tmp_path / "new"
    usual.write_text("", "utf-8")
    write_file(str(new), "")

    assert usual.stat().st_mode == new.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "answer", tmp_path / "link"
    link.symlink_to(path)
    write_file(str(link), "new")

    assert link.is_symlink()
    assert path.read_text("utf-8") == "new"


def test_a_device_stays_a_device() -> None:
    write_file(os.devnull, "text")

    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("", "Is a directory", id="folder"),
        pytest.param("none/answer", "No such file or directory", id="no-folder"),
        pytest.param("file/answer", "Not a directory", id="file-as-folder"),
    ],
)
def test_a_file_that_can_not_be_written(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("kept", "utf-8")
    path = f"{tmp_path}/{name}"

    with pytest.raises(OutputError) as caught:
        write_file(path, "text")

    assert str(caught.value) == f'can\'t write "{path}": {reason}'
    assert os.listdir(tmp_path) == ["file"]


def test_nothing_is_left_of_a_write_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answer"
    path.write_text("old", "utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError):
        write_file(str(path), "new")

    assert os.listdir(tmp_path) == ["answer"]
    assert path.read_text("utf-8") == "old"


def test_output_file(misca: Callable[..., Run], tmp_path: Path) -> None:
    run = misca("query", "soldiers", "-o", "answer.json")

    assert run == (0, "", "")
    assert json.loads((tmp_path / "answer.json").read_text("utf-8"))["total"] == 2


def test_output_dash(misca: Callable[..., Run]) -> None:
    assert misca("show", "fr-420", "-o", "-") == misca("show", "fr-420")


@FULL
def test_full_output(misca_in_shell: Callable[[str], Run]) -> None:
    assert misca_in_shell("misca show fr-420 > /dev/full") == (
        2,
        "",
        "misca: error: can't write the answer: No space left on device\n",
    )


@FULL
@pytest.mark.parametrize("arguments", ["--help", "--version", "query --help"])
def test_full_output_of_help(misca_in_shell: Callable[[str], Run], arguments: str) -> None:
    assert misca_in_shell(f"misca {arguments} > /dev/full") == (
        2,
        "",
        "misca: error: can't write the answer: No space left on device\n",
    )


@FULL
def test_full_output_file(misca: Callable[..., Run]) -> None:
    assert misca("show", "fr-420", "-o", "/dev/full") == (
        2,
        "",
        'misca: error: can\'t write "/dev/full": No space left on device\n',
    )


@pytest.mark.parametrize("arguments", ["show fr-420", "show fr-420 --json", "--help"])
def test_closed_output(misca_in_shell: Callable[[str], Run], arguments: str) -> None:
    assert misca_in_shell(f"misca {arguments} >&-") == (
        2,
        "",
        "misca: error: can't write the answer: standard output is closed\n",
    )


@pytest.mark.parametrize("errors", ["2>&-", pytest.param("2> /dev/full", marks=FULL), "2>&- <&-"])
@pytest.mark.parametrize(("arguments", "status"), [("show fr-420", 0), ("show zzyzx", 1), ("", 2)])
def test_complaints_go_nowhere(
    misca_in_shell: Callable[[str], Run], errors: str, arguments: str, status: int
) -> None:
    assert misca_in_shell(f"misca {arguments} {errors} > /dev/null") == (status, "", "")


def test_every_stream_closed(misca_in_shell: Callable[[str], Run]) -> None:
    assert misca_in_shell("misca show fr-420 <&- >&- 2>&-") == (2, "", "")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [("show fr-420", 0), ("show fr-420 zz", 2), ("query zzyzx --json", 1), ("--help", 0)],
)
def test_a_reader_that_has_gone(
    misca_in_shell: Callable[[str], Run], arguments: str, status: int
) -> None:
    # The reader has closed its end before the tool starts.
    line = f"{{ sleep 0.1; misca {arguments} 2> /dev/null; echo $? >&2; }} | true"

    assert misca_in_shell(line) == (0, "", f"{status}\n")


def test_a_reader_that_goes_away(misca_in_shell: Callable[[str], Run], long_pack: Path) -> None:
    line = f"{{ misca timeline soldiers --facts {long_pack}; echo $? >&2; }} | head -n 1"
    run = misca_in_shell(line)

    assert (run.status, run.stdout.count("\n"), run.stderr) == (0, 1, "0\n")


def test_a_slow_reader_gets_all(misca_in_shell: Callable[[str], Run], long_pack: Path) -> None:
    line = f"misca timeline soldiers --facts {long_pack} | {{ sleep 0.5; wc -l; }}"

    assert misca_in_shell(line) == (0, "202\n", "")


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("form", ["plain", "table", "csv", "json"])
def test_a_terminal_that_knows_ascii_only(misca: Callable[..., Run], form: str) -> None:
    run = misca("show", "fr-420", "--format", form, env=ASCII)

    assert (run.status, run.stderr) == (0, "")
    assert run.stdout.isascii()
    assert ("\\u00c9lodie" if form == "json" else "\\xc9lodie") in run.stdout


def test_json_reads_back_from_ascii(misca: Callable[..., Run]) -> None:
    run = misca("show", "fr-420", "--json", env=ASCII)

    assert json.loads(run.stdout)["facts"][0]["claim"].endswith("said Élodie.")


def test_lines_end_as_they_were_written(misca: Callable[..., Run]) -> None:
    run = misca("show", "fr-420", "--format", "csv")

    assert (run.stdout.count("\r\n"), run.stdout.count("\n")) == (2, 2)
