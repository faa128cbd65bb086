from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.adding.draft import Draft
from misca_cli.adding.files import anchored, named_file, texts, usual_file
from misca_cli.editor_schema import SCHEMA_FILE
from misca_cli.errors import UsageError
from misca_cli.load import read_pack
from misca_cli.model import Fact

from .conftest import FACTS, SHARED

DRAFT = Draft(
    id="new",
    fields={
        "at": "p3 s1",
        "claim": 'It "rained".',
        "source": "log",
        "when": "2024-05-03",
        "by": ["aurora"],
    },
)
TABLE = """\
[fact.new]
claim = "It \\"rained\\"."
when = 2024-05-03
by = "aurora"
at = "p3 s1"
"""
WITH_SOURCE = TABLE.replace('at = "p3', 'source = "log"\nat = "p3')


def test_it_stands_behind_what_is_there_byte_for_byte(folder: str) -> None:
    path = f"{folder}/facts.toml"

    assert texts(DRAFT, folder, path) == {path: f"{FACTS}\n\n{TABLE}"}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("", WITH_SOURCE, id="empty"),
        pytest.param("# a\n", f"# a\n\n{WITH_SOURCE}", id="line-end"),
        pytest.param("# a\n\n\n", f"# a\n\n\n{WITH_SOURCE}", id="blank-line"),
        pytest.param(
            "# a\r\n",
            f"# a\r\n\r\n{WITH_SOURCE}".replace("\n", "\r\n").replace("\r\r", "\r"),
            id="crlf",
        ),
        pytest.param("\ufeff# é", f"\ufeff# é\n\n{WITH_SOURCE}", id="byte-order-mark"),
    ],
)
def test_the_gap_and_the_line_ends(folder: str, before: str, expected: str) -> None:
    path = f"{folder}/other.toml"
    Path(path).write_bytes(before.encode())

    assert texts(DRAFT, folder, path) == {path: expected}


def test_a_new_file_leads_editors_to_the_schema(folder: str) -> None:
    Path(folder, SCHEMA_FILE).touch()

    assert texts(DRAFT, folder, f"{folder}/below/new.toml") == {
        f"{folder}/below/new.toml": f"#:schema ../misca.schema.json\n\n{WITH_SOURCE}"
    }


def test_new_records_stand_with_their_like(folder: str) -> None:
    named = {
        "entity": {"b.c": {"name": "B", "kind": "ship"}},
        "statement": {"talk": {"by": ["b.c", "aurora"]}},
    }
    path = f"{folder}/facts.toml"

    assert texts(DRAFT.replaced(named=named), folder, path) == {
        f"{folder}/shared.toml": f'{SHARED}\n[entity."b.c"]\nname = "B"\nkind = "ship"\n',
        f"{folder}/statements.toml": '[statement.talk]\nby = ["b.c", "aurora"]\n',
        path: f"{FACTS}\n\n{TABLE}",
    }


def facts_in(folder: str, *files: str) -> list[Fact]:
    one = next(iter(read_pack(folder)[0].facts.values()))
    return [one.replaced(file=file) for file in files]


def test_the_usual_file(folder: str) -> None:
    same_source = facts_in(folder, "b.toml", "a.toml", "b.toml")
    same_subject = facts_in(folder, "d.toml", "c.toml")

    assert usual_file(folder, same_source, same_subject) == f"{folder}/b.toml"
    assert usual_file(folder, (), same_subject) == f"{folder}/c.toml"
    assert usual_file(folder, (), ()) == f"{folder}/facts.toml"
    assert usual_file(f"{folder}/facts.toml", same_source, ()) == f"{folder}/facts.toml"


@pytest.mark.parametrize("named", ["new.toml", "{folder}/new.toml", "below/../new.toml"])
def test_a_named_file(folder: str, named: str) -> None:
    assert named_file(folder, named.format(folder=folder)) == f"{folder}/new.toml"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("../out.toml", '"../out.toml" is not in the pack "{folder}"'),
        ("new.txt", '"new.txt" would not be read (expected NAME.toml)'),
        (".new.toml", '".new.toml" would not be read (expected NAME.toml)'),
        (".below/new.toml", '".below/new.toml" would not be read (expected NAME.toml)'),
        ("anchors.toml", '"anchors.toml" is written by `misca anchors` alone'),
    ],
)
def test_a_file_that_is_not_for_facts(folder: str, named: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        named_file(folder, named)

    assert str(raised.value) == f"--file: {message.format(folder=folder)}"


def test_a_link_out_of_the_pack_is_no_file_of_it(folder: str, tmp_path: Path) -> None:
    Path(folder, "link.toml").symlink_to(tmp_path / "elsewhere.toml")

    with pytest.raises(UsageError):
        named_file(folder, "link.toml")


def test_anchors_are_in_the_order_of_places(folder: str) -> None:
    Path(folder, "anchors.toml").write_text(
        '[anchors.zoo]\n"p1" = "1:0+1:000000000000"\n'
        '[anchors.log]\n"p10 s1" = "10:0+1:000000000000"\n"n1" = "n1:0+1:000000000000"\n',
        "utf-8",
    )
    draft = DRAFT.replaced(anchor="3:0+2:111111111111")

    found = anchored([("log", "p3 s1", str(draft.anchor))], folder)

    assert [(source, [*places]) for source, places in found.items()] == [
        ("log", ["p3 s1", "p10 s1", "n1"]),
        ("zoo", ["p1"]),
    ]
    assert found["log"]["p3 s1"] == "3:0+2:111111111111"
