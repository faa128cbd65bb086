"""What there is to say of facts beside one another, as far as a request asks for it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from misca_cli.accounts.findings import Agreement, Finding, Judgement
    from misca_cli.accounts.judging import Bench
    from misca_cli.answer import Group, Request, Result
    from misca_cli.dates import Day
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.sets import FactSet


class Beside:
    """The judgements that count for a request: of all facts, or of those told by a day."""

    def __init__(
        self, request: Request, corpus: Corpus, *, told: FactSet, as_of: Day | None
    ) -> None:
        self.corpus = corpus
        self._quiet = request.everything or request.command == "show"
        self._told = told
        self._as_of = as_of
        self._judged: dict[str, Judgement] = {}
        self._found: dict[str, Mapping[str, Sequence[Finding]]] = {}
        self._met: dict[str, str | None] = {}
        """The meetings of the facts that were asked for, by the ids users type."""
        self._bench: Bench | None = None

    @property
    def bench(self) -> Bench:
        """Return what judges groups of facts that no index has judged."""
        if self._bench is None:
            from misca_cli.accounts.judging import Bench  # a plain query finds all judged
            from misca_cli.accounts.rulings import expired_among

            base = self.corpus.base
            self._bench = Bench(base, expired=expired_among(base, base.facts))
        return self._bench

    def facts(self, met: str) -> Mapping[str, Fact]:
        """Return the facts that share a `meeting`, by the ids users type and in their order."""
        told = self.corpus.judged.meeting(met) & self._told
        numbers = self.corpus.first(told, len(told))
        return {self.corpus.id(number): self.corpus.fact(number) for number in numbers}

    def judgement(self, met: str) -> Judgement:
        """Return what there is to say of the facts that share a `meeting`."""
        judged = self._judged.get(met)
        if judged is None:
            if self._as_of is None:
                judged = self.corpus.judged.judgement(met)
            else:
                judged = self.bench.judge(self.facts(met), self.facts)
            self._judged[met] = judged
        return judged

    def met(self, number: int) -> str | None:
        """Return the `meeting` of a fact, if there may be something to say of it."""
        if self._as_of is None:
            return self.corpus.judged.met(number)
        from misca_cli.accounts.meeting import meeting  # an index knows it

        return meeting(self.corpus.fact(number), self.corpus.base)

    def findings(self, number: int) -> tuple[Finding, ...]:
        """Return what is to be said of a fact, beside others and by itself."""
        met = self._met[self.corpus.id(number)] = self.met(number)
        beside = () if met is None else self._about(met).get(self.corpus.id(number), ())
        return (*beside, *self._by_itself(number, beside))

    def _about(self, met: str) -> Mapping[str, Sequence[Finding]]:
        """Return what is to be said of facts that share a `meeting`, by their ids."""
        about = self._found.get(met)
        if about is None:
            judged = self.judgement(met)
            about = by_fact((*judged.loud, *judged.quiet) if self._quiet else judged.loud)
            self._found[met] = about
        return about

    def findings_of(self, typed: str) -> tuple[Finding, ...]:
        """Return what is to be said of the fact that goes by an id."""
        return self.findings(next(iter(self.corpus.numbers_of(typed))))

    def agreements(self, results: Iterable[Result]) -> tuple[tuple[Group, Agreement], ...]:
        """Return what the accounts beside facts whose findings were asked for add up to."""
        held: dict[str, list[Result]] = {}
        for result in results:
            met = self._met[result.id]
            if met is not None:
                held.setdefault(met, []).append(result)
        return tuple(
            (self._group(results), each)
            for met, results in held.items()
            for each in self.judgement(met).agreements
        )

    def _group(self, results: Sequence[Result]) -> Group:
        from misca_cli.accounts.meeting import key_of  # many facts stand alone
        from misca_cli.answer import Group

        fact = results[0].fact
        key = key_of(fact, self.corpus.base)
        return Group(measure=fact.what, key=key, results=tuple(results))

    def _by_itself(self, number: int, beside: Iterable[Finding]) -> Iterable[Finding]:
        """Return what is to be said of a fact by itself, no ruling twice."""
        by_itself = self.corpus.judged.notices(number)
        if not by_itself:
            return ()
        ruled = {each.ruling for each in beside if each.ruling}
        told = (each for each in by_itself if self.has_been_told(each.facts))
        return [each for each in told if each.ruling not in ruled]

    def has_been_told(self, typed: Iterable[str]) -> bool:
        """Return whether facts had been told by the day."""
        if self._as_of is None:
            return True
        facts = (self.corpus.base.facts[each] for each in typed)
        known = (self.corpus.base.known(fact) for fact in facts)
        return all(date and date.latest and date.latest <= self._as_of for date in known)

    def is_told_later(self, fact: Fact) -> bool:
        """Return whether a fact had been said by the day, but its source appeared later."""
        if self._as_of is None:
            return False
        source = self.corpus.base.source(fact, fact.source)
        if source is None or source.issued is None:
            return False
        # An uncertain date counts by its latest day, as for what had been said.
        return source.issued.latest is None or source.issued.latest > self._as_of


def by_fact(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    """Return findings by the ids of the facts that they are about."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        for typed in finding.facts:
            about.setdefault(typed, []).append(finding)
    return about
