"""What a pack is told of a source, an entity, a measure or a statement that it lacks yet."""

from __future__ import annotations

from misca_cli.adding.typed import NEW, AnswerError, read
from misca_cli.cli import asking
from misca_cli.schema import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.adding.names import Names
    from misca_cli.model import Pack
    from misca_cli.schema import Field

ASKED = {
    "source": ("type", "publisher", "issued", "url"),
    "entity": ("kind",),
    "measure": ("value", "unit"),
    "statement": ("by", "said", "venue"),
}
"""What is asked of each; the rest can be written into its file any time."""
LABELS = {"source": "title", "entity": "name", "measure": "name"}
"""The field that holds the name by which it was called."""
TYPES = ("article-newspaper", "webpage", "post-weblog", "report", "book", "entry-encyclopedia")
"""CSL types that are often meant."""


def ask_fields(kind: str, name: str, pack: Pack, names: Names) -> dict[str, object]:
    """Ask for the fields of a record that goes by a name. Raises `AnswerError` without one."""
    if not name:
        raise AnswerError(f'the name of the new {kind} belongs behind "{NEW}"')
    said: dict[str, object] = {LABELS[kind]: name} if kind in LABELS else {}
    by_name = {field.name: field for field in TABLES[kind]}
    for asked in ASKED[kind]:
        field = by_name[asked]
        choices = _choices(kind, field, pack, names)
        more = f"; one of {', '.join(field.choices)}" if field.choices else ""
        asking.say((f"  {asked} of the new {kind}: {field.meaning}{more}",))
        value = _answer(kind, field, choices, names)
        if value is not None:
            said[asked] = value
    return said


def _answer(kind: str, field: Field, choices: tuple[str, ...], names: Names) -> object:
    """Return what is said of a field, None where it is left out."""
    while True:
        typed = asking.ask(f"  {field.name}", choices=choices)
        if not typed and not field.required:
            return None
        if not typed:
            asking.say((f"  a {kind} needs its {field.name}",))
            continue
        try:
            return read(kind, field, (typed,), names)
        except AnswerError as error:
            asking.say((str(error),))


def _choices(kind: str, field: Field, pack: Pack, names: Names) -> tuple[str, ...]:
    if field.refers:
        return names.choices(field.refers)
    if (kind, field.name) == ("source", "type"):
        return tuple(dict.fromkeys((*(each.type for each in pack.sources.values()), *TYPES)))
    if (kind, field.name) == ("entity", "kind"):
        return tuple(dict.fromkeys(each.kind for each in pack.entities.values()))
    return field.choices
