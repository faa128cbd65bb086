"""Facts of an answer → text from which `misca import`, or a pack, reads the same facts.

Here a fact has its own fields as its author wrote them, ids and not names, and the proof of its
place. JSON Lines and TOML bring the records that the facts name; CSV has the facts alone.
"""

from __future__ import annotations

import csv
from io import StringIO

from misca_cli.errors import UsageError
from misca_cli.export.document import dumped
from misca_cli.export.proof import anchors_toml
from misca_cli.rows.cells import json_value, write_cell
from misca_cli.rows.mapping import ANCHOR
from misca_cli.schema import TABLES, plural
from misca_cli.writing import toml_text
from misca_cli.written import layout, needed, refers, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from misca_cli.answer import Answer
    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact
    from misca_cli.record import Record

    Records = Mapping[str, Mapping[str, Record]]

_KINDS = {field.name: field.kind for field in TABLES["fact"]}


def jsonl_text(answer: Answer) -> str:
    """Return one JSON object a line: what the facts name, then the facts."""
    facts = _facts(answer)
    records = _named(facts, answer.base)
    objects = [_object(kind, record) for kind in records for record in records[kind].values()]
    objects += [_object("fact", fact) | _proof(fact) for fact in facts]
    return "".join(f"{dumped(each)}\n" for each in objects)


def csv_text(answer: Answer) -> str:
    """Return the facts as CSV (RFC 4180), a column a field, safe to open in a spreadsheet."""
    columns = layout("fact")
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("id", *columns, ANCHOR))
    for fact in _facts(answer):
        fields = written("fact", fact)
        cells = (write_cell(_KINDS[name], fields.get(name)) for name in columns)
        writer.writerow((write_cell("id", fact.id), *cells, fact.anchor or ""))
    return text.getvalue()


def toml_file(answer: Answer) -> str:
    """Return one fact file: what the facts name, the facts, and the proofs of their places."""
    facts = _facts(answer)
    anchors: dict[str, dict[str, str]] = {}
    for fact in facts:
        if fact.anchor:
            anchors.setdefault(fact.source, {})[fact.at] = fact.anchor
    text = toml_text(_named(facts, answer.base), facts)
    return text + (anchors_toml(anchors, header="") if anchors else "")


FORMATS: dict[str, Callable[[Answer], str]] = {
    "jsonl": jsonl_text,
    "csv": csv_text,
    "toml": toml_file,
}


def _object(kind: str, record: Record) -> dict[str, object]:
    fields = {name: json_value(value) for name, value in written(kind, record).items()}
    return {"table": kind, "id": record.__dict__["id"], **fields}


def _proof(fact: Fact) -> dict[str, object]:
    return {ANCHOR: fact.anchor} if fact.anchor else {}


def _facts(answer: Answer) -> tuple[Fact, ...]:
    facts = tuple(result.fact for result in answer.results)
    seen: set[str] = set()
    for fact in facts:
        if fact.id in seen:
            raise _ambiguous("fact", fact.id)
        seen.add(fact.id)
    return facts


def _named(facts: tuple[Fact, ...], base: Factbase) -> Records:
    """Return the records that facts name, by table. Raises `UsageError` where packs disagree."""

    def find(kind: str, record_id: str) -> Record | None:
        tables = (getattr(pack, plural(kind)) for pack in base.packs)
        found = [table[record_id] for table in tables if record_id in table]
        if any(written(kind, each) != written(kind, found[0]) for each in found):
            raise _ambiguous(kind, record_id)
        return found[0] if found else None

    return needed((key for fact in facts for key in refers("fact", fact)), find)


def _ambiguous(kind: str, record_id: str) -> UsageError:
    return UsageError(
        f'the {kind} "{record_id}" of one pack is not that of another',
        hint="export the facts of one pack with --facts DIR",
    )
