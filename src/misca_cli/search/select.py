"""Which facts a query leaves in, whatever their score: filters, phrases, exclusions."""

from __future__ import annotations

from misca_cli.search.agree import amount_agreement, period_agreement
from misca_cli.search.words import stem, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from misca_cli.dates import Date
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.query import Filter
    from misca_cli.search.words import Forms

    DateOf = Callable[[Fact], Date | None]


def excluded(texts: Sequence[str], corpus: Corpus) -> set[int]:
    """Return the facts whose claim has all words of an excluded text, or that name it."""
    numbers: set[int] = set()
    for text in texts:
        split = words(text)
        if split:
            numbers |= set.intersection(*(_having(f, len(split), corpus) for f in split))
    return numbers


def _having(forms: Forms, length: int, corpus: Corpus) -> set[int]:
    """Return the facts with a word, however it's inflected."""
    numbers = set()
    alike = (other for form in forms for other in corpus.inflections(stem(form)))
    for form in {*forms, *alike}:
        numbers |= {spot.number for spot in corpus.occurrences(form) if spot.field == "claim"}
        for name in corpus.names_with(form):
            if name.how != "search" and len(name.words) == length:
                numbers |= {number for number, _ in corpus.bearers(name.key)}
    return numbers


def has_phrase(phrase: str, corpus: Corpus, number: int) -> bool:
    """Return whether a text or a name of a fact holds the words of a phrase in a row."""
    wanted = words(phrase)
    doc = corpus.document(number)
    if any(_in_row(wanted, text) for text in doc.texts.values()):
        return True
    keys = {key for named in doc.names.values() for key in named}
    return any(
        name.key in keys and name.how != "search" and _in_row(wanted, name.words)
        for form in wanted[0]
        for name in corpus.names_with(form)
    )


def _in_row(wanted: Sequence[Forms], text: Sequence[Forms]) -> bool:
    length = len(wanted)
    return any(
        all(set(w) & set(t) for w, t in zip(wanted, text[at : at + length], strict=True))
        for at in range(len(text) - length + 1)
    )


def passes(filter_: Filter, number: int, corpus: Corpus, *, date_of: DateOf) -> bool:
    """Return whether a fact meets a filter."""
    fact = corpus.fact(number)
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
