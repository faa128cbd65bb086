"""The most memory that one query holds."""

from __future__ import annotations

from collections.abc import Sequence

import clock
import tables
from contenders import Contender, built, contenders
from lab import Lab
from runs.speed import KINDS, baselines, by_kind


def memory(lab: Lab, packs: Sequence[str]) -> None:
    """Print one table a pack, in MB: the most of three queries of each kind."""
    parts = [f"**{pack}**\n\n{_table(lab, pack)}" for pack in packs]
    tables.publish("memory", "\n\n".join(parts), keep=lab.keep)


def _table(lab: Lab, pack: str) -> str:
    everybody = [*baselines(lab), *contenders(lab, pack, lab.only)]
    built(lab, pack, everybody)
    queries = by_kind(lab.queries(pack, max(20, lab.rounds)))
    rows = [[one.name, *_row(lab, pack, one, queries)] for one in everybody]
    return tables.markdown(["peak MB", *KINDS], rows)


def _row(lab: Lab, pack: str, one: Contender, queries: dict[str, list[str]]) -> list[str]:
    if one.missing:
        return [one.missing, *[""] * (len(KINDS) - 1)]
    clock.note(f"memory of {one.name} on {pack}")
    lab.run(pack, one.ask(queries["exact"][0]))  # makes misca's index, which isn't meant here
    return [_most(lab, pack, one, queries[kind][:3]) if one.can(kind) else "–" for kind in KINDS]


def _most(lab: Lab, pack: str, one: Contender, texts: Sequence[str]) -> str:
    return f"{max(clock.peak_memory(one.ask(text), lab.env(pack)) for text in texts):.0f}"
