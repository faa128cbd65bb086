"""How many of several facts are independent of one another."""

from __future__ import annotations

from itertools import permutations

import pytest

from misca_cli.accounts.origins import origins
from misca_cli.factbase import factbase
from misca_cli.model import Fact, Pack, Source, Statement

from .made import base, fact

SOURCES = [
    Source(id="left", type="webpage", title="Left", reprints="right"),
    Source(id="right", type="webpage", title="Right", reprints="left"),
    Source(id="far", type="webpage", title="Far", reprints="copy"),
]


def spoken(fact_id: str, by: str) -> Fact:
    return fact(fact_id, by=(by,), source="herald")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([fact("a"), fact("b", source="herald")], 2, id="two-sources"),
        pytest.param([fact("a"), fact("b")], 1, id="own-voice"),
        pytest.param([spoken("a", "x"), spoken("b", "y")], 2, id="two-speakers"),
        pytest.param([spoken("a", "x"), spoken("b", "x")], 1, id="one-speaker"),
        pytest.param([spoken("a", "x"), fact("b", source="herald")], 2, id="speaker-and-own-voice"),
        pytest.param([fact("a", source="copy"), fact("b")], 1, id="reprint"),
        pytest.param([fact("a", source="far"), fact("b")], 1, id="reprint-of-a-reprint"),
        pytest.param(
            [fact("a", source="left"), fact("b", source="right")], 1, id="reprint-each-other"
        ),
        pytest.param(
            [fact("a", source="copy", by=("x",)), fact("b", source="copy", by=("y",))],
            1,
            id="all-of-a-reprint",
        ),
        pytest.param([fact("a", by=("x",)), fact("b", by=("y",))], 2, id="speakers-in-an-original"),
        pytest.param(
            [fact("a", by=("x",)), fact("b", by=("y",)), fact("c", source="copy", by=("x",))],
            2,
            id="one-of-the-speakers-in-a-reprint",
        ),
        pytest.param([fact("a", by=("x",)), fact("b", source="copy")], 1, id="speaker-and-reprint"),
        pytest.param(
            [fact("a", by=("x",)), fact("b", by=("y",)), fact("c", source="copy")],
            2,
            id="two-speakers-and-reprint",
        ),
        pytest.param(
            [fact("a", by=("x",)), fact("b"), fact("c", source="copy")],
            2,
            id="speaker-and-own-voice-and-reprint",
        ),
        pytest.param(
            [fact("a", statement="speech"), fact("b", statement="speech", source="herald")],
            1,
            id="one-statement",
        ),
        pytest.param(
            [fact("a", cites=("log",)), fact("b", source="herald", cites=("log",))],
            1,
            id="one-footnote",
        ),
        pytest.param([fact("a", cites=("herald",)), fact("b", source="herald")], 1, id="cited"),
        pytest.param(
            [
                fact("a", by=("x",), cites=("log",)),
                fact("b", source="herald", by=("y",), cites=("map",)),
                fact("c", source="other", by=("z",), cites=("log", "map")),
            ],
            1,
            id="joined-by-a-third",
        ),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_origins(facts: list[Fact], expected: int) -> None:
    among = base(*facts, sources=SOURCES)
    counted = {len({*origins(each, among)}) for each in permutations(facts)}
    assert {expected} == counted


def told(pack: str, *, cites: str = "log") -> Pack:
    """Make a pack whose ids another may use, too."""
    facts = (
        fact("a", pack=pack, source="paper"),
        fact("b", pack=pack, source="copy"),
        fact("c", pack=pack, source="paper", statement="speech"),
        fact("d", pack=pack, source="wire", statement="speech"),
        fact("e", pack=pack, source="blog", cites=(cites,)),
    )
    sources = (
        *(Source(id=each, type="webpage", title=each) for each in ("paper", "wire", "blog")),
        Source(id="copy", type="webpage", title="Copy", reprints="paper"),
        Source(id="log", type="webpage", title="Log"),
    )
    return Pack(
        folder=pack,
        name=pack,
        facts={each.id: each for each in facts},
        sources={each.id: each for each in sources},
        statements={"speech": Statement(id="speech", by=(f"{pack}-captain",))},
    )


def test_two_packs_may_use_one_id() -> None:
    among = factbase((told("isle"), told("shore")))
    assert origins(among.facts.values(), among) == [0, 0, 1, 1, 2, 3, 3, 4, 4, 5]


def test_two_packs_may_share_a_source() -> None:
    log = Source(id="map", type="webpage", title="Map")
    among = factbase(
        (
            *(told("isle", cites="map"), told("shore", cites="map")),
            Pack(folder="maps", name="maps", sources={"map": log}),
        )
    )
    assert origins(among.facts.values(), among)[4::5] == [2, 2]
