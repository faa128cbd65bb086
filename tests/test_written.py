from __future__ import annotations

from decimal import Decimal

import pytest

from misca_cli.load.fields import FIELD_READERS, read_value
from misca_cli.model import Copy, Entity, Fact, Identity, Measure, Source, Statement
from misca_cli.record import Record
from misca_cli.schema import TABLES
from misca_cli.written import layout, needed, refers, written

HEADER = {"id": "f", "pack": "p", "file": "f.toml", "line": 1, "source": "s", "at": "p1"}


def fact(**fields: object) -> Fact:
    """Return a fact whose fields are given as a fact file has them."""
    readers = FIELD_READERS["fact"]
    read = {name: readers[name](value) for name, value in fields.items() if name != "value"}
    if "value" in fields:
        read["value"] = read_value(fields["value"], None)
    return Fact(**{**HEADER, "claim": "A claim.", **read})


@pytest.mark.parametrize("kind", TABLES)
def test_every_field_of_a_table_has_its_place(kind: str) -> None:
    assert sorted(layout(kind)) == sorted(field.name for field in TABLES[kind])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("~2800 soldiers", "~2800 soldiers", id="text"),
        pytest.param(420, "420", id="number"),
        pytest.param(Decimal("1.50"), "1.50", id="fraction"),
        pytest.param({"amount": -5, "unit": "m"}, {"amount": -5, "unit": "m"}, id="below-zero"),
        pytest.param(
            {"low": 6, "high": 12, "relation": "minus"},
            {"low": 6, "high": 12, "relation": "minus"},
            id="decrease-by-a-range",
        ),
        pytest.param({"low": 6, "high": 12, "high_included": False}, "6..<12", id="open-end"),
        pytest.param("unknown", "unknown", id="unknown"),
        pytest.param(["gabon"], "gabon", id="entity"),
        pytest.param(["gabon", "chad"], ["gabon", "chad"], id="entities"),
        pytest.param("2013-12", "2013-12", id="date"),
    ],
)
def test_values(value: object, expected: object) -> None:
    written_value = written("fact", fact(value=value))["value"]

    if value == {"low": 6, "high": 12, "high_included": False}:
        expected = value
    assert written_value == expected
    assert fact(value=written_value) == fact(value=value)


def test_a_date_that_a_value_says_is_not_repeated() -> None:
    dated = fact(value="2013-12", when="2013-12")

    assert "when" not in written("fact", dated)
    assert written("fact", fact(value="2013-12", when="2014"))["when"] == "2014"


@pytest.mark.parametrize(
    ("kind", "record", "expected"),
    [
        pytest.param("measure", Measure(id="m", name="m"), {}, id="measure-named-by-its-id"),
        pytest.param("measure", Measure(id="m", name="M"), {"name": "M"}, id="measure"),
        pytest.param(
            "source",
            Source(id="s", type="book", title="S", seen=False, copy=Copy(file="s.txt")),
            {"type": "book", "title": "S", "seen": False, "copy": {"file": "s.txt"}},
            id="source",
        ),
        pytest.param(
            "entity",
            Entity(id="e", name="E", kind="k", same_as=Identity(entity="f", because="so")),
            {"name": "E", "kind": "k", "same_as": {"entity": "f", "because": "so"}},
            id="entity",
        ),
    ],
)
def test_other_records(kind: str, record: Record, expected: object) -> None:
    assert written(kind, record) == expected


def test_what_a_fact_names() -> None:
    named = fact(who="a", what="m", value=["b", "c"], statement="t", cites=["u"], supersedes=["g"])

    assert set(refers("fact", named)) == {
        ("entity", "a"),
        ("entity", "b"),
        ("entity", "c"),
        ("measure", "m"),
        ("source", "s"),
        ("source", "u"),
        ("statement", "t"),
        ("fact", "g"),
    }


def test_what_is_named_names_more() -> None:
    records: dict[str, dict[str, Record]] = {
        "statement": {"t": Statement(id="t", by=("a",))},
        "entity": {
            "a": Entity(id="a", name="A", kind="k", part_of=("b",)),
            "b": Entity(id="b", name="B", kind="k", part_of=("a", "gone")),
            "c": Entity(id="c", name="C", kind="k"),
        },
    }
    found = needed([("statement", "t"), ("fact", "g")], lambda k, each: records[k].get(each))

    assert {kind: [*found[kind]] for kind in found} == {"entity": ["a", "b"], "statement": ["t"]}
