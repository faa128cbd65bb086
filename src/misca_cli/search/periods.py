"""Days and periods as people type them, in English and French → `Period`.

`find_period` looks for the first one in a row of typed words; it takes no notice of the
facts but for the years they offer and the words they hold.
"""

from __future__ import annotations

from misca_cli.answer import Word
from misca_cli.dates import Day, days_in_month, iso, next_day, previous_day
from misca_cli.query import Period
from misca_cli.record import Record
from misca_cli.search.calendar import (
    CLOSERS,
    EDGES,
    LEADING,
    LONGEST_OPENING,
    NAMING,
    OPENERS,
    OPENING_PHRASES,
    ORDINARY_WORDS,
    RANGE_LINKS,
    WEAK_LINKS,
)
from misca_cli.search.counting import MULTIPLIERS, UNITS
from misca_cli.search.span import Span
from misca_cli.search.span_reader import SpanReader, day_number
from misca_cli.search.telling import MONTHS, WEEKDAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from misca_cli.search.words import Forms


class FoundPeriod(Record):
    """A period and the typed words it takes: `start` up to, not with, `end`."""

    period: Period
    start: int
    end: int


def find_period(
    typed: Sequence[str],
    *,
    years: Sequence[int] = (),
    known: Callable[[str], bool] = lambda _: False,
    named: Callable[[str], bool] = lambda _: False,
) -> FoundPeriod | None:
    """Return the first period in a row of folded words, or None.

    `years` are those the facts offer, most common first; `known` tells whether the facts
    have a word, which then is not a misspelt month, and `named` whether something goes by it,
    which then is no month unless more says so.
    """
    reader = _PeriodReader(SpanReader(typed, known, years, named))
    for start in range(len(typed)):
        found = reader.period(start)
        if found:
            period, end = found
            other = _other_weekday(period)
            period = period.replaced(other_weekday=other) if other else period
            return FoundPeriod(period=period, start=start, end=end)
    return None


