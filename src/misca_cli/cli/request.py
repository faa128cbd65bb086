"""A command line → what is asked (`Request`), of which facts, and how to show it (`Output`).

Every value is checked here, by its declaration, so that all readers of a command line agree on
what it means.
"""

from __future__ import annotations

import os

from misca_cli.answer import Request
from misca_cli.cli.options import ACTIONS, SHELLS, Command, Option, command_named
from misca_cli.config import fact_folders
from misca_cli.errors import UsageError
from misca_cli.index.opening import Facts
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from misca_cli.cli.progress import Progress


NEEDED = {
    "WORDS": "words to look for",
    "ID": "the id of a fact",
    "ACTION": f"one of {', '.join(ACTIONS)}",
    "SHELL": f"one of {', '.join(SHELLS)}",
}


NOT_WRITTEN = frozenset("svg png pdf html htm xlsx xls ods docx odt md tex bib ris".split())
"""Endings of files that promise what misca does not write."""


class Invocation(Record):
    """What a command line says, as typed."""

    command: str
    words: tuple[str, ...] = ()
    given: Mapping[str, Any] = {}
    """Options that were given, by name: a text, texts of a repeatable one, True of a flag."""


class Output(Record):
    """How an answer is shown, and where."""

    format: str
    fields: tuple[str, ...] = ()
    file: str | None = None
    """None for standard output."""
    color: str = "auto"
    width: int | None = None
    pager: bool = True


def request(invocation: Invocation) -> Request:
    """Return what is asked. Raises `UsageError`."""
    values = checked(invocation)
    command = command_named(invocation.command)
    shows_ids = command.argument == "ID"
    text = " ".join(invocation.words)
    if text and not command.argument:
        raise UsageError(f'"{command.name}" takes options only, not "{text}"')
    if command.required and not any(char.isalnum() for char in text):
        raise nothing_given(command)
    return Request(
        command=command.name,
        text="" if shows_ids else text,
        ids=invocation.words if shows_ids else (),
        since=values.get("since"),
        until=values.get("until"),
        as_of=values.get("as_of"),
        limit=_limit(invocation, values),
        everything="all" in values,
        sort=values.get("sort"),
        axis=values.get("axis", "when"),
        explain="explain" in values,
    )


def facts(invocation: Invocation, environ: Mapping[str, str]) -> Facts:
    """Return the facts to ask. Raises `MiscaError`."""
    folders = fact_folders(invocation.given.get("facts", ()), environ)
    return Facts(folders, environ, cached="no_cache" not in invocation.given, watch=_progress)


def _progress(size: int) -> Progress:
    from misca_cli.cli.progress import Progress  # few runs make an index

    return Progress(size)


def output(invocation: Invocation, *, terminal: bool) -> Output:
    """Return how to show the answer; a terminal gets a table. Raises `UsageError`."""
    values = checked(invocation)
    file = values.get("output")
    fields = _names(values["fields"]) if "fields" in values else ()
    formats = _formats(invocation)
    chosen = _chosen_format(values) or _format_by_ending(file, formats)
    if chosen is None:
        _refuse_ending(file, formats)
    if "explain" in values:
        chosen = _explained(chosen, fields)
    if fields and chosen == "table":
        raise UsageError("a table has no --fields", hint="add --format plain, csv, json or jsonl")
    tabular = "table" in formats and terminal and not fields and file in (None, "-")
    return Output(
        format=chosen or ("table" if tabular else "plain"),
        fields=fields,
        file=None if file == "-" else file,
        color=values.get("color", "auto"),
        width=values.get("width"),
        pager="no_pager" not in values,
    )


def nothing_given(command: Command) -> UsageError:
    """Return the error for a command without what it asks for."""
    needed = NEEDED[command.argument]
    return UsageError(
        f'"{command.name}" needs {needed}', hint=f"for example: {command.examples[0]}"
    )


def _limit(invocation: Invocation, values: Mapping[str, Any]) -> int | None:
    # A limit that was typed counts beside --all; the command's own does not.
    if "all" in values and "limit" not in invocation.given:
        return None
    limit: int | None = values.get("limit")
    return limit


def _chosen_format(values: Mapping[str, Any]) -> str | None:
    named: str | None = values.get("format")
    if "json" not in values:
        return named
    if named not in (None, "json"):
        raise UsageError(f'"--json" and "--format {named}" contradict each other')
    return "json"


def _explained(chosen: str | None, fields: tuple[str, ...]) -> str:
    if chosen not in (None, "table"):
        message = "only a table has --explain, not plain, csv, json or jsonl"
        raise UsageError(message, hint="use --format table")
    if fields:
        message = "only a table has --explain, and it has no --fields"
        raise UsageError(message, hint="leave out one of them")
    return "table"


def _formats(invocation: Invocation) -> tuple[str, ...]:
    options = command_named(invocation.command).options
    return next(option.choices for option in options if option.name == "format")


def _format_by_ending(file: str | None, formats: tuple[str, ...]) -> str | None:
    ending = _ending(file)
    return ending if ending in formats and ending not in ("table", "plain") else None


def _ending(file: str | None) -> str:
    return os.path.splitext(file or "")[1][1:].lower()


def _refuse_ending(file: str | None, formats: tuple[str, ...]) -> None:
    ending = _ending(file)
    if ending in NOT_WRITTEN:
        raise UsageError(
            f'"{file}": misca writes no {ending}', hint=f"name one of {', '.join(formats)} with -f"
        )


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise UsageError(
            f'--fields: "{text}" lacks a name', hint="for example: --fields id,value.amount"
        )
    return names


def checked(invocation: Invocation, wrong: list[UsageError] | None = None) -> dict[str, Any]:
    """Return the options that were given or have a default, by name.

    Raises `UsageError` for the first that can't be taken; where all that is `wrong` is gathered,
    that is left out.
    """
    command = command_named(invocation.command)
    values = {}
    for option in command.options:
        value = invocation.given.get(option.name, option.default)
        if isinstance(value, str):
            try:
                values[option.name] = _value(option, value)
            except UsageError as error:
                if wrong is None:
                    raise
                wrong.append(error)
        elif value is not None:
            values[option.name] = value
        elif option.required:
            raise UsageError(
                f'"{command.name}" needs {option.flags[-1]} {option.metavar}',
                hint=f"for example: {command.examples[0]}",
            )
    return values


def _value(option: Option, text: str) -> str | int:
    if not text:
        raise UsageError(f"{option.flags[-1]}: the value is empty")
    if option.kind == "number":
        return _positive(option, text)
    if option.kind == "choice" and text not in option.choices:
        raise no_choice(option.flags[-1], text, option.choices)
    return text


def _positive(option: Option, text: str) -> int:
    digits = text.isascii() and text.isdecimal() and len(text) < 10
    if not digits or int(text) == 0:
        raise UsageError(f'{option.flags[-1]}: "{text}" is no whole number above zero')
    return int(text)


def no_choice(named: str, text: str, choices: tuple[str, ...]) -> UsageError:
    """Return the error for a text that is none of those to choose from."""
    from misca_cli.spelling import nearest  # only a wrong word needs it

    near = nearest(text, choices, most=1)
    message = f'{named}: "{text}" is none of {", ".join(choices)}'
    return UsageError(message, hint=f'did you mean "{near[0]}"?' if near else None)
