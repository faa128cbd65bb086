"""What there is to say of facts beside one another, found out when it is asked for.

The reference for what an index keeps.
"""

from __future__ import annotations

from misca_cli.accounts.findings import NOTHING
from misca_cli.accounts.groups import Groups
from misca_cli.accounts.meeting import meeting
from misca_cli.search.sets import set_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from misca_cli.accounts.findings import Finding, Judgement
    from misca_cli.factbase import Factbase
    from misca_cli.search.sets import FactSet


class Grouped:
    """A `Judged` of facts in memory, numbered in the order of their ids."""

    def __init__(self, base: Factbase, ids: Sequence[str]) -> None:
        self._base = base
        self._ids = ids
        self._groups = Groups(base, base.facts.items())
        self._numbers = {typed: number for number, typed in enumerate(ids)}

    def met(self, number: int) -> str | None:
        """Return the `meeting` of a fact, if there is something to say of it."""
        met = meeting(self._base.facts[self._ids[number]], self._base)
        return met if met and self.judgement(met) != NOTHING else None

    def meeting(self, met: str) -> FactSet:
        """Return the facts that share a `meeting`."""
        return set_of(self._numbers[typed] for typed in self._groups.facts.get(met, ()))

    def judgement(self, met: str) -> Judgement:
        """Return what there is to say of the facts that share a `meeting`."""
        return self._groups.judgement(met)

    def judgements(self) -> Iterator[tuple[str, Judgement]]:
        """Give every `meeting` that there is something to say of, in their order."""
        for met in sorted(self._groups.facts):
            judgement = self._groups.judgement(met)
            if judgement != NOTHING:
                yield met, judgement

    def notices(self, number: int) -> Sequence[Finding]:
        """Return what there is to say of a fact by itself."""
        typed = self._ids[number]
        return self._groups.notices(typed, self._base.facts[typed])

    def noticed(self) -> Iterator[Finding]:
        """Give what there is to say of facts by themselves, in the order of their ids."""
        for number in range(len(self._ids)):
            yield from self.notices(number)
