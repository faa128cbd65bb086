"""What a query says, once it has been read. Reading it is `reader`'s job."""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.dates import Day
    from misca_cli.figures import Number


AS_TYPED = ("exact", "inflection", "alias")
"""How a word may be read without anybody being told."""


class Word(Record):
    """A word that counts, as typed, and as it was read once the facts were asked."""

    text: str
    read_as: str | None = None
    """The word of the facts it stands for; None where no fact has it."""
    how: str | None = None
    """exact, inflection, alias, prefix or spelling; None where no fact has it."""


class Period(Record):
    """Days that a query means; bounds are inclusive, None is open.

    A period without a year recurs: `first` and `last` are (month, day) in any year.
    """

    text: str
    """The words it was read from."""
    edtf: str
    earliest: Day | None = None
    latest: Day | None = None
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None


class Amount(Record):
    """A figure or a range of figures that a query means."""

    text: str
    low: Number | None = None
    high: Number | None = None
    low_included: bool = True
    high_included: bool = True
    unit: str | None = None
    """A currency or "%" that must agree."""
    counted: tuple[str, ...] = ()
    """Stems of what is counted, of which a value's unit must be one: soldiers, troops …"""


class Filter(Record):
    """A condition on a field: `who:france` keeps the facts about one of `ids`."""

    field: str
    text: str
    ids: tuple[str, ...] = ()
    period: Period | None = None
    amount: Amount | None = None


class Query(Record):
    """A query as it was read."""

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    amounts: tuple[Amount, ...] = ()

    @property
    def is_ranked(self) -> bool:
        """Return whether it says anything by which one fact is better than another."""
        return bool(self.words or self.phrases or self.period or self.amounts)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the words that no fact has."""
        return tuple(word.text for word in self.words if word.how is None)

    @property
    def is_as_typed(self) -> bool:
        """Return whether there is nothing to say of how it was read."""
        if self.period or self.filters:
            return False
        return all(word.how in AS_TYPED for word in self.words)
