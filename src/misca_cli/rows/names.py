"""What rows name → ids: of records of the pack, of records in the rows, or of new ones."""

from __future__ import annotations

from functools import partial

from misca_cli.errors import MiscaError
from misca_cli.files import ABSENT
from misca_cli.load.fields import is_id
from misca_cli.load.file import Part
from misca_cli.model import names_of
from misca_cli.schema import PLURALS
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from misca_cli.model import Pack

    Raw = dict[str, Any]
    """The fields of a record, as a fact file would give them."""

LONGEST_ID = 60
REMEDY = "see `misca check`"
"""What to do where the pack has what is named, but broken."""
# What a record must say that a row may leave unsaid: honest, and easy to find later.
_UNSAID = {"entity": {"kind": "unknown"}, "source": {"type": "document"}}
_LABEL = {"entity": "name", "source": "title", "measure": "name"}


class RowError(MiscaError):
    """What a row says can't be taken."""


class Names:
    """Who goes by which id, by table; for what nobody goes by, a record may be made."""

    def __init__(self, pack: Pack, *, may_make: bool) -> None:
        self.made: dict[str, dict[str, Raw]] = {kind: {} for kind in PLURALS}
        """Records that rows named and the pack lacks."""
        self._may_make = may_make
        self._ids: dict[str, dict[str, str]] = {}
        self._folded: dict[str, dict[str, set[str]]] = {}
        self._broken: dict[str, Mapping[str, object]] = {}
        """Records of the pack that nothing can name before they are mended."""
        for kind, plural in PLURALS.items():
            records, self._broken[kind] = getattr(pack, plural), pack.broken.get(kind, {})
            self._folded[kind] = {}
            for record_id, record in (*self._broken[kind].items(), *records.items()):
                self.note(kind, record_id, names_of(record))
            self._ids[kind] = {each: each for each in records}

    def note(self, kind: str, record_id: str, names: Iterable[str] = ()) -> None:
        """Note a record and the names it goes by."""
        self._ids.setdefault(kind, {})[record_id] = record_id
        for name in (record_id, *names):
            self._folded[kind].setdefault(fold(name), set()).add(record_id)

    def has(self, kind: str, text: str) -> bool:
        """Tell whether something goes by a text, however it is written."""
        return fold(text) in self._folded[kind]

    def known(self, kind: str, text: object) -> str | None:
        """Return the id that a text is, or was found to mean, at a glance."""
        return self._ids[kind].get(text) if isinstance(text, str) else None

    def id(self, kind: str, text: object, described: Mapping[str, Any]) -> str:
        """Return the id of what goes by a text, made if need be. Raises `RowError`."""
        if not isinstance(text, str):
            raise RowError(f"expected text, got {text}")
        found = self._folded[kind].get(fold(text), set())
        if len(found) > 1:
            both = " and of ".join(sorted(found))
            raise RowError(f'"{text}" is the name of {both}: write the id')
        record_id = next(iter(found), None) or self._make(kind, text, described)
        if record_id in self._broken[kind]:
            raise RowError(f'"{text}" is a broken {kind} of the pack ({REMEDY})')
        self._ids[kind][text] = record_id
        return record_id

    def _make(self, kind: str, text: str, described: Mapping[str, Any]) -> str:
        if not self._may_make:
            raise RowError(f'"{text}" is no {kind} of the pack')
        is_one = is_id(text) and text == text.lower() and len(text) <= LONGEST_ID
        record_id = text if is_one else free_id(text, partial(self.has, kind))
        label = _LABEL.get(kind, "")
        # A measure without a name has its id for one.
        named = {} if not label or (kind == "measure" and text == record_id) else {label: text}
        raw = {**named, **_UNSAID.get(kind, {}), **described}
        _check(kind, record_id, raw)
        self.made[kind][record_id] = raw
        self.note(kind, record_id, (text, raw.get(label, text)))
        return record_id


def free_id(text: str, is_taken: Callable[[str], bool], longest: int = LONGEST_ID) -> str:
    """Return the id that a text suggests, with a number where it is taken."""
    wanted = slug(text, longest)
    number, free = 2, wanted
    while is_taken(free):
        number, free = number + 1, f"{wanted}-{number}"
    return free


def slug(text: str, longest: int = LONGEST_ID) -> str:
    """Return an id that can be recognised: the letters and digits of a text."""
    folded = "".join(char if char.isalnum() else "-" for char in fold(text))
    words = [word for word in folded.split("-") if word]
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if kept and len(longer) > longest:
            break
        kept = longer[:longest]
    return kept if kept and is_id(kept) else "x"


def part_of(tables: Mapping[str, Mapping[str, Raw]]) -> Part:
    """Return tables as if they stood in a fact file."""
    part = Part("rows", b"", ABSENT)
    part.document = tables
    return part


def _check(kind: str, record_id: str, raw: Raw) -> None:
    """Raise `RowError` for a record that the loader would refuse."""
    part = part_of({kind: {record_id: raw}})
    part.table(kind)
    for fault in part.faults:
        raise RowError(f"{kind} {'.'.join(map(str, fault.path[2:]))}: {fault.message}")
