"""The records of one run, by id, and what follows from joining them.

A pack resolves an id within itself first, then in the other packs in the order they
were named.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from misca_cli.dates import Date
    from misca_cli.model import Entity, Fact, Measure, Pack, Problem, Source, Statement


class Factbase(Record):
    """Packs and the problems met in reading them; facts by the id users type.

    Where two packs hold the same fact id, both facts go by `PACK/ID`.
    """

    packs: tuple[Pack, ...]
    problems: tuple[Problem, ...] = ()
    facts: dict[str, Fact]

    def entity(self, fact: Fact, entity_id: str) -> Entity | None:
        """Return the entity that a fact means by an id."""
        entity: Entity | None = self._first("entities", fact, entity_id)
        return entity

    def measure(self, fact: Fact) -> Measure | None:
        """Return the measure of a fact."""
        measure: Measure | None = self._first("measures", fact, fact.what)
        return measure

    def source(self, fact: Fact, source_id: str) -> Source | None:
        """Return the source that a fact means by an id."""
        source: Source | None = self._first("sources", fact, source_id)
        return source

    def statement(self, fact: Fact) -> Statement | None:
        """Return the utterance that a fact shares with others."""
        statement: Statement | None = self._first("statements", fact, fact.statement)
        return statement

    def home(self, table: str, fact: Fact, record_id: str) -> str:
        """Return the pack whose record a fact means by an id: others may use that id, too."""
        for pack in self._near(fact.pack) if len(self.packs) > 1 else ():
            if getattr(pack, table).get(record_id) is not None:
                return pack.name
        return fact.pack

    def name(self, fact: Fact, entity_id: str) -> str:
        """Return the name of an entity, or its id where no pack describes it."""
        entity = self.entity(fact, entity_id)
        return entity.name if entity else entity_id

    def speakers(self, fact: Fact) -> tuple[str, ...]:
        """Return the ids of who uttered a fact; none means the source's own voice."""
        statement = self.statement(fact) if fact.statement and not fact.by else None
        return statement.by if statement else fact.by

    def said(self, fact: Fact) -> Date | None:
        """Return when a fact was uttered, if that is written."""
        statement = self.statement(fact) if fact.statement and not fact.said else None
        return statement.said if statement else fact.said

    def date_used(self, fact: Fact) -> tuple[str | None, Date | None]:
        """Return which date counts for periods and the timeline: `when`, else `said`."""
        if fact.when:
            return "when", fact.when
        said = self.said(fact)
        return ("said", said) if said else (None, None)

    def date_known(self, fact: Fact) -> Date | None:
        """Return by when a fact had been said: `said`, else its source's `issued`."""
        said = self.said(fact)
        source = None if said else self.source(fact, fact.source)
        return source.issued if source else said

    def qualified(self, fact: Fact) -> str:
        """Return the id users type for a fact."""
        prefixed = f"{fact.pack}/{fact.id}"
        return prefixed if prefixed in self.facts else fact.id

    def typed(self, text: str) -> str | None:
        """Return the id that a text names: one without a clash may be typed as `PACK/ID` too."""
        if text in self.facts:
            return text
        pack, slash, fact_id = text.partition("/")
        fact = self.facts.get(fact_id) if slash else None
        return fact_id if fact and fact.pack == pack else None

    def _first(self, table: str, fact: Fact, record_id: str | None) -> Any:
        """Return the record of a table that a fact means by an id."""
        if not record_id:
            return None
        if len(self.packs) == 1:
            return getattr(self.packs[0], table).get(record_id)
        for pack in self._near(fact.pack):
            record = getattr(pack, table).get(record_id)
            if record is not None:
                return record
        return None

    def _near(self, pack_name: str) -> Iterator[Pack]:
        yield from (pack for pack in self.packs if pack.name == pack_name)
        yield from (pack for pack in self.packs if pack.name != pack_name)


def read(folders: Sequence[str], *, recovering: bool = False) -> Factbase:
    """Read the packs of folders. Raises `FactsNotFoundError` for a folder that isn't there.

    When `recovering`, what is TOML of a file that is none as a whole is read too.
    """
    from misca_cli.load import load

    return factbase(*load(folders, recovering=recovering))


def factbase(packs: tuple[Pack, ...], problems: tuple[Problem, ...] = ()) -> Factbase:
    """Join packs into the records of one run."""
    facts: dict[str, Fact] = {}
    clashing = _clashing(packs)
    for pack in packs:
        for fact in pack.facts.values():
            facts[f"{pack.name}/{fact.id}" if fact.id in clashing else fact.id] = fact
    return Factbase(packs=packs, problems=problems, facts=facts)


def _clashing(packs: tuple[Pack, ...]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for pack in packs:
        twice |= seen & pack.facts.keys()
        seen |= pack.facts.keys()
    return twice
