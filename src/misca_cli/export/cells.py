"""Values → the text of one cell, for formats that know nothing but text."""

from __future__ import annotations

_LABELS = ("edtf", "text", "title", "name", "word", "kind", "file", "id")


def cell(value: object) -> str:
    """Return a value as text: a list joined by semicolons, an object by what names it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(cell(part) for part in value)
    if isinstance(value, dict):
        return _named(value)
    return str(value)


def _named(value: dict[str, object]) -> str:
    labels = (value[key] for key in _LABELS if value.get(key) is not None)
    pairs = "; ".join(f"{key}: {cell(part)}" for key, part in value.items())
    return cell(next(labels, pairs))
