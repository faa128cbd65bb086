"""Query → facts, best first: the one way, whatever keeps the facts."""

from __future__ import annotations

from misca_cli.answer import Query, Word
from misca_cli.record import Record
from misca_cli.search.coverage import (
    NEAR,
    Classes,
    frequency,
    least_coverage,
    levels,
    levels_of,
    steps_among,
    weigh,
)
from misca_cli.search.plan import Concept, Target, plan
from misca_cli.search.reader import read, says_anything
from misca_cli.search.score import Asked, Fit, Hit, Matcher, score
from misca_cli.search.sets import EMPTY, FactSet, set_of, union
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.search.corpus import Corpus
    from misca_cli.search.coverage import Class, Levels
    from misca_cli.search.document import Document
    from misca_cli.search.reader import Draft
    from misca_cli.search.score import Scored

CANDIDATES = 64
"""How many facts of those that cover most of a query are scored, unless more are wanted."""
EXACT_TOTAL = 1000
"""Up to so many matches are counted; beyond, there are at least so many."""
MOST_SEARCHED = 6
"""Of a longer query, the words that weigh most decide which facts are looked at."""
LEAST_AGREEMENT = 0.2
"""A date or figure that agrees less is not what was asked for."""
MOST_CHECKED = 5000
"""How many facts are looked at for a phrase: beyond, there are at least as many as found."""
MOST_NEAR = 5
QUOTES = frozenset('"“”„«»')


class Found(Record):
    """The query as it was read, and the facts that match it, best first, or come near."""

    query: Query
    concepts: tuple[Concept, ...]
    matches: tuple[Scored, ...] = ()
    """The best ones: all of them where no number was asked for."""
    total: int = 0
    is_exact: bool = True
    """Whether `total` is not only what there is at least."""
    facts: FactSet = EMPTY
    """All that match."""
    near: tuple[Scored, ...] = ()


def find(
    text: str, corpus: Corpus, *, among: FactSet | None = None, most: int | None = None
) -> Found:
    """Find the best facts among some, at least so many if there are.

    Raises `UsageError` for a query that can't be read.
    """
    draft = read(text, corpus)
    concepts = plan(draft, corpus)
    finding = _Finding(draft, concepts, corpus)
    left = finding.left(corpus.everything if among is None else among)
    found = finding.matching(left, most)
    near = () if found.matches else finding.near(left)
    if draft.phrases and not found.matches and not near and says_anything(_unquoted(text), corpus):
        # What no fact says in a row, it may say in other words or another spelling.
        loose = find(_unquoted(text), corpus, among=among, most=MOST_NEAR)
        found, near = found.replaced(concepts=loose.concepts), loose.matches or loose.near
    return found.replaced(query=_query(draft, found.concepts, corpus), near=near[:MOST_NEAR])


def _unquoted(text: str) -> str:
    return "".join(" " if char in QUOTES else char for char in text)


