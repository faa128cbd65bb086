"""One fact file, read alone: fields by table and id, and what is wrong with them."""

from __future__ import annotations

import re
from functools import cached_property

from misca_cli.files import (
    UnreadableError,
    inner_path,
    read_with_state,
    shown_path,
    state_at,
)
from misca_cli.load.faults import Fault, Path, in_order, located
from misca_cli.load.fields import FIELD_READERS, is_id, read_anchor
from misca_cli.load.inside import FieldError
from misca_cli.model import Problem
from misca_cli.positions import header_lines, scan
from misca_cli.schema import TABLES
from misca_cli.spelling import nearest
from misca_cli.toml import TomlError, decode, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from typing import Any

    from misca_cli.files import State
    from misca_cli.load.fields import FieldReader

OTHER_TABLES = ("default", "anchors")
_REQUIRED = {
    kind: {field.name: field.meaning for field in fields if field.required}
    for kind, fields in TABLES.items()
}
_DEFAULTS = {"source": FIELD_READERS["fact"]["source"]}
# What a file of facts alone holds: no header of another table, and before the first header,
# where a key may belong to any table, nothing but the default.
_OTHER_HEADER = re.compile(rb"\n[ \t]*\[(?![ \t]*(?:fact|default)[ \t]*[.\]])")
_ONLY_DEFAULT = re.compile(rb"(?:[ \t\r]*(?:#[^\n]*|default[ \t]*\.[^\n]*)?\n)*[ \t]*(?:\[|\Z)")


