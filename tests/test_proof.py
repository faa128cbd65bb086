from __future__ import annotations

import tomllib
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from misca_cli.anchors import anchor, passages
from misca_cli.copies import MissingCopyError, UnreadableCopyError, read_copy
from misca_cli.export.proof import anchors_toml, plain_text
from misca_cli.factbase import Factbase, read
from misca_cli.load.places import problems_at
from misca_cli.proof import SourceProof, anchor_tables, faults, prove, renewed

# Written for these tests; no source document is quoted.
COPY = """\
The Ferry Returns

The harbour reopened on 3 May. Its ferry carried 1,250 people.

The pilot was glad. He left at noon.
"""
LONGER = COPY.replace("The harbour", "A storm had closed everything.\n\nThe harbour")
REWORDED = COPY.replace("1,250 people", "1,300 people")
SHORTER = COPY.replace(" Its ferry carried 1,250 people.", "")
GROWN = COPY.replace("1,250 people.", "1,250 people, said the pilot.")
AT = "p2 s2"
ANCHOR = anchor(passages(COPY, markup="plain"), AT)


def make_pack(folder: Path, *, at: str = AT, stored: str | None = ANCHOR, copy: str = "") -> Path:
    folder.mkdir(parents=True)
    (folder / "facts.toml").write_text(
        f"""\
[source.log]
type = "webpage"
title = "Log"
{copy or 'copy = { file = "log.txt" }'}

[fact.ferry]
claim = "The ferry carried 1,250 people."
source = "log"
at = "{at}"
""",
        "utf-8",
    )
    if stored:
        (folder / "anchors.toml").write_text(anchors_toml({"log": {at: stored}}), "utf-8")
    return folder


def proved(folder: Path, copies: Path) -> tuple[Factbase, SourceProof]:
    base = read([str(folder)])
    (proof,) = prove(base, partial(read_copy, str(copies)))
    return base, proof


def report(folder: Path, copies: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder.parent)
    _, proof = proved(folder, copies)
    return plain_text([proof], problems_at([str(folder)], faults(proof)))


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "log.txt").write_text(COPY, "utf-8")
    return folder


ONE, NONE = "log: 1 of 1 places proved\n", "log: 0 of 1 places proved\n"
FACT = "pack/facts.toml:9:6: error: fact.ferry.at: "


