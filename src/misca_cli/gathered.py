"""What some answers hold beside facts: groups of them to compare, and sources with their use."""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.accounts.findings import Agreement, Finding
    from misca_cli.answer import Result
    from misca_cli.model import Entity, Source


class Group(Record):
    """Facts that may be compared, and what there is to say of them."""

    measure: str | None = None
    """Its id; None where facts of no one measure are set beside one another."""
    key: Mapping[str, tuple[str, ...]] = {}
    """What they have in common, by field."""
    assumed: tuple[Entity, ...] = ()
    """Entities that are taken for others, each with its `same_as`."""
    results: tuple[Result, ...] = ()
    """In the order of their stages, then of their times."""
    relatives: tuple[Result, ...] = ()
    """What findings name beside them: parts of what they are about, or wholes."""
    findings: tuple[Finding, ...] = ()
    """The loud ones first."""
    agreements: tuple[Agreement, ...] = ()
    origins: Mapping[str, int] = {}
    """By fact, the number of its origin from 0; those of one origin do not corroborate."""
    scaled: Mapping[str, str] = {}
    """By fact, the value on the scale of the group, where it is not as written."""


class SourceUse(Record):
    """A source, and how many of the selected facts rest on it or cite it."""

    source: Source
    pack: str
    facts: int
    cited_by: int = 0
    reprinted_by: tuple[str, ...] = ()
    """Ids of sources that reprint it."""

    @property
    def is_used(self) -> bool:
        """Return whether any of the facts rests on it or cites it."""
        return bool(self.facts or self.cited_by)
