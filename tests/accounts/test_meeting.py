"""Which facts meet, by what the data says of identities and parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts.meeting import (
    assumed,
    key_of,
    meeting,
    parts,
    reached,
    related,
    root,
    wholes,
)
from misca_cli.model import Entity, Fact, Measure

from .made import base, entity, fact

KEYED = Measure(id="calls", name="calls", key=("who", "where", "involves", "by", "stage"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(fact("a", "5"), "guards\nguard", id="subject"),
        pytest.param(fact("a", "5", who="army"), "guards\nguard", id="same-as"),
        pytest.param(fact("a", "5", who=None), "guards\n", id="nobody"),
        pytest.param(fact("a", "5", who="nowhere"), "guards\nnowhere", id="undescribed"),
        pytest.param(
            fact("a", "5", what="calls", where="oris", involves=("x", "army"), statement="speech"),
            "calls\nguard\noris\nguard x\nbosc\n",
            id="all-fields",
        ),
        pytest.param(fact("a"), None, id="no-value"),
        pytest.param(fact("a", "5", what="ships"), None, id="unknown-measure"),
        pytest.param(fact("a", "5", status="retired"), None, id="retired"),
    ],
)
def test_meeting(said: Fact, expected: str | None) -> None:
    among = base(said, entities=[entity("army", same_as="guard")], measures=[KEYED])
    assert expected == meeting(said, among)


def test_key_and_what_is_assumed_of_it() -> None:
    said = fact("a", "5", who="army")
    army = entity("army", same_as="guard")
    among = base(said, entities=[army])
    assert key_of(said, among) == {"who": ("guard",)}
    assert (army,) == assumed([said, fact("b", "6")], among)


def test_identities_of_values_are_assumed_as_well() -> None:
    mara, bosc = entity("mara", same_as="b2"), entity("b2", same_as="bosc")
    told = fact("a", ("mara", "guard"), what="head"), fact("b", ("bosc",), what="head")
    assert (bosc, mara) == assumed(told, base(*told, entities=[mara, bosc]))


@pytest.mark.parametrize(
    ("same_as", "expected"),
    [
        pytest.param({"b": "a"}, {"a": "a", "b": "a"}, id="one"),
        pytest.param({"b": "c", "c": "a"}, {"a": "a", "b": "a", "c": "a"}, id="chain"),
        pytest.param({"a": "a"}, {"a": "a"}, id="itself"),
        pytest.param({"c": "b", "b": "c"}, {"b": "b", "c": "b"}, id="each-other"),
        pytest.param(
            {"a": "b", "b": "c", "c": "b"}, {"a": "b", "b": "b", "c": "b"}, id="into-a-circle"
        ),
        pytest.param({"a": "gone"}, {"a": "gone"}, id="undescribed"),
    ],
)
def test_root(same_as: dict[str, str], expected: dict[str, str]) -> None:
    among = base(entities=[entity(each, same_as.get(each)) for each in "abc"])
    assert expected == {each: root(fact("f"), each, among) for each in expected}


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        pytest.param([entity("a", part_of=("b",)), entity("b", part_of=("c",))], "bc", id="far"),
        pytest.param([entity("a", part_of=("b",)), entity("b", part_of=("a",))], "b", id="circle"),
        pytest.param([entity("a", part_of=("a",))], "", id="itself"),
        pytest.param([entity("a", same_as="b"), entity("b", part_of=("c",))], "c", id="same-as"),
        pytest.param([entity("a", same_as="b", part_of=("b",)), entity("b")], "", id="both"),
        pytest.param(
            [entity("a", part_of=("b",)), entity("b", same_as="c", part_of=("d",))],
            "cd",
            id="a-part-of-what-counts-as-another",
        ),
    ],
)
def test_wholes(entities: list[Entity], expected: str) -> None:
    assert frozenset(expected) == wholes(fact("f"), "a", base(entities=entities))


def test_parts_are_those_of_what_counts() -> None:
    squad, army = entity("squad", part_of=("army",)), entity("army", same_as="guard")
    entities = base(entities=[squad, army, Entity(id="town", name="Town", kind="place")])
    assert related(entities) == {"squad", "army", "guard"}
    assert [*parts(entities, related(entities))] == [("squad", "guard")]


@pytest.mark.parametrize(
    ("leads", "expected"),
    [({"a": "b", "b": "c", "d": "e"}, "bc"), ({"a": "b", "b": "a"}, "b"), ({}, "")],
    ids=["far", "circle", "nowhere"],
)
def test_reached(leads: dict[str, str], expected: str) -> None:
    assert frozenset(expected) == reached("a", leads)


@st.composite
def forests(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Draw identities without a circle: each leads to an earlier entity, if to any."""
    names = "abcdef"
    return [
        (name, draw(st.sampled_from(names[:at])))
        for at, name in enumerate(names)
        if at and draw(st.booleans())
    ]


@given(forests(), st.data())
def test_which_of_two_is_the_same_as_the_other_makes_no_difference(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    led = {one for one, _ in pairs}
    free = [pair for pair in pairs if pair[1] not in led]
    swapped = data.draw(st.sampled_from(free)) if free else None
    turned = [(b, a) if (a, b) == swapped else (a, b) for a, b in pairs]
    assert together(pairs) == together(turned)


def together(pairs: list[tuple[str, str]]) -> set[frozenset[str]]:
    """Return who counts as one."""
    same_as = dict(pairs)
    among = base(entities=[entity(each, same_as.get(each)) for each in "abcdef"])
    roots = {each: root(fact("f"), each, among) for each in "abcdef"}
    return {frozenset(e for e in roots if roots[e] == top) for top in roots.values()}
