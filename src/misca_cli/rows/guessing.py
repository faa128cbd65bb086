"""Values of rows → what a measure takes that no pack describes: figures, dates or entities."""

from __future__ import annotations

from collections import Counter

from misca_cli.load.fields import VALUE_READERS, read_value
from misca_cli.load.inside import FieldError
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from misca_cli.rows.names import Raw

NOTHING = ("unknown", "none")
"""Values that stand where there is none, whatever the measure."""


def guesses(rows: Iterable[Raw], is_known: Callable[[str], bool]) -> Mapping[str, str]:
    """Return the kind that takes most values of each measure that isn't known, by its fold."""
    counted: dict[str, Counter[str] | None] = {}
    for fields in rows:
        what, value = fields.get("what"), fields.get("value")
        if not isinstance(what, str) or value is None or value in NOTHING:
            continue
        if what not in counted:
            counted[what] = None if is_known(what) else Counter()
        kinds = counted[what]
        if kinds is not None:
            kinds.update(_kinds(value))
    merged: dict[str, Counter[str]] = {}
    for what, found in counted.items():
        if found:
            merged.setdefault(fold(what), Counter()).update(found)
    # What is read as a figure is one, unless more are dates: of as many, the first counts.
    return {name: max(VALUE_READERS, key=found.__getitem__) for name, found in merged.items()}


def _kinds(value: object) -> Iterator[str]:
    """Give the kinds that a value looks like: any word may be an id, so that comes last."""
    try:
        kind = read_value(value, None).kind
    except FieldError:
        return
    yield kind
    if kind == "figure" and isinstance(value, str) and len(value) == 4 and value.isdecimal():
        yield "date"  # a year
