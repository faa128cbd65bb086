"""Facts made up for comparing: how many guards an island has, since when, and who leads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from misca_cli import dates
from misca_cli.accounts.account import Account, account
from misca_cli.accounts.findings import Judgement
from misca_cli.accounts.groups import Groups
from misca_cli.accounts.units import Target
from misca_cli.factbase import Factbase, factbase
from misca_cli.figures import reading
from misca_cli.model import (
    Entity,
    Fact,
    Identity,
    Measure,
    Pack,
    Ruling,
    Source,
    Statement,
    Term,
    Value,
)

MEASURES = (
    Measure(id="guards", name="guards", unit="guards", key=("who",), tolerance="10%", holds="14d"),
    Measure(id="opened", name="opening", value="date", key=("who",), tolerance="2d", single=True),
    Measure(id="visit", name="visit", value="date", key=("who",)),
    Measure(id="head", name="head", value="entity", key=("who",), single=True),
    Measure(id="guests", name="guests", value="entity", key=("who",)),
    Measure(id="length", name="length", unit="months", key=("who",)),
    Measure(id="span", name="span", unit="km", key=("who",)),
    Measure(id="heat", name="heat", unit="°C", key=("who",)),
    Measure(id="price", name="price", key=("who",)),
)
SOURCES = (
    Source(id="gazette", type="webpage", title="The Gazette", publisher="Gazette Press"),
    Source(id="herald", type="webpage", title="Herald", issued=dates.parse("2013-12-10")),
    Source(id="copy", type="webpage", title="Copy", reprints="gazette"),
)
STATEMENTS = (Statement(id="speech", by=("bosc",), said=dates.parse("2013-12-04")),)
ENTITIES = (
    Entity(id="bosc", name="Mara Bosc", kind="person"),
    Entity(id="guard", name="Coral Guard", kind="force"),
)


def value(written: object) -> Value | None:
    """Read a value: text is a figure, or `@` and a date; a tuple has entities."""
    if isinstance(written, tuple):
        return Value(kind="entity", text=" ".join(written), entities=written)
    if isinstance(written, dict):
        figure = reading.from_table(written)
        return Value(kind="figure", text=figure.text, figure=figure)
    if not isinstance(written, str):
        return None
    if written in ("none", "unknown"):
        return Value(kind=written, text=written)
    if written.startswith("@"):
        return Value(kind="date", text=written[1:], date=dates.parse(written[1:]))
    return Value(kind="figure", text=written, figure=reading.parse(written))


def fact(fact_id: str, written: object = None, **fields: Any) -> Fact:
    """Make a fact, with its dates as text."""
    for name in ("when", "said"):
        if fields.get(name):
            fields[name] = dates.parse(fields[name])
    place: dict[str, Any] = {"pack": "isle", "file": "a.toml", "line": 1, "at": "p1"}
    usual = {"source": "gazette", "who": "guard", "what": "guards"}
    return Fact(id=fact_id, claim=fact_id, value=value(written), **{**place, **usual, **fields})


def entity(entity_id: str, same_as: str | None = None, part_of: tuple[str, ...] = ()) -> Entity:
    """Make a force that is the same as another, or part of some."""
    identity = Identity(entity=same_as, because="of its name") if same_as else None
    name = entity_id.title()
    return Entity(id=entity_id, name=name, kind="force", same_as=identity, part_of=part_of)


def base(
    *facts: Fact,
    entities: Iterable[Entity] = (),
    sources: Iterable[Source] = (),
    measures: Iterable[Measure] = (),
    rulings: Iterable[Ruling] = (),
    terms: Iterable[Term] = (),
) -> Factbase:
    """Make one pack of facts, with the records that all share and some more."""
    tables: Mapping[str, Iterable[Any]] = {
        "facts": facts,
        "entities": (*ENTITIES, *entities),
        "sources": (*SOURCES, *sources),
        "measures": (*MEASURES, *measures),
        "statements": STATEMENTS,
        "rulings": rulings,
        "terms": terms,
    }
    by_id: dict[str, Any] = {
        table: {each.id: each for each in held} for table, held in tables.items()
    }
    return factbase((Pack(folder="isle", name="isle", **by_id),))


def accounts(*facts: Fact, among: Factbase | None = None) -> list[Account]:
    """Return what facts of one measure say, in the order given; each must say something."""
    among = among or base(*facts)
    made = []
    for each in facts:
        measure = among.measure(each)
        assert measure is not None
        said = account(each.id, each, among, Target(measure, among))
        assert said is not None
        made.append(said)
    return made


def judged(among: Factbase) -> Judgement:
    """Return the judgement of facts that all meet."""
    groups = Groups(among, among.facts.items())
    (met,) = groups.facts
    return groups.judgement(met)


def findings(among: Factbase) -> list[tuple[str, str]]:
    """Return what is found in all groups, as kind and ids, in order."""
    groups = Groups(among, among.facts.items())
    judgements = [groups.judgement(met) for met in sorted(groups.facts)]
    return [
        (each.kind, " ".join(each.facts)) for one in judgements for each in (*one.loud, *one.quiet)
    ]
