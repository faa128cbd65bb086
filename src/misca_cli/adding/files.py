"""Which file of a pack a new fact belongs into, and what that file says then."""

from __future__ import annotations

import os
from collections import Counter

from misca_cli.adding.draft import table_text
from misca_cli.anchors import place_order
from misca_cli.appending import appended, text_of
from misca_cli.errors import UsageError
from misca_cli.files import fact_files
from misca_cli.schema import PLURALS
from misca_cli.toml import TomlError, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from misca_cli.adding.draft import Draft
    from misca_cli.model import Fact

    Texts = dict[str, str]
    """The texts of files by their paths; lone surrogates stand for bytes that are no UTF-8."""
    Proof = tuple[str, str, str]
    """A source, a place in it, and the anchor that proves it."""

FACTS, ANCHORS = "facts.toml", "anchors.toml"


def usual_file(folder: str, same_source: Iterable[Fact], same_subject: Iterable[Fact]) -> str:
    """Return the file that holds most facts of a source, else of a subject, else `facts.toml`."""
    if os.path.isfile(folder):
        return folder
    for facts in (same_source, same_subject):
        counted = Counter(fact.file for fact in facts)
        if counted:
            most = max(counted.values())
            return os.path.join(folder, min(file for file in counted if counted[file] == most))
    return os.path.join(folder, FACTS)


def named_file(folder: str, named: str) -> str:
    """Return the file of a pack that goes by a path, from here or from the pack's folder on.

    Raises `UsageError` for one that the loader would not read as a file of this pack.
    """
    if os.path.isfile(folder):
        raise UsageError(f'--file: "{folder}" is a single file, which is all the pack')
    root = os.path.realpath(folder)
    below = (os.path.realpath(each) for each in (named, os.path.join(folder, named)))
    path = next((each for each in below if each.startswith(root + os.sep)), None)
    if path is None:
        raise UsageError(f'--file: "{named}" is not in the pack "{folder}"')
    inside = os.path.relpath(path, root)
    if not inside.endswith(".toml") or any(part[0] == "." for part in inside.split(os.sep)):
        raise UsageError(f'--file: "{named}" would not be read (expected NAME.toml)')
    if inside == ANCHORS:
        raise UsageError(f'--file: "{ANCHORS}" is written by `misca anchors` alone')
    return os.path.join(folder, inside)


def texts(draft: Draft, folder: str, path: str) -> Texts:
    """Return the files that change, as they are to be, that of the fact last.

    Raises `OutputError`.
    """
    tables: dict[str, list[str]] = {}
    for kind, records in draft.named.items():
        holding = _file_of(kind, folder)
        for record_id, fields in records.items():
            tables.setdefault(holding, []).append(table_text(kind, record_id, fields))
    fields = dict(draft.fields)
    if fields.get("source") == _default_source(text_of(path, folder)):
        del fields["source"]
    tables[path] = [*tables.pop(path, []), table_text("fact", draft.id, fields)]
    return {each: appended(each, folder, "\n".join(parts)) for each, parts in tables.items()}


def _file_of(kind: str, folder: str) -> str:
    """Return the file that holds most records of a table, or a new one of its name."""
    if os.path.isfile(folder):
        return folder
    files = fact_files(folder) if os.path.isdir(folder) else ()
    counted = {path: f"\n{text_of(path, folder)}".count(f"\n[{kind}.") for path in files}
    best = max(counted, key=counted.__getitem__, default=None)
    return best if best and counted[best] else os.path.join(folder, f"{PLURALS[kind]}.toml")


def _default_source(text: str) -> object:
    default = _parsed(text).get("default", {})
    return default.get("source") if isinstance(default, dict) else None


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        return parse(text.encode("utf-8", "surrogateescape"))
    except TomlError:  # the trial says so
        return {}


def anchored(proofs: Iterable[Proof], folder: str) -> dict[str, dict[str, str]]:
    """Return the anchors of a pack with those of new facts, in the order of their places."""
    read = _parsed(text_of(os.path.join(folder, ANCHORS), folder)).get("anchors", {})
    tables = {source: dict(places) for source, places in read.items()}
    for source, at, anchor in proofs:
        tables.setdefault(source, {}).setdefault(at, anchor)
    return {
        source: dict(sorted(tables[source].items(), key=lambda each: place_order(each[0])))
        for source in sorted(tables)
    }
