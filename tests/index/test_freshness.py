"""Whatever happens to the files, the next answer is what they say then."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from misca_cli import files
from misca_cli.answer import Request
from misca_cli.answering import answer
from misca_cli.files import State
from misca_cli.index import freshness, making, opening
from misca_cli.index.freshness import States, read_seen, states_now
from misca_cli.index.layout import Reader
from misca_cli.index.read import Indexed

from .packs import ALWAYS, indexed, scanned

SOURCE = '[source.herald]\ntype = "webpage"\ntitle = "The Herald"\n'


def fact(name: str, claim: str) -> str:
    return f'[fact.{name}]\nclaim = "{claim}"\nsource = "herald"\nat = "p1"\n\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of four files, one of them in a folder of its own."""
    folder = tmp_path / "pack"
    (folder / "deep").mkdir(parents=True)
    (folder / "shared.toml").write_text(SOURCE)
    for name in ("a", "b", "deep/c"):
        facts = (fact(f"{name[-1]}{n}", f"guards {name[-1]} {n}") for n in range(12))
        (folder / f"{name}.toml").write_text("".join(facts))
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def claims(pack: Path, cache: Path) -> list[str]:
    """Return every claim, by id, as an index has it."""
    corpus = opening.corpus([str(pack)], {"MISCA_CACHE": str(cache)})
    assert isinstance(corpus, Indexed)
    return [each.fact.claim for each in answer(Request(command="query", sort="id"), corpus).results]


def same_state(path: Path, change: Callable[[], Any], patch: pytest.MonkeyPatch) -> None:
    """Do what changes a file while its state stays what it was, on a clock that stands still."""
    state = files.state_at(str(path))
    change()
    plain = files.state_at
    seen = os.fstat

    def state_at(name: str, folder: int | None = None) -> State:
        found = plain(name, folder)
        return state if found[3] == state[3] else found

    def fstat(descriptor: int) -> os.stat_result:
        found = seen(descriptor)
        if found.st_ino != state[3]:
            return found
        _, modified, changed, _ = state
        times = {"st_mtime_ns": modified, "st_ctime_ns": changed}
        return os.stat_result(found[:10], {**_nanoseconds(found), **times})

    patch.setattr(files, "state_at", state_at)
    patch.setattr(os, "fstat", fstat)


def _nanoseconds(found: os.stat_result) -> dict[str, Any]:
    return {name: getattr(found, name) for name in dir(found) if name.startswith("st_")}


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


def test_an_edit_of_the_same_size_at_the_same_time_is_seen(pack: Path, cache: Path) -> None:
    path = pack / "a.toml"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    assert "guards a 7" in claims(pack, cache)
    edit(path, "guards a 7", "guards X 7")
    os.utime(path, ns=times)
    assert (path.stat().st_atime_ns, path.stat().st_mtime_ns) == times
    assert "guards X 7" in claims(pack, cache)


@pytest.mark.parametrize("is_delta", [False, True], ids=["index", "delta"])
def test_an_edit_within_the_same_tick_is_seen(
    pack: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_delta: bool,  # noqa: FBT001
) -> None:
    claims(pack, cache)
    if is_delta:
        edit(pack / "b.toml", "guards b 3", "guards Y 3")
        assert "guards Y 3" in claims(pack, cache)
    path = pack / "b.toml"
    before = files.state_at(str(path))
    same_state(path, lambda: edit(path, "guards b 7", "guards X 7"), monkeypatch)
    assert files.state_at(str(path)) == before
    assert "guards X 7" in claims(pack, cache)
    assert ("guards Y 3" in claims(pack, cache)) == is_delta


