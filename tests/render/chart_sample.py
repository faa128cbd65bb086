"""An invented quarrel about a dam, with every kind of account that a chart may meet."""

from __future__ import annotations

from typing import Any

from misca_cli import dates
from misca_cli.answer import Answer, Result
from misca_cli.factbase import Factbase, factbase
from misca_cli.figures import reading as figures
from misca_cli.model import Entity, Fact, Measure, Pack, Source, Value


def _fact(fact_id: str, value: str | None, **fields: Any) -> Fact:
    given = {"what": "workers", "who": "dam", "where": "valley", "source": "post", **fields}
    for name in ("when", "said"):
        if name in given:
            given[name] = dates.parse(given[name])
    figure = figures.parse(value) if value else None
    return Fact(
        id=fact_id,
        pack="dam",
        file="dam.toml",
        line=1,
        claim="The dam was built.",
        at="p3 s1",
        value=Value(kind="figure", text=value or "", figure=figure) if figure else None,
        **given,
    )


FACTS = (
    _fact("first-gang", "350 workers", when="1907-03-02"),
    _fact("same-day", "~350 workers", when="1907-03-02", source="diary"),
    _fact("wanted", "2000 workers", stage="proposed", said="1907-02"),
    _fact("promised", "1200 workers", stage="announced", said="1907-04-10", by=("minister",)),
    _fact("signed", "1200 workers", stage="committed", said="1907-04-10", by=("minister",)),
    _fact("allowed", ">=1500 workers", stage="authorised", said="1907-05-20"),
    _fact("rota", "900..1100 workers", stage="scheduled", said="[1907-06-01..1907-06-20]"),
    _fact("at-work", "800 workers", stage="ongoing", when="[..1907-06-15]", act="estimates"),
    _fact("finished", "<1000 workers", stage="done", when="1907-08-01", basis="unclear"),
    _fact("second-shift", "600 workers", stage="cancelled", said="1907-07-04"),
    _fact("later", "700 workers", source="album"),
    _fact("more", "+250 workers", stage="announced", said="1907-04-10"),
    _fact("twice", "x2", said="1907-04-12"),
    _fact("never", "5000 workers", act="denies", by=("minister",)),
    _fact("some-day", "10 workers", source="scrap"),
    _fact("price", "40 million GBP", what="price", said="1907-04-10"),
    _fact("price-new", "95.5 million GBP", what="price", said="1908", by=("minister",)),
    _fact("height", "31.5 metres", what="height", status="draft"),
    _fact("opened", None),
)

PACK = Pack(
    folder="/packs/dam",
    name="dam",
    facts={fact.id: fact for fact in FACTS},
    sources={
        source.id: source
        for source in (
            Source(
                id="post",
                type="article-newspaper",
                title="The Wall Across the Valley",
                publisher="Upland Post",
                issued=dates.parse("1907-04-11"),
                url="https://post.example/wall",
            ),
            Source(id="diary", type="book", title="A Mason's \x1b[31mDiary", reprints="post"),
            Source(id="album", type="book", title="Album", issued=dates.parse("[1907-09-01..]")),
            Source(id="scrap", type="manuscript", title="Scrap"),
        )
    },
    entities={
        entity.id: entity
        for entity in (
            Entity(id="dam", name="Höga Dam", kind="object"),
            Entity(id="valley", name="the valley", kind="place"),
            Entity(id="minister", name="Minister Åkerlund", kind="person"),
        )
    },
    measures={
        measure.id: measure
        for measure in (
            Measure(id="workers", name="number of workers", unit="workers"),
            Measure(id="price", name="price", unit="GBP"),
            Measure(id="height", name="height", unit="metres"),
        )
    },
)

BASE: Factbase = factbase((PACK,))


def drawn() -> Answer:
    """Return every fact of the pack as the answer of a chart."""
    return Answer(
        command="chart",
        base=BASE,
        results=tuple(Result(id=fact.id, fact=fact) for fact in FACTS),
        total=len(FACTS),
    )
