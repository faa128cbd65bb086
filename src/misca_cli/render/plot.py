"""A chart as a figure: the only place that knows plotille.

Accounts are marks with their numbers, whose shape says the stage; what is not known exactly
is the line of its bounds.
"""

from __future__ import annotations

from fractions import Fraction

from plotille import Canvas  # type: ignore[import-untyped]
from rich.text import Text

from misca_cli.dates import ordinal
from misca_cli.record import Record
from misca_cli.render import axis, words
from misca_cli.render.marks import MARKS, Spot, placed
from misca_cli.render.page import QUIET, text, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.chart import Chart, Point
    from misca_cli.render.axis import Axis
    from misca_cli.render.marks import Cell, Placed
    from misca_cli.render.screen import Screen

_LEAST_COLUMNS = 12
_ROWS = 12
_COLUMNS_PER_DATE = 9
_BLANK = 0x2800


class _Frame(Record):
    """Where amounts and days stand on the canvas, in dots: two columns and four rows a cell."""

    gutter: int
    """Columns at the left, for the labels of amounts."""
    columns: int
    rows: int
    amounts: Axis
    days: Axis
    margin: int
    """Columns at the right that are kept for the number of the last mark."""

    def x(self, day: Fraction) -> int:
        """Return the column of dots of a day; the first column of cells is left to arrows."""
        return 2 + round(self.days.share(day) * 2 * (self.columns - 2 - self.margin))

    def y(self, amount: Fraction) -> int:
        """Return the row of dots of an amount."""
        return 2 + round(self.amounts.share(amount) * 4 * (self.rows - 1))


def figure(chart: Chart, screen: Screen) -> list[Text]:
    """Draw the points of a chart; nothing where the screen is too narrow for it."""
    frame = _frame(chart.points, screen.columns)
    if frame.columns < _LEAST_COLUMNS:
        return []
    canvas = Canvas(frame.columns, frame.rows, 0, 0, frame.columns * 2, frame.rows * 4)
    for point in chart.points:
        _bounds(canvas, frame, point, screen)
    size = (frame.columns, frame.rows)
    found = placed(_spots(chart.points, frame), _lines(canvas), size)
    unit = " ".join(filter(None, (frame.amounts.factor, chart.unit)))
    missing = f"no room for {words.counted(found.unnumbered, 'number', 'numbers')}"
    return [
        *(wrapped(text(unit, QUIET), screen.columns) if unit else ()),
        *_upright(_drawn(canvas, found, screen), frame, screen),
        *_level(frame, screen),
        *(wrapped(text(missing, QUIET), screen.columns) if found.unnumbered else ()),
    ]


