"""A small invented pack about a lighthouse, with whatever text can do to a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from misca_cli import dates
from misca_cli.answer import Answer, Match, Query, Result, Word
from misca_cli.factbase import Factbase, factbase
from misca_cli.figures import reading as figures
from misca_cli.gathered import SourceUse
from misca_cli.model import (
    Entity,
    Fact,
    Identity,
    Measure,
    Pack,
    Ruling,
    Source,
    Statement,
    Value,
)
from misca_cli.query import Period

LONG_URL = (
    "https://www.coastal-herald.example/archive/1931/11/keepers-of-the-light-at-skarn-rock.html"
)


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def _figure(text: str) -> Value:
    return Value(kind="figure", text=text, figure=figures.parse(text))


def _fact(fact_id: str, line: int, claim: str, **fields: Any) -> Fact:
    fields = {"pack": "skarn", "file": "keepers.toml", "source": "herald", "at": "p1", **fields}
    return Fact(id=fact_id, line=line, claim=claim, **fields)


SOURCES = (
    Source(
        id="herald",
        type="article-newspaper",
        title="Keepers of the Light at Skarn Rock",
        publisher="Coastal Herald",
        author=("Ada Lund",),
        issued=dates.parse("1931-11-12"),
        url=LONG_URL,
    ),
    Source(
        id="mirror",
        type="webpage",
        title="Lighthouse Storms [citation needed] :smile:",
        issued=dates.parse("1931-11"),
        url="https://mirror.example/skarn",
        reprints="wire",
    ),
    Source(
        id="shinbun",
        type="article-newspaper",
        title="灯台の島と三十年の守り人たち",
        publisher="港新聞",
        issued=dates.parse("1932-01~"),
        url="javascript:alert(1)",
    ),
    Source(
        id="wire",
        type="article-newspaper",
        title="Storm Report",
        publisher="North Wire",
        issued=dates.parse("1931-11-10"),
        seen=False,
    ),
    Source(id="logbook", type="manuscript", title="Logbook of the Board", seen=False),
)

ENTITIES = (
    Entity(id="skarn", name="Skarn Rock", kind="place"),
    Entity(id="board", name="Northern Lights Board", kind="organisation", aliases=("NLB",)),
    Entity(id="holm", name="Inspector Holm", kind="person"),
    Entity(id="lund", name="Ada Lund", kind="person"),
    Entity(
        id="light",
        name="Skarn Light",
        kind="object",
        same_as=Identity(entity="skarn", because="one of each"),
    ),
)

FACTS = (
    _fact(
        "keepers-12",
        4,
        "The board put twelve keepers on Skarn Rock before the storm.",
        who="board",
        where="skarn",
        what="keepers",
        value=_figure("12 keepers"),
        when=dates.parse("[1931-11-09..1931-11-10]"),
        at="p10 s1",
        anchor="10:0+11:d5f456fa8da5",
        reads={"when": "Tuesday or so", "where": "out there", "value": "a dozen", "tone": "dry"},
        tags=("staff",),
    ),
    _fact(
        "keepers-plus-4",
        18,
        "The inspector promised four more keepers once the landing stage had been mended, "
        "and said so twice.",
        who="board",
        where="skarn",
        what="keepers",
        involves=("holm", "light"),
        value=_figure("+4 keepers"),
        basis="unclear",
        stage="announced",
        statement="holm-dinner",
        at="p2 s1",
        cites=("logbook",),
        reads={"by": "the man", "said": "last night"},
        note="The paper gives the promise in two places, and they differ in wording.",
        supersedes=("keepers-old",),
    ),
    _fact(
        "storm-warning",
        31,
        "The storm [citation needed] may \x1b[31mbreak\x1b[0m the lamp within :smile: days.",
        source="mirror",
        at="p4",
        act="warns",
        by=("holm", "lund"),
        said=dates.parse("1931-11"),
        status="draft",
    ),
    _fact(
        "oil-cost",
        40,
        "三十年のあいだ、灯台の油は毎年およそ四十万円かかったと新聞は書いている。",
        source="shinbun",
        at="col. 3",
        who="board",
        what="oil",
        value=_figure("~400,000 JPY"),
        when=dates.parse("1901/1931"),
    ),
    _fact(
        "name-hebrew",
        47,
        "The chart of the pilots calls the rock סלע and nothing else.",
        source="mirror",
        at="L3",
        who="skarn",
        what="name",
        value=Value(kind="unknown", text="unknown"),
    ),
    _fact(
        "keepers-old",
        55,
        "The rock had nine keepers.",
        who="board",
        where="skarn",
        what="keepers",
        value=_figure("6..9 keepers"),
        when=dates.parse("1931"),
        status="retired",
        because="the Herald corrected it.",
        replaced_by="keepers-12",
        at="p10 s1",
    ),
    _fact(
        "lit",
        66,
        "The lamp was lit again.",
        who="light",
        what="lit",
        value=Value(kind="date", text="1931-12-12", date=dates.parse("[1931-12-12..]")),
        when=dates.parse("[1931-12-12..]"),
        stage="done",
        statement="holm-dinner",
        at="p2 s3",
    ),
    _fact(
        "relief",
        75,
        "Boats from the mainland relieved the rock on the tenth.",
        when=dates.parse("1931-11-10"),
        by=("board",),
        at="p3",
    ),
    _fact(
        "relief-again",
        80,
        "A second boat turned back that day.",
        when=dates.parse("1931-11-10"),
        at="p3",
    ),
)
OTHER_BOATS = tuple(
    _fact(f"boat-{number}", 90 + number, f"Boat {number} went out.", at="p3")
    for number in range(1, 6)
)

PACK = Pack(
    folder="/packs/skarn",
    name="skarn",
    facts=_by_id((*FACTS, *OTHER_BOATS)),
    sources=_by_id(SOURCES),
    entities=_by_id(ENTITIES),
    measures=_by_id(
        (
            Measure(id="keepers", name="keepers", unit="keepers"),
            Measure(id="oil", name="cost of oil"),
            Measure(id="name", name="name on the chart", value="entity"),
            Measure(id="lit", name="lit again", value="date"),
        )
    ),
    statements=_by_id(
        (
            Statement(
                id="holm-dinner",
                by=("holm",),
                said=dates.parse("1931-11-11"),
                venue="a dinner of the Board",
            ),
        )
    ),
    rulings=_by_id(
        (
            Ruling(
                id="twelve-and-four",
                facts=("keepers-12", "keepers-plus-4"),
                verdict="compatible",
                why="The four came on top of the twelve.",
            ),
        )
    ),
)

BASE: Factbase = factbase((PACK,))

QUERY = Query(
    text="kepers storm novembr zzyzx",
    words=(
        Word(text="kepers", read_as="keepers", how="spelling"),
        Word(text="storm", read_as="storm", how="exact"),
        Word(text="novembr", read_as="november", how="spelling"),
        Word(text="zzyzx"),
    ),
    period=Period(text="november", edtf="XXXX-11", first=(11, 1), last=(11, 30)),
)


def result(fact_id: str, **fields: Any) -> Result:
    """Return a fact as a result, with the words that the sample query meets in it."""
    fact = BASE.facts[fact_id]
    met = (("kepers", "keepers", "spelling"), ("storm", "storm", "exact"))
    matched = tuple(
        Match(word=word, field="claim", how=how, text=text)
        for word, text, how in met
        if text in fact.claim.lower()
    )
    found = {"id": fact_id, "fact": fact, "score": 0.93, "matched": matched}
    return Result(**{**found, "related": tuple(BASE.facts.values()), **fields})


def found(command: str = "query") -> Answer:
    """Return an answer with every fact of the pack."""
    return Answer(
        command=command,
        base=BASE,
        query=QUERY,
        results=tuple(result(fact.id) for fact in FACTS),
        total=37,
    )


def near() -> Answer:
    """Return a query's answer with nothing but near misses."""
    return Answer(
        command="query",
        base=BASE,
        query=QUERY,
        near=(result("keepers-12"), result("storm-warning")),
    )


