"""The words and stems of an index that a misspelt word is near to."""

from __future__ import annotations

from itertools import compress

from misca_cli.index.rows import data, text
from misca_cli.search.words import SHORTEST_STEM
from misca_cli.spelling import gap, is_near, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Held = Callable[[bytes], Iterable[bytes]]
    """The values of a key, one from each file of the index that has it."""


def words_near(word: str, most: int, held: Held) -> Mapping[str, int]:
    """Return words at most so many edits away, each with its distance."""
    found = within(word, _spelt_like(word, most, ("a", "x"), held), most)
    near = ((form, max(1, edits)) for form, edits in found)
    return {form: edits for form, edits in near if is_near(word, form, edits, most)}


def stems_near(stemmed: str, held: Held) -> Iterator[str]:
    """Give stems that one edit may make of a stem."""
    for shared, _ in within(stemmed, _spelt_like(stemmed, 1, ("A", "X"), held), 1):
        if len(shared) >= SHORTEST_STEM:
            yield shared


def _spelt_like(word: str, most: int, kinds: tuple[str, str], held: Held) -> Iterator[str]:
    """Give words that so many edits may make of a word, and others."""
    begun, ended = kinds
    for length in range(max(1, len(word) - gap(most)), len(word) + gap(most) + 1):
        for value in held(data(f"{begun}{word[0]}{length}")):
            yield from read_spellings(value, word, most)
    # One edit may change the first letter, take it away, bring one, or swap it.
    yield from _listed(f"{ended}{word[1:]}", held)
    yield from _listed(f"{ended}{word}", held)
    for form in (word[1:], word[1:2] + word[:1] + word[2:]):
        yield from (like for like in _listed(f"{ended}{form[1:]}", held) if like == form)


def _listed(key: str, held: Held) -> set[str]:
    return {form for value in held(data(key)) for form in text(value).split("\n")}


def written_spellings(words: Sequence[str]) -> bytes:
    """Write words of one length: how many there are, the letters of each, and the words."""
    numbers = (len(words), *map(_letters, words))
    packed = b"".join(number.to_bytes(4, "little") for number in numbers)
    return packed + data("".join(words))


def read_spellings(value: bytes, word: str, most: int) -> list[str]:
    """Return the words that so many edits may make of a word, by their letters alone.

    An edit takes one letter away at most, and brings one.
    """
    count = int.from_bytes(value[:4], "little")
    is_near = (b"\1" * (2 * most + 1)).ljust(256, b"\0")
    near = _differing(value[4 : 4 + 4 * count], _letters(word)).translate(is_near)
    words = text(value[4 + 4 * count :])
    length = len(words) // count
    return [words[at : at + length] for at in compress(range(0, len(words), length), near)]


def _differing(letters: bytes, wanted: int) -> bytes:
    """Return in how many letters words differ from one, a byte a word: all are counted at once."""
    size = len(letters)
    other = wanted.to_bytes(4, "little") * (size // 4)
    differing = int.from_bytes(letters, "little") ^ int.from_bytes(other, "little")
    counts = int.from_bytes(differing.to_bytes(size, "little").translate(_BITS), "little")
    counts += counts >> 8
    counts += counts >> 16
    return counts.to_bytes(size, "little")[::4]


_BITS = bytes(byte.bit_count() for byte in range(256))
"""How many bits a byte has."""


def _letters(word: str) -> int:
    """Return which letters a word has, each as one bit of 32."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 31)
    return letters
