"""What is known of facts beside their words: names, marks and years, for whoever keeps them."""

from __future__ import annotations

from zlib import crc32

from misca_cli.dates import commonest
from misca_cli.model import ACTS, STAGES
from misca_cli.search.words import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.dates import Day
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.search.document import Name

CHOICES = {"stage": STAGES, "act": ACTS}
KINDS = {
    "who": "entity",
    "where": "entity",
    "by": "entity",
    "involves": "entity",
    "what": "measure",
    "source": "source",
}
"""Fields whose values are ids of records, with the kind of record."""
TABLES = {"entity": "entities", "measure": "measures", "source": "sources"}


def spelt(text: str) -> str:
    """Return a name as names are compared: its words, folded, each in its main form."""
    return " ".join(forms[0] for forms in words(text))


def is_for(name: Name, kind: str | None) -> bool:
    """Return whether a name may stand for a record of a kind in a filter."""
    return kind is not None and name.how != "search" and name.key.startswith(f"{kind}:")


def marks(fact: Fact, base: Factbase) -> Sequence[str]:
    """Return what a fact is marked with: each of a few values, or a tag, after its field."""
    marked = [
        f"act\n{fact.act}",
        f"status\n{fact.status}",
        f"pack\n{fact.pack}",
        f"file\n{fact.pack}/{fact.file}",
        f"place\n{place(fact)}",
    ]
    date = base.date_used(fact)[1]
    if date is None or date.earliest is date.latest is None:
        marked.append("undated\n")
    if fact.stage:
        marked.append(f"stage\n{fact.stage}")
    if fact.replaced_by:
        marked.append(f"refers\n{fact.replaced_by}")
    marked += [f"tag\n{tag}" for tag in fact.tags]
    marked += [f"refers\n{each}" for each in fact.supersedes]
    return marked


def place(fact: Fact) -> str:
    """Return what facts at one place of a source have in common, and few others."""
    # Nearly each fact has a place of its own, and a set for each would take much memory.
    return f"{crc32(f'{fact.source} {fact.at}'.encode()) & 0xFFFF:x}"


def values(field: str, base: Factbase) -> set[str]:
    """Return the ids or values that a field may hold."""
    if field in CHOICES:
        return set(CHOICES[field])
    if field in KINDS:
        return {i for pack in base.packs for i in getattr(pack, TABLES[KINDS[field]])}
    facts = base.facts.values()
    return {tag for fact in facts for tag in fact.tags} if field == "tag" else set()


def years(dates: Iterable[tuple[Day | None, Day | None]]) -> tuple[int, ...]:
    """Return the years of dates, most common first, then latest first."""
    counts: dict[int, int] = {}
    for date in dates:
        for bound in date:
            if bound:
                counts[bound[0]] = counts.get(bound[0], 0) + 1
    return commonest(counts)
