from __future__ import annotations

import shlex

import pytest

from misca_cli import __version__
from misca_cli.cli.commands import read
from misca_cli.cli.edge import main
from misca_cli.cli.options import Command, all_commands
from misca_cli.cli.request import Invocation, output, request

SHORT_USAGE = """\
Usage: misca COMMAND [ARGUMENT...] [OPTION...]
  query       which facts match, best first
  timeline    what happened or was said, in order
  compare     who says otherwise, side by side
  chart       a figure over time
  show        one fact in full
  sources     the bibliography, with what rests on each source
  init        a pack of your own, to begin with
  check       what is wrong in the fact files
  add         one more fact in your pack
  import      facts from a spreadsheet into a pack
  export      selected facts, for `import` or a pack
  anchors     prove the places of facts by saved copies
  cache       the indexes that make finding fast
  packs       the packs in use, and what they hold
  paths       where configuration, facts and cache are
  schema      a JSON Schema of the fact files, for editors
  completion  a script by which a shell completes misca
"misca --help" says more
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("query french troops", Invocation(command="query", words=("french", "troops"))),
        ("timeline", Invocation(command="timeline")),
        (
            "query french -n 3 troops --json",
            Invocation(
                command="query", words=("french", "troops"), given={"limit": "3", "json": True}
            ),
        ),
        (
            "query --limit=3 -- french -troops --json",
            Invocation(
                command="query", words=("french", "-troops", "--json"), given={"limit": "3"}
            ),
        ),
        ("query '*' '$HOME' ~", Invocation(command="query", words=("*", "$HOME", "~"))),
        ("query query", Invocation(command="query", words=("query",))),
        (
            "show fr-420 --facts a --facts b",
            Invocation(command="show", words=("fr-420",), given={"facts": ("a", "b")}),
        ),
        (
            "sources -fcsv -o x",
            Invocation(command="sources", given={"format": "csv", "output": "x"}),
        ),
        ("query un --since=", Invocation(command="query", words=("un",), given={"since": ""})),
    ],
)
def test_read(line: str, expected: Invocation) -> None:
    assert expected == read(shlex.split(line))


@pytest.mark.parametrize(
    ("line", "stderr"),
    [
        ("", SHORT_USAGE),
        (
            "french 'armed forces' --all",
            (
                'misca: error: no command "french"\n'
                "hint: to search, type: misca query french 'armed forces' --all\n"
            ),
        ),
        (
            "querry troops",
            (
                'misca: error: no command "querry"; did you mean "query"?\n'
                "hint: type: misca query troops\n"
            ),
        ),
        (
            "source troops",
            (
                'misca: error: no command "source"; did you mean "sources"?\n'
                "hint: type: misca sources troops, or to search: misca query source troops\n"
            ),
        ),
        (
            "query",
            (
                'misca: error: "query" needs words to look for\n'
                "hint: for example: misca query frnech troops decmber\n"
            ),
        ),
        (
            "query '' '???'",
            (
                'misca: error: "query" needs words to look for\n'
                "hint: for example: misca query frnech troops decmber\n"
            ),
        ),
        (
            "show --no-pager",
            'misca: error: "show" needs the id of a fact\nhint: for example: misca show fr-420\n',
        ),
        (
            "query un --form json",
            'misca: error: "query" has no option "--form"; did you mean "--format"?\n',
        ),
        (
            "sources un --sort date",
            (
                'misca: error: "sources" has no option "--sort"\n'
                "hint: misca sources --help lists the options\n"
            ),
        ),
        (
            "--versoin",
            'misca: error: there is no option "--versoin"; did you mean "--version"?\n',
        ),
        (
            "query un --zzyzx",
            (
                'misca: error: "query" has no option "--zzyzx"\n'
                "hint: misca query --help lists the options\n"
            ),
        ),
        (
            "query french -troops",
            'misca: error: "query" has no option "-t"\nhint: to leave out a word, write not:word\n',
        ),
        (
            "--all query un",
            (
                'misca: error: "--all" stands after the name of a command\n'
                "hint: for example: misca query french troops --all\n"
            ),
        ),
        (
            "--zzyzx",
            'misca: error: there is no option "--zzyzx"\nhint: misca --help lists the options\n',
        ),
        ("query un -n", 'misca: error: "-n" needs a value\n'),
        (
            "query un --jsonl",
            'misca: error: "query" has no option "--jsonl"\nhint: write --format jsonl\n',
        ),
        ("query un --json=1", 'misca: error: "--json" takes no value\n'),
        ("--version=1", 'misca: error: "--version" takes no value\n'),
        (
            "query un -f jsn",
            (
                'misca: error: --format: "jsn" is none of table, plain, json, jsonl, csv\n'
                'hint: did you mean "json"?\n'
            ),
        ),
        (
            "query un -french",
            (
                'misca: error: --format: "rench" is none of table, plain, json, jsonl, csv\n'
                "hint: to leave out a word, write not:french\n"
            ),
        ),
        (
            "query un -n many",
            'misca: error: --limit: "many" is no whole number above zero\n',
        ),
    ],
)
def test_refused(line: str, stderr: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(line)) == 2
    assert capsys.readouterr() == ("", stderr)


def test_a_message_can_not_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["\x1b]2;pwned\x07", "caf\udce9"]) == 2
    assert capsys.readouterr() == (
        "",
        (
            'misca: error: no command "\\x1b]2;pwned\\x07"\n'
            "hint: to search, type: misca query '\\x1b]2;pwned\\x07' 'caf<U+DCE9>'\n"
        ),
    )


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_version(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([flag]) == 0
    assert capsys.readouterr() == (f"misca {__version__}\n", "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("name", [[], *([command.name] for command in all_commands())], ids=str)
def test_help(name: list[str], flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*name, flag]) == 0
    shown, told = capsys.readouterr()

    assert told == ""
    assert [line for line in shown.splitlines() if len(line) >= 80] == []
    assert shown.isascii()
    assert shown.isprintable() or set(filter(str.isspace, shown)) == {" ", "\n"}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [(["help"], ["--help"]), (["help", "query"], ["query", "--help"])],
)
def test_help_may_be_asked_for_by_word(
    asked: list[str], meant: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(meant) == 0
    expected = capsys.readouterr()

    assert main(asked) == 0
    assert capsys.readouterr() == expected


def test_help_narrows_by_somebody_who_speaks(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])

    assert "by:hollande" in capsys.readouterr().out


def test_help_begins_with_what_misca_does(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])

    assert capsys.readouterr().out.startswith(
        """\
