"""Folders of TOML → packs of records, and the problems met on the way.

A broken file costs only itself, and a broken record only itself: both become problems.
A file is read alone (`file`); what needs more of the pack comes from what its files share
(`shared`) and what is known of their ids (`ids`), when `facts` are given file by file
(`reader`).
"""

from __future__ import annotations

from misca_cli.files import distinct_packs, shown_path
from misca_cli.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from misca_cli.load.reader import PackReader
    from misca_cli.model import Pack


def load(
    folders: Sequence[str], *, recovering: bool = False
) -> tuple[tuple[Pack, ...], tuple[Problem, ...]]:
    """Read packs from folders. Raises `FactsNotFoundError` for a folder that isn't there.

    When `recovering`, what is TOML of a file that is none as a whole is read too.
    """
    from misca_cli.load.reader import PackReader
    from misca_cli.load.together import problems_of

    packs: dict[str, Pack] = {}
    readers: list[PackReader] = []
    left_out: list[Problem] = []
    for folder in distinct_packs(folders):
        reader = PackReader(folder, recovering=recovering)
        pack = _read(reader)
        if packs.setdefault(pack.name, pack) is pack:
            readers.append(reader)
        else:
            left_out.append(same_name(pack, packs[pack.name]))
    return tuple(packs.values()), (*left_out, *problems_of(readers))


def same_name(pack: Pack, first: Pack) -> Problem:
    """Return what is wrong with a pack that has the name of another."""
    # Its facts could not be told from those of the first: `PACK/ID` would name two.
    message = (
        f'is left out: "{pack.name}" is the name of "{shown_path(first.folder)}" too '
        "(give it another `name` in its pack.toml)"
    )
    return Problem(
        file=shown_path(pack.folder),
        line=0,
        column=0,
        severity="error",
        rule="duplicate-pack",
        key="",
        message=message,
    )


def read_pack(folder: str, *, recovering: bool = False) -> tuple[Pack, tuple[Problem, ...]]:
    """Read one pack: its records, and its problems in the order of files and lines."""
    from misca_cli.load.reader import PackReader

    reader = PackReader(folder, recovering=recovering)
    pack = _read(reader)
    return pack, tuple(problem for found in reader.problems.values() for problem in found)


def _read(reader: PackReader) -> Pack:
    facts = {fact.id: fact for _, found in reader.facts() for fact in found}
    return reader.shared.pack.replaced(facts=facts, broken=reader.broken, doubted=reader.doubted)
