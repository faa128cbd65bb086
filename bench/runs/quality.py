"""Which contender puts the fact that was meant first."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence

import clock
import tables
from contenders import Contender, built, contenders
from lab import FACTBOOK, Lab
from queries import Query

GENERATED = ("exact", "one typo", "two typos", "all misspelt", "prefix", "stop words")
REAL = ("clean", "misspelt")


def quality(lab: Lab, packs: Sequence[str], count: int) -> None:
    """Print one table a pack: success at 1, and the mean reciprocal rank of the first ten."""
    parts = []
    for pack in packs:
        real = pack == FACTBOOK
        queries = lab.real_queries(count) if real else lab.queries(pack, count)
        parts.append(f"**{pack}**\n\n{_table(lab, pack, queries, REAL if real else GENERATED)}")
    tables.publish("quality", "\n\n".join(parts), keep=lab.keep)


def _table(lab: Lab, pack: str, queries: Sequence[Query], kinds: Sequence[str]) -> str:
    everybody = [one for one in contenders(lab, pack, lab.only) if one.name != "misca plain"]
    built(lab, pack, everybody)
    rows = [[one.name, *_row(lab, pack, one, queries, kinds)] for one in everybody]
    counted = {kind: sum(query.kind == kind for query in queries) for kind in kinds}
    heads = [f"{kind} ({counted[kind]})" for kind in kinds]
    return tables.markdown(["success at 1 / mean reciprocal rank", *heads], rows)


def _row(
    lab: Lab, pack: str, one: Contender, queries: Sequence[Query], kinds: Sequence[str]
) -> list[str]:
    if one.missing:
        return [one.missing, *[""] * (len(kinds) - 1)]
    cells = []
    for kind in kinds:
        clock.note(f"{one.name} on {pack}: {kind}")
        asked = [query for query in queries if query.kind == kind]
        try:
            cells.append(_scores(asked, answers(lab, pack, one, asked)) if one.can(kind) else "–")
        except clock.FailedError as error:
            return [f"failed ({error})", *[""] * (len(kinds) - 1)]
    return cells


def _scores(asked: Sequence[Query], given: Sequence[Sequence[str]]) -> str:
    ranks = [
        ids.index(query.fact) + 1 if query.fact in ids else 0
        for query, ids in zip(asked, given, strict=True)
    ]
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"{first:.3f} / {reciprocal:.3f}"


def answers(lab: Lab, pack: str, one: Contender, asked: Sequence[Query]) -> list[list[str]]:
    """Return the ids that a contender gives for each query, best first."""
    if not one.batch:
        return [lab.run(pack, one.ask(query.text)).output.decode().split() for query in asked]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "queries.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(query.text + "\n" for query in asked)
        output = lab.run(pack, [*one.batch, path]).output.decode()
    return [_ids(line) for line in output.removesuffix("\n").split("\n")]


def _ids(line: str) -> list[str]:
    """Return the ids of one answer: a whole document of misca, or ids joined by tabs.

    What misca calls near is an answer too, as it is with every peer.
    """
    if not line.startswith("{"):
        return line.split("\t")
    answer = json.loads(line)
    return [fact["id"] for fact in [*answer["facts"], *answer["near"]]]
