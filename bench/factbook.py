"""The factbook as a pack: one entity a subject, one source a file, one claim a statement."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any

import pack


def write_pack(folder: str, path: str) -> None:
    """Write the facts of a gzipped JSON Lines file (id, subject, topic, statement, source)."""
    subjects = _ids(record["subject"] for record in _records(path))
    sources = _ids(record["source"] for record in _records(path))
    pack.write_records(folder, "entities", (_entity(*pair) for pair in subjects.items()))
    pack.write_records(folder, "sources", (_source(*pair) for pair in sources.items()))
    facts = (_fact(r, subjects, sources) for r in _records(path) if r["statement"].strip())
    pack.write_facts(folder, facts)
    pack.write_header(folder, "Facts about countries and territories")


def _records(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _ids(names: Iterator[str]) -> dict[str, str]:
    """Return an id for each name; two names that read alike get a number behind."""
    ids: dict[str, str] = {}
    for name in names:
        if name not in ids:
            bare = re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-") or "x"
            taken = bare in ids.values()
            ids[name] = f"{bare}-{len(ids)}" if taken else bare
    return ids


def _entity(name: str, entity_id: str) -> str:
    return pack.table("entity", entity_id, {"name": name, "kind": "country"})


def _source(title: str, source_id: str) -> str:
    fields = {"type": "entry-encyclopedia", "title": title, "publisher": "CIA"}
    return pack.table("source", source_id, fields)


def _fact(record: dict[str, Any], subjects: dict[str, str], sources: dict[str, str]) -> str:
    fields = {
        "claim": " ".join(record["statement"].split()),
        "who": subjects[record["subject"]],
        "source": sources[record["source"]],
        "at": record["topic"].strip() or "n/a",
        "tags": [part.strip() for part in record["topic"].split("/") if part.strip()],
    }
    return pack.table("fact", record["id"], fields)
