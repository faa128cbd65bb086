from __future__ import annotations

import os
from pathlib import Path

import pytest

from misca_cli.adding.trial import new_problems

from .conftest import FACTS


def tried(folder: str, table: str, fact: str = "new") -> list[str]:
    path = os.path.join(folder, "facts.toml")
    text = Path(path).read_text("utf-8")
    problems = new_problems(folder, {path: f"{text}\n\n{table}"}, fact)
    return [str(each).removeprefix(f"{folder}/") for each in problems]


def test_what_is_sound_is_let_through(folder: str) -> None:
    before = sorted((each, os.stat(each).st_mtime_ns) for each in Path(folder).iterdir())

    assert tried(folder, '[fact.new]\nclaim = "x"\nat = "the caption"\n') == []
    assert sorted((each, os.stat(each).st_mtime_ns) for each in Path(folder).iterdir()) == before


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            '[fact.new]\nclaim = "x"\nat = "x"\nwho = "arora"\n',
            [
                (
                    'facts.toml:17:7: error: fact.new.who: "arora" is no entity of this pack '
                    '(did you mean "aurora"?) [unknown-entity]'
                )
            ],
            id="unknown",
        ),
        pytest.param(
            '[fact.new]\nclaim = "x"\nat = "x"\nwho = "aurora"\nwhat = "people"\nvalue = "3 kg"\n',
            [
                (
                    'facts.toml:19:9: warning: fact.new.value: "kg" can\'t be compared with '
                    '"people", the unit of the measure "people" [unit-mismatch]'
                )
            ],
            id="warning",
        ),
        pytest.param(
            '[fact.new]\nclaim = "x"\nat = "x"\n[entity.one]\nname = "Aurora"\nkind = "ship"\n',
            [
                (
                    'shared.toml:8:8: warning: entity.aurora.name: "Aurora" is a name of "one" too '
                    "(drop it from one of them) [alias-clash]"
                )
            ],
            id="clash",
        ),
    ],
)
def test_what_is_new_is_told(folder: str, table: str, expected: list[str]) -> None:
    assert tried(folder, table) == expected


def test_what_was_wrong_before_is_not_told(folder: str) -> None:
    (Path(folder) / "broken.toml").write_text("[", "utf-8")
    (Path(folder) / "entities.toml").write_text('[entity.dup]\nname = "Old Lady"\n', "utf-8")

    assert tried(folder, '[fact.new]\nclaim = "x"\nat = "x"\n') == []


def test_a_broken_file_is_told_as_the_fact_could_not_be_read(folder: str) -> None:
    (Path(folder) / "facts.toml").write_text("fact = 1\n", "utf-8")

    assert tried(folder, '[fact.new]\nclaim = "x"\nat = "x"\n') == [
        (
            'facts.toml:4:2: error: "fact.new" or a part of it is already given above, in line 1 '
            "[bad-toml]"
        )
    ]


def test_files_of_facts_alone_need_not_be_read(folder: str) -> None:
    (Path(folder) / "more.toml").write_text(FACTS.replace("[fact.", "[fact.more-"), "utf-8")

    assert tried(folder, '[fact.new]\nclaim = "x"\nat = "x"\nsupersedes = "more-late"\n') == []
