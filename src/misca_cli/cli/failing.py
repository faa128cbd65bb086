"""What is said of a run that failed: a line, a hint, and the JSON of an empty answer.

No other run loads this.
"""

from __future__ import annotations

import os

from misca_cli.answer import refused
from misca_cli.cli import streams
from misca_cli.cli.options import lookup
from misca_cli.configuration import ConfigurationError
from misca_cli.errors import MiscaError, OutputError
from misca_cli.text import safe, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def told(error: Exception, arguments: Sequence[str]) -> None:
    """Say on standard error, and in JSON where that is asked for, why a run failed."""
    # What can't be written is not tried again.
    is_writable = not isinstance(error, OutputError)
    if isinstance(error, MiscaError) and is_writable and _wants_json(arguments):
        from contextlib import suppress  # only a mistake needs it

        with suppress(OutputError):
            streams.write(_error_document(error, arguments))
    if os.environ.get("MISCA_DEBUG"):
        import traceback

        streams.complain((safe("".join(traceback.format_exception(error))),))
    message, hint = _said(error)
    hint = hint or _hint_for_a_word(message, arguments)
    # A problem says its place and its severity itself.
    said = message if isinstance(error, ConfigurationError) else f"misca: error: {message}"
    lines = [said, *([f"hint: {hint}"] if hint else [])]
    lines = [safe_line(line) for line in lines]
    if streams.stderr_is_terminal():
        from misca_cli.cli.terminal import remarks  # for people only

        lines = [*remarks(lines)]
    streams.complain(lines)


def _hint_for_a_word(message: str, arguments: Sequence[str]) -> str | None:
    """Return what helps whoever left out "-french", which is `-f` with the value "rench"."""
    for typed in arguments:
        if typed[:1] == "-" and typed[1:].isalpha() and f'"{typed[2:]}"' in message:
            return f"to leave out a word, write not:{typed[1:]}"
    return None


def _wants_json(arguments: Sequence[str]) -> bool:
    """Tell whether a command line, good or bad, asks for JSON of a command that has it."""
    from itertools import pairwise  # only a mistake needs it

    command = lookup(arguments[0]) if arguments else None
    if command and all(option.name != "json" for option in command.options):
        return False
    end = arguments.index("--") if "--" in arguments else len(arguments)
    typed = arguments[:end]
    flag_and_value = {("-f", "json"), ("--format", "json")}
    return not (
        {"--json", "--format=json", "-fjson"}.isdisjoint(typed)
        and flag_and_value.isdisjoint(pairwise(typed))
    )


def _error_document(error: MiscaError, arguments: Sequence[str]) -> str:
    """Return an empty answer of the command whose one problem is the error."""
    found = lookup(arguments[0])
    command = found.name if found else "query"
    refusal = refused(command, error)
    if isinstance(error, ConfigurationError):
        refusal = refusal.replaced(problems=(error.problem,))
    if command == "anchors":
        from misca_cli.export.proof import json_text

        return json_text((), refusal.problems)
    if command == "check":
        from misca_cli.export.check import refused_text

        return refused_text(refusal.problems, error.hint)
    if command == "packs":
        from misca_cli.export import packs

        return packs.json_text((), refusal.problems)
    if command == "paths":
        from misca_cli.cli import paths

        return paths.refused_text(refusal.problems)
    from misca_cli.export import FORMATS  # none but JSON needs it here

    return FORMATS["json"](refusal)


def _said(error: Exception) -> tuple[str, str | None]:
    """Return the message and the hint for an exception."""
    match error:
        case MiscaError():
            return str(error), error.hint
        case MemoryError():
            return "not enough memory", None
        case RecursionError():
            return "something is nested too deeply", None
        case OSError(strerror=str(reason), filename=str(name)):
            return f'"{name}": {reason}', None
        case OSError():
            return error.strerror or str(error), None
    return (
        f"a mistake of misca itself: {type(error).__name__}: {error}",
        "MISCA_DEBUG=1 shows where; please report it",
    )
