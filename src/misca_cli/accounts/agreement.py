"""What accounts add up to, in one line."""

from __future__ import annotations

from math import inf

from misca_cli.accounts.findings import Agreement
from misca_cli.accounts.origins import origins
from misca_cli.accounts.words import listed, sized, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.accounts.account import Account, Bound
    from misca_cli.accounts.findings import Finding
    from misca_cli.factbase import Factbase
    from misca_cli.figures import Number

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
    is_one = is_figure or bool(measure and measure.single)
    kinds = {each.kind for each in findings}
    if first.relation != "level":
        kinds.difference_update(_OF_BASE)  # that is for the levels to say
    differs_on = _differs_on(kinds) or (_by_date(accounts) if is_one else ())
    independent = len({*origins((each.fact for each in accounts), base)})
    span = _span(accounts, low, high, base)
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


def _span(accounts: Sequence[Account], low: Bound, high: Bound, base: Factbase) -> str:
    first = accounts[0]
    if first.fact.value and first.fact.value.figure and (low, high) != (-inf, inf):
        return sized(first, (low, high))
    values = {each.terms: worded(each, base) for each in reversed(accounts)}
    return listed(list(values.values())[::-1], " or ")


def _agree(accounts: Sequence[Account]) -> bool:
    """Return whether accounts can all be right at one time."""
    if accounts[0].entities:
        return len({each.entities for each in accounts}) == 1
    return max(each.low for each in accounts) <= min(each.high for each in accounts)


def _by_date(accounts: Sequence[Account]) -> tuple[str, ...]:
    """Return that accounts are of several dates, where they disagree and none of that is found."""
    times = {each.time for each in accounts}
    return () if _agree(accounts) or len(times) < len(accounts) else ("date",)


def _differs_on(kinds: set[str]) -> tuple[str, ...]:
    """Return what accounts differ on; that they are of several dates only if nothing else."""
    of = (("value", _OF_VALUE), ("base", _OF_BASE))
    on = tuple(word for word, those in of if not kinds.isdisjoint(those))
    return on or (("date",) if not kinds.isdisjoint(_OF_DATE) else ())


def _finite(bound: Bound) -> Number | None:
    return None if bound in (inf, -inf) or isinstance(bound, float) else bound


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
