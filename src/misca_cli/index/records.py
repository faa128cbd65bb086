"""Records ↔ JSON texts, for an index: short to store and quick to read.

Only fields that differ from their defaults are written. Dates are written as EDTF, figures
with their numbers, so that no figure is parsed again.
"""

from __future__ import annotations

from misca_cli import dates
from misca_cli.figures import Figure
from misca_cli.jsontext import compact, loads
from misca_cli.model import Copy, Identity, Value
from misca_cli.search.document import Document, Name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TypeVar

    from misca_cli.record import Record

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


def written(record: Record) -> str:
    """Return a record as JSON."""
    return compact(_plain(record))


def _plain(record: Record) -> dict[str, Any]:
    defaults = record._defaults  # noqa: SLF001  # what a field is when it is not written
    # A default that was never replaced is the same object: equal is not asked for.
    return {
        name: value if value is None or name not in _SPECIAL else _special(name, value)
        for name, value in vars(record).items()
        if value is not defaults.get(name, _SPECIAL)
    }


def _special(name: str, value: Any) -> Any:
    if name in _DATES:
        return value.text
    if name in _NUMBERS:
        return value if isinstance(value, int) else str(value)
    return value if isinstance(value, str) else _plain(value)


def read_record(kind: type[R], text: str) -> R:
    """Return the record that was written as JSON."""
    return _record(kind, loads(text))


def _record(kind: type[R], plain: Mapping[str, Any]) -> R:
    return kind(**{name: _field(name, value) for name, value in plain.items()})


def _field(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if name in _DATES and value is not None:
        return dates.parse(value)
    if name in _NUMBERS and isinstance(value, str):
        from decimal import Decimal  # few figures have a fraction, and it is slow to import

        return Decimal(value)
    return _record(_NESTED[name], value) if name in _NESTED and isinstance(value, dict) else value


def written_document(document: Document, fact_id: str) -> str:
    """Return what of a fact can be found as JSON: the words of a text with spaces between."""
    texts = {
        field: " ".join([f[0] if len(f) == 1 else "|".join(f) for f in text])
        for field, text in document.texts.items()
    }
    return compact((texts, document.names, document.kind, document.exact, fact_id))


def read_document(text: str) -> tuple[Document, str]:
    """Return what of a fact can be found, and the fact's id."""
    texts, names, kind, exact, fact_id = loads(text)
    split = {f: [forms.split("|") for forms in t.split(" ")] for f, t in texts.items() if t}
    return Document(texts=split, names=names, kind=kind, exact=exact), fact_id


def written_names(names: Sequence[Name]) -> str:
    """Return names as JSON."""
    return compact([(name.key, name.how, name.text, name.words) for name in names])


def read_names(text: str) -> tuple[Name, ...]:
    """Return the names that were written as JSON."""
    return tuple(
        Name(key=key, how=how, text=name, words=tuple(map(tuple, words)))
        for key, how, name, words in loads(text)
    )
