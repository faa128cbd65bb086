"""Values of a fact file → fields of a record, by the kinds of `schema.TABLES`.

A reader returns the field's value or raises `FieldError`, which says what was expected
and, inside an array or a table, where.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache, partial

from misca_cli import dates
from misca_cli.anchors import is_anchor
from misca_cli.figures import reading as figures
from misca_cli.load.inside import FieldError, read_all, sound, together
from misca_cli.model import MARKUPS, Copy, Identity, Measure, Value
from misca_cli.schema import PACK, TABLES
from misca_cli.spelling import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping
    from typing import Any

    from misca_cli.dates import Date
    from misca_cli.load.faults import Path
    from misca_cli.model import Figure

    Reader = Callable[[Any], Any]

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_MOST_DIGITS = 10
# A pack names the same ids, days and figures again and again.
_memoised = lru_cache(maxsize=1 << 15)


class FieldReader:
    """Reads the values of a field; what isn't text, at its leisure."""

    def __init__(self, kind: str, choices: tuple[str, ...]) -> None:
        self._read = partial(READERS[kind], choices=choices) if choices else READERS[kind]
        self.of_text: Reader = self._of_text
        """Reads a value that is text, quickly. Raises `FieldError`."""
        if kind not in _UNREPEATED:
            self.of_text = _memoised(self._of_text)

    def _of_text(self, value: str) -> Any:
        if "\0" in value:
            _keepable(value)
        return self._read(value)

    def __call__(self, value: Any) -> Any:
        """Read a value. Raises `FieldError`."""
        try:
            _keepable(value)
        except FieldError as error:
            told = {each.inside for each in error.each()}
            raise together((error, *self._faults(value, told))) from None
        return self._read(value)

    def _faults(self, value: Any, told: Container[Path]) -> Iterator[FieldError]:
        """Give what is wrong with a value where nothing is told yet."""
        try:
            self._read(value)
        except FieldError as error:
            yield from (each for each in error.each() if each.inside not in told)


def read_anchor(value: Any) -> str:
    """Read the anchor of a place. Raises `FieldError`."""
    text = _text(value)
    if not is_anchor(text):
        remedy = "drop the line, then `misca anchors --write` makes one"
        raise FieldError("bad-anchor", f'"{text}" is not an anchor ({remedy})')
    return text


def _keepable(value: Any) -> None:
    """Refuse what no field can keep exactly or show safely, however deep it stands."""
    if isinstance(value, str):
        if "\0" in value:
            raise FieldError("control-characters", "holds a NUL character (expected none)")
    elif isinstance(value, int | Decimal):
        _keepable_number(value)
    elif isinstance(value, list | dict):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        sound(*read_all((key, _keepable, each) for key, part in parts for each in (key, part)))


def _keepable_number(value: int | Decimal) -> None:
    if isinstance(value, Decimal) and not value.is_finite():
        message = "the number is not finite (expected a number, or text in quotes)"
        raise FieldError("bad-number", message)
    if not _SMALLEST <= value <= _LARGEST:
        message = f"the number is too large (expected from {_SMALLEST} to {_LARGEST})"
        raise FieldError("bad-number", message)


def read_value(value: Any, measure: Measure | None) -> Value:
    """Read a fact's `value` as its measure says; without a measure, as what it looks like.

    Raises `FieldError`.
    """
    kind, unit = (measure.value, measure.unit) if measure else (None, None)
    read = _value_of_text if isinstance(value, str) else _value
    return read(value, kind, unit)


def _value(value: Any, kind: str | None, unit: str | None) -> Value:
    if value in ("unknown", "none"):
        return Value(kind=value, text=value)
    if kind:
        return VALUE_READERS[kind](value, unit)
    for reader in VALUE_READERS.values():
        try:
            return reader(value, None)
        except FieldError:
            continue
    raise FieldError("bad-value", f"{_shown(value)} is no figure, no date and no entity")


_value_of_text = _memoised(_value)


def _figure_value(value: Any, unit: str | None) -> Value:
    try:
        figure = _figure(value)
    except figures.BadFigureError as error:
        raise FieldError("bad-figure", str(error)) from error
    if figure.unit is None and unit and figure.relation != "times":
        figure = figure.replaced(unit=unit)
    return Value(kind="figure", text=figure.text, figure=figure)


