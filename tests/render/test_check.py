from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from misca_cli.model import Problem
from misca_cli.render.check import excerpt, shown
from misca_cli.text import safe

PROBLEM = Problem(
    file="a.toml", line=1, column=8, severity="error", rule="bad-date", key="when", message="bad"
)

LINES = [
    pytest.param('when = "2013"', 8, ('when = "2013"', 7, 6), id="text"),
    pytest.param("when = 2013, x = 1", 8, ("when = 2013, x = 1", 7, 4), id="word"),
    pytest.param("\twhen =\t7", 9, ("    when =    7", 14, 1), id="tabs"),
    pytest.param('a = ["東京", "x"]', 12, ('a = ["東京", "x"]', 13, 3), id="wide"),
    pytest.param('a = ["é́", "x"]', 12, ('a = ["é́", "x"]', 10, 3), id="combining"),
    pytest.param('a = "\u202eb" # c', 5, ('a = "<U+202E>b" # c', 4, 11), id="hidden"),
    pytest.param('a = """b', 5, ('a = """b', 4, 4), id="begins-here"),
    pytest.param("[fact.a] # c", 1, ("[fact.a] # c", 0, 8), id="header"),
    pytest.param("[[fact]]", 1, ("[[fact]]", 0, 8), id="two-brackets"),
    pytest.param("a = [ # b", 5, ("a = [ # b", 4, 1), id="goes-on"),
    pytest.param("a = ", 5, ("a =", 4, 1), id="behind-the-end"),
    pytest.param("a = 1", 99, ("a = 1", 5, 1), id="beyond-the-end"),
    pytest.param("", 1, ("", 0, 1), id="empty"),
    pytest.param("x" * 200, 1, ("x" * 100 + "…", 0, 100), id="long"),
    pytest.param(
        "x" * 150 + " y", 152, ("…" + "x" * 39 + " y", 41, 1), id="at-the-end-of-a-long-one"
    ),
]


@pytest.mark.parametrize(("line", "column", "expected"), LINES)
def test_carets_stand_below_what_is_meant(
    line: str, column: int, expected: tuple[str, int, int]
) -> None:
    assert expected == excerpt(line, column)


def test_a_problem_without_a_line_is_told_alone() -> None:
    assert shown(PROBLEM, None) == "a.toml:1:8: error: when: bad [bad-date]\n"
    nowhere = PROBLEM.replaced(line=0, column=0)
    assert shown(nowhere, None) == "a.toml: error: when: bad [bad-date]\n"


def test_colour_changes_no_letter() -> None:
    assert shown(PROBLEM, "when = 7", colour=True) == (
        "\x1b[1ma.toml:1:8\x1b[0m: \x1b[1;31merror\x1b[0m: when: bad [bad-date]\n"
        "  when = 7\n"
        "         \x1b[1;32m^\x1b[0m\n"
    )


def test_no_message_controls_a_terminal() -> None:
    told = shown(PROBLEM.replaced(message='"\x1b[2J"\nis bad'), "when = '\x9b2J'")

    assert told == (
        'a.toml:1:8: error: when: "\\x1b[2J" is bad [bad-date]\n'
        "  when = '\\x9b2J'\n"
        "         ^^^^^^^^\n"
    )


@given(
    line=st.text(st.characters(exclude_characters="\n"), max_size=300), column=st.integers(1, 400)
)
def test_any_line_can_be_shown(line: str, column: int) -> None:
    text, gap, carets = excerpt(line, column)

    assert text == safe(text)
    assert not {"\n", "\t"} & set(text)
    assert gap >= 0
    assert 1 <= carets <= max(1, cell_len(safe(line.replace("\t", "    "))))
