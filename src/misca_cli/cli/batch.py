"""`misca query --batch`: a query a line → a JSON document a line.

Exit status: 0 something was found, 1 nothing at all, 2 a line or a fact file could not be read.
"""

from __future__ import annotations

import io
import os
import sys
from itertools import chain

from misca_cli import spelling
from misca_cli.answer import refused
from misca_cli.answering import answer
from misca_cli.cli import FAILED, NOTHING_FOUND, status, streams
from misca_cli.cli.request import checked, facts, output, request
from misca_cli.errors import MiscaError, UsageError
from misca_cli.export.document import json_line
from misca_cli.index.read import Indexed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from misca_cli.cli.request import Invocation
    from misca_cli.index.opening import Facts
    from misca_cli.search.corpus import Corpus

    Line = tuple[int, str]
    """The number of a line, from 1, and what it says."""
    Answering = Callable[[Line, Corpus], bytes]


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Answer the lines of a file, and return the exit status. Raises `MiscaError`."""
    values = checked(invocation)
    if invocation.words:
        raise UsageError("--batch reads its queries from a file: no words may be given")
    wanted = output(invocation, terminal=False)
    is_json = values.get("format", "json") == "json" and "explain" not in values
    if not is_json or wanted.file is not None:
        raise UsageError("--batch writes lines of JSON to standard output, nothing else")
    lines = _lines(values["batch"])
    first = next(lines, None)
    if first is None:
        return NOTHING_FOUND
    spelling.expect_many()
    asked = facts(invocation, environ)

    def answer_in(line: Line, corpus: Corpus) -> bytes:
        return _answered(invocation, line, corpus, wanted.fields)

    earned = set()
    is_file = os.path.isfile(values["batch"])
    for line in _answers(asked, answer_in, chain([first], lines), is_file=is_file):
        earned.add(line[0])
        if not streams.write(line[1:].decode("utf-8", "surrogatepass")):
            break
    return FAILED if FAILED in earned else min(earned)


def _answers(
    asked: Facts, answer_in: Answering, lines: Iterable[Line], *, is_file: bool
) -> Iterable[bytes]:
    """Give the exit status each query earns, as a byte, with the line that answers it."""

    def answer_here(line: Line) -> bytes:
        return asked.ask(lambda corpus: answer_in(line, corpus))

    # Who writes into a pipe, named or not, may wait for each answer; and facts in memory would
    # be copied for each process.
    if not (is_file and isinstance(asked.corpus, Indexed)):
        return map(answer_here, lines)
    from misca_cli.cli.workers import shared_out  # a pipe does without

    return shared_out([*lines], lambda line: answer_in(line, asked.corpus), answer_here)


def _answered(invocation: Invocation, line: Line, corpus: Corpus, fields: tuple[str, ...]) -> bytes:
    """Return the exit status that a query earns, as a byte, and the line that answers it."""
    number, text = line
    try:
        found = answer(request(invocation.replaced(words=(text,))), corpus)
        told, earned = json_line(found, fields), status(found)
    except UsageError as error:
        file = invocation.given["batch"]
        told, earned = json_line(refused("query", error, file=file, line=number)), FAILED
    return bytes([earned]) + told.encode("utf-8", "surrogatepass")


def _lines(name: str) -> Iterator[Line]:
    """Give the lines of a file that are not blank, by number. Raises `MiscaError`."""
    if name == "-":
        if not isinstance(sys.stdin, io.TextIOWrapper) or sys.stdin.isatty():
            raise UsageError(
                "--batch - reads standard input, and there is none", hint="pipe queries into it"
            )
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape", newline=None)
        yield from _told(sys.stdin)
        return
    try:
        with open(name, encoding="utf-8-sig", errors="surrogateescape") as file:
            yield from _told(file)
    except OSError as error:
        raise MiscaError(f'can\'t read "{name}": {error.strerror}') from error


def _told(lines: Iterable[str]) -> Iterator[Line]:
    return ((at, line.strip()) for at, line in enumerate(lines, start=1) if line.strip())
