"""Figures as people type them, in English and French → `Amount`."""

from __future__ import annotations

from misca_cli.query import Amount
from misca_cli.record import Record
from misca_cli.search.counting import (
    ARTICLES,
    CHOICE_LINKS,
    CLOSING_HEDGES,
    CLOSINGS,
    GLUED_LINKS,
    HEDGES,
    MARGIN,
    OPENINGS,
    RANGE_LINKS,
    SIGNS,
)
from misca_cli.search.quantities import Quantity, quantity
from misca_cli.search.telling import DURATIONS
from misca_cli.search.words import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from misca_cli.model import Number
    from misca_cli.search.words import Forms


class FoundAmount(Record):
    """A figure and the typed words it takes: `start` up to, not with, `end`."""

    amount: Amount
    start: int
    end: int
    is_plain: bool
    """Whether it is a bare number, which may as well be part of a name."""


def find_amount(typed: Sequence[str]) -> FoundAmount | None:
    """Return the first figure in a row of folded words, or None."""
    for start in range(len(typed)):
        found = (
            _between(typed, start)
            or _bounded(typed, start)
            or _hedged(typed, start)
            or _single(typed, start)
        )
        if found:
            return found
    return None


def closed_behind(amount: Amount, typed: Sequence[str], at: int) -> tuple[Amount, int] | None:
    """Read the "or more" of "1000 or more", or "1000 soldiers or more", at a position.

    Return what it makes of a single figure, and the position behind it; None where nothing such
    stands there.
    """
    value = amount.low
    if value is None or value != amount.high:
        return None
    for length in (2, 1):
        phrase = tuple(typed[at : at + length])
        end = at + len(phrase)
        if quantity(typed, end):  # it opens what follows: "in 2013 at least 400"
            continue
        text = f"{amount.text} {' '.join(phrase)}"
        if phrase in CLOSING_HEDGES:
            return _around(value, amount.unit, text), end
        if phrase in CLOSINGS:
            return _beyond(value, amount.unit, text, CLOSINGS[phrase]), end
    return None


def said_as(amount: Amount) -> Sequence[Forms]:
    """Return the words by which a text would say a figure too, each in all its forms.

    What is about a figure is said by the figure; a bound is said by words alone, and a range by
    none: a text that has both ends may mean something else.
    """
    typed = amount.text.split()
    if amount.is_hedged:
        start = _behind_hedge(typed, 0)
        number = quantity(typed, start)
        return words(" ".join(typed[start : number.end])) if number else ()
    is_exact = amount.low is not None and amount.low == amount.high
    is_bound = (amount.low is None) != (amount.high is None)
    has_number = any(quantity(typed, at) for at in range(len(typed)))
    is_worded = has_number and not any(sign in amount.text for sign in (*SIGNS, "+", ".."))
    return words(amount.text) if is_exact or (is_bound and is_worded) else ()


def _bounded(typed: Sequence[str], start: int) -> FoundAmount | None:
    opened = _opening(typed, start)
    if not opened:
        return _open_ended(typed, start) or _closed(typed, start)
    bound, begin, rest = opened
    number = quantity([*typed[:begin], *rest, *typed[begin + len(rest) :]], begin)
    number = number or _one(typed, begin)
    return _bound(typed[start : number.end], start, number, bound) if number else None


def _open_ended(typed: Sequence[str], start: int) -> FoundAmount | None:
    """Read `1000+`."""
    if not typed[start].endswith("+"):
        return None
    number = quantity([*typed[:start], typed[start][:-1], *typed[start + 1 :]], start)
    return _bound(typed[start : number.end], start, number, ("low", True)) if number else None


def _closed(typed: Sequence[str], start: int) -> FoundAmount | None:
    single = _single(typed, start)
    closed = closed_behind(single.amount, typed, single.end) if single else None
    if not closed:
        return None
    amount, end = closed
    return FoundAmount(amount=amount, start=start, end=end, is_plain=False)


def _one(typed: Sequence[str], at: int) -> Quantity | None:
    """Read the "a" of "less than a year"."""
    article, noun = (*typed[at : at + 2], "", "")[:2]
    is_one = article in ARTICLES and noun in DURATIONS
    return Quantity(value=1, unit=None, end=at + 1) if is_one else None


def _bound(
    taken: Sequence[str], start: int, number: Quantity, bound: tuple[str, bool]
) -> FoundAmount:
    amount = _beyond(number.value, number.unit, " ".join(taken), bound)
    return FoundAmount(amount=amount, start=start, end=start + len(taken), is_plain=False)


