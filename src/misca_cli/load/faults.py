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
        written, (line, column) = _found(positions, fault)
        problems.append(
            Problem(
                file=shown_path(path),
                line=line,
                column=column,
                severity=fault.severity,
                rule=fault.rule,
                key=dotted(written),
                message=fault.message,
            )
        )
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _found(positions: Positions, fault: Fault) -> tuple[Path, tuple[int, int]]:
    """Return the place of a fault, or of what is written around it: `by.0` may be just `by`."""
    if fault.at_key and fault.path in positions.keys:
        return fault.path, positions.keys[fault.path]
    for length in range(len(fault.path), 0, -1):
        path = fault.path[:length]
        place = positions.values.get(path) or positions.keys.get(path)
        if place:
            return path, place
    return fault.path, (1, 1)


def dotted(path: Path) -> str:
    """Write a key path as TOML does: quoted where a bare key can't hold it."""
    return ".".join(str(part) if _is_bare(part) else _quoted(part) for part in path)


def _quoted(part: str | int) -> str:
    from json import dumps  # only an odd key needs it

    return dumps(part, ensure_ascii=False)


def _is_bare(part: str | int) -> bool:
    bare = str(part).replace("-", "").replace("_", "")
    return bare.isascii() and bare.isalnum()
