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
from misca_cli.cli import FAILED, NOTHING_FOUND, streams
from misca_cli.cli.edge import status
from misca_cli.cli.request import checked, output, request
from misca_cli.errors import MiscaError, UsageError
from misca_cli.export.document import json_line
from misca_cli.index.layout import DamagedError
from misca_cli.index.read import Indexed

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
    is_json = values.get("format", "json") == "json" and "explain" not in values
    if not is_json or wanted.file is not None:
        raise UsageError("--batch writes lines of JSON to standard output, nothing else")
    lines = _lines(values["batch"])
    first = next(lines, None)
    if first is None:
        return NOTHING_FOUND
    spelling.expect_many()
    asking = _Asking(invocation, wanted.fields, read(), read_anew)
    earned = set()
    for line in _answers(asking, chain([first], lines), is_file=os.path.isfile(values["batch"])):
        earned.add(line[0])
        if not streams.write(line[1:].decode("utf-8", "surrogatepass")):
            break
    return FAILED if FAILED in earned else min(earned)


def _answers(asking: _Asking, lines: Iterable[str], *, is_file: bool) -> Iterable[bytes]:
    """Give the exit status each query earns, as a byte, with the line that answers it."""
    # Who writes into a pipe, named or not, may wait for each answer.
    if not (is_file and asking.is_indexed):
        return map(asking.answer, lines)
    from misca_cli.cli.workers import shared_out  # a pipe does without

    return shared_out([*lines], asking.answer_by_index, asking.answer)


class _Asking:
    """The facts that queries are put to."""

    def __init__(
        self,
        invocation: Invocation,
        fields: tuple[str, ...],
        corpus: Corpus,
        read_anew: Callable[[], Corpus],
    ) -> None:
        self._invocation = invocation
        self._fields = fields
        self._corpus = corpus
        self._read_anew = read_anew

    @property
    def is_indexed(self) -> bool:
        """Return whether the facts are in an index, not in memory that each process would copy."""
        return isinstance(self._corpus, Indexed)

    def answer(self, text: str) -> bytes:
        """Answer a query, from the files themselves should the index be damaged."""
        try:
            return self.answer_by_index(text)
        except DamagedError:
            self._corpus = self._read_anew()
            return self.answer_by_index(text)

    def answer_by_index(self, text: str) -> bytes:
        """Answer a query. Raises `DamagedError`."""
        line, earned = _answered(self._invocation, text, self._corpus, self._fields)
        return bytes([earned]) + line.encode("utf-8", "surrogatepass")


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
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
        yield from _told(sys.stdin)
        return
    try:
        with open(name, encoding="utf-8-sig", errors="surrogateescape") as file:
            yield from _told(file)
    except OSError as error:
        raise MiscaError(f'can\'t read "{name}": {error.strerror}') from error


def _told(lines: Iterable[str]) -> Iterator[str]:
    return (line.strip() for line in lines if line.strip())
