"""`misca check`: what is wrong in fact files, line by line, and how to put it right.

Exit status: 0 clean, 1 errors or warnings, 2 a path can't be read. Notes change nothing.
"""

from __future__ import annotations

import datetime as dt
import os
from functools import lru_cache, partial
from textwrap import fill

from misca_cli import factbase
from misca_cli.checks import NOT_WHOLE, RULE_NAMED, RULES, UNREADABLE, check
from misca_cli.checks.rule import SEVERITIES
from misca_cli.cli import FAILED, streams
from misca_cli.cli.request import checked, output
from misca_cli.config import fact_folders
from misca_cli.errors import UsageError
from misca_cli.files import UnreadableError, distinct_packs, fact_files, read_bytes, shown_path
from misca_cli.record import Record
from misca_cli.text import safe_line
from misca_cli.toml import TomlError, decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.checks.rule import Rule
    from misca_cli.cli.request import Invocation, Output
    from misca_cli.factbase import Factbase
    from misca_cli.model import Pack, Problem

    Line = Callable[[Problem], str | None]

_HINT = "name a folder of TOML files, or a file in one"
CLEAN, FAULTY = 0, 1
WIDTH = 80
"""Columns of what explains a rule, at most."""


class Asked(Record):
    """What is to be checked, and by which rules."""

    folders: tuple[str, ...]
    """Packs, or folders of packs."""
    within: tuple[str, ...] = ()
    """Files and folders inside packs, where only they were named."""
    rules: frozenset[str]
    copies: str | None = None
    """The folder of saved copies."""


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Check as a command line asks, and return the exit status. Raises `MiscaError`."""
    values = checked(invocation)
    if "explain_rule" in values:
        streams.write(_explained(values["explain_rule"]))
        return CLEAN
    wanted = output(invocation, terminal=False)
    named = (*invocation.words, *values.get("facts", ()))
    paths = tuple(path for path in named if os.path.exists(path))
    if named and not paths:
        raise UsageError(f'can\'t read the facts in "{named[0]}": it is not there', hint=_HINT)
    asked = _asked(paths, values, environ)
    base, problems = _look(asked)
    if "fix" in values and _mend(base, problems):
        base, problems = _look(asked)
    _show(problems, _lines(asked.folders), wanted, environ)
    missing = [*_not_there(named)]
    streams.complain(map(safe_line, [*missing, *_passed_over(asked)]))
    return FAILED if missing else status(problems)


def _passed_over(asked: Asked) -> Iterator[str]:
    """Say that the pack in which somebody works was not checked."""
    if not os.path.isfile("pack.toml"):
        return
    here = os.path.join(os.path.realpath("."), "")
    if not any(here.startswith(os.path.join(os.path.realpath(f), "")) for f in asked.folders):
        folders = " and ".join(f'"{shown_path(folder)}"' for folder in asked.folders)
        verb = "was" if len(asked.folders) == 1 else "were"
        yield f"misca: {folders} {verb} checked; misca check . checks the pack in this folder"


def _not_there(named: Iterable[str]) -> Iterator[str]:
    """Say which of the paths that were named hold nothing to be checked."""
    for path in named:
        if not os.path.exists(path):
            yield f'misca: error: can\'t read the facts in "{path}": it is not there'
        elif not any(map(fact_files, distinct_packs((path,)))):
            yield f'misca: error: there are no fact files in "{path}": their names end in .toml'


def status(problems: Iterable[Problem]) -> int:
    """Return the exit status that problems earn."""
    told = [problem for problem in problems if problem.severity != "note"]
    if any(problem.rule in UNREADABLE for problem in told):
        return FAILED
    return FAULTY if told else CLEAN


def _asked(paths: Sequence[str], values: Mapping[str, Any], environ: Mapping[str, str]) -> Asked:
    packs = [_pack_around(path) for path in paths]
    copies: str | None = values.get("copies")
    if copies is not None and not os.path.isdir(copies):
        raise UsageError(f'--copies: "{copies}" is no folder')
    is_part = any(pack != path for pack, path in zip(packs, paths, strict=True))
    return Asked(
        folders=fact_folders(tuple(packs), environ),
        within=tuple(map(os.path.abspath, paths)) if is_part else (),
        rules=_rules(values),
        copies=copies,
    )


def _pack_around(path: str) -> str:
    """Return the folder of the pack that a file or a folder is a part of, else itself.

    Raises `UsageError` for a part of a pack that is no fact file and holds none.
    """
    named = folder = os.path.abspath(path)
    while os.path.exists(path) and os.path.dirname(folder) != folder:
        if os.path.isfile(os.path.join(folder, "pack.toml")):
            if not any(_is_within(each, (named,)) for each in fact_files(folder)):
                raise UsageError(f'"{path}" is no fact file of "{shown_path(folder)}"')
            return path if folder == named else folder
        folder = os.path.dirname(folder)
    return path


def _rules(values: Mapping[str, Any]) -> frozenset[str]:
    named, left_out = _named(values, "rule"), _named(values, "skip")
    usual = {rule.name for rule in RULES if rule.severity != "note" or "notes" in values}
    # Where a file can't be read, not all was checked, whatever was asked for.
    return frozenset(((named | {*NOT_WHOLE}) if named else usual) - left_out)


def _named(values: Mapping[str, Any], option: str) -> set[str]:
    names = {name.strip() for given in values.get(option, ()) for name in given.split(",")}
    for name in sorted(names):
        _rule(name, f"--{option}")
    return names


def _rule(name: str, option: str) -> Rule:
    if name in RULE_NAMED:
        return RULE_NAMED[name]
    from misca_cli.spelling import nearest  # only a wrong word needs it

    near = nearest(name, RULE_NAMED, most=1)
    hint = f'did you mean "{near[0]}"?' if near else "misca check --explain all lists the rules"
    raise UsageError(f'{option}: "{name}" is no rule', hint=hint)


def _explained(name: str) -> str:
    from misca_cli.cli.terminal import columns  # few runs explain anything

    room = min(columns() or WIDTH, WIDTH)
    if name == "all":
        width = max(map(len, RULE_NAMED))
        lines = [f"{rule.name:{width}}  {rule.severity:7}  {_first(rule.says)}" for rule in RULES]
        return "".join(
            f"{fill(each, room, subsequent_indent=' ' * (width + 11 if room == WIDTH else 2))}\n"
            for each in lines
        )
    rule = _rule(name, "--explain")
    says = "\n\n".join(fill(" ".join(part.split()), room) for part in rule.says.split("\n\n"))
    remedy = fill(f"Remedy: {rule.remedy}", room)
    return f"{rule.name} ({rule.severity})\n\n{says}\n\n{remedy}\n"


def _first(text: str) -> str:
    sentence, stop, _ = text.partition(". ")
    return f"{sentence}." if stop else sentence


def _look(asked: Asked) -> tuple[Factbase, tuple[Problem, ...]]:
    base = factbase.read(asked.folders, recovering=True)
    proved = None
    if asked.copies is not None:
        from misca_cli.cli.anchors import problems_of  # most checks need no copies
        from misca_cli.copies import read_copy
        from misca_cli.proof import prove

        proved = problems_of(base, prove(base, partial(read_copy, asked.copies)))
    problems = check(
        base,
        rules=asked.rules,
        today=dt.date.today(),  # noqa: DTZ011  # the day where the user is
        proved=proved,
    )
    return base, tuple(
        # What refers to a file that can't be read is not checked, wherever it stands.
        each
        for each in problems
        if each.rule == "unreadable" or _is_within(each.file, asked.within)
    )


def _is_within(file: str, within: tuple[str, ...]) -> bool:
    path = os.path.abspath(file)
    return not within or any(path == each or path.startswith(each + os.sep) for each in within)


def _mend(base: Factbase, problems: Iterable[Problem]) -> bool:
    """Put right what leaves no choice, and return whether there was anything."""
    by_file: dict[str, list[Problem]] = {}
    broken = {problem.file for problem in problems if problem.rule == "bad-toml"}
    for problem in problems:
        if RULE_NAMED[problem.rule].fixable and problem.file not in broken:
            by_file.setdefault(problem.file, []).append(problem)
    mended = [
        _mend_file(path, pack, by_file[shown_path(path)])
        for pack in base.packs
        for path in fact_files(pack.folder)
        if shown_path(path) in by_file
    ]
    return any(mended)


def _mend_file(path: str, pack: Pack, problems: Sequence[Problem]) -> bool:
    from misca_cli.checks.fixing import mended  # with tomlkit, for `--fix` only
    from misca_cli.edit import LayoutError

    shown = shown_path(path)
    try:
        data = read_bytes(path, pack.folder).decode()
        text = mended(data, pack, problems)
    except (LayoutError, UnreadableError):
        line = f'misca: "{shown}" is left as it is: its layout could not be kept'
        streams.complain((safe_line(line),))
        return False
    if text == data:
        return False
    streams.write_file(path, text)
    streams.complain((safe_line(f'misca: wrote "{shown}"'),))
    return True


def _lines(folders: tuple[str, ...]) -> Line:
    """Return what gives the line that a problem stands on, None where there is none."""

    @lru_cache(maxsize=1)
    def paths() -> dict[str, tuple[str, str]]:
        packs = distinct_packs(folders)
        return {shown_path(path): (path, pack) for pack in packs for path in fact_files(pack)}

    @lru_cache(maxsize=1)
    def lines(file: str) -> Sequence[str]:
        path, pack = paths()[file]
        try:
            return decode(read_bytes(path, pack)).split("\n")
        except (UnreadableError, TomlError):
            return ()

    def line(problem: Problem) -> str | None:
        found = lines(problem.file) if problem.line and problem.file in paths() else ()
        return found[problem.line - 1].rstrip("\r") if 0 < problem.line <= len(found) else None

    return line


def _show(
    problems: Sequence[Problem], line: Line, wanted: Output, environ: Mapping[str, str]
) -> None:
    if wanted.format == "json":
        from misca_cli.export.check import json_text  # people do without

        streams.deliver(json_text(problems, RULE_NAMED.__getitem__, line), wanted.file)
    elif problems:
        from misca_cli.cli.terminal import decide_colour  # a clean pack does without
        from misca_cli.render.check import shown

        is_terminal = wanted.file is None and streams.stdout_is_terminal()
        colour = decide_colour(wanted.color, environ, isatty=is_terminal)
        told = (shown(each, line(each), colour=colour) for each in problems)
        streams.deliver("".join(told), wanted.file)
        streams.complain((f"misca: {_counted(problems)}",))
    elif wanted.file is not None:
        streams.deliver("", wanted.file)


def _counted(problems: Iterable[Problem]) -> str:
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(each), each) for each in SEVERITIES]
    return ", ".join(f"{count} {each}{'s' * (count != 1)}" for count, each in counts if count)
