"""A query as typed → phrases, exclusions, filters, a period, figures, and words.

What the reader must know of the facts, it asks of `Known`: it takes no fact in its hands.
"""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.record import Record
from misca_cli.search.extract import joined_groups, take_amounts, take_period
from misca_cli.search.periods import edtf, find_period
from misca_cli.search.pieces import FIELDS, RANGES, Piece, pieces
from misca_cli.search.query import Amount, Filter, Period
from misca_cli.search.spans import Span
from misca_cli.search.stopwords import is_french, is_stop_word, kind_asked
from misca_cli.search.words import Forms, words
from misca_cli.spelling import nearest
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from misca_cli.dates import Day

    class Known(Protocol):
        """What the facts offer to a reader."""

        @property
        def years(self) -> Sequence[int]:
            """The years of the facts' dates, most common first."""

        def has(self, word: str) -> bool:
            """Return whether a fact, a name or a term has a folded word."""

        def counted(self, word: str) -> tuple[str, ...]:
            """Return the stems that mean the same as a unit; none where a word is no unit."""

        def named(self, field: str, text: str) -> tuple[str, ...]:
            """Return the ids that a field may hold under a name."""

        def choices(self, field: str) -> Sequence[str]:
            """Return the ids and values that a field may hold."""


MAX_LENGTH = 1000
"""Characters; a longer query is surely no query."""
# A name of so many words may follow `who:` without quotation marks.
LONGEST_NAME = 6


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
    """The kind of value it asks for: figure, date or None."""

    @property
    def says_more(self) -> bool:
        """Return whether it says anything beside its words."""
        return bool(self.phrases or self.filters or self.period or self.amounts)


def read(text: str, known: Known) -> Draft:
    """Read a query. Raises `UsageError` for an unknown field or name, or an open quotation."""
    if len(text) > MAX_LENGTH:
        raise UsageError(f"the query is longer than {MAX_LENGTH} characters")
    parted = _joined_names(list(pieces(text)), known)
    raw = joined_groups([p.text if p.kind == "word" else "" for p in parted])
    folded = [fold(word).strip("\"'") for word in raw]
    asked = kind_asked(folded)
    amounts, bare = take_amounts(folded, known)
    period = take_period(folded, known, figures=bare)
    late, late_bare = take_amounts(folded, known, figures=bare)
    draft = Draft(
        text=text,
        typed=tuple(_typed(raw, folded, {**bare, **late_bare})),
        phrases=tuple(p.text for p in parted if p.kind == "phrase" and words(p.text)),
        excluded=tuple(p.text for p in parted if p.kind == "not" and words(p.text)),
        filters=tuple(_filter(p, known) for p in parted if p.kind in (*FIELDS, *RANGES)),
        period=period,
        amounts=(*amounts, *late),
        kind=asked,
    )
    told = any(not word.is_stop for word in draft.typed)
    if text.strip() and not (told or draft.says_more or draft.excluded):
        raise UsageError(
            f"there is nothing to look for in: {text}", hint="add a word that says what it is about"
        )
    return draft


def says_anything(text: str, known: Known) -> bool:
    """Return whether a text can be read as a query."""
    try:
        read(text, known)
    except UsageError:
        return False
    return True


def _joined_names(pieces: list[Piece], known: Known) -> list[Piece]:
    """Join `who:African` and `Union`, which a shell has parted, where together they are a name."""
    joined: list[Piece] = []
    while pieces:
        piece = pieces.pop(0)
        if piece.kind in (*FIELDS, *RANGES):
            for more in range(min(LONGEST_NAME, len(pieces)), 0, -1):
                behind = pieces[:more]
                text = " ".join([piece.text, *(p.text for p in behind)])
                if all(p.kind == "word" for p in behind) and _is_operand(piece.kind, text, known):
                    piece = piece.replaced(text=text)
                    del pieces[:more]
                    break
        joined.append(piece)
    return joined


def _is_operand(field: str, text: str, known: Known) -> bool:
    """Return whether a text is, as a whole, what a filter may be asked for."""
    if field == "when":
        return _whole_period(text, known) is not None
    if field == "value":
        return _whole_amount(text) is not None
    return bool(known.named(field, text))


