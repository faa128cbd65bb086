"""What is wrong at a key path of a file → problems with their line and column."""

from __future__ import annotations

from misca_cli.load.files import shown_path
from misca_cli.model import Problem
from misca_cli.positions import Positions, scan
from misca_cli.record import Record
from misca_cli.toml import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

Path = tuple[str | int, ...]


class Fault(Record):
    """Something wrong at a key path of a file, not yet given its line and column."""

    path: Path
    rule: str
    message: str
    severity: str = "error"
    at_key: bool = False
    """Whether the key itself is meant, and not its value."""


def located(path: str, data: bytes, faults: Sequence[Fault]) -> tuple[Problem, ...]:
    """Give faults of a file their line and column, in the order they stand in it."""
    if not faults:
        return ()
    positions = scan(decode(data))
    problems = []
    for fault in faults:
        line, column = _position(positions, fault)
        problems.append(
            Problem(
                file=shown_path(path),
                line=line,
                column=column,
                severity=fault.severity,
                rule=fault.rule,
                key=dotted(fault.path),
                message=fault.message,
            )
        )
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _position(positions: Positions, fault: Fault) -> tuple[int, int]:
    if fault.at_key and fault.path in positions.keys:
        return positions.keys[fault.path]
    path = fault.path
    while path:
        if path in positions.values:
            return positions.values[path]
        if path in positions.keys:
            return positions.keys[path]
        path = path[:-1]
    return 1, 1


def dotted(path: Path) -> str:
    """Write a key path as TOML does: quoted where a bare key can't hold it."""
    return ".".join(str(part) if _is_bare(part) else f'"{part}"' for part in path)


def _is_bare(part: str | int) -> bool:
    bare = str(part).replace("-", "").replace("_", "")
    return bare.isascii() and bare.isalnum()
