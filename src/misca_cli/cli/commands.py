"""click's commands, made from the declaration in `options`.

They read a command line into an `Invocation` and answer `--help` and `--version`. They
check no value: `request` does, whoever has read the command line.
"""

from __future__ import annotations

import click

from misca_cli import __version__
from misca_cli.cli import FAILED, streams
from misca_cli.cli.help import Program, Subcommand, short_usage
from misca_cli.cli.misuse import in_our_words
from misca_cli.cli.options import SINGLE, Command, Option, all_commands
from misca_cli.cli.request import Invocation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def read(arguments: Sequence[str]) -> Invocation | int:
    """Read a command line; return the exit status where nothing is left to do.

    Raises `UsageError`.
    """
    if not arguments:
        streams.complain(short_usage())
        return FAILED
    if arguments[0] == "help":
        arguments = (*arguments[1:2], "--help")
    # Not `Group.main`: it would turn a closed pipe into exit status 1, and, on Windows,
    # expand the wildcards of a query.
    try:
        with _program().make_context("misca", list(arguments)) as context:
            invocation: Invocation = context.command.invoke(context)
            return invocation
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        raise in_our_words(error, arguments) from error


def _program() -> click.Group:
    return Program(
        "misca",
        commands=[_subcommand(command) for command in all_commands()],
        params=[
            _shows(click.Context.get_help, "--help", "-h", says="Show this help."),
            _shows(lambda _: f"misca {__version__}", "--version", "-V", says="Show the version."),
        ],
        add_help_option=False,
    )


def _subcommand(command: Command) -> click.Command:
    def invocation(words: tuple[str, ...], **values: object) -> Invocation:
        given = {name: value for name, value in values.items() if value not in (None, False, ())}
        return Invocation(command=command.name, words=words, given=given)

    is_one = command.argument in ("", *SINGLE)
    named = command.argument if is_one else f"{command.argument}..."
    words = click.Argument(
        ["words"],
        nargs=-1,
        required=False,  # `request` says what is needed
        metavar=f"[{named}]" if named and not command.required else named,
    )
    show_help = _shows(click.Context.get_help, "--help", "-h", says="Show this help.")
    made = Subcommand(
        command.name,
        callback=invocation,
        help=command.help,
        params=[words, *map(_option, command.options), show_help],
        options_metavar="[OPTION...]",
        add_help_option=False,
    )
    made.examples = command.examples
    made.takes_words = command.argument == "WORDS"
    return made


def _option(option: Option) -> click.Option:
    if option.kind == "flag":
        return click.Option([*option.flags, option.name], is_flag=True, help=option.help)
    return click.Option(
        [*option.flags, option.name],
        type=str,
        multiple=option.repeatable,
        metavar=option.metavar or "|".join(option.choices),
        help=option.help,
    )


def _shows(text: Callable[[click.Context], str], *flags: str, says: str) -> click.Option:
    """Return a flag that prints a text and ends the run."""

    def show(context: click.Context, _: click.Parameter, given: object) -> None:
        if given:
            streams.write(f"{text(context)}\n")
            context.exit()

    return click.Option(
        flags, is_flag=True, is_eager=True, expose_value=False, callback=show, help=says
    )
