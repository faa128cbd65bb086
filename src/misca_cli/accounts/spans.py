"""Accounts in a row of time: how many touch a time, and which are the last at a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.accounts.account import Account
MOST_RECENT = 8
"""Only the last are reckoned with: older ones are no longer what a speaker starts from."""


class Spans:
    """Times, to be asked how many of them touch another."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        times = [each.time for each in accounts]
        self._starts = sorted(time.first for time in times)
        self._ends = sorted(time.last for time in times)

    def touching(self, first: float, last: float) -> int:
        """Return how many times have a day between two, these included."""
        return bisect_right(self._starts, last) - bisect_left(self._ends, first)


def recent(accounts: Iterable[Account]) -> Sequence[tuple[Account, ...]]:
    """Return the last accounts at each place of a row: before the first, after it, and so on."""
    none: tuple[Account, ...] = ()
    return list(accumulate(accounts, _with, initial=none))


def _with(before: tuple[Account, ...], account: Account) -> tuple[Account, ...]:
    """Return the last accounts once another has come: it stands for those that say the same."""
    others = (each for each in before if each.terms != account.terms)
    return (*others, account)[-MOST_RECENT:]
