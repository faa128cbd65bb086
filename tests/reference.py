"""The parts of `docs/` that are made from the package: its fact files and its commands.

A page says where such a part stands: between `<!-- made: fields fact -->` and `<!-- /made -->`.
What stands around it is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from misca_cli import dates, model
from misca_cli.accounts.account import CLASSES
from misca_cli.anchors import describe_locator
from misca_cli.cli.options import (
    AS_OF,
    OUTPUT,
    READING,
    SINCE,
    UNTIL,
    Command,
    Option,
    all_commands,
)
from misca_cli.dates import Day
from misca_cli.figures import reading
from misca_cli.model import Figure
from misca_cli.render import words
from misca_cli.schema import PACK, TABLES, Field
from misca_cli.starting import SAYS
from misca_cli.wording import describe_date

PART = re.compile(
    r"(?P<start><!-- made: (?P<what>[^\n]+) -->\n).*?(?P<end><!-- /made -->)", re.DOTALL
)

KINDS = {
    "text": "text",
    "texts": "text, or a list of texts",
    "id": "id",
    "ids": "id, or a list of ids",
    "date": "[date](#dates)",
    "value": "[figure](#figures), [date](#dates), id or list of ids",
    "choice": "one of",
    "flag": "`true` or `false`",
    "readings": "table of texts",
    "copy": "table",
    "identity": "table",
    "tolerance": "number, percentage or days",
    "days": "days",
}
FIGURES = (
    *("420 soldiers", "1,000 soldiers", "~2800 soldiers", ">=1 year", "<1 year", "6..12 months"),
    *("..500 soldiers", "+800 soldiers", "-200 soldiers", "x2", "40 million USD", "15 %"),
    *("dozens of soldiers", "scores", "hundreds", "thousands", "millions"),
)
DATES = (
    *("2013-12-05", "2013-12", "2013", "2013-24", "201X", "2013-XX-05", "2013-12-05~", "2013-12?"),
    *("[2013-11-26..2013-11-27]", "[2013-12-02..2013-12-08]", "[..2013-12-06]", "[2013-12-12..]"),
    *("2013-11/2014-01", "2013-12-05/..", "-0043-03-15", "Y170002"),
)
SHARED = {
    "time": (SINCE, UNTIL, AS_OF),
    "output": OUTPUT,
    "reading": READING,
}
"""Options that many commands have, by the name of their group."""
LOCATORS = ("p10 s1", "p10", "n4", "L3", "chapter 2, page 31")


def filled(page: str) -> str:
    """Return a page with the parts that are made from the package as they are now."""
    return PART.sub(lambda part: f"{part['start']}\n{made(part['what'])}\n{part['end']}", page)


def made(what: str) -> str:
    """Return a part of a page by its name."""
    name, *arguments = what.split()
    return "\n".join(PARTS[name](*arguments)).strip() + "\n"


def fields(kind: str) -> Iterator[str]:
    """Give the lines of a table: the fields of one kind of record."""
    described = PACK if kind == "pack" else TABLES[kind]
    rows = (
        (f"`{each.name}`", _type(each), "yes" * each.required, _meaning(kind, each))
        for each in described
    )
    yield from _table(("field", "type", "needed", "meaning"), rows)


def tables() -> Iterator[str]:
    """Give a line for each kind of record."""
    for kind, says in SAYS.items():
        yield f"- [`[{kind}.ID]`](#{kind}): {says}"


def _type(field: Field) -> str:
    said = KINDS[field.kind]
    if field.refers:
        said = said.replace("id", f"id of a [{field.refers}](#{field.refers})", 1)
        said = said.replace("a [entity]", "an [entity]")
    if field.choices:
        choices = ", ".join(f"`{choice}`" for choice in field.choices)
        said = f"one of {choices}" if field.kind == "choice" else f"one or a list of {choices}"
    return said


def _meaning(kind: str, field: Field) -> str:
    record = model.Pack if kind == "pack" else getattr(model, kind.capitalize())
    absent = record._defaults.get(field.name)
    if absent in (None, (), {}) or "when absent" in field.meaning:
        return field.meaning
    return f"{field.meaning}; {_code(absent)} when absent"


def _code(value: object) -> str:
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{each}"' for each in value) + "]`"
    return f"`{str(value).lower()}`"


def class_rows() -> Iterator[str]:
    """Give the lines of a table of stages, with the class that values of each are compared in."""
    staged: dict[str, list[str]] = {}
    for stage in (None, *model.STAGES):
        of = CLASSES.get(stage, "none: shown, and not compared")
        staged.setdefault(of, []).append(f"`{stage}`" if stage else "none")
    yield from _table(("stage", "class"), ((", ".join(each), of) for of, each in staged.items()))


def figure_rows() -> Iterator[str]:
    """Give the lines of a table of figures, with how each is shown and what it may be."""
    found = [reading.parse(text) for text in FIGURES]
    yield from _table(
        ("written", "shown as", "from", "to"),
        ((f"`{each.text}`", _shown(each), _number(each.low), _number(each.high)) for each in found),
    )


def _shown(figure: Figure) -> str:
    notes = [note for note in words.figure_notes(figure) if not note.startswith("written")]
    return ", ".join((words.figure(figure), *notes))


def _number(number: model.Number | None) -> str:
    return "" if number is None else f"{number:,}"


def date_rows() -> Iterator[str]:
    """Give the lines of a table of dates, with how each is shown and its bounds."""
    found = [dates.parse(text) for text in DATES]
    yield from _table(
        ("written", "shown as", "first day", "last day"),
        (
            (f"`{each.text}`", describe_date(each), _bound(each.earliest), _bound(each.latest))
            for each in found
        ),
    )


def _bound(day: Day | None) -> str:
    return dates.iso(day) if day else "open"


def locator_rows() -> Iterator[str]:
    """Give the lines of a table of places, with how each is printed."""
    rows = ((f"`{at}`", describe_locator(at)) for at in LOCATORS)
    yield from _table(("written", "shown as"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def command_list() -> Iterator[str]:
    """Give a line for each command."""
    for command in all_commands():
        yield f"- [`misca {command.name}`](#misca-{command.name}): {command.answers}"


def shared_options() -> Iterator[str]:
    """Give the options that many commands have, in groups."""
    for name, options in SHARED.items():
        yield from (f"### {name.capitalize()}", "", *map(_option, options), "")


def commands() -> Iterator[str]:
    """Give a section for each command: usage, options, examples."""
    for command in all_commands():
        yield from (f"### misca {command.name}", "", command.help, "", f"    {usage(command)}", "")
        if options := list(_options(command)):
            yield from (*options, "")
        yield from ("Examples:" if command.examples[1:] else "For example:", "")
        yield from (*(f"    {example}" for example in command.examples), "")


def _options(command: Command) -> Iterator[str]:
    """Give the options of a command, those that many have by the name of their group."""
    own = list(command.options)
    groups = [name for name, options in SHARED.items() if all(each in own for each in options)]
    shared = [option for name in groups for option in SHARED[name]]
    yield from (_option(option) for option in own if option not in shared)
    if groups:
        yield f"- and those of {', '.join(f'[{name}](#{name})' for name in groups)}"


def usage(command: Command) -> str:
    """Return how a command is called."""
    several = "" if command.argument in ("", "ACTION", "SHELL", "DIR") else "..."
    named = f"{command.argument}{several}"
    argument = f" {named if command.required else f'[{named}]'}" if command.argument else ""
    options = " [OPTION...]" if any(True for _ in command.options) else ""
    return f"misca {command.name}{options}{argument}"


def _option(option: Option) -> str:
    *short, long = option.flags
    value = option.metavar or "|".join(option.choices)
    flags = ", ".join(f"`{flag}`" for flag in (*short, f"{long} {value}".rstrip()))
    needed = " Needed." * option.required
    absent = ""
    if option.default and option.default not in option.help:
        absent = f" Without it: `{option.default}`."
    return f"- {flags}: {option.help}{absent}{needed}"


PARTS: dict[str, Callable[..., Iterator[str]]] = {
    "shared-options": shared_options,
    "fields": fields,
    "tables": tables,
    "classes": class_rows,
    "figures": figure_rows,
    "dates": date_rows,
    "locators": locator_rows,
    "command-list": command_list,
    "commands": commands,
}
