"""Parts and wholes: no part may be larger than the lowest level of its whole at its time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from misca_cli.accounts.findings import Finding
from misca_cli.accounts.rulings import ruled
from misca_cli.accounts.words import worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.accounts.account import Account, Bound, Time
    from misca_cli.accounts.rulings import Settled
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact

    Scale = tuple[str, str]
    """A class and a dimension."""


def larger_parts(
    parts: Iterable[Account], whole: Whole, base: Factbase, settled: Settled
) -> Iterator[Finding]:
    """Find parts that are larger than what they are a part of, at a time that overlaps."""
    for part in filter(is_level, parts):
        held, lowest = whole, whole.lowest(part)
        while lowest and lowest.high < part.low:
            ruling = settled.between(part.id, lowest.id)
            yield ruled(_larger(part, lowest, base), ruling)
            if ruling is None:
                break
            # Another level of the whole may still be too low.
            held = held.without(lowest.id)
            lowest = held.lowest(part)


def _larger(part: Account, whole: Account, base: Factbase) -> Finding:
    name, of = (
        _about(each.fact, other.fact, base) for each, other in ((part, whole), (whole, part))
    )
    why = f"{name}, a part, has {worded(part, base)}, "
    why += f"and the whole, {of}, has {worded(whole, base)}"
    return Finding(kind="tension", facts=(part.id, whole.id), why=why)


def _about(fact: Fact, other: Fact, base: Factbase) -> str:
    """Name whom a fact is about, and where if that is not so of another."""
    who = base.name(fact, fact.who or "")
    is_elsewhere = fact.where and fact.where != other.where
    return f"{who} in {base.name(fact, fact.where or '')}" if is_elsewhere else who


class Whole:
    """The levels that are told of a whole."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        """Take accounts; those that are no clear level are left out."""
        self._accounts = [*filter(is_level, accounts)]
        apart: dict[Scale, list[Account]] = {}
        for each in self._accounts:
            apart.setdefault((each.of, each.dimension), []).append(each)
        self._levels = {scale: _Lowest(levels) for scale, levels in apart.items()}

    def lowest(self, part: Account) -> Account | None:
        """Return the lowest level of the class, dimension and time of a part."""
        levels = self._levels.get((part.of, part.dimension))
        return levels.beside(part.time) if levels else None

    def without(self, typed: str) -> Whole:
        """Return all levels but that of a fact."""
        return Whole(each for each in self._accounts if each.id != typed)


def is_level(account: Account) -> bool:
    """Return whether an account says how much there is, and clearly so."""
    return account.relation == "level" and not account.denies and not account.fact.basis


class _Lowest:
    """Accounts in a binary indexed tree (Fenwick 1994) by when they begin.

    Each node has its accounts by when they end, with the lowest of those that end no earlier.
    """

    def __init__(self, accounts: Iterable[Account]) -> None:
        begun = sorted(accounts, key=lambda each: each.time.first)
        self._firsts = [each.time.first for each in begun]
        self._nodes: list[tuple[Sequence[float], Sequence[Account]]] = [((), ())]
        for at in range(1, len(begun) + 1):
            ended = sorted(begun[at - (at & -at) : at], key=lambda each: each.time.last)
            lowest = [*accumulate(reversed(ended), _lower)][::-1]
            self._nodes.append(([each.time.last for each in ended], lowest))

    def beside(self, time: Time) -> Account | None:
        """Return the lowest of those whose time touches another."""
        found: Account | None = None
        at = bisect_right(self._firsts, time.last)
        while at:
            lasts, lowest = self._nodes[at]
            since = bisect_left(lasts, time.first)
            if since < len(lasts):
                found = _lower(found, lowest[since]) if found else lowest[since]
            at &= at - 1
        return found


def _lower(one: Account, other: Account) -> Account:
    return min(one, other, key=_height)


def _height(account: Account) -> tuple[Bound, float, float, str]:
    return account.high, account.time.first, account.time.last, account.id
