"""Verdicts by hand: which of them hold, and what they do to findings.

A ruling bears a digest of the facts that it was made about. Once one of these says
something else, the ruling has expired and decides nothing.
"""

from __future__ import annotations

from misca_cli.accounts.findings import SETTLED, Finding
from misca_cli.load.rulings import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Pack, Ruling

    Rulings = Mapping[str, Mapping[str, Ruling]]
    """By the ids of their facts, then as `PACK/ID`."""


def has_expired(ruling: Ruling, facts: Iterable[Fact]) -> bool:
    """Return whether the facts of a ruling say something else by now."""
    return bool(ruling.facts_sha256) and ruling.facts_sha256 != digest(facts)


def expired_among(base: Factbase, facts: Mapping[str, Fact]) -> frozenset[str]:
    """Return the rulings that have expired, as `PACK/ID`; `facts` are by the ids users type."""
    return frozenset(
        f"{pack.name}/{ruling.id}"
        for pack in base.packs
        for ruling in pack.rulings.values()
        if has_expired(ruling, _of(pack, ruling, facts))
    )


def _of(pack: Pack, ruling: Ruling, facts: Mapping[str, Fact]) -> Iterator[Fact]:
    for fact_id in ruling.facts:
        fact = facts.get(f"{pack.name}/{fact_id}") or facts.get(fact_id)
        if fact:
            yield fact


def by_fact(base: Factbase, *, expired: Collection[str] = ()) -> Rulings:
    """Return the rulings that count by the ids of their facts, as users may type these."""
    found: dict[str, dict[str, Ruling]] = {}
    for pack in base.packs:
        for ruling in pack.rulings.values():
            name = f"{pack.name}/{ruling.id}"
            if name not in expired:
                for each in ruling.facts:
                    for typed in (each, f"{pack.name}/{each}"):
                        found.setdefault(typed, {})[name] = ruling
    return found


class Settled:
    """Pairs of facts of which a ruling says that there is nothing to be warned of."""

    def __init__(self, rulings: Rulings) -> None:
        """Take the rulings that count."""
        self._by_fact: dict[str, Mapping[str, Ruling]] = {}
        for typed, on_it in rulings.items():
            settling = {name: each for name, each in on_it.items() if each.verdict in SETTLED}
            if settling:
                self._by_fact[typed] = settling

    def __contains__(self, typed: str) -> bool:
        """Return whether anything is settled between a fact and others."""
        return typed in self._by_fact

    def between(self, one: str, other: str) -> Ruling | None:
        """Return the ruling that settles what there is between two facts."""
        on_one, on_other = (self._by_fact.get(each, {}) for each in (one, other))
        return next((each for name, each in on_one.items() if name in on_other), None)

    def among(self, typed: Iterable[str]) -> Sequence[tuple[Ruling, Sequence[str]]]:
        """Return the rulings that settle something among facts, each with those it names."""
        named: dict[str, tuple[Ruling, list[str]]] = {}
        for each in typed if self._by_fact else ():
            for name, ruling in self._by_fact.get(each, {}).items():
                named.setdefault(name, (ruling, []))[1].append(each)
        return [named[name] for name in sorted(named) if len(named[name][1]) > 1]


NONE_SETTLED = Settled({})


def decided(findings: Iterable[Finding], rulings: Rulings) -> Iterator[Finding]:
    """Give findings as rulings on all of their facts leave them.

    A verdict stands beside what the rules have found, with its reason; by one of `SETTLED` it
    is quiet from then on.
    """
    for finding in findings:
        first, *others = (rulings.get(typed, {}) for typed in finding.facts)
        on_it = [ruling for name, ruling in first.items() if all(name in each for each in others)]
        settled = [each for each in on_it if each.verdict in SETTLED]
        yield finding if finding.ruling else ruled(finding, next(iter(settled or on_it), None))


def ruled(finding: Finding, ruling: Ruling | None) -> Finding:
    """Return a finding with what a ruling, if there is one, says of it."""
    if ruling is None:
        return finding
    why = f"{finding.why}; ruled {ruling.verdict}: {ruling.why}"
    return finding.replaced(ruling=ruling.id, verdict=ruling.verdict, why=why)


KINDS = {"conflict": "conflict", "unclear": "tension"}
"""What a verdict finds by itself, where no rule does."""


def found(ruling: Ruling, typed: Sequence[str]) -> Finding | None:
    """Return what a ruling finds by itself, of facts as users type them."""
    kind = KINDS.get(ruling.verdict)
    if kind is None:
        return None
    return Finding(
        kind=kind,
        facts=tuple(typed),
        why=ruling.why,
        ruling=ruling.id,
        verdict=ruling.verdict,
    )
