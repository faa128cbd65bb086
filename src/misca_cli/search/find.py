"""Query → facts, best first: the one way, whatever keeps the facts."""

from __future__ import annotations

from misca_cli.record import Record
from misca_cli.search.agree import amount_agreement, period_agreement
from misca_cli.search.plan import Concept, plan
from misca_cli.search.query import Query, Word
from misca_cli.search.reader import read
from misca_cli.search.score import NEAR_COVERAGE, Hit, Scored, score, weigh
from misca_cli.search.words import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from misca_cli.dates import Date
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.query import Amount, Filter
    from misca_cli.search.reader import Draft

    DateOf = Callable[[Fact], Date | None]

MOST_NEAR = 5


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
    concepts = plan(draft.typed, corpus)
    ranked = sorted(
        _ranked(draft, concepts, corpus, date_of, keep),
        key=lambda scored: (-round(scored.score, 9), scored.number),
    )
    matches = tuple(scored for scored in ranked if scored.is_match)
    near = [] if matches else [s for s in ranked if s.coverage >= NEAR_COVERAGE and s.hits]
    return Found(
        query=_query(draft, concepts, corpus),
        concepts=concepts,
        matches=matches,
        near=tuple(near[:MOST_NEAR]),
    )


def _ranked(
    draft: Draft,
    concepts: Sequence[Concept],
    corpus: Corpus,
    date_of: DateOf,
    keep: Callable[[Fact], bool],
) -> Iterable[Scored]:
    hits = _hits(concepts, corpus)
    _add_figures(hits, concepts, corpus)
    met = [
        {n for n, found in hits.items() if any(h.concept == i for h in found)}
        for i in range(len(concepts))
    ]
    weights = weigh([len(numbers) for numbers in met], corpus.size)
    excluded = _excluded(draft.excluded, corpus)
    mean_length = corpus.claim_length or 1.0
    for number in range(corpus.size):
        fact = corpus.fact(number)
        if (
            number in excluded
            or not keep(fact)
            or not _passes(draft.filters, fact, corpus, number, date_of)
        ):
            continue
        extras = _extras(draft, fact, date_of)
        found = hits.get(number, [])
        if not found and concepts:
            continue
        phrases = [_has_phrase(phrase, corpus, number) for phrase in draft.phrases]
        yield score(
            number,
            found,
            concepts=concepts,
            weights=weights,
            claim_length=len(corpus.document(number).texts["claim"]) / mean_length,
            extras=[
                *extras,
                *((p, 1.0) for p, has in zip(draft.phrases, phrases, strict=True) if has),
            ],
            kind=_is_of_kind(draft, fact),
            required=all(agreement for _, agreement in extras) and all(phrases),
        )


def _hits(concepts: Sequence[Concept], corpus: Corpus) -> dict[int, list[Hit]]:
    """Return by fact where it meets each concept."""
    hits: dict[int, list[Hit]] = {}
    for index, concept in enumerate(concepts):
        for target in concept.targets:
            for spot in corpus.occurrences(target.form):
                hits.setdefault(spot.number, []).append(
                    Hit(
                        concept=index,
                        field=spot.field,
                        how=target.how,
                        quality=target.quality,
                        form=target.form,
                        position=spot.position,
                    )
                )
        for key, target in concept.keys.items():
            for number, field in corpus.bearers(key):
                hits.setdefault(number, []).append(
                    Hit(
                        concept=index,
                        field=field,
                        how=target.how,
                        quality=target.quality,
                        form=target.form,
                    )
                )
    return hits


def _add_figures(hits: dict[int, list[Hit]], concepts: Sequence[Concept], corpus: Corpus) -> None:
    """A bare number is met by an equal value as well as by the same digits in a text."""
    for index, concept in enumerate(concepts):
        if concept.amount is None:
            continue
        for number in range(corpus.size):
            agreement = amount_agreement(concept.amount, corpus.fact(number).value)
            if agreement:
                hits.setdefault(number, []).append(
                    Hit(
                        concept=index,
                        field="value",
                        how="exact",
                        quality=agreement,
                        form=concept.text,
                    )
                )


