"""`misca query --batch`: a query a line → a JSON document a line.

Exit status: 0 something was found, 1 nothing at all, 2 a line or a fact file could not be read.
"""

from __future__ import annotations

import io
import sys

from misca_cli import spelling
from misca_cli.answer import refused
from misca_cli.answering import answer
from misca_cli.cli import FAILED, NOTHING_FOUND, streams
from misca_cli.cli.edge import status
from misca_cli.cli.request import checked, output, request
from misca_cli.errors import MiscaError, UsageError
from misca_cli.export.document import json_line
from misca_cli.index.layout import DamagedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from misca_cli.cli.request import Invocation
    from misca_cli.search.corpus import Corpus


def run(invocation: Invocation, read: Callable[[], Corpus], read_anew: Callable[[], Corpus]) -> int:
    """Answer the lines of a file, and return the exit status. Raises `MiscaError`.

    `read` gives the facts, and `read_anew` does without the index, should it be damaged.
    """
    values = checked(invocation)
    if invocation.words:
        raise UsageError("--batch reads its queries from a file: no words may be given")
    wanted = output(invocation, terminal=False)
    if values.get("format", "json") != "json" or wanted.file is not None:
        raise UsageError("--batch writes lines of JSON to standard output, nothing else")
    corpus: Corpus | None = None
    earned = {NOTHING_FOUND}
    spelling.expect_many()
    for text in _lines(values["batch"]):
        corpus = corpus or read()
        try:
            line, each = _answered(invocation, text, corpus, wanted.fields)
        except DamagedError:
            corpus = read_anew()
            line, each = _answered(invocation, text, corpus, wanted.fields)
        streams.write(line)
        earned.add(each)
    return FAILED if FAILED in earned else min(earned)


def _answered(
    invocation: Invocation, text: str, corpus: Corpus, fields: tuple[str, ...]
) -> tuple[str, int]:
    """Return the line that answers a query, and the exit status it earns."""
    try:
        found = answer(request(invocation.replaced(words=(text,))), corpus)
    except UsageError as error:
        return json_line(refused("query", error)), FAILED
    return json_line(found, fields), status(found)


def _lines(name: str) -> Iterator[str]:
    """Give the lines of a file that are not blank. Raises `MiscaError`."""
    if name == "-":
        if not isinstance(sys.stdin, io.TextIOWrapper) or sys.stdin.isatty():
            raise UsageError(
                "--batch - reads standard input, and there is none", hint="pipe queries into it"
            )
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        yield from _told(sys.stdin)
        return
    try:
        with open(name, encoding="utf-8-sig", errors="surrogateescape") as file:
            yield from _told(file)
    except OSError as error:
        raise MiscaError(f'can\'t read "{name}": {error.strerror}') from error


def _told(lines: Iterable[str]) -> Iterator[str]:
    return (line.strip() for line in lines if line.strip())
