"""Which words pint is sure not to know, by the list of units that it reads itself.

To ask pint takes half a second, and most units of fact files are no physical ones: currencies,
soldiers, trucks.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.machinery import PathFinder

_LISTS = ("default_en.txt", "constants_en.txt")
_MADE_UP = ("square", "cubic", "sq", "Δ")
"""What pint makes other units of, wherever in a word it stands."""
_UNLISTED = {"per", "dimensionless"}


def is_unlisted(unit: str) -> bool:
    """Return whether a unit has a word that is in no way made of the names in pint's list."""
    if not _names() or any(word in unit for word in _MADE_UP):
        return False
    words = unit.replace("/", " ").split()
    # What stands there twice may cancel out.
    return any(
        word.isalpha() and words.count(word) == 1 and not _may_be_known(word) for word in words
    )


def _may_be_known(word: str) -> bool:
    """Return whether a word is a listed one, if need be with what pint puts before and after it.

    Much of the list is not names. To take all of it for such errs on the side of asking.
    """
    if word in _UNLISTED:
        return True
    forms = (word, word.removesuffix("s"))
    return any(
        form[end:] in _names() and (not end or f"{form[:end]}-" in _names())
        for form in forms
        for end in range(len(form))
    )


@cache
def _names() -> frozenset[str]:
    """Return the words of the lists, prefixes with a hyphen; nothing where they can't be read."""
    found = PathFinder.find_spec("pint")
    words: set[str] = set()
    try:
        for folder in (found and found.submodule_search_locations) or ():
            for name in _LISTS:
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    words.update(*(line.partition("#")[0].split() for line in file))
    except OSError:
        return frozenset()
    return frozenset(words)
