from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from misca_cli.dates import (
    BadDateError,
    Date,
    Day,
    _any,
    _day,
    days_in_month,
    from_toml_date,
    iso,
    next_day,
    parse,
    previous_day,
)

VECTORS = Path(__file__).parent / "data" / "edtf"


def vectors(name: str) -> tuple[str, ...]:
    lines = (VECTORS / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.partition("\t")[2] for line in lines)


TIMES = "times of day are not supported (give the day alone)"
EXPONENTIAL = "exponential years are not supported (write all digits)"
SIGNIFICANT = "significant digits are not supported (X stands for an unknown digit)"
GROUPINGS = "EDTF groupings 25 to 41 are not supported (seasons 21 to 24 are)"
ALL_OF = "EDTF level 2 all-of sets, {...}, are not supported"
SEVERAL = "EDTF level 2 sets of several dates are not supported (only [a..b] is)"

OUT_OF_SCOPE = (
    (r"T\d\d:", TIMES),
    (r"^Y-?\d+E", EXPONENTIAL),
    (r"\dS\d+$", SIGNIFICANT),
    (r"^-?\d{4}-(2[5-9]|3\d|4[01])$", GROUPINGS),
    (r"^\{.*\}$", ALL_OF),
    (r"^\[.*,.*\]$", SEVERAL),
)


def out_of_scope(text: str) -> str | None:
    return next((why for pattern, why in OUT_OF_SCOPE if re.search(pattern, text)), None)


VALID = vectors("valid.tsv")
INVALID = vectors("invalid.tsv")
IN_SCOPE = tuple(text for text in VALID if not out_of_scope(text))
REFUSED_BY_NAME = tuple((text, why) for text in VALID if (why := out_of_scope(text)))


def refusal(text: str) -> str:
    with pytest.raises(BadDateError) as caught:
        parse(text)
    return str(caught.value)


def as_written(date: Date) -> str:
    """Write a date from its fields alone, without qualifiers; `..` and nothing are both open."""
    if date.parts:
        return "-".join(date.parts)
    start, end = (as_written(part) if part else "" for part in (date.start, date.end))
    return f"[{start}..{end}]" if date.kind == "one-of" else f"{start}/{end}"


def without_marks(text: str) -> str:
    bare = re.sub("[?~%]", "", text)
    return bare.removeprefix("Y") if bare.startswith("[") else re.sub(r"Y|\.\.", "", bare)


# Public test vectors


def test_vectors_are_all_accounted_for() -> None:
    counted = Counter(why for _, why in REFUSED_BY_NAME)
    expected = {
        TIMES: 26,
        EXPONENTIAL: 7,
        SIGNIFICANT: 7,
        GROUPINGS: 20,
        ALL_OF: 13,
        SEVERAL: 6,
    }
    assert expected == counted
    assert (len(VALID), len(IN_SCOPE), len(INVALID)) == (373, 294, 125)


@pytest.mark.parametrize("text", IN_SCOPE)
def test_valid_text_in_scope_is_read_and_written_back(text: str) -> None:
    date = parse(text)
    assert (text, without_marks(text)) == (date.text, as_written(date))


@pytest.mark.parametrize(("text", "why"), REFUSED_BY_NAME)
def test_valid_text_out_of_scope_is_refused_by_name(text: str, why: str) -> None:
    assert f'"{text}": {why}' == refusal(text)


@pytest.mark.parametrize("text", INVALID)
def test_invalid_text_is_refused(text: str) -> None:
    assert refusal(text)


# Bounds and kinds


