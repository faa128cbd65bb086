"""A few words → the sentences of a saved copy that hold them, best first."""

from __future__ import annotations

from misca_cli.anchors import locate, words
from misca_cli.record import Record
from misca_cli.sentences import sentences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.anchors import Copy

MOST = 5


class Passage(Record):
    """A place in a copy, and what stands there."""

    at: str
    text: str
    is_sure: bool = True
    """Whether it holds all words that were typed, in a row."""


def passage(copy: Copy, at: str) -> Passage | None:
    """Return what stands at a place, if there is such a place."""
    text = locate(copy, at)
    return Passage(at=at, text=text) if text else None


def search(copy: Copy, typed: str) -> tuple[Passage, ...]:
    """Return the sentences and footnotes that hold some words in a row.

    Where there are none, those that hold at least half of the words, or how they begin: first
    those that hold most of them.
    """
    wanted = words(typed)
    sure, ranked = [], []
    for found in _passages(copy):
        held = words(found.text)
        met = sum(any(each.startswith(word) for each in held) for word in wanted)
        if met == len(wanted) and f" {' '.join(wanted)}" in f" {' '.join(held)}":
            sure.append(found)
        elif 2 * met >= len(wanted):
            ranked.append((met, found.replaced(is_sure=False)))
    ranked.sort(key=lambda each: -each[0])
    return (tuple(sure) or tuple(found for _, found in ranked))[:MOST] if wanted else ()


def _passages(copy: Copy) -> Iterator[Passage]:
    for number, paragraph in enumerate(copy.paragraphs, 1):
        for part, sentence in enumerate(sentences(paragraph), 1):
            yield Passage(at=f"p{number} s{part}", text=sentence)
    for number, note in enumerate(copy.notes, 1):
        yield Passage(at=f"n{number}", text=note)
