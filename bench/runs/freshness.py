"""What the next query costs after fact files have changed, on a copy of the pack."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median

import clock
import pack as packs_on_disk
import tables
from contenders import misca
from lab import Lab
from runs.speed import baselines


def freshness(lab: Lab, packs: Sequence[str]) -> None:
    """Print one row a pack and change."""
    rows = [row for pack in packs for row in _rows(lab, pack)]
    head = ["pack", "what changed", "first query", "second query", "seen"]
    tables.publish("freshness", tables.markdown(head, rows), keep=lab.keep)


def _rows(lab: Lab, pack: str) -> Iterator[list[str]]:
    copy = f"fresh-{pack}"
    folder = os.path.join(lab.work, copy)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(lab.pack_folder(pack), folder)
    shutil.rmtree(lab.cache(copy), ignore_errors=True)
    clock.note(f"indexing {copy}")
    _seen(lab, copy, "nothing")
    for name, change in CHANGES.items():
        clock.note(f"{copy}: {name}")
        yield [pack, name, *_row(replace(lab, rounds=min(5, lab.rounds)), copy, change)]
    shutil.rmtree(folder)


def _row(lab: Lab, copy: str, change: Callable[[str, int, str], None]) -> list[str]:
    bare, first, second, seen = [], [], [], []
    for turn in range(lab.rounds):
        word = f"zzfresh{change.__name__.strip('_').replace('_', '')}{'abcdefghij'[turn]}"
        change(os.path.join(lab.work, copy), turn, word)
        bare.append(lab.run(copy, baselines(lab)[0].asking).seconds)
        seconds, found = _seen(lab, copy, word)
        first.append(seconds)
        seen.append(found)
        second.append(_seen(lab, copy, word)[0])
    unit = median(bare)
    return [
        tables.ratio(median(first), unit),
        tables.ratio(median(second), unit),
        _shown(seen) if change not in (_nothing, _touched) else "–",
    ]


def _shown(seen: Sequence[bool]) -> str:
    return "yes" if all(seen) else f"NO, {seen.count(False)} of {len(seen)} missed"


def _seen(lab: Lab, copy: str, word: str) -> tuple[float, bool]:
    """Ask for a word; return the seconds, and whether a fact has it."""
    ask, _ = misca(lab, copy)
    run = lab.run(copy, ask.ask(word))
    facts = json.loads(run.output)["facts"]
    return run.seconds, any(word in fact["claim"] for fact in facts)


def _nothing(_: str, __: int, ___: str) -> None:
    """Change nothing."""


def _one_file(folder: str, turn: int, word: str) -> None:
    packs_on_disk.change_claim(folder, turn % _files(folder), word)


def _in_place(folder: str, turn: int, word: str) -> None:
    packs_on_disk.overwrite_claim(folder, turn % _files(folder), word)


def _ten_files(folder: str, turn: int, word: str) -> None:
    for number in range(min(10, _files(folder))):
        packs_on_disk.change_claim(folder, number, f"{word}" if number == 0 else f"{word}{turn}")


def _touched(folder: str, turn: int, _: str) -> None:
    os.utime(packs_on_disk.fact_file(folder, turn % _files(folder)))


def _added(folder: str, _: int, word: str) -> None:
    fields = {"claim": f"{word} is new.", "source": _any_source(folder), "at": "p1 s1"}
    path = os.path.join(folder, "facts", f"{word}.toml")
    packs_on_disk.write(path, packs_on_disk.table("fact", word, fields))


def _any_source(folder: str) -> str:
    with open(os.path.join(folder, "sources.toml"), encoding="utf-8") as file:
        return file.readline().strip().removeprefix("[source.").removesuffix("]")


def _files(folder: str) -> int:
    return len([name for name in os.listdir(os.path.join(folder, "facts")) if name[0].isdigit()])


CHANGES = {
    "nothing": _nothing,
    "one claim in one file": _one_file,
    "one claim, size and time kept": _in_place,
    "one claim in each of ten files": _ten_files,
    "a file that is touched, not changed": _touched,
    "a new file": _added,
}
