"""Where a sentence ends, well enough to name one by its number.

Only making an anchor needs the rule; proving one does not.
"""

from __future__ import annotations

_STOPS = (".", "!", "?", "…")
_OPENING = "\"'“‘«‹„‚([¿¡"
_OPENING_A_SENTENCE = "\"'“‘«‹„‚(¿¡"
_CLOSING = "\"'”’»›“‘)]"
_ABBREVIATIONS = frozenset({
    "adm", "al", "capt", "cf", "col", "cpl", "dept", "dr", "fr", "ft", "gen", "gov", "hon", "jr",
    "lt", "maj", "mgr", "mr", "mrs", "ms", "mt", "pres", "prof", "rep", "rev", "sen", "sgt",
    "sr", "st", "vs",
})  # fmt: skip
_BEFORE_A_NUMBER = frozenset({
    "approx", "apr", "art", "aug", "ca", "ch", "dec", "feb", "fig", "jan", "jul", "jun", "mar",
    "no", "nos", "nov", "oct", "op", "para", "pp", "sec", "sep", "sept", "vol",
})  # fmt: skip


def sentences(paragraph: str) -> tuple[str, ...]:
    """Split a paragraph into sentences.

    One ends at a word in `.`, `!`, `?` or `…`, closing quotes and footnote marks (`said.”[3]`)
    included, before a word that starts with an upper-case letter, a letter without case, a
    digit or an opening quote. Titles, initials and abbreviations with inner stops (`U.S.`) end
    none, not even where a sentence ends; `No.` and the like none before a digit; nor does a
    number before the first word. A remnant in brackets (`[Reuters]`) stays with what it follows.
    """
    found: list[str] = []
    current: list[str] = []
    ended = False
    tokens = paragraph.split()
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        current.append(token)
        ended = _ends(token, following) or (ended and not _bare(token).strip(_OPENING))
        if ended and _opens(following) and any(map(str.isalpha, "".join(current))):
            found.append(" ".join(current))
            current, ended = [], False
    return (*found, " ".join(current)) if current else tuple(found)


def _bare(token: str) -> str:
    """Return a word without footnote marks and closing quotes at its end."""
    while token.endswith("]") and "[" in token:
        token = token[: token.rindex("[")]
    return token.rstrip(_CLOSING)


def _ends(token: str, following: str) -> bool:
    bare = _bare(token).lstrip(_OPENING)
    return bare.endswith(_STOPS) and not _is_abbreviation(bare, following)


def _is_abbreviation(bare: str, following: str) -> bool:
    name = bare[:-1].casefold()
    if not bare.endswith(".") or not name:
        return False
    if name in _BEFORE_A_NUMBER:
        return following[:1].isdigit()
    letters = name.split(".")
    return name in _ABBREVIATIONS or all(len(x) == 1 and x.isalpha() for x in letters)


def _opens(token: str) -> bool:
    first = token[:1]
    if first.isalpha():
        return not first.islower()
    return first.isdigit() or (first != "" and first in _OPENING_A_SENTENCE)
