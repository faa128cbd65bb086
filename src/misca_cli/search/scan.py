"""A corpus that keeps every fact in memory: the reference for any other."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from misca_cli.dates import commonest
from misca_cli.search import fields
from misca_cli.search.agree import amount_agreement
from misca_cli.search.documents import document, names_of
from misca_cli.search.grouped import Grouped
from misca_cli.search.marks import marks
from misca_cli.search.plan import going_by
from misca_cli.search.sets import EMPTY, everything, set_of, union
from misca_cli.search.vocabulary import Vocabulary
from misca_cli.search.words import has_digit, stem, words
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.query import Amount
    from misca_cli.search.corpus import Agree, Namesakes
    from misca_cli.search.document import Document, Name
    from misca_cli.search.sets import FactSet
    from misca_cli.search.vocabulary import Postings


class Scan:
    """A `Corpus` made of all facts, numbered in the order of their ids.

    Words are split when they are first asked for.
    """

    def __init__(self, base: Factbase) -> None:
        self.base = base
        self.ids = sorted(base.facts)

    @cached_property
    def names(self) -> Sequence[Name]:
        """Every name that facts can be found by."""
        return tuple(names_of(self.base))

    @cached_property
    def documents(self) -> Sequence[Document]:
        """What of each fact can be found, by number."""
        return [document(self.base.facts[fact_id], self.base) for fact_id in self.ids]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word, with where it stands."""
        return Vocabulary(self.base, self.documents, self.names)

    @cached_property
    def years(self) -> Sequence[int]:
        """The years of the facts' dates, most common first."""
        counts: dict[int, int] = {}
        for fact in self.base.facts.values():
            date = self.base.date_used(fact)[1]
            for bound in (date.earliest, date.latest) if date else ():
                if bound:
                    counts[bound[0]] = counts.get(bound[0], 0) + 1
        return commonest(counts)

    @cached_property
    def everything(self) -> FactSet:
        """All facts."""
        return everything(self.size)

    @property
    def size(self) -> int:
        """How many facts there are."""
        return len(self.ids)

    @cached_property
    def claim_length(self) -> float:
        """The mean number of words of a claim."""
        total = sum(doc.claim_length for doc in self.documents)
        return total / max(1, len(self.documents))

    def has(self, word: str) -> bool:
        """Return whether a fact, a name or a term has a folded word, inflected or not."""
        return all(stem(forms[0]) in self.vocabulary.stems for forms in words(word))

    def counted(self, word: str) -> tuple[str, ...]:
        """Return the stems that mean the same as a unit; none where a word is no unit."""
        if stem(word) not in self.vocabulary.units:
            return ()
        alike = {stem(form) for term in self.terms((stem(word),)) for form in term}
        return tuple(sorted({stem(word), *alike}))

    def named(self, field: str, text: str) -> tuple[str, ...]:
        """Return the ids that a field may hold under a name."""
        wanted = fold(text)
        found = {each for each in fields.values(field, self.base) if fold(each) == wanted}
        spelt = fields.spelt(text)
        kind = fields.KINDS.get(field)
        for name in self.names:
            if fields.is_for(name, kind) and fields.spelt(name.text) == spelt:
                found.add(name.key.partition(":")[2])
        return tuple(sorted(found))

    def choices(self, field: str) -> Sequence[str]:
        """Return the ids and values that a field may hold."""
        kind = fields.KINDS.get(field)
        named = {name.text for name in self.names if fields.is_for(name, kind)}
        return sorted({*fields.values(field, self.base), *named})

    def inflections(self, stemmed: str) -> Sequence[str]:
        """Return the words that share a stem."""
        return self.vocabulary.stems.get(stemmed, ())

    def beginning(self, prefix: str) -> Iterator[str]:
        """Give the words that begin with a prefix, in the order of the alphabet."""
        begun = (form for form in self.vocabulary.words if form.startswith(prefix))
        return (form for form in begun if not has_digit(form))

    def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
        """Return other words at most so many edits away, each with its distance."""
        return self.vocabulary.alike(word, most)

    def stands(self, form: str) -> bool:
        """Return whether a fact or a name has a word."""
        return form in self.vocabulary.postings or form in self.vocabulary.names

    def terms(self, stems: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        """Return the words of each term that has a word or phrase with these stems."""
        return self.vocabulary.terms.get(stems, ())

    def names_with(self, form: str) -> Sequence[Name]:
        """Return the names that hold a word."""
        return self.vocabulary.names.get(form, ())

    def having(self, forms: Iterable[str]) -> Mapping[str, FactSet]:
        """Return by field the facts whose text has any of some words there."""
        return _united(self.vocabulary.postings, forms)

    def bearing(
        self, keys: Iterable[str], namesakes: Iterable[Namesakes] = ()
    ) -> Mapping[str, FactSet]:
        """Return by field the facts that name any of some things there."""
        alike = {key for each in namesakes for key in self._going_by(each)}
        return _united(self.vocabulary.bearers, {*keys, *alike})

    def frequency(
        self, forms: Iterable[str], keys: Iterable[str], namesakes: Iterable[Namesakes]
    ) -> int:
        """Return how many facts have the commonest of some words, things and namesakes."""
        having = [len(union(self.having((form,)).values())) for form in forms]
        bearing = [len(union(self.bearing((key,)).values())) for key in keys]
        alike = [len(union(self.bearing((), (each,)).values())) for each in namesakes]
        return max((*having, *bearing, *alike), default=0)

    def _going_by(self, namesakes: Namesakes) -> Iterable[str]:
        return going_by(namesakes, self.names_with(namesakes[0]))

    def marked(self, field: str, value: str) -> FactSet:
        """Return the facts with a stage, act, tag or status, of a pack, or undated."""
        return self._marked.get(f"{field}\n{value}", EMPTY)

    @cached_property
    def _marked(self) -> Mapping[str, FactSet]:
        """The facts by their marks."""
        numbers: dict[str, list[int]] = {}
        for number in range(self.size):
            for mark in marks(self.fact(number), self.base):
                numbers.setdefault(mark, []).append(number)
        return {mark: set_of(marked) for mark, marked in numbers.items()}

    def dated(self, agree: Agree, *, told: bool = False) -> Mapping[float, FactSet]:
        """Return facts by how well the date that counts agrees: those above 0."""
        facts: dict[float, list[int]] = {}
        for number in range(self.size):
            fact = self.fact(number)
            date = self.base.date_known(fact) if told else self.base.date_used(fact)[1]
            agreement = agree(date.earliest, date.latest) if date else 0.0
            if agreement:
                facts.setdefault(agreement, []).append(number)
        return {agreement: set_of(numbers) for agreement, numbers in facts.items()}

    def figured(self, amount: Amount) -> Mapping[float, FactSet]:
        """Return facts by how well their figures agree with an amount: those above 0."""
        facts: dict[float, list[int]] = {}
        for number in range(self.size):
            value = self.fact(number).value
            agreement = amount_agreement(amount, value.figure) if value and value.figure else 0.0
            if agreement:
                facts.setdefault(agreement, []).append(number)
        return {agreement: set_of(numbers) for agreement, numbers in facts.items()}

    def first(self, facts: FactSet, most: int) -> Sequence[int]:
        """Return at most so many facts of a set, in the order of their ids."""
        return facts.first(most)

    def order(self, number: int) -> int | str:
        """Return what puts facts in the order of their ids."""
        return self.ids[number]

    def document(self, number: int) -> Document:
        """Return what of a fact can be found."""
        return self.documents[number]

    def id(self, number: int) -> str:
        """Return the id that users type for a fact."""
        return self.ids[number]

    def fact(self, number: int) -> Fact:
        """Return a fact."""
        return self.base.facts[self.ids[number]]

    def numbers_of(self, typed: str) -> Iterator[int]:
        """Give the fact that goes by an id, if there is one."""
        at = bisect_left(self.ids, typed)
        if self.ids[at : at + 1] == [typed]:
            yield at

    def alike_ids(self, typed: str) -> FactSet:
        """Return the facts whose ids are an id but for case and accents."""
        wanted = fold(typed)
        return set_of(at for at, each in enumerate(self.ids) if fold(each) == wanted)

    @cached_property
    def judged(self) -> Grouped:
        """What there is to say of facts beside one another."""
        return Grouped(self.base, self.ids)


def _united(postings: Postings, keys: Iterable[str]) -> dict[str, FactSet]:
    held: dict[str, list[FactSet]] = {}
    for key in keys:
        for field, numbers in postings.get(key, {}).items():
            held.setdefault(field, []).append(set_of(numbers))
    return {field: union(sets) for field, sets in held.items()}
