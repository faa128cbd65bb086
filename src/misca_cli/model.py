"""The records of a pack: what an author wrote, by id.

Names are joined when an answer is made. How the records are written in files is `schema`'s
to say.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from misca_cli.dates import Date

    Number = int | Decimal
    """An integer, or a `Decimal` of the written precision where a fraction is written."""

STAGES = (
    "proposed",
    "announced",
    "committed",
    "authorised",
    "scheduled",
    "ongoing",
    "done",
    "cancelled",
)
ACTS = (
    "states",
    "estimates",
    "predicts",
    "warns",
    "accuses",
    "judges",
    "calls-for",
    "requests",
    "offers",
    "allows",
    "denies",
)
STATUSES = ("draft", "checked", "retired")
VERDICTS = ("compatible", "conflict", "same", "unclear")
VALUE_KINDS = ("figure", "date", "entity")
MARKUPS = ("plain", "wikitext")


class Problem(Record):
    """Something wrong in a fact file; `line` and `column` are 1-based, 0 where there is none."""

    file: str
    line: int
    column: int
    severity: str
    rule: str
    key: str
    message: str

    @property
    def place(self) -> str:
        """Return where it stands, as editors and compilers write it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def __str__(self) -> str:
        """Return the one line that every problem is printed as."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.place}: {self.severity}: {key}{self.message} [{self.rule}]"


class Figure(Record):
    """A quantity: a level (equal), a change (plus, minus) or a multiple (times).

    Where one number is written, it is the amount and both bounds. A change's numbers are
    never negative: its relation holds the sign. A missing bound is open, and counts as
    included.
    """

    text: str
    relation: str
    amount: Number | None
    low: Number | None
    high: Number | None
    low_included: bool = True
    high_included: bool = True
    unit: str | None = None
    approximate: bool = False


class Value(Record):
    """What a fact says of its measure: of one `kind`, with `text` as written."""

    kind: str
    """"figure", "date", "entity", "unknown" or "none"."""
    text: str
    figure: Figure | None = None
    date: Date | None = None
    entities: tuple[str, ...] = ()


class Fact(Record):
    """One reported claim."""

    id: str
    pack: str
    file: str
    """Path below the pack's folder."""
    line: int
    """Line of the table's header, 1-based."""
    claim: str
    source: str
    at: str
    who: str | None = None
    what: str | None = None
    where: str | None = None
    involves: tuple[str, ...] = ()
    value: Value | None = None
    basis: str | None = None
    when: Date | None = None
    stage: str | None = None
    act: str = "states"
    by: tuple[str, ...] = ()
    said: Date | None = None
    statement: str | None = None
    cites: tuple[str, ...] = ()
    reads: Mapping[str, str] = {}
    note: str | None = None
    status: str = "checked"
    because: str | None = None
    replaced_by: str | None = None
    supersedes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    anchor: str | None = None
    """Proof of the place, from the pack's `[anchors.SOURCE]`."""


class Copy(Record):
    """A saved copy of a source, kept outside the pack."""

    file: str
    sha256: str | None = None
    format: str = "plain"


class Source(Record):
    """Where facts were read; field names follow CSL where it has them."""

    id: str
    type: str
    title: str
    publisher: str | None = None
    author: tuple[str, ...] = ()
    issued: Date | None = None
    accessed: Date | None = None
    url: str | None = None
    archive_url: str | None = None
    archived: Date | None = None
    today: Date | None = None
    reprints: str | None = None
    seen: bool = True
    copy: Copy | None = None
    note: str | None = None


class Identity(Record):
    """An identity that is assumed, with the reason."""

    entity: str
    because: str


class Entity(Record):
    """Somebody or something that claims are about."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    same_as: Identity | None = None
    wikidata: str | None = None
    coordinates: str | None = None
    note: str | None = None


class Measure(Record):
    """What is counted or dated, and when two values of it may be compared."""

    id: str
    name: str
    value: str = "figure"
    unit: str | None = None
    key: tuple[str, ...] = ("who", "where")
    tolerance: str | None = None
    holds: str | None = None
    single: bool = False
    aliases: tuple[str, ...] = ()


class Term(Record):
    """An ordinary word with its synonyms and translations, for finding only."""

    id: str
    aliases: tuple[str, ...] = ()


class Statement(Record):
    """One utterance that several facts share."""

    id: str
    by: tuple[str, ...] = ()
    said: Date | None = None
    venue: str | None = None


class Ruling(Record):
    """A verdict by hand on facts that seem to differ."""

    id: str
    facts: tuple[str, ...]
    verdict: str
    why: str
    facts_sha256: str | None = None


class Pack(Record):
    """A folder of facts: its own description, and every record in it by id."""

    folder: str
    name: str
    title: str | None = None
    version: str | None = None
    licence: str | None = None
    language: str | None = None
    maintainers: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = {}
    sources: Mapping[str, Source] = {}
    entities: Mapping[str, Entity] = {}
    measures: Mapping[str, Measure] = {}
    terms: Mapping[str, Term] = {}
    statements: Mapping[str, Statement] = {}
    rulings: Mapping[str, Ruling] = {}
    broken: Mapping[str, Mapping[str, Record]] = {}
    """Records with an error, as far as they could be read, by table and id: for checks alone."""
    doubted: AbstractSet[str] = frozenset()
    """Ids that may stand in a table that can't be read: for checks alone."""


def names_of(record: Record) -> tuple[str, ...]:
    """Return what a record goes by beside its id: its name or title, its address, its aliases."""
    fields = ("name", "title", "url")
    named = (getattr(record, field, None) for field in fields)
    return (*filter(None, named), *getattr(record, "aliases", ()))


RECORDS: dict[str, type[Record]] = {
    "source": Source,
    "entity": Entity,
    "measure": Measure,
    "term": Term,
    "statement": Statement,
    "ruling": Ruling,
}
"""The records that facts share, by table."""
