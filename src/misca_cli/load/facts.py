"""The facts of a pack, file by file, joined with what its files share."""

from __future__ import annotations

from misca_cli.load.faults import Fault, duplicate
from misca_cli.load.fields import FieldError, read_value
from misca_cli.load.files import inner_path
from misca_cli.load.ids import Ids, References
from misca_cli.model import Fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from misca_cli.load.faults import FindPositions
    from misca_cli.load.file import Part
    from misca_cli.load.shared import Shared


class Facts:
    """The facts of a pack while its files are read; keeps their ids and no fact."""

    def __init__(
        self, shared: Shared, positions: FindPositions, *, references: References | None = None
    ) -> None:
        self._shared = shared
        self._positions = positions
        self._ids = Ids()
        before = references or References(shared.declared)
        self.references = before.continued(self._ids)
        self.whole = True
        """Whether every file could be read."""

    def of(self, part: Part) -> Iterator[Fact]:
        """Give the sound facts of a file."""
        part.unknown_tables()
        default, facts = part.default(), part.table("fact")
        self.references.note(part.path, ("default",), "fact", default)
        if len(facts) < len(part.ids("fact")):
            self._ids.declare(part.ids("fact"))
        lines = part.lines(facts)
        place = {
            "pack": self._shared.pack.name,
            "file": inner_path(part.path, self._shared.pack.folder),
        }
        for fact_id, own in facts.items():
            self.references.note(part.path, ("fact", fact_id), "fact", own)
            first = self._ids.take(fact_id, part.path)
            if first:
                part.faults.append(duplicate(("fact", fact_id), first, self._positions))
                continue
            fields = {**default, **own, **place, "id": fact_id, "line": lines.get(fact_id, 0)}
            if self._complete(part, fields):
                yield Fact(**fields)
        self.whole = self.whole and part.unreadable is None

    def _complete(self, part: Part, fields: dict[str, Any]) -> bool:
        """Type the value of a fact, and find its anchor; a broken one is told."""
        if "source" not in fields:  # the file's default is at fault, and told
            return False
        try:
            self._type_value(fields)
        except FieldError as error:
            path = ("fact", fields["id"], "value", *error.inside)
            part.faults.append(Fault(path=path, rule=error.rule, message=str(error)))
            return False
        anchors = self._shared.anchors.get(fields["source"])
        fields["anchor"] = anchors.get(fields["at"]) if anchors else None
        return True

    def _type_value(self, fields: dict[str, Any]) -> None:
        """Read a value as its measure says; a date fills an absent `when`."""
        if "value" in fields:
            measure = self._shared.pack.measures.get(fields.get("what", ""))
            fields["value"] = value = read_value(fields["value"], measure)
            fields.setdefault("when", value.date)
