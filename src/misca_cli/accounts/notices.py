"""What there is to say of a fact by itself: of its dates, its sources, and rulings on it."""

from __future__ import annotations

from misca_cli.accounts.dating import address_differs, misdated
from misca_cli.accounts.findings import Finding
from misca_cli.accounts.rulings import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact

    Ruled = Mapping[str, Sequence[Finding]]
    """What rulings find, by the ids of their facts."""


class Notices:
    """Says of facts what holds whatever other facts say."""

    def __init__(self, base: Factbase, ruled: Ruled) -> None:
        self._base = base
        self._ruled = ruled
        self._addresses: dict[tuple[str, str], str | None] = {}
        """What is wrong with the address of a source, by pack and id."""

    def of(self, typed: str, fact: Fact) -> tuple[Finding, ...]:
        """Return what there is to say of a fact, by the id users type."""
        return () if fact.status == "retired" else self.known(typed, self.dates(fact))

    def known(self, typed: str, misdated: Iterable[str]) -> tuple[Finding, ...]:
        """Return the same of a fact of which it is known what is wrong with its dates."""
        dated = (Finding(kind="source-date", facts=(typed,), why=why) for why in misdated)
        return (*dated, *self._ruled.get(typed, ()))

    def dates(self, fact: Fact) -> tuple[str, ...]:
        """Return what is wrong with the dates of a fact beside those of its sources, in words."""
        if fact.status == "retired":
            return ()
        told = [*misdated(fact, self._base), *self._misaddressed(fact)]
        return tuple(dict.fromkeys(told)) if told else ()  # a source may cite itself

    def _misaddressed(self, fact: Fact) -> Iterator[str]:
        """Give how the dates of sources differ from their addresses.

        That concerns what was read in them, and whoever cites them to say when something was.
        """
        is_of_dates = fact.value is not None and fact.value.date is not None
        for source_id in (fact.source, *(fact.cites if is_of_dates else ())):
            key = fact.pack, source_id
            if key not in self._addresses:
                source = self._base.source(fact, source_id)
                self._addresses[key] = address_differs(source) if source else None
            differs = self._addresses[key]
            if differs:
                yield differs


def ruled(base: Factbase, typed: Mapping[tuple[str, str], str], expired: Collection[str]) -> Ruled:
    """Return what rulings find that have not expired, by the ids of their facts.

    `typed` has the id users type for a fact by its pack and its id.
    """
    by_fact: dict[str, list[Finding]] = {}
    for pack in base.packs:
        for ruling in pack.rulings.values():
            ids = [typed[pack.name, each] for each in ruling.facts if (pack.name, each) in typed]
            finding = found(ruling, ids)
            if finding and f"{pack.name}/{ruling.id}" not in expired:
                for each in ids:
                    by_fact.setdefault(each, []).append(finding)
    return by_fact


def together(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings, those that say the same as one with the facts of all."""
    said: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        same = said.setdefault((finding.kind, finding.why), [])
        # That of a ruling is met with each of its facts.
        if not (same and same[-1] is finding):
            same.append(finding)
    return [_joined(same) for same in said.values()]


def _joined(findings: Sequence[Finding]) -> Finding:
    facts = dict.fromkeys(typed for each in findings for typed in each.facts)
    return findings[0].replaced(facts=tuple(facts))
