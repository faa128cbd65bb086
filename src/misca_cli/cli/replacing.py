"""Several files written as one: all of them, or none."""

from __future__ import annotations

import os
import stat

from misca_cli.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def write_files(texts: Mapping[str, str]) -> None:
    """Write files, of which some may exist, whole or not at all. Raises `OutputError`.

    All are written aside first. An error or Ctrl-C while they are put in place, one after the
    other and in the order given, puts back those that were. Lone surrogates stand for bytes
    that are no UTF-8.
    """
    writing = _Writing()
    try:
        for path, text in texts.items():
            writing.write_aside(os.path.realpath(path), text)
        writing.put_in_place()
    except OSError as error:
        writing.undo()
        name = error.filename2 or error.filename or ""
        raise OutputError(f'can\'t write "{_known(name, texts)}": {error.strerror}') from error
    except BaseException:
        writing.undo()
        raise
    writing.tidy_up()


def _known(name: str, texts: Mapping[str, str]) -> str:
    """Name the file that was to be written rather than the one aside."""
    folder = os.path.dirname(name)
    beside = (path for path in texts if os.path.dirname(os.path.realpath(path)) == folder)
    return name if ".misca-" not in name else next(beside, name)


class _Writing:
    """What has been done so far, and how to undo it."""

    def __init__(self) -> None:
        self._aside: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._placed: list[str] = []
        self._folders: list[str] = []

    def write_aside(self, path: str, text: str) -> None:
        self._make_folder(os.path.dirname(path))
        self._aside[path] = aside = _beside(path)
        with open(aside, "xb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
        if os.path.exists(path):
            os.chmod(aside, stat.S_IMODE(os.stat(path).st_mode))

    def put_in_place(self) -> None:
        for path, aside in self._aside.items():
            if os.path.lexists(path):
                self._kept[path] = kept = _beside(path)
                _keep(path, kept)
            self._placed.append(path)
            os.replace(aside, path)

    def undo(self) -> None:
        for path in reversed(self._placed):
            if os.path.lexists(self._aside[path]):
                continue
            if path in self._kept:
                os.replace(self._kept[path], path)
            else:
                os.unlink(path)
        self.tidy_up()
        for folder in reversed(self._folders):
            os.rmdir(folder)

    def tidy_up(self) -> None:
        for path in (*self._aside.values(), *self._kept.values()):
            if os.path.lexists(path):
                os.unlink(path)

    def _make_folder(self, folder: str) -> None:
        if not os.path.lexists(folder):
            self._make_folder(os.path.dirname(folder))
            os.mkdir(folder)
            self._folders.append(folder)


def _keep(path: str, kept: str) -> None:
    try:
        os.link(path, kept)
    except OSError:  # not every file system has links
        import shutil

        shutil.copy2(path, kept)


def _beside(path: str) -> str:
    return os.path.join(os.path.dirname(path), f".misca-{os.urandom(6).hex()}.tmp")
