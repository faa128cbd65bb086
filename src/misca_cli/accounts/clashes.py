"""Accounts of one time that can't all be right.

Whether another opposes an account is a matter of counting: of those of its time, how many are
apart from it. What has begun by its end, less what was over before its start, is of its time,
so that two sweeps count for all accounts; the work hardly grows faster than their number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from math import inf
from operator import le, lt

from misca_cli.accounts.account import differ, for_one_day, in_order
from misca_cli.accounts.rulings import NONE_SETTLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from misca_cli.accounts.account import Account, Bound
    from misca_cli.accounts.rulings import Settled

    Counts = Mapping[str, tuple[int, int]]
    """By id: how many others are of an account's time, and how many of them are apart from it."""
    End = tuple[Bound, int]
    Side = Callable[[Account], float]


def clashes(
    accounts: Iterable[Account], *, exclusive: bool = True, settled: Settled = NONE_SETTLED
) -> list[Sequence[Account]]:
    """Return the accounts that can't be reconciled with another of the same time.

    Those whose times touch, directly or through others, stand together. Where values are not
    `exclusive`, an account is opposed only by who denies it, or says that there is none. Pairs
    that are `settled` by hand count for nothing.
    """
    ordered = in_order(accounts)
    denials = [each for each in ordered if each.denies]
    asserted = [each for each in ordered if not each.denies] if denials else ordered
    opposed: list[Account] = []
    if exclusive and len(asserted) > 1:
        opposed += _excluded(asserted)
    elif not exclusive and any(each.is_none for each in asserted):
        opposed += _excluded([*map(_some, asserted)])
    if denials and asserted:
        opposed += _denied(asserted, denials)
        opposed += _denied(denials, asserted)
    ids = {each.id for each in opposed}
    held = (each for each in ordered if each.id in ids)
    return _by_time([each for each in held if _is_open(each, ordered, settled, exclusive)])


def _some(account: Account) -> Account:
    """Return an account that says no more than whether there is any."""
    none: frozenset[str] = frozenset()
    return account.replaced(low=-inf, high=inf, entities=none, wholes=none)


def _excluded(accounts: Sequence[Account]) -> Iterator[Account]:
    """Give the accounts that are apart from another of their time.

    Plans that say for which day they are, are beside others for that day and those that don't.
    """
    dated = [each for each in accounts if each.day]
    free = [each for each in accounts if not each.day] if dated else accounts
    among = _beside(free, accounts)
    yield from (each for each in free if among[each.id][1])
    if dated:
        beside_free = _beside(dated, free)
        for together in _by_day(dated):
            for_a_day = _beside(together, together)
            yield from (e for e in together if beside_free[e.id][1] or for_a_day[e.id][1])


def _by_day(accounts: Iterable[Account]) -> Iterable[Sequence[Account]]:
    """Return plans apart by the days that they are for, directly or through others."""
    by_id = {each.id: each for each in accounts}
    timed = (each.replaced(time=each.day) for each in by_id.values())
    for together in _by_time(in_order(timed)):
        yield [by_id[each.id] for each in together]


def _is_open(
    account: Account,
    others: Iterable[Account],
    settled: Settled,
    exclusive: bool,  # noqa: FBT001  # as it is for `clashes`
) -> bool:
    """Return whether any account opposes another with which nothing is settled."""
    return account.id not in settled or any(
        oppose(account, each, exclusive=exclusive, settled=settled) for each in others
    )


def oppose(
    one: Account, other: Account, *, exclusive: bool = True, settled: Settled = NONE_SETTLED
) -> bool:
    """Return whether two accounts of one time can't both be right, and nobody has settled it."""
    is_of_one_time = one.time.touches(other.time) and for_one_day(one, other)
    differs = is_of_one_time and differ(one, other, exclusive=exclusive)
    return differs and not settled.between(one.id, other.id)


def _denied(accounts: Sequence[Account], others: Sequence[Account]) -> Iterator[Account]:
    """Give the accounts that are not apart from all others of their time."""
    beside = _beside(accounts, others)
    for each in accounts:
        of_its_time, apart = beside[each.id]
        if of_its_time > apart:
            yield each


