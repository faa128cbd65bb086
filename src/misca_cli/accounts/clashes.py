"""Accounts of one time that can't all be right.

Accounts are gone through once, in the order of their times. Of those of the moment only
distinct values are compared, and only until one is found that differs, so that the work
grows with the number of accounts and hardly with its square.
"""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf

from misca_cli.accounts.account import differ, in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from misca_cli.accounts.account import Account

    Rule = Callable[[Account, Account], bool]


def clashes(accounts: Iterable[Account], contradict: Rule = differ) -> list[Sequence[Account]]:
    """Return the accounts that can't be reconciled with another of the same time.

    Those whose times touch, directly or through others, stand together. `contradict` says
    whether two accounts of one time can't both be right.
    """
    moment = _Moment(contradict)
    for account in in_order(accounts):
        moment.reach(account.time.first)
        moment.add(account)
    return _by_time(in_order(moment.opposed))


class _Moment:
    """The accounts of a moment, by what they say."""

    def __init__(self, contradict: Rule) -> None:
        self._contradict = contradict
        self.opposed: list[Account] = []
        """All that something has been found against, of earlier moments too."""
        self._free: dict[object, dict[str, Account]] = {}
        """Those that nothing has been found against, by value and id."""
        self._settled: dict[object, Account] = {}
        """Of each value that something has been found against, the one that lasts longest."""
        self._ends: list[tuple[float, str, Account]] = []

    def reach(self, day: float) -> None:
        """Go on to a day, and forget what is over by then."""
        while self._ends and self._ends[0][0] < day:
            over = heappop(self._ends)[2]
            if self._settled.get(over.terms) is over:
                del self._settled[over.terms]
            free = self._free.get(over.terms, {})
            free.pop(over.id, None)
            if not free:
                self._free.pop(over.terms, None)

    def add(self, account: Account) -> None:
        """Compare an account with those of the moment, and add it to them."""
        rivals = [
            terms
            for terms, held in self._free.items()
            if self._contradict(next(iter(held.values())), account)
        ]
        is_opposed = bool(rivals) or any(
            self._contradict(each, account) for each in self._settled.values()
        )
        for terms in rivals:
            for rival in self._free.pop(terms).values():
                self._settle(rival)
        if is_opposed:
            self._settle(account)
        else:
            self._free.setdefault(account.terms, {})[account.id] = account
        heappush(self._ends, (account.time.last, account.id, account))

    def _settle(self, account: Account) -> None:
        self.opposed.append(account)
        held = self._settled.get(account.terms)
        if held is None or held.time.last < account.time.last:
            self._settled[account.terms] = account


def _by_time(accounts: Iterable[Account]) -> list[Sequence[Account]]:
    together: list[list[Account]] = []
    until = -inf
    for account in accounts:
        if not together or account.time.first > until:
            together.append([])
        together[-1].append(account)
        until = max(until, account.time.last)
    return list(together)
