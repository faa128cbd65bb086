"""Stored values in English, as plain text.

Not here: layout and colour, and the reading of values (`dates`, `figures`).
"""

from __future__ import annotations

from misca_cli.dates import Date, next_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_MONTHS = tuple(month[:3] for month in _MONTHS)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_PLAIN = ("day", "month", "year", "season")
_UNKNOWN_YEARS = {("XXXX",): "an unknown year", ("-XXXX",): "an unknown year BC"}
_ENDLESS = {
    "../..": "at all times",
    "../": "until an unknown day",
    "/..": "from an unknown day on",
    "/": "an unknown period",
}


def describe_date(date: Date, *, short: bool = True) -> str:
    """Word a date: `26 or 27 Nov 2013`, `about Dec 2013`; months in full unless short.

    The astronomical year 0 is 1 BC and -43 is 44 BC; years before 1000 bear BC or AD.
    """
    months = _SHORT_MONTHS if short else _MONTHS
    if date.kind == "one-of":
        return _one_of(date, months)
    if date.kind == "interval":
        return _interval(date, months)
    return _single(date, months)


def _one_of(date: Date, months: tuple[str, ...]) -> str:
    start, end = date.start, date.end
    if start and end:
        if start.text == end.text:
            return _single(start, months)
        first, last = _ends(start, end, months)
        return f"{first} or {last}" if _adjoin(start, end) else f"between {first} and {last}"
    return f"{_end(start, months)} or later" if start else f"by {_end(end, months)}"


def _interval(date: Date, months: tuple[str, ...]) -> str:
    start, end = date.start, date.end
    if start and end:
        if start.text == end.text:
            return f"throughout {_end(start, months)}"
        return " to ".join(_ends(start, end, months))
    if start:
        return f"from {_end(start, months)}" + (" on" if ".." in date.text else ", end unknown")
    if end:
        return f"until {_end(end, months)}" + ("" if ".." in date.text else ", start unknown")
    return _ENDLESS[date.text]


def _ends(start: Date, end: Date, months: tuple[str, ...]) -> tuple[str, str]:
    first, last = _end(start, months), _end(end, months)
    alike = start.kind == end.kind and start.kind in _PLAIN
    return _shortened(first, last) if alike and first[-1:] != ")" else (first, last)


def _end(date: Date | None, months: tuple[str, ...]) -> str:
    words = _single(date, months) if date else ""
    return f"some time {words}" if words.startswith("between") else words


def _shortened(first: str, last: str) -> tuple[str, str]:
    """Drop from the first of two dates what the second says again: `6` and `7 Dec 2013`."""
    words, others = first.split(), last.split()
    while words and others and words[-1] == others[-1]:
        words.pop()
        others.pop()
    return " ".join(words), last


def _adjoin(start: Date, end: Date) -> bool:
    alike = start.kind == end.kind and start.kind in ("day", "month", "year")
    return alike and start.latest is not None and next_day(start.latest) == end.earliest


def _single(date: Date, months: tuple[str, ...]) -> str:
    if date.kind not in _PLAIN:
        return _qualified(date, _masked(date, months))
    numbers = [int(part) for part in date.parts]
    return _qualified(date, _season(numbers) if date.kind == "season" else _plain(numbers, months))


def _qualified(date: Date, words: str) -> str:
    """Add what `~`, `?` and `%` say, and whether they say it of the whole date."""
    on_whole = date.text[-1] + (date.text[0] if len(date.parts) == 1 else "")
    notes = []
    if date.approximate:
        notes.append("approximate" if set(on_whole) & set("~%") else "partly approximate")
    if date.uncertain:
        notes.append("uncertain" if set(on_whole) & set("?%") else "partly uncertain")
    if notes[:1] == ["approximate"] and date.kind in (*_PLAIN, "decade"):
        words = f"about {words}"
        notes = notes[1:]
    return f"{words} ({', '.join(notes)})" if notes else words


def _plain(numbers: Sequence[int], months: tuple[str, ...]) -> str:
    """Word a year, a year and month, or a year, month and day."""
    year, month, day = numbers[0], numbers[1:2], numbers[2:]
    return " ".join((*map(str, day), *(months[number - 1] for number in month), _year(year)))


def _year(year: int) -> str:
    if year <= 0:
        return f"{1 - year} BC"
    return str(year) if year >= 1000 else f"{year} AD"


def _season(numbers: Sequence[int]) -> str:
    year, code = numbers
    if code != 24:
        return f"{_SEASONS[str(code)]} {_year(year)}"
    same_century = year >= 1000 and year % 100 != 99
    next_year = f"{(year + 1) % 100:02}" if same_century else _year(year + 1)
    return f"winter {_year(year)}/{next_year}"


def _masked(date: Date, months: tuple[str, ...]) -> str:
    """Word a date with `X`; a mask that English cannot hold is added as written."""
    if date.parts in _UNKNOWN_YEARS:
        return _UNKNOWN_YEARS[date.parts]
    if date.earliest and date.latest and _is_one_run(date.parts):
        if date.kind == "decade" and date.earliest[0] >= 1000:
            return f"the {date.earliest[0]}s"
        bounds = (_plain(day[: len(date.parts)], months) for day in (date.earliest, date.latest))
        return "between {} and {}".format(*_shortened(*bounds))
    words = _some(date.parts, _some_year(date), months)
    year, *rest = date.parts
    lossy = "X" in year.rstrip("X") or any(map(_is_partly_masked, rest))
    return f"{words} ({'-'.join(date.parts)})" if lossy else words


def _is_one_run(parts: tuple[str, ...]) -> bool:
    trailing = "X" not in "".join(parts).rstrip("X")
    return trailing and any(map(_is_partly_masked, parts))


def _is_partly_masked(part: str) -> bool:
    return "X" in part and part.strip("-X") != ""


def _some_year(date: Date) -> str:
    year = date.parts[0]
    if not (date.earliest and date.latest):
        return "any year BC" if year.startswith("-") else "any year"
    if "X" not in year:
        return _year(int(year))
    # A winter ends in the year after its own.
    last = date.latest[0] - (date.parts[1:] == ("24",))
    first_words, last_words = _shortened(_year(date.earliest[0]), _year(last))
    return f"some year between {first_words} and {last_words}"


def _some(parts: tuple[str, ...], year_words: str, months: tuple[str, ...]) -> str:
    """Word what is known of month and day: `some day in Dec 2013`, `25 December of any year`."""
    year, month, day = (*parts, "", "")[:3]
    if month in _SEASONS:
        return f"{_SEASONS[month]} of {year_words}"
    known_month = month.isdecimal()
    if known_month and "X" in year:
        words = f"{_MONTHS[int(month) - 1]} of {year_words}"
    elif known_month:
        words = f"{months[int(month) - 1]} {year_words}"
    else:
        words = f"some month of {year_words}" if month and "X" not in day else year_words
    if "X" in day:
        return f"some day in {words}" if known_month else f"some day of {words}"
    if not day:
        return words
    return f"{int(day)} {words}" if known_month else f"day {int(day)} of {words}"