def test_files_that_have_rested_are_read_no_more(
    pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = claims(pack, cache)
    read: list[str] = []

    def read_bytes(path: str, folder: str) -> bytes:
        read.append(path)
        return files.read_bytes(path, folder)

    monkeypatch.setattr(freshness, "read_bytes", read_bytes)
    assert expected == claims(pack, cache)
    assert len(read) == 4  # as fresh as they are, their states prove nothing
    monkeypatch.setattr(time, "time_ns", lambda: 10**19)
    for often in (8, 8, 8):
        assert expected == claims(pack, cache)
        assert len(read) <= often + 4
    assert [name for name in os.listdir(cache) if name.endswith(".delta")] != []
    read.clear()
    assert expected == claims(pack, cache)
    assert read == []


def _refer_to_nothing(pack: Path) -> None:
    edit(pack / "a.toml", 'at = "p1"', 'at = "p1"\nsupersedes = "nothing"')


def _link_to_nothing(pack: Path) -> None:
    (pack / "gone.toml").symlink_to("nowhere")


def _come_from_the_future(pack: Path) -> None:
    os.utime(pack / "a.toml", (4_102_444_800, 4_102_444_800))


def _have_a_namesake(pack: Path) -> None:
    (pack / "pack.toml").write_text("")
    for inner in ("one", "two"):
        shutil.copytree(pack, pack.parent / "packs" / inner)
    shutil.rmtree(pack)
    (pack.parent / "packs").rename(pack)


RESTLESS = {
    "a reference to nothing": (_refer_to_nothing, 0),
    "a link to nothing": (_link_to_nothing, 1),
    "a file from the future": (_come_from_the_future, 1),
    "ids in two packs": (_have_a_namesake, 0),
}


@pytest.mark.parametrize(("make", "left"), RESTLESS.values(), ids=RESTLESS)
def test_what_never_rests_keeps_no_other_file_from_it(
    pack: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None],
    left: int,
) -> None:
    make(pack)
    time.sleep(0.02)
    next(pack.rglob("b.toml")).touch()
    read: list[str] = []

    def read_bytes(path: str, folder: str) -> bytes:
        read.append(path)
        return files.read_bytes(path, folder)

    monkeypatch.setattr(freshness, "read_bytes", read_bytes)
    expected = scanned([str(pack)])
    assert expected == indexed([str(pack)], cache)
    (index,) = cache.glob("*.index")
    made = index.read_bytes()
    # The others have rested before this one has.
    times = sorted(path.stat().st_ctime_ns for path in pack.rglob("*.toml") if path.exists())
    assert times[-1] > times[-2]
    for rested in (*times[-2:], times[-1] + 1):
        monkeypatch.setattr(time, "time_ns", lambda rested=rested: rested + freshness.TICK)
        assert expected == indexed([str(pack)], cache)
    read.clear()
    assert expected == indexed([str(pack)], cache)
    assert len(read) == left
    assert made == index.read_bytes()
    claim = next(path for path in pack.rglob("b.toml"))
    edit(claim, "guards b 7", "guards X 7")
    assert scanned([str(pack)]) == indexed([str(pack)], cache)


@pytest.mark.parametrize(
    "when",
    [-1, 0, 1, 4_102_444_800, -(2**31), 10_413_792_000],
    ids=["-1", "0", "1", "2100", "1901", "2300"],
)
def test_times_are_compared_and_never_ordered(pack: Path, cache: Path, when: int) -> None:
    for path in pack.rglob("*.toml"):
        os.utime(path, (when, when))
    assert len(claims(pack, cache)) == 36
    edit(pack / "a.toml", "guards a 7", "guards X 7")
    os.utime(pack / "a.toml", (when, when))
    assert "guards X 7" in claims(pack, cache)
    edit(pack / "a.toml", "guards X 7", "guards Z 7")
    os.utime(pack / "a.toml", (when - 5, when - 5))
    assert "guards Z 7" in claims(pack, cache)


def _replaced(pack: Path) -> None:
    shutil.copytree(pack / "deep", pack.parent / "other")
    edit(pack.parent / "other" / "c.toml", "guards c 1", "guards C 1")
    shutil.rmtree(pack / "deep")
    (pack.parent / "other").rename(pack / "deep")


def _swapped(pack: Path) -> None:
    (pack / "a.toml").rename(pack / "x")
    (pack / "b.toml").rename(pack / "a.toml")
    (pack / "x").rename(pack / "b.toml")


def _linked(pack: Path) -> None:
    (pack / "d.toml").write_text(fact("d", "linked"))
    (pack / "hidden").mkdir()
    (pack / "d.toml").rename(pack / "hidden" / "d.txt")
    (pack / "d.toml").symlink_to("hidden/d.txt")


def _all_gone(pack: Path) -> None:
    for path in pack.rglob("*.toml"):
        path.unlink()


def _locked(pack: Path) -> None:
    (pack / "a.toml").unlink()
    (pack / "a.toml").symlink_to("/dev/null")


