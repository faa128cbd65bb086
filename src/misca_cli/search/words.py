"""Text → words: splitting them, and light stemming.

A word is a tuple of forms, the main one first: "C-17" is `("c17", "17")`, so that it meets
"c17", and "N'Djamena" is `("ndjamena", "djamena")`. Forms are folded.
"""

from __future__ import annotations

from misca_cli.kept import keep
from misca_cli.search.telling import is_stop_word
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Forms = tuple[str, ...]

# What French drops the vowel of before another word; `n` and `m` also begin names.
ELISIONS = frozenset(["l", "d", "j", "t", "s", "c", "qu", "jusqu", "lorsqu", "puisqu", "n", "m"])
NAME_ELISIONS = frozenset("nm")
SYMBOLS = {"$": " usd ", "€": " eur ", "£": " gbp ", "%": " percent "}
CONNECTORS = "'-.,/"
ORDINALS = {
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth",
    "6th": "sixth", "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
    "1er": "premier", "1ere": "premiere", "2e": "deuxieme", "2eme": "deuxieme",
    "3e": "troisieme", "3eme": "troisieme",
}  # fmt: skip


_SPACED = {
    **{code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "'-.,/+#")},
    **str.maketrans(SYMBOLS),
}
"""What of a folded text is replaced before it is parted at blanks."""
# Texts share most of what stands between blanks, and splitting it takes longer than looking
# it up.
_SPLIT: dict[str, tuple[Forms, ...]] = {}
_JOINED: dict[str, str] = {}
_MOST_SPLIT = 100_000


def joined(words: Sequence[Forms]) -> str:
    """Return words as one text, parted by blanks: these do not stand in a form, nor does `|`."""
    return " ".join([forms[0] if len(forms) == 1 else "|".join(forms) for forms in words])


def parted(text: str) -> tuple[Forms, ...]:
    """Return the words that were joined."""
    # Most words have one form, and so many are read that looking for a second counts.
    split = text.split(" ") if text else ()
    return tuple([(forms,) if "|" not in forms else (*forms.split("|"),) for forms in split])


def forms_in(text: str) -> list[str]:
    """Return the forms of all words that were joined, in their order."""
    return text.replace("|", " ").split(" ")


def words(text: str) -> list[Forms]:
    """Split text into words, each in all its forms, folded."""
    found: list[Forms] = []
    for chunk in text.split():
        found += _SPLIT.get(chunk) or keep(_SPLIT, chunk, _split(chunk), _MOST_SPLIT)
    return found


def joined_words(text: str) -> str:
    """Return the words of a text, joined."""
    of_chunks = [_JOINED.get(chunk) or _join(chunk) for chunk in text.split()]
    return " ".join(of_chunks if "" not in of_chunks else filter(None, of_chunks))


def _join(chunk: str) -> str:
    return keep(_JOINED, chunk, joined(_split(chunk)), _MOST_SPLIT)


def _split(chunk: str) -> tuple[Forms, ...]:
    return tuple(forms for part in _parts(chunk) for forms in _word_forms(part))


def _parts(chunk: str) -> Iterator[str]:
    """Part at whatever is no letter, digit or sign within a word."""
    spaced = fold(chunk).translate(_SPACED)
    if not spaced.isascii():
        spaced = "".join(c if c.isalnum() or c in CONNECTORS or c in "+#" else " " for c in spaced)
    for piece in spaced.split():
        if stripped := piece.strip(CONNECTORS):
            yield stripped


def _word_forms(chunk: str) -> list[Forms]:
    if chunk.isalnum():
        return [(chunk, ORDINALS[chunk])] if chunk in ORDINALS else [(chunk,)]
    if chunk[0].isdigit() and (number := plain_number(chunk)):
        return [(number,)]
    if "/" in chunk:
        return [forms for part in chunk.split("/") if part for forms in _word_forms(part)]
    if _is_acronym(chunk):
        return [(chunk.replace(".", ""),)]
    if "-" in chunk:
        return _hyphenated([part.strip("'.,") for part in chunk.split("-")])
    if "'" in chunk:
        return _apostrophe(chunk)
    if "+" in chunk or "#" in chunk:
        return _signed(chunk)
    return [(part,) for part in chunk.replace(",", ".").split(".") if part]


def plain_number(chunk: str) -> str | None:
    """Return a number without separators of thousands, or None: "1,200" is "1200"."""
    whole, *groups = chunk.split(",")
    if groups and whole.isdigit() and all(len(g[:3]) == 3 and g[:3].isdigit() for g in groups):
        chunk = whole + "".join(groups)
    chunk = chunk.replace(",", ".")
    return chunk if chunk.replace(".", "", 1).isdigit() else None


