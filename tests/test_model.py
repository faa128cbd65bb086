from __future__ import annotations

import pytest

from misca_cli import model
from misca_cli.cli import candidates
from misca_cli.index import shelf
from misca_cli.index.rows import SHARED
from misca_cli.load.fields import READERS
from misca_cli.model import Problem
from misca_cli.record import Record
from misca_cli.schema import PACK, PLURALS, REFERS, TABLES, Field
from misca_cli.search import fields

RECORDS: dict[str, type[Record]] = {"fact": model.Fact, **model.RECORDS}
FIELDS = [
    pytest.param(kind, field, id=f"{kind}.{field.name}")
    for kind, fields in (*TABLES.items(), ("pack", PACK))
    for field in fields
]
OF_THE_TOOL = {
    *("id", "pack", "file", "line", "anchor", "folder", "facts", "broken", "doubted"),
    *PLURALS.values(),
}
TYPES = {
    "text": {"str", "str | None"},
    "choice": {"str", "str | None"},
    "id": {"str", "str | None"},
    "texts": {"tuple[str, ...]"},
    "ids": {"tuple[str, ...]"},
    "date": {"Date | None"},
    "value": {"Value | None"},
    "flag": {"bool"},
    "tolerance": {"str | None"},
    "days": {"str | None"},
    "readings": {"Mapping[str, str]"},
    "copy": {"Copy | None"},
    "identity": {"Identity | None"},
}


def record(kind: str) -> type[Record]:
    return model.Pack if kind == "pack" else RECORDS[kind]


def test_what_finding_knows_of_tables_is_what_the_schema_says() -> None:
    """It says so once more, as a query would read the schema longer than the facts."""
    assert {plural: model.RECORDS[kind] for kind, plural in PLURALS.items()} == shelf.KINDS
    assert {*SHARED} == {*PLURALS.values()}
    assert {fields.TABLES[kind] == PLURALS[kind] for kind in fields.KINDS.values()} == {True}
    refers = {name: kind for name, kind in REFERS["fact"].items() if name in fields.KINDS}
    assert refers == fields.KINDS
    assert {field: fields.TABLES[kind] for field, kind in refers.items()} == candidates.TABLES


@pytest.mark.parametrize("kind", [*TABLES, "pack"])
def test_a_table_and_its_record_have_the_same_fields(kind: str) -> None:
    written = [field.name for field in (PACK if kind == "pack" else TABLES[kind])]
    held = [
        name
        for name in record(kind)._fields
        if name not in OF_THE_TOOL or (kind == "ruling" and name == "facts")
    ]
    assert written == held


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_is_read_as_what_its_record_holds(kind: str, field: Field) -> None:
    assert record(kind).__annotations__[field.name] in TYPES[field.kind]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_is_required_where_its_record_has_no_default(kind: str, field: Field) -> None:
    given_otherwise = {("measure", "name"), ("pack", "name")}  # by the id, by the folder
    optional = field.name in record(kind)._defaults or (kind, field.name) in given_otherwise
    # A term needs its words, though a record made by hand may do without.
    assert field.required is (not optional or (kind, field.name) == ("term", "aliases"))


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_is_described(kind: str, field: Field) -> None:
    assert field.kind in {*READERS, "choice"}, kind
    assert field.kind != "choice" or field.choices
    assert not field.choices or field.kind in ("choice", "texts")
    assert field.refers in {None, *TABLES}
    assert (field.refers is None) is (field.kind not in {"id", "ids"})
    assert field.meaning.strip().rstrip(".") == field.meaning


def test_kinds_of_fields_are_all_in_use() -> None:
    used = {field.kind for fields in TABLES.values() for field in fields}
    assert used == {*READERS, "choice"} == set(TYPES)


def test_every_table_has_a_record() -> None:
    assert set(TABLES) == set(RECORDS)


@pytest.mark.parametrize(
    ("line", "key", "shown"),
    [
        (3, "fact.a.when", "a.toml:3:7: error: fact.a.when: is wrong [bad-date]"),
        (3, "", "a.toml:3:7: error: is wrong [bad-date]"),
        (0, "", "a.toml: error: is wrong [bad-date]"),
    ],
    ids=["full", "no key", "no place"],
)
def test_a_problem_is_one_line(line: int, key: str, shown: str) -> None:
    problem = Problem(
        file="a.toml",
        line=line,
        column=7,
        severity="error",
        rule="bad-date",
        key=key,
        message="is wrong",
    )
    assert shown == str(problem)
