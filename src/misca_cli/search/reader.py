"""A query as typed → phrases, exclusions, filters, a period, figures, and words.

What the reader must know of the facts, it asks of `Known`: it takes no fact in its hands.
"""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.record import Record
from misca_cli.search.telling import is_asking, is_french, is_stop_word, kind_asked, may_tell
from misca_cli.search.words import Forms, words
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from misca_cli.query import Amount, Filter, Period
    from misca_cli.search.corpus import Known


MAX_LENGTH = 1000
"""Characters; a longer query is surely no query."""
CONNECTIVES = ("AND", "OR")
"""In capitals they are meant for a search engine, and no names."""
MARKS = '":“«„'
"""What stands in a phrase or a filter; a word that is left out has a hyphen before it."""


class Typed(Record):
    """A word that was typed, after everything else was taken out."""

    text: str
    forms: Forms
    is_stop: bool = False
    amount: Amount | None = None
    """For a bare number: it may be a figure or part of a name."""


class Draft(Record):
    """A query that has been read but not yet looked up."""

    text: str
    typed: tuple[Typed, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    amounts: tuple[Amount, ...] = ()
    kind: str | None = None
    """What it asks for: a figure, a date, an identity ("what is …") or None."""

    @property
    def says_more(self) -> bool:
        """Return whether it says anything beside its words."""
        return bool(self.phrases or self.filters or self.period or self.amounts)


def read(text: str, known: Known) -> Draft:
    """Read a query. Raises `UsageError` for an unknown field or name, or an open quotation."""
    if len(text) > MAX_LENGTH:
        raise UsageError(f"the query is longer than {MAX_LENGTH} characters")
    raw, more = _parted(text, known)
    folded = _folded(raw)
    asked = kind_asked(folded)
    bare: dict[int, Amount] = {}
    if any(may_tell(word, known.has) for word in folded):
        from misca_cli.search import extract  # most queries have neither days nor figures

        raw = extract.joined_groups(raw)
        folded = _folded(raw)
        amounts, bare = extract.take_amounts(folded, known)
        more["period"] = extract.take_period(folded, known, figures=bare)
        late, late_bare = extract.take_amounts(folded, known, figures=bare)
        more["amounts"] = (*amounts, *late)
        bare |= late_bare
    draft = Draft(text=text, typed=tuple(_typed(raw, folded, bare)), kind=asked, **more)
    told = any(not word.is_stop for word in draft.typed)
    if text.strip() and not (told or draft.says_more or draft.excluded):
        raise UsageError(
            f"there is nothing to look for in: {text}", hint="add a word that says what it is about"
        )
    return draft


def _folded(raw: Iterable[str]) -> list[str]:
    return [fold(word).strip("\"'") for word in raw]


def _parted(text: str, known: Known) -> tuple[list[str], dict[str, Any]]:
    """Return the plain words of a query and, by field, what else it says."""
    plain = text.split()
    if not (any(m in text for m in MARKS) or any(w[0] == "-" or w == "NOT" for w in plain)):
        return plain, {}
    from misca_cli.search.filters import parted  # most queries are words and no more

    return parted(text, known)


def says_anything(text: str, known: Known) -> bool:
    """Return whether a text can be read as a query."""
    try:
        read(text, known)
    except UsageError:
        return False
    return True


def _typed(raw: Sequence[str], folded: Sequence[str], bare: dict[int, Amount]) -> Iterator[Typed]:
    left = [word for word in folded if word]
    french = is_french([*left, *map(str.lower, raw)])
    # Capitals tell a name from a stop word, unless everything is in them.
    is_loud = len(left) > 2 and not any(char.islower() for word in raw for char in word)
    for at, word in enumerate(folded):
        if not word:
            continue
        shouted = not is_loud and raw[at].isupper() and len(raw[at].rstrip(".")) > 1
        shouted &= raw[at] not in CONNECTIVES
        split = words(raw[at])
        for forms in split:
            yield Typed(
                text=raw[at] if len(split) == 1 else forms[0],
                forms=forms,
                is_stop=not shouted and (is_stop_word(forms[0], french=french) or is_asking(word)),
                amount=bare.get(at),
            )
