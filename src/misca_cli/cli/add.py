"""`misca add`: one more fact in a pack, by options, by questions on a terminal, or by both.

Exit status: 0 added, 1 not wanted after all, 2 can't be added.
"""

from __future__ import annotations

import os

from misca_cli.adding import files
from misca_cli.adding.draft import Draft
from misca_cli.adding.trial import new_problems
from misca_cli.adding.typed import AnswerError
from misca_cli.cli import asking, streams
from misca_cli.cli.interview import NAMES, NEEDED, Interview
from misca_cli.cli.options import command_named
from misca_cli.cli.replacing import write_files
from misca_cli.cli.request import checked, request
from misca_cli.cli.workplace import Workplace, workplace
from misca_cli.errors import MiscaError, UsageError
from misca_cli.export.proof import anchors_toml
from misca_cli.files import shown_path
from misca_cli.record import Record
from misca_cli.render.check import shown
from misca_cli.text import safe, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from misca_cli.cli.request import Invocation
    from misca_cli.model import Problem

ADDED, NOT_WANTED = 0, 1
YES, NO = ("", "y", "yes"), ("n", "no")


class Plan(Record):
    """A draft, the files that would hold it, and what is wrong with that."""

    draft: Draft
    path: str
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Tell whether `check` would refuse it: that no place is proved is no more than told."""
        return any(problem.rule != "unanchored" for problem in self.problems)


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Add a fact as a command line asks, and return the exit status. Raises `MiscaError`."""
    wrong: list[UsageError] = []
    values = checked(invocation, wrong)
    place = workplace(values, environ)
    talk = Interview(place, values, wrong)
    _refuse_wrong(wrong)
    request(invocation)  # it takes no words
    if asking.is_possible():
        _ask_for_gaps(talk)
    else:
        _refuse_gaps(talk)
    if not asking.is_possible() or "yes" in values:
        _refuse_twice(place, talk)
    elif not _is_wanted(place, talk, values):
        asking.say(("misca: nothing is added",))
        return NOT_WANTED
    return _added(place, talk, values)


def _refuse_wrong(wrong: list[UsageError]) -> None:
    """Raise the last of what is wrong with the options, once the others are told."""
    for each in wrong[:-1]:
        hints = [f"hint: {each.hint}"] if each.hint else []
        streams.complain(map(safe_line, (f"misca: error: {each}", *hints)))
    if wrong:
        raise wrong[-1]


def _ask_for_gaps(talk: Interview) -> None:
    if "claim" in talk.fields:
        talk.show_similar()
    for name in NEEDED:
        if name not in talk.fields:
            talk.ask(name)


def _refuse_gaps(talk: Interview) -> None:
    lacking = [f"--{name}" for name in NEEDED if name not in talk.fields]
    if lacking:
        raise UsageError(
            f'"add" needs {" and ".join(lacking)}, as there is no terminal to ask on',
            hint=f"for example: {command_named('add').examples[1]}",
        )


def _refuse_twice(place: Workplace, talk: Interview) -> None:
    """Raise `MiscaError` where a fact is there already, and nobody has been shown that."""
    same = place.same(talk.fields)
    if same:
        where = shown_path(os.path.join(place.folder, same.file))
        raise MiscaError(f'"{same.id}" says the same already ({where}:{same.line})')


def _is_wanted(place: Workplace, talk: Interview, values: Mapping[str, Any]) -> bool:
    """Show what would be added until it is wanted, or is not; it may be changed in between."""
    asking.say(("", f"more fields: {', '.join(NAMES)}"))
    while True:
        try:
            plan = _planned(place, talk, values)
        except AnswerError as error:
            asking.say((str(error),))
            talk.ask("at")
            continue
        streams.complain(("", *safe(plan.draft.text()).splitlines(), ""))
        if plan.problems:
            asking.say(("once it is added:",))  # until then, no file has the lines told of
        _tell(plan)
        answer = _decision(plan)
        if answer.lower() in YES:
            return True
        if answer.lower() in NO:
            return False
        talk.ask_more(answer)


def _decision(plan: Plan) -> str:
    """Return an answer that may be given: what is refused can't be wanted as it is."""
    question = (
        "it can't be added so: names of fields to change, or n to give up"
        if plan.is_refused
        else f"add to {shown_path(plan.path)}? Return: yes, n: no, or names of fields to give or"
        " change"
    )
    while True:
        asking.say((question,))
        answer = asking.ask("add", choices=NAMES)
        if not plan.is_refused or answer.lower() not in YES:
            return answer


def _planned(place: Workplace, talk: Interview, values: Mapping[str, Any]) -> Plan:
    """Return what would be added where, tried out. Raises `AnswerError` and `MiscaError`."""
    draft = talk.draft()
    path = _path(place, draft, values)
    texts = _texts(place, draft, path)
    problems = new_problems(place.folder, texts, draft.id)
    return Plan(draft=draft, path=path, texts=texts, problems=problems)


def _path(place: Workplace, draft: Draft, values: Mapping[str, Any]) -> str:
    if "file" in values:
        return files.named_file(place.folder, values["file"])
    source, who = (str(draft.fields.get(name, "")) for name in ("source", "who"))
    same_source = place.facts_bearing("source", source)
    return files.usual_file(place.folder, same_source, place.facts_bearing("who", who))


def _texts(place: Workplace, draft: Draft, path: str) -> dict[str, str]:
    texts = files.texts(draft, place.folder, path)
    if not (draft.anchor and os.path.isdir(place.folder)):
        return texts
    source, at = str(draft.fields["source"]), str(draft.fields["at"])
    tables = files.anchored([(source, at, draft.anchor)], place.folder)
    # An anchor too early proves nothing yet; a fact without its anchor would be told of.
    return {os.path.join(place.folder, files.ANCHORS): anchors_toml(tables), **texts}


def _added(place: Workplace, talk: Interview, values: Mapping[str, Any]) -> int:
    """Write what is to be added, if `check` has nothing against it now, and tell its id."""
    try:
        plan = _planned(place, talk, values)
    except AnswerError as error:
        raise UsageError(f"--at: {error}") from error
    _tell(plan)
    if plan.is_refused:
        raise MiscaError("nothing is added: `misca check` would refuse it so")
    write_files(plan.texts)
    line = plan.texts[plan.path].count("\n", 0, plan.texts[plan.path].rindex("[fact.")) + 1
    streams.complain((safe_line(f"misca: added at {shown_path(plan.path)}:{line}"),))
    streams.write(f"{plan.draft.id}\n")
    return ADDED


def _tell(plan: Plan) -> None:
    """Show the problems in their lines, which stand nowhere yet."""
    lines = {shown_path(path): text.split("\n") for path, text in plan.texts.items()}
    for problem in plan.problems:
        there = lines.get(problem.file, [])
        line = there[problem.line - 1].rstrip("\r") if 0 < problem.line <= len(there) else None
        streams.complain(shown(problem, line).splitlines())
