"""Rules over names and references: what stands alone, twice, or in a circle."""

from __future__ import annotations

from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from misca_cli.checks.rule import Found, Subject
    from misca_cli.load.faults import Path
    from misca_cli.model import Entity, Pack


def unknown_entity(subject: Subject) -> Iterator[Found]:
    """Report an entity that no table describes, in a field or among the entities of a value."""
    known = subject.pack.entities.keys() | subject.pack.doubted
    for fact in subject.pack.facts.values():
        if fact.value is None or not fact.value.entities:
            continue
        for index, entity_id in enumerate(fact.value.entities):
            if entity_id and entity_id not in known:
                message = f'"{entity_id}" is no entity of this pack (add [entity.{entity_id}])'
                yield ("fact", fact.id, "value", index), message


def alias_clash(subject: Subject) -> Iterator[Found]:
    """Report a name that two entities share: whoever looks for one finds the other.

    Entities that are assumed to be the same, or one of which is part of the other, may share.
    """
    for path, text, other in clashes(subject.pack.entities.values()):
        yield path, f'"{text}" is a name of "{other}" too (drop it from one of them)'


def clashes(entities: Collection[Entity]) -> Iterator[tuple[Path, str, str]]:
    """Give each name that another entity has already: where it stands, itself, and that other."""
    first: dict[str, Entity] = {}
    for entity, path, text in (*_names(entities), *_aliases(entities)):
        other = first.setdefault(fold(text), entity)
        if text and other is not entity and not _belong(entity, other):
            yield path, text, other.id


def _names(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Path, str]]:
    for entity in entities:
        yield entity, ("entity", entity.id, "name"), entity.name


def _aliases(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Path, str]]:
    for entity in entities:
        for at, text in enumerate(entity.aliases):
            yield entity, ("entity", entity.id, "aliases", at), text


def _belong(one: Entity, other: Entity) -> bool:
    named = {each.same_as.entity for each in (one, other) if each.same_as}
    return not {one.id, other.id}.isdisjoint((*named, *one.part_of, *other.part_of))


def circular(subject: Subject) -> Iterator[Found]:
    """Report what leads back to itself: a part of itself, a reprint of itself, and the like."""
    pack = subject.pack
    leads: Mapping[tuple[str, str], Mapping[str, Iterable[str]]] = {
        ("entity", "part_of"): {
            each.id: each.part_of for each in pack.entities.values() if each.part_of
        },
        ("entity", "same_as"): {
            each.id: (each.same_as.entity,) for each in pack.entities.values() if each.same_as
        },
        ("source", "reprints"): {
            each.id: (each.reprints,) for each in pack.sources.values() if each.reprints
        },
        ("fact", "supersedes"): {
            each.id: each.supersedes for each in pack.facts.values() if each.supersedes
        },
        ("fact", "replaced_by"): {
            each.id: (each.replaced_by,) for each in pack.facts.values() if each.replaced_by
        },
    }
    for (table, field), to in leads.items():
        for record_id in to:
            if _returns(record_id, to):
                yield (table, record_id, field), f'leads back to "{record_id}" itself'


def _returns(record_id: str, to: Mapping[str, Iterable[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(to[record_id])
    while waiting:
        each = waiting.pop()
        if each == record_id:
            return True
        if each not in seen:
            seen.add(each)
            waiting += to.get(each, ())
    return False


def unused_entity(subject: Subject) -> Iterator[Found]:
    """Name entities that no fact, no statement and no other entity refers to."""
    pack = subject.pack
    used: set[str | None] = set()
    for fact in pack.facts.values():
        entities = fact.value.entities if fact.value else ()
        used.update((fact.who, fact.where), fact.involves, fact.by, entities)
    for statement in pack.statements.values():
        used.update(statement.by)
    for entity in pack.entities.values():
        used.update(entity.part_of, (entity.same_as.entity,) if entity.same_as else ())
    yield from _unused("entity", pack.entities, used)


def unused_source(subject: Subject) -> Iterator[Found]:
    """Name sources that no fact was read in or cites, and that no other source reprints."""
    pack = subject.pack
    used: set[str | None] = {source.reprints for source in pack.sources.values()}
    for fact in pack.facts.values():
        used.update((fact.source,), fact.cites)
    yield from _unused("source", pack.sources, used)


def unused_measure(subject: Subject) -> Iterator[Found]:
    """Name measures of which no fact has a value."""
    yield from _unused("measure", subject.pack.measures, _of_facts(subject.pack, "what"))


def unused_statement(subject: Subject) -> Iterator[Found]:
    """Name statements that no fact is taken from."""
    yield from _unused("statement", subject.pack.statements, _of_facts(subject.pack, "statement"))


def _of_facts(pack: Pack, field: str) -> set[str | None]:
    return {getattr(fact, field) for fact in pack.facts.values()}


def _unused(table: str, ids: Iterable[str], used: set[str | None]) -> Iterator[Found]:
    for record_id in ids:
        if record_id not in used:
            yield (table, record_id), "nothing refers to it"