CHANGES: dict[str, Callable[[Path], Any]] = {
    "edited": lambda pack: edit(pack / "a.toml", "guards a 7", "ferry a 7"),
    "touched": lambda pack: os.utime(pack / "a.toml", (1, 1)),
    "rewritten": lambda pack: edit(pack / "a.toml", "", ""),
    "added": lambda pack: (pack / "d.toml").write_text(fact("d", "new guards")),
    "added below": lambda pack: (pack / "deep" / "d.toml").write_text(fact("d", "new guards")),
    "added folder": lambda pack: shutil.copytree(pack / "deep", pack / "more"),
    "removed": lambda pack: (pack / "a.toml").unlink(),
    "removed folder": lambda pack: shutil.rmtree(pack / "deep"),
    "renamed": lambda pack: (pack / "a.toml").rename(pack / "z.toml"),
    "renamed folder": lambda pack: (pack / "deep").rename(pack / "low"),
    "moved": lambda pack: (pack / "a.toml").rename(pack / "deep" / "a.toml"),
    "swapped": _swapped,
    "replaced folder": _replaced,
    "hidden": lambda pack: (pack / "a.toml").rename(pack / ".a.toml"),
    "emptied": lambda pack: (pack / "a.toml").write_text(""),
    "broken": lambda pack: (pack / "a.toml").write_text("="),
    "linked": _linked,
    "locked": _locked,
    "shared": lambda pack: edit(pack / "shared.toml", "Herald", "Gazette"),
    "a folder by its name": lambda pack: (pack / "d.toml").mkdir(),
    "described": lambda pack: (pack / "pack.toml").write_text('name = "p"\n'),
    "all gone": _all_gone,
    "odd name": lambda pack: (pack / os.fsdecode(b"\xff d\n.toml")).write_text(
        fact("d", "odd") + fact("e", "odd").replace("herald", "nowhere")
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_done_to_files_is_seen_and_so_is_undoing_it(
    pack: Path, cache: Path, change: Callable[[Path], Any]
) -> None:
    saved = pack.parent / "saved"
    shutil.copytree(pack, saved)
    assert scanned([str(pack)]) == indexed([str(pack)], cache)
    change(pack)
    assert scanned([str(pack)]) == indexed([str(pack)], cache)
    shutil.rmtree(pack)
    saved.rename(pack)
    assert scanned([str(pack)]) == indexed([str(pack)], cache)


def test_packs_of_the_same_files_have_indexes_of_their_own(pack: Path, cache: Path) -> None:
    other = pack.parent / "other"
    other.mkdir()
    for name in ("a", "b", "deep/c", "shared"):
        (other / name).parent.mkdir(exist_ok=True)
        os.link(pack / f"{name}.toml", other / f"{name}.toml")
    alias = pack.parent / "alias"
    alias.symlink_to(pack)
    given = [[pack], [other], [alias], [pack, other], [other, pack], [pack / "a.toml"]]
    for folders in given * 2:
        names = [str(folder) for folder in folders]
        assert scanned(names) == indexed(names, cache)
    assert len([name for name in os.listdir(cache) if name.endswith(".index")]) == len(given)


def test_an_index_under_the_name_of_another_is_not_read(pack: Path, cache: Path) -> None:
    other = pack.parent / "other"
    shutil.copytree(pack, other, copy_function=os.link)
    indexed([str(pack)], cache)
    (first,) = cache.glob("*.index")
    indexed([str(other)], cache)
    (second,) = set(cache.glob("*.index")) - {first}
    shutil.copy(first, second)
    assert scanned([str(other)]) == indexed([str(other)], cache)


def test_a_pack_is_the_same_however_it_is_named(
    pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack / "bad.toml").write_text(fact("a1", "twice") + "[fact.bad]\n")
    twin = pack.parent / "twin" / "pack"
    shutil.copytree(pack, twin)
    expected = None
    for here, names in (
        (pack.parent, ["pack", "twin/pack"]),
        (pack, [".", "../twin/pack"]),
        (pack.parent.parent, [str(pack), str(twin)]),
        (twin, [f"{pack}/", "."]),
        (pack.parent, ["pack//", "./twin/../twin/pack"]),
    ):
        monkeypatch.chdir(here)
        assert scanned(names) == indexed(names, cache)
        made = {path.name: path.stat().st_ino for path in cache.glob("*.index")}
        assert expected in (None, made)
        expected = made


class Restless:
    """Does things to files just before others are read."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, what: Callable[[], Any]) -> None:
        self.left = at
        self._what = what
        self._plain = files._read
        patch.setattr(files, "_read", self.read)

    def read(self, path: str, folder: str) -> tuple[bytes, State]:
        self.left -= 1
        if self.left == 0:
            self._what()
        return self._plain(path, folder)


WHILE_READ: dict[str, Callable[[Path], Any]] = {
    "edited": lambda pack: edit(pack / "b.toml", "guards b 7", "ferry b 7"),
    "removed": lambda pack: (pack / "b.toml").unlink(),
    "renamed": lambda pack: (pack / "b.toml").rename(pack / "e.toml"),
    "added": lambda pack: (pack / "0.toml").write_text(fact("zero", "new") + "[fact.bad]\n"),
    "shares": lambda pack: (pack / "b.toml").write_text('[entity.x]\nname = "X"\nkind = "x"\n'),
    "shared": lambda pack: edit(pack / "shared.toml", "Herald", "Gazette"),
    "broken": lambda pack: (pack / "b.toml").write_text("="),
}


@pytest.mark.parametrize("has_index", [False, True], ids=["cold", "warm"])
@pytest.mark.parametrize("what", WHILE_READ.values(), ids=WHILE_READ)
def test_files_that_change_while_they_are_read_are_right_the_next_time(
    pack: Path,
    cache: Path,
    what: Callable[[Path], Any],
    has_index: bool,  # noqa: FBT001
) -> None:
    saved = pack.parent / "saved"
    shutil.copytree(pack, saved)
    for at in range(1, 30, 2):
        if has_index:
            indexed([str(pack)], cache, ())
            edit(pack / "a.toml", "guards a 3", f"guards A {at}")
        with pytest.MonkeyPatch.context() as patch:
            restless = Restless(patch, at, lambda: what(pack))
            indexed([str(pack)], cache, ALWAYS[:1])
        assert scanned([str(pack)], ALWAYS[:1]) == indexed([str(pack)], cache, ALWAYS[:1])
        shutil.rmtree(cache)
        shutil.rmtree(pack)
        shutil.copytree(saved, pack)
        if restless.left > 0:
            break
    assert 4 < at < 29  # after it, nothing more was read


def test_what_could_not_be_read_is_tried_again(
    pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TICK", -(10**18))
    plain = os.open

    def failing(path: str, *rest: Any) -> int:
        if str(path).endswith("b.toml"):
            raise OSError(24, "Too many open files", path)
        return plain(path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", failing)
        for _ in range(2):
            found = indexed([str(pack)], cache)
            assert "Too many open files" in found[0]
            assert scanned([str(pack)]) == found
    assert scanned([str(pack)]) == indexed([str(pack)], cache)
    assert "Too many open files" not in indexed([str(pack)], cache)[0]


def test_an_index_made_by_another_run_meanwhile_is_not_taken_for_ours(
    pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A run that looked at the files sooner puts its index in the place of ours.
    indexed([str(pack)], cache)
    (index,) = cache.glob("*.index")
    older = index.read_bytes()
    edit(pack / "shared.toml", "Herald", "Gazette")
    plain = making.make

    def make(path: str, *rest: Any) -> Any:
        made = plain(path, *rest)
        index.write_bytes(older)
        return made

    monkeypatch.setattr(making, "make", make)
    assert scanned([str(pack)]) == indexed([str(pack)], cache)
    monkeypatch.undo()
    assert scanned([str(pack)]) == indexed([str(pack)], cache)


def test_a_change_written_by_another_run_meanwhile_is_not_taken_for_ours(
    pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from misca_cli.index import change, changed

    indexed([str(pack)], cache)
    (index,) = cache.glob("*.index")
    delta = index.with_suffix(".delta")
    monkeypatch.setattr(changed, "MOST", 0)
    edit(pack / "a.toml", "guards a 3", "guards A 3")
    indexed([str(pack)], cache)
    older = delta.read_bytes()
    edit(pack / "b.toml", "guards b 3", "guards B 3")
    plain = change.write_change

    def write_change(path: str, *rest: Any) -> Any:
        written = plain(path, *rest)
        delta.write_bytes(older)
        return written

    with monkeypatch.context() as patch:
        patch.setattr(change, "write_change", write_change)
        assert scanned([str(pack)]) == indexed([str(pack)], cache)
    assert scanned([str(pack)]) == indexed([str(pack)], cache)


def test_states_are_read_as_they_were_written(pack: Path, cache: Path) -> None:
    (pack / os.fsdecode(b"\xff a \n.toml")).write_text(SOURCE.replace("herald", "x"))
    (pack / "gone.toml").symlink_to("nowhere")
    states = states_now([str(pack), str(pack / "deep")])
    indexed([str(pack), str(pack / "deep")], cache)
    (index,) = cache.glob("*.index")
    known = read_seen(Reader(os.open(index, os.O_RDONLY)))
    assert known.states() == states.files
    assert known.tells(states)


@pytest.mark.parametrize(
    ("modified", "changed", "at", "expected"),
    [
        (0, 0, 10**10, False),
        (0, 10**10 - 2 * 10**9, 10**10, False),
        (0, 10**10 - 2 * 10**9 + 1, 10**10, True),
        (10**10 - 2 * 10**9 + 1, 0, 10**10, True),
        (10**12, 0, 10**10, True),
        (-1, -1, 10**10, False),
    ],
    ids=["old", "two seconds ago", "less", "less by content", "to come", "before 1970"],
)
def test_a_file_is_racy_within_a_tick(
    modified: int,
    changed: int,
    at: int,
    expected: bool,  # noqa: FBT001
) -> None:
    states = States(packs=("p",), places=b"", files={(0, "/a"): (1, modified, changed, 1)}, at=at)
    assert expected == states.is_racy((0, "/a"))
