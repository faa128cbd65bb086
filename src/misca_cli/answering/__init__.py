"""Request → answer: here for a query or a chart, in `commands` for whatever else is asked.

With the facts goes what there is to say of them beside one another, as far as it is asked for.
"""

from __future__ import annotations

from misca_cli.answer import Answer, Match, Request, Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from misca_cli.accounts.findings import Agreement, Finding, Judgement
    from misca_cli.accounts.judging import Bench
    from misca_cli.dates import Day
    from misca_cli.factbase import Factbase
    from misca_cli.gathered import Group
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.find import Found
    from misca_cli.search.score import Scored
    from misca_cli.search.sets import FactSet


def answer(request: Request, corpus: Corpus) -> Answer:
    """Answer a request from the facts of one run.

    Raises `UsageError` for a query that names what does not exist.
    """
    if request.command in ("query", "chart"):
        return query(request, corpus)
    from misca_cli.answering.commands import COMMANDS  # a query does without

    return COMMANDS[request.command](request, corpus)


def query(request: Request, corpus: Corpus) -> Answer:
    """Return the facts that match, best first, or those that come near."""
    # Only in the order of their scores are the best ones enough.
    most = request.limit if request.sort in (None, "score") else None
    found = find_for(request, corpus, most=most)
    best = found.matches if most is None else found.matches[:most]
    beside = beside_of(request, corpus)
    results = [result_of(scored, found, beside, request) for scored in best]
    near = [result_of(scored, found, beside, request) for scored in found.near]
    ordered = in_order(results, request, corpus.base)
    given = answered(request, corpus, ordered, query=found.query, near=tuple(near))
    return given.replaced(
        total=found.total,
        is_total_exact=found.is_exact,
        agreements=beside.agreements(given.results),
    )


def answered(request: Request, corpus: Corpus, results: Sequence[Result], **more: Any) -> Answer:
    """Return an answer with as many results as a request is for."""
    return Answer(
        command=request.command,
        base=corpus.base,
        results=tuple(results[: request.limit]),
        total=len(results),
        axis=request.axis,
        untold=untold_of(request, corpus),
        outside=0 if results else outside_of(request, corpus),
        problems=corpus.base.problems,
        **more,
    )


def untold_of(request: Request, corpus: Corpus) -> int:
    """Count the facts that a request with a day leaves out, as nothing says when they were told."""
    if not request.as_of:
        return 0
    from misca_cli.answering.days import untold  # few requests are for some day

    return untold(request, corpus)


def outside_of(request: Request, corpus: Corpus) -> int:
    """Count the facts that match outside the days that a request bounds, if it bounds any."""
    if not (request.text and (request.since or request.until or request.as_of)):
        return 0
    from misca_cli.answering.days import outside  # few requests are for some days

    return outside(request, corpus)


def find_for(request: Request, corpus: Corpus, *, most: int | None = None) -> Found:
    """Return the facts that a request is for, of which only so many are put in order."""
    from misca_cli.search.find import find  # who shows a fact by its id does without

    return find(request.text, corpus, among=_selection(request, corpus), most=most)


def _selection(request: Request, corpus: Corpus) -> FactSet:
    """Return the facts that the options of a request leave."""
    facts = corpus.everything
    if not request.everything:
        facts -= corpus.marked("status", "retired")
    if request.since or request.until or request.as_of:
        from misca_cli.answering.days import dated  # few requests are for some days

        facts &= dated(request, corpus)
    return facts


def beside_of(request: Request, corpus: Corpus) -> Beside:
    """Return what judges the facts that had been told by the day of a request."""
    if not request.as_of:
        return Beside(request, corpus, told=corpus.everything, as_of=None)
    from misca_cli.answering.days import as_of, told  # few requests are for some day

    return Beside(request, corpus, told=told(request, corpus), as_of=as_of(request, corpus))


def result_of(scored: Scored, found: Found, beside: Beside, request: Request) -> Result:
    """Return a fact that was found, with all that is to be said of it."""
    corpus = beside.corpus
    fact = corpus.fact(scored.number)
    return Result(
        id=corpus.id(scored.number),
        fact=fact,
        findings=beside.findings(scored.number),
        is_told_later=beside.is_told_later(fact),
        score=scored.score if found.query.is_ranked else None,
        matched=_matches(scored, found, corpus),
        parts=tuple(scored.parts) if request.explain else (),
    )


def _matches(scored: Scored, found: Found, corpus: Corpus) -> tuple[Match, ...]:
    """Return for each word and field the best way it was met, in the order of the words."""
    from misca_cli.search.score import best_by_field  # who shows a fact by its id does without

    best = best_by_field(scored.hits)
    ordered = sorted(best.values(), key=lambda hit: (hit.concept, -hit.target.quality, hit.field))
    matches = [
        Match(
            word=found.concepts[hit.concept].text,
            field=hit.field,
            how=hit.target.how,
            text=hit.target.form,
        )
        for hit in ordered
    ]
    if found.query.period or found.query.amounts:
        from misca_cli.answering.said import said  # most queries are words and no more

        matches += said(scored.number, found, corpus)
    return tuple(matches)


def in_order(results: Sequence[Result], request: Request, base: Factbase) -> Sequence[Result]:
    """Return results as a request sorts them, or as they are."""
    if request.sort == "date":
        from misca_cli import timeline  # most answers have another order

        return timeline.ordered(results, base, request.axis)
    if request.sort == "id":
        return sorted(results, key=lambda result: result.id)
    if request.sort == "source":
        return sorted(results, key=lambda result: (result.fact.source, result.id))
    if request.sort == "score":
        return sorted(results, key=lambda result: (-(result.score or 0.0), result.id))
    return results


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
        from misca_cli.gathered import Group

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
        known = (self.corpus.base.date_known(fact) for fact in facts)
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
