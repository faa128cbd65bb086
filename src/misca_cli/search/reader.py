"""A query as typed → phrases, exclusions, filters, a period, figures, and words.

What the reader must know of the facts, it asks of `Known`: it takes no fact in its hands.
"""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.record import Record
from misca_cli.search.amounts import Found as FoundAmount
from misca_cli.search.amounts import find_amount
from misca_cli.search.periods import edtf, find_period
from misca_cli.search.query import Amount, Filter, Period
from misca_cli.search.stopwords import is_french, is_stop_word, kind_asked
from misca_cli.search.words import Forms, words
from misca_cli.spelling import nearest
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    class Known(Protocol):
        """What the facts offer to a reader."""

        @property
        def years(self) -> Sequence[int]:
            """The years of the facts' dates, most common first."""

        def has(self, word: str) -> bool:
            """Return whether a fact, a name or a term has a folded word."""

        def is_unit(self, word: str) -> bool:
            """Return whether a folded word is a unit of a measure, or another word for one."""

        def named(self, field: str, text: str) -> tuple[str, ...]:
            """Return the ids that a field may hold under a name."""

        def choices(self, field: str) -> Sequence[str]:
            """Return the ids and values that a field may hold."""


FIELDS = ("who", "what", "where", "by", "involves", "stage", "act", "source", "tag")
RANGES = ("when", "value")
OPERATORS = (*FIELDS, *RANGES, "not")
OPENING_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}
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


class _Piece(Record):
    kind: str
    """word, phrase, not, or a filter's field."""
    text: str


def read(text: str, known: Known) -> Draft:
    """Read a query. Raises `UsageError` for an unknown field or name, or an open quotation."""
    if len(text) > MAX_LENGTH:
        raise UsageError(f"the query is longer than {MAX_LENGTH} characters")
    pieces = _joined_names(list(_pieces(text)), known)
    filters = tuple(_filter(p, known) for p in pieces if p.kind in (*FIELDS, *RANGES))
    raw = [p.text if p.kind == "word" else "" for p in pieces]
    folded = [fold(word).strip("\"'") for word in raw]
    asked = kind_asked(folded)
    amounts, bare = _take_amounts(folded, known)
    period = _take_period(folded, known)
    late, late_bare = _take_amounts(folded, known, every=True)
    return Draft(
        text=text,
        typed=tuple(_typed(raw, folded, {**bare, **late_bare})),
        phrases=tuple(p.text for p in pieces if p.kind == "phrase" and words(p.text)),
        excluded=tuple(p.text for p in pieces if p.kind == "not"),
        filters=filters,
        period=period,
        amounts=(*amounts, *late),
        kind=asked,
    )


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in OPENING_QUOTES:
            quoted, at = _quoted(text, at)
            yield _Piece(kind="phrase", text=quoted)
        else:
            piece, at = _word_piece(text, at)
            yield piece


def _quoted(text: str, at: int) -> tuple[str, int]:
    close = text.find(OPENING_QUOTES[text[at]], at + 1)
    if close < 0:
        raise UsageError(
            f"a quotation mark is never closed: {text[at:]}",
            hint="close it, and keep the shell from taking it: '\"security council\"'",
        )
    return text[at + 1 : close].strip(), close + 1


def _word_piece(text: str, at: int) -> tuple[_Piece, int]:
    end = at
    while end < len(text) and not text[end].isspace() and text[end] != '"':
        end += 1
    word = text[at:end]
    if word.startswith("-") and len(word) > 1 and not word[1].isdigit():
        return _Piece(kind="not", text=word[1:]), end
    operator, colon, rest = word.partition(":")
    if not colon or (not rest and text[end : end + 1] != '"'):
        return _Piece(kind="word", text=word), end
    if operator not in OPERATORS:
        _refuse_operator(operator, rest)
        return _Piece(kind="word", text=word), end
    if not rest:
        rest, end = _quoted(text, end)
    return _Piece(kind=operator, text=rest), end


def _refuse_operator(operator: str, rest: str) -> None:
    near = nearest(operator, OPERATORS, most=1) if operator.isalpha() and rest[:2] != "//" else ()
    if near and len(operator) > 1:
        raise UsageError(
            f'"{operator}:" is no field to filter by; did you mean "{near[0]}:"?',
            hint=f"fields: {', '.join(f'{name}:' for name in OPERATORS)}",
        )


def _joined_names(pieces: list[_Piece], known: Known) -> list[_Piece]:
    """Join `who:African` and `Union`, which a shell has parted, where together they are a name."""
    joined: list[_Piece] = []
    while pieces:
        piece = pieces.pop(0)
        if piece.kind in FIELDS:
            for more in range(min(LONGEST_NAME, len(pieces)), 0, -1):
                behind = pieces[:more]
                name = " ".join([piece.text, *(p.text for p in behind)])
                if all(p.kind == "word" for p in behind) and known.named(piece.kind, name):
                    piece = piece.replaced(text=name)
                    del pieces[:more]
                    break
        joined.append(piece)
    return joined


