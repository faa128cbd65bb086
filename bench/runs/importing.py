"""What it costs to bring the rows of the factbook into a pack, beside parsing them."""

from __future__ import annotations

import os
import shutil
from statistics import median

import clock
import tables
from lab import FACTBOOK, Lab

PARSING = """
import gzip, json, sys
[json.loads(line) for line in gzip.open(sys.argv[1], "rt", encoding="utf-8")]
"""
FIELDS = ("claim=statement", "who=subject", "at=topic", "value=")
SAID = ("who.kind=country", "source.type=entry-encyclopedia")


def importing(lab: Lab) -> None:
    """Print how long an import into a new pack and a second one take, whole processes."""
    if not lab.factbook:
        raise SystemExit("the factbook is wanted: name its file with --factbook FILE")
    rounds = [_round(lab) for _ in range(min(5, lab.rounds))]
    floor, *costs = (median(column) for column in zip(*rounds, strict=True))
    names = ("misca import, new pack", "misca import, nothing new")
    rows = [["json.loads", "1.0", f"{floor:.2f}"]]
    rows += [
        [name, f"{cost / floor:.1f}", f"{cost:.2f}"]
        for name, cost in zip(names, costs, strict=True)
    ]
    tables.publish(
        "import", tables.markdown(["factbook", "× parsing", "seconds"], rows), keep=lab.keep
    )


def _round(lab: Lab) -> tuple[float, float, float]:
    folder = os.path.join(lab.work, "imported")
    shutil.rmtree(folder, ignore_errors=True)
    parse = (lab.python, "-c", PARSING, lab.factbook)
    command = [lab.misca, "import", lab.factbook, "--into", folder]
    command += [each for field in FIELDS for each in ("--map", field)]
    command += [each for field in SAID for each in ("--set", field)]
    clock.note("importing the factbook")
    parsed, first, second = (lab.run(FACTBOOK, one).seconds for one in (parse, command, command))
    return parsed, first, second
