"""What the user's configuration says: `facts = ["~/packs/a", …]`.

What is plain is read without a TOML parser, as a query may ask; whatever else stands there is
left to `toml`, which takes as long to import as an answer.
"""

from __future__ import annotations

import os
import stat
import sys

from misca_cli.errors import MiscaError
from misca_cli.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

KEYS = ("facts",)
MAX_BYTES = 1 << 20


class ConfigurationError(MiscaError):
    """The user's configuration can't be used; the message is the problem's one line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem), hint='for example: facts = ["~/packs/a", "/srv/packs/b"]')
        self.problem = problem


def configured(path: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the folders that a configuration names. Raises `ConfigurationError`."""
    data = _bytes(path)
    if not data:
        return ()
    written = _plain(data)
    if written is None:
        written = _strict(path, data)
    home = environ.get("USERPROFILE" if sys.platform == "win32" else "HOME", "")
    folders: list[str] = []
    for at, each in enumerate(written):
        try:
            folders.append(_absolute(each, home))
        except ValueError as error:
            raise _refusal(path, "bad-folder", str(error), _place(data, "facts", at)) from error
    return tuple(folders)


def _bytes(path: str) -> bytes | None:
    """Return what a file holds, or None where there is none. Raises `ConfigurationError`."""
    try:
        # A pipe is not waited for; Windows has no such flag.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        # A home that is closed to us, as in a container, says nothing of a configuration.
        if not os.path.lexists(path):
            return None
        raise _refusal(path, "unreadable", f"can't be read: {error.strerror}") from error
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            raise _refusal(path, "unreadable", "is no regular file of at most 1 MiB")
        return os.read(descriptor, MAX_BYTES)
    finally:
        os.close(descriptor)


def _plain(data: bytes) -> tuple[str, ...] | None:
    """Read lines of comment and an array of strings without escapes; None for anything else."""
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    lines = text.split("\n")
    said = "\n".join([line for line in lines if not line.lstrip().startswith("#")]).strip()
    # What is not printable, a tab too, is left to a parser, and so are strings of other kinds.
    if "\\" in said or "'" in said or '""' in said or not all(map(str.isprintable, lines)):
        return None
    if not said:
        return ()
    key, _, array = said.partition("=")
    array = array.strip(" ")
    if key.rstrip(" ") != "facts" or array[:1] != "[" or array[-1] != "]":
        return None
    parts = array[1:-1].split('"')
    strings, between = parts[1::2], [part.strip() for part in parts[::2]]
    commas = [""] + [","] * (len(strings) - 1) + [""] * bool(strings)
    if between[-1] == "," and strings:
        between[-1] = ""
    return tuple(strings) if between == commas and "\n" not in "".join(strings) else None


def _strict(path: str, data: bytes) -> tuple[Any, ...]:
    """Read whatever is TOML. Raises `ConfigurationError`."""
    from misca_cli.toml import TomlError, parse

    try:
        document = parse(data)
    except TomlError as error:
        place = "", (error.line, error.column)
        raise _refusal(path, "bad-toml", error.message, place) from error
    for key in document:
        if key not in KEYS:
            message = f'"{key}" is not known (only {", ".join(KEYS)})'
            raise _refusal(path, "unknown-key", message, _place(data, key))
    folders = document.get("facts", [])
    return tuple(folders) if isinstance(folders, list) else (folders,)


def _absolute(written: Any, home: str) -> str:
    """Return a folder as written with `~` replaced. Raises `ValueError`."""
    if not isinstance(written, str) or not written or "\0" in written:
        raise ValueError("what stands here is no folder (expected its path in quotation marks)")
    if written[0] == "~" and written[1:2] in ("", "/", os.sep):
        if not os.path.isabs(home):
            raise ValueError(f'"{written}" needs a home, and HOME names none')
        return home + written[1:]
    if not os.path.isabs(written):
        raise ValueError(f'"{written}" is relative (write it from the root or from ~)')
    return written


def _place(data: bytes, *key: str | int) -> tuple[str, tuple[int, int]]:
    """Return the name of a key and where its value, or what holds it, stands."""
    from misca_cli.positions import scan
    from misca_cli.toml import decode

    found = scan(decode(data))
    # A key alone is meant itself; of an array that is none there are no elements.
    place = found.keys.get(key) or found.values.get(key) or found.values[key[:1]]
    return str(key[0]), place


def _refusal(
    path: str, rule: str, message: str, place: tuple[str, tuple[int, int]] = ("", (0, 0))
) -> ConfigurationError:
    key, (line, column) = place
    return ConfigurationError(
        Problem(
            file=path,
            line=line,
            column=column,
            severity="error",
            rule=rule,
            key=key,
            message=message,
        )
    )
