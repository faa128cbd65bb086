"""Problems are told of the same files, from wherever these are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.index.freshness import States
from misca_cli.index.problems import read_problems, written_problems
from misca_cli.model import Problem

FILES = ("/a.toml", "/x/a.toml", "/A.toml", "/in a.toml")


def states(*packs: str) -> States:
    files = {(at, inner): (1, 1, 1, 1) for at in range(len(packs)) for inner in FILES}
    return States(packs=packs, places=b"", files=files, at=0)


def problem(file: str, rule: str, message: str) -> Problem:
    return Problem(
        file=file, line=2, column=3, severity="error", rule=rule, key="fact.a", message=message
    )


TWICE = "this id stands already in"
MESSAGES = {
    "another file": ("duplicate-id", f"{TWICE} {{0}}/x/a.toml:1, which is kept"),
    "one by a shorter name": ("duplicate-id", f"{TWICE} {{0}}/a.toml:12, which is kept"),
    "in the other pack": ("duplicate-id", f"{TWICE} {{1}}/in a.toml:1, which is kept"),
    "an id like a file": (
        "duplicate-id",
        '"a.toml", which reads alike, stands already in {0}/A.toml:1, which is kept',
    ),
    "another pack": ("duplicate-pack", 'is left out: "one" is the name of "{0}" too (give it …)'),
    "a file by name": ("unknown-entity", '"one/a.toml" is no entity of this pack'),
    "another message": ("bad-choice", 'one: "one" stands already in one/a.toml:1'),
    "a mark": ("unknown-key", '"\x000:/a.toml\x00 \x00" is not known here'),
    "a file that is not there": ("duplicate-id", f"{TWICE} zz.toml:1, which is kept"),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "message"), MESSAGES.values(), ids=MESSAGES)
@pytest.mark.parametrize(
    ("here", "packs"),
    [
        ("one", (".", "../two")),
        ("", ("one", "two")),
        ("two", ("../one", ".")),
        ("", ("two/../one", "one/../two")),
    ],
    ids=["inside", "above", "beside", "odd"],
)
def test_problems_are_read_as_they_would_be_told_now(  # noqa: PLR0917  # a parametrised row
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    here: str,
    packs: tuple[str, str],
    rule: str,
    message: str,
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()

    def told(packs: tuple[str, str]) -> tuple[Problem, ...]:
        shown = [shown_path(pack) for pack in packs]
        return tuple(
            problem(shown_path(f"{packs[0]}{inner}"), rule, said(message, packs, shown))
            for inner in FILES
        )

    monkeypatch.chdir(tmp_path)
    written = written_problems(told(("one", "two")), states("one", "two")).decode()
    monkeypatch.chdir(tmp_path / here)
    assert told(packs) == read_problems(written, states(*packs))


def said(message: str, packs: tuple[str, str], shown: list[str]) -> str:
    """Return a message about files as it is written now."""
    for at, pack in enumerate(packs):
        for inner in FILES:
            message = message.replace(f"{{{at}}}{inner}:", f"{shown_path(pack + inner)}:")
        message = message.replace(f"{{{at}}}", shown[at])
    return message


def shown_path(path: str) -> str:
    from misca_cli.files import shown_path as shown

    return shown(path)


def test_a_pack_that_is_left_out_is_a_problem_of_its_folder() -> None:
    found = (problem("two", "duplicate-pack", "is left out"),)
    assert found == read_problems(
        written_problems(found, states("one", "two")).decode(), states("one", "two")
    )


def test_no_problem_is_none() -> None:
    assert read_problems(written_problems((), states("one")).decode(), states("one")) == ()
