"""The whole run, from argv to exit status, and the one place where exceptions end.

Exit status: 0 found, 1 nothing found, 2 could not do what was asked, wholly or in part,
130 interrupted.
"""

from __future__ import annotations

import os
import sys

from misca_cli.answer import Answer, refused
from misca_cli.answering import answer
from misca_cli.cli import INTERRUPTED, fast, streams
from misca_cli.cli.options import command_named, lookup
from misca_cli.cli.request import output, request
from misca_cli.config import ConfigurationError, fact_folders
from misca_cli.errors import MiscaError, OutputError
from misca_cli.index import opening
from misca_cli.index.layout import DamagedError
from misca_cli.text import safe, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from misca_cli.answer import Request
    from misca_cli.cli.progress import Progress
    from misca_cli.cli.request import Invocation, Output
    from misca_cli.search.corpus import Corpus

    Run = Callable[[Invocation, Mapping[str, str]], int]

FOUND, NOTHING_FOUND, FAILED = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Answer a command line and return the exit status."""
    try:
        streams.prepare()
        return _respond(arguments)
    except KeyboardInterrupt:
        if sys.stdout is not None:
            streams.discard(sys.stdout)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever it is, the user gets one line
        return _report(error, arguments)


def _respond(arguments: Sequence[str]) -> int:
    invocation = fast.read(arguments) or _read(arguments)
    if isinstance(invocation, int):
        return invocation
    module = command_named(invocation.command).module
    if module:
        from importlib import import_module  # no answer needs it

        run: Run = import_module(f"misca_cli.cli.{module}").run
        return run(invocation, os.environ)
    if "batch" in invocation.given:
        from misca_cli.cli import batch  # for scripts

        return batch.run(invocation, lambda: _facts(invocation), lambda: _scanned(invocation))
    asked = request(invocation)
    wanted = output(invocation, terminal=streams.stdout_is_terminal())
    try:
        return _answer(asked, wanted, _facts(invocation))
    except DamagedError:
        return _answer(asked, wanted, _scanned(invocation))


def _answer(asked: Request, wanted: Output, facts: Corpus) -> int:
    found = answer(asked, facts)
    told: Sequence[str] = ()
    if not _speaks_for_itself(found, wanted.format):
        from misca_cli.cli.messages import messages  # most answers need no word beside them

        told = messages(found, format=wanted.format)
    _show(found, wanted)
    streams.complain(told)
    return status(found)


def _speaks_for_itself(found: Answer, shown_as: str) -> bool:
    """Tell at a glance that there is nothing to say beside an answer."""
    if not found.found or (found.query and not found.query.is_as_typed):
        return False
    given = found.results or found.sources
    is_all = shown_as == "json" or len(given) == found.total
    return is_all and not (found.problems or found.unknown_ids or found.undated or found.untold)


def _show(found: Answer, wanted: Output) -> None:
    """Write an answer. Raises `OutputError`, and `UsageError` for unknown fields."""
    if wanted.format == "table":
        from misca_cli.cli.table import show_table  # slow to import, for people only

        show_table(found, wanted, os.environ)
    else:
        from misca_cli.export import FORMATS  # a table does without

        streams.deliver(FORMATS[wanted.format](found, wanted.fields), wanted.file)


def _facts(invocation: Invocation) -> Corpus:
    """Return the facts that a command line asks for, by an index if it may be kept."""
    folders = fact_folders(invocation.given.get("facts", ()), os.environ)
    if "no_cache" in invocation.given:
        return opening.scan(folders)
    return opening.corpus(folders, os.environ, watch=_watch)


def _scanned(invocation: Invocation) -> Corpus:
    """Return the facts from their files, as the index turned out to be damaged."""
    folders = fact_folders(invocation.given.get("facts", ()), os.environ)
    opening.forget(folders, os.environ)
    return opening.scan(folders)


def _watch() -> Progress:
    from misca_cli.cli.progress import Progress  # few runs make an index

    return Progress()


def _read(arguments: Sequence[str]) -> Invocation | int:
    from misca_cli.cli.commands import read  # click is slow to import

    return read(arguments)


def status(found: Answer) -> int:
    """Return the exit status that an answer earns."""
    if any(problem.severity == "error" for problem in found.problems):
        return FAILED
    if not found.found or found.is_bare:
        return NOTHING_FOUND
    return FAILED if found.unknown_ids else FOUND


def _report(error: Exception, arguments: Sequence[str]) -> int:
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
    # A problem says its place and its severity itself.
    said = message if isinstance(error, ConfigurationError) else f"misca: error: {message}"
    lines = [said, *([f"hint: {hint}"] if hint else [])]
    streams.complain(safe_line(line) for line in lines)
    return FAILED


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
