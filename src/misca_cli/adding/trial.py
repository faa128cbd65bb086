"""What `check` would say of a pack with some files changed, before anything is changed.

The changed files are read by the loader like any others, in a folder of their own beside copies
of those that they need. Files of facts alone are not needed: what a new fact refers to is found
before.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from tempfile import TemporaryDirectory

from misca_cli import factbase
from misca_cli.checks import RULES, check
from misca_cli.files import fact_files, inner_path, shown_path
from misca_cli.load.file import read_part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.model import Problem

# Facts that others refer to may stand in files that are left out here.
_LEFT_OUT = ("unknown-fact",)
ASKED = frozenset(r.name for r in RULES if r.severity != "note" and r.name not in _LEFT_OUT)


def new_problems(folder: str, texts: Mapping[str, str], fact: str) -> tuple[Problem, ...]:
    """Return what is wrong with a pack once some files are changed to hold a fact, and isn't now.

    Where the fact could not be read, what is wrong with these files already counts too.
    """
    now = {path: read_part(path, folder).data for path in _needed(folder, texts)}
    then = now | {path: text.encode("utf-8", "surrogateescape") for path, text in texts.items()}
    found, has_fact = _problems(folder, then, fact)
    if not found:
        return ()
    before = Counter(map(_said, _problems(folder, now, fact)[0]))
    changed = {shown_path(path) for path in texts}
    after = []
    for problem in found:
        before[_said(problem)] -= 1
        if before[_said(problem)] < 0 or (not has_fact and problem.file in changed):
            after.append(problem)
    return tuple(after)


def _needed(folder: str, texts: Mapping[str, str]) -> list[str]:
    paths = fact_files(folder) if os.path.lexists(folder) else ()
    return [path for path in paths if path in texts or not read_part(path, folder).is_facts_alone]


def _said(problem: Problem) -> tuple[str, str, str, str]:
    return problem.file, problem.rule, problem.key, problem.message


def _problems(
    folder: str, files: Mapping[str, bytes], fact: str
) -> tuple[tuple[Problem, ...], bool]:
    """Return what is wrong with a pack of these files, and whether it has a fact."""
    if not files:
        return (), False
    with TemporaryDirectory(prefix="misca-") as scratch:
        # A pack without a name has that of its folder.
        place = os.path.join(scratch, os.path.basename(os.path.abspath(folder)))
        shown = {}
        for path, data in files.items():
            copy = place if path == folder else os.path.join(place, inner_path(path, folder))
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            with open(copy, "wb") as file:
                file.write(data)
            shown[shown_path(copy)] = shown_path(path)
        base = factbase.read((place,))
        today = dt.date.today()  # noqa: DTZ011  # the day where the user is
        found = check(base, rules=ASKED, today=today)
        return tuple(_here(problem, shown) for problem in found), fact in base.facts


def _here(problem: Problem, shown: Mapping[str, str]) -> Problem:
    """Name the files of the pack, and not their copies."""
    message = problem.message
    for copy, path in shown.items():
        message = message.replace(copy, path)
    return problem.replaced(file=shown.get(problem.file, problem.file), message=message)