class _PeriodReader:
    """Reads periods in a row of words; positions as in `SpanReader`."""

    def __init__(self, spans: SpanReader) -> None:
        self.spans = spans
        self.year_offered = spans.years[0] if spans.years else None

    def period(self, at: int) -> tuple[Period, int] | None:
        opener, behind = self._opener(at)
        if opener == "between":
            return self._between(at, behind)
        if opener:
            begin = self.spans.skip_links(behind)
            opener = EDGES.get((opener, self.spans.word(begin)), opener)
            is_phrase = behind > at + 1
            ranging = ("since", "until") if is_phrase else ("since", "in")
            if opener in ranging and (ranged := self._between(at, begin)):
                return self._halved(opener, at, *ranged) if is_phrase else ranged
            found = self.spans.span(begin, sure=True)
            if not found:
                return None
            span, end = found
            return self._open(opener, span, at, end), end
        return self._dotted(at) or self._between(at, at, sure=False) or self._closed(at)

    def _halved(self, opener: str, at: int, ranged: Period, end: int) -> tuple[Period, int]:
        """Leave one side open of "not before 5 or 6 december"."""
        earliest, latest = ranged.earliest, ranged.latest
        if ranged.first and ranged.last:
            earliest, latest = Span(year=None, first=ranged.first, last=ranged.last).days(
                year_now()
            )
        earliest = earliest if opener == "since" else None
        latest = latest if opener == "until" else None
        return self._period(at, end, earliest, latest), end

    def _opener(self, at: int) -> tuple[str | None, int]:
        """Return what the words before a date make of it, and the position behind them."""
        for length in range(LONGEST_OPENING, 1, -1):
            phrase = tuple(self.spans.typed[at : at + length])
            if phrase in OPENING_PHRASES:
                return OPENING_PHRASES[phrase], at + length
        return OPENERS.get(self.spans.word(at)), at + 1

    def _closed(self, at: int) -> tuple[Period, int] | None:
        found = self.spans.span(at, sure=False)
        if not found:
            return None
        span, end = found
        for length in (1, 2):
            closer = CLOSERS.get(tuple(self.spans.typed[end : end + length]))
            if closer:
                return self._open(closer, span, at, end + length), end + length
        return self._open("in", span, at, end), end

    def _dotted(self, at: int) -> tuple[Period, int] | None:
        """Read "2013-11..", "2013-12-05..2013-12-10", "2013-11/2013-12"."""
        word = self.spans.word(at)
        first, dots, last = word.partition(".." if ".." in word else "/")
        if not dots or not (first or last) or (dots == "/" and not (first and last)):
            return None
        ends = SpanReader([first, last], self.spans.known)
        one, other = ends.span(0, sure=True), ends.span(1, sure=True)
        if (first and not one) or (last and not other):
            return None
        if one and other:
            return self._joined(at, one[0], other[0], at + 1)
        span, opener = (one[0], "since") if one else (other[0], "until") if other else (None, "")
        return (self._open(opener, span, at, at + 1), at + 1) if span else None

    def _between(self, at: int, begin: int, *, sure: bool = True) -> tuple[Period, int] | None:
        """Read the two ends of a range; without an opener before them `sure` is False."""
        begin = self.spans.skip_links(begin) if sure else begin
        one = self.spans.span(begin, sure=sure) or self._bare_day(begin)
        link = self.spans.word(one[1]) if one else ""
        if not one or link not in RANGE_LINKS:
            return None
        behind = self.spans.skip_links(one[1] + 1)
        sure = sure or link not in WEAK_LINKS
        other = self.spans.span(behind, sure=sure) or self._last_day(*one, behind, sure=sure)
        return self._joined(at, one[0], *other) if other else None

    def _bare_day(self, at: int) -> tuple[Span, int] | None:
        """Read the "5" of "between 5 and 9 december": its month follows."""
        day = day_number(self.spans.word(at))
        other = self.spans.span(self.spans.skip_links(at + 2), sure=True) if day else None
        if not day or not other:
            return None
        month = other[0].first[0]
        return Span(year=other[0].year, first=(month, day), last=(month, day)), at + 1

    def _last_day(self, one: Span, end: int, at: int, *, sure: bool) -> tuple[Span, int] | None:
        """Read the "9" of "december 5 to 9": its month is that of the day before it.

        The "20" of "december 5 and 20 soldiers" may count something.
        """
        day = day_number(self.spans.word(at))
        is_month_first = one.first == one.last and day_number(self.spans.word(end - 1))
        month, first = one.first
        if not day or not is_month_first or day <= first:
            return None
        year, behind = self.spans.year(at + 1), self.spans.word(at + 1)
        if not year and (behind in MULTIPLIERS or behind in UNITS or (behind and not sure)):
            return None
        last = month, min(day, days_in_month(year or 2000, month))
        return Span(year=year, first=last, last=last), at + 2 if year else at + 1

    def _joined(self, at: int, one: Span, other: Span, end: int) -> tuple[Period, int] | None:
        year = one.year or other.year or self.year_offered
        if year is None:
            return self._recurring(at, end, Span(year=None, first=one.first, last=other.last)), end
        last = other.days(other.year or year)[1]
        first = one.days(one.year or year)[0]
        if last < first and other.year is None:
            # "november to january" goes beyond the year.
            last = other.days(year + 1)[1]
        elif last < first and one.year is None:
            first = one.days(year - 1)[0]
        if last < first:
            return None
        return self._period(at, end, first, last), end

    def _recurring(self, at: int, end: int, span: Span) -> Period:
        return Period(
            text=self._text(at, end), edtf=_recurring(span), first=span.first, last=span.last
        )

    def _open(self, opener: str, span: Span, at: int, end: int) -> Period:
        year = span.year if span.year is not None else self.year_offered
        if opener == "in" and span.year is None:
            return self._recurring(at, end, span)
        earliest, latest = span.days(year_now() if year is None else year)
        if opener == "before":
            return self._period(at, end, None, previous_day(earliest))
        if opener == "after":
            return self._period(at, end, next_day(latest), None)
        if opener == "since":
            return self._period(at, end, earliest, None)
        if opener == "until":
            return self._period(at, end, None, latest)
        return self._period(at, end, earliest, latest)

    def _period(self, at: int, end: int, earliest: Day | None, latest: Day | None) -> Period:
        return Period(
            text=self._text(at, end), edtf=edtf(earliest, latest), earliest=earliest, latest=latest
        )

    def _text(self, at: int, end: int) -> str:
        return " ".join(self.spans.typed[at:end])


