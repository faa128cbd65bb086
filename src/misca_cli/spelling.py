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
        apart = distance(wanted, folded, limit)
        if apart > limit:
            apart = _looser(wanted, folded, limit)
        if apart is not None and apart <= limit + 2:
            ranked.append((apart, choice))
    return tuple(choice for _, choice in sorted(ranked)[:most])


def _looser(wanted: str, folded: str, limit: int) -> int:
    if len(wanted) >= 2 and folded.startswith(wanted):
        return limit + 1
    shared = {part for part in wanted.split("-") if len(part) > 2} & set(folded.split("-"))
    return limit + 2 if shared else limit + 3
