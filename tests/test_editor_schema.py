"""The schema that editors check fact files by, held against what the loader takes."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from misca_cli import dates
from misca_cli.config import builtin_folder
from misca_cli.editor_schema import DATE, KINDS, schema, schema_text
from misca_cli.load import load
from misca_cli.schema import PACK, TABLES

SHIPPED = sorted(Path(builtin_folder()).rglob("*.toml"))
DATES = Path(__file__).parent / "data" / "edtf"
BROKEN = Path(__file__).parent / "load" / "bad-packs"

# Rules that a schema of one file can't tell: they need another file, a calendar or a grammar,
# or the file is no TOML at all.
BEYOND = {
    *("bad-toml", "unreadable", "duplicate-id", "unknown-entity", "unknown-fact"),
    *("unknown-measure", "unknown-source", "unknown-statement", "bad-value", "bad-figure"),
    *("control-characters", "bad-number"),
}
ELSEWHERE = {"bad-value-for-measure", "pack-within-a-pack"}
"""Packs in which another file makes one broken."""
CLAIM = 'claim = "It rained."\nsource = "herald"\nat = "p1"\n'


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except dates.BadDateError:
        return False
    return True


def as_json(value: Any) -> Any:
    """Return a value of TOML as editors take it for JSON."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def faults(text: str) -> list[str]:
    document = as_json(tomli.loads(text))
    return sorted(error.json_path for error in validator().iter_errors(document))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(schema_text()) == schema()


def test_every_kind_of_field_is_described() -> None:
    kinds = {field.kind for fields in (*TABLES.values(), PACK) for field in fields}
    assert kinds == KINDS.keys()


def test_every_field_completes_with_its_meaning() -> None:
    properties: Any = schema()["properties"]
    described = {
        kind: {
            name: value["description"]
            for name, value in properties[kind]["additionalProperties"]["properties"].items()
        }
        for kind in TABLES
    }
    assert described == {
        kind: {field.name: field.meaning for field in fields} for kind, fields in TABLES.items()
    }
    assert {f"in pack.toml: {field.meaning}" for field in PACK} == {
        properties[field.name]["description"] for field in PACK
    }


def test_choices_and_what_is_absent_complete() -> None:
    properties: Any = schema()["properties"]
    fact = properties["fact"]["additionalProperties"]["properties"]
    assert fact["status"] == {
        "description": "the state of our record, not of the world",
        "default": "checked",
        "enum": ["draft", "checked", "retired"],
    }
    source = properties["source"]["additionalProperties"]["properties"]
    assert source["seen"]["default"] is True


