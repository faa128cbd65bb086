"""Figures: quantities with a unit, as facts write them, in exact numbers.

Here are the record and its canonical string; `figures.reading` reads the strings, tables and
bare numbers of fact files. Importing this loads nothing else, not even `decimal`.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

    Number = int | Decimal
    """An integer, or a `Decimal` of the written precision where a fraction is written."""

SIGNS = {"equal": "", "plus": "+", "minus": "-", "times": "x"}


class Figure(Record):
    """A quantity: a level (equal), a change (plus, minus) or a multiple (times).

    Where one number is written, it is the amount and both bounds. A change's numbers are
    never negative: its relation holds the sign. A missing bound is open, and counts as
    included.
    """

    text: str
    relation: str
    amount: Number | None
    low: Number | None
    high: Number | None
    low_included: bool = True
    high_included: bool = True
    unit: str | None = None
    approximate: bool = False


def canonical(figure: Figure) -> str:
    """Write a figure as the one string that is read as the same figure.

    What no string can say is written for people and refused when read: a number below
    zero, a range without one of its ends, and a decrease by a range.
    """
    sign = SIGNS[figure.relation]
    if sign == "-" and figure.amount is None and None not in (figure.low, figure.high):
        sign = "minus "
    about = "~" if figure.approximate else ""
    unit = f" {figure.unit}" if figure.unit else ""
    return f"{sign}{about}{_span(figure)}{unit}"


def _span(figure: Figure) -> str:
    if figure.amount is not None:
        return _plain(figure.amount)
    more = "" if figure.low_included else ">"
    less = "" if figure.high_included else "<"
    if figure.high is None:
        return f"{more or '>='}{_plain(figure.low)}"
    if figure.low is None:
        return f"{less or '<='}{_plain(figure.high)}"
    return f"{more}{_plain(figure.low)}..{less}{_plain(figure.high)}"


def _plain(number: Number | None) -> str:
    """Write a number without an exponent, and a minus that can't be taken for a change."""
    if number is None:
        return ""
    digits = str(number) if isinstance(number, int) else f"{number:f}"
    return digits.replace("-", "−")
