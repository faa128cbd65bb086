"""Facts that meet → what there is to say of them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import product

from misca_cli.accounts.account import account, current, in_order
from misca_cli.accounts.agreement import agreement
from misca_cli.accounts.case import Case
from misca_cli.accounts.findings import NOTHING, SETTLED, Judgement
from misca_cli.accounts.meeting import meeting, parts, reached, related, root
from misca_cli.accounts.origins import origins
from misca_cli.accounts.rulings import Settled, decided
from misca_cli.accounts.rulings import by_fact as rulings_by_fact
from misca_cli.accounts.units import Target, is_extensive
from misca_cli.accounts.wholes import Whole, larger_parts
from misca_cli.accounts.words import scaled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from misca_cli.accounts.account import Account
    from misca_cli.accounts.findings import Agreement, Finding
    from misca_cli.accounts.rulings import Rulings
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Measure

    Facts = Mapping[str, Fact]
    """By the id users type."""
    Related = Mapping[str, set[str]]
    Named = Callable[[str], Facts]
    """Gives the facts that share a `meeting`."""


PARTED = ("who", "where")
"""Fields of a key in which a part may stand for its whole."""
MOST_WHOLES = 64
"""So many are kept ready for the next of their parts."""


class Bench:
    """Judges groups of facts, with what their packs say of identities and of rulings."""

    def __init__(
        self,
        base: Factbase,
        *,
        expired: Collection[str] = (),
        related: frozenset[str] | None = None,
    ) -> None:
        """Take the packs, the ids of rulings that no longer count, and the `related`, if known."""
        self._base = base
        self._expired = expired
        self._known = related
        self._targets: dict[tuple[str, str | None], Target] = {}
        self._wholes: dict[str, tuple[Facts, Whole]] = {}

    def judge(self, facts: Facts, relatives: Named) -> Judgement:
        """Return what there is to say of the facts that share a `meeting`.

        `relatives` gives the facts of a meeting of their parts, or of what they are parts of.
        """
        first, measure = self._first(facts)
        if not (first and measure):
            return NOTHING
        accounts = self._accounts(facts, measure)
        found: list[Finding] = []
        agreements: list[Agreement] = []
        for pool in _by(accounts, "dimension"):
            case = Case(pool, measure, self._base, self._settled)
            for of in _by(pool, "of"):
                about = self._decided(case.findings(of[0].of))
                agreements += self._agreements(of, about)
                found += about
        found += self._decided(self._of_parts(first, accounts, measure, relatives))
        if not (found or agreements):
            return NOTHING
        return Judgement(
            loud=tuple(each for each in found if each.is_loud),
            quiet=tuple(each for each in found if not each.is_loud),
            agreements=tuple(sorted(agreements, key=_place)),
        )

    def _agreements(self, of: Iterable[Account], about: Iterable[Finding]) -> Iterator[Agreement]:
        """Give what the accounts of a class add up to, levels and changes apart."""
        open_ = [each for each in about if each.verdict not in SETTLED]
        for told in _by((each for each in of if not each.denies), "relation"):
            held = current(told)
            if held and len(told) > 1:
                ids = {each.id for each in held}
                theirs = (each for each in open_ if not ids.isdisjoint(each.facts))
                yield agreement(held, theirs, self._base)

    def scaled(self, facts: Facts) -> Mapping[str, str]:
        """Return the values that are compared as something else than they are written."""
        _, measure = self._first(facts)
        accounts = self._accounts(facts, measure) if measure else ()
        shown = ((each.id, scaled(each)) for each in accounts)
        return {typed: words for typed, words in shown if words}

    def origins(self, facts: Facts) -> Mapping[str, int]:
        """Return the number of the origin of each fact; those of one origin have the same."""
        numbers = origins(facts.values(), self._base)
        return dict(zip(facts, numbers, strict=True))

    def _first(self, facts: Facts) -> tuple[Fact | None, Measure | None]:
        """Return the fact that tells what all of them share, in whatever order they come."""
        first = facts[min(facts)] if facts else None
        return first, self._base.measure(first) if first else None

    def _accounts(self, facts: Facts, measure: Measure) -> Sequence[Account]:
        unit = None if measure.unit else _commonest_unit(facts.values())
        target = self._target(measure, unit)
        made = (account(typed, fact, self._base, target) for typed, fact in facts.items())
        return in_order(each for each in made if each)

    def _target(self, measure: Measure, unit: str | None) -> Target:
        key = measure.id, measure.unit or unit
        if key not in self._targets:
            self._targets[key] = Target(measure, self._base, unit=unit)
        return self._targets[key]

    def wholes(self, fact: Fact) -> Iterator[str]:
        """Give the meetings of facts that say the same of what a fact is about a part of."""
        yield from self._meetings(fact, self._related[0])

    def parts(self, fact: Fact) -> Iterator[str]:
        """Give the meetings of facts that say the same of parts of what a fact is about."""
        yield from self._meetings(fact, self._related[1])

    def _meetings(self, fact: Fact, leads: Related) -> Iterator[str]:
        measure = self._base.measure(fact)
        if not (measure and is_extensive(measure.unit)):
            return
        who, where = (self._reached(fact, field, leads) for field in PARTED)
        for about in list(product(who, where))[1:]:
            met = meeting(fact.replaced(**dict(zip(PARTED, about, strict=True))), self._base)
            if met is not None:
                yield met

    def _reached(self, fact: Fact, field: str, leads: Related) -> Sequence[str | None]:
        """Return what a field of the key names, then all that this leads to."""
        measure, named = self._base.measure(fact), getattr(fact, field)
        if not (named and measure and field in measure.key):
            return (named,)
        own = root(fact, named, self._base)
        return own, *sorted(reached(own, leads))

    def _of_parts(
        self, first: Fact, accounts: Sequence[Account], measure: Measure, relatives: Named
    ) -> Iterator[Finding]:
        """Find what is larger than its whole, among these facts and those of parts or wholes."""
        accounts = current(accounts)
        for met in self.wholes(first):
            held = self._whole(met, relatives(met), measure)
            yield from larger_parts(accounts, held, self._base, self._settled)
        whole: Whole | None = None
        for met in self.parts(first):
            whole = whole or Whole(accounts)
            parts = current(self._accounts(relatives(met), measure))
            yield from larger_parts(parts, whole, self._base, self._settled)

    def _whole(self, met: str, facts: Facts, measure: Measure) -> Whole:
        """Return the levels of a whole, which many parts may ask for."""
        if self._wholes.get(met, (None,))[0] is not facts:
            if len(self._wholes) >= MOST_WHOLES:
                self._wholes.clear()
            self._wholes[met] = facts, Whole(current(self._accounts(facts, measure)))
        return self._wholes[met][1]

    def _decided(self, findings: Iterable[Finding]) -> list[Finding]:
        return list(decided(findings, self._rulings)) if self._rulings else list(findings)

    @cached_property
    def _related(self) -> tuple[Related, Related]:
        """Return what each entity is a part of, and what is a part of it."""
        upwards: dict[str, set[str]] = {}
        downwards: dict[str, set[str]] = {}
        among = related(self._base) if self._known is None else self._known
        for part, whole in parts(self._base, among):
            upwards.setdefault(part, set()).add(whole)
            downwards.setdefault(whole, set()).add(part)
        return upwards, downwards

    @cached_property
    def _rulings(self) -> Rulings:
        return rulings_by_fact(self._base, expired=self._expired)

    @cached_property
    def _settled(self) -> Settled:
        return Settled(self._rulings)


def _commonest_unit(facts: Iterable[Fact]) -> str | None:
    """Return the unit that most levels have, else most changes.

    Of several, that is the first by the alphabet.
    """
    figures = [fact.value.figure for fact in facts if fact.value and fact.value.figure]
    levels = [each for each in figures if each.relation == "equal"]
    counted = Counter(each.unit for each in levels or figures if each.unit)
    return min(counted, key=lambda unit: (-counted[unit], unit), default=None)


def _place(agreement: Agreement) -> tuple[bool, int]:
    return agreement.relation != "level", -agreement.accounts


def _by(accounts: Iterable[Account], field: str) -> Iterable[list[Account]]:
    """Return accounts apart by what they have in a field."""
    apart: dict[object, list[Account]] = {}
    for each in accounts:
        apart.setdefault(getattr(each, field), []).append(each)
    return apart.values()
