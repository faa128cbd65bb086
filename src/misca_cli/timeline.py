"""Facts in the order of their dates, grouped as their dates are written.

Dates are never made more precise: a month stands as a month, `[a..b]` as one of its days.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from misca_cli.answer import Answer, Result
    from misca_cli.dates import Date
    from misca_cli.factbase import Factbase

    Position = tuple[object, ...]


class Group(Record):
    """Results whose dates read alike."""

    heading: Date | None
    """The date they share; None for results without one."""
    results: tuple[Result, ...]


def dated(
    results: Iterable[Result], base: Factbase, axis: str
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Split results into those with a date on the axis, `when` or `said`, and the others."""
    with_date: list[Result] = []
    without: list[Result] = []
    for result in results:
        (with_date if _date(result, base, axis) else without).append(result)
    return tuple(with_date), tuple(without)


def ordered(results: Iterable[Result], base: Factbase, axis: str) -> tuple[Result, ...]:
    """Return results by first day, last day and id.

    An open start counts as its last day, since nothing says how much earlier it was. A date
    of any year comes after all others, and what has no date comes last.
    """
    return tuple(
        sorted(results, key=lambda result: _position(_date(result, base, axis), result.id))
    )


def grouped(answer: Answer) -> tuple[Group, ...]:
    """Return the results of an answer in order, together where their dates read alike."""
    from misca_cli.wording import describe_date  # for tables only

    groups: dict[str, tuple[Date | None, list[Result]]] = {}
    for result in ordered(answer.results, answer.base, answer.axis):
        date = _date(result, answer.base, answer.axis)
        words = describe_date(date) if date else ""
        groups.setdefault(words, (date, []))[1].append(result)
    return tuple(Group(heading=date, results=tuple(results)) for date, results in groups.values())


def _date(result: Result, base: Factbase, axis: str) -> Date | None:
    return base.said(result.fact) if axis == "said" else base.date_used(result.fact)[1]


def _position(date: Date | None, result_id: str) -> Position:
    if date is None:
        return True, result_id
    first = date.earliest or date.latest
    opens = (first is None, first or ())
    closes = (date.latest is None, date.latest or ())
    return False, opens, closes, result_id
