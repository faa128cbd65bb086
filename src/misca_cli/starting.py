"""The files of a new pack: one example of each table, and what each field means.

What is said of fields is `schema`'s, so it can't differ from what the loader takes. Writing
the files is the caller's.
"""

from __future__ import annotations

from textwrap import wrap

from misca_cli.editor_schema import SCHEMA_FILE, schema_line, schema_text
from misca_cli.schema import PACK, TABLES, plural
from misca_cli.writing import quoted
from misca_cli.written import layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from misca_cli.schema import Field

WIDTH = 96

SAYS = {
    "fact": "one reported claim: what a source says, in your own words",
    "source": "a document that facts were read in",
    "entity": "somebody or something that claims are about",
    "measure": "what is counted or dated, and when two values of it may be compared",
    "term": "an ordinary word with its synonyms and translations, for finding only",
    "statement": "one utterance that several facts share",
    "ruling": "your verdict on facts that seem to differ; it ends when one of them changes",
}
EXAMPLES: Mapping[str, str] = {
    "fact": """\
[fact.aurora-120]
claim = "The ferry Aurora carried 120 people on her first crossing."
who = "aurora"
what = "passengers"
value = "120 people"
where = "north-harbour"
when = 2024-05-03
stage = "done"
statement = "board-briefing"
source = "gazette-0504"
at = "p2 s1"

[fact.aurora-90]
claim = "About 90 people came over with the Aurora's first crossing."
who = "aurora"
what = "passengers"
value = "~90 people"
where = "north-harbour"
when = 2024-05-03
stage = "done"
source = "gazette-0504"
at = "p5 s2"
reads = { when = "that morning" }
""",
    "source": """\
[source.gazette-0504]
type = "article-newspaper"
title = "The Aurora Is Back"
publisher = "The Harbour Gazette"
issued = 2024-05-04
url = "https://gazette.example/the-aurora-is-back"
""",
    "entity": """\
[entity.aurora]
name = "Aurora"
kind = "ship"
aliases = ["MV Aurora", "the North Harbour ferry"]

[entity.north-harbour]
name = "North Harbour"
kind = "place"

[entity.harbour-board]
name = "Harbour Board"
kind = "organisation"
part_of = "north-harbour"
""",
    "measure": """\
[measure.passengers]
value = "figure"
unit = "people"
key = ["who", "where"]
tolerance = "10%"
""",
    "term": """\
[term.ferry]
aliases = ["boat", "ship", "vessel", "bac", "traversier"]
""",
    "statement": """\
[statement.board-briefing]
by = "harbour-board"
said = 2024-05-03
venue = "a briefing on the quay"
""",
    "ruling": """\
[ruling.first-crossing]
facts = ["aurora-120", "aurora-90"]
verdict = "conflict"
why = "Both count the people on one crossing, and 120 is more than about 90 can mean."
facts_sha256 = "189e9b0e49c68ac2"
""",
}


def new_pack(name: str) -> dict[str, str]:
    """Return the texts of a new pack by the names of their files, `pack.toml` last.

    A folder counts as a pack once that stands there.
    """
    tables = {f"{plural(kind)}.toml": _table_text(kind) for kind in TABLES}
    return {SCHEMA_FILE: schema_text(), **tables, "pack.toml": _pack_text(name)}


def _table_text(kind: str) -> str:
    fields = {field.name: field for field in TABLES[kind]}
    said = _commented(f"[{kind}.ID]: {SAYS[kind]}.", (fields[name] for name in layout(kind)))
    return f"{schema_line()}{said}\n{EXAMPLES[kind]}"


def _pack_text(name: str) -> str:
    about = (
        "What this pack is. Every file below its folder whose name ends in .toml is read, "
        "whatever it is called: put facts where you like."
    )
    return (
        f"{schema_line()}{_commented(about, PACK)}\n"
        f'name = {quoted(name)}\ntitle = "The ferry Aurora"\nversion = "0.1"\nlanguage = "en"\n'
    )


def _commented(about: str, fields: Iterable[Field]) -> str:
    """Return comments: what a table is, then its fields, of which a star marks the needed."""
    listed = [(f"{field.name}{' *' * field.required}", _meaning(field)) for field in fields]
    width = max(len(name) for name, _ in listed)
    lines = wrap(about, WIDTH - 2)
    if any(name.endswith("*") for name, _ in listed):
        lines.append("What has a * is needed.")
    lines.append("")
    for name, meaning in listed:
        first, *others = wrap(meaning, WIDTH - width - 4)
        lines += [f"{name:{width}}  {first}", *(" " * (width + 2) + each for each in others)]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _meaning(field: Field) -> str:
    return f"{field.meaning}: {', '.join(field.choices)}" if field.choices else field.meaning
