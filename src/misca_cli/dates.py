"""EDTF dates (ISO 8601-2:2019) with their exact, inclusive bounds.

Level 0 and 1, and from level 2 the one-of range `[a..b]`, seasons, `X` anywhere, and
qualifiers on single components. Not here: how a date reads in English (`wording`), and
dates as a query spells them.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

Day = tuple[int, int, int]
"""Year, month and day, proleptic Gregorian; year 0 is 1 BC."""

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_STARTS = {"21": 3, "22": 6, "23": 9, "24": 12}
_QUALIFIERS = ("?", "~", "%")
_LENGTHS = ((4,), (4, 2), (4, 2, 2))
_DIGITS = frozenset("0123456789X")
_EXPECTED = "expected YYYY, YYYY-MM or YYYY-MM-DD"
_LONGEST_SHOWN = 60


class BadDateError(ValueError):
    """Text that is no date, or one of a kind that is not supported; worded for the user."""


class Date(Record):
    """A date, or a range of dates, as EDTF writes it."""

    text: str
    """The EDTF text, exactly as written."""
    earliest: Day | None
    """The first day it can touch; None when open or unknown."""
    latest: Day | None
    """The last day it can touch; None when open or unknown."""
    approximate: bool
    """Whether any part bears `~` or `%`."""
    uncertain: bool
    """Whether any part bears `?` or `%`."""
    kind: str
    """What it names: `day`, `month`, `year` or `season` when fully written; `decade` (`201X`),
    `century` (`20XX`) or `unspecified` (any other mask); `interval` (`a/b`, throughout) or
    `one-of` (`[a..b]`, some time within)."""
    parts: tuple[str, ...] = ()
    """Year, month (or season) and day as written, `X` and sign included, qualifiers not;
    empty for an interval and a one-of range."""
    start: Date | None = None
    """First end of an interval or one-of range; None when open or unknown."""
    end: Date | None = None
    """Last end of an interval or one-of range; None when open or unknown."""


def parse(text: str) -> Date:
    """Read an EDTF date; raise `BadDateError` for anything else."""
    return _day(text) or _any(text)


def _day(text: str) -> Date | None:
    """Read a day that is written in full, as most dates are; the others take four times as long."""
    parts = (text[:4], text[5:7], text[8:])
    digits = "".join(parts)
    if len(digits) != 8 or not digits.isdecimal() or text != "-".join(parts) or not text.isascii():
        return None
    day = (int(parts[0]), int(parts[1]), int(parts[2]))
    if not 1 <= day[1] <= 12 or not 1 <= day[2] <= days_in_month(day[0], day[1]):
        return None
    return Date(
        text=text,
        earliest=day,
        latest=day,
        approximate=False,
        uncertain=False,
        kind="day",
        parts=parts,
    )


def _any(text: str) -> Date:
    _refuse_unsupported(text)
    if text.startswith("["):
        return _one_of(text)
    if "/" in text:
        return _interval(text)
    return _single(text)


def from_toml_date(value: dt.date) -> Date:
    """Return the day that a bare TOML date names."""
    return parse(iso((value.year, value.month, value.day)))


def iso(day: Day) -> str:
    """Write a day as ISO 8601, with a sign and more digits where the year needs them."""
    year, month, number = day
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{number:02}"


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _MONTH_LENGTHS[month - 1]


def next_day(day: Day) -> Day:
    """Return the day after."""
    year, month, number = day
    if number < days_in_month(year, month):
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def previous_day(day: Day) -> Day:
    """Return the day before."""
    year, month, number = day
    if number > 1:
        return year, month, number - 1
    if month > 1:
        return year, month - 1, days_in_month(year, month - 1)
    return year - 1, 12, 31


def ordinal(day: Day) -> int:
    """Return the number of a day, so that days can be counted: 1 January of year 1 is 1.

    As `datetime.date.toordinal`, but of any year.
    """
    year, month, number = day
    # Years are counted from March, so that a leap day comes last.
    shifted = year - (month < 3)
    days_before = shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400
    return days_before + (153 * ((month - 3) % 12) + 2) // 5 + number - 306


def commonest(years: Mapping[int, int]) -> tuple[int, ...]:
    """Return years by how often they are met, then latest first."""
    return tuple(sorted(years, key=lambda year: (-years[year], -year)))


def _refuse_unsupported(text: str) -> None:
    """Name the part of EDTF that is left out, where a text uses one."""
    if text.replace("-", "").isdecimal():
        return
    if _between_digits(text, "T"):
        raise _bad(text, "times of day are not supported (give the day alone)")
    if text.startswith("{"):
        raise _bad(text, "EDTF level 2 all-of sets, {...}, are not supported")
    if text.startswith("[") and "," in text:
        raise _bad(text, "EDTF level 2 sets of several dates are not supported (only [a..b] is)")
    if text.startswith("Y") and _between_digits(text, "E"):
        raise _bad(text, "exponential years are not supported (write all digits)")
    if _between_digits(text, "S"):
        raise _bad(text, "significant digits are not supported (X stands for an unknown digit)")
    _refuse_day_first(text)


def _refuse_day_first(text: str) -> None:
    """Name the day that "30/10/2021" or "10.30.2021" means, or the two that it may mean."""
    parts = text.replace(".", "/").split("/")
    if not all(part.isascii() and part.isdecimal() for part in parts):
        return
    if [len(part) > 2 for part in parts] != [False, False, True]:
        return
    one, other, year = map(int, parts)
    days = {(year, other, one), (year, one, other)}
    meant = [day for day in days if 1 <= day[1] <= 12 and 1 <= day[2] <= days_in_month(*day[:2])]
    if meant:
        raise _not_a_date(text, f"write {' or '.join(map(iso, sorted(meant)))}")


def _one_of(text: str) -> Date:
    first, dots, last = text[1:-1].partition("..")
    if not text.endswith("]") or not dots or not (first or last):
        raise BadDateError(f"{_quoted(text)} is not a date (expected [a..b], [a..] or [..b])")
    return _range(text, "one-of", _end(first), _end(last))


def _interval(text: str) -> Date:
    first, _, last = text.partition("/")
    start = None if first == ".." else _end(first)
    end = None if last == ".." else _end(last)
    return _range(text, "interval", start, end)


def _end(text: str) -> Date | None:
    if text.startswith("Y"):
        raise _bad(text, "a year with Y stands alone, never in an interval or a set")
    return (_day(text) or _single(text)) if text else None


def _range(text: str, kind: str, start: Date | None, end: Date | None) -> Date:
    if start and end and _starts_after(start, end):
        raise BadDateError(f"{_quoted(text)} starts after it ends")
    return Date(
        text=text,
        earliest=start.earliest if start else None,
        latest=end.latest if end else None,
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
        kind=kind,
        start=start,
        end=end,
    )


def _starts_after(start: Date, end: Date) -> bool:
    """Tell whether a start lies after the first day of its end.

    So `2013-12/2013-12-05` is an interval and `2013-12-05/2013-12` is none. An end with an
    `X` may be any of its days, so there the last one counts.
    """
    last_chance = end.latest if "X" in end.text else end.earliest
    return bool(start.earliest and last_chance and start.earliest > last_chance)


def _single(text: str) -> Date:
    parts = _parts(text)
    earliest, latest = _season_bounds(parts) if _is_season(parts) else _bounds(text, parts)
    undated = parts[0].endswith("XXXX")
    return Date(
        text=text,
        earliest=None if undated else earliest,
        latest=None if undated else latest,
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
        kind=_kind(parts),
        parts=parts,
    )


def _parts(text: str) -> tuple[str, ...]:
    """Split a date into its year, month and day, without their qualifiers."""
    body = _without_leading_qualifier(text)
    if body.startswith("Y"):
        return (_long_year(text, _without_trailing_qualifier(body[1:])),)
    sign = "-" if body.startswith("-") else ""
    year, *rest = body[len(sign) :].split("-")
    inner = map(_without_leading_qualifier, rest)
    parts = tuple(map(_without_trailing_qualifier, (year, *inner)))
    lengths = tuple(map(len, parts))
    if lengths not in _LENGTHS or not _DIGITS.issuperset("".join(parts)):
        raise _not_a_date(text, _EXPECTED)
    if sign and year.startswith("0000"):
        raise _not_a_date(text, "year 0 is written 0000")
    return (sign + parts[0], *parts[1:])


def _long_year(text: str, year: str) -> str:
    digits = year.removeprefix("-")
    # Eighteen digits keep a year within 64 bits, in whatever reads our output.
    if not 5 <= len(digits) <= 18 or not digits.isascii() or not digits.isdecimal():
        raise _not_a_date(text, "expected five to eighteen digits after Y")
    if digits.startswith("0"):
        raise _not_a_date(text, "a year after Y does not begin with 0")
    return year


def _without_leading_qualifier(part: str) -> str:
    return part[1:] if part.startswith(_QUALIFIERS) else part


def _without_trailing_qualifier(part: str) -> str:
    return part[:-1] if part.endswith(_QUALIFIERS) else part


def _kind(parts: tuple[str, ...]) -> str:
    masked = "".join(parts).count("X")
    if masked:
        trailing = len(parts) == 1 and parts[0].endswith("X" * masked)
        return {1: "decade", 2: "century"}.get(masked, "unspecified") if trailing else "unspecified"
    return "season" if _is_season(parts) else ("year", "month", "day")[len(parts) - 1]


def _is_season(parts: tuple[str, ...]) -> bool:
    return len(parts) == 2 and parts[1] in _SEASON_STARTS


def _season_bounds(parts: tuple[str, ...]) -> tuple[Day, Day]:
    years = _years(parts[0])
    first = _SEASON_STARTS[parts[1]]
    year, last = (years[-1], first + 2) if first < 12 else (years[-1] + 1, 2)
    return (years[0], first, 1), (year, last, days_in_month(year, last))


def _bounds(text: str, parts: tuple[str, ...]) -> tuple[Day, Day]:
    """Find the first and the last real day that the digits allow; what is absent is any."""
    year, month, day = (*parts, "XX", "XX")[:3]
    years = _years(year)
    months = _up_to(12, month)
    days = _up_to(31, day)
    if len(parts) == 2 and month.isdecimal() and 25 <= int(month) <= 41:
        raise _bad(text, "EDTF groupings 25 to 41 are not supported (seasons 21 to 24 are)")
    if not months:
        raise _not_a_date(text, _EXPECTED)
    earliest = _first_real_day(years, months, days)
    latest = _first_real_day(years[::-1], months[::-1], days[::-1])
    if not (earliest and latest):
        raise _not_a_date(text, "no such day")
    return earliest, latest


def _first_real_day(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> Day | None:
    for year in years:
        for month in months:
            length = days_in_month(year, month)
            for day in days:
                if day <= length:
                    return year, month, day
    return None


def _up_to(last: int, mask: str) -> Sequence[int]:
    """List the numbers from 1 that a mask allows, ascending."""
    if mask == "XX":
        return range(1, last + 1)
    return [number for number in _numbers(mask) if 1 <= number <= last]


def _years(mask: str) -> list[int]:
    """List the years a mask allows, ascending; a leap year stands for a wholly unknown one."""
    if mask.endswith("XXXX"):
        return [2000]
    if mask.startswith("-"):
        return [-number for number in reversed(_numbers(mask[1:])) if number]
    return _numbers(mask)


def _numbers(mask: str) -> list[int]:
    """List the numbers a mask of digits and `X` allows, ascending."""
    if mask.isdecimal():
        return [int(mask)]
    numbers = [0]
    for digit in mask:
        choices = range(10) if digit == "X" else (int(digit),)
        numbers = [10 * number + choice for number in numbers for choice in choices]
    return numbers


def _between_digits(text: str, letter: str) -> bool:
    before, _, after = text.partition(letter)
    return before[-1:].isdigit() and after[:1].isdigit()


def _not_a_date(text: str, why: str) -> BadDateError:
    return BadDateError(f"{_quoted(text)} is not a date ({why})")


def _bad(text: str, why: str) -> BadDateError:
    return BadDateError(f"{_quoted(text)}: {why}")


def _quoted(text: str) -> str:
    return f'"{text}"' if len(text) <= _LONGEST_SHOWN else f'"{text[: _LONGEST_SHOWN - 1]}…"'
