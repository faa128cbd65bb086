"""What lies in a folder besides sound files, and folders named in odd ways."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from misca_cli.errors import FactsNotFoundError
from misca_cli.files import UnreadableError, read_bytes
from misca_cli.load import load

SOURCE = '[source.herald]\ntype = "webpage"\ntitle = "The Herald"\n'
MISSING = "No such file or directory"


def fact(name: str) -> str:
    return f'[fact.{name}]\nclaim = "One."\nsource = "herald"\nat = "p1"\n'


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound pack, which is the working directory."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "sound.toml").write_text(SOURCE + fact("sound"))
    monkeypatch.chdir(folder)
    return folder


def told(*folders: str | Path) -> list[str]:
    return [str(problem) for problem in load([str(folder) for folder in folders])[1]]


def facts(*folders: str | Path) -> list[str]:
    packs, _ = load([str(folder) for folder in folders])
    return [fact for pack in packs for fact in pack.facts]


def deny(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Deny access to a folder, as permissions do to all but the superuser."""
    listing, opening = os.scandir, os.open

    def scandir(path: str) -> Any:
        if os.path.abspath(path) == str(folder):
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    def open_(path: str, *arguments: Any, **named: Any) -> int:
        if os.path.abspath(path) == str(folder):
            raise PermissionError(13, "Permission denied", path)
        return opening(path, *arguments, **named)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "open", open_)


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.toml",
        ".#fault.toml",
        "#fault.toml#",
        "fault.toml~",
        ".fault.toml.swp",
        "fault.TOML",
        "fault.toml.bak",
        "4913",
        "notes.txt",
        ".git/fault.toml",
        ".hidden/deep/fault.toml",
    ],
)
def test_other_files_are_left_out_without_a_word(pack: Path, name: str) -> None:
    path = pack / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("= broken\n")
    assert told(".") == []
    assert facts(".") == ["sound"]


def test_folders_are_read_in_the_order_of_bytes(pack: Path) -> None:
    for name in ("é", "b/z", "B", "b/a", "b.toml/c", "a"):
        path = pack / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(fact(f'"{name.replace("/", "-")}"'))
    assert facts(".") == ["B", "a", "b-a", "b-z", "b.toml-c", "sound", "é"]


def test_a_pipe_is_not_waited_for(pack: Path) -> None:
    os.mkfifo(pack / "pipe.toml")
    assert told(".") == ["pipe.toml: error: is not a regular file [unreadable]"]
    assert facts(".") == ["sound"]


def links() -> Iterator[Any]:
    outside = "is a link to a file outside the pack: copy the file into the pack"
    loop = "can't be read: Too many levels of symbolic links"
    yield pytest.param("nowhere.toml", f"can't be read: {MISSING}", id="dangling")
    yield pytest.param("../outside.toml", outside, id="out of the pack")
    yield pytest.param("/dev/zero", outside, id="device")
    yield pytest.param("link.toml", loop, id="to itself")


@pytest.mark.parametrize(("target", "message"), list(links()))
def test_a_bad_link_costs_only_itself(pack: Path, target: str, message: str) -> None:
    (pack.parent / "outside.toml").write_text("secret")
    (pack / "link.toml").symlink_to(target)
    assert told(".") == [f"link.toml: error: {message} [unreadable]"]
    assert facts(".") == ["sound"]


def test_links_within_the_pack_are_read(pack: Path) -> None:
    (pack / "store").mkdir()
    (pack / "store" / "text").write_text(fact("linked"))
    (pack / "link.toml").symlink_to("store/text")
    assert told(".") == []
    assert facts(".") == ["linked", "sound"]


def test_folders_behind_links_are_not_entered(pack: Path) -> None:
    (pack / "inner").mkdir()
    (pack / "inner" / "loop").symlink_to(pack)
    (pack / "inner" / "loop.toml").symlink_to(pack)
    assert told(".") == []
    assert facts(".") == ["sound"]


def test_one_file_by_two_names_is_told(pack: Path) -> None:
    (pack / "twin.toml").hardlink_to(pack / "sound.toml")
    kept = "this id stands already in sound.toml"
    assert told(".") == [
        f"twin.toml:1:1: error: source.herald: {kept}:1, which is kept [duplicate-id]",
        f"twin.toml:4:1: error: fact.sound: {kept}:4, which is kept [duplicate-id]",
    ]


