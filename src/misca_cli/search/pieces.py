"""A query as typed → its pieces: words, phrases, exclusions and filters, each as text."""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("who", "what", "where", "by", "involves", "stage", "act", "source", "tag")
RANGES = ("when", "value")
OPERATORS = (*FIELDS, *RANGES, "not")
NOT = "NOT"
OPENING_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}


class Piece(Record):
    """A part of a query, as typed."""

    kind: str
    """word, phrase, not, or a filter's field."""
    text: str


def pieces(text: str) -> Iterator[Piece]:
    """Part a query. Raises `UsageError` for an unknown field or an open quotation."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in OPENING_QUOTES:
            quoted, at = _quoted(text, at)
            yield Piece(kind="phrase", text=quoted)
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


def _word_piece(text: str, at: int) -> tuple[Piece, int]:
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in OPENING_QUOTES:
        end += 1
    word = text[at:end]
    if word == "-" and text[end : end + 1] in OPENING_QUOTES:
        word = "not:"
    if word.startswith("-") and len(word) > 1 and not word[1].isdecimal():
        return _exclusion(word[1:]), end
    if word == NOT and not text.isupper() and text[end:].strip():
        # Who knows search engines means no word by it.
        word = "not:"
    operator, colon, rest = word.partition(":")
    operator = operator.lower()
    if not colon:
        return Piece(kind="word", text=word), end
    if operator not in OPERATORS:
        _refuse_operator(operator, rest)
        return Piece(kind="word", text=word), end
    if not rest:
        rest, end = _operand(text, end, operator)
    return _exclusion(rest) if operator == "not" else Piece(kind=operator, text=rest), end


def _operand(text: str, at: int, operator: str) -> tuple[str, int]:
    """Return what stands behind `who:`, after a space or in quotation marks."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at == len(text):
        raise UsageError(f'nothing follows "{operator}:"')
    if text[at] in OPENING_QUOTES:
        return _quoted(text, at)
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in OPENING_QUOTES:
        end += 1
    return text[at:end], end


def _exclusion(text: str) -> Piece:
    field = text.partition(":")[0].lower()
    if ":" in text and field in OPERATORS:
        raise UsageError(
            f'"{text}" can\'t be excluded: only words can', hint="for example: not:mali"
        )
    return Piece(kind="not", text=text)


def _refuse_operator(operator: str, rest: str) -> None:
    """Refuse `country:mali`; a colon after anything but a word is part of a text."""
    if not operator.isalpha() or len(operator) < 2 or not rest or rest.startswith("//"):
        return
    from misca_cli.spelling import nearest  # only a wrong field needs it

    near = nearest(operator, OPERATORS, most=1)
    guess = f'; did you mean "{near[0]}:"?' if near else ""
    raise UsageError(
        f'"{operator}:" is no field to filter by{guess}',
        hint=f"fields: {', '.join(f'{name}:' for name in OPERATORS)}",
    )
