"""Slips of the hand: one edit a word, never in its first letter, never to another word."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lexicon import Lexicon

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def typo(draw: Random, lexicon: Lexicon, word: str) -> str:
    """Return the word with one slip in it."""
    return unknown(lexicon, lambda: _slip(draw, word))


def unknown(lexicon: Lexicon, make: Callable[[], str]) -> str:
    """Return the first of twenty that is no word of the pack, else the last."""
    made = make()
    for _ in range(20):
        if made not in lexicon.counts:
            break
        made = make()
    return made


def _slip(draw: Random, word: str) -> str:
    at = draw.randrange(1, len(word))
    head, tail = word[:at], word[at:]
    other = draw.choice(LETTERS)
    swapped = head + tail[1] + tail[0] + tail[2:] if len(tail) > 1 else head
    return draw.choice((swapped, head + tail[1:], head + other + tail, head + other + tail[1:]))


def beginning(word: str) -> str:
    """Return the first three fifths of a word, four letters at least."""
    return word[: max(4, len(word) * 3 // 5)]
