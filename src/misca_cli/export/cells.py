"""Objects → what stands at a path, and its text for formats that know nothing but text."""

from __future__ import annotations

_LABELS = ("edtf", "text", "title", "name", "word", "kind", "file", "id")


def value_at(value: object, path: str) -> object:
    """Return what stands at a path, a list where it leads through one, None where it ends."""
    if path == "date":
        used = value_at(value, "date_used")
        return value_at(value, f"{used}.edtf") if used else None
    for key in path.split("."):
        value = _part(value, key)
    return value


def _part(value: object, key: str) -> object:
    if isinstance(value, list):
        return [_part(each, key) for each in value]
    return value.get(key) if isinstance(value, dict) else None


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
