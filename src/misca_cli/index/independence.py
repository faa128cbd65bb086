"""Whether what has changed may stand beside an index: nothing that it does not hold depends on it.

Ids, references and rulings lead from one file to others. Where a change may touch any of these,
all files have to be read for it.
"""

from __future__ import annotations

from misca_cli.index.rows import REFERRED, json_at
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.index.changed import Changed, Id

UNJUDGED = ("unreadable", "bad-toml", "unknown-fact", "duplicate-id")
"""Rules by which a file may be at fault for what stands, or does not, in another."""


def is_independent(changed: Changed) -> bool:
    """Return whether no other file has to be looked at for what has changed."""
    if not changed.is_small or changed.is_stale:
        return False
    problems = (*changed.base.facts.base.problems, *changed.problems)
    if any(problem.rule in UNJUDGED for problem in problems):
        return False
    lost, others = changed.at_fault_before()
    return (
        _ids_are_free(changed, others)
        and _references_hold(changed, lost, others)
        and not _is_ruled_on(changed)
    )


def _ids_are_free(changed: Changed, others: set[Id]) -> bool:
    """Return whether no id stands twice, or in another file, however it is written."""
    facts = changed.base.facts
    left = facts.everything - changed.dead
    ids = [fact_id for _, fact_id in changed.ids]
    folded = {fold(fact_id) for fact_id in ids}
    return (
        len(folded) == len(ids)
        and folded.isdisjoint(fold(fact_id) for _, fact_id in others)
        and not any(facts.alike_ids(fact_id) & left for fact_id in ids)
    )


def _references_hold(changed: Changed, lost: set[Id], others: set[Id]) -> bool:
    """Return whether facts refer to facts that are there, before and now."""
    new = {*changed.ids}
    lost = {*((fact.pack, fact.id) for fact, _ in changed.buried), *lost} - new
    referred = json_at(changed.base.reader, REFERRED)
    return (
        {fact_id for _, fact_id in lost}.isdisjoint(referred)
        and all(_is_there(changed, each) for each in changed.wanted - new - others - lost)
        and not changed.wanted & lost
    )


def _is_there(changed: Changed, wanted: Id) -> bool:
    pack, fact_id = wanted
    found = changed.base.facts.base.facts.get(fact_id)
    return found is not None and found.pack == pack


def _is_ruled_on(changed: Changed) -> bool:
    """Return whether a ruling may be about a fact that has changed."""
    ids = {fact_id for _, fact_id in changed.ids} | {fact.id for fact, _ in changed.buried}
    rulings = (each for pack in changed.base.facts.base.packs for each in pack.rulings.values())
    return any(not ids.isdisjoint(each.facts) for each in rulings)
