"""The pager for answers longer than the screen, chosen and started as git does it."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""Leave at once when all fits, pass colours, leave the text on the screen (git's choice)."""


_SHELL_CHARACTERS = frozenset("|&;<>()$`\\\"'*?[#~=%")
_NOT_STARTED = (126, 127)
"""How a shell ends that can't run a command (POSIX, Shell Command Language, 2.8.2)."""


def pager_command(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of the pager's command line; none where no pager is wanted or possible.

    As with git, a shell reads a line that means something to a shell: it is the user's own.
    """
    import shlex  # only a terminal has a pager

    line = environ.get("MISCA_PAGER", environ.get("PAGER", "less"))
    try:
        words = tuple(shlex.split(line))
    except ValueError:
        return ()
    if words in ((), ("cat",)) or environ.get("TERM") == "dumb":
        return ()
    return words if _SHELL_CHARACTERS.isdisjoint(line) else ("sh", "-c", line)


def can_page() -> bool:
    """Return whether somebody sits before a pager: both ends are terminals."""
    ends = (sys.stdin, sys.stdout)
    return all(end is not None and end.isatty() for end in ends)


def page(text: str, command: tuple[str, ...], environ: Mapping[str, str]) -> bool:
    """Show a text in the pager until the user quits it; return whether it could be started."""
    import signal  # only a terminal has a pager
    import subprocess

    # While the pager runs Ctrl-C is the pager's. A handler that does nothing, and not
    # SIG_IGN, which the pager would inherit.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        pager = subprocess.Popen(  # noqa: S603  # the user's own pager
            command, stdin=subprocess.PIPE, env={**DEFAULTS, **environ}
        )
        # Does not mind a pager that was quit before it had read everything.
        pager.communicate(text.encode(sys.stdout.encoding, "backslashreplace"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return pager.returncode not in _NOT_STARTED
