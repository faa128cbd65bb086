"""What is wrong at a key path of a file → problems with their line and column."""

from __future__ import annotations

from misca_cli.files import UnreadableError, read_bytes, shown_path
from misca_cli.model import Problem
from misca_cli.positions import Positions, ScanError, scan
from misca_cli.record import Record
from misca_cli.toml import TomlError, decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    FindPositions = Callable[[str], "Positions"]
    """From the path of a file to where things stand in it."""

Path = tuple[str | int, ...]
NOWHERE = Positions(values={}, keys={})


class Fault(Record):
    """Something wrong at a key path of a file, not yet given its line and column."""

    path: Path
    rule: str
    message: str
    severity: str = "error"
    at_key: bool = False
    """Whether the key itself is meant, and not its value."""


def duplicate(path: Path, first: tuple[str, str], positions: FindPositions) -> Fault:
    """Say that an id stands already in another file, or is written otherwise there."""
    kind, record_id = path
    file, first_id = first
    line, _ = positions(file).keys.get((kind, first_id), (1, 1))
    named = "this id" if record_id == first_id else f'"{first_id}", which reads alike,'
    message = f"{named} stands already in {shown_path(file)}:{line}, which is kept"
    return Fault(path=path, rule="duplicate-id", message=message, at_key=True)


def positions_now(pack_folder: str, path: str) -> Positions:
    """Read a file again for where things stand in it, as far as it can be read."""
    try:
        data = read_bytes(path, pack_folder)
        return scan(decode(data))
    except UnreadableError:
        return NOWHERE
    except (TomlError, ScanError):
        return _recovered_positions(data)


def _recovered_positions(data: bytes) -> Positions:
    from misca_cli.load.recovering import recovered  # few files need it

    try:
        return scan(decode(recovered(data).data))
    except (TomlError, ScanError):
        return NOWHERE


def located(path: str, positions: Positions, faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Give faults of a file their line and column, in the order they stand in it."""
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
    return in_order(problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort the problems of one file by their place in it."""
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
