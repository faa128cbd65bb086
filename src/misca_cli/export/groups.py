"""Groups of facts, and what their accounts add up to → plain objects."""

from __future__ import annotations

from misca_cli.accounts.meeting import ENTITIES
from misca_cli.export.record import finding_object, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.accounts.findings import Agreement
    from misca_cli.export.record import Object
    from misca_cli.factbase import Factbase
    from misca_cli.gathered import Group


def group_object(group: Group, base: Factbase) -> Object:
    """Return a group with what there is to say of it."""
    agreements = [agreement_object(group, each, base) for each in group.agreements]
    return {
        "measure": group.measure,
        "key": _key(group, base),
        "assumed": [
            {
                "entity": entity.id,
                "same_as": entity.same_as.entity if entity.same_as else None,
                "because": entity.same_as.because if entity.same_as else None,
            }
            for entity in group.assumed
        ],
        "facts": [result.id for result in group.results],
        "relatives": [result.id for result in group.relatives],
        "origins": _origins(group),
        "findings": [finding_object(finding) for finding in group.findings],
        "agreement": agreements[0] if agreements else None,
        "agreements": agreements,
    }


def _origins(group: Group) -> list[list[str]]:
    """Return the facts of each origin."""
    apart: dict[int, list[str]] = {}
    for fact_id, origin in group.origins.items():
        apart.setdefault(origin, []).append(fact_id)
    return list(apart.values())


def agreement_object(group: Group, agreement: Agreement, base: Factbase) -> Object:
    """Return what the accounts of a class add up to."""
    return {
        "measure": agreement.measure,
        "key": _key(group, base),
        "class": agreement.of,
        "relation": agreement.relation,
        "unit": agreement.unit,
        "low": number(agreement.low),
        "high": number(agreement.high),
        "accounts": agreement.accounts,
        "origins": agreement.origins,
        "differs_on": list(agreement.differs_on),
        "text": agreement.text,
    }


def _key(group: Group, base: Factbase) -> Object:
    """Return the fields of a key: of entities the id and the name, each in a list."""
    return {
        field: [_named(each, field, group, base) for each in ids]
        for field, ids in group.key.items()
    }


def _named(held: str, field: str, group: Group, base: Factbase) -> object:
    if field not in ENTITIES:
        return held
    return {"id": held, "name": base.name(group.results[0].fact, held)}