def _is_acronym(chunk: str) -> bool:
    letters = chunk.split(".")
    return len(letters) > 1 and all(len(letter) == 1 and letter.isalpha() for letter in letters)


def _signed(chunk: str) -> list[Forms]:
    # "C++" and "C#" are names; elsewhere a plus sign only joins.
    bare = chunk.rstrip("+#")
    if bare.isalpha() and len(bare) <= 2:
        return [(chunk, bare)]
    parts = chunk.replace("+", " ").replace("#", " ").split()
    return [forms for part in parts for forms in _word_forms(part)]


def _hyphenated(parts: list[str]) -> list[Forms]:
    parts = [part for part in parts if part]
    if not parts:
        return []
    joined = "".join(char for part in parts for char in part if char.isalnum())
    if any(len(part) <= 2 and not part.isdigit() for part in parts):
        # A part that carries nothing would be met by nearly every fact: "cessez-le-feu".
        telling = (part for part in parts if len(part) > 1 and not is_stop_word(part, french=False))
        return [(joined, *(part for part in telling if part != joined))]
    first, *rest = (forms for part in parts for forms in _word_forms(part))
    return [(*first, joined), *rest] if rest else [first]


def _apostrophe(chunk: str) -> list[Forms]:
    head, _, tail = chunk.partition("'")
    if tail in ("", "s"):
        return _word_forms(head) if head else []
    if head in ELISIONS and head not in NAME_ELISIONS:
        return _word_forms(tail)
    return [(chunk.replace("'", ""), tail.replace("'", ""))]


# Longest first, so that "ations" is not taken for "s".
SUFFIXES = {
    row[-1]: row.split()
    for row in (
        "isations izations ations ements ments ings ies ers ors ions es s",
        "isation ization ation ion",
        "ement ment",
        "ingly edly ly",
        "ied ed",
        "er or",
        "ing",
        "e",
    )
}
"""Endings by their last letter, the longest first."""
YS = frozenset(("ied", "ies"))
VERBAL = frozenset(("ing", "ings", "ed"))
# "committed" has a second t that "commit" has not.
DOUBLING = VERBAL | frozenset(("er", "ers"))
# Words whose stem would be that of another word, each with its plural or its like.
UNLIKE = {
    word: row.split()[0]
    for row in (
        "statement statements",
        "station stations",
        "plane planes",
        "violation violations",
        "publication publications",
        "reporter reporters",
        "former formerly",
        "number numbers numbered",
        "member members",
        "order orders ordered",
        "matter matters",
        "nation nations",
        "united",
        "shortly",
        "armee armees",
        "lies",
        "theme themes",
        "paris",
        "texas",
        "press",
        "process processes",
        "access",
        "always",
        "news",
        "series",
        "species",
        "bus buses",
        "virus viruses",
        "never",
        "later",
        "however",
        "together",
        "million millions",
        "mille",
        "forty",
    )
    for word in row.split()
}


SHORTEST_STEM = 5
"""A shorter stem is like too many others to be compared for spelling."""


def stem(word: str) -> str:
    """Return what the inflections of a word share, lightly: "deployed" and "deployment" meet.

    It serves comparing only and is no word itself.
    """
    if word in UNLIKE:
        return UNLIKE[word]
    if len(word) < 4 or not word.isalpha():
        return word[:-1] if _is_coded_plural(word) else word
    for suffix in SUFFIXES.get(word[-1], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= _least(suffix):
            return _trimmed(word[: len(word) - len(suffix)], suffix)
    return _trimmed(word, "")


def _is_coded_plural(word: str) -> bool:
    # "c17s" is more than one "c17".
    return word[-1:] == "s" and word[-2:-1].isdigit()


def _least(suffix: str) -> int:
    return 4 if suffix in ("er", "ers", "or", "ors", "ion", "ions", "ment", "ments") else 3


def _trimmed(base: str, suffix: str) -> str:
    if suffix in YS or (base.endswith("y") and len(base) > 3):
        return base.removesuffix("y") + "i"
    if suffix in VERBAL and base.endswith(("er", "or")) and len(base) > 5:
        # "suffered" and "suffering" go the way of "suffer".
        return base[:-2]
    if suffix in DOUBLING and base[-1] == base[-2] and base[-1] not in "sl":
        return base[:-1]
    if suffix == "s" and base[-1] in "su":
        return base + "s"
    # "uses" is no form of "us".
    return base.removesuffix("e") if suffix in ("s", "") and len(base) > 3 else base


def has_digit(word: str) -> bool:
    """Return whether a word has a digit: it stands for nothing but itself, however like."""
    return not word.isalpha() and any(map(str.isdigit, word))
