"""Accounts of one measure, key and dimension → findings: which rule looks at which of them."""

from __future__ import annotations

from math import inf

from misca_cli.accounts import rules
from misca_cli.accounts.account import as_addition, current, days
from misca_cli.accounts.reckoning import Levels, Reckoning
from misca_cli.accounts.rulings import NONE_SETTLED, ruled
from misca_cli.accounts.steps import Causes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.accounts.account import Account
    from misca_cli.accounts.findings import Finding
    from misca_cli.accounts.rulings import Settled
    from misca_cli.factbase import Factbase
    from misca_cli.model import Measure


class Case:
    """Accounts of one measure, key and dimension, before the rules."""

    def __init__(
        self, accounts: Sequence[Account], measure: Measure, base: Factbase, settled: Settled
    ) -> None:
        self._measure = measure
        self._base = base
        self._settled = settled
        asserted = [each for each in accounts if not each.denies]
        self._current = {each.id for each in current(accounts)}
        """The others belong to the past of a group, and oppose nothing."""
        self._denials = [each for each in accounts if each.denies and not each.fact.basis]
        self._unclear = [each for each in asserted if each.fact.basis]
        clear = [each for each in asserted if not each.fact.basis]
        self._levels = [each for each in clear if each.relation == "level"]
        self._changes = [each for each in clear if each.relation != "level"]

    def findings(self, of: str) -> Iterator[Finding]:
        """Give what the rules find among the accounts of a class."""
        measure, base = self._measure, self._base
        levels, changes = _of(of, self._levels), _of(of, self._changes)
        for relation in ("level", "change"):
            beside = filter(self._holds, (*levels, *changes))
            pool = [each for each in beside if each.relation == relation]
            pool += [each for each in _of(of, self._denials) if each.relation == relation]
            opposed: set[str] = set()
            for found in self._at_one_time(pool):
                opposed.update(found.facts)
                yield found
            levels = [each for each in levels if of == "observed" or each.id not in opposed]
        yield from self._in_time(of, levels)
        if changes or self._unclear:
            bases = filter(self._holds, _of("observed", self._levels))
            known = Levels(bases, filter(self._holds, levels))
            held = [*filter(self._holds, self._changes)]
            reckoning = Reckoning(known, (e for e in held if e.of in (of, "observed")), measure)
            yield from rules.tension(_of(of, held), reckoning, base, self._settled)
            for each in _of(of, self._unclear):
                yield rules.unclear_basis(each, known, base)

    def _at_one_time(self, pool: Sequence[Account]) -> Iterator[Finding]:
        """Give what can't all be right, and beside it what rulings have settled of that."""
        yield from self._opposed(pool, self._settled)
        by_id = {each.id: each for each in pool}
        told: set[tuple[str, ...]] = set()
        for ruling, facts in self._settled.among(by_id):
            among = [by_id[typed] for typed in facts]
            for found in self._opposed(among, NONE_SETTLED):
                if found.facts not in told:
                    told.add(found.facts)
                    yield ruled(found, ruling)

    def _opposed(self, pool: Sequence[Account], settled: Settled) -> Iterator[Finding]:
        """Give utterances that differ, and conflicts that are more than those."""
        measure, base = self._measure, self._base
        asserted = [each for each in pool if not each.denies]
        uttered = [*rules.same_utterance_differs(asserted, measure, base, settled)]
        yield from uttered
        heard = {typed: at for at, each in enumerate(uttered) for typed in each.facts}
        for found in rules.conflict(pool, measure, base, settled):
            of_utterances = {heard.get(typed) for typed in found.facts}
            if len(of_utterances) > 1 or None in of_utterances:
                yield found

    def _in_time(self, of: str, levels: Sequence[Account]) -> Iterator[Finding]:
        """Give what the rules find in the order of the levels.

        Of several dates or entities that may all be right, none follows on another.
        """
        may_exclude = rules.can_exclude(self._measure)
        if of == "planned" and may_exclude:
            yield from rules.revised(levels, self._measure, self._base)
        elif of == "observed" and may_exclude and not self._measure.single:
            plans = [each for each in self._levels if each.of != "observed"]
            held = [*filter(self._holds, levels)]
            holds = days(self._measure.holds) if self._measure.holds else inf
            causes = Causes((*plans, *self._changes, *map(as_addition, self._unclear)), held, holds)
            yield from rules.changed(held, causes, self._measure, self._base)

    def _holds(self, account: Account) -> bool:
        return account.id in self._current


def _of(of: str, accounts: Iterable[Account]) -> list[Account]:
    return [each for each in accounts if each.of == of]
