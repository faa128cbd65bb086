"""The words and stems of an index that a misspelt word is near to."""

from __future__ import annotations

from misca_cli.index.rows import data, read_spellings, text
from misca_cli.search.words import SHORTEST_STEM
from misca_cli.spelling import apart, is_near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Held = Callable[[bytes], Iterable[bytes]]
    """The values of a key, one from each file of the index that has it."""


def words_near(word: str, most: int, held: Held) -> Mapping[str, int]:
    """Return words at most so many edits away, each with its distance."""
    near: dict[str, int] = {}
    for form in _spelt_like(word, most, ("a", "x"), held):
        edits = max(1, apart(word, form, most))
        if is_near(word, form, edits, most):
            near[form] = edits
    return near


def stems_near(stemmed: str, held: Held) -> Iterator[str]:
    """Give stems that one edit may make of a stem."""
    for shared in _spelt_like(stemmed, 1, ("A", "X"), held):
        if len(shared) >= SHORTEST_STEM and apart(stemmed, shared, 1) <= 1:
            yield shared


def _spelt_like(word: str, most: int, kinds: tuple[str, str], held: Held) -> Iterator[str]:
    """Give words that so many edits may make of a word, and others."""
    begun, ended = kinds
    for length in range(max(1, len(word) - 1), len(word) + 2):
        for value in held(data(f"{begun}{word[0]}{length}")):
            yield from read_spellings(value, word, most)
    # One edit may change the first letter, take it away, bring one, or swap it.
    yield from _listed(f"{ended}{word[1:]}", held)
    yield from _listed(f"{ended}{word}", held)
    for form in (word[1:], word[1:2] + word[:1] + word[2:]):
        yield from (like for like in _listed(f"{ended}{form[1:]}", held) if like == form)


def _listed(key: str, held: Held) -> set[str]:
    return {form for value in held(data(key)) for form in text(value).split("\n")}
