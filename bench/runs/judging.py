"""What it costs to find out all there is to say of facts beside one another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import clock
import tables
from lab import Lab, facts_in, pack_name

JUDGE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "judge.py")
SHAPES = ("small groups", "one group", "one group of plans", "one group of holders")
SIZES = (12_500, 25_000, 50_000, 100_000)


def judging(lab: Lab, packs: Sequence[str]) -> None:
    """Print one row a shape: the time a fact takes, at each size, and what twice as many take."""
    sizes = sorted(map(facts_in, packs)) or list(SIZES)
    head = ["µs of CPU a fact", *(f"{size:,} facts" for size in sizes)]
    head += [f"time, {after:,} ÷ {before:,}" for before, after in pairwise(sizes)]
    rows = [_row(lab, shape, sizes) for shape in SHAPES]
    tables.publish("judging", tables.markdown(head, rows), keep=lab.keep)


def _row(lab: Lab, shape: str, sizes: Sequence[int]) -> list[str]:
    times = [_seconds(lab, shape, size) for size in sizes]
    each = [f"{1e6 * time / size:.0f}" for time, size in zip(times, sizes, strict=True)]
    return [shape, *each, *(f"{after / before:.2f}" for before, after in pairwise(times))]


def _seconds(lab: Lab, shape: str, size: int) -> float:
    clock.note(f"judging {size:,} facts, {shape}")
    command = (lab.python, JUDGE, shape, str(size))
    runs = (lab.run(pack_name(size), command).output for _ in range(min(3, lab.rounds)))
    return median(float(output.split()[0]) for output in runs)