def _extras(draft: Draft, fact: Fact, date_of: DateOf) -> list[tuple[str, float]]:
    """Return how well a fact agrees with the period and each figure asked for."""
    extras = []
    if draft.period:
        extras.append((draft.period.text, period_agreement(draft.period, date_of(fact))))
    for amount in draft.amounts:
        if not _is_bare(amount, draft):
            extras.append((amount.text, amount_agreement(amount, fact.value)))
    return extras


def _is_of_kind(draft: Draft, fact: Fact) -> float:
    """Return 1 where a fact's value is what the question asks for.

    Who names a day looks for what is dated by it before what only fell on it.
    """
    asked = draft.kind or ("date" if draft.period else None)
    return float(fact.value is not None and fact.value.kind == asked)


def _is_bare(amount: Amount, draft: Draft) -> bool:
    return any(typed.amount is amount for typed in draft.typed)


def _excluded(texts: Sequence[str], corpus: Corpus) -> set[int]:
    """Return the facts that say an excluded word, or name the thing it names."""
    numbers: set[int] = set()
    for text in texts:
        per_word = []
        for forms in words(text):
            found = {
                s.number for form in forms for s in corpus.occurrences(form) if s.field == "claim"
            }
            for form in forms:
                for name in corpus.names_with(form):
                    if name.how != "search" and len(name.words) == len(words(text)):
                        found |= {n for n, _ in corpus.bearers(name.key)}
            per_word.append(found)
        if per_word:
            numbers |= set.intersection(*per_word)
    return numbers


def _has_phrase(phrase: str, corpus: Corpus, number: int) -> bool:
    """Return whether a text or a name of a fact holds the words of a phrase in a row."""
    wanted = words(phrase)
    doc = corpus.document(number)
    if any(_in_row(wanted, text) for text in doc.texts.values()):
        return True
    keys = {key for named in doc.names.values() for key in named}
    return any(
        name.key in keys and name.how != "search" and _in_row(wanted, name.words)
        for name in corpus.names_with(wanted[0][0])
    )


def _in_row(wanted: Sequence[tuple[str, ...]], text: Sequence[tuple[str, ...]]) -> bool:
    length = len(wanted)
    return any(
        all(set(w) & set(t) for w, t in zip(wanted, text[at : at + length], strict=True))
        for at in range(len(text) - length + 1)
    )


def _passes(
    filters: Sequence[Filter], fact: Fact, corpus: Corpus, number: int, date_of: DateOf
) -> bool:
    return all(_passes_one(filter_, fact, corpus, number, date_of) for filter_ in filters)


def _passes_one(filter_: Filter, fact: Fact, corpus: Corpus, number: int, date_of: DateOf) -> bool:
    if filter_.period:
        return period_agreement(filter_.period, date_of(fact)) > 0
    if filter_.amount:
        return amount_agreement(filter_.amount, fact.value) > 0
    if filter_.field == "stage":
        return fact.stage in filter_.ids
    if filter_.field == "act":
        return fact.act in filter_.ids
    if filter_.field == "tag":
        return not set(filter_.ids).isdisjoint(fact.tags)
    held = {key.partition(":")[2] for key in corpus.document(number).names.get(filter_.field, ())}
    return not held.isdisjoint(filter_.ids)


def _query(draft: Draft, concepts: Sequence[Concept], corpus: Corpus) -> Query:
    return Query(
        text=draft.text,
        words=tuple(_word(concept, corpus) for concept in concepts),
        phrases=draft.phrases,
        excluded=draft.excluded,
        filters=draft.filters,
        period=draft.period,
        amounts=draft.amounts,
    )


def _word(concept: Concept, corpus: Corpus) -> Word:
    for target in concept.targets:
        is_met = corpus.occurrences(target.form) or any(
            corpus.bearers(name.key) for name in corpus.names_with(target.form)
        )
        if is_met:
            return Word(text=concept.text, read_as=target.form, how=target.how)
    return Word(text=concept.text)
