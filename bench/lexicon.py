"""The words of a pack: how many facts have each, and facts that somebody may remember."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import BinaryIO

from words import STOP

WORD = re.compile(r"[^\W\d_]{4,}")
# Nobody remembers a fact by these.
EMPTY = frozenset(STOP) | frozenset(
    """that this these those with from which were been have into over under than then they their
    there when where while also more most some such other only after before between about during
    through against among each both many much very will would could should does being""".split()
)


@dataclass(frozen=True)
class Lexicon:
    """In how many facts each word stands."""

    counts: Counter[str]
    common: tuple[str, ...]
    """The most frequent words, stop words left out."""
    telling: int
    """How many facts may have a word that tells one fact from another."""


@dataclass(frozen=True)
class Remembered:
    """A fact with its words in any order."""

    id: str
    words: list[str]
    telling: list[str]


def count_words(lines: str) -> Lexicon:
    """Count the words of a file of documents."""
    counts: Counter[str] = Counter()
    total = 0
    with open(lines, "rb") as file:
        for line in file:
            counts.update(words_of(line))
            total += 1
    common = tuple(word for word, _ in counts.most_common(40))
    return Lexicon(counts, common, max(5, total // 50))


def words_of(line: bytes) -> list[str]:
    """Return the words of a claim and of whom it is about, folded, each once."""
    _, claim, named, _ = line.decode().split("\t")
    words = WORD.findall(claim.casefold())
    if whom := WORD.search(named):
        words.append(whom[0].casefold())
    return [word for word in dict.fromkeys(words) if word not in EMPTY]


def remembered_facts(lines: str, draw: Random, lexicon: Lexicon, count: int) -> list[Remembered]:
    """Draw facts with three telling words or more."""
    found: dict[str, Remembered] = {}
    with open(lines, "rb") as file:
        while len(found) < count:
            line = _any_line(file, draw, os.path.getsize(lines))
            words = words_of(line)
            draw.shuffle(words)
            telling = [word for word in words if lexicon.counts[word] <= lexicon.telling]
            if len(telling) >= 3:
                fact_id = line.split(b"\t")[0].decode()
                found[fact_id] = Remembered(fact_id, words, telling)
    return list(found.values())


def _any_line(file: BinaryIO, draw: Random, size: int) -> bytes:
    while True:
        file.seek(draw.randrange(size))
        file.readline()
        if line := file.readline():
            return line
