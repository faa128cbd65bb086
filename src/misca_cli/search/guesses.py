"""What a word that no fact has may mean: the beginning of a word, or a word misspelt."""

from __future__ import annotations

from itertools import islice

from misca_cli.search.telling import MULTIPLYING, ONES, TENS, WEEKDAYS, is_stop_word
from misca_cli.search.words import has_digit
from misca_cli.spelling import allowed_distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.search.corpus import Corpus

PREFIX = 0.85
SPELLING = {1: 0.85, 2: 0.7, 3: 0.6}
OTHER_FIRST_LETTER = 0.12
SHORTEST_PREFIX = 3
SHORT_LENGTH, SURE_IN_TERM, SURE_LENGTH = 5, 6, 7
SHORTEST_MEANT = 4
WIDE = 3
"""A long word may have two letters too many or too few, as one may of which so many are wrong."""
UNLIKELY = 0.4
"""So much less is meant what is hardly spelt so: too little to match by itself."""
MOST_PREFIXED = 64
SURE = frozenset((*WEEKDAYS, *ONES, *TENS, *MULTIPLYING))
"""Words that are no others misspelt."""


def as_prefix(form: str, corpus: Corpus) -> dict[str, tuple[float, str]]:
    """Return the words that a word may begin, each with how well it is meant, and how."""
    if len(form) < SHORTEST_PREFIX or has_digit(form) or form in SURE:
        return {}
    begun = corpus.beginning(form)
    if len(form) == SHORTEST_PREFIX:
        # Half of a word must be there, and no mere term: "cat" is no "category", nor "men" danger.
        begun = (each for each in begun if len(each) <= 2 * len(form) and corpus.stands(each))
    return {
        other: (PREFIX * (0.7 + 0.3 * len(form) / len(other)), "prefix")
        for other in islice(begun, MOST_PREFIXED)
    }


def as_spelt(form: str, corpus: Corpus, *, most: int | None = None) -> dict[str, tuple[float, str]]:
    """Return the words that a word may be a misspelling of, at most so many edits away."""
    most = allowed_distance(len(form)) if most is None else min(most, allowed_distance(len(form)))
    if not most or has_digit(form) or form in SURE:
        return {}
    return _best(
        {
            other: _spelling(form, other, apart)
            for other, apart in corpus.alike(form, most)
            if _is_likely(form, other, apart, corpus)
        }
    )


def as_hardly_spelt(form: str, corpus: Corpus) -> dict[str, tuple[float, str]]:
    """Return the words of facts that a word may be an unlikely misspelling of.

    The other words of a query tell whether it is one: alone it makes no fact a match.
    """
    most = allowed_distance(len(form))
    if not most or has_digit(form) or form in SURE:
        return {}
    alike = corpus.alike(form, WIDE if most > 1 else 1)
    near = [(other, apart) for other, apart in alike if apart == 1 and _is_possible(form, other)]
    if not near:
        near = [
            (other, apart)
            for other, apart in alike
            if apart <= most and abs(len(form) - len(other)) == WIDE - 1
        ]
    return _best(
        {
            other: _spelling(form, other, apart) - UNLIKELY
            for other, apart in near
            if corpus.stands(other) and not is_stop_word(other, french=True)
        }
    )


def _best(near: Mapping[str, float]) -> dict[str, tuple[float, str]]:
    best = max(near.values(), default=0.0)
    return {o: (quality, "spelling") for o, quality in near.items() if quality > best - 0.05}


def _is_likely(form: str, other: str, apart: int, corpus: Corpus) -> bool:
    """Return whether one word may be another misspelt.

    Who mistypes a word twice still begins it right and leaves it about as long, and what it
    is read as then stands in a fact. A short word is rarely given another first letter, or a
    letter too many that is not typed twice.
    """
    if apart > 1:
        about_as_long = form[0] == other[0] and abs(len(form) - len(other)) <= 1
        return about_as_long and corpus.stands(other)
    if len(form) >= SURE_LENGTH:
        return True
    if not corpus.stands(other):
        # It would lead to the other words of a term: "forty" to "strong", by way of "forte".
        is_mistaken = len(form) == len(other) and sorted(form) != sorted(other)
        return len(form) >= SURE_IN_TERM and form[0] == other[0] and not is_mistaken
    if len(form) < SHORT_LENGTH:
        # "gold" is no "good" misspelt, but "waar" is "war".
        return _is_undoubled(form, other) or sorted(form) == sorted(other)
    return form[0] == other[0] and (len(other) >= len(form) or _is_undoubled(form, other))


def _is_possible(form: str, other: str) -> bool:
    """Return whether one word may be another with its letters swapped, or one too many or few."""
    if sorted(form) == sorted(other):
        return True
    return form[0] == other[0] and len(other) >= SHORTEST_MEANT and len(form) != len(other)


def _is_undoubled(form: str, other: str) -> bool:
    """Return whether one word is the other but for a letter typed twice."""
    return any(
        form[at] == form[at - 1] and form[:at] + form[at + 1 :] == other
        for at in range(1, len(form))
    )


def _spelling(form: str, other: str, apart: int) -> float:
    other_start = OTHER_FIRST_LETTER if form[0] != other[0] else 0.0
    # Letters are swapped more often than mistaken, and mistaken more often than lost.
    swapped = 0.01 if sorted(form) == sorted(other) else 0.0
    return SPELLING[apart] - other_start + swapped - 0.01 * abs(len(form) - len(other))
