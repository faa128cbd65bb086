"""What is asked and what is answered: the records between finding and showing.

An answer is all that is shown: formats and tables read it and decide nothing.
"""

from __future__ import annotations

from misca_cli.factbase import Factbase, factbase
from misca_cli.model import Problem
from misca_cli.record import Light, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.accounts.findings import Agreement, Finding
    from misca_cli.gathered import Group, SourceUse
    from misca_cli.model import Fact
    from misca_cli.query import Amount, Filter, Period


AS_TYPED = ("exact", "inflection", "alias")
"""How a word may be read without anybody being told."""


class Request(Record):
    """What is asked for, whoever asks: a command line, a test, a batch."""

    command: str
    """query, timeline, compare, chart, show, sources or export."""
    text: str = ""
    """The words, joined by spaces, not yet read."""
    ids: tuple[str, ...] = ()
    """For `show`."""
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    """EDTF dates or words for a period, not yet read."""
    limit: int | None = None
    """How many facts to give; None for all."""
    everything: bool = False
    """Whether retired facts and quiet findings count too."""
    sort: str | None = None
    """score, date, id or source; None for the command's own order."""
    axis: str = "when"
    """For `timeline`: when (the day it holds, else was said) or said."""
    explain: bool = False
    """Whether each result says what its score is made of."""


class Word(Record):
    """A word that counts, as typed, and as it was read once the facts were asked."""

    text: str
    read_as: str | None = None
    """The word of the facts it stands for; None where no fact has it."""
    how: str | None = None
    """exact, inflection, alias, prefix or spelling; None where no fact has it."""


class Query(Record):
    """A query as it was read."""

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    left_out: tuple[Period, ...] = ()
    """Those of the excluded that are periods, as they were read."""
    vain_exclusions: tuple[str, ...] = ()
    """Those of the excluded that no fact has: they leave nothing out."""
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
    def negated(self) -> tuple[str, ...]:
        """Return what is left out by a `NOT` before it, which might have been a word."""
        return tuple(
            text
            for text in self.excluded
            if any(f"NOT {mark}{text}" in self.text for mark in ("", '"', "“", "«", "„"))
        )

    @property
    def denied(self) -> tuple[str, ...]:
        """Return the words behind a "not" that is a word like any other, and leaves nothing out."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return tuple(word.text for before, word in pairs if before.text.lower() == "not")

    @property
    def is_choice(self) -> bool:
        """Return whether it has an "OR" as search engines know it, which chooses nothing here."""
        return " OR " in self.text and not self.text.isupper()

    @property
    def is_as_typed(self) -> bool:
        """Return whether there is nothing to say of how it was read."""
        if self.period or self.filters or self.left_out or self.vain_exclusions:
            return False
        if self.negated or self.denied or self.is_choice:
            return False
        if any(amount.is_hedged for amount in self.amounts):
            return False
        return all(word.how in AS_TYPED for word in self.words)


class Match(Light):
    """A word of the query met in a field of a fact."""

    __slots__ = ("field", "how", "text", "word")

    def __init__(self, *, word: str, field: str, how: str, text: str) -> None:
        self.word = word
        """As typed."""
        self.field = field
        """claim, who, what, where, by, involves, value, stage, act, source, note, tags, id …"""
        self.how = how
        """exact, inflection, alias, prefix or spelling."""
        self.text = text
        """The word as it stands in the field, folded."""


class Result(Record):
    """A fact in an answer."""

    id: str
    """The id users type."""
    fact: Fact
    score: float | None = None
    """From 0 to 1; None where nothing was ranked."""
    matched: tuple[Match, ...] = ()
    parts: tuple[tuple[str, float], ...] = ()
    """With `explain`: what added to the score, each with how much."""
    related: tuple[Fact, ...] = ()
    """For `show`: others that may have to do with it, in the order of their ids."""
    findings: tuple[Finding, ...] = ()
    """What is to be said of it beside others, or by itself."""
    is_told_later: bool = False
    """With `as_of`: whether it had been said by then, but its source appeared later."""


class Answer(Record):
    """What a command found, ready to be shown in any format."""

    command: str
    base: Factbase
    query: Query | None = None
    results: tuple[Result, ...] = ()
    """The facts asked for, in order, at most `limit` of them."""
    total: int = 0
    """How many there are without a limit."""
    is_total_exact: bool = True
    """Whether there are not more than `total`."""
    near: tuple[Result, ...] = ()
    """At most five facts that come close, where none matches."""
    sources: tuple[SourceUse, ...] = ()
    groups: tuple[Group, ...] = ()
    """For compare: those shown, in order, at most `limit`."""
    alone: int = 0
    """For compare: how many facts match of which there is nothing to say."""
    hushed: int = 0
    """For compare: how many groups are left out because they have nothing loud to say."""
    agreements: tuple[tuple[Group, Agreement], ...] = ()
    """What the accounts beside the results add up to, each with its group."""
    undated: int = 0
    """For a timeline: facts left out because they have no date."""
    untold: int = 0
    """With `as_of`: facts that match, but nothing says by when they had been said."""
    outside: int = 0
    """How many facts match, but for the days that were asked for, where none does."""
    axis: str = "when"
    unknown_ids: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For show: each id that stands nowhere, with the nearest ids."""
    problems: tuple[Problem, ...] = ()

    @property
    def found(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.results or self.sources or self.groups)

    @property
    def unmet(self) -> tuple[str, ...]:
        """Return the words of a query that some facts have, but none of these."""
        if self.command != "query" or self.query is None or not self.results:
            return ()
        met = {match.word for result in self.results for match in result.matched}
        of_days = self.query.period.text.split() if self.query.period else ()
        return tuple(
            word.text
            for word in self.query.words
            if word.how and word.text not in met and word.text not in of_days
        )

    @property
    def lacks_figures(self) -> bool:
        """Return whether a chart is asked for, and none of the facts has a figure to draw."""
        values = (result.fact.value for result in self.results)
        return self.command == "chart" and not any(value and value.figure for value in values)


def refused(command: str, error: Exception, *, file: str = "", line: int = 0) -> Answer:
    """Return an empty answer whose one problem is why nothing was answered, and of which line."""
    problem = Problem(
        file=file, line=line, column=0, severity="error", rule="usage", key="", message=str(error)
    )
    return Answer(command=command, base=factbase(()), problems=(problem,))
