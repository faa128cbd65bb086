"""What it costs to make an index: time, memory and room on disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from statistics import median

import clock
import tables
from contenders import contenders, misca
from lab import Lab
from proctree import Watched, watched

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
QUESTION = "nothing in particular"


def build(lab: Lab, packs: Sequence[str]) -> None:
    """Print one row a pack and builder."""
    rows = [row for pack in packs for row in _rows(lab, pack)]
    head = ["pack", "", "× parsing", "seconds", "peak MB, all processes", "MB on disk"]
    tables.publish("build", tables.markdown(head, rows), keep=lab.keep)


def _rows(lab: Lab, pack: str) -> list[list[str]]:
    turns = [(parsing(lab, pack), misca_build(lab, pack)) for _ in range(min(3, lab.rounds))]
    floor = median(turn[0].seconds for turn in turns)
    own = median(turn[1].seconds for turn in turns)
    peak = max(turn[1].megabytes for turn in turns)
    rows = [
        _row(pack, f"tomli, {lab.processes} processes", (floor, turns[0][0].megabytes), floor),
        _row(pack, "misca", (own, peak), floor, disk(lab.cache(pack))),
    ]
    return rows + _peer_rows(lab, pack, floor)


def _row(
    pack: str, name: str, cost: tuple[float, float], floor: float, room: float = 0
) -> list[str]:
    seconds, megabytes = cost
    shown = f"{room:.0f}" if room else ""
    return [pack, name, f"{seconds / floor:.2f}", f"{seconds:.1f}", f"{megabytes:.0f}", shown]


def _peer_rows(lab: Lab, pack: str, floor: float) -> list[list[str]]:
    """Build each peer from lines that are ready, so that parsing is not counted."""
    rows = []
    for one in contenders(lab, pack, lab.only):
        if one.missing:
            rows.append([pack, one.name, one.missing, "", "", ""])
        elif one.building:
            clock.note(f"building {one.name} on {pack}")
            cost = watched(one.building, lab.env(pack))
            spent = (cost.seconds, cost.megabytes)
            room = disk(one.building[-1])
            rows.append(_row(pack, f"{one.name}, without parsing", spent, floor, room))
    return rows


def parsing(lab: Lab, pack: str) -> Watched:
    """Read and parse the same files, in as many processes."""
    script = os.path.join(HERE, "parse.py")
    command = (lab.python, script, lab.pack_folder(pack), str(lab.processes))
    return watched(command, lab.env(pack))


def misca_build(lab: Lab, pack: str) -> Watched:
    """Ask misca a first time, without any index."""
    clock.note(f"building misca's index of {pack}")
    shutil.rmtree(lab.cache(pack), ignore_errors=True)
    return watched(misca(lab, pack)[0].ask(QUESTION), lab.env(pack))


def disk(path: str) -> float:
    """Return the size of a file or of all files in a folder, in MB."""
    if os.path.isfile(path):
        return os.path.getsize(path) / 1e6
    files = (os.path.join(at, name) for at, _, names in os.walk(path) for name in names)
    return sum(map(os.path.getsize, files)) / 1e6
