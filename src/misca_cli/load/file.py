"""One fact file, read alone: fields by table and id, and what is wrong with them."""

from __future__ import annotations

from misca_cli.load.faults import Fault, Path
from misca_cli.load.fields import FieldError, is_id, read_anchor, read_field
from misca_cli.load.files import UnreadableError, inner_path, read_bytes, shown_path
from misca_cli.model import Problem
from misca_cli.positions import header_lines, scan
from misca_cli.record import Record
from misca_cli.schema import PACK, TABLES, Field
from misca_cli.spelling import nearest
from misca_cli.toml import TomlError, decode, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

OTHER_TABLES = ("default", "anchors")
_FIELDS = {kind: {field.name: field for field in fields} for kind, fields in TABLES.items()}
_DEFAULTS = {"source": _FIELDS["fact"]["source"]}
_PACK_FIELDS = {field.name: field for field in PACK}


class Part(Record):
    """What one file says, read alone: fields by table and id, and what is wrong."""

    path: str
    data: bytes = b""
    default: Mapping[str, Any] = {}
    """Fields of the facts that lack them."""
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]] = {}
    declared: Mapping[str, frozenset[str]] = {}
    """Ids by table, broken records among them: what refers to them is not at fault too."""
    pack: Mapping[str, Any] = {}
    anchors: Mapping[str, Mapping[str, str]] = {}
    lines: Mapping[str, int] = {}
    faults: tuple[Fault, ...] = ()
    unreadable: Problem | None = None


def read_file(path: str, pack_folder: str) -> Part:
    """Read one file alone."""
    try:
        data = read_bytes(path, pack_folder)
        document = parse(data)
    except UnreadableError as error:
        return Part(path=path, unreadable=_problem(path, 0, 0, "unreadable", str(error)))
    except TomlError as error:
        place = error.line, error.column
        return Part(path=path, unreadable=_problem(path, *place, "bad-toml", error.message))
    return _Reading(path, data, document).part(is_pack=inner_path(path, pack_folder) == "pack.toml")


def _problem(path: str, line: int, column: int, rule: str, message: str) -> Problem:
    return Problem(
        file=shown_path(path),
        line=line,
        column=column,
        severity="error",
        rule=rule,
        key="",
        message=message,
    )


class _Reading:
    """One file being read: takes tables apart and collects faults."""

    def __init__(self, path: str, data: bytes, document: Mapping[str, Any]) -> None:
        self.path = path
        self.data = data
        self.document = document
        self.faults: list[Fault] = []

    def part(self, *, is_pack: bool) -> Part:
        self._unknown_tables(_PACK_FIELDS if is_pack else {})
        tables = {kind: self._table(kind) for kind in TABLES}
        return Part(
            path=self.path,
            data=self.data,
            default=self._default(),
            tables=tables,
            declared={kind: frozenset(self._ids(kind)) for kind in TABLES},
            pack=self._fields((), self.document, _PACK_FIELDS) if is_pack else {},
            anchors=self._anchors(),
            lines=self._lines(tables["fact"]),
            faults=tuple(self.faults),
        )

    def _unknown_tables(self, pack_fields: Iterable[str]) -> None:
        known = (*TABLES, *OTHER_TABLES, *pack_fields)
        for name in self.document:
            if name not in known:
                self._unknown((name,), name, known)

    def _unknown(self, path: Path, name: str, known: Iterable[str]) -> None:
        near = nearest(name, known, most=1)
        guess = f' (did you mean "{near[0]}"?)' if near else ""
        self._fault(
            path,
            "unknown-key",
            f'"{name}" is not known here and is left out{guess}',
            severity="warning",
            at_key=True,
        )

    def _default(self) -> Mapping[str, Any]:
        default = self.document.get("default", {})
        if not isinstance(default, dict):
            self._fault(("default",), "bad-type", "expected a table: `default.source = …`")
            return {}
        for name in default.keys() - _DEFAULTS.keys():
            self._unknown(("default", name), name, _DEFAULTS)
        return self._fields(("default",), default, _DEFAULTS)

    def _ids(self, kind: str) -> Iterable[str]:
        table = self.document.get(kind, {})
        return table if isinstance(table, dict) else ()

    def _table(self, kind: str) -> dict[str, Mapping[str, Any]]:
        table = self.document.get(kind, {})
        if not isinstance(table, dict):
            self._fault((kind,), "bad-type", f"expected tables such as [{kind}.some-id]")
            return {}
        read = {}
        for record_id, raw in table.items():
            faults = len(self.faults)
            fields = self._record(kind, record_id, raw)
            if not any(fault.severity == "error" for fault in self.faults[faults:]):
                read[record_id] = fields
        return read

    def _record(self, kind: str, record_id: str, raw: Any) -> Mapping[str, Any]:
        path: Path = (kind, record_id)
        if not is_id(record_id):
            message = f'"{record_id}" is not an id (letters, digits, "-", "_" and ".")'
            self._fault(path, "bad-id", message, at_key=True)
            return {}
        if not isinstance(raw, dict):
            self._fault(path, "bad-type", f"expected a table: [{kind}.{record_id}]")
            return {}
        known = _FIELDS[kind]
        for name in raw:
            if name not in known:
                self._unknown((*path, name), name, known)
        fields = self._fields(path, raw, known)
        self._needs(path, kind, {*raw, *self._supplied(kind)})
        return fields

    def _fields(
        self, path: Path, raw: Mapping[str, Any], known: Mapping[str, Field]
    ) -> dict[str, Any]:
        fields = {}
        for name, value in raw.items():
            if name not in known:
                continue
            try:
                fields[name] = read_field(known[name], value)
            except FieldError as error:
                self._fault((*path, name, *error.inside), error.rule, str(error))
        return fields

    def _needs(self, path: Path, kind: str, given: Collection[str]) -> None:
        for field in TABLES[kind]:
            if field.required and field.name not in given:
                self._missing(path, field.name, field.meaning)
        if kind != "fact":
            return
        if "value" in given:
            for name in ("who", "what"):
                if name not in given:
                    self._missing(path, name, "a value needs it")
        if "statement" in given and ("by" in given or "said" in given):
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

    def _anchors(self) -> Mapping[str, Mapping[str, str]]:
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

    def _lines(self, facts: Mapping[str, Any]) -> Mapping[str, int]:
        if not facts:
            return {}
        text = decode(self.data)
        quick = header_lines(text, "fact")
        if quick is not None and facts.keys() <= quick.keys():
            return quick
        keys = scan(text).keys
        return {fact: keys.get(("fact", fact), (0, 0))[0] for fact in facts}

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
