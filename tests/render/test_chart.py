"""Charts of any accounts: whole, within the screen, and without a sign it can't show."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from misca_cli import dates
from misca_cli.answer import Answer, Result
from misca_cli.factbase import factbase
from misca_cli.figures import reading as figures
from misca_cli.model import STAGES, Fact, Measure, Pack, Value
from misca_cli.render import render
from misca_cli.render.screen import Screen

from . import chart_sample, sample

FIGURES = (
    *("0", "7", "~7", "1200", "1,200.5", "6..12", "~100..300", ">=5", "<900", "dozens"),
    *("40 million", "0.000001", "9223372036854775807", "0.1234567890123456789012345678"),
)
DATES = (
    *("2013-12-05", "2013-12", "2013", "201X", "[2013-11-26..2013-11-27]", "[..2013-12-05]"),
    *("[2013-12-12..]", "2013-11/2014-02", "-0043", "0000-02-29", "Y170002", "Y-170002"),
)
FACTS = st.lists(
    st.tuples(st.sampled_from(FIGURES), st.sampled_from(DATES), st.sampled_from((None, *STAGES))),
    min_size=1,
    max_size=25,
)


def answer(*rows: tuple[str, str, str | None]) -> Answer:
    facts = {
        f"fact-{number}.": Fact(
            id=f"fact-{number}.",
            pack="p",
            file="f.toml",
            line=1,
            claim="c",
            source="s",
            at="p1",
            what="m",
            value=Value(kind="figure", text=value, figure=figures.parse(value)),
            when=dates.parse(date),
            said=dates.parse(date),
            stage=stage,
        )
        for number, (value, date, stage) in enumerate(rows)
    }
    pack = Pack(folder="/p", name="p", facts=facts, measures={"m": Measure(id="m", name="size")})
    results = tuple(Result(id=name, fact=fact) for name, fact in facts.items())
    return Answer(command="chart", base=factbase((pack,)), results=results, total=len(results))


@given(rows=FACTS, width=st.integers(20, 200), unicode=st.booleans())
def test_no_account_is_lost_at_any_width(
    rows: list[tuple[str, str, str | None]], width: int, *, unicode: bool
) -> None:
    page = render(answer(*rows), Screen(width=width, unicode=unicode))
    lines = page.split("\n")
    solid = "".join(page.split())
    assert [line for line in lines if cell_len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert [number for number in range(len(rows)) if f"fact-{number}." not in solid] == []
    assert unicode or page.isascii()


def test_results_without_a_figure_are_counted() -> None:
    base = sample.BASE
    found = tuple(sample.result(name) for name in ("relief", "relief-again"))
    page = render(Answer(command="chart", base=base, results=found, total=2), Screen(width=80))
    assert page == "2 facts have no figure\n"


def test_what_comes_near_is_called_near() -> None:
    near = sample.near()
    screen = Screen(width=80)
    assert render(near, screen) == render(near.replaced(command="chart"), screen)


def test_one_account_makes_no_figure() -> None:
    page = render(answer(("7", "2013", None)), Screen(width=80))
    assert page == "size\n\n1 ●  2013  size: 7  s para. 1 · fact-0.\n"


def test_numbers_too_long_for_a_figure_leave_the_list() -> None:
    page = render(
        answer(("0.12345678", "2013", None), ("0.12345679", "2014", None)), Screen(width=24)
    )
    assert page == (
        "size\ntoo few columns for the\nfigure\n\n"
        "1 ●  2013\n     size: 0.12345678\n     s para. 1 · fact-0.\n"
        "2 ●  2014\n     size: 0.12345679\n     s para. 1 · fact-1.\n"
    )


@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_only_the_screen_decides_about_colour(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    page = render(chart_sample.drawn(), Screen(width=80))
    assert "\x1b" not in page


def test_the_plotting_library_is_loaded_for_a_figure_only() -> None:
    code = (
        "import sys, misca_cli.chart; from misca_cli.render import query, show, sources, timeline; "
        "print('plotille' in sys.modules); import misca_cli.render.chart; "
        "print('plotille' in sys.modules)"
    )
    done = subprocess.run((sys.executable, "-c", code), check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"]
