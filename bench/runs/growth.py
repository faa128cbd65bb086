"""How cost grows with the number of facts."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import clock
import tables
from contenders import misca
from lab import Lab, facts_in
from runs.building import disk, misca_build, parsing
from runs.speed import baselines, by_kind

ASKED = ("exact", "two typos", "common words")


def growth(lab: Lab, packs: Sequence[str]) -> None:
    """Print one row a size: build, disk, and what a query costs."""
    rows = [_row(lab, pack) for pack in packs]
    head = ["facts", "build, s", "× parsing", "build, MB", "index, MB", *ASKED, "query, MB"]
    tables.publish("growth", tables.markdown(head, rows), keep=lab.keep)


def _row(lab: Lab, pack: str) -> list[str]:
    floor = parsing(lab, pack).seconds
    cost = misca_build(lab, pack)
    ask, _ = misca(lab, pack)
    queries = by_kind(lab.queries(pack, max(20, lab.rounds)))
    bare: list[float] = []
    times: dict[str, list[float]] = {kind: [] for kind in ASKED}
    for turn in range(lab.rounds):
        bare.append(lab.run(pack, baselines(lab)[0].asking).seconds)
        for kind in ASKED:
            times[kind].append(lab.run(pack, ask.ask(queries[kind][turn])).seconds)
    peak = max(clock.peak_memory(ask.ask(queries[kind][0]), lab.env(pack)) for kind in ASKED)
    return [
        f"{facts_in(pack):,}",
        f"{cost.seconds:.1f}",
        f"{cost.seconds / floor:.2f}",
        f"{cost.megabytes:.0f}",
        f"{disk(lab.cache(pack)):.0f}",
        *(tables.ratio(median(times[kind]), median(bare)) for kind in ASKED),
        f"{peak:.0f}",
    ]