def _beside(accounts: Sequence[Account], others: Sequence[Account]) -> Counts:
    begun = _swept(accounts, others, (_last, _first), le)
    over = _swept(accounts, others, (_first, _last), lt)
    return {
        typed: (size - over[typed][0], apart - over[typed][1])
        for typed, (size, apart) in begun.items()
    }


def _swept(
    accounts: Sequence[Account],
    others: Sequence[Account],
    sides: tuple[Side, Side],
    counts: Callable[[float, float], bool],
) -> Counts:
    """Count the others of which one side counts beside the other side of each account."""
    side, other_side = sides
    is_of_sets = any(each.entities for each in (*accounts, *others))
    told = _Sets(others) if is_of_sets else _Ranges(others)
    waiting = sorted(others, key=other_side, reverse=True)
    found: dict[str, tuple[int, int]] = {}
    for each in sorted(accounts, key=side):
        while waiting and counts(other_side(waiting[-1]), side(each)):
            told.add(waiting.pop())
        found[each.id] = told.size, told.apart(each)
    return found


def _first(account: Account) -> float:
    return account.time.first


def _last(account: Account) -> float:
    return account.time.last


class _Ranges:
    """Ranges, to be asked how many of them lie wholly below or above another.

    That there is none lies apart from all of them.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.size = 0
        self._none = 0
        told = [each for each in accounts if not each.is_none]
        self._lows = _Tally(map(_low, told))
        self._highs = _Tally(map(_high, told))

    def add(self, account: Account) -> None:
        self.size += 1
        if account.is_none:
            self._none += 1
            return
        self._lows.add(_low(account))
        self._highs.add(_high(account))

    def apart(self, account: Account) -> int:
        if account.is_none:
            return self.size - self._none
        # An end that is not included is apart from an end of the same number, as any is from it.
        below = self._highs.below((account.low, 1 if account.low_included else 2))
        return below + self.size - self._lows.below((account.high, int(account.high_included)))


def _low(account: Account) -> End:
    return account.low, 0 if account.low_included else 1


def _high(account: Account) -> End:
    return account.high, 1 if account.high_included else 0


class _Tally:
    """Ends in a binary indexed tree (Fenwick 1994), to count those that lie below another."""

    def __init__(self, ends: Iterable[End]) -> None:
        self._ends = sorted(set(ends))
        self._sums = [0] * (len(self._ends) + 1)

    def add(self, end: End) -> None:
        at = bisect_left(self._ends, end) + 1
        while at < len(self._sums):
            self._sums[at] += 1
            at += at & -at

    def below(self, end: End) -> int:
        at, total = bisect_left(self._ends, end), 0
        while at:
            total += self._sums[at]
            at &= at - 1
        return total


class _Sets:
    """Sets of entities, to be asked how many of them share nothing with another.

    A part shares with its whole. Who names nobody shares with those alone who do so, too.
    """

    def __init__(self, accounts: Iterable[Account]) -> None:
        self.size = 0
        self._told: Counter[object] = Counter()
        self._having: dict[str | None, set[object]] = {}
        """What names an entity, or nobody."""
        self._within: dict[str | None, set[object]] = {}
        """What names a part of it."""
        for each in accounts:
            for entity in each.entities or (None,):
                self._having.setdefault(entity, set()).add(_named(each))
            for whole in each.wholes:
                self._within.setdefault(whole, set()).add(_named(each))

    def add(self, account: Account) -> None:
        self.size += 1
        self._told[_named(account)] += 1

    def apart(self, account: Account) -> int:
        named = account.entities or (None,)
        near = [self._having.get(each, ()) for each in (*named, *account.wholes)]
        near += [self._within.get(each, ()) for each in named]
        return self.size - sum(self._told[each] for each in set().union(*near))


def _named(account: Account) -> object:
    return account.entities, account.wholes


def _by_time(accounts: Iterable[Account]) -> list[Sequence[Account]]:
    together: list[list[Account]] = []
    until = -inf
    for account in accounts:
        if not together or account.time.first > until:
            together.append([])
        together[-1].append(account)
        until = max(until, account.time.last)
    return list(together)
