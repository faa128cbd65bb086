from __future__ import annotations

import pytest

from misca_cli.cli.options import QUESTIONS, Command, Option, all_commands, command_named, lookup
from misca_cli.cli.tasks import TASKS

OPTIONS = [(command, option) for command in all_commands() for option in command.options]


@pytest.mark.parametrize("command", all_commands(), ids=lambda command: command.name)
def test_flags_and_names_are_unique(command: Command) -> None:
    names = [option.name for option in command.options]
    flags = [flag for option in command.options for flag in option.flags]

    assert len(names) == len(set(names))
    assert len(flags) == len({*flags, "-h", "--help"}) - 2


@pytest.mark.parametrize(
    "option", [option for _, option in OPTIONS], ids=[f"{c.name}-{o.name}" for c, o in OPTIONS]
)
def test_declarations_are_whole(option: Option) -> None:
    assert option.flags[-1].startswith("--")
    assert option.kind in ("text", "number", "choice", "flag")
    assert (option.kind == "choice") == bool(option.choices)
    assert option.kind != "choice" or option.default in (None, *option.choices)
    # A choice shows its choices, unless they are too many.
    assert option.kind == "choice" or (option.kind != "flag") == bool(option.metavar)


def test_an_option_means_the_same_in_each_command() -> None:
    meanings: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for _, option in OPTIONS:
        meanings.setdefault(option.name, set()).add((option.flags, option.kind))

    assert [name for name, meaning in meanings.items() if len(meaning) > 1] == []


def test_questions_come_before_tasks() -> None:
    assert all_commands() == (*QUESTIONS, *TASKS)
    assert {command.module for command in QUESTIONS} == {None}
    assert None not in {command.module for command in TASKS}


@pytest.mark.parametrize("command", all_commands(), ids=lambda command: command.name)
def test_a_command_is_found_by_its_name(command: Command) -> None:
    assert lookup(command.name) is command
    assert command_named(command.name) is command


def test_no_command_goes_by_another_name() -> None:
    assert lookup("qurey") is None
    with pytest.raises(LookupError, match="qurey"):
        command_named("qurey")
