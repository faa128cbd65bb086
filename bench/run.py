"""Measure misca and its peers: `python bench/run.py speed --facts 200,100000,1000000`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile

import clock
from lab import FACTBOOK, Lab, pack_name
from runs.batch import batch
from runs.building import build
from runs.first import first
from runs.freshness import freshness
from runs.growth import growth
from runs.importing import importing
from runs.judging import judging
from runs.memory import memory
from runs.quality import quality
from runs.reading import reading
from runs.speed import speed

RUNS = (
    *("speed", "quality", "build", "freshness", "batch", "memory", "growth"),
    *("import", "judging", "reading", "first"),
)


def main() -> None:
    """Make the tables that the command line asks for."""
    asked = _parser().parse_args()
    lab, packs = _lab(asked), _packs(asked)
    runs = {
        "speed": lambda: speed(lab, packs),
        "quality": lambda: quality(lab, packs, asked.queries),
        "build": lambda: build(lab, packs),
        "freshness": lambda: freshness(lab, packs),
        "batch": lambda: batch(lab, packs, asked.queries),
        "memory": lambda: memory(lab, packs),
        "growth": lambda: growth(lab, packs),
        "import": lambda: importing(lab),
        "reading": lambda: reading(lab, packs),
        "first": lambda: first(lab),
        "judging": lambda: judging(lab, packs if asked.facts else ()),
    }
    try:
        runs[asked.run]()
    except clock.FailedError as error:
        raise SystemExit(f"bench: {error}") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("run", choices=RUNS)
    add("--facts", default="", metavar="N,…", help="sizes of generated packs")
    add("--factbook", default="", metavar="FILE", help="measure the factbook too (.jsonl.gz)")
    add("--misspellings", default="", metavar="FILE", help="as misspelt, tab, as meant")
    add("--work", default="", metavar="DIR", help="where packs and indexes are kept and reused")
    add("--misca", default="", metavar="PATH", help="the misca to measure")
    add("--peers-python", default=sys.executable, metavar="PATH", help="has requirements.txt")
    add("--rounds", type=int, default=15)
    add(
        "--queries",
        type=int,
        default=400,
        metavar="N",
        help="a kind (quality), in all (batch)",
    )
    add("--seed", type=int, default=1)
    add("--only", default="", metavar="NAME,…", help="contenders whose name holds one of these")
    add("--processes", type=int, default=os.cpu_count() or 1, help="that parse beside a build")
    add("--keep", action="store_true", help="put the table into README.md")
    return parser


def _lab(asked: argparse.Namespace) -> Lab:
    beside = os.path.dirname(os.path.abspath(sys.executable))
    misca = os.path.abspath(asked.misca or os.path.join(beside, "misca"))
    if not os.path.exists(misca):
        raise SystemExit(f'there is no "{misca}": name the misca to measure with --misca PATH')
    return Lab(
        work=os.path.abspath(asked.work or tempfile.mkdtemp(prefix="misca-bench-")),
        misca=misca,
        python=_interpreter(misca),
        peers_python=asked.peers_python,
        rounds=asked.rounds,
        seed=asked.seed,
        factbook=asked.factbook,
        misspellings=asked.misspellings,
        only=tuple(filter(None, asked.only.split(","))),
        keep=asked.keep,
        processes=asked.processes,
    )


def _interpreter(script: str) -> str:
    """Return what runs a script, by its first line; where that says nothing, this interpreter."""
    with open(script, "rb") as file:
        named = os.fsdecode(file.readline().removeprefix(b"#!").strip())
    return named if os.access(named, os.X_OK) and "python" in named else sys.executable


def _packs(asked: argparse.Namespace) -> list[str]:
    packs = [pack_name(int(size)) for size in asked.facts.split(",") if size]
    packs += [FACTBOOK] if asked.factbook else []
    return packs or [pack_name(200)]


if __name__ == "__main__":
    main()
