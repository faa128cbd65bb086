"""What is exported is imported as the same facts, whatever stands in them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from misca_cli.answer import Answer, Result
from misca_cli.checks import RULES, check
from misca_cli.checks.joining import OF_TOOLS, refusals
from misca_cli.errors import UsageError
from misca_cli.export.written import csv_text, jsonl_text, toml_file
from misca_cli.factbase import factbase, read
from misca_cli.load.fields import is_id
from misca_cli.model import ACTS, STAGES, STATUSES, Entity, Fact, Pack
from misca_cli.record import Record
from misca_cli.rows.accepting import accept
from misca_cli.rows.mapping import Said
from misca_cli.rows.placing import place
from misca_cli.rows.sheets import read_sheet
from misca_cli.rows.taking import take
from misca_cli.schema import TABLES
from misca_cli.toml import parse

NASTY = st.sampled_from(list("=+-@'\";[]{}\\\t\r\n ,aü\x1b\x7f\u202e🙂")) | st.characters(
    exclude_categories=["Cs"], exclude_characters="\0"
)
TEXT = st.text(NASTY, min_size=1, max_size=10).filter(lambda text: not text.isspace())
IDS = ("france", "le-drian", "Élysée", "c.17", "x_1", "2013")
DATES = ("2013-12-05", "2013-12", "-0044-03-15", "[2013-11-26..2013-11-27]", "2013-12-05~", "..")
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "figure": st.sampled_from(
        ("420 soldiers", "~1,200", "-5 °C", "+800 m", ">=1 year", "x2", "unknown", "5 a;b", 7)
    )
    | st.fixed_dictionaries(
        {"amount": st.integers(-(10**20), 10**18) | st.decimals(-100, 100, places=3)},
        optional={"unit": st.just("m"), "approximate": st.booleans()},
    )
    | st.fixed_dictionaries({"low": st.just(-6), "high": st.integers(-5, 5)}),
    "date": st.sampled_from((*DATES[:5], "none")),
    "entity": st.sampled_from(IDS) | st.lists(st.sampled_from(IDS), min_size=1, max_size=3),
}
CHOICES = {"stage": STAGES, "act": ACTS, "status": STATUSES, "basis": ("unclear",)}
KINDS: Mapping[str, Callable[[str], st.SearchStrategy[Any]]] = {
    "text": lambda _: TEXT,
    "texts": lambda _: st.lists(TEXT, min_size=1, max_size=3),
    "id": lambda _: st.sampled_from(IDS[:4]),
    "ids": lambda _: st.lists(st.sampled_from(IDS[:4]), min_size=1, max_size=3),
    "date": lambda _: st.sampled_from(DATES[:5]),
    "choice": lambda name: st.sampled_from(CHOICES[name]),
    "readings": lambda _: st.dictionaries(TEXT, TEXT, min_size=1, max_size=2),
    "value": lambda _: st.nothing(),
}


@st.composite
def raw_facts(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw facts as fact files have them, which may name one another."""
    facts = {}
    for fact_id in draw(st.lists(st.sampled_from(IDS[:5]), min_size=1, max_size=3, unique=True)):
        fields = [
            field
            for field in TABLES["fact"]
            if field.required or (draw(st.booleans()) and field.kind != "value")
        ]
        fact = {field.name: draw(KINDS[field.kind](field.name)) for field in fields}
        if "statement" in fact:
            fact.pop("by", None)
            fact.pop("said", None)
        if {"who", "what"} <= fact.keys() and draw(st.booleans()):
            fact["what"] = draw(st.sampled_from([*VALUES]))
            fact["value"] = draw(VALUES[fact["what"]])
        facts[fact_id] = fact
    return facts


def shared() -> dict[str, dict[str, dict[str, Any]]]:
    """Return what drawn facts may name."""
    ids = IDS[:4]
    return {
        "entity": {each: {"name": f"={each}", "kind": "k", "part_of": "2013"} for each in (*IDS,)},
        "source": {each: {"type": "book", "title": f"'{each}", "issued": "2013"} for each in ids},
        "measure": {each: {"value": each} for each in VALUES} | {each: {} for each in ids},
        "statement": {each: {"by": "france", "said": "2013-12-05"} for each in ids},
    }


def answer_of(facts: dict[str, dict[str, Any]]) -> Answer:
    accepted = accept({"term": {}, "ruling": {}, **shared(), "fact": facts}, empty())
    pack = Pack(
        folder="p",
        name="p",
        facts=accepted.facts,
        sources=accepted.records["source"],  # type: ignore[arg-type]
        entities=accepted.records["entity"],  # type: ignore[arg-type]
        measures=accepted.records["measure"],  # type: ignore[arg-type]
        statements=accepted.records["statement"],  # type: ignore[arg-type]
    )
    results = tuple(Result(id=each, fact=fact) for each, fact in pack.facts.items())
    return Answer(command="query", base=factbase((pack,)), results=results)


def empty() -> Pack:
    return Pack(folder="p", name="p")


