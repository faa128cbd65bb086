"""What the packs in use hold: how many records of each kind, and how many problems."""

from __future__ import annotations

import os

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from misca_cli.model import Pack, Problem
    from misca_cli.search.corpus import Corpus

COUNTED = ("facts", "sources", "entities", "measures", "rulings", "problems")


class PackUse(Record):
    """A pack that is in use, and how much it holds of what is `COUNTED`."""

    pack: Pack
    folder: str
    """From the root on."""
    counts: Mapping[str, int]


def in_use(corpus: Corpus) -> tuple[PackUse, ...]:
    """Return the packs that are read, in the order in which they are named."""
    packs = corpus.base.packs
    problems = _problems(packs, corpus.base.problems)
    return tuple(
        PackUse(
            pack=pack,
            folder=absolute(pack.folder),
            counts={
                "facts": len(corpus.marked("pack", pack.name)),
                **{table: len(getattr(pack, table)) for table in COUNTED[1:-1]},
                "problems": problems[pack.name],
            },
        )
        for pack in packs
    )


def absolute(path: str) -> str:
    """Return a path from the root on, if there is a working directory to start from."""
    try:
        return os.path.abspath(path)
    except OSError:
        return path


def _problems(packs: Sequence[Pack], problems: Iterable[Problem]) -> dict[str, int]:
    """Count problems by the pack whose folder holds their file."""
    counts = {pack.name: 0 for pack in packs}
    folders = {absolute(pack.folder): pack.name for pack in packs}
    # Should packs lie within one another, a file is of the nearest: the longest.
    nearest_first = sorted(folders, key=len, reverse=True)
    for problem in problems:
        file = absolute(problem.file)
        holding = (each for each in nearest_first if f"{file}{os.sep}".startswith(each + os.sep))
        folder = next(holding, None)
        if folder:
            counts[folders[folder]] += 1
    return counts
