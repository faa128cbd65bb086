"""Sources against what they are said to report: dates that can't all be right."""

from __future__ import annotations

from misca_cli.accounts.account import ASSERTING, is_observed
from misca_cli.dates import days_in_month
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.dates import Date
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Source

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
"""Years that a number in an address is taken for."""


def misdated(fact: Fact, base: Factbase) -> Iterator[str]:
    """Give what is wrong with the dates of a fact beside those of its sources, in words.

    The source may have appeared before what the fact reports, or before the fact was said.
    """
    said = base.said(fact)
    # A plan may be reported before its time, an observation may not.
    is_report = is_observed(fact) and fact.act in ASSERTING
    when = fact.when if is_report else None
    for each in (fact.source, *fact.cites) if said or when else ():
        source = base.source(fact, each)
        if source and _precedes(source.issued, said):
            yield f"{_issued(source)}, before {_begun(said)}, when this was said"
        if source and _precedes(source.issued, when):
            yield f"{_issued(source)}, before {_begun(when)}, the day it reports of"


def address_differs(source: Source) -> str | None:
    """Return how the date of a source differs from the one in its address, in words."""
    issued, dated = source.issued, _dated(source.url or "")
    if not (issued and dated and issued.earliest and issued.latest):
        return None
    shown = "-".join(f"{part:02}" for part in dated)
    length = len(dated)
    if issued.earliest[:length] <= dated <= issued.latest[:length]:
        return None
    return f"{_issued(source)}, and its address has {shown}"


def _precedes(issued: Date | None, date: Date | None) -> bool:
    """Return whether a source appeared before a date could have come."""
    if not (issued and date and issued.latest and date.earliest):
        return False
    return issued.latest < date.earliest


def _issued(source: Source) -> str:
    return f'"{source.title}" is dated {_worded(source.issued)}'


def _begun(date: Date | None) -> str:
    """Word a date, of what lasts or is open only the start: nothing is "before from May on"."""
    is_open = date is not None and (date.kind == "interval" or date.end is None)
    return _worded(date.start if date and date.start and is_open else date)


def _worded(date: Date | None) -> str:
    return describe_date(date) if date else ""


def _dated(url: str) -> tuple[int, ...] | None:
    """Return the year, month and day in an address, or the year and month.

    They stand between slashes (`/2013/12/05/`), or begin what stands there (`/2013-12-05`,
    `/20131205-`).
    """
    parts = url.partition("://")[2].partition("?")[0].split("/")[1:]
    for at, part in enumerate(parts):
        begun = part[:10].split("-") if part[10:11] in ("", "-", "_") else []
        solid = (part[:4], part[4:6], part[6:8]) if part[8:9] in ("-", "_") else ()
        for numbers in (parts[at : at + 3], parts[at : at + 2], begun, solid):
            found = _numbers(tuple(numbers))
            # A year and a month between hyphens may be anything.
            if found and (len(found) > 2 or numbers is not begun):
                return found
    return None


def _numbers(parts: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return a year, a month and perhaps a day as numbers; None for what is no such date."""
    if len(parts) < 2 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    year, month, *day = map(int, parts)
    is_date = EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12
    fits = all(len(part) <= 2 for part in parts[1:]) and len(parts[0]) == 4
    if not (is_date and fits) or (day and not 1 <= day[0] <= days_in_month(year, month)):
        return None
    return year, month, *day