def _beyond(value: Number, unit: str | None, text: str, bound: tuple[str, bool]) -> Amount:
    side, included = bound
    return Amount(
        text=text,
        low=value if side == "low" else None,
        high=value if side == "high" else None,
        low_included=included or side != "low",
        high_included=included or side != "high",
        unit=unit,
    )


def _opening(
    typed: Sequence[str], start: int
) -> tuple[tuple[str, bool], int, tuple[str, ...]] | None:
    """Read what opens a bound: its side, where its number is, and that number's word if glued."""
    word = typed[start]
    for sign, bound in SIGNS.items():
        if word.startswith(sign):
            rest = word[len(sign) :]
            return bound, start if rest else start + 1, (rest,) if rest else ()
    for phrase, bound in OPENINGS.items():
        if tuple(typed[start : start + len(phrase)]) == phrase:
            return bound, _behind_hedge(typed, start + len(phrase)), ()
    return None


def _behind_hedge(typed: Sequence[str], at: int) -> int:
    """Return the position behind the "about" of "more than about 400"."""
    for phrase in HEDGES:
        if tuple(typed[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return at


def _between(typed: Sequence[str], start: int) -> FoundAmount | None:
    glued = _glued_range(typed, start)
    if glued:
        return glued
    is_opened = typed[start] in ("between", "from", "entre", "de")
    low = quantity(typed, start + is_opened)
    links = RANGE_LINKS | {"and", "et"} if is_opened else RANGE_LINKS
    link = typed[low.end] if low and low.end < len(typed) else ""
    if not low or link not in links | CHOICE_LINKS:
        return None
    high = quantity(typed, low.end + 1)
    # "Article 5 or 6" is no range.
    is_choice = link in CHOICE_LINKS and high is not None and high.is_plain
    return _range(typed, start, low, high) if high and not is_choice else None


def _glued_range(typed: Sequence[str], start: int) -> FoundAmount | None:
    """Read `400-700` and `400..700`."""
    for link in GLUED_LINKS:
        one, _, other = typed[start].partition(link)
        if one and other and link not in other:
            low = quantity([one], 0)
            high = quantity([*typed[:start], other, *typed[start + 1 :]], start)
            if low and high and low.unit is None and low.value < high.value:
                return _range(typed, start, low, high)
    return None


def _range(typed: Sequence[str], start: int, low: Quantity, high: Quantity) -> FoundAmount | None:
    low = _like(low, high)
    if high.value < low.value:
        return None
    amount = Amount(
        text=" ".join(typed[start : high.end]),
        low=low.value,
        high=high.value,
        unit=low.unit or high.unit,
    )
    return FoundAmount(amount=amount, start=start, end=high.end, is_plain=False)


def _like(low: Quantity, high: Quantity) -> Quantity:
    """Give the 2 of "2 to 3 million" the multiplier behind the 3."""
    if high.power and not low.power:
        return low.replaced(value=low.value * 10**high.power)
    return low


def _hedged(typed: Sequence[str], start: int) -> FoundAmount | None:
    """Read "about 400" and "nearly 400" as what is near, on both sides or below."""
    for phrase, sides in HEDGES.items():
        begin = start + len(phrase)
        if tuple(typed[start:begin]) != phrase or begin >= len(typed):
            continue
        if exact := _between(typed, begin) or _bounded(typed, begin):
            # Its ends are as near as anything.
            text = " ".join(typed[start : exact.end])
            return exact.replaced(amount=exact.amount.replaced(text=text), start=start)
        if number := quantity(typed, begin):
            text = " ".join(typed[start : number.end])
            amount = _around(number.value, number.unit, text, sides)
            return FoundAmount(amount=amount, start=start, end=number.end, is_plain=False)
    return None


def _around(value: Number, unit: str | None, text: str, sides: str = "both") -> Amount:
    low, high = _near(value)
    high = high if sides == "both" else value
    return Amount(text=text, low=low, high=high, unit=unit, is_hedged=low < high)


def _near(value: Number) -> tuple[Number, Number]:
    if isinstance(value, int):
        margin = -(-value // MARGIN)
        return value - margin, value + margin
    return value - value / MARGIN, value + value / MARGIN


def _single(typed: Sequence[str], start: int) -> FoundAmount | None:
    number = quantity(typed, start)
    if not number:
        return None
    text = " ".join(typed[start : number.end])
    amount = Amount(text=text, low=number.value, high=number.value, unit=number.unit)
    return FoundAmount(amount=amount, start=start, end=number.end, is_plain=number.is_plain)