def test_a_folder_that_cannot_be_read(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "locked").mkdir()
    deny(monkeypatch, pack / "locked")
    assert told(".") == ["locked: error: can't be read: Permission denied [unreadable]"]
    assert facts(".") == ["sound"]


def test_a_pack_that_cannot_be_listed(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "pack.toml").touch()
    deny(monkeypatch, pack)
    assert told("..") == [".: error: can't be read: Permission denied [unreadable]"]


def test_a_folder_in_place_of_a_file_leaves_nothing_open(tmp_path: Path) -> None:
    spare = os.dup(0)
    os.close(spare)
    with pytest.raises(UnreadableError, match=r"^can't be read: Is a directory$"):
        read_bytes(str(tmp_path), str(tmp_path))
    again = os.dup(0)
    os.close(again)
    assert spare == again


def test_a_file_above_the_limit_is_not_read(pack: Path) -> None:
    with (pack / "huge.toml").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    assert told(".") == ["huge.toml: error: is larger than 64 MiB: split it [unreadable]"]
    assert facts(".") == ["sound"]


def test_names_of_any_bytes(pack: Path) -> None:
    name = b"caf\xe9\x1b[2J\n.toml"
    Path(os.fsdecode(os.fsencode(pack) + b"/" + name)).write_text("=")
    problem = '"=" is neither a key nor a [table] (other letters need quotes)'
    assert told(".") == [f"{os.fsdecode(name)}:1:1: error: {problem} [bad-toml]"]


def test_references_are_checked_only_where_every_file_was_read(pack: Path) -> None:
    (pack / "doubtful.toml").write_text(fact("doubtful").replace("herald", "elsewhere"))
    assert [problem.split()[-1] for problem in told(".")] == ["[unknown-source]"]
    os.mkfifo(pack / "pipe.toml")
    assert [problem.split()[-1] for problem in told(".")] == ["[unreadable]"]
    assert facts(".") == ["doubtful", "sound"]


def test_a_folder_of_packs(tmp_path: Path) -> None:
    for name in ("one", "two", ".hidden", "no-pack"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "facts.toml").write_text(SOURCE + fact("f"))
        if name != "no-pack":
            (tmp_path / name / "pack.toml").touch()
    packs, problems = load([str(tmp_path)])
    assert problems == ()
    assert [(pack.name, pack.folder) for pack in packs] == [
        ("one", str(tmp_path / "one")),
        ("two", str(tmp_path / "two")),
    ]


def test_a_pack_is_read_once_by_whatever_ways_it_is_named(pack: Path) -> None:
    (pack.parent / "link").symlink_to(pack)
    assert facts(".", pack, "../pack/", "../link", ".") == ["sound"]
    assert told(".", pack, "../link") == []


def test_of_two_packs_of_one_name_the_second_is_left_out(pack: Path) -> None:
    other = pack.parent / "other" / "pack"
    other.mkdir(parents=True)
    (other / "facts.toml").write_text(SOURCE + fact("lost"))
    (problem,) = told(".", "../other/pack")
    assert problem == (
        '../other/pack: error: is left out: "pack" is the name of "." too '
        "(give it another `name` in its pack.toml) [duplicate-pack]"
    )
    assert facts(".", "../other/pack") == ["sound"]


def test_a_single_file_is_a_pack(pack: Path) -> None:
    packs, problems = load([str(pack / "sound.toml")])
    assert problems == ()
    assert packs[0].name == "sound"
    assert packs[0].facts["sound"].file == "sound.toml"


@pytest.mark.parametrize(
    ("folder", "reason"),
    [("nowhere", MISSING), ("", MISSING), ("pipe", "Not a directory")],
    ids=["absent", "empty", "pipe"],
)
def test_folders_that_are_none(pack: Path, folder: str, reason: str) -> None:
    os.mkfifo(pack / "pipe")
    with pytest.raises(FactsNotFoundError) as raised:
        load([folder])
    assert str(raised.value) == f'can\'t read the facts in "{folder}": {reason}'
    assert raised.value.hint == "name a folder of TOML files with --facts or MISCA_FACTS"
