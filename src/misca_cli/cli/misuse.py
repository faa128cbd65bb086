"""click's complaints about a command line, in misca's words and with a next step."""

from __future__ import annotations

import shlex

import click

from misca_cli.cli.options import all_commands, command_named
from misca_cli.errors import UsageError
from misca_cli.spelling import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def in_our_words(error: click.UsageError, arguments: Sequence[str]) -> UsageError:
    """Return the error to show for a command line that click refuses."""
    asked = error.ctx.command.name if error.ctx else None
    match error:
        case click.NoSuchCommand():
            return _no_command(error, arguments)
        case click.NoSuchOption() if asked in _NAMES:
            return _no_option(error, f'"{asked}" has', f"misca {asked} --help")
        case click.NoSuchOption():
            return _no_option(error, "there is", "misca --help")
        case click.BadOptionUsage():
            return _bad_value(error.option_name)
    return UsageError(error.format_message().rstrip("."))


_NAMES = tuple(command.name for command in all_commands())
_OPTIONS = {flag: option for c in all_commands() for option in c.options for flag in option.flags}


def _no_command(error: click.NoSuchCommand, arguments: Sequence[str]) -> UsageError:
    message = f'no command "{error.command_name}"'
    search = shlex.join(("misca", "query", *arguments))
    if not error.possibilities:
        return UsageError(message, hint=f"to search, type: {search}")
    near = error.possibilities[0]
    meant = shlex.join(("misca", near, *arguments[1:]))
    other = "" if near == "query" else f", or to search: {search}"
    return UsageError(f'{message}; did you mean "{near}"?', hint=f"type: {meant}{other}")


def _no_option(error: click.NoSuchOption, who: str, lists: str) -> UsageError:
    name = error.option_name
    message = f'{who} no option "{name}"'
    if name in _OPTIONS and who == "there is":
        example = f"for example: misca query french troops {name}"
        return UsageError(f'"{name}" stands after the name of a command', hint=example)
    if not name.startswith("--"):
        return UsageError(message, hint="to leave out a word, write not:word")
    if name[2:] in _formats(error):
        return UsageError(message, hint=f"write --format {name[2:]}")
    # What click finds possible may be far off.
    if near := nearest(name, error.possibilities or (), most=1):
        return UsageError(f'{message}; did you mean "{near[0]}"?')
    return UsageError(message, hint=f"{lists} lists the options")


def _formats(error: click.NoSuchOption) -> Sequence[str]:
    """Return the formats of the command that was given an option it has not."""
    command = error.ctx.command.name if error.ctx else None
    options = command_named(command).options if command in _NAMES else ()
    return next((option.choices for option in options if option.name == "format"), ())


def _bad_value(flag: str) -> UsageError:
    option = _OPTIONS.get(flag)
    takes_none = option is None or option.kind == "flag"
    return UsageError(f'"{flag}" {"takes no value" if takes_none else "needs a value"}')
