"""Judge invented facts that may be compared, in memory: `python bench/judge.py SHAPE N`.

Prints the CPU seconds that all findings took in one pass, and how many there are.
"""

from __future__ import annotations

import sys
from random import Random
from time import process_time

from misca_cli import dates
from misca_cli.accounts.groups import Groups
from misca_cli.factbase import Factbase, factbase
from misca_cli.figures import reading
from misca_cli.model import Entity, Fact, Measure, Pack, Source, Statement, Value

IN_A_SMALL_GROUP = 4
SOURCES, STATEMENTS, PEOPLE = 500, 2000, 300
MEASURES = (
    Measure(id="guards", name="guards", unit="guards", key=("who",), tolerance="10%", holds="14d"),
    Measure(id="head", name="head", value="entity", key=("who",), single=True),
)
PLANS = ("proposed", "announced", "committed", "scheduled", "authorised")


def main() -> None:
    """Judge as many facts as the command line says."""
    shape, size = sys.argv[1], int(sys.argv[2])
    base = _base(shape, size)
    begun = process_time()
    groups = Groups(base, base.facts.items())
    judged = [groups.judgement(met) for met in groups.facts]
    found = sum(len(each.loud) + len(each.quiet) for each in judged)
    print(process_time() - begun, found)


def _base(shape: str, size: int) -> Factbase:
    draw = Random(f"{shape} {size}")
    forces = size // IN_A_SMALL_GROUP if shape == "small groups" else 1
    facts = [_fact(draw, shape, at, f"force{at % forces}") for at in range(size)]
    names = [f"force{at}" for at in range(forces)] + [f"person{at}" for at in range(PEOPLE)]
    sources = [
        Source(id=f"s{at}", type="webpage", title="A", issued=_day(draw)) for at in range(SOURCES)
    ]
    pack = Pack(
        folder="bench",
        name="bench",
        facts={each.id: each for each in facts},
        entities={each: Entity(id=each, name=each, kind="force") for each in names},
        measures={each.id: each for each in MEASURES},
        sources={each.id: each for each in sources},
        statements={f"u{at}": Statement(id=f"u{at}", by=("person1",)) for at in range(STATEMENTS)},
    )
    return factbase((pack,))


def _fact(draw: Random, shape: str, at: int, who: str) -> Fact:
    is_held, is_planned = shape.endswith("holders"), shape.endswith("plans")
    chance = draw.random()
    stage = draw.choice(PLANS) if chance < (0.7 if is_planned else 0.2) else None
    return Fact(
        id=f"f{at:07}",
        pack="bench",
        file="a.toml",
        line=1,
        claim="",
        source=f"s{draw.randrange(SOURCES)}",
        at="p1",
        who=who,
        what="head" if is_held else "guards",
        value=_person(draw) if is_held else _figure(draw),
        when=_day(draw) if draw.random() < 0.8 else None,
        said=_day(draw) if draw.random() < 0.5 else None,
        stage=stage,
        act="denies" if draw.random() < 0.05 else "states",
        statement=f"u{draw.randrange(STATEMENTS)}" if draw.random() < 0.3 else None,
        basis="unclear" if not is_held and draw.random() < 0.05 else None,
    )


def _person(draw: Random) -> Value:
    person = f"person{draw.randrange(PEOPLE)}"
    return Value(kind="entity", text=person, entities=(person,))


def _figure(draw: Random) -> Value:
    text = draw.choice(("{}", "{}", "{}", "~{}", ">={}", "+{}", "-{}")).format(draw.randint(1, 999))
    return Value(kind="figure", text=text, figure=reading.parse(text))


def _day(draw: Random) -> dates.Date:
    year, month, day = draw.randint(2000, 2024), draw.randint(1, 12), draw.randint(1, 28)
    return dates.parse(f"{year}-{month:02}-{day:02}"[: draw.choice((10, 10, 7))])


if __name__ == "__main__":
    main()
