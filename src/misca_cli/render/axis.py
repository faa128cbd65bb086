"""Axes: how far amounts and days stand along a line, and at which of them a label stands.

Numbers are exact until they become cells of a screen, so that no amount is too large or too
close to its neighbour.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import count, takewhile
from math import floor, log10

from misca_cli.dates import Day, iso, next_day, ordinal, parse
from misca_cli.record import Record
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.model import Number

_MOST_STEPS = 6
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6)
_MONTH, _YEAR = 30, 365


class Tick(Record):
    """A place on an axis that bears a label."""

    at: Fraction
    label: str
    below: str = ""
    """What stands a line lower, where it changes: the year."""


class Axis(Record):
    """A line from the first to the last of its numbers."""

    first: Fraction
    last: Fraction
    ticks: tuple[Tick, ...]
    factor: str = ""
    """By which word its labels are to be multiplied: million …"""

    def share(self, at: Fraction) -> float:
        """Return how far along the axis a number stands, from 0 to 1."""
        return float((at - self.first) / (self.last - self.first))


def amounts(numbers: Sequence[Number], *, rises: bool = False, falls: bool = False) -> Axis:
    """Return an axis for amounts, from nothing where that leaves room for their differences.

    It goes on beyond the highest if one of them `rises` from there, without an end, and beyond
    the lowest if one falls.
    """
    low, high = Fraction(min(numbers)), Fraction(max(numbers))
    if low > 2 * (high - low) > 0:
        base = low
    else:
        base, high = min(low, Fraction(0)), max(high, Fraction(0))
    high += base == high
    step = _step((high - base) / _MOST_STEPS)
    start = floor(base / step) - (falls and base == low and low % step == 0)
    steps = -floor(-high / step) - start + (rises and high % step == 0)
    size, factor = next(((n, word) for n, word in _LARGE if max(high, -base) >= n), (1, ""))
    at = [step * (start + number) for number in range(steps + 1)]
    labels = _numbers([each / size for each in at])
    ticks = tuple(Tick(at=each, label=label) for each, label in zip(at, labels, strict=True))
    return Axis(first=at[0], last=at[-1], ticks=ticks, factor=factor)


def _step(least: Fraction) -> Fraction:
    """Return the next number of 1, 2 or 5 times a power of ten."""
    # A float's logarithm may miss the power by one.
    power = Fraction(10) ** (floor(log10(least)) - 1)
    return next(step for step in (power * n for n in (5, 10, 20, 50, 100, 200)) if step >= least)


def _numbers(numbers: Sequence[Fraction]) -> list[str]:
    """Write numbers that have an end in full, with as many decimals each, thousands set off."""
    exact = [Decimal(each.numerator) / each.denominator for each in numbers]
    places = max(-int(each.normalize().as_tuple().exponent) for each in exact)
    return [f"{each:,.{max(0, places)}f}".replace("-", "−") for each in exact]


def days(known: Sequence[Day], most_ticks: int) -> Axis:
    """Return an axis for days, with at most so many labels."""
    low, high = min(known), max(known)
    first, last = Fraction(ordinal(low)), Fraction(ordinal(high))
    if low == high:
        first, last = first - 1, last + 1
    unit, step = _interval(ordinal(high) - ordinal(low), max(1, most_ticks))
    marked = list(takewhile(lambda day: day <= high, _marked(low, unit, step)))
    if not marked:
        marked, unit = [low], "day"
    return Axis(first=first, last=last, ticks=tuple(_day_ticks(marked, unit)))


def _day_ticks(marked: Iterable[Day], unit: str) -> Iterator[Tick]:
    """Label days, and say their year where it is another than that of the one before."""
    shown = ""
    for day in marked:
        label, year = _label(day, unit)
        yield Tick(at=Fraction(ordinal(day)), label=label, below="" if year == shown else year)
        shown = year


def _interval(span: int, most: int) -> tuple[str, int]:
    """Return the unit and the number of them between two labels."""
    for step in _DAY_STEPS:
        if span / step < most:
            return "day", step
    for step in _MONTH_STEPS:
        if span / (step * _MONTH) < most:
            return "month", step
    return "year", int(_step(Fraction(max(1, -(-span // (_YEAR * most))))))


def _marked(first: Day, unit: str, step: int) -> Iterator[Day]:
    """Give the days that bear a label, from a first one on."""
    year, month, _ = day = first
    if unit == "day":
        while True:
            yield day
            for _ in range(step):
                day = next_day(day)
    if unit == "month":
        begun = year * 12 + month - 1 + (first[2] > 1)
        for number in count(-(-begun // step) * step, step):
            yield number // 12, number % 12 + 1, 1
    begun = year + (first[1:] > (1, 1))
    yield from ((number, 1, 1) for number in count(-(-begun // step) * step, step))


def _label(day: Day, unit: str) -> tuple[str, str]:
    """Return what stands at a day, and the line below it."""
    year, month, number = day
    written = f"{iso(day)[:-6]}" if abs(year) <= 9999 else f"Y{year}"
    words = describe_date(parse(written))
    if unit == "year":
        return words, ""
    in_month, name, _ = describe_date(parse(f"2000-{month:02}-{number:02}")).split()
    return (f"{in_month} {name}" if unit == "day" else name), words
