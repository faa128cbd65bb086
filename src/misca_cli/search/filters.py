"""The filters, phrases and exclusions of a query, and texts that are nothing but a period.

A query of plain words has none of these, and is read without this.
"""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.query import Amount, Filter, Period
from misca_cli.search.fields import CHOICES, KINDS, is_for
from misca_cli.search.periods import edtf, find_period, year_now
from misca_cli.search.pieces import FIELDS, RANGES, Piece, pieces
from misca_cli.search.span import Span
from misca_cli.search.words import words
from misca_cli.spelling import nearest
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from misca_cli.dates import Day
    from misca_cli.search.corpus import Known
    from misca_cli.search.document import Name
    from misca_cli.search.words import Forms

MOST_GUESSES = 3
LONGEST_NAME = 6
"""A name of so many words may follow `who:` without quotation marks."""


def parted(text: str, known: Known) -> tuple[list[str], dict[str, Any]]:
    """Return the plain words of a query, empty where there is something else, and that.

    Raises `UsageError` for an unknown field or name, or an open quotation.
    """
    found = _joined_names(list(pieces(text)), known)
    return [piece.text if piece.kind == "word" else "" for piece in found], {
        "phrases": tuple(p.text for p in found if p.kind == "phrase" and words(p.text)),
        "excluded": tuple(p.text for p in found if p.kind == "not" and words(p.text)),
        "filters": tuple(_filter(p, known) for p in found if p.kind in (*FIELDS, *RANGES)),
    }


def _joined_names(pieces: list[Piece], known: Known) -> list[Piece]:
    """Join `who:African` and `Union`, or `not:5` and `december`, which a shell has parted.

    Together they are a name, a period or a figure.
    """
    joined: list[Piece] = []
    while pieces:
        piece = pieces.pop(0)
        if piece.kind in (*FIELDS, *RANGES, "not"):
            texts = [piece.text]
            for behind in pieces[:LONGEST_NAME]:
                if behind.kind != "word":
                    break
                texts.append(f"{texts[-1]} {behind.text}")
            taken = _words_taken(piece.kind, texts, known)
            piece = piece.replaced(text=texts[taken])
            del pieces[:taken]
        joined.append(piece)
    return joined


def _words_taken(kind: str, texts: Sequence[str], known: Known) -> int:
    """Return how many of the words behind an operator belong to it, by the texts they make."""
    lengths = range(len(texts) - 1, 0, -1)
    longest = next((length for length in lengths if _is_operand(kind, texts[length], known)), 0)
    if longest or kind != "not":
        return longest
    # Of what is left out, the less the better: "resolution" may follow "not:security council".
    return next((length for length in lengths[::-1] if _is_name(texts[length], known)), 0)


def _is_operand(field: str, text: str, known: Known) -> bool:
    """Return whether a text is, as a whole, what a filter may be asked for."""
    if field == "when":
        return _whole_period(text, known) is not None
    if field == "not":
        return excluded_amount(text) is not None or excluded_period(text, known) is not None
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
        partly = _named_in_part(piece, known)
        if len(partly) == 1:
            return Filter(field=piece.kind, text=piece.text, ids=partly)
        _, slash, inner = piece.text.partition("/")
        # A filter takes an id in whichever pack it stands.
        within = known.named(piece.kind, inner) if slash else ()
        near = (
            within
            or partly[:MOST_GUESSES]
            or nearest("-".join(fold(piece.text).split()), known.choices(piece.kind))
        )
        quoted = " or ".join(f'"{name}"' for name in near)
        guess = f"; did you mean {quoted}?" if near else ""
        choices = CHOICES.get(piece.kind)
        hint = f"expected one of: {', '.join(choices)}" if choices and not near else None
        raise UsageError(f'no fact has "{piece.text}" as its {piece.kind}{guess}', hint=hint)
    return Filter(field=piece.kind, text=piece.text, ids=ids)


def _named_in_part(piece: Piece, known: Known) -> tuple[str, ...]:
    """Return the ids of what has all words of a text in one of its names: `by:obama`."""
    kind = KINDS.get(piece.kind)
    held = [
        {name for form in forms for name in known.names_with(form) if is_for(name, kind)}
        for forms in words(piece.text)
    ]
    named: set[Name] = set.intersection(*held) if held else set()
    # The shorter the name, the more of it was typed.
    nearest_first = sorted(named, key=lambda name: (name.length, name.key))
    return tuple(dict.fromkeys(name.key.partition(":")[2] for name in nearest_first))


def read_period(text: str, known: Known) -> Period:
    """Read a text that is nothing but a period: EDTF, `2013-11..`, or words.

    Raises `UsageError`.
    """
    first, dots, last = text.partition("..")
    if dots and "[" not in text and "/" not in text:
        ends = [_bounds(read_period(end, known), known) if end else None for end in (first, last)]
        return _between(text, *ends)
    return _whole_period(text, known) or _edtf_period(text)


def excluded_period(text: str, known: Known) -> Period | None:
    """Return the period that is to be left out, unless a text is a word of the facts."""
    return _whole_period(text, known, has=known.has)


def excluded_amount(text: str) -> Amount | None:
    """Return the figure that is to be left out, unless a text is one word or a bare number."""
    return None if text.isdecimal() or text.isalpha() else _whole_amount(text)


def _is_name(text: str, known: Known) -> bool:
    """Return whether a text is a whole name of something, of several words."""
    split = words(text)
    return len(split) > 1 and any(
        name.how != "search" and _is_same(name.words, split)
        for form in split[0]
        for name in known.names_with(form)
    )


def _is_same(name: Sequence[Forms], typed: Sequence[Forms]) -> bool:
    return len(name) == len(typed) and all(
        not set(one).isdisjoint(other) for one, other in zip(name, typed, strict=True)
    )


def _whole_period(
    text: str, known: Known, *, has: Callable[[str], bool] = lambda _: False
) -> Period | None:
    typed = fold(text).split()
    found = find_period(typed, years=known.years, known=has)
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
    year = known.years[0] if known.years else year_now()
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
