from __future__ import annotations

import os

import pytest

from misca_cli.cli import terminal
from misca_cli.cli.request import Output
from misca_cli.cli.terminal import decide_colour, decide_width, screen
from misca_cli.errors import UsageError

COLOUR = [
    # flag, environment, on a terminal, in a pipe
    ("auto", {}, True, False),
    ("always", {}, True, True),
    ("never", {}, False, False),
    ("always", {"NO_COLOR": "1", "TERM": "dumb", "MISCA_COLOR": "never"}, True, True),
    ("never", {"FORCE_COLOR": "1", "MISCA_COLOR": "always"}, False, False),
    ("auto", {"MISCA_COLOR": "always"}, True, True),
    ("auto", {"MISCA_COLOR": "never"}, False, False),
    ("auto", {"MISCA_COLOR": "auto"}, True, False),
    ("auto", {"MISCA_COLOR": ""}, True, False),
    ("auto", {"MISCA_COLOR": "always", "NO_COLOR": "1"}, True, True),
    ("auto", {"MISCA_COLOR": "never", "FORCE_COLOR": "1"}, False, False),
    ("auto", {"NO_COLOR": "1"}, False, False),
    ("auto", {"NO_COLOR": "0"}, False, False),
    ("auto", {"NO_COLOR": ""}, True, False),
    ("auto", {"FORCE_COLOR": "1"}, True, True),
    ("auto", {"FORCE_COLOR": "3"}, True, True),
    ("auto", {"FORCE_COLOR": "0"}, True, False),
    ("auto", {"FORCE_COLOR": "false"}, True, False),
    ("auto", {"FORCE_COLOR": ""}, True, False),
    ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
    ("auto", {"CLICOLOR_FORCE": "1"}, True, True),
    ("auto", {"CLICOLOR_FORCE": "0"}, True, False),
    ("auto", {"CLICOLOR": "0"}, False, False),
    ("auto", {"CLICOLOR": "1"}, True, False),
    ("auto", {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, True, True),
    ("auto", {"TERM": "dumb"}, False, False),
    ("auto", {"TERM": "unknown"}, False, False),
    ("auto", {"TERM": ""}, False, False),
    ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
]


@pytest.mark.parametrize(("flag", "environ", "on_terminal", "in_pipe"), COLOUR)
def test_colour(flag: str, environ: dict[str, str], on_terminal: bool, in_pipe: bool) -> None:  # noqa: FBT001
    environ = {"TERM": "xterm", **environ}

    assert on_terminal == decide_colour(flag, environ, isatty=True)
    assert in_pipe == decide_colour(flag, environ, isatty=False)


def test_no_colour_without_term() -> None:
    assert not decide_colour("auto", {}, isatty=True)


def test_a_wrong_wish_is_told() -> None:
    with pytest.raises(UsageError) as caught:
        decide_colour("auto", {"MISCA_COLOR": "blue"}, isatty=True)

    assert str(caught.value) == 'MISCA_COLOR: "blue" is none of always, never, auto'


@pytest.mark.parametrize(
    ("flag", "columns", "terminal", "expected"),
    [
        pytest.param(None, None, 0, 80, id="nothing-known"),
        pytest.param(None, None, 132, 132, id="terminal"),
        pytest.param(None, "100", 132, 100, id="COLUMNS"),
        pytest.param(70, "100", 132, 70, id="flag"),
        pytest.param(None, "0", 132, 132, id="COLUMNS-0"),
        pytest.param(None, "-5", 0, 80, id="COLUMNS-negative"),
        pytest.param(None, "", 0, 80, id="COLUMNS-empty"),
        pytest.param(None, "wide", 0, 80, id="COLUMNS-no-number"),
        pytest.param(None, "²", 0, 80, id="COLUMNS-superscript"),
        pytest.param(None, "9" * 5000, 0, 80, id="COLUMNS-absurd"),
        pytest.param(None, "1", 0, 20, id="narrowest"),
        pytest.param(1, None, 0, 20, id="narrowest-flag"),
        pytest.param(1_000_000, None, 0, 200, id="widest"),
        pytest.param(None, None, 500, 200, id="widest-terminal"),
    ],
)
def test_width(flag: int | None, columns: str | None, terminal: int, expected: int) -> None:
    environ = {} if columns is None else {"COLUMNS": columns}

    assert expected == decide_width(flag, environ, terminal=terminal)


def test_a_file_is_no_terminal() -> None:
    drawn = screen(Output(format="table", file="answer.txt"), {"TERM": "xterm"})

    assert (drawn.width, drawn.colour, drawn.links, drawn.unicode) == (80, False, False, True)


def test_remarks_are_broken_at_words_and_problems_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "size_of", lambda _: os.terminal_size((20, 24)))
    lines = [
        "facts.toml:8:8: error: it is wrong [rule]",
        "misca: 2 facts are left out",
        "hint: look at them again",
    ]
    expected = [lines[0], "misca: 2 facts are", "left out", "hint: look at them", "again"]
    assert [*terminal.remarks(lines)] == expected
