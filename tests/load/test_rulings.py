from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.load import load
from misca_cli.load.reader import PackReader
from misca_cli.load.rulings import digest

FACTS = """\
[fact.one]
claim = "A claim."
source = "herald"
at = "p1"

[fact.two]
claim = "Another."
source = "herald"
at = "p2"
when = 2019-05-04
"""
OTHERS = '[source.herald]\ntype = "webpage"\ntitle = "The Herald"\n'
RULING = """\
[ruling.one]
facts = ["one", "two"]
verdict = "same"
why = "One event."
"""


def pack(folder: Path, facts: str = FACTS, sealed: str | None = None) -> Path:
    (folder / "facts.toml").write_text(facts, "utf-8")
    (folder / "others.toml").write_text(OTHERS, "utf-8")
    ruling = RULING if sealed is None else f'{RULING}facts_sha256 = "{sealed}"\n'
    (folder / "rulings.toml").write_text(ruling, "utf-8")
    return folder


def sealed(folder: Path) -> str:
    return digest(load([str(pack(folder))])[0][0].facts.values())


def told(folder: Path) -> list[str]:
    return [f"{problem.key} [{problem.rule}]" for problem in load([str(folder)])[1]]


REWRITTEN = [
    pytest.param('at = "p1"\n', 'at = "p1"\ntags = ["a"]\nnote = "n"\n', id="notes"),
    pytest.param("[fact.one]\n", "# why\n\n[fact.one]\n", id="moved"),
    pytest.param('source = "herald"\nat = "p1"', 'at = "p1"\nsource = "herald"', id="order"),
    pytest.param('"p2"', '"p2"\nact = "states"', id="what-is-so-anyway"),
]


@pytest.mark.parametrize(("old", "new"), REWRITTEN)
def test_a_ruling_holds_while_its_facts_say_the_same(tmp_path: Path, old: str, new: str) -> None:
    pack(tmp_path, FACTS.replace(old, new), sealed(tmp_path))

    assert told(tmp_path) == []


CHANGED = [
    pytest.param("2019-05-04", "2019-05-05", id="date"),
    pytest.param("A claim.", "Another claim.", id="claim"),
    pytest.param('"p1"', '"p3"', id="place"),
]


@pytest.mark.parametrize(("old", "new"), CHANGED)
def test_a_ruling_expires_once_a_fact_says_something_else(
    tmp_path: Path, old: str, new: str
) -> None:
    pack(tmp_path, FACTS.replace(old, new), sealed(tmp_path))

    assert told(tmp_path) == ["ruling.one.facts_sha256 [expired-ruling]"]


def test_a_fact_at_fault_is_told_alone(tmp_path: Path) -> None:
    pack(tmp_path, FACTS.replace("2019-05-04", '"2019-13"'), sealed(tmp_path))

    assert told(tmp_path) == ["fact.two.when [bad-date]"]


def test_of_some_files_alone_nothing_is_known_of_rulings(tmp_path: Path) -> None:
    pack(tmp_path, sealed="0123456789abcdef")
    reader = PackReader(str(tmp_path))
    facts = dict(reader.facts([str(tmp_path / "facts.toml")]))

    assert len(facts) == 1
    assert [p.rule for found in reader.problems.values() for p in found] == []
