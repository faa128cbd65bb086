"""How files differ from those that an index was made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from misca_cli.index import differences, freshness, layout, opening
from misca_cli.index.differences import Differences
from misca_cli.index.freshness import States, digest_now

NAMES = ("a", "b", "c")


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack whose index has one change beside it: file b says "two"."""
    folder = tmp_path / "pack"
    folder.mkdir()
    source = '[source.herald]\ntype = "report"\ntitle = "H"\nurl = "https://h.example/"\n'
    (folder / "shared.toml").write_text(source)
    monkeypatch.chdir(folder)
    for name in NAMES:
        say(name, "one")
    for number in range(20):  # only one fact in ten may have changed
        say(f"more{number}", "more")
    ask(folder)
    say("b", "two")
    ask(folder)
    return folder


def say(name: str, word: str) -> int:
    text = f'[fact.{name}]\nclaim = "{name} says {word}."\nsource = "herald"\nat = "p1"\n'
    return Path(f"{name}.toml").write_text(text)


def ask(folder: Path) -> None:
    opening.corpus([str(folder)], {"MISCA_CACHE": str(folder.parent / "cache")})


def found(folder: Path) -> Differences:
    (base,), (change,) = (
        [layout.reader_of(str(path)) for path in (folder.parent / "cache").glob(f"*.{ending}")]
        for ending in ("index", "delta")
    )
    assert base
    assert change
    return differences.differences_of(base, change, freshness.states_now((str(folder),)))


def named(files: Iterable[tuple[int, str]]) -> list[str]:
    return sorted(Path(inner).stem for _, inner in files)


@pytest.mark.parametrize(
    ("step", "gone", "fresh", "same"),
    [
        pytest.param(lambda: None, [], [], ["b"], id="nothing-more"),
        pytest.param(lambda: say("a", "two"), [], ["a"], ["b"], id="another-file"),
        pytest.param(lambda: say("b", "three"), [], ["b"], [], id="the-same-file-again"),
        pytest.param(lambda: say("b", "one"), [], [], [], id="back-to-what-it-was"),
        pytest.param(lambda: say("d", "one"), [], ["d"], ["b"], id="a-new-file"),
        pytest.param(lambda: os.unlink("a.toml"), ["a"], [], ["b"], id="a-file-less"),
        pytest.param(lambda: os.unlink("b.toml"), ["b"], [], [], id="the-changed-file-less"),
        pytest.param(lambda: os.utime("a.toml", (1, 1)), [], [], ["b"], id="a-time"),
    ],
)
def test_differences(
    pack: Path, step: Callable[[], Any], gone: list[str], fresh: list[str], same: list[str]
) -> None:
    step()
    differing = found(pack)
    assert [named(differing.gone), named(differing.fresh), named(differing.same)] == [
        gone,
        fresh,
        same,
    ]
    assert named(differing.touched) == sorted([*gone, *fresh, *same])
    assert set(differing.digests).isdisjoint(differing.fresh | differing.gone)


def test_only_what_may_have_changed_is_read(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(states: States, file: tuple[int, str]) -> str:
        read.append(Path(file[1]).stem)
        return digest_now(states, file)

    monkeypatch.setattr(freshness, "TICK", -(10**18))
    ask(pack)
    say("b", "three")
    monkeypatch.setattr(differences, "digest_now", noted)
    found(pack)
    assert read == ["b"]