def _other_weekday(period: Period) -> str | None:
    """Return the day of the week that a day goes by, but is not."""
    typed = next((word for word in period.text.split() if word in WEEKDAYS), None)
    day = period.earliest
    if not typed or day is None or day != period.latest or not 1 <= day[0] <= 9999:
        return None
    from datetime import date  # few days are typed with that of the week

    return typed if date(*day).weekday() != WEEKDAYS[typed] else None


def year_now() -> int:
    """Return the year it is: what has none is of that where the facts offer no year."""
    from misca_cli.search.relative import this_year  # nearly all packs offer one

    return this_year()


def period_words(text: str) -> list[Word]:
    """Return the months named in a period's words, and how each was read."""
    reader = SpanReader(text.split(), lambda _: False)
    months = ((at, reader.month_number(at)) for at in range(len(reader.typed)))
    return [_month_word(reader.word(at), number) for at, number in months if number]


def words_of(period: Period) -> Mapping[str, Forms]:
    """Return the words by which a text would name a period too, as typed, each in all its forms.

    A month goes by all its names, but by those that are ordinary words only beside a day or a
    year. What only leads to a date counts where it opens the period: "since" of "since february",
    but not "in" of "in february". What is written in another way, such as "2013-12" or
    "mid-december", has no such words.
    """
    is_open = not period.first and not (period.earliest and period.latest)
    typed = SpanReader(period.text.split(), lambda _: False)
    is_numbered = any(map(day_number, typed.typed)) or any(map(str.isdecimal, typed.typed))
    told: dict[str, Forms] = {}
    for at, word in enumerate(typed.typed):
        if not (word.isalpha() or word.isdecimal() or day_number(word)):
            return {}
        number = typed.month_number(at)
        if number:
            names = (name for name, each in MONTHS.items() if each == number)
            told[word] = tuple(n for n in names if is_numbered or n not in ORDINARY_WORDS)
        elif day_number(word):
            told[word] = (str(day_number(word)),)
        elif is_open or word not in LEADING | WEEKDAYS.keys() | NAMING.keys():
            told[word] = (word,)
    return told


def how_told(typed: str, form: str) -> str:
    """Return how a word of a period is met by a form of it: exact, alias or spelling."""
    if typed == form or day_number(typed):
        return "exact"
    return "alias" if typed in MONTHS else "spelling"


def _month_word(typed: str, number: int) -> Word:
    name = next(month for month, each in MONTHS.items() if each == number)
    how = "exact" if typed == name else "alias" if typed in MONTHS else "spelling"
    return Word(text=typed, read_as=name, how=how)


def edtf(earliest: Day | None, latest: Day | None) -> str:
    """Write bounds as EDTF: a day, a month or a year where they are one, else an interval."""
    if earliest and latest and earliest[0] == latest[0]:
        year, month, day = earliest
        if earliest == latest:
            return iso(earliest)
        if day == 1 and latest == (year, month, days_in_month(year, month)):
            return iso(earliest)[:-3]
        if (month, day) == (1, 1) and latest[1:] == (12, 31):
            return iso(earliest)[:-6]
    return f"{iso(earliest) if earliest else '..'}/{iso(latest) if latest else '..'}"


def _recurring(span: Span) -> str:
    (month, day), (last_month, last_day) = span.first, span.last
    if (month, day) == (last_month, last_day):
        return f"XXXX-{month:02}-{day:02}"
    if month == last_month and day == 1 and last_day >= days_in_month(2000, month):
        return f"XXXX-{month:02}"
    return f"XXXX-{month:02}-{day:02}/XXXX-{last_month:02}-{last_day:02}"
