"""A pack made up for finding: an island, its guard, and ferries."""

from __future__ import annotations

from typing import Any

from misca_cli import dates
from misca_cli.factbase import Factbase, factbase
from misca_cli.figures import reading as figures
from misca_cli.model import Entity, Fact, Measure, Pack, Source, Statement, Term, Value
from misca_cli.search.scan import Scan


def fact(fact_id: str, claim: str, **fields: Any) -> Fact:
    """Return a fact; `value`, `when` and `said` are given as they are written in a file."""
    for name in ("when", "said"):
        if name in fields:
            fields[name] = dates.parse(fields[name])
    if "value" in fields:
        fields["value"] = value(fields["value"])
    given = {"pack": "island", "file": "island.toml", "line": 1, "source": "gazette", "at": "p1"}
    return Fact(id=fact_id, claim=claim, **{**given, **fields})


def value(text: str) -> Value:
    """Return a date where a text begins like one, else a figure."""
    if text[:1] == "[" or text[4:5] == "-":
        return Value(kind="date", text=text, date=dates.parse(text))
    return Value(kind="figure", text=text, figure=figures.parse(text))


FACTS = (
    fact(
        "guards-120",
        "The Coral Guard had 120 guards on the island.",
        who="guard",
        what="guards",
        where="oris",
        value="120 guards",
        when="2013-12-05",
        statement="speech",
        tags=("strength", "harbour"),
    ),
    fact(
        "guards-plan",
        "Mara Le Bosc announced 1,600 guards for Port N'Oris.",
        who="guard",
        what="guards",
        where="port",
        value=">1600 guards",
        stage="announced",
        by=("le-bosc",),
        said="2013-11-20",
    ),
    fact(
        "ferry-arrives",
        "A C-17 ferry arrived in Port N'Oris.",
        who="ferry",
        what="arrival",
        where="port",
        value="[2013-12-06..2013-12-08]",
        when="[2013-12-06..2013-12-08]",
        source="herald",
        cites=("report",),
    ),
    fact(
        "cost",
        "Repairs cost 40 million dollars, 15 % of the budget.",
        what="cost",
        who="oris",
        value="40 million USD",
        when="2012",
        source="herald",
    ),
    fact(
        "council-vote",
        "Resolution 2127 of the Harbour Council was adopted.",
        involves=("council",),
        when="2013-12-05/2013-12-09",
        act="judges",
        note="The minutes are garbled.",
    ),
    fact("storm", "A storm was expected, without a date.", act="predicts", source="herald"),
    fact(
        "storm-old",
        "A storm had been seen.",
        status="retired",
        because="seen by nobody",
        replaced_by="storm",
        when="2013-12-12/..",
    ),
)
ENTITIES = (
    Entity(
        id="guard",
        name="Coral Guard",
        kind="force",
        aliases=("Garde corallienne", "C.G."),
        search=("army",),
    ),
    Entity(id="oris", name="Oris", kind="place", aliases=("Orisian",)),
    Entity(id="port", name="Port N'Oris", kind="place", part_of=("oris",)),
    Entity(id="ferry", name="C-17 ferry", kind="ship", aliases=("Blue Swift",)),
    Entity(id="le-bosc", name="Mara Le Bosc", kind="person"),
    Entity(id="council", name="Harbour Council", kind="organisation", aliases=("Conseil du port",)),
    Entity(id="southern-council", name="Southern Council", kind="organisation"),
)
MEASURES = (
    Measure(id="guards", name="guards", unit="guards", aliases=("guard strength",)),
    Measure(id="arrival", name="arrival", value="date"),
    Measure(id="cost", name="cost", unit="USD"),
)
SOURCES = (
    Source(
        id="gazette",
        type="webpage",
        title="The Island Gazette",
        issued=dates.parse("2013-12-10"),
    ),
    Source(id="herald", type="webpage", title="Harbour Herald", reprints="gazette"),
    Source(id="report", type="report", title="A Report", seen=False),
    Source(id="unread", type="report", title="Another Report", seen=False),
)
TERMS = (
    Term(id="guards", aliases=("sentries", "gardes", "coast watchers")),
    Term(id="arrive", aliases=("land", "come in")),
)
STATEMENTS = (
    Statement(id="speech", by=("le-bosc",), said=dates.parse("2013-12-04"), venue="Fort"),
)
PACK = Pack(
    folder="island",
    name="island",
    facts={each.id: each for each in FACTS},
    entities={each.id: each for each in ENTITIES},
    measures={each.id: each for each in MEASURES},
    sources={each.id: each for each in SOURCES},
    terms={each.id: each for each in TERMS},
    statements={each.id: each for each in STATEMENTS},
)
BASE: Factbase = factbase((PACK,))
CORPUS = Scan(BASE)
EMPTY = Scan(factbase(()))
