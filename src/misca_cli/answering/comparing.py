"""Facts found → the groups of facts that may be compared, with what there is to say of each."""

from __future__ import annotations

from misca_cli.accounts.findings import NOTHING
from misca_cli.accounts.ladder import ladder
from misca_cli.accounts.meeting import assumed, key_of, meeting
from misca_cli.accounts.notices import together
from misca_cli.answer import Answer, Group, Result
from misca_cli.answering.beside import by_fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from misca_cli.accounts.findings import Finding
    from misca_cli.answer import Request
    from misca_cli.answering.beside import Beside
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.find import Found


def compared(request: Request, corpus: Corpus, found: Found, beside: Beside) -> Answer:
    """Return the groups that facts belong to; without words, all that have something to say.

    Groups that only agree, or follow one another quietly, are left out unless they are asked
    for, or are all there is.
    """
    mets = _mets(found, corpus) if request.text else (met for met, _ in corpus.judged.judgements())
    groups = [*_meeting(mets, found, corpus, beside)]
    groups += _by_themselves(request, found, corpus, beside, groups)
    loud = [group for group in groups if group.is_loud]
    shown = groups if request.everything or (request.text and not loud) else loud
    kept = tuple(shown[: request.limit])
    return Answer(
        command=request.command,
        base=corpus.base,
        query=found.query,
        results=_all_results(kept),
        groups=kept,
        total=len(shown),
        hushed=len(groups) - len(shown),
        alone=0 if groups else len(found.facts),
        agreements=tuple((group, each) for group in kept for each in group.agreements),
        problems=corpus.base.problems,
    )


def _all_results(groups: Iterable[Group]) -> tuple[Result, ...]:
    """Return the facts of groups, each once, with what is to be said of it in any."""
    results: dict[str, Result] = {}
    for group in groups:
        about = by_fact(group.findings)
        for result in group.results:
            held = results.setdefault(result.id, result)
            findings = (*held.findings, *about.get(result.id, ()))
            results[result.id] = held.replaced(findings=findings)
    return tuple(results.values())


def _mets(found: Found, corpus: Corpus) -> Iterable[str]:
    """Return where the facts found meet others, that of the best fact first."""
    facts = (corpus.fact(scored.number) for scored in found.matches)
    return dict.fromkeys(filter(None, (meeting(fact, corpus.base) for fact in facts)))


def _meeting(mets: Iterable[str], found: Found, corpus: Corpus, beside: Beside) -> Iterator[Group]:
    """Give the groups of facts of which there is something to say."""
    told: set[Finding] = set()
    for met in mets:
        judged = beside.judgement(met)
        if judged == NOTHING or not corpus.judged.meeting(met) & found.facts:
            continue
        # A part and its whole tell of each other.
        findings = [each for each in (*judged.loud, *judged.quiet) if each not in told]
        told.update(findings)
        facts = beside.facts(met)
        results = _results(facts, beside, corpus)
        first = results[0].fact
        yield Group(
            measure=first.what,
            key=key_of(first, corpus.base),
            assumed=assumed(facts.values(), corpus.base),
            results=results,
            findings=tuple(findings),
            agreements=judged.agreements,
            origins=beside.bench.origins({each.id: each.fact for each in results}),
            scaled=beside.bench.scaled(facts),
        )


def _by_themselves(
    request: Request, found: Found, corpus: Corpus, beside: Beside, groups: Iterable[Group]
) -> Iterator[Group]:
    """Give what there is to say of facts by themselves; facts of the same stand together."""
    ruled = {each.ruling for group in groups for each in group.findings if each.ruling}
    findings = _noticed(found, corpus) if request.text else corpus.judged.noticed()
    told = (each for each in findings if beside.has_been_told(each.facts))
    for finding in together(each for each in told if each.ruling not in ruled):
        if _is_found(finding, found, corpus):
            facts = {each: corpus.base.facts[each] for each in finding.facts}
            yield Group(results=_results(facts, beside, corpus), findings=(finding,))


def _noticed(found: Found, corpus: Corpus) -> Iterator[Finding]:
    for number in corpus.first(found.facts, corpus.size):
        yield from corpus.judged.notices(number)


def _is_found(finding: Finding, found: Found, corpus: Corpus) -> bool:
    """Return whether any fact of a finding is among those found."""
    numbers = (number for each in finding.facts for number in corpus.numbers_of(each))
    return any(number in found.facts for number in numbers)


def _results(facts: Mapping[str, Fact], beside: Beside, corpus: Corpus) -> tuple[Result, ...]:
    return tuple(
        Result(id=typed, fact=fact, is_told_later=beside.is_told_later(fact))
        for typed, fact in ladder(facts.items(), corpus.base)
    )
