"""Faults of records that are loaded already → problems with their file, line and column."""

from __future__ import annotations

from misca_cli.files import fact_files
from misca_cli.load.faults import located, positions_now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from misca_cli.load.faults import Fault
    from misca_cli.model import Problem
    from misca_cli.positions import Positions


def problems_at(folders: Iterable[str], faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Place each fault in the first file, pack by pack, that holds its table."""
    left = list(faults)
    problems: list[Problem] = []
    for path, positions in _files(folders) if left else ():
        problems += located(path, positions, [f for f in left if f.path[:2] in positions.keys])
        left = [fault for fault in left if fault.path[:2] not in positions.keys]
    return tuple(problems)


def _files(folders: Iterable[str]) -> Iterator[tuple[str, Positions]]:
    for folder in folders:
        for path in fact_files(folder):
            # The loader has said already which files are broken.
            yield path, positions_now(folder, path)
