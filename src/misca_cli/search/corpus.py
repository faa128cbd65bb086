"""What a finder asks of the facts, whoever keeps them.

`Known` is all that reading knows of the facts, `Corpus` all that planning and ranking do. Facts
have numbers; a set of them is a `FactSet` (`sets`).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from misca_cli.accounts.findings import Finding, Judgement
    from misca_cli.dates import Day
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.query import Amount
    from misca_cli.search.document import Document, Name
    from misca_cli.search.sets import FactSet

    Agree = Callable[[Day | None, Day | None], float]
    """How well a date with these bounds agrees with what is asked for, from 0 to 1."""

    Namesakes = tuple[str, int, bool]
    """What goes by a name that has a word and so many words that count, if a search word or not."""

    class Known(Protocol):
        """What the facts offer to a reader."""

        @property
        def years(self) -> Sequence[int]:
            """The years of the facts' dates, most common first."""

        def has(self, word: str) -> bool:
            """Return whether a fact, a name or a term has a folded word."""

        def counted(self, word: str) -> tuple[str, ...]:
            """Return the stems that mean the same as a unit; none where a word is no unit."""

        def named(self, field: str, text: str) -> tuple[str, ...]:
            """Return the ids that a field may hold under a name."""

        def choices(self, field: str) -> Sequence[str]:
            """Return the ids and values that a field may hold."""

        def names_with(self, form: str) -> Sequence[Name]:
            """Return the names that hold a word."""

    class Corpus(Known, Protocol):
        """The facts, as finding sees them."""

        @property
        def base(self) -> Factbase:
            """The records, for joining names."""

        @property
        def everything(self) -> FactSet:
            """All facts."""

        @property
        def size(self) -> int:
            """How many facts there are."""

        @property
        def claim_length(self) -> float:
            """The mean number of words of a claim."""

        def inflections(self, stemmed: str) -> Sequence[str]:
            """Return the words that share a stem."""

        def beginning(self, prefix: str) -> Iterator[str]:
            """Give the words without digits that begin so, in the order of the alphabet."""

        def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
            """Return words without digits at most so many edits away, each with its distance.

            More than one edit away are only words that begin with the same letter and are
            about as long.
            """

        def stands(self, form: str) -> bool:
            """Return whether a fact or a name has a word."""

        def terms(self, stems: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
            """Return the words of each term that has a word or phrase with these stems."""

        def having(self, forms: Iterable[str]) -> Mapping[str, FactSet]:
            """Return by field the facts whose text has any of some words there."""

        def bearing(
            self, keys: Iterable[str], namesakes: Iterable[Namesakes] = ()
        ) -> Mapping[str, FactSet]:
            """Return by field the facts that name any of some things there."""

        def frequency(
            self, forms: Iterable[str], keys: Iterable[str], namesakes: Iterable[Namesakes]
        ) -> int:
            """Return how many facts have the commonest of some words, things and namesakes."""

        def marked(self, field: str, value: str) -> FactSet:
            """Return the facts with a stage, act, tag or status, of a pack, or undated."""

        def dated(self, agree: Agree, *, told: bool = False) -> Mapping[float, FactSet]:
            """Return facts by how well the date that counts agrees: those above 0.

            With `told`, it is the date by which they had been said.
            """

        def figured(self, amount: Amount) -> Mapping[float, FactSet]:
            """Return facts by how well their figures agree with an amount: those above 0."""

        def first(self, facts: FactSet, most: int) -> Sequence[int]:
            """Return at most so many facts of a set, in the order of their ids."""

        def order(self, number: int) -> int | str:
            """Return what puts facts in the order of their ids."""

        def document(self, number: int) -> Document:
            """Return what of a fact can be found."""

        def id(self, number: int) -> str:
            """Return the id that users type for a fact."""

        def fact(self, number: int) -> Fact:
            """Return a fact."""

        def numbers_of(self, typed: str) -> Iterator[int]:
            """Give the fact that goes by an id, if there is one."""

        def alike_ids(self, typed: str) -> FactSet:
            """Return the facts whose ids are an id but for case and accents."""

        @property
        def judged(self) -> Judged:
            """What there is to say of facts beside one another."""

    class Judged(Protocol):
        """Which facts may be compared, and what there is to say of them."""

        def met(self, number: int) -> str | None:
            """Return the `meeting` of a fact, if there is something to say of it."""

        def meeting(self, met: str) -> FactSet:
            """Return the facts that share a `meeting`."""

        def judgement(self, met: str) -> Judgement:
            """Return what there is to say of the facts that share a `meeting`."""

        def judgements(self) -> Iterator[tuple[str, Judgement]]:
            """Give every `meeting` that there is something to say of, in their order."""

        def notices(self, number: int) -> Sequence[Finding]:
            """Return what there is to say of a fact by itself."""

        def noticed(self) -> Iterator[Finding]:
            """Give what there is to say of facts by themselves, in the order of their ids."""
