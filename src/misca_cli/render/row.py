"""A result as a list shows it: its particulars in words, and the number of its source."""

from __future__ import annotations

from misca_cli.anchors import describe_locator
from misca_cli.record import Record
from misca_cli.render import words
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.answer import Result
    from misca_cli.dates import Date
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Source


class Row(Record):
    """The particulars of a result; None is nothing to say."""

    result: Result
    cautions: tuple[str, ...]
    findings: tuple[str, ...]
    """The kinds of what is found against it, in words."""
    date: str | None
    value: str | None
    basis: str | None
    stage: str | None
    act: str | None
    by: str | None
    number: str
    """The source, as `[1]`."""
    place: str

    @property
    def id(self) -> str:
        """Return the id users type."""
        return self.result.id


class Numbers:
    """The numbers that sources bear on a page, in the order of their first mention."""

    def __init__(self, base: Factbase) -> None:
        self.base = base
        self.sources: dict[Source, Fact] = {}
        """Each source, with a fact that names it."""

    def of(self, fact: Fact) -> str:
        """Return the number of a fact's source; its id where no pack describes it."""
        source = self.base.source(fact, fact.source)
        if source is None:
            return fact.source
        self.sources.setdefault(source, fact)
        return f"[{list(self.sources).index(source) + 1}]"


def row(result: Result, numbers: Numbers, *, date: str | None, near: bool = False) -> Row:
    """Word the particulars of a result; its date is what the list makes of it."""
    base, fact = numbers.base, result.fact
    return Row(
        result=result,
        cautions=(
            *(["near"] if near else []),
            *(["reported later"] if result.is_told_later else []),
            *words.cautions(fact),
        ),
        findings=tuple(dict.fromkeys(each.label for each in result.findings)),
        date=date,
        value=words.value_beside_date(base, fact),
        basis="basis unclear" if fact.basis else None,
        stage=fact.stage,
        act=None if fact.act == "states" else fact.act.replace("-", " "),
        by=words.names(base, fact, base.speakers(fact)) or None,
        number=numbers.of(fact),
        place=describe_locator(fact.at),
    )


def date_used(base: Factbase, fact: Fact) -> str | None:
    """Word the date that counts, and say so where it is the day of the utterance."""
    name, date = base.date_used(fact)
    return _dated("said ", date) if name == "said" else _dated("", date)


def other_date(base: Factbase, fact: Fact, axis: str) -> str | None:
    """Word what a timeline's heading leaves open: for which day it holds, or that it was said."""
    if axis == "said":
        return _dated("for ", fact.when)
    return "said" if base.date_used(fact)[0] == "said" else None


def _dated(prefix: str, date: Date | None) -> str | None:
    return f"{prefix}{describe_date(date)}" if date else None
