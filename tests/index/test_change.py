"""What is written beside an index, and what has the index made anew."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from misca_cli.answer import Request
from misca_cli.index import changed, opening
from misca_cli.index.read import Indexed
from misca_cli.load import reader
from misca_cli.load.file import Part, read_part
from misca_cli.search.sets import PART

from .packs import ALWAYS, FIGURES, SHARED, all_said, record, scanned

FACTS = 30


def fact(name: str, claim: str, more: str = "") -> str:
    return record(f"fact.{name}", f'claim = "{claim}"\nsource = "gazette"\nat = "p1"\n{more}')


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two packs, of which the first is the larger and the working directory."""
    for pack, count in (("one", FACTS), ("two", 6)):
        (tmp_path / pack / "deep").mkdir(parents=True)
        shared = (record(table, body) for table, body in SHARED.items() if table[:6] != "ruling")
        (tmp_path / pack / "shared.toml").write_text("".join(shared))
        for start in range(0, count, 2):
            facts = (
                fact(
                    f"{pack}{n}",
                    f"guards {n} of the island",
                    f'when = {2000 + n}-12-05\nwho = "guard"\nwhat = "guards"\n'
                    f'value = "{FIGURES[n % len(FIGURES)]}"',
                )
                for n in range(start, start + 2)
            )
            (tmp_path / pack / f"{start:02}.toml").write_text("".join(facts))
    monkeypatch.setattr(changed, "MOST", 4)
    monkeypatch.chdir(tmp_path / "one")
    return [".", "../two"]


def edit(path: str, old: str, new: str) -> int:
    text = Path(path).read_text()
    assert old in text
    return Path(path).write_text(text.replace(old, new))


def add(path: str, text: str) -> int:
    with Path(path).open("a") as file:
        return file.write(text)


def _many() -> None:
    for start in range(0, 12, 2):
        edit(f"{start:02}.toml", "island", "isle")


def _moved() -> None:
    text = Path("04.toml").read_text()
    Path("04.toml").unlink()
    Path("deep/new.toml").write_text(text)


def _swapped() -> None:
    one, other = Path("04.toml").read_text(), Path("08.toml").read_text()
    Path("04.toml").write_text(other)
    Path("08.toml").write_text(one)


