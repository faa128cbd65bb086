"""Verdicts by hand: which of them hold, and what they do to findings.

A ruling bears a digest of the facts that it was made about. Once one of these says
something else, the ruling has expired and decides nothing.
"""

from __future__ import annotations

from misca_cli.accounts.findings import Finding
from misca_cli.dates import Date
from misca_cli.figures import Figure
from misca_cli.jsontext import compact
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Pack, Ruling

UNJUDGED = ("file", "line", "note", "tags", "status", "anchor", "pack")
"""What may change of a fact without touching what was ruled about it."""
DIGITS = 16
"""Hexadecimal digits of a digest: it guards against oversight, not against malice."""


def digest(facts: Iterable[Fact]) -> str:
    """Return what the facts of a ruling say, as a short digest, whatever their order."""
    from hashlib import sha256  # only rulings that are looked at need it

    said = sorted(compact(_said(fact)) for fact in facts)
    return sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _said(record: Record) -> dict[str, Any]:
    """Return the fields of a record that say something, in the order of their names."""
    defaults = record._defaults  # noqa: SLF001  # what a field is when it is not written
    return {
        name: _plain(value)
        for name, value in sorted(vars(record).items())
        if name not in UNJUDGED and value != defaults.get(name)
    }


def _plain(value: Any) -> Any:
    """Return what is written of a value: of dates and figures the text, and a figure's unit."""
    if isinstance(value, Date):
        return value.text
    if isinstance(value, Figure):
        return value.text, value.unit
    if isinstance(value, Record):
        return _said(value)
    return dict(sorted(value.items())) if isinstance(value, dict) else value


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


def by_fact(base: Factbase, *, expired: Collection[str] = ()) -> Mapping[str, Sequence[Ruling]]:
    """Return the rulings that count by the ids of their facts, as users may type these."""
    found: dict[str, list[Ruling]] = {}
    for pack in base.packs:
        for ruling in pack.rulings.values():
            if f"{pack.name}/{ruling.id}" not in expired:
                typed = [name for each in ruling.facts for name in (each, f"{pack.name}/{each}")]
                for name in typed:
                    found.setdefault(name, []).append(ruling.replaced(facts=tuple(typed)))
    return found


def decided(
    findings: Iterable[Finding], rulings: Mapping[str, Sequence[Ruling]]
) -> Iterator[Finding]:
    """Give findings as rulings leave them.

    Facts that are ruled to be compatible, or the same, make no finding; another verdict stands
    beside it with its reason.
    """
    for finding in findings:
        on_it = [
            each
            for each in rulings.get(finding.facts[0], ())
            if set(finding.facts) <= set(each.facts)
        ]
        if not any(each.verdict in ("compatible", "same") for each in on_it):
            yield _ruled(finding, on_it[0]) if on_it else finding


def _ruled(finding: Finding, ruling: Ruling) -> Finding:
    why = f"{finding.why}; ruled {ruling.verdict}: {ruling.why}"
    return finding.replaced(ruling=ruling.id, why=why)


KINDS = {"conflict": "conflict", "unclear": "tension"}
"""What a verdict finds by itself, where no rule does."""


def found(ruling: Ruling, typed: Sequence[str]) -> Finding | None:
    """Return what a ruling finds by itself, of facts as users type them."""
    kind = KINDS.get(ruling.verdict)
    if kind is None:
        return None
    return Finding(kind=kind, facts=tuple(typed), why=ruling.why, ruling=ruling.id)
