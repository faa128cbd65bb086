"""What the terminal can show, and what the user wants of it: colour, links, width."""

from __future__ import annotations

import os
import sys

from misca_cli.cli.streams import stdout_is_terminal
from misca_cli.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TextIO

    from misca_cli.cli.request import Output
    from misca_cli.render.screen import Screen

NARROWEST, USUAL_WIDTH, WIDEST = 20, 80, 200


def screen(output: Output, environ: Mapping[str, str]) -> Screen:
    """Return what a table may use where it goes."""
    from misca_cli.render.screen import Screen  # for tables only

    terminal = output.file is None and stdout_is_terminal()
    colour = decide_colour(output.color, environ, isatty=terminal)
    return Screen(
        width=decide_width(output.width, environ, terminal=size_of().columns if terminal else 0),
        colour=colour,
        links=terminal and colour and not environ.get("NO_COLOR"),
        unicode=output.file is not None or _writes_unicode(),
    )


def decide_colour(flag: str, environ: Mapping[str, str], *, isatty: bool) -> bool:
    """Decide on colour: the flag, `MISCA_COLOR`, then what users set for all programs.

    `NO_COLOR` wins over what forces colour (no-color.org, force-color.org, CLICOLOR at
    bixense.com). Raises `UsageError` for a `MISCA_COLOR` that is none of the flag's values.
    """
    wish = environ.get("MISCA_COLOR") or "auto" if flag == "auto" else flag
    if wish not in ("always", "never", "auto"):
        raise UsageError(f'MISCA_COLOR: "{wish}" is none of always, never, auto')
    if wish != "auto":
        return wish == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "") not in _OFF for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return isatty and environ.get("CLICOLOR") != "0" and environ.get("TERM") not in _COLOURLESS


_OFF = ("", "0", "false")
_COLOURLESS = ("", "dumb", "unknown", None) if os.name == "posix" else ("dumb",)


def decide_width(flag: int | None, environ: Mapping[str, str], *, terminal: int) -> int:
    """Decide how many columns to fill: the flag, `COLUMNS`, the terminal's (0 is unknown)."""
    columns = environ.get("COLUMNS", "")
    named = int(columns) if columns.isdecimal() and len(columns) < 10 else 0
    return min(max(flag or named or terminal or USUAL_WIDTH, NARROWEST), WIDEST)


def rows() -> int:
    """Return the height of the terminal; 24 where it does not say."""
    return size_of().lines or 24


def columns() -> int | None:
    """Return the width of the terminal that standard output is; None where it is none."""
    if not stdout_is_terminal():
        return None
    return decide_width(None, os.environ, terminal=size_of().columns)


def folded(lines: Iterable[str]) -> Iterator[str]:
    """Break lines for standard error at spaces, where it is a terminal too narrow for them."""
    from textwrap import wrap  # for people only

    room = size_of(sys.stderr).columns
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        yield from (
            wrap(
                line,
                room or len(line) + 1,
                subsequent_indent=f"{indent}  " if indent else "",
                break_long_words=False,
                break_on_hyphens=False,
            )
            or [line]
        )


def remarks(lines: Iterable[str]) -> Iterator[str]:
    """Break what misca says itself; problems stay one line each, as editors read them."""
    for line in lines:
        is_remark = line.startswith(("misca: ", "hint: "))
        yield from folded((line,)) if is_remark else (line,)


def size_of(stream: TextIO | None = None) -> os.terminal_size:
    """Return columns and rows of a stream, standard output by default; 0 where it does not say."""
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno())
    except (OSError, ValueError, AttributeError):
        return os.terminal_size((0, 0))


def _writes_unicode() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return encoding.lower().replace("-", "").replace("_", "").startswith("utf")
