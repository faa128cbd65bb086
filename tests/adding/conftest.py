"""A small pack to add to; no source document is quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.adding.names import Names
from misca_cli.load import read_pack

SHARED = """\
[source.log]
type = "webpage"
title = "The Log"
url = "https://log.example/1"
copy = { file = "log.txt" }

[entity.aurora]
name = "Aurora"
kind = "ship"
aliases = ["The Old Lady"]

[entity.old-lady]
name = "Old Lady"
kind = "person"
aliases = ["The Old Lady"]

[entity.harbour-board]
name = "Harbour Board"
kind = "organisation"

[measure.people]
unit = "people"

[measure.owner]
value = "entity"
"""
FACTS = """\
default.source = "log"

[fact.aurora-90]
claim = "The Aurora carried 90 people."
who = "aurora"
at = "p1 s1"

# The last line has no line end.
[fact.late]
claim = "She was late."
who = "aurora"
at = "p2 s1\""""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    place = tmp_path / "pack"
    place.mkdir()
    (place / "shared.toml").write_text(SHARED, "utf-8")
    (place / "facts.toml").write_text(FACTS, "utf-8")
    return str(place)


@pytest.fixture
def names(folder: str) -> Names:
    pack, _ = read_pack(folder)
    return Names(pack, pack.facts)