def _filter(piece: _Piece, known: Known) -> Filter:
    if piece.kind == "when":
        return Filter(field="when", text=piece.text, period=read_period(piece.text, known))
    if piece.kind == "value":
        return Filter(field="value", text=piece.text, amount=_read_amount(piece.text))
    ids = known.named(piece.kind, piece.text)
    if not ids:
        near = nearest(piece.text, known.choices(piece.kind))
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
        ends = [read_period(end, known) if end else None for end in (first, last)]
        return _between(text, *ends)
    found = find_period(fold(text).split(), years=known.years)
    if found and (found.start, found.end) == (0, len(text.split())):
        return found.period.replaced(text=text)
    return _edtf_period(text)


def _between(text: str, first: Period | None, last: Period | None) -> Period:
    earliest = first.earliest if first else None
    latest = last.latest if last else None
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
    first, dots, last = text.partition("..")
    if dots and not (first and last):
        text = f">={first}" if first else f"<={last}"
    typed = fold(text).split()
    found = find_amount(typed) if typed else None
    if not found or (found.start, found.end) != (0, len(typed)):
        raise UsageError(
            f'"{text}" is no figure to filter by',
            hint='write value:1200, value:1000.., value:400..700 or value:">1000"',
        )
    return found.amount


def _take_amounts(
    folded: list[str], known: Known, *, every: bool = False
) -> tuple[list[Amount], dict[int, Amount]]:
    """Take figures out of the words: those that can't be years, or every one.

    A bare number stays a word too, by its position, because it may be part of a name.
    """
    amounts: list[Amount] = []
    bare: dict[int, Amount] = {}
    for start, end in list(_runs(folded)):
        at = start
        while at < end and (found := find_amount([w.strip("?!;()") for w in folded[at:end]])):
            first, behind = at + found.start, at + found.end
            at = behind
            if _is_date_part(folded, first, behind) or not (
                every or _is_figure(found, folded, behind, known)
            ):
                continue
            if found.is_plain:
                bare[first] = found.amount
                if every and known.has(_digits(folded[first])):
                    continue
            amounts.append(found.amount)
            if not found.is_plain:
                folded[first:behind] = [""] * (behind - first)
    return amounts, bare


def _digits(word: str) -> str:
    forms = words(word)
    return forms[0][0] if forms else word


def _is_figure(found: FoundAmount, folded: Sequence[str], behind: int, known: Known) -> bool:
    following = folded[behind] if behind < len(folded) else ""
    return not found.is_plain or known.is_unit(following)


def _is_date_part(folded: Sequence[str], first: int, behind: int) -> bool:
    """Return whether what looks like a figure belongs to a date: "up to 5 december"."""
    start = max(0, first - 3)
    around = find_period(folded[start : behind + 2])
    if around is None or around.period.text.isdigit():
        return False
    return around.start + start < behind and around.end + start > first


def _take_period(folded: list[str], known: Known) -> Period | None:
    """Take periods out of the words; two of them are taken as the days they share."""
    period: Period | None = None
    for start, end in list(_runs(folded)):
        while found := find_period(folded[start:end], years=known.years, known=known.has):
            both = _intersection(period, found.period)
            if both is None:
                break
            period = both
            folded[start + found.start : start + found.end] = [""] * (found.end - found.start)
    return period


def _intersection(one: Period | None, other: Period) -> Period | None:
    if one is None:
        return other
    if one.first or other.first:
        return None
    earliest = max(filter(None, (one.earliest, other.earliest)), default=None)
    latest = min(filter(None, (one.latest, other.latest)), default=None)
    if earliest and latest and latest < earliest:
        return None
    text = f"{one.text} {other.text}"
    return Period(text=text, edtf=edtf(earliest, latest), earliest=earliest, latest=latest)


def _runs(folded: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the stretches of words that nothing has taken yet."""
    start = 0
    for at, word in enumerate([*folded, ""]):
        if not word:
            if at > start:
                yield start, at
            start = at + 1


def _typed(raw: Sequence[str], folded: Sequence[str], bare: dict[int, Amount]) -> Iterator[Typed]:
    left = [word for word in folded if word]
    french = is_french(left)
    for at, word in enumerate(folded):
        if not word:
            continue
        shouted = raw[at].isupper() and len(raw[at]) > 1
        split = words(raw[at])
        for forms in split:
            yield Typed(
                text=raw[at] if len(split) == 1 else forms[0],
                forms=forms,
                is_stop=not shouted and is_stop_word(forms[0], french=french),
                amount=bare.get(at),
            )
