"""Records with an error: nothing answers from them, but all that is wrong with them is told.

They are kept as far as they could be read, for the rules that look at whole packs.
"""

from __future__ import annotations

from misca_cli.load.faults import duplicate
from misca_cli.schema import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from misca_cli.load.faults import Fault, FindPositions
    from misca_cli.load.ids import Ids
    from misca_cli.record import Record

_BLANK: Mapping[str, Any] = {"text": "", "id": "", "choice": "", "ids": (), "texts": ()}


class Broken:
    """The broken records of a pack, while its files are read."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Record]] = {}
        """What could be read of them, by kind and id."""
        self._places: list[tuple[str, str, str]] = []

    def add(self, kind: str, record_id: str, record: Record, *, file: str | None) -> None:
        """Add a record; `file` where its id is not taken yet."""
        self.records.setdefault(kind, {}).setdefault(record_id, record)
        if file is not None:
            self._places.append((file, kind, record_id))

    def twice(
        self, taken: Mapping[str, Ids], positions: FindPositions
    ) -> Iterator[tuple[str, Fault]]:
        """Give the file and the fault of each whose id another has, once all sound ones are known.

        A sound record keeps its id, wherever it stands.
        """
        for file, kind, record_id in self._places:
            first = taken[kind].take(record_id, file)
            if first:
                yield file, duplicate((kind, record_id), first, positions)


def blank(kind: str) -> dict[str, Any]:
    """Return what stands in the fields that a broken record lacks, and a sound one must have."""
    return {field.name: _BLANK[field.kind] for field in TABLES[kind] if field.required}
