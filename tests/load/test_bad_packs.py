"""Packs with one kind of fault each: the exact problems, and the facts that still answer.

A folder of `bad-packs` is a pack; `NAME.problems.txt` beside it holds its problem lines. A
fact that must answer claims so, word for word, and no other may.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.load import load
from misca_cli.text import safe_line

PACKS = Path(__file__).parent / "bad-packs"
NAMES = sorted(path.name for path in PACKS.iterdir() if path.is_dir())
ANSWERS = "It answers."


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", NAMES)
def test_exact_problems(
    name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(PACKS / name)
    _, problems = load(["."])
    told = "".join(f"{safe_line(str(problem))}\n" for problem in problems)
    golden = PACKS / f"{name}.problems.txt"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(told.encode())
    assert golden.read_bytes().decode() == told


@pytest.mark.parametrize("name", NAMES)
def test_everything_sound_still_answers(name: str) -> None:
    packs, _ = load([str(PACKS / name)])
    claims = [fact.claim for pack in packs for fact in pack.facts.values()]
    written = b"".join(path.read_bytes() for path in files(PACKS / name))
    assert [ANSWERS] * written.count(f'"{ANSWERS}"'.encode()) == claims
    assert len(claims) >= 1


def test_folders_are_there() -> None:
    assert len(NAMES) >= 60
    assert {f"{name}.problems.txt" for name in NAMES} == {path.name for path in PACKS.glob("*.txt")}
