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


def notices(typed: str, fact: Fact, base: Factbase, ruled: Ruled) -> tuple[Finding, ...]:
    """Return what there is to say of a fact, whatever other facts say."""
    if fact.status == "retired":
        return ()
    why = [*misdated(fact, base), *_addresses(fact, base)]
    dated = (Finding(kind="source-date", facts=(typed,), why=each) for each in why)
    return (*dated, *ruled.get(typed, ()))


def _addresses(fact: Fact, base: Factbase) -> Iterator[str]:
    """Give how the dates of sources differ from their addresses.

    That concerns what was read in them, and whoever cites them to say when something was.
    """
    is_of_dates = fact.value is not None and fact.value.date is not None
    for source_id in (fact.source, *(fact.cites if is_of_dates else ())):
        source = base.source(fact, source_id)
        differs = address_differs(source) if source else None
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
    said: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = finding.kind, finding.why
        facts = (*said[key].facts, *finding.facts) if key in said else finding.facts
        said[key] = finding.replaced(facts=tuple(dict.fromkeys(facts)))
    return list(said.values())
