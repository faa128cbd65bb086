"""Figures: quantities with a unit, as facts write them, in exact numbers.

Here is the canonical string of one; `figures.reading` reads the strings, tables and bare
numbers of fact files. Importing this loads nothing else, not even `decimal`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.model import Figure, Number

SIGNS = {"equal": "", "plus": "+", "minus": "-", "times": "x"}


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
