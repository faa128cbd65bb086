"""Facts of an index → what there is to say of them beside one another, in rows (`judged`).

Facts are gathered as they are added, and judged once all are there: only those that meet are
read again. Of what has changed since an index was made, the meetings are judged that have
lost or won a fact, with the facts that are in the index.
"""

from __future__ import annotations

from misca_cli.accounts.judging import Bench
from misca_cli.accounts.meeting import meeting, related
from misca_cli.accounts.notices import Notices, ruled
from misca_cli.accounts.rulings import expired_among
from misca_cli.index.judged import written_findings, written_judgement
from misca_cli.index.rows import data, judgement_key, notice_key
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact

    Values = Iterator[tuple[bytes, bytes]]
    Members = Callable[[str], Mapping[str, Fact]]
    """Gives the facts of a meeting, by the ids that users type."""


class Before(Record):
    """What an index had, of which the facts that are added are a change."""

    facts: Members
    """Those that are still there."""
    lost: tuple[Fact, ...]
    """Those that no longer are."""
    expired: frozenset[str]
    """Rulings that no longer count; what has changed touches none."""
    related: frozenset[str]
    """Of its entities, those that are `related`."""


class Judging:
    """Facts being gathered by what they may be compared with."""

    def __init__(self, base: Factbase, before: Before | None) -> None:
        self._base = base
        self._before = before
        self._notices = Notices(base, {})
        self._misdated: dict[int, tuple[str, ...]] = {}
        self._by_itself: set[str] = set()
        """Meetings of which there may be something to say even if one fact alone is there."""
        self._ruled: dict[tuple[str, str], tuple[int, Fact]] = {}
        rulings = (each for pack in base.packs for each in pack.rulings.values())
        self._in_rulings = {fact_id for each in rulings for fact_id in each.facts}
        self._related = before.related if before else related(base)

    def add(self, number: int, fact: Fact) -> str:
        """Gather a fact, and return what those that it meets share, or nothing."""
        misdated = self._notices.dates(fact)
        if misdated:
            self._misdated[number] = misdated
        if fact.id in self._in_rulings:
            self._ruled[fact.pack, fact.id] = number, fact
        met = meeting(fact, self._base)
        if met is None:
            return ""
        if fact.basis or not self._related.isdisjoint((fact.who, fact.where)):
            self._by_itself.add(met)
        return met

    def judgements(self, own: Mapping[str, int], members: Members, typed: Sequence[str]) -> Values:
        """Give the rows of meetings: `own` are those of the facts, with how many each has."""
        before = self._before
        expired = before.expired if before else self._expired(typed)
        bench = Bench(self._base, expired=expired, related=self._related)
        if before is None:
            met = [each for each in own if own[each] > 1 or each in self._by_itself]
        else:
            met = [*self._touched(own, bench, before, members)]
        # The bytes of texts have the order of the texts.
        for each in sorted(met):
            facts = members(each)
            written = written_judgement(bench.judge(facts, members)) if facts else b""
            if written or before:
                yield judgement_key(each), written

    def _touched(
        self, own: Mapping[str, int], bench: Bench, before: Before, members: Members
    ) -> set[str]:
        """Return the meetings that have lost or won a fact, and those that they bear on."""
        met = {meeting(fact, self._base) for fact in before.lost}
        touched = {*own, *(each for each in met if each is not None)}
        firsts = [fact for each in own for fact in [*members(each).values()][:1]]
        for fact in (*before.lost, *firsts):
            if meeting(fact, self._base) is not None:
                touched.update(bench.wholes(fact), bench.parts(fact))
        return touched

    def _expired(self, typed: Sequence[str]) -> frozenset[str]:
        facts = {typed[number]: fact for number, fact in self._ruled.values()}
        return expired_among(self._base, facts)

    def notices(self, typed: Sequence[str], order: Iterable[int]) -> Values:
        """Give the rows of facts by themselves; `order` has their numbers as they came."""
        expired = self._before.expired if self._before else self._expired(typed)
        names = {key: typed[number] for key, (number, _) in self._ruled.items()}
        retired = {typed[came] for came, fact in self._ruled.values() if fact.status == "retired"}
        by_ruling = ruled(self._base, names, expired)
        notices = Notices(self._base, by_ruling)
        told = by_ruling.keys() - retired
        for number, came in enumerate(order):
            if came in self._misdated or typed[came] in told:
                found = notices.known(typed[came], self._misdated.get(came, ()))
                yield notice_key(number), data(written_findings(found))
