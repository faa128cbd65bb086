"""What a fact has to do with other facts, in words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Pack, Ruling

Relation = tuple[str, tuple[str, ...]]
"""A label, and what stands under it."""

_MOST_CLAIMS = 5


def relations(base: Factbase, fact: Fact, related: Iterable[Fact]) -> Iterator[Relation]:
    """Return each kind of relation that a fact has with those that may be related to it."""
    others = [other for other in related if other != fact]
    kinds = (
        ("replaced by", _named(base, fact, filter(None, (fact.replaced_by,)))),
        ("replaces", _naming(base, fact, others, "replaced_by")),
        ("supersedes", _named(base, fact, fact.supersedes)),
        ("superseded by", _naming(base, fact, others, "supersedes")),
        ("ruling", _rulings(base, fact)),
        ("same statement", _listed(base, _same_statement(base, fact, others))),
        ("same place", _listed(base, _same_place(base, fact, others))),
    )
    for label, found in kinds:
        if words := tuple(found):
            yield label, words


def _find(base: Factbase, fact: Fact, fact_id: str) -> Fact | None:
    """Return the fact that another one means by an id: of its own pack, else of any."""
    return _of_pack(base, fact.pack, fact_id)


def _of_pack(base: Factbase, name: str, fact_id: str) -> Fact | None:
    """Return the fact of a pack that has an id, else that of another pack."""
    packs = sorted(base.packs, key=lambda pack: pack.name != name)
    typed = (*(f"{pack.name}/{fact_id}" for pack in packs), fact_id)
    return next((base.facts[each] for each in typed if each in base.facts), None)


def _listed(base: Factbase, facts: Iterable[Fact]) -> Iterator[str]:
    """List facts with their claims; many of them by their ids alone."""
    listed = tuple(facts)
    if len(listed) > _MOST_CLAIMS:
        yield ", ".join(base.qualified(each) for each in listed)
    else:
        yield from (f"{base.qualified(each)}: {each.claim}" for each in listed)


def _named(base: Factbase, fact: Fact, ids: Iterable[str]) -> Iterator[str]:
    for each in ids:
        found = _find(base, fact, each)
        yield from _listed(base, [found]) if found else [each]


def _naming(base: Factbase, fact: Fact, others: Iterable[Fact], field: str) -> Iterator[str]:
    for other in others:
        value = getattr(other, field) or ()
        ids = (value,) if isinstance(value, str) else value
        if any(_find(base, other, each) == fact for each in ids):
            yield from _listed(base, [other])


def _rulings(base: Factbase, fact: Fact) -> Iterator[str]:
    for pack in base.packs:
        for _, ruling in sorted(pack.rulings.items()):
            if fact.id in ruling.facts and fact in _ruled(base, pack, ruling):
                others = [each for each in ruling.facts if each != fact.id]
                yield f"{ruling.verdict} with {', '.join(others)}: {ruling.why}"


def _ruled(base: Factbase, pack: Pack, ruling: Ruling) -> tuple[Fact, ...]:
    found = (_of_pack(base, pack.name, fact_id) for fact_id in ruling.facts)
    return tuple(each for each in found if each)


def _same_statement(base: Factbase, fact: Fact, others: Iterable[Fact]) -> Iterator[Fact]:
    statement = base.statement(fact)
    yield from (each for each in others if statement and base.statement(each) == statement)


def _same_place(base: Factbase, fact: Fact, others: Sequence[Fact]) -> Iterator[Fact]:
    """Return what else stands there, without what is listed as the same statement."""
    source = base.source(fact, fact.source)
    listed = tuple(_same_statement(base, fact, others))
    for other in others:
        is_there = base.source(other, other.source) == source and other.at == fact.at
        if source and is_there and other not in listed:
            yield other