class _Finding:
    """One query being answered: what it asks for, and which facts meet each thing."""

    def __init__(self, draft: Draft, concepts: tuple[Concept, ...], corpus: Corpus) -> None:
        self.draft = draft
        self.concepts = concepts
        self.corpus = corpus
        self.matcher = Matcher(concepts)
        self.figures = {
            at: (concept.text, corpus.figured(concept.amount))
            for at, concept in enumerate(concepts)
            if concept.amount
        }
        self.words = [levels_of(concept, corpus) for concept in concepts]
        self.required = tuple(_required(draft, corpus))
        self.checked, self.unchecked = 0, 0
        self.weights = weigh([frequency(each, corpus) for each in concepts], corpus.size)
        by_weight = sorted(range(len(concepts)), key=lambda at: -self.weights.words[at])
        self.searched = sorted(by_weight[:MOST_SEARCHED])
        self.asked = Asked(
            concepts=tuple(concept.text for concept in concepts),
            standing=frozenset(
                at
                for at, concept in enumerate(concepts)
                if any(target.how == "exact" for target in concept.targets)
            ),
            required=tuple(text for text, _ in self.required),
            weights=self.weights,
            weight=self.weights.whole(len(self.required)),
            claim_length=(corpus.claim_length if concepts else 0) or 1.0,
        )

    def left(self, among: FactSet) -> FactSet:
        """Return the facts that filters and exclusions leave."""
        if self.draft.filters or self.draft.excluded:
            from misca_cli.search.select import chosen  # most queries are words and no more

            among &= chosen(self.draft, self.corpus)
        return among

    def matching(self, facts: FactSet, most: int | None) -> Found:
        """Return the facts that cover enough of the query and meet all it requires."""
        for _, met in self.required:
            facts &= union(on for worth, on in met if worth >= LEAST_AGREEMENT)
        # Who wants no fact by itself wants all of them together.
        enough = max(most, EXACT_TOTAL) if most else self.corpus.size
        classes = self._classes(facts, least_coverage(len(self.concepts), 0.0))
        taken: list[Class] = []
        total = 0
        for each in self._verified(self._with_a_word(classes)):
            if not taken:
                classes.least = least_coverage(len(self.concepts), each.coverage)
            taken.append(each)
            total += each.facts.count(enough + 1 - total)
            if total > enough:
                break
        return Found(
            query=Query(text=self.draft.text),
            concepts=self.concepts,
            matches=self._best(taken, most),
            total=min(total, enough),
            is_exact=not (total > enough or classes.is_cut or self.unchecked),
            facts=union(each.facts for each in taken),
        )

    def near(self, facts: FactSet) -> tuple[Scored, ...]:
        """Return the facts that cover some of the query."""
        if not self.concepts:
            return ()
        taken: list[Class] = []
        found = 0
        for each in self._with_a_word(self._classes(facts, NEAR)):
            taken.append(self._without_phrases(each))
            found += taken[-1].facts.count(CANDIDATES)
            if found >= CANDIDATES:
                break
        return self._best([each for each in taken if each.coverage >= NEAR], CANDIDATES)

    def _classes(self, facts: FactSet, least: float) -> Classes:
        words = (self.weights.words[at] for at in self.searched)
        weights = (*words, *(self.weights.extra for _ in self.required))
        things = (*(self.words[at] for at in self.searched), *(met for _, met in self.required))
        steps = steps_among(self.corpus.size)
        return Classes(things, weights, facts, least=least, steps=steps)

    def _with_a_word(self, classes: Classes) -> Iterator[Class]:
        """Give classes without the facts that have none of the words, unless no fact has any."""
        words = len(self.searched) if any(self.words[at] for at in self.searched) else 0
        return (each for each in classes if not words or any(each.met[:words]))

    def _verified(self, classes: Iterable[Class]) -> Iterator[Class]:
        """Give classes without the facts that have the words of a phrase, but not in a row."""
        for each in classes:
            if not self.draft.phrases:
                yield each
                continue
            checked = each.facts.first(MOST_CHECKED - self.checked)
            self.checked += len(checked)
            self.unchecked += len(each.facts) - len(checked)
            having = set_of(number for number in checked if self._has_phrases(number))
            if having:
                yield each.replaced(facts=having)

    def _has_phrases(self, number: int) -> bool:
        from misca_cli.search.select import has_phrase  # few queries have a phrase

        return all(has_phrase(phrase, self.corpus, number) for phrase in self.draft.phrases)

    def _without_phrases(self, each: Class) -> Class:
        """Count no phrase as met: had a fact all of them, it would be a match."""
        phrases = len(self.draft.phrases)
        if not phrases:
            return each
        met = each.met[len(each.met) - phrases :]
        whole = sum(self.weights.words[at] for at in self.searched)
        whole += self.weights.extra * len(self.required)
        lost = self.weights.extra * sum(met) / whole
        kept = each.met[: len(each.met) - phrases]
        return each.replaced(coverage=each.coverage - lost, met=(*kept, *(0.0 for _ in met)))

    def _best(self, taken: Iterable[Class], most: int | None) -> tuple[Scored, ...]:
        """Score facts, those of the best classes first where there are too many."""
        scored: list[Scored] = []
        left = self.corpus.size if most is None else max(most, CANDIDATES) if most else 0
        for each in taken:
            numbers = self.corpus.first(each.facts, left - len(scored))
            figures = self._figure_hits(numbers)
            scored += [self._scored(n, each, figures.get(n, ())) for n in numbers]
        order = self.corpus.order
        return tuple(sorted(scored, key=lambda one: (-round(one.score, 9), order(one.number))))

    def _scored(self, number: int, each: Class, figures: Sequence[Hit]) -> Scored:
        # Who names a day looks for what is dated by it before what only fell on it.
        kind = self.draft.kind
        if self.draft.period and (not kind or not self.concepts):
            kind = "date"
        required = each.met[len(self.searched) :]
        if not (self.concepts or kind):
            fit = Fit(coverage=each.coverage, required=required)
            return score(number, (), self.asked, fit=fit, length=0)
        document = self.corpus.document(number)
        hits = [*self.matcher.hits(document), *figures]
        agreed = self._agreed(kind, document, hits) if kind else 0.0
        return score(
            number,
            hits,
            self.asked,
            fit=Fit(coverage=each.coverage, required=required, kind=agreed),
            length=document.claim_length,
        )

    def _agreed(self, kind: str, document: Document, hits: Iterable[Hit]) -> float:
        from misca_cli.search.agree import identity_agreement, kind_agreement  # few ask for one

        if kind == "identity":
            last = len(self.concepts) - 1
            ends = [hit.position for hit in hits if hit.concept == last and hit.field == "claim"]
            return identity_agreement(document, [end for end in ends if end is not None])
        return kind_agreement(kind, document.kind, exact=document.exact)

    def _figure_hits(self, numbers: Sequence[int]) -> Mapping[int, list[Hit]]:
        """Return by fact the bare numbers its value agrees with: they are met as in a text."""
        hits: dict[int, list[Hit]] = {}
        if self.figures:
            facts = set_of(numbers)
            for at, (text, by_agreement) in self.figures.items():
                for agreement, agreeing in by_agreement.items():
                    target = Target(form=text, how="exact", quality=agreement)
                    for number in facts & agreeing:
                        hits.setdefault(number, []).append(Hit(at, "value", target, None))
        return hits