BESIDE: dict[str, Callable[[], Any]] = {
    "a word": lambda: edit("04.toml", "guards 5", "sentries 5"),
    "the first word": lambda: edit("04.toml", "guards 5", "zzz quarantine 5"),
    "the last of a word": lambda: edit("04.toml", "guards 5 of", "ferry of"),
    "a date": lambda: edit("04.toml", "2005-12-05", '"2031-12/2032"'),
    "a figure": lambda: edit("04.toml", FIGURES[5], "77 guards"),
    "no figure": lambda: edit("04.toml", 'what = "guards"\n', 'what = "arrival"\n'),
    "a tag": lambda: add("04.toml", 'tags = ["fresh"]\n'),
    "a line": lambda: edit("04.toml", "[fact.one4]", "# more\n[fact.one4]"),
    "a claim without words": lambda: edit("04.toml", "guards 5 of the island", "…"),
    "an id": lambda: edit("04.toml", "[fact.one5]", "[fact.0ne5]"),
    "a fact more": lambda: add("04.toml", fact("more", "more guards")),
    "a fact less": lambda: edit("04.toml", "[fact.one5]", "[fact.one4.more]"),
    "a new file": lambda: add("new.toml", fact("more", "more guards")),
    "a new file below": lambda: add("deep/new.toml", fact("more", "more guards")),
    "an empty file": lambda: add("new.toml", ""),
    "a removed file": lambda: os.unlink("04.toml"),
    "a renamed file": lambda: os.rename("04.toml", "new.toml"),
    "a moved file": _moved,
    "swapped files": _swapped,
    "a retired fact": lambda: add("04.toml", 'status = "retired"\nreplaced_by = "one1"\n'),
    "a reference within": lambda: add("04.toml", 'supersedes = ["one4", "one20"]\n'),
    "a mistake": lambda: add("04.toml", 'sorce = "x"\n'),
    "an unknown entity": lambda: edit("04.toml", '"guard"\n', '"nobody"\n'),
    "a fact at fault": lambda: edit("04.toml", FIGURES[5], "many"),
    "a fact at fault, by a new id": lambda: add("new.toml", "[fact.more]\nclaim = 5\n"),
    "in another pack": lambda: edit("../two/04.toml", "guards 5", "sentries 5"),
    "in both packs": lambda: [
        edit(path, "guards", "sentries") for path in ("04.toml", "../two/04.toml")
    ],
    "the same again": lambda: edit("04.toml", "", ""),
    "a time": lambda: os.utime("04.toml", (1, 1)),
}
ANEW: dict[str, Callable[[], Any]] = {
    "an entity": lambda: edit("shared.toml", "Mara Le Bosc", "Mara Bosc"),
    "a source": lambda: edit("shared.toml", "Harbour Herald", "Herald"),
    "a source's date": lambda: edit("shared.toml", "2013-12-10", "2014-12-10"),
    "a statement": lambda: edit("shared.toml", "Fort Coral", "Fort"),
    "a unit": lambda: edit("shared.toml", '"USD"', '"EUR"'),
    "a term": lambda: edit("shared.toml", '"assault", ', ""),
    "an entity more": lambda: add("04.toml", record("entity.x", 'name = "X"\nkind = "x"')),
    "a ruling more": lambda: add(
        "new.toml", record("ruling.x", 'facts = "one1"\nverdict = "same"\nwhy = "y"')
    ),
    "a description": lambda: add("pack.toml", 'name = "named"\n'),
    "no shared file": lambda: os.unlink("shared.toml"),
    "a renamed shared file": lambda: os.rename("shared.toml", "zz.toml"),
    "no TOML": lambda: add("04.toml", "="),
    "a link out of the pack": lambda: os.symlink("/etc/hosts", "new.toml"),
    "an id twice": lambda: add("new.toml", fact("one1", "again")),
    "an id twice in new files": lambda: [
        add(f"{name}.toml", fact("new", "again")) for name in ("n1", "n2")
    ],
    "an id that reads as another": lambda: add("new.toml", fact("ONE1", "again")),
    "an id of another pack": lambda: add("new.toml", fact("two1", "again")),
    "an id of both packs": lambda: [
        add(f"{folder}/new.toml", fact("new", "again")) for folder in (".", "../two")
    ],
    "an id at fault twice": lambda: add("new.toml", "[fact.one1]\nclaim = 5\n"),
    "a reference to nothing": lambda: add("04.toml", 'supersedes = "nothing"\n'),
    "a reference into another pack": lambda: add("04.toml", 'supersedes = "two1"\n'),
    "a reference to what goes too": lambda: [
        add("08.toml", 'supersedes = "one5"\n'),
        Path("04.toml").rename("04.txt"),
    ],
    "a reference of a fact at fault": lambda: [
        edit("04.toml", FIGURES[5], "many"),
        add("04.toml", 'supersedes = "nothing"\n'),
    ],
    "too much": _many,
}
ASKED = (
    *ALWAYS,
    *(Request(command="query", text=text, limit=8) for text in ("guard", "zz", "quaran", "77")),
    *(Request(command="query", text=text) for text in ("december", "tag:fresh", "sentrys 2031")),
    Request(command="show", ids=("one5", "0ne5", "more", "ONE1", "one/new", "two1", "one55")),
    Request(command="query", text="guards", as_of="2013-12-11", sort="id"),
    Request(command="query", text="how many guards in 05", sort="score", explain=True),
)


def bytes_of(cache: Path, ending: str) -> bytes:
    return b"".join(path.read_bytes() for path in cache.glob(f"*.{ending}"))


def answered(folders: list[str], cache: Path, asked: Sequence[Request] = ASKED) -> list[str]:
    corpus = opening.corpus(folders, {"MISCA_CACHE": str(cache)})
    assert isinstance(corpus, Indexed)
    return all_said(corpus, asked)


def check(folders: list[str], cache: Path, step: Callable[[], Any], way: str) -> None:
    """Make a change, and see that it is answered from what was written in a certain way."""
    answered(folders, cache, ())
    before = bytes_of(cache, "index")
    step()
    expected = scanned(folders, ASKED)
    assert expected == answered(folders, cache)
    # Looked at now: a later run may write beside any index that its files have rested.
    assert (before == bytes_of(cache, "index")) == (way == "beside")
    assert bytes_of(cache, "delta") or way == "anew"
    assert expected[:1] == answered(folders, cache, ASKED[:1])


@pytest.mark.parametrize("step", BESIDE.values(), ids=BESIDE)
def test_changed_facts_are_written_beside_the_index(
    folders: list[str], tmp_path: Path, step: Callable[[], Any]
) -> None:
    check(folders, tmp_path / "cache", step, "beside")


