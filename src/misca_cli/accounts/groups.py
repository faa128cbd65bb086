"""All facts of some packs, by what they share: groups that are judged when asked for."""

from __future__ import annotations

from functools import cached_property

from misca_cli.accounts.judging import Bench
from misca_cli.accounts.meeting import meeting
from misca_cli.accounts.notices import Notices, ruled
from misca_cli.accounts.rulings import expired_among

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from misca_cli.accounts.findings import Finding, Judgement
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact


class Groups:
    """Facts by their `meeting`, each with what there is to say of them."""

    def __init__(self, base: Factbase, facts: Iterable[tuple[str, Fact]]) -> None:
        """Take facts by the ids users type; `base` has the records that they share."""
        self.facts: dict[str, dict[str, Fact]] = {}
        """By meeting, then by id."""
        for typed, fact in facts:
            met = meeting(fact, base)
            if met is not None:
                self.facts.setdefault(met, {})[typed] = fact
        self._base = base
        self._expired = expired_among(base, base.facts)
        self._bench = Bench(base, expired=self._expired)
        self._judged: dict[str, Judgement] = {}

    def judgement(self, met: str) -> Judgement:
        """Return what there is to say of the facts of a meeting."""
        if met not in self._judged:
            self._judged[met] = self._bench.judge(self.facts[met], self._named)
        return self._judged[met]

    def notices(self, typed: str, fact: Fact) -> Sequence[Finding]:
        """Return what there is to say of a fact by itself."""
        return self._notices.of(typed, fact)

    @cached_property
    def _notices(self) -> Notices:
        typed = {(fact.pack, fact.id): typed for typed, fact in self._base.facts.items()}
        return Notices(self._base, ruled(self._base, typed, self._expired))

    def _named(self, met: str) -> Mapping[str, Fact]:
        return self.facts.get(met, {})
