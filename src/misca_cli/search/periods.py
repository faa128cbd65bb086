"""Days and periods as people type them, in English and French → `Period`.

`find_period` looks for the first one in a row of typed words; it takes no notice of the
facts but for the years they offer and the words they hold.
"""

from __future__ import annotations

from misca_cli.dates import Day, days_in_month, iso, next_day, previous_day
from misca_cli.record import Record
from misca_cli.search.query import Period
from misca_cli.spelling import allowed_distance, distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
# These are ordinary words too, and mean a month only beside a day, a year or "in".
DOUBTFUL_MONTHS = frozenset(
    ["may", "mar", "mai", "jan", "dec", "sep", "jun", "sept", "oct", "nov", "feb", "apr"]
)
SEASONS = {
    name: season
    for season, names in {
        21: "spring printemps",
        22: "summer ete",
        23: "autumn fall automne",
        24: "winter hiver",
    }.items()
    for name in names.split()
}
DOUBTFUL_SEASONS = frozenset(("fall", "ete", "spring"))
ORDINALS = {
    "first": 1, "1st": 1, "premier": 1, "premiere": 1, "second": 2, "2nd": 2, "deuxieme": 2,
    "third": 3, "3rd": 3, "troisieme": 3, "fourth": 4, "4th": 4, "quatrieme": 4,
    "last": -1, "dernier": -1, "derniere": -1, "dernieres": -1,
}  # fmt: skip
PARTS = {
    "early": 0, "beginning": 0, "start": 0, "debut": 0,
    "mid": 1, "middle": 1, "mi": 1, "milieu": 1,
    "late": 2, "end": 2, "fin": 2,
}  # fmt: skip
SPANS = {
    "week": 7, "weeks": 7, "semaine": 7, "semaines": 7,
    "quarter": 3, "trimestre": 3, "half": 6, "semestre": 6,
}  # fmt: skip
LINKS = frozenset(["of", "the", "in", "de", "du", "d", "l", "le", "la", "and", "to", "than"])
OPENERS = {
    "before": "before", "avant": "before", "prior": "before",
    "after": "after", "apres": "after", "following": "after",
    "since": "since", "depuis": "since", "from": "since", "des": "since",
    "up": "until", "until": "until", "till": "until", "by": "until", "jusqu'a": "until", "jusqu'au": "until", "jusqu'en": "until",
    "between": "between", "entre": "between",
    "in": "in", "on": "in", "during": "in", "at": "in", "en": "in",
    "le": "in", "pendant": "in", "around": "in", "au": "in",
}  # fmt: skip
RANGE_LINKS = frozenset(["and", "to", "et", "a", "au", "until", "till", "through", "-", "–"])
MONTH_PART_DAYS = ((1, 10), (11, 20), (21, 31))


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
        month, day = self.last
        return (start, *self.first), (end, month, min(day, days_in_month(end, month)))


class Found(Record):
    """A period and the typed words it takes: `start` up to, not with, `end`."""

    period: Period
    start: int
    end: int


def find_period(
    typed: Sequence[str],
    *,
    years: Sequence[int] = (),
    known: Callable[[str], bool] = lambda _: False,
) -> Found | None:
    """Return the first period in a row of folded words, or None.

    `years` are those the facts offer, most common first; `known` tells whether the facts
    have a word, which then is not a misspelt month.
    """
    reader = _Reader(typed, years, known)
    for start in range(len(typed)):
        found = reader.period(start)
        if found:
            period, end = found
            return Found(period=period, start=start, end=end)
    return None


