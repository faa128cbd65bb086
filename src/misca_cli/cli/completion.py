"""`misca completion`: a script for a shell, and what that script asks for at each Tab.

The script gives the line as typed so far, after the name of the shell, so that the answer
comes without click. The first line of it says what follows: words, described words or
beginnings, one a line; or that the shell should offer files or folders.
"""

from __future__ import annotations

import os

from misca_cli.cli import streams
from misca_cli.cli.options import SHELLS, command_named
from misca_cli.cli.request import checked, no_choice, nothing_given

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from misca_cli.cli.candidates import Candidates
    from misca_cli.cli.request import Invocation
    from misca_cli.cli.typed import Typed


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Print a script or what may be typed next, and return 0. Raises `MiscaError`."""
    checked(invocation)
    if not invocation.words:
        raise nothing_given(command_named("completion"))
    shell, *more = invocation.words
    if shell not in SHELLS:
        raise no_choice("completion", shell, SHELLS)
    streams.write(_answer(shell, more, environ) if more else _script(shell))
    return 0


def _script(shell: str) -> str:
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"completion.{shell}")
    with open(path, encoding="utf-8") as file:
        return file.read()


def _answer(shell: str, line: Sequence[str], environ: Mapping[str, str]) -> str:
    from misca_cli.cli.candidates import candidates  # no script needs it
    from misca_cli.cli.typed import typed

    words = typed(line[0])
    found = candidates(words, environ)
    lines = _in_bash(words, found, "".join(line[1:])) if shell == "bash" else _described(found)
    return "".join(f"{each}\n" for each in lines)


def _described(found: Candidates) -> Iterator[str]:
    is_described = found.kind == "words" and any(said for _, said in found.offers)
    yield "described" if is_described else found.kind
    for word, said in found.offers:
        yield f"{word}\t{said}" if said else word


def _in_bash(words: Typed, found: Candidates, breaks: str) -> Iterator[str]:
    """Give the words without what stands before a colon or an equals sign: bash keeps that."""
    yield found.kind
    marks = "" if words.is_quoted else [mark for mark in ":=" if mark in breaks]
    kept = max((words.current.rfind(mark) + 1 for mark in marks), default=0)
    yield from (word[kept:] for word, _ in found.offers)
