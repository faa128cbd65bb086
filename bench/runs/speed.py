"""What one query costs as a whole cold process, for every contender and kind of query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

import clock
import tables
from contenders import Contender, built, contenders
from lab import Lab
from queries import Query
from terminal import timed_on_terminal

KINDS = (
    *("exact", "one typo", "two typos", "common words", "stop words"),
    *("prefix", "nonsense", "ten words"),
)
BARE = "python -c pass"
IMPORTS = "import click, rich…"
ON_TERMINAL = "misca table, on a terminal"
# The slow ones get fewer rounds, never none.
SECONDS_A_CELL = 8.0

Times = dict[tuple[str, str], list[float]]


def speed(lab: Lab, packs: Sequence[str]) -> None:
    """Print one table a pack."""
    parts = [f"**{pack}**\n\n{speed_table(lab, pack)}" for pack in packs]
    tables.publish("speed", "\n\n".join(parts), keep=lab.keep)


def speed_table(lab: Lab, pack: str) -> str:
    """Measure all contenders on one pack, as multiples of a bare interpreter."""
    everybody = [*baselines(lab), *contenders(lab, pack, lab.only)]
    built(lab, pack, everybody)
    queries = by_kind(lab.queries(pack, max(20, lab.rounds)))
    ready, notes = _ready(lab, pack, everybody, queries)
    times = _interleaved(lab, pack, ready, queries)
    unit = median(value for (name, _), values in times.items() if name == BARE for value in values)
    shown = [*everybody, *_terminal(lab, pack)]
    rows = [[one.name, *_cells(one, times, notes, unit)] for one in shown]
    rows += [[f"{one.name} ÷ {IMPORTS}", *_over_imports(times)] for one in _terminal(lab, pack)]
    return tables.markdown(["× a bare interpreter", *KINDS], rows)


def baselines(lab: Lab) -> list[Contender]:
    """Return what takes the time that a query can't fall below."""
    imports = "import click, rich.console, rich.table"
    return [
        Contender(BARE, (lab.python, "-c", "pass")),
        Contender(IMPORTS, (lab.python, "-c", imports)),
    ]


def by_kind(queries: Sequence[Query]) -> dict[str, list[str]]:
    """Return the texts of queries by their kind."""
    texts: dict[str, list[str]] = defaultdict(list)
    for query in queries:
        texts[query.kind].append(query.text)
    return texts


def _terminal(lab: Lab, pack: str) -> list[Contender]:
    command = (lab.misca, "query", "--no-pager", "--facts", lab.pack_folder(pack))
    wanted = not lab.only or any(name in ON_TERMINAL for name in lab.only)
    return [Contender(ON_TERMINAL, command)] if wanted else []


def _ready(
    lab: Lab, pack: str, everybody: Sequence[Contender], queries: dict[str, list[str]]
) -> tuple[dict[Contender, int], dict[str, str]]:
    """Try every contender twice: return the rounds that each gets, and what is wrong with others.

    The first try also makes misca's index and warms the files.
    """
    rounds: dict[Contender, int] = {}
    notes = {one.name: one.missing for one in everybody if one.missing}
    for one in [*everybody, *_terminal(lab, pack)]:
        if one.missing:
            continue
        clock.note(f"trying {one.name} on {pack}")
        try:
            lab.run(pack, one.ask(queries["exact"][0]))
            seconds = lab.run(pack, one.ask(queries["two typos"][0])).seconds
        except clock.FailedError as error:
            notes[one.name] = f"failed ({error})"
            continue
        rounds[one] = max(1, min(lab.rounds, int(SECONDS_A_CELL / seconds)))
    return rounds, notes


def _interleaved(
    lab: Lab, pack: str, ready: dict[Contender, int], queries: dict[str, list[str]]
) -> Times:
    times: Times = defaultdict(list)
    env = lab.env(pack)
    for turn in range(lab.rounds):
        clock.note(f"{pack}: round {turn + 1} of {lab.rounds}")
        for kind in KINDS:
            for one, rounds in ready.items():
                if turn < rounds and one.can(kind):
                    times[one.name, kind].append(_seconds(one, queries[kind][turn], env))
    return times


def _seconds(one: Contender, text: str, env: dict[str, str]) -> float:
    if one.name == ON_TERMINAL:
        return timed_on_terminal(one.ask(text), env).seconds
    return clock.timed(one.ask(text), env, strict=False).seconds


def _over_imports(times: Times) -> list[str]:
    imports = [value for kind in KINDS for value in times.get((IMPORTS, kind), ())]
    shown = [times.get((ON_TERMINAL, kind)) for kind in KINDS]
    return [
        f"{median(values) / median(imports):.2f}" if values and imports else "–" for values in shown
    ]


def _cells(one: Contender, times: Times, notes: dict[str, str], unit: float) -> list[str]:
    if one.name in notes:
        return [notes[one.name], *[""] * (len(KINDS) - 1)]
    cells = []
    for kind in KINDS:
        values = times.get((one.name, kind))
        cells.append(tables.ratio(median(values), unit) if values else "–")
    return cells
