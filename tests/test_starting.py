from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from misca_cli import factbase
from misca_cli.checks import RULES, check
from misca_cli.editor_schema import SCHEMA_FILE, schema_line
from misca_cli.schema import PACK, TABLES
from misca_cli.starting import EXAMPLES, SAYS, WIDTH, new_pack
from misca_cli.toml import parse

FILES = {
    "fact": "facts.toml",
    "source": "sources.toml",
    "entity": "entities.toml",
    "measure": "measures.toml",
    "term": "terms.toml",
    "statement": "statements.toml",
    "ruling": "rulings.toml",
}


def test_there_is_a_file_for_each_table_and_the_pack_comes_last() -> None:
    assert tuple(new_pack("mine")) == (SCHEMA_FILE, *FILES.values(), "pack.toml")
    assert FILES.keys() == TABLES.keys() == EXAMPLES.keys() == SAYS.keys()


@pytest.mark.parametrize("kind", TABLES)
def test_each_field_has_a_comment(kind: str) -> None:
    text = new_pack("mine")[FILES[kind]]

    for field in TABLES[kind]:
        name = f"# {field.name}{' *' * field.required} "
        line = next(line for line in text.splitlines() if line.startswith(name))
        assert field.meaning.startswith(line.removeprefix(name).strip().partition(":")[0])


def test_each_field_of_the_pack_has_a_comment() -> None:
    text = new_pack("mine")["pack.toml"]

    commented = [line.split()[1] for line in text.splitlines() if line.startswith("# ")]
    assert [field.name for field in PACK] == commented[-len(PACK) :]
    assert parse(text.encode())["name"] == "mine"


@pytest.mark.parametrize("name", [*FILES.values(), "pack.toml"])
def test_editors_are_led_to_the_schema_and_no_line_is_too_long(name: str) -> None:
    lines = new_pack("mine")[name].splitlines()

    assert lines[0] == "#:schema ./misca.schema.json"
    assert [line for line in lines if line.startswith("#") and len(line) > WIDTH] == []


def test_the_schema_is_found_from_below() -> None:
    assert schema_line(2) == "#:schema ../../misca.schema.json\n"


def test_the_examples_are_clean_and_used(tmp_path: Path) -> None:
    for name, text in new_pack("mine").items():
        (tmp_path / name).write_text(text, "utf-8")
    base = factbase.read((str(tmp_path),))

    today = dt.date(2024, 6, 1)
    assert check(base, rules={rule.name for rule in RULES}, today=today) == ()
    assert [*base.facts] == ["aurora-120", "aurora-90"]
