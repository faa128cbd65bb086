"""A day, a month, a year, a season or a part of one, as people type it → `Span`."""

from __future__ import annotations

from misca_cli.dates import days_in_month
from misca_cli.search.calendar import (
    ARTICLES,
    DASHES,
    DOUBTFUL_MONTHS,
    DOUBTFUL_SEASONS,
    GOING_ON,
    LINKS,
    MARCHES,
    NAMING,
    ORDINALS,
    PARTS,
    SPANS,
)
from misca_cli.search.span import Span, half_of, months_of, part_of, week_of
from misca_cli.search.telling import MONTHS, SEASONS, TOLD_DAYS, TOLD_UNITS, WEEKDAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


# Farther from all years of the facts, a number that stands alone is no year.
CLOSE = 50

SHORTEST_BEGINNING = 5


class SpanReader:
    """Reads spans in a row of folded words.

    Each method takes a position and returns what stands there with the position behind it,
    or None.
    """

    def __init__(
        self,
        typed: Sequence[str],
        known: Callable[[str], bool],
        years: Sequence[int] = (),
        named: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.typed = [_bare(word) for word in typed]
        self.known = known
        self.years = years
        self.named = named
        """Whether something goes by a word: an event called "March"."""

    def word(self, at: int) -> str:
        """Return the word at a position, or nothing beyond the end."""
        return self.typed[at] if 0 <= at < len(self.typed) else ""

    def skip_links(self, at: int) -> int:
        """Return the position of the next word that is no link."""
        while self.word(at) in LINKS:
            at += 1
        return at

    def span(self, at: int, *, sure: bool) -> tuple[Span, int] | None:
        """Read a day, a month, a year, a season or a part of one."""
        return (
            self._iso(at)
            or self._weekday(at)
            or self._naming(at)
            or self._part(at)
            or self._counted(at)
            or self._relative(at, sure=sure)
            or self._quarter(at)
            or self._day_month(at)
            or self._month_day(at)
            or self._months(at)
            or self._month(at, sure=sure)
            or self._season(at, sure=sure)
            or self._years(at)
            or (self._year_span(at) if sure or self._is_year(at) else None)
        )

    def _iso(self, at: int) -> tuple[Span, int] | None:
        parts = _parts(self.word(at))
        if not all(part.isdecimal() for part in parts) or not 2 <= len(parts) <= 3:
            return None
        numbers = [int(part) for part in parts]
        if len(parts[0]) != 4 and len(parts[-1]) == 4:
            numbers.reverse()
        elif len(parts[0]) != 4:
            return None
        year, month, *day = numbers
        if day and month > 12 >= day[0]:
            # "12/31/2013" can only be American.
            month, day = day[0], [month]
        if not 1 <= month <= 12 or (day and not 1 <= day[0] <= days_in_month(year, month)):
            return None
        first, last = (day[0], day[0]) if day else (1, days_in_month(year, month))
        return Span(year=year, first=(month, first), last=(month, last)), at + 1

    def _weekday(self, at: int) -> tuple[Span, int] | None:
        """Read "thursday 5 december", where the day of the week only repeats the day."""
        if self.word(at) not in WEEKDAYS:
            return None
        begin = self.skip_links(at + 1)
        return self._iso(begin) or self._day_month(begin) or self._month_day(begin)

    def _naming(self, at: int) -> tuple[Span, int] | None:
        """Read "the year 2012", "month of december"."""
        kind = NAMING.get(self.word(at))
        if kind is None:
            return None
        begin = self.skip_links(at + 1)
        return self._year_span(begin) if kind == "year" else self._month(begin, sure=True)

    def _part(self, at: int) -> tuple[Span, int] | None:
        word = self.word(at)
        head, _, tail = word.partition("-")
        if head in PARTS and tail:
            behind = SpanReader([tail, *self.typed[at + 1 :]], self.known)
            whole = behind.span(0, sure=True)
            return self._third((whole[0], at + whole[1]), PARTS[head]) if whole else None
        if word not in PARTS:
            return None
        begin = self.skip_links(at + 1)
        whole = (
            self._month(begin, sure=True)
            or self._year_span(begin)
            or self._relative(begin, sure=True)
        )
        return self._third(whole, PARTS[word]) if whole else None

    def _third(self, whole: tuple[Span, int], third: int) -> tuple[Span, int] | None:
        """Return the early, middle or late part of a month or more; weeks and days have none."""
        span, end = whole
        is_whole = span.first[1] == 1 and span.last[1] >= days_in_month(2001, span.last[0])
        return (part_of(span, third), end) if is_whole else None

    def _counted(self, at: int) -> tuple[Span, int] | None:
        """Read "last week of november 2013", "first quarter of 2013"."""
        count = ORDINALS.get(self.word(at))
        length = SPANS.get(self.word(at + 1))
        if count is None or length is None:
            return None
        begin = self.skip_links(at + 2)
        month = self._month(begin, sure=True) if length in (7, 6) else None
        if month:
            part = week_of if length == 7 else half_of
            return part(month[0], count), month[1]
        year = self._year_span(begin) if length != 7 else None
        return (months_of(year[0].year, count, length), year[1]) if year else None

    def _relative(self, at: int, *, sure: bool) -> tuple[Span, int] | None:
        """Read "yesterday" and "last week", unless more follows.

        "The last week before the summit" is told from the summit, not from today; and the facts
        may be about the "day" of "USA Today".
        """
        words = [self.word(at), self.word(at + 1)]
        if words[0] in TOLD_DAYS:
            if not sure and self.known(words[0]):
                return None
        elif TOLD_UNITS.isdisjoint(words):
            return None
        from misca_cli.search.relative import days_told  # few periods are told from today

        found = days_told(words)
        if not found or self._goes_on(at + found[2]):
            return None
        first, last, length = found
        span = Span(
            year=first.year,
            first=(first.month, first.day),
            last=(last.month, last.day),
            last_year=last.year,
        )
        return span, at + length

    def _goes_on(self, at: int) -> bool:
        """Return whether what stands here says which week, month or year is meant."""
        word = self.word(at)
        return word in GOING_ON or bool(_year(word) or self.month_number(at))

    def _quarter(self, at: int) -> tuple[Span, int] | None:
        word = self.word(at)
        if len(word) != 2 or word[0] not in "qt" or word[1] not in "1234":
            return None
        year = self._year_span(self.skip_links(at + 1))
        return (months_of(year[0].year, int(word[1]), 3), year[1]) if year else None

    def _day_month(self, at: int) -> tuple[Span, int] | None:
        days = _days(self.word(at))
        begin = at + 2 if self.word(at + 1) in ("of", "de") else at + 1
        month = self.month_number(begin) if days else None
        return self._dated(days, month, begin + 1)

    def _month_day(self, at: int) -> tuple[Span, int] | None:
        month = self.month_number(at)
        begin = at + 2 if self.word(at + 1) == "the" else at + 1
        days = _days(self.word(begin)) if month else None
        return self._dated(days, month, begin + 1)

    def _dated(
        self, days: tuple[int, int] | None, month: int | None, end: int
    ) -> tuple[Span, int] | None:
        if not days or not month:
            return None
        first, last = days
        year = _year(self.word(end))
        if last > days_in_month(year or 2000, month):
            return None
        span = Span(year=year, first=(month, first), last=(month, last))
        return span, end + 1 if year else end

    def _months(self, at: int) -> tuple[Span, int] | None:
        """Read "november-december 2013", "november december"."""
        ends = _parted(self.word(at))
        end = at + 1
        if not ends:
            ends, end = [self.word(at), self.word(at + 1)], at + 2
            if self._is_thing(at) or self._is_doubtful(at) or self._is_doubtful(at + 1):
                return None
        first, last = (MONTHS.get(word.rstrip(".")) for word in ends)
        if not first or not last or (end > at + 1 and first >= last and (first, last) != (12, 1)):
            return None
        year = _year(self.word(end))
        span = Span(year=year, first=(first, 1), last=(last, days_in_month(year or 2000, last)))
        return span, end + 1 if year else end

    def _month(self, at: int, *, sure: bool) -> tuple[Span, int] | None:
        month = self.month_number(at)
        if not month:
            return None
        begin = self.skip_links(at + 1)
        year = _year(self.word(begin))
        if not year and (self._is_thing(at) or (not sure and self._is_doubtful(at))):
            return None
        span = Span(year=year, first=(month, 1), last=(month, days_in_month(year or 2000, month)))
        return span, begin + 1 if year else at + 1

    def _is_thing(self, at: int) -> bool:
        """Return whether the name of a month means something else: "the march"."""
        return self.word(at) in MARCHES and self.word(at - 1) in ARTICLES

    def _is_doubtful(self, at: int) -> bool:
        """Return whether the name of a month may mean something else."""
        return self.word(at) in DOUBTFUL_MONTHS or self.named(self.word(at))

    def month_number(self, at: int) -> int | None:
        """Return the month that a word names, misspelt or not."""
        word = self.word(at).removeprefix("d'").removeprefix("l'")
        if word in MONTHS:
            return MONTHS[word]
        if len(word) >= SHORTEST_BEGINNING and (begun := _begun_month(word)):
            return begun
        if len(word) < 6 or self.known(word):
            return None
        from misca_cli.spelling import allowed_distance, apart  # most words are spelt right

        # "march" is near too many words: "marche", "marched".
        limit = allowed_distance(len(word))
        for name, number in MONTHS.items():
            if len(name) >= 6 and name[0] == word[0] and apart(word, name, limit) <= limit:
                return number
        return None

    def _season(self, at: int, *, sure: bool) -> tuple[Span, int] | None:
        word = self.word(at)
        season = SEASONS.get(word)
        if not season:
            return None
        begin = self.skip_links(at + 1)
        year = _year(self.word(begin))
        if not year and (word in DOUBTFUL_SEASONS or not sure):
            return None
        first = {21: 3, 22: 6, 23: 9, 24: 12}[season]
        last = (first + 1) % 12 + 1
        span = Span(year=year, first=(first, 1), last=(last, days_in_month(2000, last)))
        return span, begin + 1 if year else at + 1

    def _years(self, at: int) -> tuple[Span, int] | None:
        """Read "2012-2013"."""
        ends = _parted(self.word(at))
        first, last = (_year(end) for end in ends) if ends else (None, None)
        if not first or not last or last < first:
            return None
        return Span(year=first, first=(1, 1), last=(12, 31), last_year=last), at + 1

    def year(self, at: int) -> int | None:
        """Return the year at a position, or None."""
        return _year(self.word(at))

    def _is_year(self, at: int) -> bool:
        return is_likely_year(self.word(at), self.years, known=self.known)

    def _year_span(self, at: int) -> tuple[Span, int] | None:
        year = _year(self.word(at))
        return (Span(year=year, first=(1, 1), last=(12, 31)), at + 1) if year else None


def _begun_month(word: str) -> int | None:
    """Return the month whose name a word begins: "decemb", "novembr"."""
    return next((number for name, number in MONTHS.items() if name.startswith(word)), None)


def day_number(word: str) -> int | None:
    """Read the number of a day: "5", "5th", "1er"."""
    for ending in ("st", "nd", "rd", "th", "er", "e"):
        if word.endswith(ending) and word[: -len(ending)].isdecimal():
            word = word[: -len(ending)]
            break
    if not word.isdecimal() or len(word) > 2:
        return None
    return int(word) if 1 <= int(word) <= 31 else None


def _bare(word: str) -> str:
    word = word.strip(",;?!()")
    # "2013-11.." is open at its end.
    return word if word.endswith("..") else word.rstrip(".")


def _parts(word: str) -> list[str]:
    if word.count(".") == 2:
        word = word.replace(".", "-")
    return word.replace("/", "-").split("-")


def _parted(word: str) -> list[str] | None:
    """Part "5-9" or "november–december" in two, or return None."""
    for dash in DASHES:
        ends = word.split(dash)
        if len(ends) == 2 and all(ends):
            return ends
    return None


def _days(word: str) -> tuple[int, int] | None:
    """Read "5", "5-9" or "5/6"."""
    one, slash, other = word.partition("/")
    ends = [one, other] if slash else _parted(word) or [word, word]
    first, last = map(day_number, ends)
    return (first, last) if first and last and first <= last else None


def is_likely_year(word: str, years: Sequence[int], *, known: Callable[[str], bool]) -> bool:
    """Return whether a number that stands alone is a year rather than a figure or a name."""
    year = _year(word)
    if not year or year in years:
        return year is not None
    is_close = not years or any(abs(year - other) <= CLOSE for other in years)
    return is_close and not known(word)


def _year(word: str) -> int | None:
    """Return a year from 1500 to 2099: other numbers of four digits are rather figures."""
    if len(word) == 4 and word.isascii() and word.isdigit() and 1500 <= int(word) < 2100:
        return int(word)
    return None
