"""How far apart two words are, and which words are nearest."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


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


def apart(one: str, other: str, limit: int) -> int:
    """Return what `distance` returns, sooner for some hundred words than rapidfuzz is imported.

    Hyyrö 2003, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances".
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    one, other = _from_first_difference(one, other)
    one, other = _from_first_difference(one[::-1], other[::-1])
    if not one or not other:
        return len(one) + len(other)
    return min(_edits(one, other), limit + 1)


def is_near(word: str, form: str, apart: int, most: int) -> bool:
    """Return whether a word so many edits away is near enough.

    Who mistypes a word twice still begins it right and leaves it about as long.
    """
    if apart <= 1:
        return apart <= most
    return apart <= most and word[0] == form[0] and abs(len(word) - len(form)) <= 1


def _from_first_difference(one: str, other: str) -> tuple[str, str]:
    alike = 0
    for letter, opposite in zip(one, other, strict=False):
        if letter != opposite:
            break
        alike += 1
    return one[alike:], other[alike:]


def _edits(one: str, other: str) -> int:
    """Return the optimal string alignment distance of two words with letters.

    Of a column of the table of distances it keeps, as bits, where a row is one more than the
    row before it (`up`) or one less (`down`); of the step to the next column where the diagonal
    is `free`, and where a row comes to more (`rise`) or to less (`fall`).
    """
    places: dict[str, int] = {}
    for number, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << number
    last = 1 << (len(one) - 1)
    edits = len(one)
    up, down = -1, 0
    free = met_before = 0
    for letter in other:
        met = places.get(letter, 0)
        swapped = (met & ~free) << 1 & met_before
        free = (((met & up) + up) ^ up) | met | down | swapped
        rise, fall = down | ~(free | up), free & up
        edits += bool(rise & last) - bool(fall & last)
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
