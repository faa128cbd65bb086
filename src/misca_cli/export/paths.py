"""Dotted paths into facts and sources, as `--fields` takes them: `id`, `value.amount`.

A path leads through lists: `by.name` is the list of the speakers' names. `date` is the one
path that stands in no object: the EDTF text of the date that counts.
"""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.export.cells import value_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from misca_cli.answer import Answer
    from misca_cli.export.record import Object

_NAMED = ("id", "name")
_DATE = ("edtf", "earliest", "latest")
_PARTS: dict[str, tuple[str, ...]] = {
    "who": _NAMED,
    "where": _NAMED,
    "what": _NAMED,
    "involves": _NAMED,
    "value": (
        *("kind", "text", "relation", "amount", "low", "high", "low_included", "high_included"),
        *("unit", "approximate", "date", "entities"),
    ),
    "value.date": _DATE,
    "value.entities": _NAMED,
    "when": _DATE,
    "said": _DATE,
    "by": _NAMED,
    "source": ("id", "title", "publisher", "issued", "url"),
    "source.issued": _DATE,
    "findings": ("kind", "facts", "total", "ruling", "verdict", "why"),
    "matched": ("word", "field", "how"),
    "issued": _DATE,
    "accessed": _DATE,
    "archived": _DATE,
    "today": _DATE,
    "copy": ("file", "sha256", "format"),
}


def _expanded(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield path
        yield from _expanded(f"{path}.{part}" for part in _PARTS.get(path, ()))


FACT_PATHS = (
    *("date", "id", "pack", "score", "claim"),
    *_expanded(("who", "where", "what", "involves", "value")),
    *("basis", "stage", "act"),
    *_expanded(("when", "said", "date_used", "by", "statement", "source")),
    *("at", "anchor", "cites", "reads", "note", "status", "because", "replaced_by"),
    *("supersedes", "tags", "file", "line", "reported_later"),
    *_expanded(("findings", "matched")),
)
SOURCE_PATHS = (
    *("id", "pack", "type", "title", "publisher", "author"),
    *_expanded(("issued", "accessed", "url", "archive_url", "archived", "today")),
    *("reprints", "reprinted_by", "seen"),
    *_expanded(("copy",)),
    *("note", "facts", "cited_by"),
)


def paths_of(answer: Answer) -> tuple[str, ...]:
    """Return the paths into the records of an answer."""
    return SOURCE_PATHS if answer.command == "sources" else FACT_PATHS


def fields_of(
    objects: Iterable[Object], fields: Iterable[str], *, known: tuple[str, ...] = FACT_PATHS
) -> list[Object]:
    """Narrow objects to some of their fields: each path becomes a key.

    Raises `UsageError` for a path that is not known, even when there is no object.
    """
    paths = tuple(fields)
    for path in paths:
        if path not in known:
            raise _unknown(path, known)
    return [{path: value_at(each, path) for path in paths} for each in objects]


def _unknown(path: str, known: tuple[str, ...]) -> UsageError:
    from misca_cli.spelling import nearest  # only a mistake needs it

    ends_so = [each for each in known if path and each.endswith(f".{path}")]
    near = (*ends_so, *nearest(path, known))[:1]
    kinds = dict.fromkeys(each.partition(".")[0] for each in known)
    hint = f'did you mean "{near[0]}"?' if near else f"fields are {', '.join(kinds)}"
    return UsageError(f'"{path}" is not a field', hint=hint)