def said(facts: Mapping[str, Fact]) -> dict[str, dict[str, object]]:
    """Return all that facts say, but where they stand."""
    places = ("file", "line", "pack")
    return {
        each: {key: value for key, value in fact.__dict__.items() if key not in places}
        for each, fact in facts.items()
    }


def by_id(records: tuple[Fact, ...]) -> dict[str, Fact]:
    return {fact.id: fact for fact in records}


@given(raw_facts())
def test_json_lines_come_back(raw: dict[str, dict[str, Any]]) -> None:
    answer = answer_of(raw)
    (pack,) = answer.base.packs
    assume(pack.facts)

    taken = take([read_sheet("f", jsonl_text(answer).encode(), "jsonl")], Said(), empty())

    assert (taken.bad, taken.made) == ((), ())
    assert said(by_id(taken.facts)) == said(pack.facts)
    assert taken.records["source"].items() <= pack.sources.items()
    assert taken.records.get("entity", {}).items() <= pack.entities.items()


@given(raw_facts())
def test_csv_comes_back(raw: dict[str, dict[str, Any]]) -> None:
    answer = answer_of(raw)
    (pack,) = answer.base.packs

    sheet = read_sheet("f", csv_text(answer).encode(), "csv")
    taken = take([sheet], Said(), pack.replaced(facts={}))

    assert (taken.bad, taken.made, taken.records) == ((), (), {})
    assert said(by_id(taken.facts)) == said(pack.facts)


@given(raw_facts())
def test_toml_comes_back(raw: dict[str, dict[str, Any]]) -> None:
    answer = answer_of(raw)
    (pack,) = answer.base.packs

    document = parse(toml_file(answer).encode())
    accepted = accept({kind: document.get(kind, {}) for kind in TABLES}, empty())

    assert accepted.refused == {}
    assert said(accepted.facts) == said(pack.facts)


@given(raw_facts())
def test_what_is_there_is_not_taken_twice(raw: dict[str, dict[str, Any]]) -> None:
    answer = answer_of(raw)
    (pack,) = answer.base.packs
    text = jsonl_text(answer)

    taken = take([read_sheet("f", text.encode(), "jsonl")], Said(), pack)

    assert (taken.facts, taken.records, taken.bad) == ((), {}, ())
    assert taken.known == text.count("\n")


def rows_of(raw: dict[str, dict[str, Any]]) -> str:
    """Return drawn facts, and what they may name, as rows of JSON Lines."""
    named = shared()
    for entity in named["entity"].values():
        entity.pop("part_of")
    tables = {**named, "fact": raw}
    return "".join(
        json.dumps({"table": kind, "id": record_id, **fields}, default=str) + "\n"
        for kind, records in tables.items()
        for record_id, fields in records.items()
    )


@given(raw_facts())
def test_what_comes_in_passes_check(raw: dict[str, dict[str, Any]]) -> None:
    rules = {rule.name for rule in RULES if rule.severity != "note" and rule.name not in OF_TOOLS}
    sheet = read_sheet("f", rows_of(raw).encode(), "jsonl")
    with TemporaryDirectory() as folder:
        taken = take([sheet], Said(), Pack(folder=folder, name="p"), judge=refusals)
        for each in place(taken, folder):
            Path(each.path).write_text(each.text, "utf-8", newline="")
        base = read([folder])
        problems = check(base, rules=rules, today=dt.date(2020, 1, 1))

    assert [*map(str, problems)] == []
    assert len(base.facts) == len(taken.facts)
    assert len(taken.facts) + len(
        [bad for bad in taken.bad if bad.row.cells["table"] == "fact"]
    ) == (len(raw))


def fact_of(pack: str) -> Fact:
    return Fact(id="f", pack=pack, file="f.toml", line=1, claim="A.", source="s", at="p1", who="e")


def pack_of(name: str, **more: Mapping[str, Record]) -> Pack:
    return Pack(folder=name, name=name, **more)  # type: ignore[arg-type]


def test_two_facts_of_one_id_are_refused() -> None:
    packs = tuple(pack_of(name, facts={"f": fact_of(name)}) for name in ("a", "b"))
    base = factbase(packs)
    results = tuple(Result(id=each, fact=fact) for each, fact in base.facts.items())

    with pytest.raises(UsageError) as caught:
        csv_text(Answer(command="query", base=base, results=results))

    assert (str(caught.value), caught.value.hint) == (
        'the fact "f" of one pack is not that of another',
        "export the facts of one pack with --facts DIR",
    )


def test_two_things_of_one_id_are_refused() -> None:
    packs = (
        pack_of("a", facts={"f": fact_of("a")}, entities={"e": Entity(id="e", name="E", kind="k")}),
        pack_of("b", entities={"e": Entity(id="e", name="Not E", kind="k")}),
    )
    results = (Result(id="f", fact=packs[0].facts["f"]),)

    with pytest.raises(UsageError) as caught:
        jsonl_text(Answer(command="query", base=factbase(packs), results=results))

    assert str(caught.value) == 'the entity "e" of one pack is not that of another'


def test_the_ids_are_ids() -> None:
    assert [each for each in IDS if not is_id(each)] == []
