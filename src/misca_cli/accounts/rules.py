"""Accounts of one class and one dimension → findings: one function a kind.

Comparable are accounts of one measure and key, of one class and dimension, both levels or
both changes; what a rule looks at beyond that stands in its docstring.
"""

from __future__ import annotations

from functools import partial

from misca_cli.accounts.account import ALWAYS, as_addition, days, for_one_day, in_order
from misca_cli.accounts.clashes import clashes, oppose
from misca_cli.accounts.findings import Finding
from misca_cli.accounts.rulings import ruled
from misca_cli.accounts.steps import Causes, steps
from misca_cli.accounts.sums import added, written
from misca_cli.accounts.words import against, listed, speaker, then, worded
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.accounts.account import Account
    from misca_cli.accounts.reckoning import Levels, Reckoning
    from misca_cli.accounts.rulings import Settled
    from misca_cli.accounts.steps import Step
    from misca_cli.factbase import Factbase
    from misca_cli.model import Measure, Ruling


def same_utterance_differs(
    accounts: Iterable[Account], measure: Measure, base: Factbase, settled: Settled
) -> Iterator[Finding]:
    """Find an utterance of which two values are reported that exclude one another."""
    uttered: dict[tuple[str, str], list[Account]] = {}
    for each in accounts:
        if each.fact.statement:
            home = base.home("statements", each.fact, each.fact.statement)
            uttered.setdefault((home, each.fact.statement), []).append(_as_uttered(each))
    for held in uttered.values():
        for group in clashes(held, exclusive=can_exclude(measure), settled=settled):
            who = speaker(group[0].fact, base)
            values = {each.terms: worded(each, base) for each in reversed(group)}
            both = listed([*reversed(values.values())], " and ")
            why = f"one utterance of {who} is reported with both {both} as its {measure.name}"
            if measure.value == "figure":
                why = f"{who} is reported to have said both {both} in one utterance"
            yield _finding("same-utterance-differs", group, why)


def _as_uttered(account: Account) -> Account:
    """Return an account for all times, unless its words are about a day of their own."""
    fact = account.fact
    is_dated = fact.when and account.of == "observed" and not (fact.value and fact.value.date)
    return account if is_dated else account.replaced(time=ALWAYS)


def conflict(
    accounts: Sequence[Account], measure: Measure, base: Factbase, settled: Settled
) -> Iterator[Finding]:
    """Find accounts of one time whose values exclude one another, or that deny one another.

    Dates and entities exclude one another only where the measure is `single`, but always that
    there is none. Of a single date or figure, one value is right at any time; of holders, one
    may follow another.
    """
    is_of_all_times = measure.single and measure.value != "entity"
    if is_of_all_times and accounts and accounts[0].of == "observed":
        accounts = [each.replaced(time=ALWAYS) for each in accounts]
    opposed = partial(oppose, exclusive=can_exclude(measure), settled=settled)
    for group in clashes(accounts, exclusive=can_exclude(measure), settled=settled):
        is_one = measure.single or any(each.denies for each in group)
        why = "; not all of it can be right" if is_one else ", for times that overlap"
        yield _finding("conflict", group, f"{against(group, opposed, base)}{why}")


def changed(
    levels: Sequence[Account], causes: Causes, measure: Measure, base: Factbase
) -> Iterator[Finding]:
    """Find levels that follow one another: explained ones are a series, which is quiet.

    What nothing explains is a finding while the first is still presumed to hold.
    """
    explained: dict[str, Account] = {}
    for step in steps(levels):
        if causes.explain(step):
            explained |= {each.id: each for each in (step.before, step.after)}
        elif measure.holds and step.days <= days(measure.holds):
            yield _unexplained(step, causes.lapsed(step), base)
    if explained:
        series = in_order(explained.values())
        yield _finding("series", series, f"{then(series, base)}, as plans or changes lead")


def _unexplained(step: Step, lapsed: Account | None, base: Factbase) -> Finding:
    """Word a step that nothing explains, with the plan that did lead the way long before."""
    way = "upwards" if step.is_rise else "downwards"
    nothing = f"no plan or change that is known leads {way}"
    if lapsed:
        nothing = (
            f"no plan or change of that time leads {way}, the last being of {_day(lapsed, base)}"
        )
    return _finding(
        "unexplained-change",
        (step.before, step.after),
        f"{_dated(step.before, base)}, then {_dated(step.after, base)}, and {nothing}",
    )


def revised(plans: Sequence[Account], measure: Measure, base: Factbase) -> Iterator[Finding]:
    """Find plans of one actor, or one speaker, that a later one for the same day changes."""
    changing = (step for step in steps(plans) if for_one_day(step.before, step.after))
    if any("who" in measure.key or _of_one(step, base) for step in changing):
        yield _finding("revised", plans, f"{then(plans, base)}, as later plans have it")


def tension(
    changes: Iterable[Account], reckoning: Reckoning, base: Factbase, settled: Settled
) -> Iterator[Finding]:
    """Find changes that lead to a level from some of the known bases, or from none."""
    for change in changes:
        for each in reckoning.tensions(change):
            why = f"{written(each.sums)}, against {worded(each.levels[0], base)}"
            none = "" if each.fits_some else ", which no known level leads to"
            for ruling, levels in _by_ruling(change, each.levels, settled):
                told = each.replaced(levels=levels).accounts
                yield ruled(_finding("tension", told, f"{why}{none}"), ruling)


def _by_ruling(
    change: Account, levels: Iterable[Account], settled: Settled
) -> Iterator[tuple[Ruling | None, tuple[Account, ...]]]:
    """Give levels apart by the ruling that settles what there is between them and a change."""
    apart: dict[str | None, tuple[Ruling | None, list[Account]]] = {}
    for each in levels:
        ruling = settled.between(change.id, each.id)
        apart.setdefault(ruling.id if ruling else None, (ruling, []))[1].append(each)
    yield from ((ruling, tuple(held)) for ruling, held in apart.values())


def unclear_basis(account: Account, levels: Levels, base: Factbase) -> Finding:
    """Return the notice that a figure may be a total or an addition, with what it would make."""
    change = as_addition(account)
    sums = [added(each, change) for each in levels.bases(account)]
    more = f"; as an addition, {written(sums)}" if sums else ""
    return _finding(
        "unclear-basis",
        (account,),
        f"{worded(account, base)} may be a total or an addition{more}",
    )


def can_exclude(measure: Measure) -> bool:
    """Return whether two values can't both be right; dates and entities may, unless `single`."""
    return measure.single or measure.value == "figure"


def _finding(kind: str, accounts: Iterable[Account], why: str) -> Finding:
    return Finding(kind=kind, facts=tuple(each.id for each in accounts), why=why)


def _dated(account: Account, base: Factbase) -> str:
    who_and_when = (speaker(account.fact, base), _day(account, base))
    return f"{worded(account, base)} ({', '.join(filter(None, who_and_when))})"


def _day(account: Account, base: Factbase) -> str:
    """Word the time of an account."""
    when = account.fact.when if account.of == "observed" else None
    date = when or base.date_known(account.fact)
    return describe_date(date) if date else ""


def _of_one(step: Step, base: Factbase) -> bool:
    """Return whether two plans are of one speaker."""
    return base.speakers(step.before.fact) == base.speakers(step.after.fact)