class _Reader:
    """A row of typed words being read; each method takes a position and returns what stands
    there with the position behind it, or None.
    """

    def __init__(
        self, typed: Sequence[str], years: Sequence[int], known: Callable[[str], bool]
    ) -> None:
        self.typed = [word.strip(",;?!()").rstrip(".") for word in typed]
        self.year_offered = years[0] if years else None
        self.known = known

    def period(self, at: int) -> tuple[Period, int] | None:
        opener = OPENERS.get(self._word(at))
        if opener == "between":
            return self._between(at, at + 1)
        if opener:
            begin = self._skip_links(at + 1)
            if opener == "since" and (ranged := self._between(at, begin)):
                return ranged
            found = self.span(begin, sure=True)
            if not found:
                return None
            span, end = found
            return self._open(opener, span, at, end), end
        return self._closed(at)

    def _closed(self, at: int) -> tuple[Period, int] | None:
        found = self.span(at, sure=False)
        if not found:
            return None
        span, end = found
        if self._word(end) in RANGE_LINKS:
            other = self.span(end + 1, sure=True)
            if other and other[0].year is not None:
                return self._joined(at, span, *other)
        return self._open("in", span, at, end), end

    def _between(self, at: int, begin: int) -> tuple[Period, int] | None:
        begin = self._skip_links(begin)
        one = self.span(begin, sure=True) or self._bare_day(begin)
        if not one or self._word(one[1]) not in RANGE_LINKS:
            return None
        other = self.span(self._skip_links(one[1] + 1), sure=True)
        return self._joined(at, one[0], *other) if other else None

    def _bare_day(self, at: int) -> tuple[Span, int] | None:
        """Read the "5" of "between 5 and 9 december": its month follows."""
        day = _day(self._word(at))
        other = self.span(self._skip_links(at + 2), sure=True) if day else None
        if not day or not other:
            return None
        month = other[0].first[0]
        return Span(year=other[0].year, first=(month, day), last=(month, day)), at + 1

    def _joined(self, at: int, one: Span, other: Span, end: int) -> tuple[Period, int] | None:
        year = one.year or other.year or self.year_offered
        if year is None:
            return None
        last = other.days(other.year or year)[1]
        first = one.days(one.year or year)[0]
        if last < first:
            return None
        return self._period(at, end, first, last), end

    def _open(self, opener: str, span: Span, at: int, end: int) -> Period:
        year = span.year if span.year is not None else self.year_offered
        if opener == "in" and span.year is None:
            return Period(
                text=self._text(at, end), edtf=_recurring(span), first=span.first, last=span.last
            )
        earliest, latest = span.days(year if year is not None else 1)
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
        return " ".join(self.typed[at:end])

    def _word(self, at: int) -> str:
        return self.typed[at] if 0 <= at < len(self.typed) else ""

    def _skip_links(self, at: int) -> int:
        while self._word(at) in LINKS:
            at += 1
        return at

    def span(self, at: int, *, sure: bool) -> tuple[Span, int] | None:
        """Read a day, a month, a year, a season or a part of one."""
        return (
            self._iso(at)
            or self._part(at)
            or self._counted(at)
            or self._quarter(at)
            or self._day_month(at)
            or self._month_day(at)
            or self._month(at, sure=sure)
            or self._season(at, sure=sure)
            or self._year_span(at)
        )

    def _iso(self, at: int) -> tuple[Span, int] | None:
        parts = self._word(at).replace("/", "-").split("-")
        if not all(part.isdigit() for part in parts) or not 2 <= len(parts) <= 3:
            return None
        numbers = [int(part) for part in parts]
        if len(parts[0]) != 4 and len(parts[-1]) == 4:
            numbers.reverse()
        elif len(parts[0]) != 4:
            return None
        year, month, *day = numbers
        if not 1 <= month <= 12 or (day and not 1 <= day[0] <= days_in_month(year, month)):
            return None
        first, last = (day[0], day[0]) if day else (1, days_in_month(year, month))
        return Span(year=year, first=(month, first), last=(month, last)), at + 1

    def _part(self, at: int) -> tuple[Span, int] | None:
        word = self._word(at)
        head, _, tail = word.partition("-")
        if head in PARTS and tail:
            self_reader = _Reader([tail, *self.typed[at + 1 :]], (), self.known)
            whole = self_reader.span(0, sure=True)
            return (_part_of(whole[0], PARTS[head]), at + whole[1]) if whole else None
        if word not in PARTS:
            return None
        begin = self._skip_links(at + 1)
        whole = self._month(begin, sure=True) or self._year_span(begin)
        return (_part_of(whole[0], PARTS[word]), whole[1]) if whole else None

    def _counted(self, at: int) -> tuple[Span, int] | None:
        """Read "last week of november 2013", "first quarter of 2013"."""
        count = ORDINALS.get(self._word(at))
        length = SPANS.get(self._word(at + 1))
        if count is None or length is None:
            return None
        begin = self._skip_links(at + 2)
        if length == 7:
            month = self._month(begin, sure=True)
            return (_week_of(month[0], count), month[1]) if month else None
        year = self._year_span(begin)
        return (_months_of(year[0].year, count, length), year[1]) if year else None

    def _quarter(self, at: int) -> tuple[Span, int] | None:
        word = self._word(at)
        if len(word) != 2 or word[0] not in "qt" or word[1] not in "1234":
            return None
        year = self._year_span(self._skip_links(at + 1))
        return (_months_of(year[0].year, int(word[1]), 3), year[1]) if year else None

    def _day_month(self, at: int) -> tuple[Span, int] | None:
        day = _day(self._word(at))
        begin = at + 2 if self._word(at + 1) in ("of", "de") else at + 1
        month = self._month_number(begin) if day else None
        return self._dated(day, month, begin + 1)

    def _month_day(self, at: int) -> tuple[Span, int] | None:
        month = self._month_number(at)
        begin = at + 2 if self._word(at + 1) == "the" else at + 1
        day = _day(self._word(begin)) if month else None
        return self._dated(day, month, begin + 1)

    def _dated(self, day: int | None, month: int | None, end: int) -> tuple[Span, int] | None:
        if not day or not month:
            return None
        year = _year(self._word(end))
        if day > days_in_month(year or 2000, month):
            return None
        span = Span(year=year, first=(month, day), last=(month, day))
        return span, end + 1 if year else end

    def _month(self, at: int, *, sure: bool) -> tuple[Span, int] | None:
        month = self._month_number(at)
        if not month:
            return None
        begin = self._skip_links(at + 1)
        year = _year(self._word(begin))
        if (
            not year
            and self._word(at) in DOUBTFUL_MONTHS - {"nov", "dec", "oct", "sept", "feb"}
            and not sure
        ):
            return None
        span = Span(year=year, first=(month, 1), last=(month, days_in_month(year or 2000, month)))
        return span, begin + 1 if year else at + 1

    def _month_number(self, at: int) -> int | None:
        word = self._word(at).removeprefix("d'").removeprefix("l'")
        if word in MONTHS:
            return MONTHS[word]
        if len(word) < 6 or self.known(word):
            return None
        limit = allowed_distance(len(word))
        for name, number in MONTHS.items():
            if len(name) >= 5 and name[0] == word[0] and distance(word, name, limit) <= limit:
                return number
        return None

    def _season(self, at: int, *, sure: bool) -> tuple[Span, int] | None:
        word = self._word(at)
        season = SEASONS.get(word)
        if not season:
            return None
        begin = self._skip_links(at + 1)
        year = _year(self._word(begin))
        if not year and (word in DOUBTFUL_SEASONS or not sure):
            return None
        first = {21: 3, 22: 6, 23: 9, 24: 12}[season]
        last = (first + 1) % 12 + 1
        span = Span(year=year, first=(first, 1), last=(last, days_in_month(2000, last)))
        return span, begin + 1 if year else at + 1

    def _year_span(self, at: int) -> tuple[Span, int] | None:
        year = _year(self._word(at))
        return (Span(year=year, first=(1, 1), last=(12, 31)), at + 1) if year else None


