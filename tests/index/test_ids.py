"""Ids by how they begin, as they are asked for while one is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.index import opening
from misca_cli.index.read import Indexed

SOURCE = '[source.s]\ntype = "book"\ntitle = "S"\n'


def write(file: Path, *ids: str) -> None:
    facts = (f'[fact."{each}"]\nclaim = "One."\nsource = "s"\nat = "p1"\n' for each in ids)
    file.write_text(SOURCE + "".join(facts), "utf-8")


@pytest.fixture
def indexed(tmp_path: Path) -> Indexed:
    """An index with what has changed beside it: `b-3` is new, and `b-1` is gone."""
    pack = tmp_path / "pack"
    pack.mkdir()
    write(pack / "facts.toml", "a", "a-1", "a-2", "Ab", "b-1", "b-2", "été")
    environ = {"MISCA_CACHE": str(tmp_path / "cache")}
    opening.corpus((str(pack),), environ)
    write(pack / "facts.toml", "a", "a-1", "a-2", "Ab", "b-2", "b-3", "été")
    corpus = opening.corpus((str(pack),), environ)
    assert isinstance(corpus, Indexed)
    return corpus


@pytest.mark.parametrize(
    ("beginning", "ids"),
    [
        ("", ["Ab", "a", "a-1", "a-2", "b-2", "b-3", "été"]),
        ("a", ["a", "a-1", "a-2"]),
        ("A", ["Ab"]),
        ("b-", ["b-2", "b-3"]),
        ("b-3", ["b-3"]),
        ("ét", ["été"]),
        ("c", []),
    ],
)
def test_ids_that_begin_so(indexed: Indexed, beginning: str, ids: list[str]) -> None:
    assert sorted(indexed.ids.beginning(beginning)) == ids


@pytest.mark.parametrize(
    ("beginning", "longer"),
    [
        ("", {"a", "b", "é"}),
        ("a", {"a", "a-", "Ab"}),
        ("a-", {"a-1", "a-2"}),
        ("b", {"b-"}),
        ("c", set()),
    ],
)
def test_how_ids_go_on(indexed: Indexed, beginning: str, longer: set[str]) -> None:
    assert set(indexed.ids.beginnings(beginning)) == longer
