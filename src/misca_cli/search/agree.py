"""Whether a fact's date and figure agree with what a query asks for, from 0 to 1."""

from __future__ import annotations

from misca_cli.search.words import stem, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

    from misca_cli.dates import Date, Day
    from misca_cli.model import Value
    from misca_cli.search.query import Amount, Period

# A date that only overlaps a period agrees less than one within it, and a date with an
# open end less again: it overlaps nearly everything.
OVERLAPS = 0.75
OPEN = 0.5
FAR, FAR_DAYS = 0.1, 366
# So does one many times as long as the period: of a year, any day may be meant.
WIDE, MANY = 0.5, 6
MOST_YEARS = 5
# A range that holds the figure asked for agrees less than the figure itself.
HOLDS = 0.6
VAGUE = 0.7


def period_agreement(period: Period, date: Date | None) -> float:
    """Return how well a date lies in a period: 1 within it, 0 where they don't overlap."""
    if date is None or (date.earliest is None and date.latest is None):
        return 0.0
    if period.first and period.last:
        return _recurs(period.first, period.last, date)
    return _within(period.earliest, period.latest, date)


def _within(first: Day | None, last: Day | None, date: Date) -> float:
    starts_before = first is not None and (date.earliest is None or date.earliest < first)
    ends_after = last is not None and (date.latest is None or date.latest > last)
    if first and date.latest and date.latest < first:
        return 0.0
    if last and date.earliest and date.earliest > last:
        return 0.0
    if date.earliest is None or date.latest is None:
        # "12 December or later" is surely after the 8th, and may be in January.
        return _open(first, last, date) if starts_before or ends_after else 1.0
    if not (starts_before or ends_after):
        return 1.0
    is_wide = first and last and _days(date.earliest, date.latest) > MANY * _days(first, last)
    return WIDE if is_wide else OVERLAPS


def _open(first: Day | None, last: Day | None, date: Date) -> float:
    """Agree less the farther a period lies from the one day that an open date names."""
    if date.latest and last and _days(last, date.latest) > FAR_DAYS:
        return FAR
    if date.earliest and first and _days(date.earliest, first) > FAR_DAYS:
        return FAR
    return OPEN


def _days(first: Day, last: Day) -> int:
    """Return about how many days lie between two days, both counted."""
    years, months, days = (late - early for early, late in zip(first, last, strict=True))
    return years * 365 + months * 30 + days + 1


def _recurs(first: tuple[int, int], last: tuple[int, int], date: Date) -> float:
    """Return the best agreement of a date with the same days of any year."""
    known = [bound[0] for bound in (date.earliest, date.latest) if bound]
    years = range(min(known) - 1, max(known) + 2)
    if len(years) > MOST_YEARS:
        return WIDE
    turn = 1 if last < first else 0
    return max(_within((year, *first), (year + turn, *last), date) for year in years)


def amount_agreement(amount: Amount, value: Value | None) -> float:
    """Return how well a fact's value meets a figure or a range of figures."""
    figure = value.figure if value else None
    if figure is None or figure.relation == "times" or not _same_unit(amount, figure.unit):
        return 0.0
    if amount.low is not None and amount.low == amount.high:
        return _equals(amount.low, figure.amount, figure.low, figure.high)
    low_fits = amount.low is None or (
        figure.low is not None
        and _keeps(figure.low - amount.low, of=(amount.low_included, figure.low_included))
    )
    high_fits = amount.high is None or (
        figure.high is not None
        and _keeps(amount.high - figure.high, of=(amount.high_included, figure.high_included))
    )
    return 1.0 if low_fits and high_fits else 0.0


def _keeps(gap: Decimal, *, of: tuple[bool, bool]) -> bool:
    """Return whether a figure keeps to a bound asked for; `of` says which of both include it."""
    asked, held = of
    return gap > 0 or (gap == 0 and (asked or not held))


def _same_unit(amount: Amount, unit: str | None) -> bool:
    if amount.unit:
        return (unit or "").casefold() == amount.unit.casefold()
    if not amount.counted or not unit:
        return True
    return any(stem(form) in amount.counted for forms in words(unit) for form in forms)


def _equals(
    asked: Decimal, amount: Decimal | None, low: Decimal | None, high: Decimal | None
) -> float:
    if amount is not None:
        return 1.0 if amount == asked else 0.0
    if low is None or high is None:
        return HOLDS if asked in (low, high) else 0.0
    return HOLDS if low <= asked <= high else 0.0


def kind_agreement(kind: str | None, value: Value | None) -> float:
    """Return how well a value answers "when" (kind date) or "how many" (kind figure).

    The more exact it is, the better it answers.
    """
    if value is None or value.kind != kind:
        return 0.0
    if value.date:
        return 1.0 if value.date.earliest == value.date.latest else VAGUE
    return 1.0 if value.figure and value.figure.amount is not None else VAGUE
