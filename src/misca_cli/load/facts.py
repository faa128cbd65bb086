"""The facts of a pack, file by file, joined with what its files share."""

from __future__ import annotations

from misca_cli.files import inner_path
from misca_cli.load.broken import Broken, blank
from misca_cli.load.faults import Fault, duplicate
from misca_cli.load.fields import read_value
from misca_cli.load.ids import Ids, References
from misca_cli.load.inside import FieldError
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
        self.broken = Broken()
        self.whole = True
        """Whether it is known of every file which ids it may declare."""

    def of(self, part: Part) -> Iterator[Fact]:
        """Give the sound facts of a file."""
        part.unknown_tables()
        default, facts = part.default(), part.table("fact")
        self.references.note(part.path, ("default",), "fact", default)
        if len(facts) < len(part.ids("fact")):
            self._ids.declare(part.ids("fact"))
        lines = part.lines(facts)
        common = {
            **default,
            "pack": self._shared.pack.name,
            "file": inner_path(part.path, self._shared.pack.folder),
        }
        for fact_id, own in facts.items():
            self.references.note(part.path, ("fact", fact_id), "fact", own)
            first = self._ids.take(fact_id, part.path)
            if first:
                part.faults.append(duplicate(("fact", fact_id), first, self._positions))
            fields = {**common, **own, "id": fact_id, "line": lines.get(fact_id, 0)}
            is_sound = self._complete(part, fields)
            if is_sound and not first:
                yield Fact(**fields)
            elif not first:
                self._add_broken(fields, file=None)
        for fact_id, own in part.broken["fact"].items():
            self.references.note(part.path, ("fact", fact_id), "fact", own)
            fields = {**common, **own, "id": fact_id, "line": 0}
            self._complete(part, fields)
            self._add_broken(fields, file=part.path)
        self.references.doubt(part.lost)
        self.whole = self.whole and (part.unreadable is None or part.is_cut)

    def twice(self) -> Iterator[tuple[str, Fault]]:
        """Give what is wrong with the broken facts whose ids others have, once all are given."""
        return self.broken.twice({"fact": self._ids}, self._positions)

    def _add_broken(self, fields: dict[str, Any], *, file: str | None) -> None:
        fields = {**blank("fact"), **fields}
        measure = self._shared.pack.measures.get(fields.get("what", ""))
        value = fields.get("value")
        if value and value.entities and measure is None:
            del fields["value"]  # any word looks like an id, and it may be meant otherwise
        self.broken.add("fact", fields["id"], Fact(**fields), file=file)

    def _complete(self, part: Part, fields: dict[str, Any]) -> bool:
        """Type the value of a fact, and find its anchor; a broken one is told, and left out."""
        has_value = "value" not in fields or self._has_typed(part, fields)
        if "source" not in fields or "at" not in fields:  # this is told already
            return False
        anchors = self._shared.anchors.get(fields["source"])
        fields["anchor"] = anchors.get(fields["at"]) if anchors else None
        return has_value

    def _has_typed(self, part: Part, fields: dict[str, Any]) -> bool:
        """Read a value as its measure says; a date fills an absent `when`."""
        measure = self._shared.pack.measures.get(fields.get("what", ""))
        try:
            fields["value"] = value = read_value(fields["value"], measure)
        except FieldError as error:
            fields["value"] = error.rest
            for each in error.each():
                path = ("fact", fields["id"], "value", *each.inside)
                part.faults.append(Fault(path=path, rule=each.rule, message=str(each)))
            return False
        fields.setdefault("when", value.date)
        return True
