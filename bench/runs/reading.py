"""Two ways to read an index: by `pread`, block by block, and from a mapping of the file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from statistics import median

import clock
import tables
from lab import Lab
from runs.building import HERE
from runs.speed import KINDS, by_kind

WAYS = ("pread", "mapping")


def reading(lab: Lab, packs: Sequence[str]) -> None:
    """Print one row a pack: how long a query takes with a mapping, beside `pread`."""
    rows = [[pack, *_row(lab, pack)] for pack in packs]
    table = tables.markdown(["mapping ÷ pread", *KINDS], rows)
    tables.publish("reading", table, keep=lab.keep)


def _row(lab: Lab, pack: str) -> list[str]:
    queries = by_kind(lab.queries(pack, max(20, lab.rounds)))
    script = os.path.join(HERE, "reading_by.py")
    times: dict[tuple[str, str], list[float]] = {}
    for turn in range(lab.rounds):
        clock.note(f"{pack}: round {turn + 1} of {lab.rounds}")
        for kind in KINDS:
            for way in WAYS:
                asked = ("query", "--json", "--facts", lab.pack_folder(pack), queries[kind][turn])
                ran = lab.run(pack, (lab.python, script, way, *asked))
                times.setdefault((way, kind), []).append(ran.seconds)
    medians = {key: median(values) for key, values in times.items()}
    return [f"{medians['mapping', kind] / medians['pread', kind]:.2f}" for kind in KINDS]
