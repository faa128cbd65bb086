"""Folders of TOML → packs of records, and the problems met on the way.

A broken file costs only itself, and a broken record only itself: both become problems.
A file is read alone (`file`), then the files of a pack are joined (`join`), which is where
ids, measures and anchors of other files come in.
"""

from __future__ import annotations

import os

from misca_cli.load.faults import located
from misca_cli.load.file import read_file
from misca_cli.load.files import fact_files, pack_folders, shown_path
from misca_cli.load.join import Join
from misca_cli.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.model import Pack


def load(folders: Sequence[str]) -> tuple[tuple[Pack, ...], tuple[Problem, ...]]:
    """Read packs from folders. Raises `FactsNotFoundError` for a folder that isn't there."""
    packs: dict[str, Pack] = {}
    problems: list[Problem] = []
    for folder in _distinct(pack for given in folders for pack in pack_folders(given)):
        pack, found = read_pack(folder)
        problems += found
        if packs.setdefault(pack.name, pack) is not pack:
            problems.append(_same_name(pack, packs[pack.name]))
    return tuple(packs.values()), tuple(problems)


def _distinct(folders: Iterable[str]) -> tuple[str, ...]:
    """Return folders without those that are named once more, or by another way."""
    by_place: dict[str, str] = {}
    for folder in folders:
        by_place.setdefault(os.path.realpath(folder), folder)
    return tuple(by_place.values())


def _same_name(pack: Pack, first: Pack) -> Problem:
    # Its facts could not be told from those of the first: `PACK/ID` would name two.
    message = (
        f'is left out: "{pack.name}" is the name of "{shown_path(first.folder)}" too '
        "(give it another `name` in its pack.toml)"
    )
    return Problem(
        file=shown_path(pack.folder),
        line=0,
        column=0,
        severity="error",
        rule="duplicate-pack",
        key="",
        message=message,
    )


def read_pack(folder: str) -> tuple[Pack, tuple[Problem, ...]]:
    """Read one pack: its records, and its problems in the order of files and lines."""
    parts = [read_file(path, folder) for path in fact_files(folder)]
    joined = Join(folder, parts)
    pack = joined.pack()
    problems: list[Problem] = []
    for part in parts:
        if part.unreadable:
            problems.append(part.unreadable)
        problems += located(part.path, part.data, (*part.faults, *joined.faults[part.path]))
    return pack, tuple(problems)
