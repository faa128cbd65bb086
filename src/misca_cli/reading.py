"""How a query was read, in one line, where that isn't plain from the query itself."""

from __future__ import annotations

from misca_cli.dates import BadDateError, iso, parse
from misca_cli.text import safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.answer import Query
    from misca_cli.model import Number
    from misca_cli.query import Period

_CHANGED = ("spelling", "prefix")


def reading_line(query: Query) -> str | None:
    """Say which words were corrected or found nowhere, and what periods and near figures mean.

    Returns None where every word was taken as typed.
    """
    readings = ", ".join(_readings(query))
    parts = [f"read {readings}"] if readings else []
    if query.missing:
        verb = "is" if len(query.missing) == 1 else "are"
        parts.append(f"{_listed(query.missing)} {verb} in no fact")
    left_out = [f'"{each.text}" as {_days(each)}' for each in query.left_out if not _is_plain(each)]
    left_out += [f'"{text}"' for text in query.negated if text not in query.vain_exclusions]
    if left_out:
        parts.append(f"left out {', '.join(left_out)}")
    if query.vain_exclusions:
        parts.append(f"no fact has {_listed(query.vain_exclusions)} to leave out")
    if query.is_choice:
        parts.append('"OR" chooses nothing, all words count')
    if query.denied:
        excluded = " ".join(f"not:{word}" for word in query.denied)
        parts.append(f'"not" leaves nothing out, {excluded} does')
    return safe_line("; ".join(parts)) or None


def _readings(query: Query) -> Iterator[str]:
    dated = {word for period in _periods(query) for word in period.text.split()}
    for word in query.words:
        if word.how in _CHANGED and word.read_as and word.text not in dated:
            yield f'"{word.text}" as "{word.read_as}"'
    for period in _periods(query):
        if not _is_plain(period):
            other = f", which is no {period.other_weekday}" if period.other_weekday else ""
            yield f'"{period.text}" as {_days(period)}{other}'
    for amount in query.amounts:
        if amount.is_hedged:
            unit = f" {amount.unit}" if amount.unit else ""
            near = f"{_number(amount.low)} to {_number(amount.high)}{unit}"
            yield f'"{amount.text}" as {near}'


def _number(amount: Number | None) -> str:
    digits = f"{amount:,}" if isinstance(amount, int) else f"{amount:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _periods(query: Query) -> Iterator[Period]:
    if query.period:
        yield query.period
    yield from (each.period for each in query.filters if each.period)


def _is_plain(period: Period) -> bool:
    """Tell whether a period is written as it would be worded, or as EDTF."""
    readings = {period.edtf, _days(period), _days(period, short=True)}
    return period.text.casefold() in map(str.casefold, readings)


def _days(period: Period, *, short: bool = False) -> str:
    from misca_cli.wording import describe_date  # for words about days only

    if period.first and period.last and "/" in period.edtf:
        return _recurring(period.first, period.last)
    try:
        return describe_date(parse(period.edtf), short=short)
    except BadDateError:
        return _bounds(period)


def _bounds(period: Period) -> str:
    """Word a period that no single EDTF date holds, by its first and last day."""
    if period.first and period.last:
        return _recurring(period.first, period.last)
    first = iso(period.earliest) if period.earliest else ""
    last = iso(period.latest) if period.latest else ""
    if first and last:
        return f"{first} to {last}"
    return f"{first} or later" if first else f"{last} or earlier" if last else period.edtf


def _recurring(first: tuple[int, int], last: tuple[int, int]) -> str:
    from misca_cli.wording import describe_date  # for words about days only

    words = describe_date(parse(f"XXXX-{last[0]:02}-{last[1]:02}"))
    if first == last:
        return words
    day, _, month = describe_date(parse(f"XXXX-{first[0]:02}-{first[1]:02}")).partition(" ")
    month = "" if first[0] == last[0] else f" {month.partition(' ')[0]}"
    return f"{day}{month} to {words}"


def _listed(words: tuple[str, ...]) -> str:
    *others, last = (f'"{word}"' for word in words)
    return f"{', '.join(others)} and {last}" if others else last