def test_nothing_that_completes_stands_behind_a_reference() -> None:
    assert "$ref" not in schema_text()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_pack_passes(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(f"[fact.été-1.a]\n{CLAIM}".replace("été-1.a", '"été-1.a"'), id="id"),
        pytest.param(f"[fact.a]\n{CLAIM}when = 2013-12-05", id="day"),
        pytest.param(f'[fact.a]\n{CLAIM}when = "[2013-12-05..]"', id="EDTF"),
        pytest.param(f'[fact.a]\n{CLAIM}who = "x"\nwhat = "y"\nvalue = 1.5', id="number"),
        pytest.param(f'[fact.a]\n{CLAIM}who = "x"\nwhat = "y"\nvalue = ["a"]', id="entities"),
        pytest.param(
            f'[fact.a]\n{CLAIM}who = "x"\nwhat = "y"\nvalue = {{ low = -6, unit = "°C" }}',
            id="figure",
        ),
        pytest.param(
            'default.source = "herald"\n[fact.a]\nclaim = "It rained."\nat = "p1"', id="default"
        ),
        pytest.param('[measure.a]\ntolerance = 50\nholds = "14d"\nkey = "who"', id="measure"),
        pytest.param('name = "a"\nmaintainers = "me"', id="pack"),
    ],
)
def test_what_the_loader_takes_passes(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("name", ["valid.tsv", "invalid.tsv"])
def test_every_date_that_is_read_passes(name: str) -> None:
    lines = (DATES / name).read_text("utf-8").splitlines()
    written = [field for line in lines for field in line.split("\t")]
    taken = [text for text in written if is_date(text)]
    assert len(taken) > 10 or name == "invalid.tsv"
    assert [text for text in taken if not Draft202012Validator(DATE).is_valid(text)] == []


@pytest.mark.parametrize("text", ["2013-13", "2013-12-32", "12/05/2013", "5 Dec 2013", "2013-1"])
def test_what_is_no_date_fails(text: str) -> None:
    assert not Draft202012Validator(DATE).is_valid(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[fact.a]\nclaim = "It rained."\nsource = "herald"', ["$.fact.a"]),
        ('[fact.a]\nclaim = "It rained."\nat = "p1"', ["$.fact.a"]),
        (f"[fact.a]\n{CLAIM}wehn = 2013-12-05", ["$.fact.a"]),
        (f'[fact.a]\n{CLAIM}when = "last Tuesday"', ["$.fact.a.when"]),
        (f"[fact.a]\n{CLAIM}when = 2013-12-05T10:00:00", ["$.fact.a.when"]),
        (f"[fact.a]\n{CLAIM}when = 2013", ["$.fact.a.when"]),
        (f'[fact.a]\n{CLAIM}act = "says"', ["$.fact.a.act"]),
        (f'[fact.a]\n{CLAIM}who = "the king"', ["$.fact.a.who"]),
        (f'[fact.a]\n{CLAIM}by = ["a", 1]', ["$.fact.a.by"]),
        (f"[fact.a]\n{CLAIM}value = 1", ["$.fact.a", "$.fact.a"]),
        (f'[fact.a]\n{CLAIM}who = "x"\nwhat = "y"\nvalue = {{ lwo = 1 }}', ["$.fact.a.value"]),
        (f'[fact.a]\n{CLAIM}who = "x"\nwhat = "y"\nvalue = {{ unit = "a" }}', ["$.fact.a.value"]),
        (f'[fact.a]\n{CLAIM}statement = "s"\nby = "b"', ["$.fact.a"]),
        (f'[fact."a b"]\n{CLAIM}', ["$.fact"]),
        (f'[fact."-a"]\n{CLAIM}', ["$.fact"]),
        ("[fact]\na = 1", ["$.fact.a"]),
        (
            '[measure.a]\ntolerance = "some"\nholds = "14 days"\nkey = ["whom"]',
            ["$.measure.a.holds", "$.measure.a.key", "$.measure.a.tolerance"],
        ),
        (
            '[source.a]\ntitle = " "\ntype = "book"\nseen = "no"',
            ["$.source.a.seen", "$.source.a.title"],
        ),
        ('[source.a]\ntitle = "A"\ntype = "book"\ncopy = { sha256 = "0" }', ["$.source.a.copy"]),
        (
            '[entity.a]\nname = "A"\nkind = "place"\nsame_as = { entity = "b" }',
            ["$.entity.a.same_as"],
        ),
        ('[anchors.a]\n"p1 s1" = "1:0+0:aaaaaaaaaaaa"', ["$.anchors.a['p1 s1']"]),
        ("[facts.a]", ["$"]),
        ("default.sauce = 1", ["$.default"]),
    ],
)
def test_what_is_broken_fails_at_its_place(text: str, where: list[str]) -> None:
    assert faults(text) == where


@pytest.mark.parametrize(
    "folder",
    [path for path in sorted(BROKEN.iterdir()) if path.is_dir()],
    ids=lambda path: path.name,
)
def test_what_the_loader_refuses_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    _, problems = load(["."])
    for file in sorted(folder.rglob("*.toml")):
        name = str(file.relative_to(folder))
        told = {problem.rule for problem in problems if problem.file == name}
        if not told:
            assert faults(file.read_text("utf-8")) == []
        elif told - BEYOND and folder.name not in ELSEWHERE:
            assert faults(file.read_text("utf-8-sig")) != []
