"""A table that gives the claim the room and folds the rest rather than cut it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from misca_cli.record import Record
from misca_cli.render.page import HEADING, QUIET, beside, spaced, text, wrapped
from misca_cli.render.parts import cautions, claim, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.render.row import Row
    from misca_cli.render.screen import Screen

_GAP = 2
_CLAIM_SHARE = 0.4
_WIDEST = 30

Cell = list[Text]


class Column(Record):
    """A column: its heading, and the cell of each row."""

    heading: str
    cells: tuple[Cell, ...]

    @property
    def natural(self) -> int:
        """Return the width that needs no folding."""
        return max([len(self.heading), *(line.cell_len for cell in self.cells for line in cell)])

    @property
    def floor(self) -> int:
        """Return the width below which words are broken."""
        words = (word for cell in self.cells for line in cell for word in line.plain.split())
        return max([len(self.heading), *map(cell_len, words)])


def table(rows: list[Row], screen: Screen) -> list[Text]:
    """Draw rows of claim, date, value, speaker and source."""
    return aligned([c for c in _columns(rows, screen) if any(c.cells)], screen.columns, screen)


def aligned(columns: Sequence[Column], room: int, screen: Screen) -> list[Text]:
    """Draw columns side by side, the first of which gives way last."""
    first, *others = columns
    widths = _widths(first, others, room)
    heads = [
        ([text(column.heading, HEADING), text(screen.line * width, QUIET)], width)
        for column, width in widths
    ]
    lines = [
        beside([(_folded(column.cells[index], width), width) for column, width in widths], _GAP)
        for index in range(len(first.cells))
    ]
    return [*beside(heads, _GAP), *spaced(lines)]


def _columns(rows: list[Row], screen: Screen) -> tuple[Column, ...]:
    makers = (
        ("Claim", lambda row: _claim(row, screen)),
        ("Date", _date),
        ("Value", _value),
        ("Said by", _speaker),
        ("Source", _source),
    )
    return tuple(
        Column(heading=heading, cells=tuple(make(each) for each in rows))
        for heading, make in makers
    )


def _claim(row: Row, screen: Screen) -> Cell:
    return [claim(row.result), *cautions(row, screen)]


def _date(row: Row) -> Cell:
    return _cell(row.date)


def _value(row: Row) -> Cell:
    return _cell(row.value, row.basis, row.stage)


def _speaker(row: Row) -> Cell:
    return _cell(row.by, row.act)


def _source(row: Row) -> Cell:
    return [place(row), text(row.id)]


def _cell(*words: str | None) -> Cell:
    return [text(each) for each in words if each]


def _folded(cell: Iterable[Text], width: int) -> Cell:
    return [line for content in cell for line in wrapped(content, width)]


def _widths(first: Column, others: list[Column], total: int) -> list[tuple[Column, int]]:
    """Share out the columns: the claim has its part, then what the others leave.

    The others give way where words need not be broken for it, then where they are widest.
    """
    total -= _GAP * len(others)
    room = total - min(first.natural, int(total * _CLAIM_SHARE))
    widths = [min(_WIDEST, column.natural) for column in others]
    floors = [min(_WIDEST, column.floor) for column in others]
    while sum(widths) > room:
        slack = [(width - floor, width) for width, floor in zip(widths, floors, strict=True)]
        yielding = slack.index(max(slack))
        widths[yielding] -= 1
        floors[yielding] = min(floors[yielding], widths[yielding])
    rest = total - sum(widths)
    return [(first, min(rest, first.natural)), *zip(others, widths, strict=True)]