misca answers with facts you can stand behind: who said it, when, about which
day, in which source and where in it.

Examples:
  misca query frnech troops decmber
  misca timeline french troops --since 2013-12-05
  misca compare french troops
  misca chart french troops
  misca show fr-420
  misca sources hollande --format csv
  misca init my-pack
  misca check my-pack

Usage: misca COMMAND [ARGUMENT...] [OPTION...]

Commands:
  query       which facts match, best first
  timeline    what happened or was said, in order
  compare     who says otherwise, side by side
  chart       a figure over time
  show        one fact in full
  sources     the bibliography, with what rests on each source
  init        a pack of your own, to begin with
  check       what is wrong in the fact files
  add         one more fact in your pack
  import      facts from a spreadsheet into a pack
  export      selected facts, for `import` or a pack
  anchors     prove the places of facts by saved copies
  cache       the indexes that make finding fast
  packs       the packs in use, and what they hold
  paths       where configuration, facts and cache are
  schema      a JSON Schema of the fact files, for editors
  completion  a script by which a shell completes misca

Options:
  -h, --help     Show this help.
  -V, --version  Show the version.
"""
    )


def test_help_of_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", "--help"])

    assert (
        capsys.readouterr().out
        == """\
Usage: misca show [OPTION...] ID...

  Show facts in full: who said so, when, in which source and where in it.

Options:
  -f, --format table|plain|json|jsonl|csv
                                  Output format (a table on a terminal, plain
                                  elsewhere).
  --json                          The same as --format json.
  --fields NAMES                  Give only these fields, e.g.
                                  id,value.amount,source.url.
  -o, --output FILE               Write to a file; .json, .jsonl or .csv says
                                  the format.
  --color always|never|auto       Colour a table (auto: on a terminal).
  --width N                       Columns of a table, 20 to 200 (the
                                  terminal's when absent).
  --no-pager                      Print long answers without a pager.
  --facts DIR                     Read the facts in this folder (again for
                                  more; else see misca paths).
  --no-cache                      Read the fact files themselves, and keep no
                                  index of them.
  -h, --help                      Show this help.

Example:
  misca show fr-420
"""
    )


EXAMPLES = [
    each
    for command in all_commands()
    if command.module is None
    for each in command.examples
    if "--batch" not in each
]
"""Of the commands that answer one request."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_good_command_lines(example: str) -> None:
    program, *arguments = shlex.split(example)
    invocation = read(arguments)

    assert program == "misca"
    assert isinstance(invocation, Invocation)
    assert request(invocation).command == arguments[0]
    assert output(invocation, terminal=True).file is None


@pytest.mark.parametrize("command", all_commands(), ids=lambda each: each.name)
def test_help_says_what_words_select_where_there_are_any(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    main((command.name, "--help"))
    assert ("\nWords:\n" in capsys.readouterr().out) == (command.argument == "WORDS")
