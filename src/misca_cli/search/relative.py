"""Days as they are told from today: "yesterday", "last week", "le mois dernier"."""

from __future__ import annotations

from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = {
    "yesterday": -1, "hier": -1, "today": 0, "aujourd'hui": 0, "tomorrow": 1, "demain": 1,
}  # fmt: skip
UNITS = {
    "week": "week", "semaine": "week", "month": "month", "mois": "month",
    "year": "year", "annee": "year", "l'annee": "year", "l'an": "year",
}  # fmt: skip
# Before what they count, in English and, for the one that runs, in French.
BEFORE = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "ce": 0, "cette": 0}
BEHIND = {
    "dernier": -1, "derniere": -1, "passe": -1, "passee": -1, "prochain": 1, "prochaine": 1,
}  # fmt: skip


def days_told(typed: Sequence[str]) -> tuple[date, date, int] | None:
    """Return the first and last of the days that folded words begin with, and how many words."""
    word, behind = (*typed[:2], "", "")[:2]
    today = date.today()  # noqa: DTZ011  # the day it is where the user is
    if word in DAYS:
        day = today + timedelta(DAYS[word])
        return day, day, 1
    if word in BEFORE and behind in UNITS:
        return (*_whole(UNITS[behind], BEFORE[word], today), 2)
    if word in UNITS and behind in BEHIND:
        return (*_whole(UNITS[word], BEHIND[behind], today), 2)
    return None


def this_year() -> int:
    """Return the year it is."""
    return date.today().year  # noqa: DTZ011  # where the user is


def _whole(unit: str, steps: int, today: date) -> tuple[date, date]:
    """Return the bounds of the week (ISO 8601: from Monday), month or year so many steps away."""
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(weeks=steps)
        return monday, monday + timedelta(6)
    if unit == "year":
        return date(today.year + steps, 1, 1), date(today.year + steps, 12, 31)
    months = 12 * today.year + today.month - 1 + steps
    first, behind = (date(each // 12, each % 12 + 1, 1) for each in (months, months + 1))
    return first, behind - timedelta(1)
