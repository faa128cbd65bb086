"""Answers from two invented packs, made by hand so that nothing but the format is tested."""

from __future__ import annotations

from decimal import Decimal

from misca_cli import dates
from misca_cli.answer import Answer, Match, Query, Result, Word
from misca_cli.factbase import Factbase, factbase
from misca_cli.figures import reading as figures
from misca_cli.gathered import SourceUse
from misca_cli.model import (
    Copy,
    Entity,
    Fact,
    Measure,
    Pack,
    Problem,
    Source,
    Statement,
    Value,
)
from misca_cli.query import Amount, Filter, Period

FULL = Fact(
    id="locks-3",
    pack="canal",
    file="locks.toml",
    line=12,
    claim="Ada Møller said the canal would get 3 locks.",
    source="herald",
    at="p2 s1",
    who="canal",
    what="locks",
    where="vale",
    involves=("guild", "unlisted"),
    value=Value(kind="figure", text="+3 locks", figure=figures.parse("+3 locks")),
    basis="unclear",
    when=dates.parse("1871-XX-01~"),
    stage="announced",
    act="predicts",
    statement="speech",
    cites=("ledger",),
    reads={"when": "next year"},
    note="The speech is garbled.",
    status="retired",
    because="a later edition corrects it",
    replaced_by="depth",
    supersedes=("depth", "owners"),
    tags=("water", "works"),
    anchor="2:0+9:0123456789ab",
)
SMALL = Fact(
    id="opened",
    pack="canal",
    file="canal.toml",
    line=3,
    claim="The canal was opened.",
    source="nowhere",
    at="L3",
)
DEPTH = Fact(
    id="depth",
    pack="canal",
    file="canal.toml",
    line=8,
    claim="The canal was less than 1.10 metres deep.",
    source="herald",
    at="n4",
    who="canal",
    what="depth",
    value=Value(kind="figure", text="<1.10 m", figure=figures.parse("<1.10 m")),
    by=("guild", "moeller"),
    said=dates.parse("[1870-03-01..]"),
)
OWNERS = Fact(
    id="owners",
    pack="canal",
    file="canal.toml",
    line=20,
    claim="The guild and the vale own the canal.",
    source="ledger",
    at="p1 s1",
    who="canal",
    what="owners",
    value=Value(kind="entity", text="guild, vale", entities=("guild", "vale")),
)
OPENING = Fact(
    id="opening-day",
    pack="canal",
    file="canal.toml",
    line=30,
    claim="The opening was planned for spring 1872.",
    source="ledger",
    at="p1 s2",
    who="canal",
    what="opening",
    value=Value(kind="date", text="1872-21~", date=dates.parse("1872-21~")),
    when=dates.parse("1872-21~"),
)
TOLL = Fact(
    id="toll",
    pack="canal",
    file="canal.toml",
    line=40,
    claim="What the toll was is not known.",
    source="ledger",
    at="p9",
    who="canal",
    what="toll",
    value=Value(kind="unknown", text="unknown"),
)
OTHER_DEPTH = DEPTH.replaced(
    pack="river", file="river.toml", claim="=Another\tdepth,\n\x1b[2J“deep”"
)

HERALD = Source(
    id="herald",
    type="article-newspaper",
    title="Works on the Vale Canal",
    publisher="The Herald",
    author=("J. Invented", "K. Nobody"),
    issued=dates.parse("1871-02-03"),
    accessed=dates.parse("2020-05"),
    url="https://herald.example/works",
    archive_url="https://archive.example/works",
    archived=dates.parse("2020-06-01"),
    today=dates.parse("1871-02-02"),
    reprints="ledger",
    copy=Copy(file="herald.txt", sha256="00ff", format="wikitext"),
    note="A torn page.",
)
LEDGER = Source(id="ledger", type="book", title="Ledger", seen=False)

