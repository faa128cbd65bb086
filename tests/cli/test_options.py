from __future__ import annotations

import pytest

from misca_cli.cli.options import COMMANDS, Command, Option

OPTIONS = [(command, option) for command in COMMANDS for option in command.options]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
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
