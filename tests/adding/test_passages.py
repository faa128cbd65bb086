from __future__ import annotations

import pytest

from misca_cli.adding.passages import Passage, passage, search
from misca_cli.anchors import passages

# Written for these tests; no source document is quoted.
COPY = passages(
    "The Ferry Returns\n\nThe harbour reopened on 3 May. Its ferry carried 90 people.\n\n"
    "The people of the harbour saw the ferry.",
    markup="plain",
)
REOPENED = Passage(at="p2 s1", text="The harbour reopened on 3 May.")
CARRIED = Passage(at="p2 s2", text="Its ferry carried 90 people.")
SAW = Passage(at="p3 s1", text="The people of the harbour saw the ferry.")
TITLE = Passage(at="p1 s1", text="The Ferry Returns")


def near(found: Passage) -> Passage:
    return found.replaced(is_sure=False)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("ferry carried", (CARRIED,), id="in-a-row"),
        pytest.param("harb reop", (near(REOPENED), near(SAW)), id="beginnings"),
        pytest.param("HARBOUR Reopened", (REOPENED,), id="case"),
        pytest.param("people ferry", (near(CARRIED), near(SAW), near(TITLE)), id="any-order"),
        pytest.param("the harbour", (REOPENED, SAW), id="two"),
        pytest.param("zeppelin", (), id="nowhere"),
        pytest.param("?", (), id="no-words"),
    ],
)
def test_search(typed: str, expected: tuple[Passage, ...]) -> None:
    assert search(COPY, typed) == expected


def test_passage() -> None:
    assert passage(COPY, "p2 s2") == CARRIED
    assert passage(COPY, "p9") is None
