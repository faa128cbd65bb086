"""Query → facts, best first: the one way, whatever keeps the facts."""

from __future__ import annotations

from misca_cli.record import Record
from misca_cli.search.agree import amount_agreement, kind_agreement, period_agreement
from misca_cli.search.periods import period_words
from misca_cli.search.plan import Concept, plan
from misca_cli.search.query import Query, Word
from misca_cli.search.reader import read, says_anything
from misca_cli.search.score import (
    NEAR_COVERAGE,
    Agreement,
    Asked,
    Hit,
    Scored,
    matching,
    score,
    weigh,
)
from misca_cli.search.select import excluded, has_phrase, passes
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.query import Amount
    from misca_cli.search.reader import Draft
    from misca_cli.search.select import DateOf

MOST_NEAR = 5
QUOTES = frozenset('"“”„«»')


class Found(Record):
    """The query as it was read, and the facts that match it, best first, or come near."""

    query: Query
    concepts: tuple[Concept, ...]
    matches: tuple[Scored, ...]
    near: tuple[Scored, ...]


def find(
    text: str, corpus: Corpus, *, date_of: DateOf, keep: Callable[[Fact], bool] = lambda _: True
) -> Found:
    """Find facts. `keep` leaves facts out before anything is counted.

    Raises `UsageError` for a query that can't be read.
    """
    draft = read(text, corpus)
    concepts = plan(draft, corpus)
    ranked = sorted(
        _ranked(draft, concepts, corpus, date_of=date_of, keep=keep),
        key=lambda scored: (-round(scored.score, 9), scored.number),
    )
    matches = matching(ranked, words=len(concepts))
    near = [] if matches else [s for s in ranked if s.coverage >= NEAR_COVERAGE and s.hits]
    if draft.phrases and not matches and not near and says_anything(_unquoted(text), corpus):
        # What no fact says in a row, it may say in other words or another spelling.
        loose = find(_unquoted(text), corpus, date_of=date_of, keep=keep)
        concepts, near = loose.concepts, [*(loose.matches or loose.near)]
    return Found(
        query=_query(draft, concepts, corpus),
        concepts=concepts,
        matches=matches,
        near=tuple(near[:MOST_NEAR]),
    )


def _unquoted(text: str) -> str:
    return "".join(" " if char in QUOTES else char for char in text)


def _ranked(
    draft: Draft,
    concepts: Sequence[Concept],
    corpus: Corpus,
    *,
    date_of: DateOf,
    keep: Callable[[Fact], bool],
) -> Iterable[Scored]:
    hits = _hits(concepts, corpus)
    asked = Asked(
        concepts=tuple(concept.text for concept in concepts),
        weights=weigh(_frequencies(hits, len(concepts)), corpus.size),
        claim_length=(corpus.claim_length if concepts else 0) or 1.0,
    )
    left_out = excluded(draft.excluded, corpus)
    # Without a word, what the filters and the period leave is what was asked for.
    for number in hits if concepts else range(corpus.size):
        if number in left_out or not keep(corpus.fact(number)):
            continue
        if all(passes(each, number, corpus, date_of=date_of) for each in draft.filters):
            agreement = _agreement(draft, number, corpus, date_of)
            length = len(corpus.document(number).texts["claim"]) if concepts else 0
            yield score(number, hits.get(number, ()), asked, agreement=agreement, length=length)


def _frequencies(hits: Mapping[int, Sequence[Hit]], concepts: int) -> list[int]:
    """Return how many facts meet each concept."""
    counts = [0] * concepts
    for found in hits.values():
        for concept in {hit.concept for hit in found}:
            counts[concept] += 1
    return counts


def _hits(concepts: Sequence[Concept], corpus: Corpus) -> dict[int, list[Hit]]:
    """Return by fact where it meets each concept."""
    hits: dict[int, list[Hit]] = {}
    for index, concept in enumerate(concepts):
        for number, hit in _concept_hits(index, concept, corpus):
            hits.setdefault(number, []).append(hit)
    return hits


def _concept_hits(index: int, concept: Concept, corpus: Corpus) -> Iterable[tuple[int, Hit]]:
    for target in concept.targets:
        hit = Hit(concept=index, field="", how=target.how, quality=target.quality, form=target.form)
        for spot in corpus.occurrences(target.form):
            yield spot.number, hit.replaced(field=spot.field, position=spot.position)
    for key, target in concept.keys.items():
        hit = Hit(concept=index, field="", how=target.how, quality=target.quality, form=target.form)
        for number, field in corpus.bearers(key):
            yield number, hit.replaced(field=field)
    if concept.amount:
        yield from _figure_hits(index, concept.text, concept.amount, corpus)


def _figure_hits(
    index: int, text: str, amount: Amount, corpus: Corpus
) -> Iterable[tuple[int, Hit]]:
    """Give the facts whose value is a bare number: it is met there as in a text."""
    for number in range(corpus.size):
        agreement = amount_agreement(amount, corpus.fact(number).value)
        if agreement:
            yield (
                number,
                Hit(concept=index, field="value", how="exact", quality=agreement, form=text),
            )


def _agreement(draft: Draft, number: int, corpus: Corpus, date_of: DateOf) -> Agreement:
    """Return how well a fact agrees with what is asked for beside the words."""
    fact = corpus.fact(number)
    phrases = [(phrase, float(has_phrase(phrase, corpus, number))) for phrase in draft.phrases]
    bare = {id(typed.amount) for typed in draft.typed}
    figures = [
        (amount.text, amount_agreement(amount, fact.value))
        for amount in draft.amounts
        if id(amount) not in bare
    ]
    dates = (
        [(draft.period.text, period_agreement(draft.period, date_of(fact)))] if draft.period else []
    )
    # Who names a day looks for what is dated by it before what only fell on it.
    kind = draft.kind or ("date" if draft.period else None)
    return Agreement(
        required=(*dates, *figures, *phrases),
        kind=kind_agreement(kind, fact.value),
    )


def _query(draft: Draft, concepts: Sequence[Concept], corpus: Corpus) -> Query:
    read_words = [_word(concept, corpus) for concept in concepts]
    if draft.period:
        read_words += period_words(draft.period.text)
    typed = fold(draft.text)
    return Query(
        text=draft.text,
        words=tuple(sorted(read_words, key=lambda word: typed.find(fold(word.text)))),
        phrases=draft.phrases,
        excluded=draft.excluded,
        filters=draft.filters,
        period=draft.period,
        amounts=draft.amounts,
    )


def _word(concept: Concept, corpus: Corpus) -> Word:
    for target in concept.targets:
        if corpus.occurrences(target.form) or any(
            corpus.bearers(name.key) for name in corpus.names_with(target.form)
        ):
            return Word(text=concept.text, read_as=target.form, how=target.how)
    if concept.amount and _is_figure_of_facts(concept, corpus):
        return Word(text=concept.text, read_as=concept.text, how="exact")
    return Word(text=concept.text)


def _is_figure_of_facts(concept: Concept, corpus: Corpus) -> bool:
    return concept.amount is not None and any(
        True for _ in _figure_hits(0, concept.text, concept.amount, corpus)
    )
