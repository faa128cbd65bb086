"""What a finder asks of the facts, whoever keeps them.

`Corpus` is all that reading, planning and ranking know of where facts are kept.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from misca_cli.model import Fact
    from misca_cli.search.document import Document, Name
    from misca_cli.search.reader import Known

    class Corpus(Known, Protocol):
        """The facts, as finding sees them: numbered from 0 in the order of their ids."""

        @property
        def size(self) -> int:
            """How many facts there are."""

        @property
        def claim_length(self) -> float:
            """The mean number of words of a claim."""

        def inflections(self, stemmed: str) -> Sequence[str]:
            """Return the words that share a stem."""

        def beginning(self, prefix: str) -> Sequence[str]:
            """Return the words that begin with a prefix."""

        def alike(self, word: str, most: int) -> Sequence[tuple[str, int]]:
            """Return other words at most so many edits away, each with its distance."""

        def terms(self, stems: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
            """Return the words of each term that has a word or phrase with these stems."""

        def names_with(self, form: str) -> Sequence[Name]:
            """Return the names that hold a word."""

        def occurrences(self, form: str) -> Sequence[Occurrence]:
            """Return where a word stands in the texts of facts."""

        def bearers(self, key: str) -> Sequence[tuple[int, str]]:
            """Return the facts that name a thing, each with the field."""

        def document(self, number: int) -> Document:
            """Return a fact's document."""

        def fact(self, number: int) -> Fact:
            """Return a fact."""

        @property
        def ids(self) -> Sequence[str]:
            """The ids of the facts, by number."""


class Occurrence(Record):
    """A word in the text of a fact."""

    number: int
    field: str
    position: int
