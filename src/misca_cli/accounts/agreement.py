"""What accounts add up to, in one line."""

from __future__ import annotations

from math import inf

from misca_cli.accounts.account import below
from misca_cli.accounts.findings import Agreement
from misca_cli.accounts.meeting import root
from misca_cli.accounts.origins import origins
from misca_cli.accounts.words import listed, sized, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.accounts.account import Account, Bound
    from misca_cli.accounts.findings import Finding
    from misca_cli.factbase import Factbase
    from misca_cli.model import Measure, Number

_OF_VALUE = ("conflict", "same-utterance-differs", "unexplained-change")
_OF_BASE = ("unclear-basis", "tension")
_OF_DATE = ("revised", "series")
"""What accounts differ on, by the kinds of findings that say so."""


def agreement(
    accounts: Sequence[Account],
    findings: Iterable[Finding],
    base: Factbase,
) -> Agreement:
    """Return what accounts of one class, relation and dimension add up to.

    `findings` are those about them.
    """
    first = accounts[0]
    measure = base.measure(first.fact)
    is_figure = bool(measure and measure.value == "figure")
    low, high = min(each.lowest for each in accounts), max(each.highest for each in accounts)
    kinds = {each.kind for each in findings}
    if first.relation != "level":
        kinds.difference_update(_OF_BASE)  # that is for the levels to say
    differs_on = _differs_on(kinds, accounts, measure)
    independent = len({*origins((each.fact for each in accounts), base)})
    span = _span(accounts, (low, high), measure, base)
    counted = ", ".join(
        (_counted(len(accounts), "account"), _counted(independent, "independent origin"))
    )
    verdict = "; they agree" if len(accounts) > 1 and _agree(accounts) else ""
    if differs_on:
        verdict = f"; they differ on the {' and the '.join(differs_on)}"
    return Agreement(
        measure=measure.id if measure else "",
        of=first.of,
        relation=first.relation,
        unit=first.dimension or None,
        low=_finite(low) if is_figure else None,
        high=_finite(high) if is_figure else None,
        accounts=len(accounts),
        origins=independent,
        differs_on=differs_on,
        text=f"{first.of} {span}; {counted}{verdict}",
    )


def _span(
    accounts: Sequence[Account], ends: tuple[Bound, Bound], measure: Measure | None, base: Factbase
) -> str:
    """Word the values of all accounts: their bounds, or each of them once."""
    has_figures = any(each.fact.value and each.fact.value.figure for each in accounts)
    least = min(accounts, key=lambda each: (each.lowest, each.highest))
    most = max(accounts, key=lambda each: (each.highest, each.lowest))
    if has_figures and inf in map(abs, ends) and not _agree(accounts):
        # "At most 62" would hide that somebody says "at most 54".
        return f"between {worded(least, base)} and {worded(most, base)}"
    if has_figures and ends != (-inf, inf):
        return sized(accounts[0], ends)
    if measure and measure.value != "figure" and not measure.single:
        told = (_each(one, base) for one in accounts if not one.is_none)
        words = listed([*{of: word for one in told for of, word in one}.values()], " and ")
        none = "none" if any(each.is_none for each in accounts) else ""
        return " or ".join(filter(None, (words, none)))
    values = {each.terms: worded(each, base) for each in reversed(accounts)}
    return listed(list(values.values())[::-1], " or ")


def _each(account: Account, base: Factbase) -> Iterator[tuple[object, str]]:
    """Give the values of an account, of which all may be right, each with what it counts as."""
    fact = account.fact
    if not account.entities:
        yield account.terms, worded(account, base)
    for each in fact.value.entities if fact.value else ():
        yield root(fact, each, base), base.name(fact, each)


def _agree(accounts: Sequence[Account]) -> bool:
    """Return whether accounts can all be right at one time."""
    if any(each.entities or each.is_none for each in accounts):
        return len({each.entities for each in accounts}) == 1
    highest_low = max(accounts, key=lambda each: (each.low, not each.low_included))
    lowest_high = min(accounts, key=lambda each: (each.high, each.high_included))
    return not below(lowest_high, highest_low)


def _differs_on(
    kinds: set[str], accounts: Sequence[Account], measure: Measure | None
) -> tuple[str, ...]:
    """Return what accounts differ on; that they are of several dates only if nothing else.

    Of a value that may not change, or that is a date itself, that would say nothing.
    """
    of = (("value", _OF_VALUE), ("base", _OF_BASE))
    on = tuple(word for word, those in of if not kinds.isdisjoint(those))
    if on or measure is None or measure.value == "date":
        return on
    may_change = measure.single == (measure.value == "entity")
    is_found = not kinds.isdisjoint(_OF_DATE)
    return ("date",) if is_found or (may_change and _by_date(accounts)) else ()


def _by_date(accounts: Sequence[Account]) -> bool:
    """Return whether accounts are of several dates, and disagree."""
    times = {each.time for each in accounts}
    return len(times) == len(accounts) and not _agree(accounts)


def _finite(bound: Bound) -> Number | None:
    return None if bound in (inf, -inf) or isinstance(bound, float) else bound


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
