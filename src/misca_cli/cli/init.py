"""`misca init`: a new pack, with an example of each table and a comment for each field.

Exit status: 0 it is made, 2 it can't be.
"""

from __future__ import annotations

import os
import shlex

from misca_cli.cli import streams
from misca_cli.cli.options import command_named
from misca_cli.cli.replacing import write_files
from misca_cli.cli.terminal import folded
from misca_cli.errors import UsageError
from misca_cli.rows.names import slug
from misca_cli.starting import new_pack
from misca_cli.text import safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.cli.request import Invocation

MOST_NAMED = 5


def run(invocation: Invocation, _: Mapping[str, str]) -> int:
    """Make a pack where a command line says, and return 0. Raises `MiscaError`."""
    folder = _folder(invocation)
    _refuse_what_is_in_the_way(folder)
    texts = new_pack(slug(os.path.basename(os.path.abspath(folder))))
    write_files({os.path.join(folder, name): text for name, text in texts.items()})
    named = shlex.quote(folder)
    made = f'misca: made "{folder}", with an example of each table in a file of its own'
    streams.complain(folded((safe_line(made), "next: edit the files, or")))
    # What a terminal wraps can be copied as one.
    commands = f"misca add --facts {named}", f"misca check {named}"
    streams.complain(f"  {safe_line(command)}" for command in commands)
    return 0


def _folder(invocation: Invocation) -> str:
    example = command_named("init").examples[0]
    if len(invocation.words) != 1 or not invocation.words[0]:
        message = '"init" needs one folder, which it makes'
        raise UsageError(message, hint=f"for example: {example}")
    return invocation.words[0].rstrip(os.sep) or os.sep


def _refuse_what_is_in_the_way(folder: str) -> None:
    """Raise `UsageError` for what is no empty folder, or would be a part of another pack."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError(f'"{folder}" is there already, and no folder')
    # What is hidden, such as a repository, is neither read nor written.
    there = sorted(name for name in _names(folder) if not name.startswith("."))
    if there:
        more = len(there) - MOST_NAMED
        named = ", ".join(there[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        raise UsageError(f'"{folder}" is not empty: it holds {named}', hint="name a new folder")
    around = os.path.dirname(os.path.abspath(folder))
    while not os.path.isfile(os.path.join(around, "pack.toml")):
        around, inside = os.path.dirname(around), around
        if around == inside:
            return
    raise UsageError(
        f'"{folder}" lies in the pack "{around}", which reads every file below its folder',
        hint="name a folder elsewhere",
    )


def _names(folder: str) -> list[str]:
    return os.listdir(folder) if os.path.isdir(folder) else []