@pytest.mark.parametrize("step", ANEW.values(), ids=ANEW)
def test_what_others_depend_on_has_the_index_made_anew(
    folders: list[str], tmp_path: Path, step: Callable[[], Any]
) -> None:
    check(folders, tmp_path / "cache", step, "anew")


@pytest.mark.parametrize(
    ("step", "way"),
    [
        pytest.param(step, way, id=name)
        for steps, way in ((BESIDE, "beside"), (ANEW, "anew"))
        for name, step in steps.items()
        if name != "too much"
    ],
)
def test_a_change_after_another_is_as_good(
    folders: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: Callable[[], Any],
    way: str,
) -> None:
    monkeypatch.setattr(changed, "MOST", 2)
    answered(folders, tmp_path / "cache", ())
    edit("12.toml", "guards 13", "ferry 13")
    edit("16.toml", FIGURES[17 % len(FIGURES)], "many")
    check(folders, tmp_path / "cache", step, way)


def test_only_what_has_changed_since_the_last_change_is_read_again(
    folders: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(folders, tmp_path / "cache", ())
    read: list[str] = []

    def noted(path: str, folder: str) -> Part:
        read.append(os.path.basename(path))
        return read_part(path, folder)

    for name, number in (("04", 5), ("08", 9), ("04", 4)):
        edit(f"{name}.toml", f"guards {number} ", f"ferry {number} ")
        expected = scanned(folders, ASKED[:2])
        with monkeypatch.context() as patch:
            patch.setattr(reader, "read_part", noted)
            assert expected == answered(folders, tmp_path / "cache", ASKED[:2])
    assert read == ["04.toml", "08.toml", "04.toml"]


def test_whoever_watches_is_told_of_what_is_read(folders: list[str], tmp_path: Path) -> None:
    told: list[object] = []

    class Watch:
        def __init__(self, size: int) -> None:
            told.append(size)

        def tell(self, read: int, total: int) -> None:
            told.append((read, total))

        def end(self) -> None:
            told.append("end")

    environ = {"MISCA_CACHE": str(tmp_path / "cache")}
    files = [path for folder in folders for path in Path(folder).rglob("*.toml")]
    opening.corpus(folders, environ, watch=Watch)
    assert told[0] == sum(path.stat().st_size for path in files)
    assert told[1:] == [*((n + 1, len(files)) for n in range(len(files))), "end"]
    told.clear()
    edit("04.toml", "guards 5", "ferry 5")
    edit("08.toml", "guards 9", "ferry 9")
    opening.corpus(folders, environ, watch=Watch)
    size = sum(Path(name).stat().st_size for name in ("04.toml", "08.toml"))
    assert told == [size, (1, 2), (2, 2), "end"]
    told.clear()
    opening.corpus(folders, environ, watch=Watch)
    assert told == []


FAULTS: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "its id is taken elsewhere": (
        lambda: edit("04.toml", FIGURES[5], "many"),
        lambda: add("00.toml", fact("one5", "again")),
    ),
    "its id reads as one elsewhere": (
        lambda: edit("04.toml", FIGURES[5], "many"),
        lambda: add("new.toml", fact("One5", "again")),
    ),
    "another refers to it": (
        lambda: edit("04.toml", FIGURES[5], "many"),
        lambda: add("08.toml", 'supersedes = "one5"\n'),
    ),
    "it goes, and another refers to it": (
        lambda: [edit("04.toml", FIGURES[5], "many"), add("08.toml", 'supersedes = "one5"\n')],
        lambda: edit("04.toml", "[fact.one5]", "[fact.0ne5]"),
    ),
    "it is repaired": (
        lambda: [edit("04.toml", FIGURES[5], "many"), add("08.toml", 'supersedes = "one5"\n')],
        lambda: edit("04.toml", "many", "9 guards"),
    ),
    "the default of a file is at fault": (
        lambda: edit("04.toml", "[fact.one4]", "[default]\nsource = 5\n[fact.one4]"),
        lambda: add("new.toml", fact("one4", "again")),
    ),
    "it has no such default, and no source": (
        lambda: edit("04.toml", 'source = "gazette"\n', ""),
        lambda: add("new.toml", fact("one4", "again")),
    ),
    "a claim without words gets some": (
        lambda: edit("04.toml", "guards 5 of the island", "…"),
        lambda: edit("04.toml", "…", "guards 5"),
    ),
    "an entity is unknown": (
        lambda: edit("04.toml", '"guard"\n', '"nobody"\n'),
        lambda: edit("08.toml", '"guard"\n', '"nobody"\n'),
    ),
}


