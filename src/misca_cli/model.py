"""The records of a pack, and the schema of the files they are written in.

The records hold what an author wrote, by id: names are joined when an answer is made.
`TABLES` is the one description of the files: the loader reads by it, and whatever
documents or completes fact files is made from it.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.dates import Date
    from misca_cli.figures import Figure

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

    def __str__(self) -> str:
        """Return the one line that every problem is printed as."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        key = f"{self.key}: " if self.key else ""
        return f"{place}: {self.severity}: {key}{self.message} [{self.rule}]"


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


class Field(Record):
    """One key of a table: how it is read, and what it means."""

    name: str
    kind: str
    """A reader of `load`: text, texts, id, ids, date, value, choice, flag, readings,
    copy, identity."""
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str | None = None
    """The table an id must stand in."""


TABLES: dict[str, tuple[Field, ...]] = {
    "fact": (
        Field(
            name="claim",
            kind="text",
            required=True,
            meaning="the claim in your own words, one sentence, negation included",
        ),
        Field(
            name="source",
            kind="id",
            required=True,
            refers="source",
            meaning="where it was read; `default.source` of the file may supply it",
        ),
        Field(
            name="at",
            kind="text",
            required=True,
            meaning="the place in the source: `p10 s1`, `n4`, `L3` or free text",
        ),
        Field(name="who", kind="id", refers="entity", meaning="whom or what it is about"),
        Field(name="what", kind="id", refers="measure", meaning="what is counted or dated"),
        Field(name="where", kind="id", refers="entity", meaning="where it holds"),
        Field(
            name="involves",
            kind="ids",
            refers="entity",
            meaning="others it concerns: found by, never compared",
        ),
        Field(
            name="value",
            kind="value",
            meaning='a figure, a date, entity ids, "unknown" or "none"; needs `who` and `what`',
        ),
        Field(
            name="basis",
            kind="choice",
            choices=("unclear",),
            meaning="whether the text leaves open if a figure is a total or an addition",
        ),
        Field(name="when", kind="date", meaning="the day or period it holds, EDTF"),
        Field(
            name="stage",
            kind="choice",
            choices=STAGES,
            meaning="how far a plan or act has come",
        ),
        Field(
            name="act",
            kind="choice",
            choices=ACTS,
            meaning="what the speaker does in saying it; `states` when absent",
        ),
        Field(name="by", kind="ids", refers="entity", meaning="who uttered it"),
        Field(name="said", kind="date", meaning="when it was uttered, EDTF"),
        Field(
            name="statement",
            kind="id",
            refers="statement",
            meaning="the shared utterance, instead of `by` and `said`",
        ),
        Field(
            name="cites",
            kind="ids",
            refers="source",
            meaning="the source's own footnotes, usually not seen by us",
        ),
        Field(
            name="reads",
            kind="readings",
            meaning="words of the source that were interpreted, by field, five words each at most",
        ),
        Field(name="note", kind="text", meaning="what a careful reader should know"),
        Field(
            name="status",
            kind="choice",
            choices=STATUSES,
            meaning="the state of our record, not of the world",
        ),
        Field(name="because", kind="text", meaning="why it was retired"),
        Field(name="replaced_by", kind="id", refers="fact", meaning="the fact that replaces it"),
        Field(
            name="supersedes",
            kind="ids",
            refers="fact",
            meaning="facts no longer true because of this one",
        ),
        Field(name="tags", kind="texts", meaning="words of your own to group facts by"),
    ),
    "source": (
        Field(name="type", kind="text", required=True, meaning="a CSL type, e.g. `webpage`"),
        Field(name="title", kind="text", required=True, meaning="the title as printed"),
        Field(name="publisher", kind="text", meaning="who published it"),
        Field(name="author", kind="texts", meaning="who wrote it"),
        Field(name="issued", kind="date", meaning="when it was published, EDTF"),
        Field(name="accessed", kind="date", meaning="when it was read, EDTF"),
        Field(name="url", kind="text", meaning="its address"),
        Field(name="archive_url", kind="text", meaning="the address of an archived copy"),
        Field(name="archived", kind="date", meaning="when it was archived, EDTF"),
        Field(name="today", kind="date", meaning='the day "yesterday" counts from'),
        Field(
            name="reprints",
            kind="id",
            refers="source",
            meaning="the source the whole of it reprints",
        ),
        Field(name="seen", kind="flag", meaning="whether we read it ourselves; true when absent"),
        Field(name="copy", kind="copy", meaning="a saved copy: `file`, `sha256`, `format`"),
        Field(name="note", kind="text", meaning="what a careful reader should know"),
    ),
    "entity": (
        Field(name="name", kind="text", required=True, meaning="its usual name"),
        Field(
            name="kind",
            kind="text",
            required=True,
            meaning="person, organisation, country, place, force, operation, document, event …",
        ),
        Field(
            name="aliases",
            kind="texts",
            meaning="the same thing by another name, in any language",
        ),
        Field(
            name="search",
            kind="texts",
            meaning="words that help to find it and prove nothing",
        ),
        Field(name="part_of", kind="ids", refers="entity", meaning="what it belongs to"),
        Field(
            name="same_as",
            kind="identity",
            meaning="an identity we assume: `entity` and `because`",
        ),
        Field(name="wikidata", kind="text", meaning="its Wikidata item, e.g. `Q929`"),
        Field(name="coordinates", kind="text", meaning="its coordinates as given"),
        Field(name="note", kind="text", meaning="what a careful reader should know"),
    ),
    "measure": (
        Field(name="name", kind="text", meaning="its usual name; the id when absent"),
        Field(name="value", kind="choice", choices=VALUE_KINDS, meaning="what its values are"),
        Field(name="unit", kind="text", meaning="the unit of its figures"),
        Field(name="key", kind="texts", meaning="fields that must be equal to compare values"),
        Field(name="tolerance", kind="text", meaning="what `~` may mean, e.g. `10%`"),
        Field(name="holds", kind="text", meaning="how long a level is presumed to last: `14d`"),
        Field(name="single", kind="flag", meaning="whether only one value can be right"),
        Field(name="aliases", kind="texts", meaning="other names, in any language"),
    ),
    "term": (
        Field(
            name="aliases",
            kind="texts",
            required=True,
            meaning="synonyms and translations of the word that is the table's id",
        ),
    ),
    "statement": (
        Field(name="by", kind="ids", refers="entity", meaning="who uttered it"),
        Field(name="said", kind="date", meaning="when, EDTF"),
        Field(name="venue", kind="text", meaning="where: a radio station, a press briefing"),
    ),
    "ruling": (
        Field(name="facts", kind="ids", refers="fact", required=True, meaning="the facts"),
        Field(name="verdict", kind="choice", choices=VERDICTS, required=True, meaning="verdict"),
        Field(name="why", kind="text", required=True, meaning="the reason"),
        Field(name="facts_sha256", kind="text", meaning="written by the tool"),
    ),
}

PACK: tuple[Field, ...] = (
    Field(name="name", kind="text", meaning="a short name; the folder's when absent"),
    Field(name="title", kind="text", meaning="what the pack is about"),
    Field(name="version", kind="text", meaning="its version"),
    Field(name="licence", kind="text", meaning="the licence of the facts, an SPDX expression"),
    Field(name="language", kind="text", meaning="the language of the claims"),
    Field(name="maintainers", kind="texts", meaning="who keeps it"),
)