def row(text: str, kind: str, earliest: Day | None, latest: Day | None) -> object:
    return pytest.param(text, kind, earliest, latest, id=text)


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest"),
    [
        row("2013-12-05", "day", (2013, 12, 5), (2013, 12, 5)),
        row("2013-12", "month", (2013, 12, 1), (2013, 12, 31)),
        row("2013-12-05~", "day", (2013, 12, 5), (2013, 12, 5)),
        row("2012-02", "month", (2012, 2, 1), (2012, 2, 29)),
        row("1900-02", "month", (1900, 2, 1), (1900, 2, 28)),
        row("2013", "year", (2013, 1, 1), (2013, 12, 31)),
        row("0000", "year", (0, 1, 1), (0, 12, 31)),
        row("-0043-03-15", "day", (-43, 3, 15), (-43, 3, 15)),
        row("-0004-02", "month", (-4, 2, 1), (-4, 2, 29)),
        row("Y170002", "year", (170002, 1, 1), (170002, 12, 31)),
        row("Y-170002~", "year", (-170002, 1, 1), (-170002, 12, 31)),
        row("2013-21", "season", (2013, 3, 1), (2013, 5, 31)),
        row("2013-22", "season", (2013, 6, 1), (2013, 8, 31)),
        row("2013-23", "season", (2013, 9, 1), (2013, 11, 30)),
        row("2012-24", "season", (2012, 12, 1), (2013, 2, 28)),
        row("2011-24", "season", (2011, 12, 1), (2012, 2, 29)),
        row("201X-24", "unspecified", (2010, 12, 1), (2020, 2, 29)),
        row("201X", "decade", (2010, 1, 1), (2019, 12, 31)),
        row("20XX", "century", (2000, 1, 1), (2099, 12, 31)),
        row("1XXX", "unspecified", (1000, 1, 1), (1999, 12, 31)),
        row("2X13", "unspecified", (2013, 1, 1), (2913, 12, 31)),
        row("2013-XX", "unspecified", (2013, 1, 1), (2013, 12, 31)),
        row("2013-12-XX", "unspecified", (2013, 12, 1), (2013, 12, 31)),
        row("2013-1X", "unspecified", (2013, 10, 1), (2013, 12, 31)),
        row("2013-0X-31", "unspecified", (2013, 1, 31), (2013, 8, 31)),
        row("2013-02-2X", "unspecified", (2013, 2, 20), (2013, 2, 28)),
        row("1XXX-12", "unspecified", (1000, 12, 1), (1999, 12, 31)),
        row("156X-12-25", "unspecified", (1560, 12, 25), (1569, 12, 25)),
        row("1XXX-02-29", "unspecified", (1004, 2, 29), (1996, 2, 29)),
        row("-156X-12-25", "unspecified", (-1569, 12, 25), (-1560, 12, 25)),
        row("-000X", "decade", (-9, 1, 1), (-1, 12, 31)),
        row("XXXX", "unspecified", None, None),
        row("-XXXX", "unspecified", None, None),
        row("XXXX-12", "unspecified", None, None),
        row("XXXX-02-29", "unspecified", None, None),
        row("XXXX-21", "unspecified", None, None),
        row("2013-12-06/2013-12-07", "interval", (2013, 12, 6), (2013, 12, 7)),
        row("2013-12/2013-12-05", "interval", (2013, 12, 1), (2013, 12, 5)),
        row("2013-12-05/..", "interval", (2013, 12, 5), None),
        row("2013-12-05/", "interval", (2013, 12, 5), None),
        row("../2013-12", "interval", None, (2013, 12, 31)),
        row("/2013-12", "interval", None, (2013, 12, 31)),
        row("../..", "interval", None, None),
        row("XXXX-12/1890", "interval", None, (1890, 12, 31)),
        row("[2013-11-26..2013-11-27]", "one-of", (2013, 11, 26), (2013, 11, 27)),
        row("[2013..2014-03]", "one-of", (2013, 1, 1), (2014, 3, 31)),
        row("[2013-12-12..]", "one-of", (2013, 12, 12), None),
        row("[..2013-12-05]", "one-of", None, (2013, 12, 5)),
    ],
)
def test_bounds_are_exact(text: str, kind: str, earliest: Day | None, latest: Day | None) -> None:
    date = parse(text)
    assert (kind, earliest, latest) == (date.kind, date.earliest, date.latest)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2013-12", False, False),
        ("2013-12~", True, False),
        ("2013-12?", False, True),
        ("2013-12%", True, True),
        ("2013?-12", False, True),
        ("2013-~12", True, False),
        ("~2013-12?", True, True),
        ("Y170002~", True, False),
        ("2013?/2014~", True, True),
        ("2013/2014%", True, True),
        ("[2013~..]", True, False),
    ],
)
def test_any_qualified_part_qualifies(text: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001
    date = parse(text)
    assert (approximate, uncertain) == (date.approximate, date.uncertain)


def test_a_range_holds_its_ends() -> None:
    date = parse("[2013-11~..2013-12-05]")
    assert (parse("2013-11~"), parse("2013-12-05")) == (date.start, date.end)


def test_parts_are_written_without_qualifiers() -> None:
    expected = ("-0043", "0X", "15")
    assert expected == parse("?-0043-0X~-%15").parts


# Messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2013-13", '"2013-13" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("", '"" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("5 Dec 2013", '"5 Dec 2013" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("2013-12\n", '"2013-12\n" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("٢٠١٣", '"٢٠١٣" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("??2013", '"??2013" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("30/10/2021", '"30/10/2021" is not a date (write 2021-10-30)'),
        ("10/30/2021", '"10/30/2021" is not a date (write 2021-10-30)'),
        ("5.6.2021", '"5.6.2021" is not a date (write 2021-05-06 or 2021-06-05)'),
        ("5/5/2021", '"5/5/2021" is not a date (write 2021-05-05)'),
        ("30/30/2021", '"30" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("2013-21-05", '"2013-21-05" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("2013-2X", '"2013-2X" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("2013-02-29", '"2013-02-29" is not a date (no such day)'),
        ("19X1-02-29", '"19X1-02-29" is not a date (no such day)'),
        ("XXXX-02-30", '"XXXX-02-30" is not a date (no such day)'),
        ("-0000", '"-0000" is not a date (year 0 is written 0000)'),
        ("Y2013", '"Y2013" is not a date (expected five to eighteen digits after Y)'),
        ("Y012345", '"Y012345" is not a date (a year after Y does not begin with 0)'),
        ("Y17000X", '"Y17000X" is not a date (expected five to eighteen digits after Y)'),
        (
            "Y17000/Y18000",
            '"Y17000": a year with Y stands alone, never in an interval or a set',
        ),
        ("2014/2013", '"2014/2013" starts after it ends'),
        ("2013-12-05/2013-12", '"2013-12-05/2013-12" starts after it ends'),
        ("[2014..2013]", '"[2014..2013]" starts after it ends'),
        ("2013/2014-13", '"2014-13" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("[2013]", '"[2013]" is not a date (expected [a..b], [a..] or [..b])'),
        ("[..]", '"[..]" is not a date (expected [a..b], [a..] or [..b])'),
        ("[2013..2014", '"[2013..2014" is not a date (expected [a..b], [a..] or [..b])'),
    ],
)
def test_refusal_says_what_was_expected(text: str, message: str) -> None:
    assert message == refusal(text)


def test_a_long_text_is_cut_in_the_message() -> None:
    shown = "9" * 59 + "…"
    assert f'"{shown}" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)' == refusal("9" * 9999)


# Days


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ((2013, 12, 5), "2013-12-05"),
        ((23, 1, 2), "0023-01-02"),
        ((0, 1, 1), "0000-01-01"),
        ((-44, 3, 15), "-0044-03-15"),
        ((9999, 12, 31), "9999-12-31"),
        ((170002, 1, 1), "+170002-01-01"),
        ((-170002, 1, 1), "-170002-01-01"),
    ],
)
def test_iso_text(day: Day, text: str) -> None:
    assert text == iso(day)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((2013, 12, 5), (2013, 12, 6)),
        ((2013, 11, 30), (2013, 12, 1)),
        ((2013, 12, 31), (2014, 1, 1)),
        ((-1, 12, 31), (0, 1, 1)),
        ((0, 2, 29), (0, 3, 1)),
        ((1900, 2, 28), (1900, 3, 1)),
    ],
)
def test_neighbouring_days(earlier: Day, later: Day) -> None:
    assert (later, earlier) == (next_day(earlier), previous_day(later))