def _figure(value: Any) -> Figure:
    if isinstance(value, str):
        return figures.parse(value)
    if isinstance(value, dict):
        return figures.from_table(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return figures.from_number(value)
    raise FieldError("bad-type", f"expected a figure, got {_kind(value)}")


def _date_value(value: Any, _: str | None) -> Value:
    date = _date(value)
    return Value(kind="date", text=date.text, date=date)


def _entity_value(value: Any, _: str | None) -> Value:
    try:
        return _of_entities(_ids(value))
    except FieldError as error:
        error.rest = _of_entities(error.rest) if error.rest else None
        raise


def _of_entities(entities: tuple[str, ...]) -> Value:
    return Value(kind="entity", text=", ".join(entities), entities=entities)


VALUE_READERS: dict[str, Callable[[Any, str | None], Value]] = {
    "figure": _figure_value,
    "date": _date_value,
    "entity": _entity_value,
}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise FieldError("bad-type", f"expected text, got {_kind(value)}")
    if not value or value.isspace():
        raise FieldError("empty-text", "is empty")
    return value


def _texts(value: Any, *, choices: tuple[str, ...] = ()) -> tuple[str, ...]:
    return _each(value, partial(_choice, choices=choices) if choices else _text)


def _id(value: Any) -> str:
    text = _text(value)
    if not is_id(text):
        raise FieldError("bad-id", f'"{text}" is not an id (letters, digits, "-", "_" and ".")')
    return text


def _ids(value: Any) -> tuple[str, ...]:
    return _each(value, _id)


def _each(value: Any, reader: Callable[[Any], str]) -> tuple[str, ...]:
    if not isinstance(value, list):
        return (reader(value),)
    read, errors = read_all((index, reader, part) for index, part in enumerate(value))
    return sound(tuple(read), errors)


def is_id(text: str) -> bool:
    """Return whether a text can be an id: letters, digits and inner `-`, `_` and `.`."""
    if text.isalnum() and text.isascii():  # as most are
        return True
    bare = text.replace("-", "").replace("_", "").replace(".", "")
    # Unlike `isalnum`, this takes the accents and vowel signs that follow a letter.
    return text[:1].isalnum() and text[-1] not in "-_." and f"_{bare}".isidentifier()


_date_of_day = _memoised(dates.from_toml_date)


def _date(value: Any) -> Date:
    if isinstance(value, str):
        try:
            return dates.parse(_text(value))
        except dates.BadDateError as error:
            raise FieldError("bad-date", str(error)) from error
    if isinstance(value, dt.datetime | dt.time):
        raise FieldError("bad-date", "times of day are not supported: write the day alone")
    if isinstance(value, dt.date):
        return _date_of_day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        raise FieldError("bad-date", f'{value} is a number: write "{value}" in quotation marks')
    raise FieldError("bad-type", f"expected a date, got {_kind(value)}")


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise FieldError("bad-type", f"expected true or false, got {_kind(value)}")
    return value


def _choice(value: Any, *, choices: tuple[str, ...]) -> str:
    text = _text(value)
    if text not in choices:
        near = nearest(text, choices, most=1)
        guess = f'did you mean "{near[0]}"?' if near else f"one of: {', '.join(choices)}"
        raise FieldError("bad-choice", f'"{text}" is not known here ({guess})')
    return text


def _tolerance(value: Any) -> str:
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    text = format(value, "" if isinstance(value, int) else "f") if number else _text(value)
    whole, _, fraction = text.removesuffix("%").partition(".")
    is_number = _is_digits(whole) and (_is_digits(fraction) or whole == text.removesuffix("%"))
    if not is_number and not _is_days(text):
        message = f'"{text}" is no tolerance (expected a number, or such as "10%" or "2d")'
        raise FieldError("bad-tolerance", message)
    return text


def _days(value: Any) -> str:
    text = _text(value)
    if not _is_days(text):
        raise FieldError("bad-duration", f'"{text}" is no number of days (expected such as "14d")')
    return text


def _is_days(text: str) -> bool:
    return text.endswith("d") and _is_digits(text[:-1])


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < _MOST_DIGITS


def _readings(value: Any) -> Mapping[str, str]:
    read, errors = read_all((name, _text, words) for name, words in _table(value).items())
    return sound(dict(zip(value, read, strict=True)), errors)


def _copy(value: Any) -> Copy:
    markup = partial(_choice, choices=MARKUPS)
    read, errors = _parts(value, {"file": _text, "sha256": _text, "format": markup}, ("file",))
    return sound(Copy(**read), errors)


def _identity(value: Any) -> Identity:
    read, errors = _parts(value, {"entity": _id, "because": _text}, ("entity", "because"))
    return sound(Identity(**read), errors)


def _parts(
    value: Any, readers: Mapping[str, Reader], needed: tuple[str, ...]
) -> tuple[dict[str, Any], list[FieldError]]:
    """Read a table of few keys, each by its reader; return all that is wrong with it too."""
    table, known = _table(value), ", ".join(readers)
    lacking = tuple(key for key in needed if key not in table)
    errors = [FieldError("missing-key", f'needs "{key}"') for key in lacking]
    errors += [
        FieldError("unknown-key", f'"{key}" is not known ({known})', (key,))
        for key in table
        if key not in readers
    ]
    names = tuple(key for key in table if key in readers)
    read, wrong = read_all((key, readers[key], table[key]) for key in names)
    return {**dict.fromkeys(lacking, ""), **dict(zip(names, read, strict=True))}, errors + wrong


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FieldError("bad-type", f"expected a table, got {_kind(value)}")
    return value


READERS: dict[str, Callable[..., Any]] = {
    "text": _text,
    "texts": _texts,
    "id": _id,
    "ids": _ids,
    "date": _date,
    "choice": _choice,
    "tolerance": _tolerance,
    "days": _days,
    "flag": _flag,
    "readings": _readings,
    "copy": _copy,
    "identity": _identity,
    "value": lambda value: value,
}


_UNREPEATED = ("text", "value")
"""Kinds of fields that rarely hold the same text again."""

_field_reader = lru_cache(FieldReader)  # one for all fields of a kind: they share what is known

FIELD_READERS: dict[str, dict[str, FieldReader]] = {
    kind: {field.name: _field_reader(field.kind, field.choices) for field in fields}
    for kind, fields in (*TABLES.items(), ("pack", PACK))
}
"""What reads the value of a field, by the kind of table and the name of the field."""

_KINDS = (
    (bool, "true or false"),
    (str, "text"),
    (int, "an integer"),
    (Decimal, "a number"),
    (list, "an array"),
    (dict, "a table"),
    (dt.date, "a date"),
    (dt.time, "a time"),
)


def _kind(value: Any) -> str:
    """Name the type of a TOML value in the words of TOML."""
    return next(name for kind, name in _KINDS if isinstance(value, kind))


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else _kind(value)
