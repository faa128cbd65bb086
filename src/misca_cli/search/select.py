"""Which facts a query leaves in, whatever their score: filters, phrases, exclusions."""

from __future__ import annotations

from misca_cli.search.agree import FAR, in_period
from misca_cli.search.fields import KINDS
from misca_cli.search.filters import excluded_amount, excluded_period
from misca_cli.search.sets import EMPTY, intersection, union
from misca_cli.search.words import parted, stem, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.query import Filter
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.reader import Draft
    from misca_cli.search.sets import FactSet
    from misca_cli.search.words import Forms


def chosen(draft: Draft, corpus: Corpus) -> FactSet:
    """Return the facts that filters and exclusions leave."""
    facts = corpus.everything
    for each in draft.filters:
        facts &= passing(each, corpus)
    return facts - excluded(draft.excluded, corpus)


def passing(filter_: Filter, corpus: Corpus) -> FactSet:
    """Return the facts that meet a filter."""
    if filter_.period:
        agreeing = in_period(filter_.period, corpus).items()
        return union(facts for agreement, facts in agreeing if agreement > FAR)
    if filter_.amount:
        return union(corpus.figured(filter_.amount).values())
    if filter_.field in KINDS:
        ids = _reprinting(filter_.ids, corpus) if filter_.field == "source" else filter_.ids
        keys = [f"{KINDS[filter_.field]}:{each}" for each in ids]
        return corpus.bearing(keys).get(filter_.field, EMPTY)
    return union(corpus.marked(filter_.field, each) for each in filter_.ids)


def _reprinting(ids: Iterable[str], corpus: Corpus) -> set[str]:
    """Return sources with all that reprint them: whose facts are facts of the original."""
    found, more = set(ids), set(ids)
    while more:
        more = {
            source_id
            for pack in corpus.base.packs
            for source_id, source in pack.sources.items()
            if source.reprints in more and source_id not in found
        }
        found |= more
    return found


def excluded(texts: Sequence[str], corpus: Corpus) -> FactSet:
    """Return the facts whose claim has all words of an excluded text, or that name it.

    Of a period, the facts whose dates lie within it are left out too, and of a figure those
    whose value is one that is meant.
    """
    return union(facts for text in texts for facts in _excluded(text, corpus))


def _excluded(text: str, corpus: Corpus) -> Iterator[FactSet]:
    split = words(text)
    if split:
        yield intersection(_excluded_by(forms, len(split), corpus) for forms in split)
    period = excluded_period(text, corpus)
    if period:
        yield in_period(period, corpus).get(1.0, EMPTY)
    amount = None if period else excluded_amount(text)
    if amount:
        yield corpus.figured(amount).get(1.0, EMPTY)


def _excluded_by(forms: Forms, length: int, corpus: Corpus) -> FactSet:
    """Return the facts with a word, however it's inflected."""
    alike = {*forms, *(other for form in forms for other in corpus.inflections(stem(form)))}
    keys = [
        name.key
        for form in alike
        for name in corpus.names_with(form)
        if name.how != "search" and len(name.words) == length
    ]
    return corpus.having(alike).get("claim", EMPTY) | union(corpus.bearing(keys).values())


def may_have(phrase: str, corpus: Corpus) -> FactSet:
    """Return the facts that have all words of a phrase: each that has the phrase, and more."""
    return intersection(_having(forms, corpus) for forms in words(phrase))


def _having(forms: Forms, corpus: Corpus) -> FactSet:
    keys = [name.key for f in forms for name in corpus.names_with(f) if name.how != "search"]
    return union(corpus.having(forms).values()) | union(corpus.bearing(keys).values())


def has_phrase(phrase: str, corpus: Corpus, number: int) -> bool:
    """Return whether a text or a name of a fact holds the words of a phrase in a row."""
    wanted = words(phrase)
    doc = corpus.document(number)
    if any(_in_row(wanted, parted(text)) for text in doc.texts.values()):
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