def _frame(points: Sequence[Point], width: int) -> _Frame:
    known = [each for point in points for each in (point.low, point.high) if each is not None]
    amounts = axis.amounts(
        known,
        rises=any(point.high is None and point.low == max(known) for point in points),
        falls=any(point.low is None and point.high == min(known) for point in points),
    )
    gutter = max(len(tick.label) for tick in amounts.ticks)
    columns = width - gutter - len(" │")
    steps = len(amounts.ticks) - 1
    days = [each for point in points for each in (point.first, point.last) if each]
    return _Frame(
        gutter=gutter,
        columns=columns,
        rows=steps * max(1, round(_ROWS / steps)) + 1,
        amounts=amounts,
        days=axis.days(days, columns // _COLUMNS_PER_DATE),
        margin=min(columns // 2, len(str(len(points))) + len("~→")),
    )


def _bounds(canvas: Canvas, frame: _Frame, point: Point, screen: Screen) -> None:
    """Draw the line of the days and that of the amounts a point may be of."""
    left, right = _ends(point, frame)
    at = _center(point, frame)
    heights = _heights(point, frame)
    for height in heights:
        canvas.line(left, height, right, height)
        if point.first is None:
            canvas.point(0, height, marker="←" if screen.unicode else "<")
        if point.last is None:
            canvas.point(right, height, marker="→" if screen.unicode else ">")
    top = frame.rows * 4 - 1
    low = 0 if point.low is None else heights[0]
    high = top if point.high is None else heights[-1]
    canvas.line(at, low, at, high)
    if point.low is None:
        canvas.point(at, 0, marker="↓" if screen.unicode else "v")
    if point.high is None:
        canvas.point(at, top, marker="↑" if screen.unicode else "^")


def _ends(point: Point, frame: _Frame) -> tuple[int, int]:
    left = frame.x(Fraction(ordinal(point.first))) if point.first else 0
    right = frame.x(Fraction(ordinal(point.last))) if point.last else frame.columns * 2 - 1
    return left, right


def _center(point: Point, frame: _Frame) -> int:
    """Return where a mark stands: amid its days, or at the one that is known."""
    known = [ordinal(day) for day in (point.first, point.last) if day]
    return frame.x(Fraction(sum(known), len(known)))


def _heights(point: Point, frame: _Frame) -> tuple[int, ...]:
    """Return the rows of the bounds that are known, the lower first."""
    known = sorted({Fraction(each) for each in (point.low, point.high) if each is not None})
    return tuple(frame.y(each) for each in known)


def _spots(points: Sequence[Point], frame: _Frame) -> Iterator[Spot]:
    for number, point in enumerate(points, start=1):
        for height in _heights(point, frame):
            yield Spot(
                cell=(_center(point, frame) // 2, height // 4),
                mark=MARKS[point.stage],
                number=f"{number}~" if point.approximate else str(number),
            )


def _lines(canvas: Canvas) -> Iterator[Cell]:
    """Give the cells in which something is drawn."""
    for row, line in enumerate(reversed(_plotted(canvas))):
        yield from ((column, row) for column, char in enumerate(line) if ord(char) != _BLANK)


def _plotted(canvas: Canvas) -> list[str]:
    plotted: str = canvas.plot(linesep="\n")
    return plotted.split("\n")


def _drawn(canvas: Canvas, found: Placed, screen: Screen) -> list[Text]:
    """Set marks and numbers, and return the rows of the canvas, the upper first."""
    for (column, row), mark in found.marks.items():
        canvas.text(column * 2, row * 4, mark.on(unicode=screen.unicode))
    for (column, row), number in found.numbers.items():
        canvas.text(column * 2, row * 4, number)
    rows = [_row(line, screen) for line in _plotted(canvas)]
    for (column, row), mark in found.marks.items():
        rows[-1 - row].stylize(mark.style, column, column + 1)
    return rows


def _row(line: str, screen: Screen) -> Text:
    """Return a row of the canvas, its empty cells as spaces."""
    return Text("".join(_cell(char, screen) for char in line))


def _cell(char: str, screen: Screen) -> str:
    """Return a cell of the canvas; lines of dots as ASCII where there is nothing else."""
    dots = ord(char) - _BLANK
    if dots == 0:
        return " "
    if screen.unicode or not 0 < dots < 256:
        return char
    columns = [dots & 0b01000111, dots & 0b10111000]
    is_upright = sum(dots.bit_count() > 1 for dots in columns) and not all(columns)
    return "|" if is_upright else "-"


def _upright(rows: Iterable[Text], frame: _Frame, screen: Screen) -> Iterator[Text]:
    """Put the axis of amounts before rows."""
    labels = {frame.y(tick.at) // 4: tick.label for tick in frame.amounts.ticks}
    marked, plain = "┤│" if screen.unicode else "+|"
    for number, row in enumerate(rows):
        label = labels.get(frame.rows - 1 - number, "")
        row.rstrip()
        head = f"{label:>{frame.gutter}} {marked if label else plain}"
        yield Text().append(head, QUIET).append_text(row)


def _level(frame: _Frame, screen: Screen) -> Iterator[Text]:
    """Give the axis of days: its line, its labels, and a line for the years."""
    corner, line, mark = "└─┬" if screen.unicode else "+-+"
    ticks = {frame.x(tick.at) // 2: tick for tick in frame.days.ticks}
    rule = "".join(mark if column in ticks else line for column in range(frame.columns))
    yield Text().append(f"{' ' * frame.gutter} {corner}{rule}", QUIET)
    labels = {column: tick.label for column, tick in ticks.items()}
    years = {column: tick.below for column, tick in ticks.items()}
    for each in (labels, years):
        if any(each.values()):
            margin = " " * (frame.gutter + len(" │"))
            yield Text().append(f"{margin}{_spread(each, frame.columns)}", QUIET)


def _spread(labels: dict[int, str], columns: int) -> str:
    """Set labels below their columns, leaving out what would touch the one before."""
    line = ""
    for column, label in labels.items():
        start = max(0, min(column - len(label) // 2, columns - len(label)))
        if label and (not line or start > len(line)) and len(label) <= columns:
            line = f"{line:<{start}}{label}"
    return line
