"""`misca anchors`: prove the places of facts against saved copies, and store the proof.

Exit status: 0 every provable place is proved, 1 some place is not, 2 a copy or a fact file
can't be read.
"""

from __future__ import annotations

import os
from functools import partial

from misca_cli import factbase
from misca_cli.cli import FAILED, streams
from misca_cli.cli.request import checked, output, request
from misca_cli.config import fact_folders
from misca_cli.copies import read_copy
from misca_cli.errors import OutputError, UsageError
from misca_cli.export.proof import anchors_toml, json_text, plain_text
from misca_cli.files import UnreadableError, read_bytes, shown_path
from misca_cli.load.places import problems_at
from misca_cli.proof import anchor_tables, faults, prove, renewed
from misca_cli.text import safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.cli.request import Invocation, Output
    from misca_cli.factbase import Factbase
    from misca_cli.model import Pack, Problem
    from misca_cli.proof import SourceProof

PROVED, UNPROVED = 0, 1

Proofs = tuple["SourceProof", ...]


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Prove places as a command line asks, and return the exit status. Raises `MiscaError`."""
    request(invocation)  # it takes no words
    values = checked(invocation)
    wanted = output(invocation, terminal=False)
    folder: str = values["copies"]
    if not os.path.isdir(folder):
        raise UsageError(f'--copies: "{folder}" is no folder')
    base = factbase.read(fact_folders(values.get("facts", ()), environ))
    proofs = prove(base, partial(read_copy, folder))
    if "write" in values and _may_write(base):
        proofs = _store(base, proofs)
    _show(proofs, (*base.problems, *problems_of(base, proofs)), wanted)
    return status(base, proofs)


def status(base: Factbase, proofs: Proofs) -> int:
    """Return the exit status that the proofs earn."""
    if _is_broken(base) or any(proof.unread for proof in proofs):
        return FAILED
    proved = all(proof.count() == proof.count("proved") for proof in proofs)
    return PROVED if proofs and proved else UNPROVED


def _is_broken(base: Factbase) -> bool:
    return any(problem.severity == "error" for problem in base.problems)


def _may_write(base: Factbase) -> bool:
    # The anchors of facts that could not be read would be gone.
    broken = _is_broken(base)
    if broken:
        streams.complain(("misca: no anchors are written while a fact file is broken",))
    return not broken


def _store(base: Factbase, proofs: Proofs) -> Proofs:
    """Write the anchors of each pack, say what was taken, and return how places stand then."""
    for pack in base.packs:
        _write_anchors(pack, anchor_tables(proofs, pack))
    streams.complain(
        safe_line(f"misca: {proof.source.id} {place.at}: {_ends(place.passage)}")
        for proof in proofs
        for place in proof.places
        if place.passage
    )
    return tuple(map(renewed, proofs))


def _write_anchors(pack: Pack, tables: Mapping[str, Mapping[str, str]]) -> None:
    path = os.path.join(pack.folder, "anchors.toml")
    text = anchors_toml(tables)
    if _holds(path, pack, text) or not (tables or os.path.exists(path)):
        return
    if not os.path.isdir(pack.folder):
        raise OutputError(
            f'can\'t write the anchors of "{pack.folder}": it is a single file',
            hint="move it into a folder of its own",
        )
    streams.write_file(path, text)
    streams.complain((safe_line(f'misca: wrote "{shown_path(path)}"'),))


def _holds(path: str, pack: Pack, text: str) -> bool:
    try:
        return read_bytes(path, pack.folder) == text.encode()
    except UnreadableError:
        return False


def _ends(passage: str) -> str:
    words = passage.split()
    return passage if len(words) <= 8 else f"{' '.join(words[:5])} … {' '.join(words[-3:])}"


def problems_of(base: Factbase, proofs: Proofs) -> tuple[Problem, ...]:
    """Return what is wrong with places and copies, where it is written."""
    problems: list[Problem] = []
    for pack in base.packs:
        found = [fault for proof in proofs if proof.pack is pack for fault in faults(proof)]
        # A source may be declared in another pack than the facts that rest on it.
        others = (other.folder for other in base.packs if other is not pack)
        problems += problems_at((pack.folder, *others), found)
    return tuple(problems)


def _show(proofs: Proofs, problems: tuple[Problem, ...], wanted: Output) -> None:
    if not proofs:
        streams.complain(("misca: there are no facts whose places could be proved",))
    text = (json_text if wanted.format == "json" else plain_text)(proofs, problems)
    streams.deliver(text, wanted.file)
