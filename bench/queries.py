"""Queries for known items: a few words of one fact, as somebody would half remember them.

Everything is drawn by seed from the lines that `documents` writes, and kept in a file, since
counting the words of a large pack takes a while.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from random import Random

import typos
from lexicon import Lexicon, Remembered, count_words, remembered_facts
from words import STOP, coined


@dataclass(frozen=True)
class Query:
    """What is typed, and the fact that is meant."""

    kind: str
    text: str
    fact: str = ""
    """Empty where no fact is meant."""


def kept_queries(lines: str, path: str, count: int, seed: int) -> tuple[Query, ...]:
    """Return so many queries of each kind for a file of documents, drawn once."""
    if not os.path.exists(path):
        write_queries(path, draw_queries(lines, count, seed))
    return read_queries(path)


def read_queries(path: str) -> tuple[Query, ...]:
    """Return queries that were kept."""
    with open(path, encoding="utf-8") as file:
        return tuple(Query(**fields) for fields in json.load(file))


def write_queries(path: str, queries: Iterator[Query]) -> None:
    """Keep queries in a file."""
    with open(path + "~", "w", encoding="utf-8") as file:
        json.dump([asdict(query) for query in queries], file)
    os.replace(path + "~", path)


def draw_queries(lines: str, count: int, seed: int) -> Iterator[Query]:
    """Give so many queries of each kind."""
    draw, lexicon = Random(seed), count_words(lines)
    for fact in remembered_facts(lines, draw, lexicon, count):
        for kind, words in _kinds(draw, lexicon, fact):
            yield Query(kind, " ".join(words), "" if kind == "common words" else fact.id)
        yield Query("nonsense", " ".join(_nonsense(draw, lexicon)))


def _kinds(draw: Random, lexicon: Lexicon, fact: Remembered) -> Iterator[tuple[str, list[str]]]:
    one, two, three = words = fact.telling[:3]
    yield "exact", words
    yield "one typo", [typos.typo(draw, lexicon, one), two, three]
    yield "two typos", [typos.typo(draw, lexicon, one), typos.typo(draw, lexicon, two), three]
    yield "all misspelt", [typos.typo(draw, lexicon, word) for word in words]
    yield "prefix", [one, two, typos.beginning(three)]
    yield "common words", draw.sample(lexicon.common, 3)
    yield "stop words", _with_stop_words(draw, words)
    yield "ten words", fact.words[:10]


def _with_stop_words(draw: Random, words: list[str]) -> list[str]:
    return [word for content in words for word in (draw.choice(STOP), content)]


def _nonsense(draw: Random, lexicon: Lexicon) -> Iterator[str]:
    for _ in range(3):
        yield typos.unknown(lexicon, lambda: coined(draw) + coined(draw))
