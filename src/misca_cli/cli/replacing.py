"""Several files written as one: all of them, or none.

Whoever is killed leaves whole files at least: all is written aside first, where nobody reads it.
A new folder then takes its place as a whole. Where files take theirs one after the other, the
caller gives them in an order in which every beginning makes sense.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import time
from contextlib import contextmanager

from misca_cli.cli.streams import ASIDE, beside
from misca_cli.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from typing import NoReturn

STALE_AFTER = 3600.0
"""Seconds after which nobody is writing any more, where it can't be asked."""


def write_files(texts: Mapping[str, str]) -> None:
    """Write files, of which some may exist, whole or not at all. Raises `OutputError`.

    They take their places in the order given. An error, Ctrl-C or a request to end meanwhile
    puts back what was there. Lone surrogates stand for bytes that are no UTF-8.
    """
    writing = _Writing()
    with _heeding(_end, "SIGTERM", "SIGHUP"):
        try:
            for path, text in texts.items():
                writing.write_aside(os.path.realpath(path), text)
            writing.put_in_place()
        except OSError as error:
            writing.undo()
            name = writing.meant(error.filename2 or error.filename or "")
            raise OutputError(f'can\'t write "{name}": {error.strerror}') from error
        except BaseException:
            writing.undo()
            raise
    writing.tidy_up()


def sweep(folder: str) -> None:
    """Remove what those who were killed have left in a folder."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith(ASIDE) and name.endswith(".tmp") and _is_stale(path, name):
            _remove(path)


@contextmanager
def _heeding(handler: Callable[..., object] | signal.Handlers, *names: str) -> Iterator[None]:
    """Handle signals otherwise for a while; not every system has each."""
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [(number, signal.signal(number, handler)) for number in numbers]
    try:
        yield
    finally:
        for number, usual in before:
            signal.signal(number, usual)


def _end(number: int, _: object) -> NoReturn:
    """Let a request to end be an exception, so that what was begun is undone first."""
    raise SystemExit(128 + number)


def _deaf() -> AbstractContextManager[None]:
    """Finish what is begun, whoever asks for an end."""
    return _heeding(signal.SIG_IGN, "SIGINT", "SIGTERM", "SIGHUP")


class _Writing:
    """What has been done so far, and how to undo it."""

    def __init__(self) -> None:
        self._aside: dict[str, str] = {}
        """Where what is to take a place waits: a file, or a new folder."""
        self._kept: dict[str, str] = {}
        self._placed: list[str] = []

    def write_aside(self, path: str, text: str) -> None:
        new = _first_missing(os.path.dirname(path))
        aside = self._aside.setdefault(new or path, beside(new or path))
        if new:
            aside += path.removeprefix(new)
            os.makedirs(os.path.dirname(aside), exist_ok=True)
        with open(aside, "xb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
        if os.path.exists(path):
            os.chmod(aside, stat.S_IMODE(os.stat(path).st_mode))

    def put_in_place(self) -> None:
        for path, aside in self._aside.items():
            if os.path.lexists(path):
                self._kept[path] = kept = beside(path)
                _keep(path, kept)
            self._placed.append(path)
            os.replace(aside, path)

    def undo(self) -> None:
        with _deaf():
            for path in reversed(self._placed):
                if os.path.lexists(self._aside[path]):
                    continue
                if path in self._kept:
                    os.replace(self._kept[path], path)
                else:
                    _remove(path)
            self._remove_all()

    def tidy_up(self) -> None:
        with _deaf():
            self._remove_all()
            for folder in {os.path.dirname(path) for path in self._aside}:
                sweep(folder)

    def meant(self, name: str) -> str:
        """Name the place itself rather than what waits for it, or is kept of it."""
        waiting = (*self._aside.items(), *self._kept.items())
        return next((path for path, aside in waiting if name.startswith(aside)), name)

    def _remove_all(self) -> None:
        for path in (*self._aside.values(), *self._kept.values()):
            _remove(path)


def _first_missing(folder: str) -> str | None:
    """Return the outermost folder around a place that isn't there yet."""
    missing = None
    while not os.path.lexists(folder):
        missing, folder = folder, os.path.dirname(folder)
    return missing


def _keep(path: str, kept: str) -> None:
    try:
        os.link(path, kept)
    except OSError:  # not every file system has links
        shutil.copy2(path, kept)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def _is_stale(path: str, name: str) -> bool:
    writer = name.removeprefix(ASIDE).partition("-")[0]
    if not hasattr(signal, "SIGKILL") or not writer.isdecimal():
        return os.path.lexists(path) and os.lstat(path).st_mtime < time.time() - STALE_AFTER
    try:
        os.kill(int(writer), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # somebody else's
    return False
