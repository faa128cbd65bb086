"""Problems as an index keeps them: files go by what they are, not by how they were named.

The same packs may be given by another path the next time, or from another folder.
"""

from __future__ import annotations

from misca_cli.index.freshness import file_of, key_of
from misca_cli.jsontext import compact, loads
from misca_cli.load.files import shown_path
from misca_cli.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from misca_cli.index.freshness import States

NAMING = ("duplicate-id", "duplicate-pack")
"""Rules whose messages name another file."""


def written_problems(problems: Iterable[Problem], states: States) -> bytes:
    """Return problems as JSON."""
    held = tuple(problems)
    keys = _keys(states) if held else {}
    return compact([vars(_kept(problem, keys)) for problem in held]).encode()


def _keys(states: States) -> Mapping[str, str]:
    """Return what files and packs go by, by their paths as they are shown."""
    packs = {shown_path(pack): key_of((at, "")) for at, pack in enumerate(states.packs)}
    return packs | {shown_path(states.path(file)): key_of(file) for file in states.files}


def _kept(problem: Problem, keys: Mapping[str, str]) -> Problem:
    message = problem.message
    if problem.rule in NAMING:
        for shown in sorted(keys, key=len, reverse=True):
            for mark in (f"{shown}:", f'"{shown}"'):
                message = message.replace(mark, mark.replace(shown, f"\0{keys[shown]}\0"))
    return problem.replaced(file=f"\0{keys[problem.file]}\0", message=message)


def read_problems(text: str, states: States) -> tuple[Problem, ...]:
    """Return problems, with files as they are shown now."""
    return tuple(
        Problem(
            **{
                **plain,
                "file": _shown(plain["file"], states),
                "message": _shown(plain["message"], states),
            }
        )
        for plain in loads(text)
    )


def _shown(text: str, states: States) -> str:
    parts = text.split("\0")
    # What stands between two marks is a file.
    return "".join(
        shown_path(states.path(file_of(part))) if at % 2 else part for at, part in enumerate(parts)
    )
