"""Numbers in words, in English and French: "two hundred and fifty", "deux mille cinq cents"."""

from __future__ import annotations

from misca_cli.search.counting import ALONE, ARTICLES, CENTS, HALVES, HUNDREDS, MULTIPLIERS, POINTS
from misca_cli.search.telling import ONES, TENS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_EIGHTY = "quatre-vingt"


def spoken(typed: Sequence[str]) -> tuple[int, int, int] | None:
    """Return the number that folded words begin with, its last power of ten, and how many words."""
    return _half(typed) or _and_half(typed) or _with_tenths(typed) or _whole(typed)


def _half(typed: Sequence[str]) -> tuple[int, int, int] | None:
    """Read "half a million", "un demi million"."""
    words = [(at, word) for at, word in enumerate(typed[:4]) if word not in ARTICLES]
    (_, half), (end, multiplier) = (*words, (0, ""), (0, ""))[:2]
    if half not in HALVES or not multiplies(multiplier) or multiplier in CENTS:
        return None
    power = MULTIPLIERS[multiplier]
    return 10**power // 2, power, end + 1


def _and_half(typed: Sequence[str]) -> tuple[int, int, int] | None:
    """Read "two and a half million", "deux millions et demi"."""
    kept = [(at, word) for at, word in enumerate(typed[:5]) if at == 0 or word not in ARTICLES]
    (_, first), (_, one), (_, other), (end, last) = (*kept, *[(0, "")] * 4)[:4]
    units = 1 if first in ARTICLES else word_number(first) or _digits(first)
    ands = ("and", "et")
    if one in ands and other in HALVES and multiplies(last):
        power = MULTIPLIERS[last]
    elif multiplies(one) and other in ands and last in HALVES:
        power = MULTIPLIERS[one]
    else:
        return None
    return ((2 * units + 1) * 10**power // 2, power, end + 1) if units else None


def _digits(word: str) -> int:
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 3 else 0


def _with_tenths(typed: Sequence[str]) -> tuple[int, int, int] | None:
    """Read "one point two million"."""
    whole, point, tenths, multiplier = (*typed[:4], "", "", "", "")[:4]
    units = 1 if whole in ARTICLES else word_number(whole)
    digit = 1 if tenths in ARTICLES else word_number(tenths)
    if not units or point not in POINTS or not digit or digit > 9 or not multiplies(multiplier):
        return None
    power = MULTIPLIERS[multiplier]
    return (10 * units + digit) * 10 ** (power - 1), power, 4


def _whole(typed: Sequence[str]) -> tuple[int, int, int] | None:
    whole = part = power = 0
    at = 0
    while at < len(typed):
        word, behind = typed[at], typed[at + 1] if at + 1 < len(typed) else ""
        number = None if word in ALONE else word_number(word)
        if at == 0 and word in ALONE:
            whole, power = ALONE[word], MULTIPLIERS[word]
        elif at == 0 and word in HUNDREDS and (word_number(behind) or multiplies(behind)):
            part, power = 100, 2
        elif number and _goes_behind(number, part):
            part += number
        elif at == 0 and word in ARTICLES and multiplies(behind):
            part = 1
        elif part and multiplies(word):
            power = MULTIPLIERS[word]
            whole, part = (whole, part * 100) if power == 2 else (whole + part * 10**power, 0)
        elif not (word in ("and", "et") and not part % 100 and _goes_on(typed[at + 1 :], power)):
            break
        at += 1
    value = whole + part
    return (value, power, at) if value else None


def multiplies(word: str) -> bool:
    """Return whether a word by itself multiplies the number before it: "thousand", but not "k"."""
    return len(word) > 2 and word in MULTIPLIERS


def _goes_on(typed: Sequence[str], power: int) -> bool:
    """Return whether words behind "and" add to a number rather than being another one.

    The "four thousand" of "two thousand and four thousand" is another.
    """
    number, multiplier = (*typed[:2], "", "")[:2]
    return word_number(number) is not None and MULTIPLIERS.get(multiplier, 0) < power


def _goes_behind(number: int, part: int) -> bool:
    """Return whether a number is spoken behind another: "two hundred" "fifty", "fifty" "two"."""
    tens = part % 100
    return not tens or (not tens % 10 and tens >= 20 and number < 10)


def word_number(word: str) -> int | None:
    """Return the number that a word says, or some with hyphens: "twenty-five"."""
    if word.startswith(_EIGHTY):
        return _above_eighty(word[len(_EIGHTY) :])
    tens, _, ones = word.partition("-")
    if not ones:
        return ALONE.get(word) or ONES.get(word) or TENS.get(word)
    first, last = TENS.get(tens), ONES.get(ones)
    # The French count on behind sixty: "soixante-dix".
    most = 20 if first == 60 else 10
    return first + last if first and last and last < most else None


def _above_eighty(rest: str) -> int | None:
    if rest in ("", "s"):
        return 80
    last = {**ONES, "un": 1}.get(rest.removeprefix("-"))
    return 80 + last if last else None