@pytest.mark.parametrize(
    ("year", "days"), [(2012, 29), (2013, 28), (1900, 28), (2000, 29), (0, 29), (-4, 29), (-1, 28)]
)
def test_days_in_february(year: int, days: int) -> None:
    assert days == days_in_month(year, 2)


# Properties

DAYS = st.dates()
QUALIFIER = st.sampled_from(("", "?", "~", "%"))


@st.composite
def masks(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw year, month and day with X strewn in; at most one X in a year, so few to enumerate."""
    precision = draw(st.integers(1, 3))
    parts = draw(DAYS.map(dt.date.isoformat)).split("-")[:precision]
    if draw(st.booleans()) and precision == 3:
        parts[2] = draw(st.sampled_from(("28", "29", "30", "31", "3X", "X1")))
    position = draw(st.integers(0, 7))
    year = "".join("X" if index == position else digit for index, digit in enumerate(parts[0]))
    rest = ["".join(draw(st.sampled_from((digit, "X"))) for digit in part) for part in parts[1:]]
    return (year, *rest)


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    year, *rest = draw(masks())
    rest = draw(st.sampled_from((rest, ["21"], ["24"])))
    sign = "-" if year != "0000" and draw(st.booleans()) else ""
    parts = (sign + year, *rest)
    return "-".join(f"{draw(QUALIFIER)}{part}{draw(QUALIFIER)}" for part in parts)


def readable(text: str) -> Date | None:
    try:
        return parse(text)
    except BadDateError:
        return None


@st.composite
def any_dates(draw: st.DrawFn) -> str:
    first, last = draw(single_dates()), draw(single_dates())
    assume(readable(first) and readable(last))
    forms = (first, f"{first}/{last}", f"{first}/..", f"/{last}", f"[{first}..{last}]")
    chosen = draw(st.sampled_from(forms))
    assume(readable(chosen))
    return chosen


def calendar(year_mask: str) -> tuple[dt.date, ...]:
    years = [int(year_mask.replace("X", digit)) for digit in "0123456789"]
    first_days = [dt.date(year, 1, 1) for year in sorted(set(years)) if year > 0]
    return tuple(
        day
        for first in first_days
        for offset in range(366)
        if (day := dt.date.fromordinal(min(first.toordinal() + offset, dt.date.max.toordinal())))
        and day.year == first.year
    )


def matching_days(parts: tuple[str, ...]) -> list[Day]:
    pattern = re.compile("-".join(parts).replace("X", "[0-9]") + "(-[0-9]{2})*")
    days = [day for day in calendar(parts[0]) if pattern.fullmatch(day.isoformat())]
    return [(day.year, day.month, day.day) for day in days]


@given(any_dates())
def test_reading_loses_nothing(text: str) -> None:
    date = parse(text)
    assert (text, without_marks(text)) == (date.text, as_written(date))


@given(any_dates())
def test_earliest_is_not_after_latest(text: str) -> None:
    date = parse(text)
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(masks())
def test_bounds_agree_with_the_calendar(parts: tuple[str, ...]) -> None:
    # The standard library's calendar begins with year 1.
    assume(parts[0].replace("X", "0") != "0000")
    days = matching_days(parts)
    date = readable("-".join(parts))
    assert (min(days), max(days)) == (date.earliest, date.latest) if date else not days


@given(masks(), st.integers(0, 9))
def test_an_unknown_digit_never_narrows(parts: tuple[str, ...], position: int) -> None:
    text = "-".join(parts)
    assume(position < len(text) and text[position] != "-" and not text.startswith("0000"))
    date = readable(text)
    assume(date)
    wider = parse(f"{text[:position]}X{text[position + 1 :]}")
    assert date
    assert wider.earliest is None or (date.earliest and wider.earliest <= date.earliest)
    assert wider.latest is None or (date.latest and wider.latest >= date.latest)


@given(masks(), st.sampled_from(("?", "~", "%")))
def test_a_qualifier_never_moves_the_bounds(parts: tuple[str, ...], qualifier: str) -> None:
    date = readable("-".join(parts))
    assume(date)
    assert date
    qualified = parse(date.text + qualifier)
    assert (date.earliest, date.latest) == (qualified.earliest, qualified.latest)


@given(DAYS)
def test_a_toml_date_is_its_iso_text(day: dt.date) -> None:
    assert parse(day.isoformat()) == from_toml_date(day)
    assert (day.year, day.month, day.day) == from_toml_date(day).earliest


@given(DAYS.filter(lambda day: day < dt.date.max))
def test_next_day_agrees_with_the_calendar(day: dt.date) -> None:
    following = next_day((day.year, day.month, day.day))
    assert (day + dt.timedelta(days=1)).isoformat() == iso(following)
    assert (day.year, day.month, day.day) == previous_day(following)


@given(st.text(alphabet="0129X-?~%/.[]{},YETS :é٣\n\x1b", max_size=20))
def test_any_other_text_is_refused_in_one_way(text: str) -> None:
    date = readable(text)
    assert date is None or text == date.text


@given(
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
    | st.text("0123456789-X~٣", min_size=9, max_size=11)
)
def test_a_day_written_in_full_is_read_alike_in_less_time(text: str) -> None:
    quick = _day(text)
    assert quick is None or repr(_any(text)) == repr(quick)
