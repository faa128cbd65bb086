from __future__ import annotations

from typing import Any

import pytest

from misca_cli import dates
from misca_cli.errors import FactsNotFoundError
from misca_cli.factbase import Factbase, factbase, read
from misca_cli.model import Entity, Fact, Measure, Pack, Problem, Source, Statement

TUESDAY, LATER = dates.parse("2013-11-26"), dates.parse("2013-12")


def fact(fact_id: str, pack: str = "own", **fields: Any) -> Fact:
    place = {"file": "facts.toml", "line": 1, "at": "p1"}
    return Fact(
        **{"id": fact_id, "pack": pack, "claim": "One.", "source": "herald", **place, **fields}
    )


def pack(name: str, *facts: Fact, **tables: Any) -> Pack:
    return Pack(folder=name, name=name, facts={fact.id: fact for fact in facts}, **tables)


def described(name: str, *ids: str) -> dict[str, Any]:
    """One record of each kind by each id, which says of which pack it is."""
    return {
        "entities": {i: Entity(id=i, name=f"{i} of {name}", kind="country") for i in ids},
        "measures": {i: Measure(id=i, name=f"{i} of {name}") for i in ids},
        "sources": {i: Source(id=i, type="webpage", title=f"{i} of {name}") for i in ids},
        "statements": {i: Statement(id=i, venue=f"{i} of {name}") for i in ids},
    }


PACKS = (
    pack("own", **described("own", "mine", "both")),
    pack("next", **described("next", "both", "shared")),
    pack("last", **described("last", "both", "shared", "theirs")),
)


@pytest.mark.parametrize(
    ("pack_name", "wanted", "owner"),
    [
        ("own", "mine", "own"),
        ("own", "both", "own"),
        ("next", "both", "next"),
        ("last", "both", "last"),
        ("last", "shared", "last"),
        ("last", "mine", "own"),
        ("own", "shared", "next"),
        ("own", "theirs", "last"),
        ("own", "nobody", None),
    ],
)
def test_an_id_means_the_own_pack_first_then_the_others(
    pack_name: str, wanted: str, owner: str | None
) -> None:
    base = factbase(PACKS)
    one = fact("f", pack_name, what=wanted, statement=wanted)
    expected = f"{wanted} of {owner}" if owner else None
    entity, measure = base.entity(one, wanted), base.measure(one)
    source, statement = base.source(one, wanted), base.statement(one)
    assert [
        entity and entity.name,
        measure and measure.name,
        source and source.title,
        statement and statement.venue,
    ] == [expected] * 4
    assert base.name(one, wanted) == (expected or wanted)


def test_a_fact_without_measure_or_statement_has_none() -> None:
    base = factbase(PACKS)
    assert base.measure(fact("f")) is None
    assert base.statement(fact("f")) is None


def test_clashing_ids_are_qualified_and_others_are_not() -> None:
    own, other = fact("same"), fact("same", "next")
    base = factbase((pack("own", own, fact("a")), pack("next", other, fact("b", "next"))))
    assert list(base.facts) == ["own/same", "a", "next/same", "b"]
    assert [base.qualified(one) for one in base.facts.values()] == list(base.facts)
    assert base.facts["own/same"] is own
    assert base.facts["next/same"] is other


def test_an_id_may_be_typed_with_its_pack_whether_or_not_it_clashes() -> None:
    own, other = fact("same"), fact("same", "next")
    base = factbase((pack("own", own, fact("a")), pack("next", other, fact("b", "next"))))
    typed = {text: base.typed(text) for text in ("own/same", "a", "own/a", "next/a", "same", "/a")}
    assert typed == {
        "own/same": "own/same",
        "a": "a",
        "own/a": "a",
        "next/a": None,
        "same": None,
        "/a": None,
    }


def test_ids_clash_among_any_two_packs() -> None:
    names = ("one", "two", "three")
    packs = tuple(pack(name, fact("first", name), fact(name, name)) for name in names)
    apart = (*packs[:2], pack("three", fact("one", "three")))
    assert set(factbase(apart).facts) == {"one/first", "two/first", "one/one", "two", "three/one"}


def by(one: Fact, **statement: Any) -> Factbase:
    issued = {"herald": Source(id="herald", type="webpage", title="Herald", issued=LATER)}
    utterance = {"radio": Statement(id="radio", **statement)}
    return factbase((pack("own", one, sources=issued, statements=utterance),))


@pytest.mark.parametrize(
    ("fields", "statement", "speakers", "said"),
    [
        pytest.param({}, {"by": ("a",), "said": TUESDAY}, (), None, id="the source's own voice"),
        pytest.param({"by": ("b",), "said": LATER}, {}, ("b",), LATER, id="the fact's own"),
        pytest.param(
            {"statement": "radio"},
            {"by": ("a", "b"), "said": TUESDAY},
            ("a", "b"),
            TUESDAY,
            id="the statement's",
        ),
        pytest.param({"statement": "radio"}, {}, (), None, id="a statement that says neither"),
        pytest.param({"statement": "tv"}, {"by": ("a",)}, (), None, id="an unknown statement"),
    ],
)
def test_speakers_and_said(
    fields: dict[str, Any], statement: dict[str, Any], speakers: tuple[str, ...], said: Any
) -> None:
    one = fact("f", **fields)
    base = by(one, **statement)
    assert (speakers, said) == (base.speakers(one), base.said(one))


@pytest.mark.parametrize(
    ("fields", "used", "known"),
    [
        pytest.param({}, (None, None), LATER, id="issued is no date of the fact"),
        pytest.param({"source": "gone"}, (None, None), None, id="nothing"),
        pytest.param({"when": TUESDAY}, ("when", TUESDAY), LATER, id="when"),
        pytest.param({"said": TUESDAY}, ("said", TUESDAY), TUESDAY, id="said"),
        pytest.param({"when": LATER, "said": TUESDAY}, ("when", LATER), TUESDAY, id="both"),
        pytest.param({"statement": "radio"}, ("said", TUESDAY), TUESDAY, id="the statement's"),
    ],
)
def test_which_date_is_used_and_by_when_it_was_known(
    fields: dict[str, Any], used: tuple[str | None, Any], known: Any
) -> None:
    one = fact("f", **fields)
    base = by(one, said=TUESDAY)
    assert (used, known) == (base.date_used(one), base.date_known(one))


def test_problems_are_kept() -> None:
    problem = Problem(
        file="a", line=0, column=0, severity="error", rule="bad-toml", key="", message="is wrong"
    )
    assert factbase((), (problem,)) == Factbase(packs=(), problems=(problem,), facts={})


def test_reading_a_folder_that_is_not_there() -> None:
    with pytest.raises(FactsNotFoundError):
        read(["/nowhere"])
