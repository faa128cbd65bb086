"""How far apart two words are, and which words are nearest."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def allowed_distance(length: int) -> int:
    """Return how many edits a word of so many letters may be away from what was meant.

    Short words have many neighbours, and few of them are likely.
    """
    if length < 4:
        return 0
    return 1 if length < 8 else 2 if length < 13 else 3


def distance(one: str, other: str, limit: int) -> int:
    """Return the optimal string alignment distance, or more than `limit` when beyond it."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, other, score_cutoff=limit))


def expect_many() -> None:
    """Have many words compared soonest: loading rapidfuzz takes as long as comparing thousands."""
    import rapidfuzz.distance  # noqa: F401  # `within` takes it where it is there


def apart(one: str, other: str, limit: int) -> int:
    """Return what `distance` returns, sooner for some words than rapidfuzz is imported."""
    return next((edits for _, edits in _by_bits(one, (other,), limit)), limit + 1)


def within(word: str, forms: Iterable[str], limit: int) -> Iterator[tuple[str, int]]:
    """Give the words at most so many edits away, each with its distance."""
    if "rapidfuzz.distance" not in sys.modules:
        yield from _by_bits(word, forms, limit)
        return
    from rapidfuzz.distance import OSA

    for form in forms:
        edits = OSA.distance(word, form, score_cutoff=limit)
        if edits <= limit:
            yield form, edits


def _by_bits(word: str, forms: Iterable[str], limit: int) -> Iterator[tuple[str, int]]:
    """Do the same in Python.

    Hyyrö 2003, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances".
    """
    places: dict[str, int] = {}
    for number, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << number
    for form in forms:
        if abs(len(word) - len(form)) <= limit:
            edits = _edits(places, len(word), form, limit) if word else len(form)
            if edits <= limit:
                yield form, edits


def gap(most: int) -> int:
    """Return by how many letters a word at most so many edits away may be longer or shorter."""
    return max(1, most - 1)


def is_near(word: str, form: str, apart: int, most: int) -> bool:
    """Return whether a word so many edits away is near enough.

    Who mistypes a word twice still begins it right and leaves it as long, but for a `gap`.
    """
    if apart <= 1:
        return apart <= most
    return apart <= most and word[0] == form[0] and abs(len(word) - len(form)) <= gap(most)


def _edits(places: Mapping[str, int], length: int, other: str, limit: int) -> int:
    """Return the optimal string alignment distance of a word with letters at some places.

    Of a column of the table of distances it keeps, as bits, where a row is one more than the
    row before it (`up`) or one less (`down`); of the step to the next column where the diagonal
    is `free`, and where a row comes to more (`rise`) or to less (`fall`).
    """
    last = 1 << (length - 1)
    edits, left = length, len(other)
    up, down = -1, 0
    free = met_before = 0
    for letter in other:
        met = places.get(letter, 0)
        swapped = (met & ~free) << 1 & met_before
        free = (((met & up) + up) ^ up) | met | down | swapped
        rise, fall = down | ~(free | up), free & up
        edits += bool(rise & last) - bool(fall & last)
        left -= 1
        # Each letter that is left takes one edit away at most.
        if edits - left > limit:
            return limit + 1
        rise = rise << 1 | 1
        up, down = fall << 1 | ~(free | rise), rise & free
        met_before = met
    return edits


def nearest(word: str, choices: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the choices that a misspelt word may have meant, nearest first.

    A choice that begins with the word, or shares a part of it between hyphens, comes after
    those that are a few edits away.
    """
    wanted = word.casefold()
    limit = max(1, allowed_distance(len(wanted)))
    ranked = []
    for choice in choices:
        folded = choice.casefold()
        edits = distance(wanted, folded, limit)
        if edits > limit:
            edits = _looser(wanted, folded, limit)
        if edits <= limit + 2:
            ranked.append((edits, choice))
    return tuple(choice for _, choice in sorted(ranked)[:most])


def _looser(wanted: str, folded: str, limit: int) -> int:
    if len(wanted) >= 2 and folded.startswith(wanted):
        return limit + 1
    shared = {part for part in wanted.split("-") if len(part) > 2} & set(folded.split("-"))
    return limit + 2 if shared else limit + 3
