"""Plain command lines are read as click reads them, and all others are left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.cli import commands
from misca_cli.cli.fast import read
from misca_cli.cli.options import all_commands
from misca_cli.cli.request import Invocation
from misca_cli.errors import UsageError

FLAGS = sorted(
    {flag for each in all_commands() for option in each.options for flag in option.flags}
)
VALUES = ["json", "3", "-3", "", "2013", "a b", "=", "--", "-", "*", "é", "-x", "\udcff"]
ARGUMENTS = st.one_of(
    st.sampled_from(["french", "troops", "query", "fr-420", *VALUES]),
    st.sampled_from(FLAGS),
    st.sampled_from([*FLAGS, "--jsn", "--lim", "-h", "--help", "--version", "-V", "-fjson", "-n3"]),
    st.builds("{}={}".format, st.sampled_from(FLAGS), st.sampled_from(VALUES)),
)
NAMES = st.sampled_from([*(command.name for command in all_commands()), "help", "qurey", "-h"])


def by_click(arguments: list[str]) -> Invocation | int | str:
    try:
        return commands.read(arguments)
    except UsageError as error:
        return str(error)


@given(NAMES, st.lists(ARGUMENTS, max_size=6))
def test_a_line_is_read_as_click_reads_it_or_left_to_click(name: str, more: list[str]) -> None:
    found = read([name, *more])
    assert found is None or found == by_click([name, *more])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("query french troops", Invocation(command="query", words=("french", "troops"))),
        (
            "query french -n 3 --json troops --facts a --facts=b",
            Invocation(
                command="query",
                words=("french", "troops"),
                given={"limit": "3", "json": True, "facts": ("a", "b")},
            ),
        ),
        ("timeline --since=2013", Invocation(command="timeline", given={"since": "2013"})),
        ("cache clear", Invocation(command="cache", words=("clear",))),
    ],
)
def test_plain_lines_are_read_without_click(line: str, expected: Invocation) -> None:
    assert expected == read(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--help",
        "query --help",
        "query -- french",
        "query french --jsn",
        "query french --lim 3",
        "query french -n",
        "query french -n -3",
        "query french -n3",
        "query french --json --json",
        "query french --json=yes",
        "query french -n 1 -n 2",
        "query -",
        "qurey french",
    ],
)
def test_the_rest_is_left_to_click(line: str) -> None:
    assert read(line.split()) is None
