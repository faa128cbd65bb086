"""The words of a query → the figures and the period among them.

A row of folded words is changed as it is read: what a figure or a period takes becomes
an empty text, so that nothing reads it twice.
"""

from __future__ import annotations

from misca_cli.query import Amount, Period
from misca_cli.search.periods import edtf, find_period
from misca_cli.search.span import Span
from misca_cli.search.span_reader import is_likely_year
from misca_cli.search.telling import DURATIONS, MULTIPLYING, ONES, TENS
from misca_cli.search.words import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from misca_cli.search.amounts import FoundAmount
    from misca_cli.search.corpus import Known
    from misca_cli.search.periods import FoundPeriod


def joined_groups(raw: Sequence[str]) -> list[str]:
    """Join numbers whose thousands are parted by spaces, as the French write them.

    The other words stay where they are: those taken are left empty.
    """
    joined = list(raw)
    for at, word in enumerate(joined):
        end = at + 1
        while word.isdecimal() and len(word) <= 3 and end < len(joined) and _is_group(joined[end]):
            joined[at], joined[end] = joined[at] + joined[end], ""
            end += 1
    return joined


def _is_group(word: str) -> bool:
    return len(word) == 3 and word.isdecimal()


def take_amounts(
    folded: list[str], known: Known, *, figures: Mapping[int, Amount] | None = None
) -> tuple[list[Amount], dict[int, Amount]]:
    """Take figures out of the words: those that can't be years, or every one.

    `figures` are bare numbers taken before; once they are known, every number is taken
    that is not among them. A bare number stays a word too, by its position, because it
    may be part of a name.
    """
    amounts: list[Amount] = []
    bare: dict[int, Amount] = {}
    if not any(char.isdigit() for word in folded for char in word) and not any(
        part in ONES or part in TENS or part in MULTIPLYING or part in DURATIONS
        for word in _stripped(folded)
        for part in word.split("-")
    ):
        return amounts, bare
    from misca_cli.search.amounts import closed_behind, find_amount  # most queries have none

    for start, end in list(_runs(folded, figures or ())):
        at = start
        while at < end and (found := find_amount(_stripped(folded[at:end]))):
            first, at = at + found.start, at + found.end
            if (
                _is_date_part(folded, first, at, known)
                or _is_closed_year(folded, first, at, known)
                or not (figures is not None or _is_figure(found, folded, at, known))
            ):
                continue
            counted = _counted_at(folded, at, known)
            amount = found.amount
            closed = closed_behind(amount, _stripped(folded), at + 1) if counted else None
            if closed:
                amount, behind = closed
                folded[at + 1 : behind] = [""] * (behind - at - 1)
            amount = amount.replaced(counted=counted)
            if found.is_plain and not closed:
                bare[first] = amount
                if figures is not None and known.has(_digits(folded[first])):
                    continue
            else:
                folded[first:at] = [""] * (at - first)
            amounts.append(amount)
    return amounts, bare


def _stripped(folded: Sequence[str]) -> list[str]:
    return [word.strip("?!;()") for word in folded]


def _digits(word: str) -> str:
    forms = words(word)
    return forms[0][0] if forms else word


def _is_figure(found: FoundAmount, folded: Sequence[str], behind: int, known: Known) -> bool:
    if not found.is_plain:
        return True
    word = folded[behind - 1]
    is_year = word.isdecimal() and int(word) in known.years
    return _is_unit_at(folded, behind, known) and not is_year


def _is_closed_year(folded: Sequence[str], first: int, behind: int, known: Known) -> bool:
    """Return whether what a bound stands behind is a year: "2013 minimum wage"."""
    word = folded[first]
    is_year = word.isdecimal() and int(word) in known.years
    return is_year and behind > first + 1 and not _is_unit_at(folded, behind, known)


def _is_unit_at(folded: Sequence[str], at: int, known: Known) -> bool:
    return bool(_counted_at(folded, at, known))


def _counted_at(folded: Sequence[str], at: int, known: Known) -> tuple[str, ...]:
    return known.counted(folded[at].strip(",.;?!()")) if at < len(folded) else ()


def _is_date_part(folded: Sequence[str], first: int, behind: int, known: Known) -> bool:
    """Return whether what looks like a figure belongs to a date: "up to 5 december"."""
    start = max(0, first - 3)
    around = _period_in(folded[start : behind + 2], known)
    if around is None or around.period.text.isdigit():
        return False
    if (start + around.start, start + around.end) == (first, behind):
        return not _counts(folded, first, behind, known)
    return around.start + start < behind and around.end + start > first


def _period_in(folded: Sequence[str], known: Known) -> FoundPeriod | None:
    def named(word: str) -> bool:
        return any(name.is_one_word and name.how != "search" for name in known.names_with(word))

    return find_period(folded, years=known.years, known=known.has, named=named)


def _counts(folded: Sequence[str], first: int, behind: int, known: Known) -> bool:
    """Return whether "1600-2000" or "up to 2000" counts something rather than being years."""
    numbers = [form for word in folded[first:behind] for form in _numbers(word)]
    if not numbers or any(int(number) in known.years for number in numbers):
        return False
    # "1990..2000" is how intervals of years are written, whatever else is 2000.
    has = _nothing if ".." in folded[first] else known.has
    return _is_unit_at(folded, behind, known) or not all(
        is_likely_year(number, known.years, known=has) for number in numbers
    )


def _nothing(_: str) -> bool:
    return False


def _numbers(word: str) -> list[str]:
    """Return the numbers of "1600", "1600-2000", "1600..2000"."""
    return [part for part in "".join(c if c.isdecimal() else " " for c in word).split() if part]


def take_period(folded: list[str], known: Known, *, figures: Container[int] = ()) -> Period | None:
    """Take periods out of the words but for `figures`; several mean the days they share."""
    period: Period | None = None
    for start, end in list(_runs(folded, figures)):
        at = start
        while found := _period_in(folded[at:end], known):
            both = _intersection(period, found.period)
            if both is None:
                break
            period = both
            folded[at + found.start : at + found.end] = [""] * (found.end - found.start)
            at += found.end
    return period


def _intersection(one: Period | None, other: Period) -> Period | None:
    if one is None:
        return other
    one, other = _in_year_of(one, other), _in_year_of(other, one)
    if one.first or other.first:
        return None
    earliest = max(filter(None, (one.earliest, other.earliest)), default=None)
    latest = min(filter(None, (one.latest, other.latest)), default=None)
    if earliest and latest and latest < earliest:
        return None
    text = f"{one.text} {other.text}"
    return Period(text=text, edtf=edtf(earliest, latest), earliest=earliest, latest=latest)


def _in_year_of(one: Period, other: Period) -> Period:
    """Give "december" the year of "2013", wherever it was typed."""
    if not (one.first and one.last and other.earliest and other.latest):
        return one
    if other.earliest[0] != other.latest[0]:
        return one
    first, last = Span(year=None, first=one.first, last=one.last).days(other.earliest[0])
    return Period(text=one.text, edtf=edtf(first, last), earliest=first, latest=last)


def _runs(folded: Sequence[str], apart: Container[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of words that nothing has taken yet, none of them `apart`."""
    start = 0
    for at, word in enumerate([*folded, ""]):
        if not word or at in apart:
            if at > start:
                yield start, at
            start = at + 1
