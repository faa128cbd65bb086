"""Real misspellings: known items of the factbook, each asked for clean and misspelt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random

from lexicon import words_of
from queries import Query


def misspellings(path: str) -> dict[str, list[str]]:
    """Read tab-separated pairs (as misspelt, as meant), single words only, by what is meant."""
    found: dict[str, list[str]] = defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            wrong, meant = line.rstrip("\n").casefold().split("\t")
            if wrong.isalpha() and meant.isalpha():
                found[meant].append(wrong)
    return dict(found)


def real_queries(lines: str, pairs: dict[str, list[str]], count: int, seed: int) -> Iterator[Query]:
    """Give each fact drawn twice: three words of it, and the same with one misspelt."""
    draw = Random(seed)
    facts = _unrepeated(lines, pairs)
    for fact_id in draw.sample(sorted(facts), min(count, len(facts))):
        words = facts[fact_id]
        meant = draw.choice([word for word in words if word in pairs])
        others = draw.sample([word for word in words if word != meant], 2)
        at = draw.randrange(3)
        for kind, word in (("clean", meant), ("misspelt", draw.choice(pairs[meant]))):
            yield Query(kind, " ".join([*others[:at], word, *others[at:]]), fact_id)


def _unrepeated(lines: str, pairs: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the words of facts that hold one to misspell, and that no other fact repeats.

    Where words are the same there is no telling which fact is meant.
    """
    repeated: Counter[frozenset[str]] = Counter()
    found: dict[str, list[str]] = {}
    with open(lines, "rb") as file:
        for line in file:
            words = words_of(line)
            repeated[frozenset(words)] += 1
            if 3 <= len(words) <= 60 and any(word in pairs for word in words):
                found[line.split(b"\t")[0].decode()] = words
    return {key: words for key, words in found.items() if repeated[frozenset(words)] == 1}
