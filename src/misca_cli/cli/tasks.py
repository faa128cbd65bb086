"""The commands that answer no question, with their options: a query does without them."""

from __future__ import annotations

from misca_cli.cli.options import (
    COLOR,
    FACTS,
    FORMAT,
    JSON,
    LIMIT,
    OUTPUT_FILE,
    READING,
    SELECTION,
    SORT,
    WIDTH,
    Command,
    Option,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.schema import Field


class FactOptions:
    """An option for each field of a fact, before others; made when somebody looks at them.

    No answer needs them, nor waits for the model that they are made from.
    """

    def __init__(self, *others: Option) -> None:
        self._others = others

    def __iter__(self) -> Iterator[Option]:
        from misca_cli.schema import TABLES

        yield from (_field_option(field) for field in TABLES["fact"])
        yield from self._others


def _field_option(field: Field) -> Option:
    is_choice = field.kind == "choice"
    is_long = is_choice and len("|".join(field.choices)) > _WIDEST
    more = f": {', '.join(field.choices)}" if is_long else ""
    more += " (again for more)" if field.kind in _REPEATABLE else ""
    return Option(
        name=field.name,
        flags=(f"--{field.name.replace('_', '-')}",),
        kind="choice" if is_choice else "text",
        metavar=field.name.upper() if is_long else None if is_choice else _metavar(field),
        choices=field.choices if is_choice else (),
        repeatable=field.kind in _REPEATABLE,
        help=f"{field.meaning[:1].upper()}{field.meaning[1:]}{more}.",
    )


def _metavar(field: Field) -> str:
    return _METAVARS.get(field.kind, "TEXT")


_WIDEST = 40
"""Of choices that stand beside an option in its help."""
_REPEATABLE = ("ids", "texts", "readings")
_METAVARS = {
    "id": "ID",
    "ids": "ID",
    "date": "DATE",
    "value": "VALUE",
    "readings": "FIELD=WORDS",
}

COPIES = Option(
    name="copies",
    flags=("--copies",),
    metavar="DIR",
    required=True,
    help="The folder with the saved copies of the sources.",
)
WRITE = Option(
    name="write",
    flags=("--write",),
    kind="flag",
    help="Store the anchors, in anchors.toml of each pack, and show what is new.",
)
RULE = Option(
    name="rule",
    flags=("--rule",),
    metavar="NAME",
    repeatable=True,
    help="Check by this rule alone (again, or with commas, for more).",
)
SKIP = Option(
    name="skip",
    flags=("--skip",),
    metavar="NAME",
    repeatable=True,
    help="Check by all rules but this one (again, or with commas, for more).",
)
EXPLAIN_RULE = Option(
    name="explain_rule",
    flags=("--explain",),
    metavar="NAME",
    help="Say what a rule asks for and what to do about it; all lists the rules.",
)
NOTES = Option(
    name="notes",
    flags=("--notes",),
    kind="flag",
    help="Tell what may be worth a look too; it never changes the exit status.",
)
FIX = Option(
    name="fix",
    flags=("--fix",),
    kind="flag",
    help="Put right what leaves no choice; comments and order stay.",
)
INTO = Option(
    name="into",
    flags=("--into",),
    metavar="DIR",
    required=True,
    help="The pack to put facts into, a file for each of their sources; made if it isn't there.",
)
MAP = Option(
    name="map",
    flags=("--map",),
    metavar="FIELD=COLUMN",
    repeatable=True,
    help="Read a field from a column of another name (of none: leave the field out).",
)
SET = Option(
    name="set",
    flags=("--set",),
    metavar="FIELD=VALUE",
    repeatable=True,
    help="What a field says where a row doesn't, also of what it names: who.kind=country.",
)
MAPPING = Option(
    name="mapping",
    flags=("--mapping",),
    metavar="FILE",
    help="A TOML file with [map] and [set], which say the same.",
)
FROM = Option(
    name="from",
    flags=("--from",),
    kind="choice",
    choices=("csv", "tsv", "jsonl"),
    help="The format of the rows (else the name of the file tells).",
)
KNOWN_ONLY = Option(
    name="known_only",
    flags=("--known-only",),
    kind="flag",
    help="Reject rows that name an entity, source or measure that the pack lacks.",
)
DRY_RUN = Option(
    name="dry_run",
    flags=("--dry-run",),
    kind="flag",
    help="Show what would come, and write nothing.",
)
FACT_ID = Option(
    name="id",
    flags=("--id",),
    metavar="ID",
    help="The id of the fact (when absent, one that tells what it is about).",
)
PASSAGE = Option(
    name="passage",
    flags=("--passage",),
    metavar="WORDS",
    help="Find the place by some of its words in the saved copy, instead of --at.",
)
FACT_FILE = Option(
    name="file",
    flags=("--file",),
    metavar="FILE",
    help="Write to this file of the pack (else to where facts of that source are, or facts.toml).",
)
YES = Option(
    name="yes",
    flags=("-y", "--yes"),
    kind="flag",
    help="Add it without asking.",
)
PLAIN_OR_JSON = (
    FORMAT.replaced(choices=("plain", "json"), help="Output format (plain when absent)."),
    JSON,
    OUTPUT_FILE.replaced(help="Write to a file; .json says the format."),
)

TASKS = (
    Command(
        name="init",
        answers="a pack of your own, to begin with",
        help=(
            "Make a pack in a new or empty folder: an example of each table, and what each field"
            " means. It asks nothing, passes `misca check`, and editors complete and check it."
        ),
        argument="DIR",
        required=True,
        options=(),
        examples=("misca init my-pack",),
        module="init",
    ),
    Command(
        name="check",
        answers="what is wrong in the fact files",
        help=(
            "Check fact files by every rule; without a path, those that queries read. Exit "
            "status: 0 clean, 1 errors or warnings, 2 a path can't be read."
        ),
        argument="PATH",
        required=False,
        options=(
            *(RULE, SKIP, EXPLAIN_RULE, NOTES, FIX),
            COPIES.replaced(
                required=False, help="Prove places by the saved copies in this folder too."
            ),
            *(*PLAIN_OR_JSON, COLOR, FACTS),
        ),
        examples=(
            "misca check my-pack",
            "misca check my-pack/facts.toml --notes",
            "misca check --explain alias-clash",
        ),
        module="check",
    ),
    Command(
        name="add",
        answers="one more fact in your pack",
        help=(
            "Add a fact to a pack. On a terminal it asks for what is missing, and Tab completes"
            " ids and names; elsewhere the options say all. What `misca check` would refuse is"
            " not added. Exit status: 0 added, 1 not wanted, 2 can't be added."
        ),
        argument="",
        required=False,
        options=FactOptions(
            *(FACT_ID, PASSAGE, FACT_FILE, YES),
            COPIES.replaced(required=False),
            FACTS.replaced(help="The pack to add to (else see misca paths)."),
        ),
        examples=(
            "misca add --facts my-pack",
            "misca add --claim 'It rained.' --source herald --at 'p2 s1' --yes",
        ),
        module="add",
    ),
    Command(
        name="import",
        answers="facts from a spreadsheet into a pack",
        help=(
            "Bring in the rows of CSV, TSV or JSON Lines files (also .gz, or `-` for standard"
            " input): a column with the name of a field is that field. Entities, sources and"
            " measures may be named or given by id; those that the pack lacks are made and"
            " reported. Rows that can't be taken are kept beside their file, in NAME.rejected.csv;"
            " rows that are there already are not taken twice."
        ),
        argument="FILE",
        required=True,
        options=(INTO, MAP, SET, MAPPING, FROM, KNOWN_ONLY, DRY_RUN),
        examples=(
            "misca import facts.csv --into my-pack --dry-run",
            "misca import rows.csv --into my-pack --map claim=text --set source=herald",
        ),
        module="importing",
    ),
    Command(
        name="export",
        answers="selected facts, for `import` or a pack",
        help=(
            "Take out the facts that match, or all, as they were written: JSON Lines and TOML with"
            " what they name, CSV with the facts alone. `misca import` takes JSON Lines and CSV"
            " back unchanged."
        ),
        argument="WORDS",
        required=False,
        options=(
            *(LIMIT, *SELECTION, SORT),
            FORMAT.replaced(
                choices=("jsonl", "csv", "toml"), help="Output format (jsonl when absent)."
            ),
            OUTPUT_FILE.replaced(help="Write to a file; .jsonl, .csv or .toml says the format."),
            *READING,
        ),
        examples=(
            "misca export french troops --format csv",
            "misca export source:france24-1205 --format toml",
        ),
        module="exporting",
    ),
    Command(
        name="anchors",
        answers="prove the places of facts by saved copies",
        help="Prove that what facts rest on still stands at its place in saved copies.",
        argument="",
        required=False,
        options=(COPIES, WRITE, *PLAIN_OR_JSON, FACTS),
        examples=("misca anchors --copies copies", "misca anchors --copies copies --write"),
        module="anchors",
    ),
    Command(
        name="cache",
        answers="the indexes that make finding fast",
        help="Say where indexes of facts are kept (path) and which (info), or remove them (clear).",
        argument="ACTION",
        required=True,
        options=(),
        examples=("misca cache info", "misca cache clear"),
        module="cache",
    ),
    Command(
        name="packs",
        answers="the packs in use, and what they hold",
        help="List the packs of facts in use: what each holds, and how many problems it has.",
        argument="",
        required=False,
        options=(
            FORMAT.replaced(choices=("table", "plain", "json")),
            JSON,
            OUTPUT_FILE.replaced(help="Write to a file; .json says the format."),
            COLOR,
            WIDTH,
            *READING,
        ),
        examples=("misca packs", "misca packs --facts ~/packs --json"),
        module="packs",
    ),
    Command(
        name="paths",
        answers="where configuration, facts and cache are",
        help="Say where configuration, cache and facts are, and what decided on the facts.",
        argument="",
        required=False,
        options=(*PLAIN_OR_JSON, FACTS),
        examples=("misca paths",),
        module="paths",
    ),
    Command(
        name="schema",
        answers="a JSON Schema of the fact files, for editors",
        help="Print a JSON Schema of fact files, by which editors complete and check them.",
        argument="",
        required=False,
        options=(OUTPUT_FILE.replaced(help="Write to a file."),),
        examples=("misca schema --output misca.schema.json",),
        module="schema",
    ),
    Command(
        name="completion",
        answers="a script by which a shell completes misca",
        help="Print a script by which bash, zsh or fish completes commands, options and ids.",
        argument="SHELL",
        required=True,
        options=(),
        examples=("misca completion bash",),
        module="completion",
    ),
)
