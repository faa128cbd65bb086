"""`misca cache`: where the indexes of facts are kept, which there are, and their end."""

from __future__ import annotations

from misca_cli.cli import streams
from misca_cli.cli.options import ACTIONS, command_named
from misca_cli.cli.request import checked, no_choice, nothing_given
from misca_cli.config import cache_folder
from misca_cli.errors import OutputError, UsageError
from misca_cli.index import cache
from misca_cli.text import safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.cli.request import Invocation


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Do as a command line asks, and return the exit status. Raises `MiscaError`."""
    checked(invocation)
    if not invocation.words:
        raise nothing_given(command_named("cache"))
    action, *more = invocation.words
    if action not in ACTIONS or more:
        raise no_choice("cache", " ".join(invocation.words), ACTIONS)
    folder = cache_folder(environ)
    if folder is None:
        raise UsageError(
            "there is no folder to keep indexes in", hint="name one with MISCA_CACHE=/a/folder"
        )
    streams.write("".join(f"{safe_line(line)}\n" for line in ANSWERS[action](folder)))
    return 0


def _path(folder: str) -> tuple[str, ...]:
    return (folder,)


def _info(folder: str) -> tuple[str, ...]:
    files = cache.files(folder)
    total = sum(size for _, size in files)
    listed = (f"{_size(size):>10}  {name}" for name, size in files)
    why = cache.refusal(folder)
    refused = (f"not used: {why}",) if why else ()
    return (f"{folder}: {_count(len(files))}, {_size(total)}", *listed, *refused)


def _clear(folder: str) -> tuple[str, ...]:
    try:
        removed = cache.clear(folder)
    except OSError as error:
        raise OutputError(f'can\'t clear "{folder}": {error.strerror}') from error
    return (f"{folder}: {_count(removed)} removed",)


ANSWERS = {"path": _path, "info": _info, "clear": _clear}


def _count(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"


def _size(size: float) -> str:
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
