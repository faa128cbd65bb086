"""What an index answers is what the files say, whatever is done to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.answer import Request
from misca_cli.index import changed, freshness, opening
from misca_cli.index.layout import DamagedError
from misca_cli.index.read import Indexed
from misca_cli.search.scan import Scan

from . import packs
from .packs import ALWAYS, Files, all_said, edited, judged, parted, record, scanned, write

if TYPE_CHECKING:
    from misca_cli.search.corpus import Corpus

LONG_AGO = -(10**18)
"""A tick after which every file has rested."""


@given(
    files=packs.packs(),
    edits=st.lists(packs.edits(), max_size=5),
    asked=st.lists(packs.requests, min_size=2, max_size=6),
    most=st.sampled_from([0, 0, 10]),
    tick=st.sampled_from([LONG_AGO, freshness.TICK]),
    part_bits=packs.PART_BITS,
)
@settings(max_examples=30)
def test_an_index_answers_as_the_files_do(  # noqa: PLR0917  # hypothesis names them
    tmp_path_factory: pytest.TempPathFactory,
    files: Files,
    edits: list[tuple[str, str, str]],
    asked: list[Request],
    most: int,
    tick: int,
    part_bits: int,
) -> None:
    root = tmp_path_factory.mktemp("packs")
    environ = {"MISCA_CACHE": str(tmp_path_factory.mktemp("cache"))}
    before: Files | None = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changed, "MOST", most)
        patch.setattr(freshness, "TICK", tick)
        parted(patch, part_bits)
        for edit in [("nothing", "", ""), *edits]:
            files = edited(files, edit)
            folders = write(root, files, before)
            before = files
            expected = scanned(folders, (*ALWAYS, *asked))
            for requests in ((*ALWAYS, *asked), ALWAYS[:1]):
                corpus = opening.corpus(folders, environ)
                assert isinstance(corpus, Indexed)
                assert expected[: len(requests)] == all_said(corpus, requests)
            assert judged(opening.scan(folders)) == judged(corpus)


def test_a_damaged_index_is_asked_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "facts.toml").write_text(record("source.a", 'type = "book"\ntitle = "A"'))
    environ = {"MISCA_CACHE": str(tmp_path / "cache")}
    facts = opening.Facts([str(folder)], environ)
    by: list[type] = []

    def question(corpus: Corpus) -> int:
        by.append(type(corpus))
        if isinstance(corpus, Indexed):
            raise DamagedError
        return len(corpus.base.packs)

    assert [facts.ask(question), facts.ask(question)] == [1, 1]
    assert by == [Indexed, Scan, Scan]
    assert not [*(tmp_path / "cache").glob("*.index")]


@pytest.mark.parametrize(("cached", "expected"), [(True, Indexed), (False, Scan)])
def test_who_wants_no_cache_reads_the_files(
    tmp_path: Path,
    expected: type,
    *,
    cached: bool,
) -> None:
    (tmp_path / "facts.toml").write_text("")
    environ = {"MISCA_CACHE": str(tmp_path / "cache")}
    facts = opening.Facts([str(tmp_path)], environ, cached=cached)
    assert isinstance(facts.corpus, expected)