class Part:
    """What one file says, read alone; each of its tables is to be read once."""

    def __init__(self, path: str, data: bytes, state: State, *, is_pack: bool = False) -> None:
        self.path = path
        self.data = data
        self.state = state
        self.is_pack = is_pack
        """Whether the file describes the pack."""
        self.faults: list[Fault] = []
        self.broken: dict[str, dict[str, dict[str, Any]]] = {}
        """The records that are not sound, as far as they could be read, by kind and id."""
        self.unreadable: Problem | None = None
        self.also_unreadable: tuple[Problem, ...] = ()
        """What else is wrong with its TOML, once it has been `recovered`."""
        self.lost: frozenset[str] = frozenset()
        """Ids that may stand in what was cut out of it then."""
        self.is_cut = False

    def recover(self) -> None:
        """Go on without the tables that are no TOML, to see what is wrong with the others."""
        if self.document or self.unreadable is None or self.unreadable.rule != "bad-toml":
            return
        from misca_cli.load.recovering import recovered  # few files need it

        found = recovered(self.data)
        self.data, self.lost = found.data, found.lost
        self.is_cut = True
        self.document = parse(found.data)
        self.also_unreadable = tuple(_bad_toml(self.path, error) for error in found.errors[1:])

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """What tomli reads; nothing, and `unreadable` says why, where it can't."""
        if self.unreadable:
            return {}
        try:
            return parse(self.data)
        except TomlError as error:
            self.unreadable = _bad_toml(self.path, error)
            return {}

    @property
    def is_facts_alone(self) -> bool:
        """Whether the file declares nothing but facts, as its bytes tell without parsing.

        What is unsure counts as something else.
        """
        data = b"\n" + self.data
        start = _ONLY_DEFAULT.match(data)
        if self.is_pack or start is None or b'"""' in start[0] or b"'''" in start[0]:
            return False
        return _OTHER_HEADER.search(data) is None

    @property
    def shares(self) -> bool:
        """Whether the file declares more than its facts and their default."""
        return self.is_pack or not self.document.keys() <= {"fact", "default"}

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong in the file, as far as its tables were read."""
        faults = located(self.path, scan(decode(self.data)), self.faults) if self.faults else ()
        if self.unreadable is None:
            return faults
        return in_order((self.unreadable, *self.also_unreadable, *faults))

    def unknown_tables(self) -> None:
        """Report tables and keys that no file has."""
        known = (*TABLES, *OTHER_TABLES, *(FIELD_READERS["pack"] if self.is_pack else ()))
        for name in self.document:
            if name not in known:
                self._unknown((name,), name, known)

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of a table, those of broken records among them."""
        table = self.document.get(kind, {})
        return table if isinstance(table, dict) else ()

    def description(self) -> Mapping[str, Any]:
        """Read what `pack.toml` says of the pack."""
        return self._fields((), self.document, FIELD_READERS["pack"]) if self.is_pack else {}

    def default(self) -> Mapping[str, Any]:
        """Read the fields of the facts that lack them."""
        default = self.document.get("default", {})
        if not isinstance(default, dict):
            self._fault(("default",), "bad-type", "expected a table: `default.source = …`")
            return {}
        return self._fields(("default",), default, _DEFAULTS)

    def table(self, kind: str) -> dict[str, dict[str, Any]]:
        """Read the records of a kind: return the fields of those that are sound, by id."""
        table = self.document.get(kind, {})
        read, broken = {}, self.broken.setdefault(kind, {})
        if not isinstance(table, dict):
            self._fault((kind,), "bad-type", f"expected tables such as [{kind}.some-id]")
            return {}
        needed = _REQUIRED[kind].keys() - self._supplied(kind)
        for record_id, raw in table.items():
            faults = len(self.faults)
            fields = self._record((kind, record_id), raw, needed)
            if len(self.faults) == faults or not self._has_error(faults):
                read[record_id] = fields
            else:
                broken[record_id] = {**_unread(kind, raw), **fields}
        return read

    def _has_error(self, since: int) -> bool:
        return any(fault.severity == "error" for fault in self.faults[since:])

    def _record(self, path: tuple[str, str], raw: Any, needed: AbstractSet[str]) -> dict[str, Any]:
        kind, record_id = path
        if not is_id(record_id):
            message = f'"{record_id}" is not an id (letters, digits, "-", "_" and ".")'
            self._fault(path, "bad-id", message, at_key=True)
        if not isinstance(raw, dict):
            # A field right in the table of the kind: the id was forgotten.
            name = "ID" if record_id in FIELD_READERS[kind] else record_id
            self._fault(path, "bad-type", f"expected a table: [{kind}.{name}]")
            return {}
        fields = self._fields(path, raw, FIELD_READERS[kind])
        if not raw.keys() >= needed:
            for name, meaning in _REQUIRED[kind].items():
                if name in needed - raw.keys():
                    self._missing(path, name, meaning)
        if kind == "fact":
            self._agreeing(path, raw)
        return fields

    def _fields(
        self, path: Path, raw: Mapping[str, Any], known: Mapping[str, FieldReader]
    ) -> dict[str, Any]:
        fields = {}
        for name, value in raw.items():
            reader = known.get(name)
            if reader is None:
                if path:  # keys of the file itself are tables, and told by `unknown_tables`
                    self._unknown((*path, name), name, known)
                continue
            try:
                fields[name] = reader.of_text(value) if isinstance(value, str) else reader(value)
            except FieldError as error:
                for each in error.each():
                    self._fault((*path, name, *each.inside), each.rule, str(each))
                if error.rest is not None and path:
                    fields[name] = error.rest
        return fields

    def _agreeing(self, path: Path, fact: Mapping[str, Any]) -> None:
        """Report fields of a fact that lack, or rule out, one another."""
        if "value" in fact:
            for name in ("who", "what"):
                if name not in fact:
                    self._missing(path, name, "a value needs it")
        if "statement" in fact and ("by" in fact or "said" in fact):
            message = "the statement says who spoke and when: drop `by` and `said`, or it"
            self._fault((*path, "statement"), "statement-and-by", message)

    def _supplied(self, kind: str) -> Collection[str]:
        """Name the fields with a default, sound or not: a broken one is its own fault alone."""
        default = self.document.get("default")
        if kind != "fact" or not isinstance(default, dict):
            return ()
        return _DEFAULTS.keys() & default.keys()

    def _missing(self, path: Path, name: str, meaning: str) -> None:
        rule = "missing-source" if name == "source" else "missing-key"
        self._fault(path, rule, f"has no `{name}` ({meaning})", at_key=True)

    def anchors(self) -> Mapping[str, Mapping[str, str]]:
        """Read the proofs of places, by source and place."""
        anchors = self.document.get("anchors", {})
        if not isinstance(anchors, dict):
            self._fault(("anchors",), "bad-type", "expected tables such as [anchors.some-source]")
            return {}
        return {source: self._places(source, places) for source, places in anchors.items()}

    def _places(self, source: str, places: Any) -> Mapping[str, str]:
        path: Path = ("anchors", source)
        if not isinstance(places, dict):
            self._fault(path, "bad-type", "expected a table of anchors by place")
            return {}
        read = {}
        for at, anchor in places.items():
            try:
                read[at] = read_anchor(anchor)
            except FieldError as error:
                self._fault((*path, at), error.rule, str(error))
        return read

    def lines(self, facts: Mapping[str, object]) -> Mapping[str, int]:
        """Find the lines where facts begin, by id."""
        if not facts:
            return {}
        text = decode(self.data)
        quick = header_lines(text, "fact")
        if quick is not None and facts.keys() <= quick.keys():
            return quick
        keys = scan(text).keys
        return {fact: keys.get(("fact", fact), (0, 0))[0] for fact in facts}

    def _unknown(self, path: Path, name: str, known: Iterable[str]) -> None:
        near = nearest(name, known, most=1)
        guess = f' (did you mean "{near[0]}"?)' if near else ""
        message = f'"{name}" is not known here and is left out{guess}'
        self._fault(path, "unknown-key", message, severity="warning", at_key=True)

    def _fault(
        self,
        path: Path,
        rule: str,
        message: str,
        *,
        severity: str = "error",
        at_key: bool = False,
    ) -> None:
        self.faults.append(
            Fault(path=path, rule=rule, message=message, severity=severity, at_key=at_key)
        )


def _unread(kind: str, raw: Any) -> dict[str, Any]:
    """Return the texts of a record as if all were empty: none of them counts as left out."""
    names = raw if isinstance(raw, dict) else ()
    return {
        field.name: "" for field in TABLES[kind] if field.kind == "text" and field.name in names
    }


def read_part(path: str, pack_folder: str) -> Part:
    """Read the bytes of one file."""
    is_pack = inner_path(path, pack_folder) == "pack.toml"
    state = state_at(path)
    try:
        data, state = read_with_state(path, pack_folder)
    except UnreadableError as error:
        part = Part(path, b"", state, is_pack=is_pack)
        part.unreadable = _problem(path, (0, 0), "unreadable", str(error))
        return part
    return Part(path, data, state, is_pack=is_pack)


def _bad_toml(path: str, error: TomlError) -> Problem:
    return _problem(path, (error.line, error.column), "bad-toml", error.message)


def _problem(path: str, place: tuple[int, int], rule: str, message: str) -> Problem:
    line, column = place
    return Problem(
        file=shown_path(path),
        line=line,
        column=column,
        severity="error",
        rule=rule,
        key="",
        message=message,
    )
