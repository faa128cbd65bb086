"""`misca paths`: where configuration, cache and facts are, and what named the facts.

Exit status: 0, or 2 where the configuration is broken or a folder of facts can't be read.
"""

from __future__ import annotations

import os

from misca_cli.cli import FAILED, streams, terminal
from misca_cli.cli.request import checked, output, request
from misca_cli.config import builtin_folder, cache_folder, choice, config_file
from misca_cli.configuration import ConfigurationError
from misca_cli.errors import FactsNotFoundError
from misca_cli.export.document import FORMAT_VERSION, dumped, problem_object
from misca_cli.files import distinct_packs
from misca_cli.model import Problem
from misca_cli.packs import absolute
from misca_cli.record import Record
from misca_cli.text import path_rows, safe_line, tsv_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from misca_cli.cli.request import Invocation


class Paths(Record):
    """Where things are; None where there is no place for them."""

    configuration: str | None
    cache: str | None
    builtin: str
    packs: tuple[str, ...] = ()
    """Those in use."""
    named_by: str | None = None
    """What named the packs; None where a broken configuration should have."""
    problems: tuple[Problem, ...] = ()


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Say where things are, and return the exit status. Raises `MiscaError`."""
    request(invocation)  # it takes no words
    wanted = output(invocation, terminal=False)
    found = _paths(checked(invocation).get("facts", ()), environ)
    if wanted.format == "json":
        text = _json(found)
    else:
        text = _plain(found, terminal.columns() if wanted.file is None else None)
    streams.deliver(text, wanted.file)
    streams.complain(safe_line(str(problem)) for problem in found.problems)
    return FAILED if found.problems else 0


def _paths(given: Sequence[str], environ: Mapping[str, str]) -> Paths:
    found = Paths(
        configuration=config_file(environ), cache=cache_folder(environ), builtin=builtin_folder()
    )
    try:
        folders, named_by = choice(given, environ)
    except ConfigurationError as error:
        return found.replaced(problems=(error.problem,))
    problems: list[Problem] = []
    packs: list[str] = []
    for folder in folders:
        try:
            packs += distinct_packs((folder,))
        except FactsNotFoundError as error:
            packs.append(folder)
            problems.append(_unreadable(folder, error))
    distinct = tuple(dict.fromkeys(map(absolute, packs)))
    return found.replaced(named_by=named_by, packs=distinct, problems=tuple(problems))


def _unreadable(folder: str, error: FactsNotFoundError) -> Problem:
    reason = getattr(error.__cause__, "strerror", None) or str(error)
    return Problem(
        file=folder,
        line=0,
        column=0,
        severity="error",
        rule="unreadable",
        key="",
        message=f"can't be read: {reason}",
    )


def _plain(found: Paths, columns: int | None) -> str:
    """Return a line for each place: what it is, where, and a remark.

    In so many columns they stand below one another, and a path below what it is if need be.
    """
    rows = [
        ("configuration", found.configuration, _state(found.configuration)),
        ("cache", found.cache, _state(found.cache)),
        *(("facts", pack, found.named_by or "") for pack in found.packs),
        ("built-in", found.builtin, _state(found.builtin)),
    ]
    if columns is None:
        return "".join(f"{what}\t{tsv_field(where or '')}\t{how}\n" for what, where, how in rows)
    shown = [(what, safe_line(where or "nowhere"), how) for what, where, how in rows]
    width = max(len(where) for _, where, _ in shown)
    lines = [f"{what:13}  {where:{width}}  {how}".rstrip() for what, where, how in shown]
    if max(map(len, lines)) > columns:
        lines = [line for row in shown for line in _below(*row, columns - 2)]
    return "".join(f"{line}\n" for line in lines)


def _below(what: str, where: str, how: str, room: int) -> list[str]:
    return [f"{what:13}  {how}".rstrip(), *(f"  {row}" for row in path_rows(where, room))]


def _state(path: str | None) -> str:
    return "" if path and os.path.exists(path) else "absent"


def refused_text(problems: Sequence[Problem]) -> str:
    """Return the JSON of a command line that can't be answered: what is wrong with it."""
    nowhere = Paths(configuration=None, cache=None, builtin=builtin_folder())
    return _json(nowhere.replaced(problems=tuple(problems)))


def _json(found: Paths) -> str:
    document = {
        "format_version": FORMAT_VERSION,
        "command": "paths",
        "configuration": _place(found.configuration),
        "cache": _place(found.cache),
        "built_in": _place(found.builtin),
        "facts": [{"folder": pack, "exists": os.path.exists(pack)} for pack in found.packs],
        "named_by": found.named_by,
        "problems": [problem_object(problem) for problem in found.problems],
    }
    return dumped(document, indent=2) + "\n"


def _place(path: str | None) -> dict[str, object]:
    return {"path": path, "exists": bool(path and os.path.exists(path))}
