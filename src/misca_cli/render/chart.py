"""Figures over time: each chart, what its marks mean, its accounts, and their sources."""

from __future__ import annotations

from rich.text import Text

from misca_cli.chart import charts
from misca_cli.record import Record
from misca_cli.render import query, words
from misca_cli.render.marks import MARKS
from misca_cli.render.page import (
    CAUTION,
    HEADING,
    QUIET,
    TABLE_FROM,
    beside,
    flowed,
    indented,
    spaced,
    text,
    wrapped,
)
from misca_cli.render.parts import place, reading, references, remainder
from misca_cli.render.plot import figure
from misca_cli.render.row import Numbers, Row, date_used, row
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from misca_cli.answer import Answer
    from misca_cli.chart import Chart, Point
    from misca_cli.render.screen import Screen

_GAP = 2
_LEAST_REST = 24
_WIDEST_DATE = 20
_PREFIXES = {"when": "", "said": "said ", "issued": "issued "}


class _Entry(Record):
    """An account in the list below a figure."""

    head: Text
    """Its number and its mark."""
    date: Text
    value: Text
    rest: tuple[Text, ...]


def draw(answer: Answer, screen: Screen) -> list[Text]:
    """Draw the figures among the results; what comes near, where nothing matches."""
    if not answer.results:
        return query.draw(answer, screen)
    numbers = Numbers(answer.base)
    drawn = charts(answer.results, answer.base)
    return spaced(
        (
            reading(answer, screen),
            *(block for chart in drawn for block in _blocks(chart, numbers, screen)),
            _others(answer, drawn, screen),
            remainder(answer, screen),
            references(numbers, screen.columns),
        )
    )


def _blocks(chart: Chart, numbers: Numbers, screen: Screen) -> Iterator[list[Text]]:
    yield _picture(chart, screen)
    yield _accounts(chart, numbers, screen)
    if chart.dropped:
        yield _left_out(chart, numbers, screen)


def _picture(chart: Chart, screen: Screen) -> list[Text]:
    """Draw the heading and, where there are accounts to set side by side, the figure."""
    heading = wrapped(text(chart.title, HEADING), screen.columns)
    if len(chart.points) < 2:
        return heading
    drawn = figure(chart, screen)
    if not drawn:
        return [*heading, *wrapped(text("too few columns for the figure", QUIET), screen.columns)]
    return [*heading, *drawn, *_legend(chart, screen)]


def _legend(chart: Chart, screen: Screen) -> list[Text]:
    """Say what the signs in the figure mean, of those that are in it."""
    stages = {point.stage for point in chart.points}
    pieces = [
        text(mark.on(unicode=screen.unicode), mark.style).append_text(text(f" {mark.words}", QUIET))
        for stage, mark in MARKS.items()
        if stage in stages
    ]
    line, arrows = ("⠒⠒", "← →") if screen.unicode else ("--", "< >")
    signs = (
        (f"{line} range of day or amount", any(map(_is_range, chart.points))),
        (f"{arrows} or beyond", any(map(_is_open, chart.points))),
        ("~ about", any(point.approximate for point in chart.points)),
    )
    pieces += [text(sign, QUIET) for sign, is_there in signs if is_there]
    return flowed(pieces, screen.columns, "   ")


def _is_range(point: Point) -> bool:
    return point.first != point.last or point.low != point.high


def _is_open(point: Point) -> bool:
    return None in (point.first, point.last, point.low, point.high)


def _accounts(chart: Chart, numbers: Numbers, screen: Screen) -> list[Text]:
    """List the accounts in the order of their dates, under the numbers they bear in the figure."""
    digits = len(str(len(chart.points)))
    return _listed(
        [
            _entry(f"{number:>{digits}}", point, numbers, screen)
            for number, point in enumerate(chart.points, start=1)
        ],
        screen,
    )


def _entry(number: str, point: Point, numbers: Numbers, screen: Screen) -> _Entry:
    mark = MARKS[point.stage]
    date = f"{_PREFIXES[point.dated_by]}{describe_date(point.date)}"
    fact = row(point.result, numbers, date=date)
    about = (text(point.about, QUIET),) if point.about else ()
    return _Entry(
        head=text(f"{number} ").append_text(text(mark.on(unicode=screen.unicode), mark.style)),
        date=text(date),
        value=text(fact.value or ""),
        rest=(*about, *_rest(fact)),
    )


def _rest(fact: Row) -> Iterator[Text]:
    """Return what is to be said of a fact beside its date and its value, a piece each."""
    yield from (text(caution, CAUTION) for caution in fact.cautions)
    yield from (
        text(piece, QUIET) for piece in (fact.basis, fact.stage, fact.act, fact.by) if piece
    )
    yield place(fact)
    yield text(fact.id)


def _listed(entries: Sequence[_Entry], screen: Screen) -> list[Text]:
    """Set dates and values in columns where that leaves room for the rest, else all in a row."""
    margin = max((each.head.cell_len for each in entries), default=0)
    widest = _WIDEST_DATE if screen.columns < TABLE_FROM else screen.columns
    dates = min(widest, max((each.date.cell_len for each in entries), default=0))
    values = max((each.value.cell_len for each in entries), default=0)
    room = screen.columns - margin - _GAP
    rest = room - dates - values - 2 * _GAP
    lines: list[Text] = []
    for each in entries:
        cells = [([each.head], margin)]
        if rest < _LEAST_REST:
            pieces = (each.date, each.value, *each.rest)
            cells.append((flowed(pieces, room, screen.dot), room))
        else:
            cells.append((wrapped(each.date, dates), dates))
            cells.append(([each.value], values))
            cells.append((flowed(each.rest, rest, screen.dot), rest))
        lines += beside(cells, _GAP)
    return lines


def _left_out(chart: Chart, numbers: Numbers, screen: Screen) -> list[Text]:
    """List what is no point of a chart, with the reason."""
    total = len(chart.points) + len(chart.dropped)
    heading = text(f"Left out: {len(chart.dropped)} of {words.counted(total, 'fact', 'facts')}")
    lines = wrapped(heading, screen.columns)
    for each in chart.dropped:
        fact = row(each.result, numbers, date=date_used(numbers.base, each.result.fact))
        said = (text(piece) for piece in (fact.value, fact.date) if piece)
        first, *rest = flowed(
            (text(each.why, CAUTION), *said, *_rest(fact.replaced(act=None))),
            screen.columns - 2 * _GAP,
            screen.dot,
        )
        lines += [*indented([first], _GAP), *indented(rest, 2 * _GAP)]
    return lines


def _others(answer: Answer, drawn: Sequence[Chart], screen: Screen) -> list[Text]:
    """Say how many results are in no chart."""
    others = len(answer.results) - sum(len(each.points) + len(each.dropped) for each in drawn)
    if not others:
        return []
    note = words.counted(others, "fact has no figure", "facts have no figure")
    return wrapped(text(note, QUIET), screen.columns)
