"""`misca paths`, and the configuration as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from misca_cli.config import builtin_folder

from .conftest import Run

Misca = Callable[..., Run]


@pytest.fixture
def configuration(tmp_path: Path, environment: dict[str, str], pack: Path) -> Path:
    """The file of a user with a pack, and without a MISCA_FACTS."""
    file = tmp_path / "config" / "misca" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'facts = ["{pack}"]\n')
    environment["XDG_CONFIG_HOME"] = str(tmp_path / "config")
    environment["MISCA_FACTS"] = ""
    return file


def test_a_configured_pack_answers(misca: Misca, configuration: Path) -> None:
    assert configuration.is_file()
    assert misca("query", "gabon", "--fields", "id") == Run(0, "undated\n", "")


def test_where_things_are(misca: Misca, configuration: Path, tmp_path: Path, pack: Path) -> None:
    assert misca("paths") == Run(
        0,
        f"configuration\t{configuration}\t\n"
        f"cache\t{tmp_path / 'cache'}\tabsent\n"
        f"facts\t{pack}\tconfiguration\n"
        f"built-in\t{builtin_folder()}\t\n",
        "",
    )


def test_on_a_terminal_they_stand_in_columns(
    misca_on_terminal: Misca, configuration: Path, pack: Path, tmp_path: Path
) -> None:
    cache = str(tmp_path / "cache")
    width = max(len(builtin_folder()), len(str(configuration)))
    assert misca_on_terminal("paths", columns=200).stdout == (
        f"configuration  {configuration}\n"
        f"cache          {cache:{width}}  absent\n"
        f"facts          {pack!s:{width}}  configuration\n"
        f"built-in       {builtin_folder()}\n"
    )


@pytest.mark.usefixtures("configuration")
def test_on_a_narrow_terminal_they_break_behind_slashes(
    misca_on_terminal: Misca, tmp_path: Path
) -> None:
    lines = misca_on_terminal("paths", columns=40).stdout.splitlines()

    assert lines[lines.index("cache          absent") + 1].startswith("  /")
    assert "".join(map(str.strip, lines)).count(f"{tmp_path}/") == 3
    assert all(line.endswith("/") for line in lines if line.startswith("  ") and len(line) > 40)


@pytest.mark.parametrize(
    ("arguments", "variable", "expected"),
    [
        pytest.param(("--facts", "pack"), "other", ("pack", "--facts"), id="option"),
        pytest.param((), "other", ("other", "MISCA_FACTS"), id="variable"),
        pytest.param((), "", ("pack", "configuration"), id="configuration"),
    ],
)
def test_what_named_the_packs(  # noqa: PLR0917
    misca: Misca,
    configuration: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    variable: str,
    expected: tuple[str, str],
) -> None:
    assert configuration.is_file()
    (tmp_path / "other").mkdir()
    done = misca("paths", "--json", *arguments, env={"MISCA_FACTS": variable})
    document = json.loads(done.stdout)
    (place,) = document["facts"]
    assert (str(tmp_path / expected[0]), expected[1]) == (place["folder"], document["named_by"])


def test_without_a_word_the_built_in_pack_is_read(misca: Misca, configuration: Path) -> None:
    configuration.unlink()
    document = json.loads(misca("paths", "--json").stdout)
    assert document["named_by"] == "built-in"
    assert document["facts"] == [{"folder": f"{builtin_folder()}/misca", "exists": True}]
    assert document["configuration"] == {"path": str(configuration), "exists": False}


def test_a_broken_configuration_is_one_line(misca: Misca, configuration: Path) -> None:
    configuration.write_text('facts = ["packs"]\n')
    problem = (
        f'{configuration}:1:10: error: facts: "packs" is relative '
        "(write it from the root or from ~) [bad-folder]\n"
    )
    hint = 'hint: for example: facts = ["~/packs/a", "/srv/packs/b"]\n'
    assert misca("query", "gabon") == Run(2, "", problem + hint)
    done = misca("paths")
    assert (done.status, done.stderr) == (2, problem)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
        "configuration",
        "cache",
        "built-in",
    ]
    (told,) = json.loads(misca("query", "gabon", "--json").stdout)["problems"]
    assert (told["file"], told["line"], told["column"]) == (str(configuration), 1, 10)


def test_a_folder_that_is_not_there_is_told(misca: Misca, tmp_path: Path, pack: Path) -> None:
    done = misca("paths", "--facts", "nowhere", "--facts", str(pack))
    assert (done.status, done.stderr) == (
        2,
        "nowhere: error: can't be read: No such file or directory [unreadable]\n",
    )
    facts = [line.split("\t")[1] for line in done.stdout.splitlines() if line.startswith("facts")]
    assert facts == [str(tmp_path / "nowhere"), str(pack)]


def test_a_mistake_has_a_document_of_its_own(misca: Misca) -> None:
    done = misca("paths", "there", "--json")
    document = json.loads(done.stdout)
    assert (done.status, document["command"]) == (2, "paths")
    (problem,) = document["problems"]
    assert problem["message"] == '"paths" takes options only, not "there"'


def test_what_a_file_name_holds_cannot_act(misca: Misca, tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b[2J\n\tb"
    folder.mkdir()
    lines = misca("paths", "--facts", str(folder)).stdout.splitlines()
    assert lines[2] == f"facts\t{tmp_path}/a\\x1b[2J\\n\\tb\t--facts"
