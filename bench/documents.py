"""A pack as lines of text, for peers that know no packs: id, claim, whom, and what else.

The last two columns hold what misca searches beside the claim: the names of whom the fact is
about, then those of its place, speaker and measure, its figure, stage and tags, and the title
of its source. The first three alone are a second file, for those that read all of it each time.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from typing import Any

import tomli


def write_documents(pack: str, path: str) -> None:
    """Write one tab-separated line a fact, unless the file is there already."""
    if os.path.exists(path):
        return
    with open(path + "~", "w", encoding="utf-8") as file, open(short(path), "w") as first:
        for line in _lines(pack):
            file.write("\t".join(line) + "\n")
            first.write("\t".join(line[:3]) + "\n")
    os.replace(path + "~", path)


def short(path: str) -> str:
    """Return the path of the file of id, claim and whom, beside that of whole lines."""
    return path.replace("documents", "claims")


def _lines(pack: str) -> Iterator[tuple[str, str, str, str]]:
    tables = {kind: _names(pack, kind) for kind in ("entities", "measures", "sources")}
    for path in sorted(glob.glob(os.path.join(pack, "facts", "*.toml"))):
        for fact_id, fact in _read(path)["fact"].items():
            whom = tables["entities"].get(fact.get("who", ""), "")
            yield fact_id, fact["claim"], whom, _rest(fact, tables)


def _rest(fact: dict[str, Any], tables: dict[str, dict[str, str]]) -> str:
    referred = [tables["entities"].get(fact.get(key, ""), "") for key in ("where", "by")]
    referred.append(tables["measures"].get(fact.get("what", ""), ""))
    own = [fact.get("value", ""), fact.get("stage", ""), *fact.get("tags", ())]
    return " ".join(filter(None, [*referred, *own, tables["sources"][fact["source"]]]))


def _names(pack: str, plural: str) -> dict[str, str]:
    """Return the words of each record, by id."""
    path = os.path.join(pack, f"{plural}.toml")
    records = next(iter(_read(path).values())) if os.path.exists(path) else {}
    return {
        key: " ".join(
            [record.get("name") or record.get("title") or key, *record.get("aliases", ())]
        )
        for key, record in records.items()
    }


def _read(path: str) -> dict[str, Any]:
    with open(path, "rb") as file:
        return tomli.load(file)
