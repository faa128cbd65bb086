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
    from misca_cli.search.words import Forms

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


def _record(kind: type[R], plain: dict[str, Any]) -> R:
    for name, value in plain.items():
        # Most are texts, and as they are.
        if name in _SPECIAL or isinstance(value, list):
            plain[name] = _field(name, value)
    return kind(**plain)


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
    texts = {field: _joined(text) for field, text in document.texts.items()}
    return compact((texts, document.names, document.kind, document.exact, fact_id))


def read_document(text: str) -> tuple[Document, str]:
    """Return what of a fact can be found, and the fact's id."""
    texts, names, kind, exact, fact_id = loads(text)
    split = {field: _split(words) for field, words in texts.items() if words}
    return Document(texts=split, names=names, kind=kind, exact=exact), fact_id


def _joined(words: Sequence[Forms]) -> str:
    return " ".join([forms[0] if len(forms) == 1 else "|".join(forms) for forms in words])


def _split(words: str) -> tuple[Forms, ...]:
    # Most words have one form, and so many are read that looking for a second counts.
    return tuple(
        [(forms,) if "|" not in forms else (*forms.split("|"),) for forms in words.split(" ")]
    )


def written_names(names: Sequence[Name]) -> str:
    """Return names as JSON."""
    return compact([(name.key, name.how, name.text, _joined(name.words)) for name in names])


def read_names(text: str) -> tuple[Name, ...]:
    """Return the names that were written as JSON."""
    return tuple(
        Name(key=key, how=how, text=name, words=_split(words) if words else ())
        for key, how, name, words in loads(text)
    )