def _filter(piece: Piece, known: Known) -> Filter:
    if piece.kind == "when":
        return Filter(field="when", text=piece.text, period=read_period(piece.text, known))
    if piece.kind == "value":
        return Filter(field="value", text=piece.text, amount=_read_amount(piece.text))
    ids = known.named(piece.kind, piece.text)
    if not ids:
        near = nearest("-".join(fold(piece.text).split()), known.choices(piece.kind))
        quoted = " or ".join(f'"{name}"' for name in near)
        guess = f"; did you mean {quoted}?" if near else ""
        raise UsageError(f'no fact has "{piece.text}" as its {piece.kind}{guess}')
    return Filter(field=piece.kind, text=piece.text, ids=ids)


def read_period(text: str, known: Known) -> Period:
    """Read a text that is nothing but a period: EDTF, `2013-11..`, or words.

    Raises `UsageError`.
    """
    first, dots, last = text.partition("..")
    if dots and "[" not in text and "/" not in text:
        ends = [_bounds(read_period(end, known), known) if end else None for end in (first, last)]
        return _between(text, *ends)
    return _whole_period(text, known) or _edtf_period(text)


def _whole_period(text: str, known: Known) -> Period | None:
    typed = fold(text).split()
    found = find_period(typed, years=known.years)
    if not found or (found.start, found.end) != (0, len(typed)):
        return None
    return found.period.replaced(text=text)


def read_bound(text: str, known: Known, *, first: bool) -> Day:
    """Return the first or the last day of a text that is nothing but a period.

    Raises `UsageError`, also for a period that is open on that side.
    """
    day = _bounds(read_period(text, known), known)[0 if first else 1]
    if day is None:
        side = "first" if first else "last"
        raise UsageError(f'"{text}" has no {side} day', hint="write a day, a month or a year")
    return day


def _bounds(period: Period, known: Known) -> tuple[Day | None, Day | None]:
    """Return the first and last day of a period; one without a year takes the commonest."""
    if not (period.first and period.last):
        return period.earliest, period.latest
    year = known.years[0] if known.years else 1
    return Span(year=None, first=period.first, last=period.last).days(year)


def _between(
    text: str,
    first: tuple[Day | None, Day | None] | None,
    last: tuple[Day | None, Day | None] | None,
) -> Period:
    earliest = first[0] if first else None
    latest = last[1] if last else None
    if earliest and latest and latest < earliest:
        raise UsageError(f'"{text}" ends before it begins')
    return Period(text=text, edtf=edtf(earliest, latest), earliest=earliest, latest=latest)


def _edtf_period(text: str) -> Period:
    from misca_cli.dates import BadDateError, parse

    try:
        date = parse(text)
    except BadDateError as error:
        raise UsageError(
            f"{error}", hint='write 2013-12-05, 2013-12, 2013-11.. or words such as "december 2013"'
        ) from error
    return Period(text=text, edtf=date.text, earliest=date.earliest, latest=date.latest)


def _read_amount(text: str) -> Amount:
    amount = _whole_amount(text)
    if amount is None:
        raise UsageError(
            f'"{text}" is no figure to filter by',
            hint='write value:1200, value:1000.., value:400..700 or value:">1000"',
        )
    return amount


def _whole_amount(text: str) -> Amount | None:
    from misca_cli.search.amounts import find_amount  # few queries filter by a figure

    first, dots, last = text.partition("..")
    bound = f">={first}" if first else f"<={last}"
    typed = fold(bound if dots and not (first and last) else text).split()
    found = find_amount(typed) if typed else None
    if not found or (found.start, found.end) != (0, len(typed)):
        return None
    return found.amount.replaced(text=text)


def _typed(raw: Sequence[str], folded: Sequence[str], bare: dict[int, Amount]) -> Iterator[Typed]:
    left = [word for word in folded if word]
    french = is_french(left)
    # Capitals tell a name from a stop word, unless everything is in them.
    is_loud = len(left) > 2 and not any(char.islower() for word in raw for char in word)
    for at, word in enumerate(folded):
        if not word:
            continue
        shouted = not is_loud and raw[at].isupper() and len(raw[at]) > 1
        split = words(raw[at])
        for forms in split:
            yield Typed(
                text=raw[at] if len(split) == 1 else forms[0],
                forms=forms,
                is_stop=not shouted and is_stop_word(forms[0], french=french),
                amount=bare.get(at),
            )
