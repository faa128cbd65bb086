"""Whole pages against what they looked like when somebody last looked at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from misca_cli.answer import Answer, Request
from misca_cli.answering import answer
from misca_cli.factbase import read
from misca_cli.render import render
from misca_cli.render.screen import Screen
from misca_cli.search.scan import Scan

from . import chart_sample, compare_sample, sample

GOLDEN = Path(__file__).parent / "golden"

ANSWERS: dict[str, Callable[[], Answer]] = {
    "query": sample.found,
    "near": sample.near,
    "explain": sample.explained,
    "timeline": sample.timeline,
    "timeline-said": lambda: sample.timeline("said"),
    "show": sample.shown,
    "sources": sample.sources,
    "chart": chart_sample.drawn,
    "compare": compare_sample.compared,
}
PLAIN = [
    pytest.param(f"{name}-{width}", ANSWERS[name], Screen(width=width), id=f"{name}-{width}")
    for name in ANSWERS
    for width in (40, 80, 120)
]
STYLED = [
    pytest.param(
        f"{name}-colour",
        ANSWERS[name],
        Screen(width=80, colour=True, links=True),
        id=f"{name}-colour",
    )
    for name in ("query", "timeline", "show", "sources", "chart", "compare")
]
ASCII = [
    pytest.param(
        f"{name}-ascii", ANSWERS[name], Screen(width=80, unicode=False), id=f"{name}-ascii"
    )
    for name in ("explain", "chart", "compare")
]


@pytest.mark.parametrize(("name", "answer", "screen"), [*PLAIN, *STYLED, *ASCII])
def test_page(
    name: str, answer: Callable[[], Answer], screen: Screen, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"{name}.txt"
    actual = render(answer(), screen)
    if request.config.getoption("--update-golden"):
        golden.write_bytes(actual.encode())
    assert golden.read_bytes().decode() == actual


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{param.values[0]}.txt" for param in (*PLAIN, *STYLED, *ASCII)}
    assert expected == {path.name for path in GOLDEN.iterdir()}


@pytest.mark.parametrize("command", ["query", "timeline", "show", "sources", "chart"])
def test_nothing_found_draws_nothing(command: str) -> None:
    empty = Answer(command=command, base=sample.BASE)
    assert render(empty, Screen(width=80, colour=True)) == ""


def test_the_signs_of_sums_in_ascii() -> None:
    request = Request(command="compare", text="crews doubled", everything=True)
    answered = answer(request, Scan(read([str(compare_sample.ISLAND)])))
    drawn = render(answered, Screen(width=80, unicode=False))
    assert "50 x 2 = 100; 70 x 2 = 140" in drawn
    assert drawn.isascii()
