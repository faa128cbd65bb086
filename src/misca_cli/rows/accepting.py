"""Fields that rows gave → records, by way of the loader, and what it has against the others."""

from __future__ import annotations

from misca_cli.load.facts import Facts
from misca_cli.load.faults import dotted
from misca_cli.load.shared import Gathering, Shared
from misca_cli.positions import Positions
from misca_cli.record import Record
from misca_cli.rows.names import part_of
from misca_cli.schema import PLURALS, plural
from misca_cli.written import refers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from misca_cli.load.faults import Fault
    from misca_cli.model import Fact, Pack
    from misca_cli.rows.names import Raw

    Key = tuple[str, str]
    Raws = Mapping[str, Mapping[str, Raw]]


class Accepted(Record):
    """Records that a pack can take, by table and id."""

    records: Mapping[str, Mapping[str, Record]]
    facts: Mapping[str, Fact]
    refused: Mapping[Key, str]
    """What is wrong with each of the others, by table and id."""


def accept(raws: Raws, pack: Pack) -> Accepted:
    """Read fields as if they stood in files of a pack, which has none of the ids yet."""
    refused: dict[Key, str] = {}
    records = _records(raws, pack, refused)
    facts = _facts(raws["fact"], _shared(pack, records), refused)
    _drop_dangling(facts, pack, refused)
    return Accepted(records=records, facts=facts, refused=refused)


def _records(raws: Raws, pack: Pack, refused: dict[Key, str]) -> Mapping[str, Mapping[str, Record]]:
    """Read all but facts: without those that are broken, and those that name such."""
    while True:
        left = {
            kind: {each: raw for each, raw in raws[kind].items() if (kind, each) not in refused}
            for kind in PLURALS
        }
        part = part_of({kind: raw for kind, raw in left.items() if raw})
        gathering = Gathering(_nowhere)
        gathering.add(part)
        dangling = [
            fault
            for reference, fault in gathering.references.dangling()
            if not _has(pack, reference.kind, reference.id)
        ]
        refused_before = len(refused)
        _note((*part.faults, *dangling), refused)
        if len(refused) == refused_before:
            found = gathering.shared(pack.folder).pack
            return {kind: getattr(found, plural) for kind, plural in PLURALS.items()}


def _shared(pack: Pack, records: Mapping[str, Mapping[str, Record]]) -> Shared:
    both = {kind: {**records[kind], **getattr(pack, plural)} for kind, plural in PLURALS.items()}
    return Shared(
        pack=pack.replaced(facts={}, measures=both["measure"]),
        paths=frozenset(),
        declared={kind: frozenset(ids) for kind, ids in both.items()},
    )


def _facts(raw: Mapping[str, Raw], shared: Shared, refused: dict[Key, str]) -> dict[str, Fact]:
    part = part_of({"fact": raw})
    joined = Facts(shared, _nowhere)
    facts = {fact.id: fact for fact in joined.of(part)}
    dangling = (
        fault for reference, fault in joined.references.dangling() if reference.kind != "fact"
    )
    _note((*part.faults, *dangling), refused)
    return {each: fact for each, fact in facts.items() if ("fact", each) not in refused}


def _drop_dangling(facts: dict[str, Fact], pack: Pack, refused: dict[Key, str]) -> None:
    """Refuse facts that name a fact which isn't there, then those that name these, and so on."""
    named = {
        each: {other for kind, other in refers("fact", fact) if kind == "fact"}
        for each, fact in facts.items()
        if fact.supersedes or fact.replaced_by
    }
    while dropped := {
        each: other
        for each, others in named.items()
        for other in others
        if each in facts and other not in facts and other not in pack.facts
    }:
        for each, other in dropped.items():
            message = f'"{other}" is no fact of the pack or of these rows [unknown-fact]'
            refused["fact", each] = message
            del facts[each]


def _note(faults: Iterable[Fault], refused: dict[Key, str]) -> None:
    for fault in faults:
        kind, record_id, *inside = map(str, fault.path)
        key = f"{dotted(tuple(inside))}: " if inside else ""
        message = f"{key}{fault.message} [{fault.rule}]"
        earlier = refused.get((kind, record_id))
        refused[kind, record_id] = f"{earlier}; {message}" if earlier else message


def _has(pack: Pack, kind: str, record_id: str) -> bool:
    return record_id in getattr(pack, plural(kind))


def _nowhere(_: str) -> Positions:
    return Positions(values={}, keys={})