def _day(word: str) -> int | None:
    for ending in ("st", "nd", "rd", "th", "er", "e"):
        if word.endswith(ending) and word[: -len(ending)].isdigit():
            word = word[: -len(ending)]
            break
    if not word.isdigit() or len(word) > 2:
        return None
    return int(word) if 1 <= int(word) <= 31 else None


def _year(word: str) -> int | None:
    """Return a year from 1500 to 2099: other numbers of four digits are rather figures."""
    if len(word) == 4 and word.isascii() and word.isdigit() and 1500 <= int(word) < 2100:
        return int(word)
    return None


def _part_of(span: Span, third: int) -> Span:
    if span.first[0] == span.last[0]:
        month = span.first[0]
        first, last = MONTH_PART_DAYS[third]
        return span.replaced(first=(month, first), last=(month, min(last, span.last[1])))
    return _months_of(span.year, third + 1, 4)


def _week_of(span: Span, count: int) -> Span:
    month, days = span.last
    first = days - 6 if count == -1 else 7 * count - 6
    return span.replaced(first=(month, first), last=(month, min(first + 6, days)))


def _months_of(year: int | None, count: int, length: int) -> Span:
    last = 12 if count == -1 else min(12, count * length)
    first = last - length + 1
    return Span(year=year, first=(first, 1), last=(last, days_in_month(year or 2000, last)))


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