def explained() -> Answer:
    """Return a query's answer that says what its scores are made of."""
    parts = (("words", 0.62), ("coverage", 0.31))
    extra = Match(word="kepers", field="what", how="spelling", text="keepers")
    first = result("keepers-12", parts=parts)
    return Answer(
        command="query",
        base=BASE,
        query=QUERY,
        results=(
            first.replaced(matched=(*first.matched, extra)),
            result("storm-warning", parts=parts[:1], score=0.62),
        ),
        total=2,
    )


def timeline(axis: str = "when") -> Answer:
    """Return a timeline of the facts that have a date on the axis."""
    names = {
        "when": [fact.id for fact in FACTS if fact.id != "name-hebrew"],
        "said": ["keepers-plus-4", "lit", "storm-warning"],
    }[axis]
    return Answer(
        command="timeline",
        base=BASE,
        results=tuple(result(name) for name in names),
        total=len(names),
        undated=len(FACTS) - len(names),
        axis=axis,
    )


def shown() -> Answer:
    """Return facts in full."""
    names = (
        *("keepers-12", "keepers-plus-4", "keepers-old", "storm-warning", "oil-cost"),
        *("relief", "lit"),
    )
    return Answer(
        command="show", base=BASE, results=tuple(result(name) for name in names), total=len(names)
    )


def sources() -> Answer:
    """Return the bibliography."""
    facts = {"herald": 6, "mirror": 2, "shinbun": 1}
    uses = tuple(
        SourceUse(
            source=source,
            pack="skarn",
            facts=facts.get(source.id, 0),
            cited_by=1 if source.id == "logbook" else 0,
            reprinted_by=("mirror",) if source.id == "wire" else (),
        )
        for source in SOURCES
    )
    return Answer(command="sources", base=BASE, sources=uses)
