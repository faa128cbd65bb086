"""The first query after installation, and what an index in the wheel would save of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from statistics import median

import clock
import tables
from lab import Lab
from runs.speed import BARE, baselines

QUESTION = ("query", "--json", "french", "troops", "december")
WITHOUT = "no index is kept (--no-cache)"
MAKING = "the index is made"
THERE = "the index is there, as if it came with the wheel"


def first(lab: Lab) -> None:
    """Print one row a way to answer the first question, in units of a bare interpreter."""
    times: dict[str, list[float]] = {BARE: [], WITHOUT: [], MAKING: [], THERE: []}
    with tempfile.TemporaryDirectory() as folder:
        env = clock.environment(MISCA_CACHE=os.path.join(folder, "cache"))
        asked = (lab.misca, *QUESTION)
        clock.timed(asked, env)  # compiles the modules, which installing does
        for _ in range(lab.rounds):
            times[BARE].append(clock.timed(baselines(lab)[0].asking, env).seconds)
            times[WITHOUT].append(clock.timed((*asked, "--no-cache"), env).seconds)
            shutil.rmtree(env["MISCA_CACHE"], ignore_errors=True)
            times[MAKING].append(clock.timed(asked, env).seconds)
            times[THERE].append(clock.timed(asked, env).seconds)
    unit = median(times[BARE])
    rows = [[name, tables.ratio(median(values), unit)] for name, values in times.items()]
    tables.publish("first", tables.markdown(["", "× a bare interpreter"], rows), keep=lab.keep)
