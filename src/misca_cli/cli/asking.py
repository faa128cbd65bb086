"""Questions on a terminal, and what completes an answer there.

The one module that waits for what somebody types. Ctrl-C is whoever runs this to end with.
"""

from __future__ import annotations

import sys

from misca_cli.cli import streams
from misca_cli.cli.terminal import folded
from misca_cli.errors import MiscaError
from misca_cli.text import fold, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PARTING = ";"


class NoAnswerError(MiscaError):
    """What was typed has ended, and with it the questions."""


def is_possible() -> bool:
    """Tell whether there is somebody at a terminal to ask."""
    streams_ = sys.stdin, sys.stdout
    return all(stream is not None and stream.isatty() for stream in streams_)


def say(lines: Iterable[str]) -> None:
    """Show lines beside the questions; what they quote is made harmless."""
    streams.complain(folded(map(safe_line, lines)))


def ask(prompt: str, *, choices: Sequence[str] = ()) -> str:
    """Return an answer without the space around it; Tab completes it to one of some choices.

    Raises `NoAnswerError` at the end of what is typed.
    """
    _complete(choices)
    try:
        return input(f"{prompt}> ").strip()
    except EOFError:
        streams.complain(("",))
        raise NoAnswerError("no answer, so nothing is added") from None
    except KeyboardInterrupt:
        streams.complain(("",))
        raise


def _complete(choices: Sequence[str]) -> None:
    try:
        import readline  # no command but those that ask needs it; Windows has none
    except ImportError:
        return
    readline.set_auto_history(False)
    readline.set_completer_delims(PARTING)
    readline.set_completer(completer(choices))
    readline.parse_and_bind("set completion-ignore-case on")
    # macOS has another library by the same name.
    is_editline = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_editline else "tab: complete")


def _begun(choices: Sequence[str], typed: str) -> list[str]:
    """Return the choices that begin as typed, but one of those that differ in marks alone."""
    found: dict[str, str] = {}
    for each in choices:
        folded = fold(each)
        if folded.startswith(typed):
            found.setdefault("".join(filter(str.isalnum, folded)), each)
    return list(found.values())


def completer(choices: Sequence[str]) -> Callable[[str, int], str | None]:
    """Return what gives the choices, one by one, that begin as what is typed."""

    def complete(text: str, state: int) -> str | None:
        typed = text.lstrip()
        begun = _begun(choices, fold(typed))
        space = text[: len(text) - len(typed)]
        return f"{space}{begun[state]}" if state < len(begun) else None

    return complete
