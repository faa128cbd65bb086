"""Writing: to standard output, to a file, and complaints to standard error.

A reader that has gone away is no error: what could not be written is dropped, silently, and
the run ends with the status it has earned.
"""

from __future__ import annotations

import io
import os
import stat
import sys

from misca_cli.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn, TextIO


ASIDE = ".misca-"
"""With which the names of files begin that are still being written."""


def prepare() -> None:
    """Make the standard streams safe to use, whatever the caller has left of them."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            # The lowest free number is taken; were it left free, the next file opened
            # would become standard output.
            os.open(os.devnull, os.O_RDWR)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Characters that the encoding lacks are spelled out, and lines end the same everywhere.
        sys.stdout.reconfigure(errors="backslashreplace", newline="\n")


def stdout_is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def stderr_is_terminal() -> bool:
    """Return whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def deliver(text: str, file: str | None) -> None:
    """Write an answer to a file, or to standard output for None. Raises `OutputError`."""
    if file is None:
        write(text)
    else:
        write_file(file, text)


def write(text: str) -> bool:
    """Write to standard output, all at once, and return whether anybody reads it.

    Raises `OutputError`.
    """
    if sys.stdout is None:
        raise OutputError("can't write the answer: standard output is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
        return False
    except OSError as error:
        discard(sys.stdout)
        raise OutputError(f"can't write the answer: {error.strerror}") from error
    return True


def complain(lines: Iterable[str]) -> None:
    """Write lines to standard error, where there is one; the text must be safe to show."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def leave(status: int) -> NoReturn:
    """End the process at once, for the start script: all files are written and closed.

    An interpreter tidies up before it ends, for about a fifth of the time in which it starts,
    and no answer gains by it. `python -m misca_cli` does without, so that debuggers and
    profilers get the usual end.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)


def discard(stream: TextIO) -> None:
    """Lead a stream to nowhere, so that what it still holds can't fail when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def write_file(path: str, text: str) -> None:
    """Write a file whole or not at all; an existing one keeps its permissions.

    Raises `OutputError`.
    """
    try:
        _write_file(os.path.realpath(path), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(f'can\'t write "{path}": {error.strerror}') from error


def beside(path: str) -> str:
    """Return a place for what is to replace a file: hidden, with the process that writes it."""
    name = f"{ASIDE}{os.getpid()}-{os.urandom(6).hex()}.tmp"
    return os.path.join(os.path.dirname(path), name)


def _write_file(path: str, data: bytes) -> None:
    mode = os.stat(path).st_mode if os.path.exists(path) else None
    if mode is not None and not stat.S_ISREG(mode):
        # A device or a pipe must not be replaced; a folder refuses to be opened.
        with open(path, "wb") as file:
            file.write(data)
        return
    unfinished = beside(path)
    try:
        with open(unfinished, "xb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(unfinished, stat.S_IMODE(mode))
        os.replace(unfinished, path)
    except BaseException:
        if os.path.exists(unfinished):
            os.unlink(unfinished)
        raise
