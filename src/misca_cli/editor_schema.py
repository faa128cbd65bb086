"""A JSON Schema (draft 2020-12) of fact files, by which editors complete and check them.

Made from the tables of `schema`. What needs more than one file, or a grammar such as EDTF's,
is left to `misca check`: the schema takes all that the loader takes, and a little more. Editors
for TOML read schemas as of draft 4, so nothing that completes lies behind a newer keyword or a
`$ref`; the newer keywords, which those pass over, only check.
"""

from __future__ import annotations

import os

from misca_cli import model
from misca_cli.figures import SIGNS
from misca_cli.jsontext import dumps
from misca_cli.schema import PACK, TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from misca_cli.schema import Field

    Schema = dict[str, object]

SCHEMA_FILE = "misca.schema.json"
"""Beside the fact files, and no `.toml`: editors read it, the loader does not."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_IN_IDS = r"\s!-,/:-@\[-^`{-~"
_EDGE, _INNER = f"[^{_NOT_IN_IDS}._-]", f"[^{_NOT_IN_IDS}]"

TEXT: Schema = {"type": "string", "minLength": 1, "pattern": r"\S"}
ID: Schema = {"type": "string", "pattern": f"^{_EDGE}({_INNER}*{_EDGE})?$"}
_DOUBT = "[~?%]?"
_YEAR = "(Y-?[0-9]+|-?[0-9X]{4})"
_MONTH = "(0[1-9]|1[0-2]|2[1-4]|[0-2X]X|X[0-9])"
_DAY = "(0[1-9]|[12][0-9]|3[01]|[0-3X]X|X[0-9])"
_ONE = (
    "".join(
        f"{opening}{_DOUBT}{part}{_DOUBT}"
        for opening, part in (("", _YEAR), ("(-", _MONTH), ("(-", _DAY))
    )
    + ")?)?"
)
_END = rf"({_ONE}|\.\.)?"
_SOME = rf"({_ONE})?((,|\.\.)({_ONE})?)*"
DATE: Schema = {
    "type": "string",  # which is what a day of TOML becomes in JSON
    # One pattern would do, but what editors say of it would fill the screen.
    "anyOf": [{"pattern": f"^{one}$"} for one in (_ONE, f"{_END}/{_END}", rf"\[{_SOME}\]")],
    "examples": ["2013-12-05", "2013-12", "[2013-12-05..2013-12-06]", "2013-11/2014-01"],
}
NUMBER: Schema = {"type": "number", "minimum": -(2**63), "maximum": 2**63 - 1}
ANCHOR: Schema = {
    "type": "string",
    "pattern": r"^[nL]?[1-9][0-9]*:[0-9]+\+[1-9][0-9]*:[0-9a-f]{12}$",
}
DAYS = "[0-9]+d"


def schema() -> Schema:
    """Return the schema, as plain values of JSON."""
    tables = {kind: _table(kind, fields) for kind, fields in TABLES.items()}
    described = {field.name: _property(field, prefix="in pack.toml: ") for field in PACK}
    return {
        "$schema": DIALECT,
        "title": "misca fact file",
        "description": "Facts, and what they share: sources, entities, measures and more.",
        "type": "object",
        "properties": {"default": _default(), **tables, "anchors": _anchors(), **described},
        "additionalProperties": False,
        **_source_needed(),
    }


def schema_text() -> str:
    """Return the schema as a JSON document."""
    return dumps(schema(), indent=2) + "\n"


def _table(kind: str, fields: Sequence[Field]) -> Schema:
    """Describe the records of a kind, by id."""
    # A default of the file may supply a source.
    required = [f.name for f in fields if f.required and (kind, f.name) != ("fact", "source")]
    record = _object({field.name: _property(field, kind) for field in fields}, required)
    if kind == "fact":
        record |= {
            "dependentRequired": {"value": ["who", "what"]},
            "dependentSchemas": {"statement": {"properties": {"by": False, "said": False}}},
        }
    return {
        "description": f"[{kind}.some-id]: {', '.join(field.name for field in fields)}",
        "type": "object",
        "propertyNames": {"pattern": ID["pattern"]},
        "additionalProperties": record,
    }


def _property(field: Field, kind: str = "", *, prefix: str = "") -> Schema:
    described: Schema = {"description": prefix + field.meaning}
    # Of a record that is read, what is absent has the value of its class.
    absent = getattr(getattr(model, kind.capitalize(), None), field.name, None)
    if isinstance(absent, str | bool):
        described["default"] = absent
    return {**described, **KINDS[field.kind](field)}


def _object(properties: Mapping[str, object], required: Sequence[str] = ()) -> Schema:
    whole: Schema = {
        "type": "object",
        "properties": {**properties},
        "additionalProperties": False,
    }
    return {**whole, "required": [*required]} if required else whole


def _one_or_more(each: Schema) -> Schema:
    return {"anyOf": [each, {"type": "array", "items": each}]}


def _texts(field: Field) -> Schema:
    return _one_or_more({"enum": [*field.choices]} if field.choices else TEXT)


def _choice(field: Field) -> Schema:
    return {"enum": [*field.choices]}


def _value(_: Field) -> Schema:
    """Describe a figure, a date, entities, "unknown" or "none"."""
    figure = _object(
        {
            **{bound: {**NUMBER} for bound in ("amount", "low", "high")},
            "unit": {**TEXT},
            "relation": {"enum": [*SIGNS], "default": "equal"},
            "approximate": {"type": "boolean", "default": False},
            "low_included": {"type": "boolean", "default": True},
            "high_included": {"type": "boolean", "default": True},
        }
    )
    return {
        "anyOf": [
            {**TEXT, "examples": ["420 soldiers", "~2800 soldiers", "6..12 months", "unknown"]},
            {**NUMBER, "minimum": 0},
            {"type": "array", "items": ID},
            {**figure, "anyOf": [{"required": [name]} for name in ("amount", "low", "high")]},
        ]
    }


def _copy(_: Field) -> Schema:
    properties: Schema = {
        "file": {**TEXT, "description": "the name of the copy among the copies"},
        "sha256": {**TEXT, "description": "the SHA-256 of its bytes"},
        "format": {"enum": [*model.MARKUPS], "default": "plain"},
    }
    return _object(properties, ["file"])


def _identity(_: Field) -> Schema:
    properties: Schema = {
        "entity": {**ID, "description": "the id of the entity that it is taken for"},
        "because": {**TEXT, "description": "why that is assumed"},
    }
    return _object(properties, ["entity", "because"])


KINDS: dict[str, Callable[[Field], Schema]] = {
    "text": lambda _: TEXT,
    "texts": _texts,
    "id": lambda _: ID,
    "ids": lambda _: _one_or_more(ID),
    "date": lambda _: DATE,
    "choice": _choice,
    "value": _value,
    "flag": lambda _: {"type": "boolean"},
    "readings": lambda _: {"type": "object", "additionalProperties": TEXT},
    "copy": _copy,
    "identity": _identity,
    "tolerance": lambda _: {
        "anyOf": [
            {"type": "number", "minimum": 0},
            {"type": "string", "pattern": rf"^([0-9]+(\.[0-9]+)?%?|{DAYS})$"},
        ]
    },
    "days": lambda _: {"type": "string", "pattern": f"^{DAYS}$"},
}
"""What the values of a field may be, by its kind."""


def _default() -> Schema:
    return {
        "description": "what the facts of this file share",
        **_object({"source": {**ID, "description": "where facts that name no source were read"}}),
    }


def _anchors() -> Schema:
    """Describe the proofs of places, by source and place."""
    places = {"type": "object", "additionalProperties": ANCHOR}
    return {
        "description": "written by `misca anchors --write`",
        "type": "object",
        "additionalProperties": places,
    }


def _source_needed() -> Schema:
    """Require a source of each fact where the file has no default one."""
    each = {"type": "object", "additionalProperties": {"required": ["source"]}}
    return {
        "if": {"required": ["default"], "properties": {"default": {"required": ["source"]}}},
        "else": {"properties": {"fact": each}},
    }


def schema_line(folder_depth: int = 0) -> str:
    """Return the line that leads editors to the schema, so many folders up."""
    return f"#:schema {'../' * folder_depth or './'}{SCHEMA_FILE}\n"


def first_line(path: str, folder: str) -> str:
    """Return what leads editors from a new file to the schema of a pack, if that has one."""
    if not os.path.isfile(os.path.join(folder, SCHEMA_FILE)):
        return ""
    return schema_line(os.path.relpath(path, folder).count(os.sep))
