"""What a ruling was made about, as a digest: it tells when one of its facts says something else."""

from __future__ import annotations

from misca_cli.dates import Date
from misca_cli.jsontext import compact
from misca_cli.model import Figure
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from misca_cli.load.faults import Fault
    from misca_cli.model import Fact, Ruling

UNJUDGED = ("file", "line", "note", "tags", "status", "anchor", "pack")
"""What may change of a fact without touching what was ruled about it."""
DIGITS = 16
"""Hexadecimal digits of a digest: it guards against oversight, not against malice."""
EXPIRED = (
    "a fact of this ruling says something else by now, so it decides nothing "
    "(look at it again, drop this line, then `misca check --fix`)"
)


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


def expired(rulings: Iterable[Ruling], facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Give the rulings that have expired; one that lacks a sound fact is at fault already."""
    from misca_cli.load.faults import Fault  # with tomli, and answers need the digest only

    for ruling in rulings:
        ruled = [facts[each] for each in ruling.facts if each in facts]
        is_whole = len(ruled) == len(ruling.facts)
        if is_whole and ruling.facts_sha256 and ruling.facts_sha256 != digest(ruled):
            yield Fault(
                path=("ruling", ruling.id, "facts_sha256"),
                rule="expired-ruling",
                message=EXPIRED,
                severity="warning",
            )
