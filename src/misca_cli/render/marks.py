"""The marks of accounts, and which cells of a figure they and their numbers take.

A shape says the stage, a colour repeats it. No mark hides another shape, and no number stands
where it would seem to be another mark's.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Cell = tuple[int, int]
    """Column and row, from the lower left."""


class Mark(Record):
    """How a stage is shown."""

    shape: str
    ascii: str
    style: str
    words: str

    def on(self, *, unicode: bool) -> str:
        """Return the shape as far as the encoding has it."""
        return self.shape if unicode else self.ascii


MARKS = {
    None: Mark(shape="●", ascii="o", style="bold", words="observed"),
    "ongoing": Mark(shape="◐", ascii="g", style="bold", words="ongoing"),
    "done": Mark(shape="◉", ascii="d", style="bold", words="done"),
    "proposed": Mark(shape="△", ascii="p", style="magenta", words="proposed"),
    "announced": Mark(shape="◇", ascii="a", style="magenta", words="announced"),
    "committed": Mark(shape="◆", ascii="c", style="magenta", words="committed"),
    "scheduled": Mark(shape="▽", ascii="s", style="magenta", words="scheduled"),
    "authorised": Mark(shape="■", ascii="m", style="cyan", words="authorised"),
    "cancelled": Mark(shape="×", ascii="x", style="dim", words="cancelled"),
}


class Spot(Record):
    """A mark that is to be set, and the number it bears."""

    cell: Cell
    mark: Mark
    number: str


class Placed(Record):
    """Where marks and numbers came to stand."""

    marks: dict[Cell, Mark]
    numbers: dict[Cell, str]
    """By the cell they start in."""
    unnumbered: int
    """How many marks have no room for their number."""


def placed(spots: Iterable[Spot], lines: Iterable[Cell], size: Cell) -> Placed:
    """Set marks into a figure of so many columns and rows, in which some cells hold lines.

    Equal marks of one cell are one, which bears the numbers of all.
    """
    marks: dict[Cell, Mark] = {}
    borne: dict[Cell, dict[str, None]] = {}
    for spot in spots:
        cell = _free(spot, marks, size)
        marks[cell] = spot.mark
        borne.setdefault(cell, {})[spot.number] = None
    taken, drawn = set(marks), set(lines)
    numbers: dict[Cell, str] = {}
    for cell, own in borne.items():
        label = ",".join(own)
        for start in _starts(cell, taken | drawn):
            needed = {(start[0] + offset, start[1]) for offset in range(len(label))}
            if not needed & taken and all(_is_within(each, size) for each in needed):
                numbers[start] = label
                taken |= needed
                break
    return Placed(marks=marks, numbers=numbers, unnumbered=len(marks) - len(numbers))


def _free(spot: Spot, marks: dict[Cell, Mark], size: Cell) -> Cell:
    """Return the cell of a spot, or the nearest in its row that holds no other shape."""
    column, row = spot.cell
    for distance in range(size[0]):
        for cell in ((column + distance, row), (column - distance, row)):
            if _is_within(cell, size) and marks.get(cell, spot.mark) == spot.mark:
                return cell
    return spot.cell


def _starts(cell: Cell, filled: set[Cell]) -> Iterator[Cell]:
    """Give where a mark's number may start: after it, else above or below where nothing is."""
    column, row = cell
    yield column + 1, row
    for level in (row + 1, row - 1):
        if not {(column - 1, level), (column, level)} & filled:
            yield column, level


def _is_within(cell: Cell, size: Cell) -> bool:
    return 0 <= cell[0] < size[0] and 0 <= cell[1] < size[1]
