"""Problems as an index keeps them: files go by what they are, not by how they were named.

The same packs may be given by another path the next time, or from another folder.
"""

from __future__ import annotations

from misca_cli.files import shown_path
from misca_cli.index.freshness import file_of, key_of
from misca_cli.jsontext import compact, loads
from misca_cli.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from misca_cli.index.freshness import States

NAMING = {
    "duplicate-id": (" stands already in ", ":"),
    "duplicate-pack": ('" is the name of "', '" too ('),
}
"""Rules whose messages name another file, with what stands before it and after."""


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
        begun, ended = NAMING[problem.rule]
        before, _, rest = message.partition(begun)
        shown, _, after = rest.rpartition(ended)
        if shown in keys:
            message = f"{before}{begun}{_marked(shown, keys)}{ended}{after}"
    return problem.replaced(file=_marked(problem.file, keys), message=message)


def _marked(shown: str, keys: Mapping[str, str]) -> str:
    return f"\0{keys[shown]}\0" if shown in keys else shown


def read_problems(text: str, states: States) -> tuple[Problem, ...]:
    """Return problems, with files as they are shown now."""
    return tuple(
        Problem(
            **{
                **plain,
                "file": _shown(plain["file"], states),
                # Another message may hold the mark: it quotes what stands in a file.
                **(
                    {"message": _shown(plain["message"], states)} if plain["rule"] in NAMING else {}
                ),
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
