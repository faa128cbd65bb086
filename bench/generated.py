"""Generated packs: plausible frequencies, names, figures and dates; no sense and no grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pack
from words import STOP, coined, size_for, vocabulary, zipf_weights

KINDS = ("person", "organisation", "country", "place", "force", "operation", "event")
MEASURES = (
    *("troops soldiers", "vehicles vehicles", "aircraft aircraft", "casualties people"),
    *("refugees people", "patients people", "vaccinations doses", "schools schools"),
    *("funding USD", "debt USD", "revenue EUR", "exports USD", "imports USD", "budget EUR"),
    *("inflation %", "turnout %", "unemployment %", "literacy %", "rainfall mm"),
    *("temperature degrees", "length km", "area hectares", "depth metres", "output barrels"),
    *("harvest tonnes", "emissions tonnes", "generation MWh", "population people"),
    *("duration months", "delay days", "passengers people", "seats seats"),
)
STAGES = ("announced", "committed", "authorised", "scheduled", "ongoing", "done", "cancelled")
ACTS = ("estimates", "predicts", "warns", "accuses", "denies", "requests")
TYPES = ("article-newspaper", "webpage", "report", "post-weblog", "entry-encyclopedia")

# W is a word of the vocabulary, S a stop word; about 14 words with the name in front.
SHAPES = tuple(
    tuple(shape.split())
    for shape in (
        "W S W W S S W W S W W",
        "S W S W W W S S W S W W",
        "W S S W W S W S W W",
        "W W S W S S W W W S W W S W",
        "S S W W S W W S W W S W",
        "W S W S W S W W W S S W W",
    )
)


@dataclass(frozen=True)
class World:
    """What the facts of one pack draw from."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    entities: tuple[str, ...]
    """Names; entity n has the id `en`."""
    entity_weights: tuple[float, ...]
    sources: int


def world(facts: int) -> World:
    """Return the words, names and sources of a pack of that size."""
    words = vocabulary(size_for(facts))
    count = min(5000, 40 + int(facts**0.6))
    entities = tuple(_names(count))
    return World(words, zipf_weights(len(words)), entities, zipf_weights(count), 20 + facts // 500)


def _names(count: int) -> Iterator[str]:
    draw, seen = Random("names"), set[str]()
    while len(seen) < count:
        name = " ".join(coined(draw).capitalize() for _ in range(draw.choice((1, 1, 2, 2, 3))))
        if name not in seen:
            seen.add(name)
            yield name


def write_pack(folder: str, facts: int, seed: int) -> None:
    """Write a generated pack: the same bytes for the same size and seed."""
    drawn = world(facts)
    pack.write_records(folder, "entities", _entities(drawn))
    pack.write_records(folder, "measures", _measures())
    pack.write_records(folder, "sources", _sources(drawn))
    pack.write_records(folder, "terms", _terms(drawn))
    pack.write_facts(folder, _facts(drawn, facts, seed))
    pack.write_header(folder, f"{facts} generated facts")


def _entities(drawn: World) -> Iterator[str]:
    draw = Random("entities")
    for number, name in enumerate(drawn.entities):
        aliases = [coined(draw).capitalize()] if draw.random() < 0.4 else []
        if " " in name and draw.random() < 0.5:
            aliases.append("".join(part[0] for part in name.split()) + str(number))
        fields = {"name": name, "kind": draw.choice(KINDS), "aliases": aliases}
        yield pack.table("entity", f"e{number}", fields)


def _measures() -> Iterator[str]:
    for measure in MEASURES:
        name, unit = measure.split()
        yield pack.table("measure", name, {"value": "figure", "unit": unit})


def _sources(drawn: World) -> Iterator[str]:
    draw = Random("sources")
    for number in range(drawn.sources):
        fields = {
            "type": draw.choice(TYPES),
            "title": " ".join(_drawn_words(drawn, draw, 6)).capitalize(),
            "publisher": coined(draw).capitalize(),
            "issued": _day(draw),
            "url": f"https://example.org/{number}",
        }
        yield pack.table("source", f"s{number}", fields)


def _terms(drawn: World) -> Iterator[str]:
    draw = Random("terms")
    for word in drawn.words[:300:3]:
        yield pack.table("term", word, {"aliases": [coined(draw), coined(draw)]})


def _facts(drawn: World, facts: int, seed: int) -> Iterator[str]:
    for first in range(0, facts, pack.FACTS_A_FILE):
        draw = Random(f"{seed} {first}")
        last = min(first + pack.FACTS_A_FILE, facts)
        supply = iter(_drawn_words(drawn, draw, 9 * (last - first)))
        stops = iter(draw.choices(STOP, k=7 * (last - first)))
        chosen = draw.choices(
            range(len(drawn.entities)), cum_weights=drawn.entity_weights, k=3 * (last - first)
        )
        for number in range(first, last):
            place = 3 * (number - first)
            who, where, by = chosen[place : place + 3]
            words = _claim_words(draw, supply, stops)
            yield _fact(drawn, draw, number, (who, where, by), words)


def _drawn_words(drawn: World, draw: Random, count: int) -> list[str]:
    return draw.choices(drawn.words, cum_weights=drawn.weights, k=count)


def _claim_words(draw: Random, supply: Iterator[str], stops: Iterator[str]) -> list[str]:
    return [next(supply if slot == "W" else stops) for slot in draw.choice(SHAPES)]


def _fact(
    drawn: World, draw: Random, number: int, named: tuple[int, int, int], words: list[str]
) -> str:
    who, where, by = named
    chance = draw.random()
    measured = draw.choice(MEASURES).split() if chance < 0.5 else []
    figure = _figure(draw, measured[1]) if measured else ""
    if measured and chance < 0.25:
        words += ["of", figure.lstrip("+~<>=")]
    name = drawn.entities[who] if draw.random() < 0.6 else ""
    fields = {
        "claim": " ".join([name, *words] if name else [words[0].capitalize(), *words[1:]]) + ".",
        "who": f"e{who}",
        "where": f"e{where}" if draw.random() < 0.7 else "",
        "what": measured[0] if measured else "",
        "value": figure,
        "when": _date(draw) if draw.random() < 0.8 else "",
        "stage": draw.choice(STAGES) if draw.random() < 0.15 else "",
        "act": draw.choice(ACTS) if draw.random() < 0.1 else "",
        "by": f"e{by}" if draw.random() < 0.5 else "",
        "source": f"s{draw.randrange(drawn.sources)}",
        "at": f"p{draw.randint(1, 30)} s{draw.randint(1, 5)}",
    }
    return pack.table("fact", f"f{number:07}", fields)


def _figure(draw: Random, unit: str) -> str:
    sign = draw.choice(("", "", "", "", "", "~", ">=", "+"))
    amount = draw.randint(1, 100) if unit == "%" else round(10 ** draw.uniform(0, 6))
    return f"{sign}{amount} {unit}"


def _date(draw: Random) -> str:
    day = _day(draw)
    return draw.choice((day, day, day[:7], day[:4]))


def _day(draw: Random) -> str:
    return f"{draw.randint(1985, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
