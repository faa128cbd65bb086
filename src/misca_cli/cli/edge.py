"""The whole run, from argv to exit status, and the one place where exceptions end.

Exit status: 0 found, 1 nothing found, 2 could not do what was asked, wholly or in part,
130 interrupted.
"""

from __future__ import annotations

import os
import sys

from misca_cli.answering import answer
from misca_cli.cli import FAILED, INTERRUPTED, fast, status, streams
from misca_cli.cli.options import command_named
from misca_cli.cli.request import facts, output, request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from misca_cli.answer import Answer, Request
    from misca_cli.cli.request import Invocation, Output
    from misca_cli.search.corpus import Corpus

    Run = Callable[[Invocation, Mapping[str, str]], int]


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
        from misca_cli.cli.failing import told  # few runs fail

        told(error, arguments)
        return FAILED


def _respond(arguments: Sequence[str]) -> int:
    invocation = fast.read(arguments) or _read(arguments)
    return invocation if isinstance(invocation, int) else carry_out(invocation)


def carry_out(invocation: Invocation) -> int:
    """Do what a command line asks for, once it is read, and return the exit status."""
    module = command_named(invocation.command).module
    if module:
        from importlib import import_module  # no answer needs it

        run: Run = import_module(f"misca_cli.cli.{module}").run
        return run(invocation, os.environ)
    if "batch" in invocation.given:
        from misca_cli.cli import batch  # for scripts

        return batch.run(invocation, os.environ)
    asked = request(invocation)
    wanted = output(invocation, terminal=streams.stdout_is_terminal())
    return facts(invocation, os.environ).ask(lambda corpus: _answer(asked, wanted, corpus))


def _answer(asked: Request, wanted: Output, corpus: Corpus) -> int:
    reply = answer(asked, corpus)
    lines: Sequence[str] = ()
    if not speaks_for_itself(reply, wanted.format):
        from misca_cli.cli.messages import messages  # most answers need no word beside them

        lines = messages(reply, format=wanted.format)
    _show(reply, wanted)
    if lines and streams.stderr_is_terminal():
        from misca_cli.cli.terminal import remarks  # for people only

        lines = [*remarks(lines)]
    streams.complain(lines)
    return status(reply)


def speaks_for_itself(reply: Answer, shown_as: str) -> bool:
    """Tell at a glance that `messages` has nothing to say beside an answer."""
    if not reply.found or (reply.query and not reply.query.is_as_typed):
        return False
    if shown_as not in ("json", "jsonl") and reply.unmet:
        return False
    given = reply.groups or reply.results or reply.sources
    is_all = shown_as == "json" or len(given) == reply.total
    if shown_as in ("plain", "csv") and any(
        each.findings or each.is_told_later for each in reply.results
    ):
        return False
    return is_all and not (reply.problems or reply.unknown_ids or reply.undated or reply.untold)


def _show(reply: Answer, wanted: Output) -> None:
    """Write an answer. Raises `OutputError`, and `UsageError` for unknown fields."""
    if wanted.format == "table":
        from misca_cli.cli.table import show_table  # slow to import, for people only

        show_table(reply, wanted, os.environ)
    else:
        from misca_cli.export import FORMATS  # a table does without

        streams.deliver(FORMATS[wanted.format](reply, wanted.fields), wanted.file)


def _read(arguments: Sequence[str]) -> Invocation | int:
    from misca_cli.cli import commands  # click is slow to import

    return commands.read(arguments)
