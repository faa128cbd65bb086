"""Which facts meet: those of one measure whose keys name the same, by what the data says."""

from __future__ import annotations

from itertools import chain

from misca_cli.model import Fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from misca_cli.factbase import Factbase
    from misca_cli.model import Entity

    Key = Mapping[str, tuple[str, ...]]

ENTITIES = ("who", "where", "involves", "by")
"""Fields of a key that name entities."""


def meeting(fact: Fact, base: Factbase) -> str | None:
    """Return what the facts that a fact may be compared with have in common, and no others.

    None where a fact has no value of a known measure, or is retired.
    """
    measure = base.measure(fact) if fact.value else None
    if measure is None or fact.status == "retired":
        return None
    named = (" ".join(_meant(fact, field, base)) for field in measure.key)
    return "\n".join((measure.id, *named))


def key_of(fact: Fact, base: Factbase) -> Key:
    """Return the fields that must be equal, with what they hold once identities are assumed."""
    measure = base.measure(fact)
    return {field: _held(fact, field, base) for field in (measure.key if measure else ())}


def assumed(facts: Iterable[Fact], base: Factbase) -> tuple[Entity, ...]:
    """Return the entities in the keys and values of facts that are taken for others, by id."""
    found: dict[str, Entity] = {}
    for fact in facts:
        measure = base.measure(fact)
        keys = (_named(fact, field, base) for field in (measure.key if measure else ()))
        for entity in chain(fact.value.entities if fact.value else (), *keys):
            found |= {each.id: each for each in _identities(fact, entity, base)}
    return tuple(found[entity_id] for entity_id in sorted(found))


def root(fact: Fact, entity_id: str, base: Factbase) -> str:
    """Return the entity that one counts as: where `same_as` leads to."""
    entity = base.entity(fact, entity_id)
    if entity is None or entity.same_as is None:  # as most are
        return entity_id
    identities = _identities(fact, entity_id, base)
    way = [entity_id, *(each.same_as.entity for each in identities if each.same_as)]
    # Two that are each the same as the other are the one that comes first.
    return min(way[way.index(way[-1]) :])


def wholes(fact: Fact, entity_id: str, base: Factbase) -> frozenset[str]:
    """Return what an entity, or what it counts as, is part of, near and far."""
    found: set[str] = set()
    waiting = {entity_id, root(fact, entity_id, base)}
    while waiting:
        entity = base.entity(fact, waiting.pop())
        for each in entity.part_of if entity else ():
            new = {each, root(fact, each, base)} - found
            found |= new
            waiting |= new
    return frozenset({root(fact, each, base) for each in found} - {root(fact, entity_id, base)})


def related(base: Factbase) -> frozenset[str]:
    """Return the entities that are parts, wholes or the same as others."""
    entities = [each for pack in base.packs for each in pack.entities.values()]
    found = {each.id for each in entities if each.part_of or each.same_as}
    found |= {whole for each in entities for whole in each.part_of}
    return frozenset(found | {each.same_as.entity for each in entities if each.same_as})


def parts(base: Factbase, among: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give each part with what it is a part of, both as what they count as.

    `among` are all that are `related`: the others need not be read.
    """
    for pack in base.packs:
        inside = Fact(id="", pack=pack.name, file="", line=0, claim="", source="", at="")
        for entity_id in among:
            entity = pack.entities.get(entity_id)
            for whole in entity.part_of if entity else ():
                yield root(inside, entity_id, base), root(inside, whole, base)


def reached(start: str, leads: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return all that one leads to, near and far, and not itself."""
    found: set[str] = set()
    waiting = {start}
    while waiting:
        new = set(leads.get(waiting.pop(), ())) - found
        found |= new
        waiting |= new
    return frozenset(found - {start})


def _identities(fact: Fact, entity_id: str, base: Factbase) -> Iterator[Entity]:
    """Give the entities on the way from one to what it counts as, each with its `same_as`."""
    seen: set[str] = set()
    entity = base.entity(fact, entity_id)
    while entity and entity.same_as and entity.id not in seen:
        seen.add(entity.id)
        yield entity
        entity = base.entity(fact, entity.same_as.entity)


def _meant(fact: Fact, field: str, base: Factbase) -> tuple[str, ...]:
    """Return what a field of a key holds, and of an utterance in which pack that is said."""
    held = _held(fact, field, base)
    if field != "statement" or len(base.packs) == 1:
        return held
    return tuple(f"{base.home('statements', fact, each)}/{each}" for each in held)


def _held(fact: Fact, field: str, base: Factbase) -> tuple[str, ...]:
    named = _named(fact, field, base)
    if field not in ENTITIES:
        return named
    if len(named) == 1:
        return (root(fact, named[0], base),)
    return tuple(sorted({root(fact, each, base) for each in named}))


def _named(fact: Fact, field: str, base: Factbase) -> tuple[str, ...]:
    value = base.speakers(fact) if field == "by" else getattr(fact, field, None)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
