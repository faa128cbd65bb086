"""What the fields of facts may hold, by id and by name: for filters."""

from __future__ import annotations

from misca_cli.model import ACTS, STAGES
from misca_cli.search.words import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.factbase import Factbase
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


def values(field: str, base: Factbase) -> set[str]:
    """Return the ids or values that a field may hold."""
    if field in CHOICES:
        return set(CHOICES[field])
    if field in KINDS:
        return {i for pack in base.packs for i in getattr(pack, TABLES[KINDS[field]])}
    facts = base.facts.values()
    return {tag for fact in facts for tag in fact.tags} if field == "tag" else set()
