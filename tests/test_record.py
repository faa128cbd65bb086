from __future__ import annotations

import copy
from typing import Any

import pytest

from misca_cli.record import Record


class Point(Record):
    """Two fields, one of them with a default."""

    x: int
    y: int = 0
    _private: int = 5

    @property
    def sum(self) -> int:
        return self.x + self.y


class Labelled(Point):
    """A third field."""

    label: str | None = None


class Again(Point):
    """No field of its own."""


class Twin(Record):
    """What `Point` holds, and yet no point."""

    x: int
    y: int = 0


def test_fields_and_defaults() -> None:
    point = Point(x=1)
    assert (point.x, point.y, point.sum) == (1, 0, 1)
    assert repr(point) == "Point(x=1, y=0)"


def test_fields_are_inherited_in_order() -> None:
    assert repr(Labelled(label="a", x=1)) == "Labelled(x=1, y=0, label='a')"
    assert repr(Again(x=1)) == "Again(x=1, y=0)"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Point: missing ['x'], unknown []"),
        ({"y": 1}, "Point: missing ['x'], unknown []"),
        ({"x": 1, "z": 1}, "Point: missing [], unknown ['z']"),
        ({"y": 1, "z": 1}, "Point: missing ['x'], unknown ['z']"),
        ({"x": 1, "_private": 1}, "Point: missing [], unknown ['_private']"),
    ],
    ids=["none", "missing", "unknown", "as many as needed", "private"],
)
def test_fields_are_neither_missing_nor_unknown(values: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError) as raised:
        Point(**values)
    assert str(raised.value) == message


def test_fields_are_given_by_name() -> None:
    build: Any = Point
    with pytest.raises(TypeError):
        build(1)


@pytest.mark.parametrize("name", ["x", "y", "new"])
def test_records_are_frozen(name: str) -> None:
    point = Point(x=1)
    with pytest.raises(AttributeError, match=r"^Point is frozen$"):
        setattr(point, name, 2)
    with pytest.raises(AttributeError, match=r"^Point is frozen$"):
        delattr(point, name)
    assert point == Point(x=1)


def test_equal_records_are_of_one_class() -> None:
    assert Point(x=1) == Point(x=1, y=0)
    assert hash(Point(x=1)) == hash(Point(x=1, y=0))
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != Twin(x=1)
    assert Point(x=1) != Again(x=1)
    assert Point(x=1) != 1


def test_a_record_that_holds_a_table_is_equal_but_has_no_hash() -> None:
    one, other = Labelled(x=1), Labelled(x=1)
    table: Any = {"a": 1}
    one, other = one.replaced(label=table), other.replaced(label=dict(table))
    assert one == other
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_replaced_keeps_the_original() -> None:
    point = Labelled(x=1, label="a")
    assert point.replaced(x=2, y=3) == Labelled(x=2, y=3, label="a")
    assert point == Labelled(x=1, label="a")
    with pytest.raises(TypeError):
        point.replaced(z=1)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_copies_are_equal(copied: Any) -> None:
    point = Labelled(x=1, label="a")
    assert copied(point) == point
