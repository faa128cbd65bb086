"""Records → the text of fact files: new tables of TOML, laid out as people write them.

A file that exists keeps its layout elsewhere.
"""

from __future__ import annotations

from decimal import Decimal

from misca_cli.dates import days_in_month
from misca_cli.schema import TABLES
from misca_cli.text import safe
from misca_cli.written import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from misca_cli.model import Fact
    from misca_cli.record import Record

_OFTEN_ALONE = frozenset(("by", "part_of"))
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

_DATES = {
    kind: frozenset(field.name for field in fields if field.kind == "date")
    for kind, fields in TABLES.items()
}


def record_text(kind: str, record: Record, *, default_source: str | None = None) -> str:
    """Return a record as a table of TOML; a source that the file gives is not repeated."""
    values = record.__dict__
    fields = written(kind, record)
    if default_source is not None and fields.get("source") == default_source:
        del fields["source"]
    is_date = kind == "fact" and values["value"] is not None and values["value"].kind == "date"
    return table_text(kind, values["id"], fields, is_date=is_date)


def table_text(
    kind: str, record_id: str, fields: Mapping[str, object], *, is_date: bool = True
) -> str:
    """Return fields, in their order, as a table of TOML; `is_date` tells whether `value` may be."""
    days = _DATES[kind] | {"value"} if is_date else _DATES[kind]
    lines = [
        f"{name} = {quoted(value)}\n"
        if value.__class__ is str and name not in days
        else f"{name} = {_shown(name, value, days)}\n"
        for name, value in fields.items()
    ]
    return f"[{kind}.{_key(record_id)}]\n{''.join(lines)}"


def _shown(name: str, value: object, days: frozenset[str]) -> str:
    if name in days and _is_day(value):
        return str(value)
    if name in _OFTEN_ALONE and isinstance(value, list) and len(value) == 1:
        return toml_value(value[0])
    return toml_value(value)


def toml_text(
    records: Mapping[str, Mapping[str, Record]], facts: Iterable[Fact], *, source: str | None = None
) -> str:
    """Return a file of records and facts; `source` is that of the facts which name none."""
    tables = [f"default.source = {quoted(source)}\n"] if source is not None else []
    tables += [record_text(kind, record) for kind in records for record in records[kind].values()]
    tables += [record_text("fact", fact, default_source=source) for fact in facts]
    return "\n".join(tables)


def toml_value(value: object) -> str:
    """Write a value of TOML on one line."""
    match value:
        case str():
            return quoted(value)
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}" if int(value.as_tuple().exponent) < 0 else f"{value:f}.0"
        case list():
            return f"[{', '.join(map(toml_value, value))}]"
        case dict():
            pairs = (f"{_key(key)} = {toml_value(each)}" for key, each in value.items())
            return f"{{ {', '.join(pairs)} }}"
    return str(value)


def quoted(text: str) -> str:
    """Write a basic string of TOML; what could not be seen in an editor is escaped."""
    if '"' in text or "\\" in text or not text.isprintable():
        return f'"{"".join(map(_escaped, text))}"'
    return f'"{text}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if safe(char) == char:
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _key(key: str) -> str:
    bare = key.replace("-", "").replace("_", "")
    return key if bare.isascii() and bare.isalnum() else quoted(key)


def _is_day(value: object) -> bool:
    """Tell whether a date can stand without quotes: a day with all digits, from the year 1 on."""
    text = str(value)
    digits = text.replace("-", "")
    shape = len(text) == 10 and text[4] == text[7] == "-" and len(digits) == 8
    if not (shape and digits.isascii() and digits.isdecimal() and text[:4] != "0000"):
        return False
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
