"""How the records of a pack are written: the tables of a fact file and their keys.

This is the one description of the files: the loader reads by it, and whatever documents or
completes fact files is made from it.
"""

from __future__ import annotations

from misca_cli.model import ACTS, STAGES, STATUSES, VALUE_KINDS, VERDICTS
from misca_cli.record import Record


class Field(Record):
    """One key of a table: how it is read, and what it means."""

    name: str
    kind: str
    """A reader of `load`: text, texts, id, ids, date, value, choice, flag, readings,
    copy, identity, tolerance, days."""
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str | None = None
    """The table an id must stand in."""


KEYS = (
    *("who", "where", "involves", "by", "statement", "source", "cites"),
    *("stage", "act", "basis", "tags"),
)
"""Fields of a fact that two values may have to share before they are compared."""

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
        Field(
            name="key",
            kind="texts",
            choices=KEYS,
            meaning="fields that must be equal to compare values",
        ),
        Field(name="tolerance", kind="tolerance", meaning="what `~` may mean: `10%`, `50` or `2d`"),
        Field(name="holds", kind="days", meaning="how long a level is presumed to last: `14d`"),
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

PLURALS = {
    "source": "sources",
    "entity": "entities",
    "measure": "measures",
    "term": "terms",
    "statement": "statements",
    "ruling": "rulings",
}
"""What a pack and its files call the records of each table but facts."""


def plural(kind: str) -> str:
    """Return what a pack calls the records of a table, facts too."""
    return "facts" if kind == "fact" else PLURALS[kind]


REFERS = {
    kind: {
        field.name: field.refers or "entity"
        for field in fields
        if field.refers or field.kind == "identity"
    }
    for kind, fields in TABLES.items()
}
"""The fields of each table that name a record, with the table in which that stands."""

PACK: tuple[Field, ...] = (
    Field(name="name", kind="text", meaning="a short name; the folder's when absent"),
    Field(name="title", kind="text", meaning="what the pack is about"),
    Field(name="version", kind="text", meaning="its version"),
    Field(name="licence", kind="text", meaning="the licence of the facts, an SPDX expression"),
    Field(name="language", kind="text", meaning="the language of the claims"),
    Field(name="maintainers", kind="texts", meaning="who keeps it"),
)