CANAL = Pack(
    folder="packs/canal",
    name="canal",
    facts={fact.id: fact for fact in (FULL, SMALL, DEPTH, OWNERS, OPENING, TOLL)},
    sources={"herald": HERALD, "ledger": LEDGER},
    entities={
        "canal": Entity(id="canal", name="Vale Canal", kind="place"),
        "guild": Entity(id="guild", name="Guild of Boatmen", kind="organisation"),
        "moeller": Entity(id="moeller", name="Ada Møller", kind="person"),
        "vale": Entity(id="vale", name="The Vale", kind="place"),
    },
    measures={"locks": Measure(id="locks", name="number of locks")},
    statements={"speech": Statement(id="speech", by=("moeller",), said=dates.parse("1871-02"))},
)
RIVER = Pack(folder="packs/river", name="river", facts={"depth": OTHER_DEPTH})

BASE = factbase((CANAL, RIVER))
PROBLEMS = (
    Problem(
        file="locks.toml",
        line=12,
        column=1,
        severity="warning",
        rule="unknown-key",
        key="fact.locks-3.wen",
        message='"wen" is not known (when)',
    ),
    Problem(
        file="torn.toml",
        line=0,
        column=0,
        severity="error",
        rule="unreadable",
        key="",
        message="can't be read",
    ),
)


def result(fact: Fact, *, score: float | None = None, base: Factbase = BASE) -> Result:
    return Result(id=base.qualified(fact), fact=fact, score=score)


EVERY_FACT = tuple(result(fact) for fact in BASE.facts.values())
QUERY = Answer(
    command="query",
    base=BASE,
    query=Query(
        text='locsk "vale canal" in february >1.50 m who:canal not:river zeppelin',
        words=(
            Word(text="locsk", read_as="locks", how="spelling"),
            Word(text="zeppelin"),
        ),
        phrases=("vale canal",),
        excluded=("river",),
        filters=(Filter(field="who", text="canal", ids=("canal",)),),
        period=Period(text="in february", edtf="XXXX-02", first=(2, 1), last=(2, 29)),
        amounts=(
            Amount(text=">1.50 m", low=Decimal("1.50"), high=None, low_included=False, unit="m"),
        ),
    ),
    results=(
        Result(
            id="locks-3",
            fact=FULL,
            score=0.93456789,
            matched=(Match(word="locsk", field="what", how="spelling", text="locks"),),
            parts=(("locsk", 0.9),),
        ),
        result(OTHER_DEPTH, score=0.5),
    ),
    total=14,
    problems=PROBLEMS,
)
NOTHING = Answer(
    command="query",
    base=BASE,
    query=Query(
        text="lock 1871",
        words=(Word(text="lock", read_as="locks", how="inflection"),),
        period=Period(text="1871", edtf="1871", earliest=(1871, 1, 1), latest=(1871, 12, 31)),
    ),
    near=(result(FULL, score=0.1),),
)
TIMELINE = Answer(
    command="timeline",
    base=BASE,
    results=(result(DEPTH), result(FULL)),
    total=2,
    axis="said",
    undated=5,
)
SHOW = Answer(
    command="show",
    base=BASE,
    results=EVERY_FACT,
    total=len(EVERY_FACT),
    unknown_ids=(("dept", ("depth",)),),
)
SOURCES = Answer(
    command="sources",
    base=BASE,
    sources=(
        SourceUse(source=HERALD, pack="canal", facts=2),
        SourceUse(source=LEDGER, pack="canal", facts=3, cited_by=1, reprinted_by=("herald",)),
    ),
    total=2,
)
ANSWERS = {
    "query": QUERY,
    "nothing": NOTHING,
    "timeline": TIMELINE,
    "show": SHOW,
    "sources": SOURCES,
}


def claiming(claims: list[str]) -> Answer:
    """Return an answer with one fact a claim."""
    facts = {
        f"fact-{number}": SMALL.replaced(id=f"fact-{number}", claim=claim, note=claim)
        for number, claim in enumerate(claims)
    }
    base = factbase((CANAL.replaced(facts=facts),))
    results = tuple(result(fact, base=base) for fact in facts.values())
    return Answer(command="query", base=base, results=results, total=len(results))
