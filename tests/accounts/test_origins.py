"""How many of several facts are independent of one another."""

from __future__ import annotations

from itertools import permutations

import pytest

from misca_cli.accounts.origins import origins, reprinted
from misca_cli.model import Fact, Source

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
    counted = {len({*origins(each, among, reprinted(among))}) for each in permutations(facts)}
    assert {expected} == counted


def test_reprinted() -> None:
    assert {"gazette", "left", "right", "copy"} == reprinted(base(sources=SOURCES))
