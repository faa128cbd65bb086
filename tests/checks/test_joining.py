"""Records that are to join a pack, and what `misca check` would say of them there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli import dates
from misca_cli.checks.joining import refusals
from misca_cli.checks.letters import control_characters, hidden
from misca_cli.load.fields import read_value
from misca_cli.model import Entity, Fact, Identity, Measure, Pack, Ruling, Source, Value
from misca_cli.record import Record
from misca_cli.writing import toml_text

OLD = Fact(id="old", pack="p", file="f.toml", line=3, claim="Old.", source="herald", at="p1")
PACK = Pack(
    folder="p",
    name="p",
    facts={"old": OLD},
    sources={
        "herald": Source(
            id="herald", type="book", title="The Herald", issued=dates.parse("2019-05-04")
        )
    },
    entities={"fr": Entity(id="fr", name="France", kind="country", aliases=("Gaul",))},
    measures={"crew": Measure(id="crew", name="crew", unit="people")},
)


def fact(**fields: Any) -> Fact:
    return OLD.replaced(**{"id": "new", **fields})


def figure(text: str) -> Value:
    return read_value(text, PACK.measures["crew"])


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ({}, None),
        ({"who": "fr", "what": "crew", "value": figure("12 people")}, None),
        (
            {"who": "fr", "what": "crew", "value": figure("12 peeple")},
            (
                'value: "peeple" can\'t be compared with "people", the unit of the measure '
                '"crew" (did you mean "people"?) [unit-mismatch]'
            ),
        ),
        (
            {"said": dates.parse("2019-05-05")},
            (
                'said: "The Herald" is dated 4 May 2019, before 5 May 2019, when this was said '
                "[said-after-issued]"
            ),
        ),
        ({"reads": {"when": "one two three four five six"}}, "reads.when: quotes more than 5"),
        ({"status": "retired"}, "status: has neither `because` nor `replaced_by`"),
        ({"supersedes": ("new",)}, 'supersedes: leads back to "new" itself [circular]'),
        ({"note": "a\u202eb"}, "note: holds U+202E, right-to-left override"),
        ({"tags": ("a", "\x1b[2J")}, "tags: holds U+001B, a control character"),
        ({"note": "tabs\tand\nlines, joiners \u200d and spaces \u00a0"}, None),
    ],
)
def test_a_fact(new: Mapping[str, Any], message: str | None) -> None:
    told = refusals(PACK, [fact(**new)], {})

    assert [*told] == ([("fact", "new")] if message else [])
    assert told.get(("fact", "new"), "").startswith(message or "")


def test_all_that_is_wrong_is_told() -> None:
    new = fact(note="\x07", who="fr", what="crew", value=figure("12 km"), status="retired")
    told = refusals(PACK, [new.replaced(status="draft", reads={"at": "a b c d e f"})], {})

    assert told["fact", "new"].count("; ") == 2


@pytest.mark.parametrize(
    ("entity", "clashes"),
    [
        (Entity(id="gb", name="Britain", kind="country"), False),
        (Entity(id="gaul", name="Gaul", kind="country"), True),
        (Entity(id="fra", name="Fra", kind="country", aliases=("france",)), True),
        (
            Entity(
                id="gaul",
                name="Gaul",
                kind="country",
                same_as=Identity(entity="fr", because="A name of old."),
            ),
            False,
        ),
    ],
)
def test_the_newcomer_has_the_name_too_many(entity: Entity, clashes: bool) -> None:  # noqa: FBT001
    told = refusals(PACK, [], {"entity": {entity.id: entity}})

    assert [*told] == ([("entity", entity.id)] if clashes else [])


def test_a_ruling_about_something_else() -> None:
    ruling = Ruling(id="r", facts=("old",), verdict="same", why="W.", facts_sha256="00")

    told = refusals(PACK, [], {"ruling": {"r": ruling}})

    assert told["ruling", "r"].startswith("facts_sha256: a fact of this ruling says something else")
    assert refusals(PACK, [], {"ruling": {"r": ruling.replaced(facts_sha256=None)}}) == {}


def test_what_is_wrong_with_the_pack_counts_against_nobody_else() -> None:
    twice = Entity(id="france", name="France", kind="country")
    broken = PACK.replaced(entities={**PACK.entities, "france": twice})

    assert refusals(broken, [fact()], {}) == {}


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_hidden_characters_are_those_that_a_file_would_be_told_of(text: str) -> None:
    record: Record = fact(note=text)

    told = tuple(control_characters(toml_text({}, [fact(note=text)])))

    assert bool(told) == bool(hidden(vars(record)))
    assert bool(told) == (("fact", "new") in refusals(PACK, [fact(note=text)], {}))