@pytest.mark.parametrize(("fault", "after"), FAULTS.values(), ids=FAULTS)
def test_a_fact_at_fault_is_not_forgotten(
    folders: list[str],
    tmp_path: Path,
    fault: Callable[[], Any],
    after: Callable[[], Any],
) -> None:
    fault()
    for step in (lambda: None, after):
        step()
        expected = scanned(folders, ASKED)
        assert expected == answered(folders, tmp_path / "cache")
        assert expected[:1] == answered(folders, tmp_path / "cache", ASKED[:1])


def test_changes_add_up_until_they_are_too_many(folders: list[str], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    answered(folders, cache, ())
    made = [bytes_of(cache, "index")]
    for number in range(FACTS):
        start = 2 * (number % 15)
        edit(f"{start:02}.toml", f"guards {start + 1} ", f"ferry {number} guards {start + 1} ")
        assert scanned(folders, ASKED[:2]) == all_said(
            opening.corpus(folders, {"MISCA_CACHE": str(cache)}), ASKED[:2]
        )
        if bytes_of(cache, "index") != made[-1]:
            made.append(bytes_of(cache, "index"))
        if len(made) == 3:
            break
    # Of 36 facts, nine may have changed; the tenth has all made anew.
    assert (len(made), number) == (3, 19)


def test_facts_that_say_what_they_said_are_not_written_again(
    folders: list[str], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    size = opening.corpus(folders, {"MISCA_CACHE": str(cache)}).size
    edit("04.toml", "guards 5", "ferry 5")
    edit("08.toml", "guards 8", "ferry 8")
    corpus = opening.corpus(folders, {"MISCA_CACHE": str(cache)})
    assert (size, [PART, PART + 1]) == (len(corpus.everything), [*corpus.everything][-2:])


def test_a_change_of_another_base_is_not_read(folders: list[str], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    answered(folders, cache, ())
    BESIDE["a word"]()
    answered(folders, cache, ())
    old = bytes_of(cache, "delta")
    (delta,) = cache.glob("*.delta")
    ANEW["an entity"]()
    answered(folders, cache, ())
    delta.write_bytes(old)
    for step in (lambda: None, BESIDE["a new file"]):
        step()
        assert scanned(folders, ASKED) == answered(folders, cache)


def test_a_change_that_outlives_its_base_is_not_read(folders: list[str], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    answered(folders, cache, ())
    BESIDE["an id"]()
    answered(folders, cache, ())
    (index,), (delta,) = cache.glob("*.index"), cache.glob("*.delta")
    index.unlink()
    for _ in range(2):
        assert scanned(folders, ASKED) == answered(folders, cache)
    assert delta.exists()


def test_an_index_and_its_change_are_not_taken_for_one_another(
    folders: list[str], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    answered(folders, cache, ())
    BESIDE["a word"]()
    expected = answered(folders, cache)
    (index,), (delta,) = cache.glob("*.index"), cache.glob("*.delta")
    whole, beside = index.read_bytes(), delta.read_bytes()
    for new_index, new_delta in ((beside, beside), (whole, whole), (beside, whole)):
        index.write_bytes(new_index)
        delta.write_bytes(new_delta)
        assert expected == scanned(folders, ASKED) == answered(folders, cache)


def test_a_change_that_can_not_be_written_is_answered_all_the_same(
    folders: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    answered(folders, cache, ())
    monkeypatch.setattr(time, "time_ns", lambda: 10**19)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        for step in (lambda: None, BESIDE["a word"]):
            step()
            corpus = opening.corpus(folders, {"MISCA_CACHE": str(cache)})
            assert scanned(folders, ASKED) == all_said(corpus, ASKED)
    assert {path.suffix for path in cache.iterdir()} == {".index", ".TAG"}
    assert scanned(folders, ASKED) == answered(folders, cache)


def test_a_word_that_only_a_term_has_left_is_no_reading(folders: list[str], tmp_path: Path) -> None:
    Path("new.toml").write_text(fact("new", "an attack"))
    add("00.toml", fact("other", "the isle was attacked"))
    asked = (Request(command="sources", text="attacks guards"),)
    assert '"read_as": "attack"' in answered(folders, tmp_path / "cache", asked)[0]
    Path("new.toml").unlink()
    expected = scanned(folders, asked)
    assert '"read_as": "attacked"' in expected[0]
    assert expected == answered(folders, tmp_path / "cache", asked)
