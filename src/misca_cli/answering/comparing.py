"""Facts found → the groups of facts that may be compared, with what there is to say of each."""

from __future__ import annotations

from misca_cli.accounts.findings import NOTHING
from misca_cli.accounts.ladder import ladder
from misca_cli.accounts.meeting import assumed, key_of
from misca_cli.accounts.notices import together
from misca_cli.answer import Answer, Result
from misca_cli.answering import by_fact
from misca_cli.gathered import Group
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from misca_cli.accounts.findings import Agreement, Finding
    from misca_cli.answer import Request
    from misca_cli.answering import Beside
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.find import Found


class _Told(Record):
    """What a group will hold, before its facts are read."""

    met: str | None = None
    """What its facts share; None where they are of no one measure."""
    findings: tuple[Finding, ...]
    agreements: tuple[Agreement, ...] = ()

    @property
    def is_loud(self) -> bool:
        return any(finding.is_loud for finding in self.findings)


def compared(request: Request, corpus: Corpus, found: Found, beside: Beside) -> Answer:
    """Return the groups that facts belong to; without words, all that have something to say.

    Groups that only agree, or follow one another quietly, are left out unless they are asked
    for, or are all there is. Those that are shown alone are made.
    """
    mets = _mets(found, beside) if request.text else (met for met, _ in corpus.judged.judgements())
    told = [*_meeting(mets, found, beside)]
    told += _by_themselves(request, found, beside, told)
    loud = [each for each in told if each.is_loud]
    shown = told if request.everything or (request.text and not loud) else loud
    kept = tuple(_group(each, beside) for each in shown[: request.limit])
    return Answer(
        command=request.command,
        base=corpus.base,
        query=found.query,
        results=_all_results(kept),
        groups=kept,
        total=len(shown),
        hushed=len(told) - len(shown),
        alone=0 if told else len(found.facts),
        agreements=tuple((group, each) for group in kept for each in group.agreements),
        problems=corpus.base.problems,
    )


def _all_results(groups: Iterable[Group]) -> tuple[Result, ...]:
    """Return the facts of groups, each once, with what is to be said of it in any."""
    results: dict[str, Result] = {}
    for group in groups:
        about = by_fact(group.findings)
        for result in (*group.results, *group.relatives):
            held = results.setdefault(result.id, result)
            findings = (*held.findings, *about.get(result.id, ()))
            results[result.id] = held.replaced(findings=findings)
    return tuple(results.values())


def _mets(found: Found, beside: Beside) -> Iterable[str]:
    """Return where the facts found meet others, that of the best fact first."""
    return dict.fromkeys(filter(None, (beside.met(scored.number) for scored in found.matches)))


def _meeting(mets: Iterable[str], found: Found, beside: Beside) -> Iterator[_Told]:
    """Give what there is to say of the facts that meet, where any of them is found."""
    told: set[Finding] = set()
    for met in mets:
        judged = beside.judgement(met)
        if judged == NOTHING or not beside.corpus.judged.meeting(met) & found.facts:
            continue
        # A part and its whole tell of each other.
        findings = [each for each in (*judged.loud, *judged.quiet) if each not in told]
        told.update(findings)
        if not (findings or judged.agreements):
            continue
        yield _Told(met=met, findings=tuple(findings), agreements=judged.agreements)


def _by_themselves(
    request: Request, found: Found, beside: Beside, told: Iterable[_Told]
) -> Iterator[_Told]:
    """Give what there is to say of facts by themselves; facts of the same stand together."""
    corpus = beside.corpus
    ruled = {each.ruling for one in told for each in one.findings if each.ruling}
    findings = _noticed(found, corpus) if request.text else corpus.judged.noticed()
    known = (each for each in findings if beside.has_been_told(each.facts))
    for finding in together(each for each in known if each.ruling not in ruled):
        if _is_found(finding, found, corpus):
            yield _Told(findings=(finding,))


def _noticed(found: Found, corpus: Corpus) -> Iterator[Finding]:
    for number in corpus.first(found.facts, corpus.size):
        yield from corpus.judged.notices(number)


def _is_found(finding: Finding, found: Found, corpus: Corpus) -> bool:
    """Return whether any fact of a finding is among those found."""
    numbers = (number for each in finding.facts for number in corpus.numbers_of(each))
    return any(number in found.facts for number in numbers)


def _group(told: _Told, beside: Beside) -> Group:
    base = beside.corpus.base
    if told.met is None:
        facts = {each: base.facts[each] for finding in told.findings for each in finding.facts}
        return Group(results=_results(facts, beside), findings=told.findings)
    held = beside.facts(told.met)
    results = _results(held, beside)
    first = results[0].fact
    named = {each for finding in told.findings for each in finding.facts}
    relatives = {each: base.facts[each] for each in named - held.keys()}
    return Group(
        measure=first.what,
        key=key_of(first, base),
        assumed=assumed(held.values(), base),
        results=results,
        relatives=_results(relatives, beside),
        findings=told.findings,
        agreements=told.agreements,
        origins=beside.bench.origins({each.id: each.fact for each in results}),
        scaled=beside.bench.scaled(held),
    )


def _results(facts: Mapping[str, Fact], beside: Beside) -> tuple[Result, ...]:
    return tuple(
        Result(id=typed, fact=fact, is_told_later=beside.is_told_later(fact))
        for typed, fact in ladder(facts.items(), beside.corpus.base)
    )
