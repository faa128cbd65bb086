"""Packs that are read together: what is wrong with them only beside one another."""

from __future__ import annotations

from misca_cli.load.faults import Fault
from misca_cli.schema import PLURALS
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.load.reader import PackReader
    from misca_cli.model import Entity, Pack, Problem, Source, Statement


def problems_of(readers: Sequence[PackReader]) -> Iterator[Problem]:
    """Give the problems of packs, all of whose facts were read, in the order of their files."""
    for at, reader in enumerate(readers):
        reader.tell_of_shared(_clashes([each.shared.pack for each in readers[: at + 1]]))
        for path in reader.paths:
            yield from reader.problems.get(path, ())


def _clashes(packs: Sequence[Pack]) -> Iterator[Fault]:
    """Give the ids by which the last pack means something else than one before it."""
    *before, last = packs
    for kind, (differ, meant) in _MEANING.items():
        records = getattr(last, PLURALS[kind])
        found: set[str] = set()
        for first in before:
            others = getattr(first, PLURALS[kind])
            for record_id in records.keys() & others.keys() - found:
                one, other = records[record_id], others[record_id]
                if differ(one, other):
                    found.add(record_id)
                    message = (
                        f'"{record_id}" means {meant(one)} in the pack "{last.name}", but '
                        f'{meant(other)} in "{first.name}": each may be taken for the other '
                        "(give one of them another id)"
                    )
                    yield Fault(
                        path=(kind, record_id),
                        rule="shared-id",
                        message=message,
                        severity="warning",
                        at_key=True,
                    )


def _entities_differ(one: Entity, other: Entity) -> bool:
    return not (_is_named(one, other.name) or _is_named(other, one.name))


def _is_named(entity: Entity, name: str) -> bool:
    return fold(name) in map(fold, (entity.name, *entity.aliases))


def _sources_differ(one: Source, other: Source) -> bool:
    return fold(one.title) != fold(other.title) and not (one.url and one.url == other.url)


def _statements_differ(one: Statement, other: Statement) -> bool:
    return (one.by, one.said) != (other.by, other.said)


def _utterance(statement: Statement) -> str:
    said = [statement.said.text] if statement.said else []
    return f"what was said by {', '.join((*statement.by, *said))}"


_MEANING: Mapping[str, tuple[Callable[[Any, Any], bool], Callable[[Any], str]]] = {
    "entity": (_entities_differ, lambda entity: f'"{entity.name}"'),
    "source": (_sources_differ, lambda source: f'"{source.title}"'),
    "statement": (_statements_differ, _utterance),
}
"""Of the tables whose ids packs share: whether two records differ, and what one is called."""
