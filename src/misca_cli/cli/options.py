"""The commands and their options, declared once, as data; here those that answer questions.

click's commands are made from this (`commands`), values are checked by it (`request`), and
whatever else reads or completes a command line does so by it. Nothing here parses anything.
The other commands are in `tasks`, which is imported for one of them alone, or for all.
"""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = ("table", "plain", "json", "jsonl", "csv")


class Option(Record):
    """An option of a command."""

    name: str
    """Key of its value."""
    flags: tuple[str, ...]
    help: str
    kind: str = "text"
    """text, number (a positive whole one), choice or flag (takes no value)."""
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    default: str | None = None
    """What counts when it is not given, as it would be typed."""
    repeatable: bool = False
    required: bool = False


SINGLE = ("ACTION", "SHELL", "DIR")
"""What may stand once behind the name of a command; of the others there may be several."""


class Command(Record):
    """A command: what it answers, and what may stand after its name."""

    name: str
    answers: str
    """One line for the list of commands."""
    help: str
    argument: str
    """WORDS, ID, PATH, FILE, one of `SINGLE` or, where nothing may stand there, empty."""
    required: bool
    """Whether an argument must be given."""
    options: Iterable[Option]
    examples: tuple[str, ...]
    module: str | None = None
    """Of what answers no question: the module of `cli` whose `run` does it."""


SINCE = Option(
    name="since",
    flags=("--since",),
    metavar="DATE",
    help="Leave out what lies wholly before a day or period.",
)
UNTIL = Option(
    name="until",
    flags=("--until",),
    metavar="DATE",
    help="Leave out what lies wholly after a day or period.",
)
AS_OF = Option(
    name="as_of",
    flags=("--as-of",),
    metavar="DATE",
    help="Keep only what had been said by a day.",
)
LIMIT = Option(
    name="limit",
    flags=("-n", "--limit"),
    kind="number",
    metavar="N",
    help="Give at most N (everything when absent).",
)
BEST_TEN = LIMIT.replaced(default="10", help="Give at most N facts (10 when absent).")
ALL = Option(
    name="all",
    flags=("--all",),
    kind="flag",
    help="No limit, and retired facts too.",
)
ALL_GROUPS = ALL.replaced(help="No limit, retired facts, and groups that agree or follow on too.")
SORT = Option(
    name="sort",
    flags=("--sort",),
    kind="choice",
    choices=("score", "date", "id", "source"),
    help="Order by this instead of the command's own order.",
)
EXPLAIN = Option(
    name="explain",
    flags=("--explain",),
    kind="flag",
    help="Show which word met which field, and what each part of a score is.",
)
AXIS = Option(
    name="axis",
    flags=("--axis",),
    kind="choice",
    choices=("when", "said"),
    default="when",
    help="Order by the day a fact holds (else was said), or only by the day it was said.",
)
FORMAT = Option(
    name="format",
    flags=("-f", "--format"),
    kind="choice",
    choices=FORMATS,
    help="Output format (a table on a terminal, plain elsewhere).",
)
JSON = Option(name="json", flags=("--json",), kind="flag", help="The same as --format json.")
FIELDS = Option(
    name="fields",
    flags=("--fields",),
    metavar="NAMES",
    help="Give only these fields, e.g. id,value.amount,source.url.",
)
OUTPUT_FILE = Option(
    name="output",
    flags=("-o", "--output"),
    metavar="FILE",
    help="Write to a file; .json, .jsonl or .csv says the format.",
)
COLOR = Option(
    name="color",
    flags=("--color",),
    kind="choice",
    choices=("always", "never", "auto"),
    default="auto",
    help="Colour a table (auto: on a terminal).",
)
WIDTH = Option(
    name="width",
    flags=("--width",),
    kind="number",
    metavar="N",
    help="Columns of a table, 20 to 200 (the terminal's when absent).",
)
NO_PAGER = Option(
    name="no_pager",
    flags=("--no-pager",),
    kind="flag",
    help="Print long answers without a pager.",
)
OUTPUT = (FORMAT, JSON, FIELDS, OUTPUT_FILE, COLOR, WIDTH, NO_PAGER)
FACTS = Option(
    name="facts",
    flags=("--facts",),
    metavar="DIR",
    repeatable=True,
    help="Read the facts in this folder (again for more; else see misca paths).",
)
NO_CACHE = Option(
    name="no_cache",
    flags=("--no-cache",),
    kind="flag",
    help="Read the fact files themselves, and keep no index of them.",
)
BATCH = Option(
    name="batch",
    flags=("--batch",),
    metavar="FILE",
    help="Answer each line of a file (- for standard input) by a line of JSON.",
)
SELECTION = (SINCE, UNTIL, AS_OF, ALL)
READING = (FACTS, NO_CACHE)
ACTIONS = ("info", "clear", "path")
SHELLS = ("bash", "zsh", "fish")

QUESTIONS = (
    Command(
        name="query",
        answers="which facts match, best first",
        help="Find the facts that match what you half remember, best first.",
        argument="WORDS",
        required=True,
        options=(BEST_TEN, *SELECTION, SORT, EXPLAIN, BATCH, *OUTPUT, *READING),
        examples=(
            "misca query frnech troops decmber",
            "misca query who:france what:troops --since 2013-12",
            "misca query 'resolution 2127' not:sanctions --json",
            "misca query --batch questions.txt",
        ),
    ),
    Command(
        name="timeline",
        answers="what happened or was said, in order",
        help="Put the facts that match in the order of their dates; without words, all of them.",
        argument="WORDS",
        required=False,
        options=(LIMIT, *SELECTION, SORT, AXIS, *OUTPUT, *READING),
        examples=("misca timeline french troops --since 2013-12-05",),
    ),
    Command(
        name="compare",
        answers="who says otherwise, side by side",
        help=(
            "Set values that may be compared side by side, with the verdict; without words, all"
            " of which there is something to say."
        ),
        argument="WORDS",
        required=False,
        options=(LIMIT, SINCE, UNTIL, AS_OF, ALL_GROUPS, *OUTPUT, *READING),
        examples=("misca compare french troops", "misca compare --as-of 2013-12-04"),
    ),
    Command(
        name="chart",
        answers="a figure over time",
        help="Draw the figures of the facts that match over time, each account by itself.",
        argument="WORDS",
        required=True,
        options=(LIMIT, *SELECTION, *OUTPUT, *READING),
        examples=("misca chart french troops",),
    ),
    Command(
        name="show",
        answers="one fact in full",
        help="Show facts in full: who said so, when, in which source and where in it.",
        argument="ID",
        required=True,
        options=(*OUTPUT, *READING),
        examples=("misca show fr-420",),
    ),
    Command(
        name="sources",
        answers="the bibliography, with what rests on each source",
        help="List the sources of the facts that match; without words, every source.",
        argument="WORDS",
        required=False,
        options=(LIMIT, *SELECTION, *OUTPUT, *READING),
        examples=("misca sources hollande --format csv",),
    ),
)


def all_commands() -> tuple[Command, ...]:
    """Return all commands, in the order of `misca --help`."""
    from misca_cli.cli.tasks import TASKS

    return (*QUESTIONS, *TASKS)


def lookup(name: str) -> Command | None:
    """Return the command that goes by a name, if there is one."""
    for command in QUESTIONS:
        if command.name == name:
            return command
    from misca_cli.cli.tasks import TASKS  # no question waits for them

    return next((command for command in TASKS if command.name == name), None)


def command_named(name: str) -> Command:
    """Return the command that goes by a name, which there must be."""
    if command := lookup(name):
        return command
    raise LookupError(name)
