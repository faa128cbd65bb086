"""Records ↔ JSON texts, for an index: short to store and quick to read.

A record is written as a row of its fields, in the order of its class. Dates are written as
EDTF, figures with their numbers, so that no figure is parsed again.
"""

from __future__ import annotations

from misca_cli import dates
from misca_cli.dates import Date
from misca_cli.jsontext import compact, compactly, loads
from misca_cli.model import Copy, Figure, Identity, Value
from misca_cli.record import Record
from misca_cli.search.document import NAMES, TEXTS, Document, Name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from typing import Any, TypeVar

    R = TypeVar("R", bound=Record)

_DATES = ("when", "said", "issued", "accessed", "archived", "today", "date")
_NESTED: Mapping[str, type[Record]] = {
    "value": Value,
    "figure": Figure,
    "copy": Copy,
    "same_as": Identity,
}
_NUMBERS = ("amount", "low", "high")
_SPECIAL = frozenset((*_DATES, *_NESTED, *_NUMBERS))
"""Fields that JSON can't hold as they are."""


def _plain(value: Record | Decimal) -> object:
    """Return what is written for a value that JSON lacks."""
    if isinstance(value, Date):
        return value.text
    return _row(value) if isinstance(value, Record) else str(value)


def _row(record: Record) -> object:
    kind = type(record)
    if kind not in _PICKS:
        from operator import itemgetter  # no query writes records

        _PICKS[kind] = itemgetter(*kind._fields)
    return _PICKS[kind](vars(record))


_PICKS: dict[type[Record], Callable[[dict[str, Any]], object]] = {}
"""By kind of record, what takes the fields of one in their order."""
_written = compactly(_plain)


def written(record: Record) -> str:
    """Return a record as JSON."""
    return _written(_row(record))


def read_record(kind: type[R], text: str) -> R:
    """Return the record that was written as JSON."""
    return _record(kind, loads(text))


def _record(kind: type[R], row: list[Any]) -> R:
    fields = dict(zip(kind._fields, row, strict=True))
    for name, value in fields.items():
        # Most are texts or nothing, and as they are.
        if value is not None and (name in _SPECIAL or isinstance(value, list)):
            fields[name] = _field(name, value)
    return kind(**fields)


def _field(name: str, value: Any) -> Any:
    if name in _NESTED and isinstance(value, list):
        return _record(_NESTED[name], value)
    if isinstance(value, list):
        return tuple(value)
    if name in _DATES:
        return dates.parse(value)
    if name in _NUMBERS and isinstance(value, str):
        from decimal import Decimal  # few figures have a fraction, and it is slow to import

        return Decimal(value)
    return value


def written_document(document: Document, fact_id: str) -> str:
    """Return what of a fact can be found as one line, parted at tabs, which no word or id has."""
    texts, names = document.texts, document.names
    parts = [texts.get(field, "") for field in TEXTS]
    parts += [" ".join(names[field]) if field in names else "" for field in NAMES]
    return "\t".join((*parts, document.kind or "", "1" if document.exact else "", fact_id))


def id_in(line: str) -> str:
    """Return the id of a fact that is written as one line."""
    return line.rpartition("\t")[2]


def read_document(line: str) -> Document:
    """Return what of a fact can be found."""
    *parts, kind, exact, _ = line.split("\t")
    texts = {field: words for field, words in zip(TEXTS, parts, strict=False) if words}
    names = {
        field: keys.split(" ")
        for field, keys in zip(NAMES, parts[len(TEXTS) :], strict=True)
        if keys
    }
    return Document(texts=texts, names=names, kind=kind or None, exact=exact == "1")


def written_names(names: Sequence[Name]) -> str:
    """Return names as JSON."""
    return compact([(n.key, n.how, n.text, n.written, n.length) for n in names])


def read_names(text: str) -> tuple[Name, ...]:
    """Return the names that were written as JSON."""
    return tuple(
        Name(key=key, how=how, text=name, written=words, length=length)
        for key, how, name, words, length in loads(text)
    )
