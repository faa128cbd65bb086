"""Folders of TOML → packs of records, and the problems met on the way.

A broken file costs only itself, and a broken record only itself: both become problems.
A file is read alone (`file`), then the files of a pack are joined (`join`), which is where
ids, measures and anchors of other files come in.
"""

from __future__ import annotations

from misca_cli.load.faults import located
from misca_cli.load.file import read_file
from misca_cli.load.files import fact_files, pack_folders
from misca_cli.load.join import Join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from misca_cli.model import Pack, Problem


def load(folders: Sequence[str]) -> tuple[tuple[Pack, ...], tuple[Problem, ...]]:
    """Read packs from folders. Raises `FactsNotFoundError` for a folder that isn't there."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    for folder in dict.fromkeys(pack for given in folders for pack in pack_folders(given)):
        pack, found = read_pack(folder)
        packs.append(pack)
        problems += found
    return tuple(packs), tuple(problems)


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