def _required(draft: Draft, corpus: Corpus) -> Iterator[tuple[str, Levels]]:
    """Give what a match must meet beside the words, as typed, with the facts by how well."""
    if draft.period:
        from misca_cli.search.agree import asked_for  # few queries have a period

        yield draft.period.text, levels(asked_for(draft.period, corpus))
    bare = {id(typed.amount) for typed in draft.typed}
    for amount in draft.amounts:
        if id(amount) not in bare:
            from misca_cli.search.agree import figured  # few queries have a figure

            yield amount.text, levels(figured(amount, corpus))
    if draft.phrases:
        from misca_cli.search.select import may_have  # few queries have a phrase

        yield from ((each, levels({1.0: may_have(each, corpus)})) for each in draft.phrases)


def _query(draft: Draft, concepts: Sequence[Concept], corpus: Corpus) -> Query:
    read_words = [_word(concept, corpus) for concept in concepts]
    if draft.period:
        from misca_cli.search.periods import period_words  # few queries have a period

        read_words += period_words(draft.period.text)
    typed = fold(draft.text)
    return Query(
        text=draft.text,
        words=tuple(sorted(read_words, key=lambda word: _place_in(typed, fold(word.text)))),
        phrases=draft.phrases,
        excluded=draft.excluded,
        **(_left_out(draft.excluded, corpus) if draft.excluded else {}),
        filters=draft.filters,
        period=draft.period,
        amounts=draft.amounts,
    )


def _place_in(typed: str, word: str) -> int:
    """Return where a word stands in a text: by itself, if it does, else within another."""
    alone = f" {typed} ".find(f" {word} ")
    return alone if alone >= 0 else typed.find(word)


def _left_out(texts: Sequence[str], corpus: Corpus) -> Mapping[str, Any]:
    """Return how what is to be left out was read, as fields of a query."""
    from misca_cli.search.filters import excluded_period  # few queries leave something out
    from misca_cli.search.select import excluded

    periods = (excluded_period(text, corpus) for text in texts)
    return {
        "left_out": tuple(filter(None, periods)),
        "vain_exclusions": tuple(text for text in texts if not excluded((text,), corpus)),
    }


def _word(concept: Concept, corpus: Corpus) -> Word:
    for target in concept.targets:
        if _is_found(target.form, corpus):
            return Word(text=concept.text, read_as=target.form, how=target.how)
    if concept.amount and corpus.figured(concept.amount):
        return Word(text=concept.text, read_as=concept.text, how="exact")
    return Word(text=concept.text)


def _is_found(form: str, corpus: Corpus) -> bool:
    """Return whether a fact has a word, or names something that has it in its name."""
    if any(corpus.having((form,)).values()):
        return True
    # Most often the first of a hundred names is enough.
    return any(any(corpus.bearing((each.key,)).values()) for each in corpus.names_with(form))