@pytest.mark.parametrize(
    ("text", "at", "stored", "expected"),
    [
        pytest.param(COPY, AT, ANCHOR, ONE, id="proved"),
        pytest.param(COPY.replace(" ", "\n"), AT, ANCHOR, ONE, id="reflowed"),
        pytest.param(GROWN, AT, ANCHOR, ONE, id="sentence-grown"),
        pytest.param(
            LONGER,
            AT,
            ANCHOR,
            f'{FACT}"p2 s2": the passage now stands at "p3 s2" (write that) [moved]\n{NONE}',
            id="moved",
        ),
        pytest.param(
            COPY,
            "p2 s1",
            ANCHOR,
            f'{FACT}"p2 s1": the passage now stands at "p2 s2" (write that) [moved]\n{NONE}',
            id="anchor-of-another-sentence",
        ),
        pytest.param(
            REWORDED,
            AT,
            ANCHOR,
            f'{FACT}"p2 s2": the copy no longer holds the passage (read it again)'
            f" [unanchored]\n{NONE}",
            id="reworded",
        ),
        pytest.param(
            SHORTER,
            AT,
            ANCHOR,
            f'{FACT}"p2 s2": the copy no longer holds the passage (read it again)'
            f" [unanchored]\n{NONE}",
            id="lost",
        ),
        pytest.param(
            COPY,
            AT,
            "n9:0+7:0123456789ab",
            f'{FACT}"p2 s2": the copy no longer holds the passage (read it again)'
            f" [unanchored]\n{NONE}",
            id="of-another-text",
        ),
        pytest.param(
            COPY,
            AT,
            None,
            f'{FACT}"p2 s2" has no anchor (misca anchors --copies DIR --write makes one) '
            f"[unanchored]\n{NONE}",
            id="not-anchored",
        ),
        pytest.param(
            COPY,
            "p9",
            None,
            f'{FACT}"p9": the copy has no such place [unanchored]\n{NONE}',
            id="no-such-place",
        ),
        pytest.param(
            COPY, "page 3", None, "log: 0 of 0 places proved, 1 not provable\n", id="free-text"
        ),
    ],
)
def test_places(  # noqa: PLR0917
    text: str,
    at: str,
    stored: str | None,
    expected: str,
    tmp_path: Path,
    copies: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pack = make_pack(tmp_path / "pack", at=at, stored=stored)
    (copies / "log.txt").write_text(text, "utf-8")

    assert expected == report(pack, copies, monkeypatch)


SUM = sha256(COPY.encode()).hexdigest()


@pytest.mark.parametrize(
    ("declared", "expected", "matches"),
    [
        pytest.param(f'file = "log.txt", sha256 = "{SUM.upper()}"', ONE, True, id="sha256-holds"),
        pytest.param(
            'file = "log.txt", sha256 = "00"',
            'pack/facts.toml:4:37: warning: source.log.copy.sha256: "log.txt" has another checksum'
            f" (its places are proved by their passages) [changed-copy]\n{ONE}",
            False,
            id="sha256-differs",
        ),
        pytest.param(
            'file = "no.txt", sha256 = "00"',
            'pack/facts.toml:4:17: warning: source.log.copy.file: "no.txt" is not among the copies;'
            f" places not checked: 1 [not-checked]\n{NONE}",
            None,
            id="missing",
        ),
        pytest.param(
            'file = "latin.txt"',
            'pack/facts.toml:4:17: error: source.log.copy.file: "latin.txt" is not UTF-8;'
            f" places not checked: 1 [unreadable-copy]\n{NONE}",
            None,
            id="not-utf-8",
        ),
        pytest.param(
            'file = "../copies/log.txt"',
            'pack/facts.toml:4:17: error: source.log.copy.file: "../copies/log.txt" is not the bare'
            f" name of a file; places not checked: 1 [unreadable-copy]\n{NONE}",
            None,
            id="refused",
        ),
    ],
)
def test_copies(  # noqa: PLR0917
    declared: str,
    expected: str,
    matches: bool | None,  # noqa: FBT001
    tmp_path: Path,
    copies: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pack = make_pack(tmp_path / "pack", copy=f"copy = {{ {declared} }}")
    (copies / "latin.txt").write_bytes("café".encode("latin-1"))

    assert expected == report(pack, copies, monkeypatch)
    assert matches is proved(pack, copies)[1].sha256_matches


def test_a_source_without_a_copy(
    tmp_path: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = make_pack(tmp_path / "pack", copy="# none")

    assert report(pack, copies, monkeypatch) == (
        "pack/facts.toml:1:1: warning: source.log: names no `copy`; places not checked: 1"
        f" [not-checked]\n{NONE}"
    )


def test_a_source_of_another_pack(tmp_path: Path, copies: Path) -> None:
    first = make_pack(tmp_path / "first", copy='copy = { file = "no.txt" }')
    second = tmp_path / "second"
    second.mkdir()
    (second / "facts.toml").write_text(
        '[fact.pilot]\nclaim = "Glad."\nsource = "log"\nat = "p3 s1"\n', "utf-8"
    )
    base = read([str(second), str(first)])
    proof = prove(base, partial(read_copy, str(copies)))[0]
    found = problems_at([str(second), str(first)], faults(proof))

    assert proof.pack.name == "second"
    assert [Path(problem.file).parent.name for problem in found] == ["first"]


@pytest.mark.parametrize(
    ("text", "stored", "expected"),
    [
        pytest.param(COPY, ANCHOR, ANCHOR, id="kept"),
        pytest.param(COPY, None, ANCHOR, id="new"),
        pytest.param(GROWN, ANCHOR, ANCHOR, id="kept-while-it-stands"),
        pytest.param(LONGER, ANCHOR, ANCHOR, id="moved-is-not-attached-to-what-stands-there"),
        pytest.param(
            REWORDED, ANCHOR, anchor(passages(REWORDED, markup="plain"), AT), id="changed"
        ),
        pytest.param(SHORTER, ANCHOR, ANCHOR, id="lost-is-kept"),
    ],
)
def test_anchors_to_store(
    text: str, stored: str | None, expected: str, tmp_path: Path, copies: Path
) -> None:
    pack = make_pack(tmp_path / "pack", stored=stored)
    (copies / "log.txt").write_text(text, "utf-8")
    base, proof = proved(pack, copies)

    assert anchor_tables((proof,), base.packs[0]) == {"log": {AT: expected}}


@pytest.mark.parametrize(
    ("text", "stored", "status"),
    [
        pytest.param(COPY, None, "proved", id="new"),
        pytest.param(REWORDED, ANCHOR, "proved", id="changed"),
        pytest.param(LONGER, ANCHOR, "moved", id="moved"),
        pytest.param(SHORTER, ANCHOR, "unanchored", id="lost"),
    ],
)
def test_renewed(text: str, stored: str | None, status: str, tmp_path: Path, copies: Path) -> None:
    pack = make_pack(tmp_path / "pack", stored=stored)
    (copies / "log.txt").write_text(text, "utf-8")
    _, proof = proved(pack, copies)

    assert [status] == [place.status for place in renewed(proof).places]


def test_anchors_of_a_source_whose_copy_is_missing_are_kept(tmp_path: Path, copies: Path) -> None:
    pack = make_pack(tmp_path / "pack")
    (copies / "log.txt").unlink()
    base, proof = proved(pack, copies)

    assert anchor_tables((proof,), base.packs[0]) == {"log": {AT: ANCHOR}}


def test_places_are_ordered_as_people_count(tmp_path: Path, copies: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    places = ["L3", "n2", "p10 s1", "p2 s1-2", "p2 s10", "p2 s2", "p2", "p1 s1", "n10", "L1"]
    facts = (
        f'[fact.f{number}]\nclaim = "c"\nsource = "log"\nat = "{at}"\n'
        for number, at in enumerate(places)
    )
    source = '[source.log]\ntype = "webpage"\ntitle = "Log"\n'
    (pack / "facts.toml").write_text(source + "".join(facts), "utf-8")
    _, proof = proved(pack, copies)

    assert [place.at for place in proof.places] == [
        *("p1 s1", "p2", "p2 s1-2", "p2 s2", "p2 s10", "p10 s1", "n2", "n10", "L1", "L3")
    ]


def test_written_anchors_read_back() -> None:
    tables = {"a.b": {"p1": 'odd "\\\x1b\x7f ☃ \U0001f600\n'}, "log": {"p2 s1": "2:0+1:ab"}}

    text = anchors_toml(tables)

    assert tomllib.loads(text) == {"anchors": tables}
    assert text.startswith("# written by `misca anchors --write`; do not edit\n\n[anchors.")


@pytest.mark.parametrize(
    "file", ["../log.txt", "..", ".", "/etc/passwd", "a/log.txt", "a\\log.txt", "C:log.txt"]
)
def test_a_path_is_refused(file: str, copies: Path) -> None:
    with pytest.raises(UnreadableCopyError, match=r"^is not the bare name of a file$"):
        read_copy(str(copies), file)


def test_links(tmp_path: Path, copies: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (copies / "out.txt").symlink_to(tmp_path / "secret.txt")
    (copies / "in.txt").symlink_to("log.txt")

    assert read_copy(str(copies), "in.txt") == COPY.encode()
    with pytest.raises(
        UnreadableCopyError, match=r"^is a link to a file outside the folder of copies$"
    ):
        read_copy(str(copies), "out.txt")


def test_what_is_no_file(copies: Path) -> None:
    (copies / "folder").mkdir()

    with pytest.raises(UnreadableCopyError):
        read_copy(str(copies), "folder")
    with pytest.raises(MissingCopyError):
        read_copy(str(copies), "nowhere.txt")
