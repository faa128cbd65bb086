"""Days that typed words mean, and the parts of a month or a year."""

from __future__ import annotations

from misca_cli.dates import Day, days_in_month
from misca_cli.record import Record
from misca_cli.search.calendar import MONTH_PART_DAYS


class Span(Record):
    """Days read from typed words; without a year, (month, day) pairs that recur."""

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    last_year: int | None = None

    def days(self, year: int) -> tuple[Day, Day]:
        """Return the first and last day, in a year where none was typed."""
        start = self.year if self.year is not None else year
        end = self.last_year if self.last_year is not None else start
        if self.last < self.first and end == start:
            end += 1
        return _existing(start, self.first), _existing(end, self.last)


def _existing(year: int, day: tuple[int, int]) -> Day:
    # 29 February is the 28th where a year has none.
    month, number = day
    return year, month, min(number, days_in_month(year, month))


def part_of(span: Span, third: int) -> Span:
    """Return the early, middle or late part of a month, a third of a year."""
    if span.first[0] == span.last[0]:
        month = span.first[0]
        first, last = MONTH_PART_DAYS[third]
        return span.replaced(first=(month, first), last=(month, min(last, span.last[1])))
    return months_of(span.year, third + 1, 4)


def week_of(span: Span, count: int) -> Span:
    """Return the week of a month by its number; -1 is the last."""
    month, days = span.last
    first = days - 6 if count == -1 else 7 * count - 6
    return span.replaced(first=(month, first), last=(month, min(first + 6, days)))


def half_of(span: Span, count: int) -> Span:
    """Return the first half of a month, or the second."""
    month, days = span.last
    first, last = (1, 15) if count == 1 else (16, days)
    return span.replaced(first=(month, first), last=(month, last))


def months_of(year: int | None, count: int, length: int) -> Span:
    """Return a part of a year, so many months long, by its number; -1 is the last."""
    last = 12 if count == -1 else min(12, count * length)
    first = last - length + 1
    return Span(year=year, first=(first, 1), last=(last, days_in_month(year or 2000, last)))
