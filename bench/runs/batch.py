"""How many queries of mixed kinds are answered in a second by one process."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Sequence

import clock
import tables
from contenders import Contender, built, contenders
from lab import Lab
from runs.speed import KINDS


def batch(lab: Lab, packs: Sequence[str], count: int) -> None:
    """Print one row a contender, one column a pack."""
    columns = [_column(lab, pack, count) for pack in packs]
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    table = tables.markdown(["queries a second, start-up included", *packs], rows)
    tables.publish("batch", table, keep=lab.keep)


def _column(lab: Lab, pack: str, count: int) -> dict[str, str]:
    everybody = [one for one in contenders(lab, pack, lab.only) if one.batch]
    built(lab, pack, everybody)
    texts = [query.text for query in lab.queries(pack, count) if query.kind in KINDS]
    random.Random(lab.seed).shuffle(texts)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "queries.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(text + "\n" for text in texts[:count])
        return {one.name: _rate(lab, pack, one, path, count) for one in everybody}


def _rate(lab: Lab, pack: str, one: Contender, path: str, count: int) -> str:
    if one.missing:
        return one.missing
    clock.note(f"batch of {one.name} on {pack}")
    try:
        lab.run(pack, one.ask("warm"))
        seconds = lab.run(pack, [*one.batch, path]).seconds
    except clock.FailedError as error:
        return f"failed ({error})"
    return f"{count / seconds:.0f}"
