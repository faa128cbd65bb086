"""A pack read file by file: the same records however they are spread, and what is fresh."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.files import ABSENT, fact_files, listing, read_with_state
from misca_cli.load import file as one_file
from misca_cli.load import load, read_pack, reader
from misca_cli.load.file import Part
from misca_cli.load.reader import PackReader
from misca_cli.model import Fact
from misca_cli.toml import TomlError, parse

BAD_PACKS = sorted(
    path for path in (Path(__file__).parent / "bad-packs").iterdir() if path.is_dir()
)
SOURCE = '[source.herald]\ntype = "webpage"\ntitle = "The Herald"\n'


def fact(name: str, more: str = "") -> str:
    return f'[fact.{name}]\nclaim = "One."\nsource = "herald"\nat = "p1"\n{more}'


def all_facts(pack: PackReader, only: Iterable[str] | None = None) -> list[Fact]:
    return [fact for _, found in pack.facts(set(only) if only else None) for fact in found]


def told(pack: PackReader) -> list[str]:
    return [str(problem) for found in pack.problems.values() for problem in found]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of two files of facts, and what they share; it is the working directory."""
    (tmp_path / "a.toml").write_text(fact("a"))
    (tmp_path / "b.toml").write_text(fact("b", 'supersedes = "a"\n'))
    (tmp_path / "sources.toml").write_text(SOURCE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# One table in several spellings, each for a file that begins with it or ends with it.
MEASURES = [
    '[measure.arrival]\nvalue = "date"\n',
    '[ measure . "arrival" ]\nvalue = "date"\n',
    '["meas\\u0075re".arrival]\nvalue = "date"\n',
    "['measure']\narrival.value = \"date\"\n",
    '\t[measure]\n[measure.arrival]\nvalue = "date"\n',
]
AT_THE_TOP = [
    'measure.arrival.value = "date"\n',
    'measure = { arrival = { value = "date" } }\n',
    '"measure".arrival = { value = "date" }\n',
    'default.source = """\n[fact.x]\n"""\nmeasure.arrival.value = "date"\n',
    '\ufeffmeasure.arrival.value = "date"\n',
    '# [fact.x]\n \t\nmeasure."arrival" = { value = "date" }\n',
]
DATED = fact("dated", 'who = "ann"\nwhat = "arrival"\nvalue = "2013"\n')
SPELT = [
    *(pytest.param(f"{DATED}{text}", id=repr(text)) for text in MEASURES),
    *(pytest.param(f"{text}{DATED}", id=repr(text)) for text in (*MEASURES, *AT_THE_TOP)),
]


@pytest.mark.parametrize("text", SPELT)
def test_a_measure_is_known_before_facts_however_it_is_written(pack: Path, text: str) -> None:
    (pack / "0.toml").write_text(DATED.replace("dated", "first"))
    (pack / "z.toml").write_text(text)
    kinds = {fact.id: fact.value.kind for fact in all_facts(PackReader(".")) if fact.value}
    assert kinds == {"first": "date", "dated": "date"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        fact("a"),
        f'default.source = "herald"\r\n\r\n{fact("a")}',
        f'# one\n  default . source = "herald" # two\n\n{fact("a")}[fact.a.reads]\nwhen = "then"\n',
        '[default]\nsource = "herald"\n[fact]\na = { claim = "One.", at = "p1" }\n',
        fact("a", 'note = """\nmeasure.x.unit = "m"\n"""\n'),
    ],
)
def test_facts_alone_are_told_by_their_bytes(text: str) -> None:
    assert Part("a.toml", text.encode(), ABSENT).is_facts_alone


lines = st.sampled_from(
    [
        *("[fact.a]", "[ fact.b ]", '["fact".c]', "[fact]", "[default]", "[entity.a]", "[source]"),
        *(
            'source = "s"',
            "source = { s = {} }",
            'entity.b.name = "B"',
            "fact.d = {}",
            "'term'.e = 1",
        ),
        *('default.source = "s"', 'default.source = """', '"""', "a = '''", "'''", "a = [", "[1],"),
        *(
            "]",
            "# note",
            "",
            "\t",
            'b = "[fact.x]"',
            'c = "\\',
            "[[fact]]",
            "[[term.x]]",
            "x.y = 1",
        ),
    ]
)


@given(st.lists(lines, max_size=7), st.sampled_from(["\n", "\r\n", "\n  "]))
@settings(max_examples=1000)
def test_what_counts_as_facts_alone_shares_nothing(text: list[str], newline: str) -> None:
    part = Part("a.toml", newline.join(text).encode(), ABSENT)
    try:
        document = parse(part.data)
    except TomlError:
        return
    assert not (part.is_facts_alone and document.keys() - {"fact", "default"})


TABLES = [
    SOURCE,
    '[source.post]\ntype = "webpage"\ntitle = "The Post"\n',
    '[entity.ann]\nname = "Ann"\nkind = "person"\n',
    '[entity.bob]\nname = "Bob"\nkind = "person"\nsame_as = { entity = "ann", because = "x" }\n',
    '[measure.guards]\nunit = "guards"\n',
    '[measure.arrival]\nvalue = "date"\n',
    '[statement.speech]\nby = "ann"\nsaid = 2013-12-05\n',
    '[ruling.both]\nfacts = ["counted", "lost"]\nverdict = "same"\nwhy = "x"\n',
    '[anchors.herald]\n"p1" = "1:0+2:0123456789ab"\n',
    fact("plain"),
    fact("counted", 'who = "ann"\nwhat = "guards"\nvalue = 1.50\nby = ["bob", "ann"]\n'),
    fact("dated", 'who = "ann"\nwhat = "arrival"\nvalue = "2013"\nsupersedes = "counted"\n'),
    fact("spoken", 'statement = "speech"\nreplaced_by = "nowhere"\n'),
    fact("broken", 'who = "nobody"\nwhat = "guards"\nvalue = "many"\nstage = "begun"\n'),
    fact("untyped", 'who = "anne"\nwhat = "guards"\nvalue = "many"\n'),
]


def written(folder: Path, places: Iterable[int]) -> None:
    for old in folder.iterdir():
        old.unlink()
    for number, table in zip(places, TABLES, strict=True):
        with (folder / f"{number}.toml").open("a") as file:
            file.write(table)


def placeless(facts: Iterable[Fact]) -> dict[str, Fact]:
    return {fact.id: fact.replaced(file="", line=0) for fact in facts}


def unplaced(problems: Iterable[str]) -> list[str]:
    return sorted(problem.split(": ", 1)[1] for problem in problems)


@given(
    st.lists(st.integers(0, 4), min_size=len(TABLES), max_size=len(TABLES)),
    st.sampled_from([0, 10**6]),
)
@settings(max_examples=60, deadline=None)
def test_how_tables_are_spread_over_files_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, places: list[int], held: int
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    written(folder, [0] * len(TABLES))
    expected = PackReader(str(folder))
    facts = placeless(all_facts(expected))
    written(folder, places)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "MOST_HELD", held)
        spread = PackReader(str(folder))
        for _ in range(2):
            assert facts == placeless(all_facts(spread))
            assert unplaced(told(expected)) == unplaced(told(spread))
    assert expected.shared.replaced(paths=()) == spread.shared.replaced(paths=())
    assert spread.referred == {"counted", "lost", "nowhere"}
    assert spread.stale == set()


@given(st.lists(st.integers(0, 4), min_size=len(TABLES), max_size=len(TABLES)))
@settings(max_examples=40, deadline=None)
def test_some_files_are_read_again_with_what_is_known_of_the_others(
    tmp_path_factory: pytest.TempPathFactory, places: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    written(folder, places)
    whole = PackReader(str(folder))
    facts = dict(whole.facts())
    for path in whole.paths:
        again = PackReader(str(folder), shared=whole.shared)
        assert {path: facts[path]} == dict(again.facts(only={path}))
        assert again.stale == {path} & whole.shared.paths
        if again.stale:
            continue
        inside = [p for p in whole.problems[path] if p.rule != "unknown-fact"]
        assert inside == list(again.problems[path])


@pytest.mark.parametrize("folder", BAD_PACKS, ids=lambda folder: folder.name)
def test_broken_packs_are_read_alike_when_nothing_is_held(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load([str(folder)])
    monkeypatch.setattr(reader, "MOST_HELD", 0)
    assert expected == load([str(folder)])


@pytest.mark.parametrize(("held", "parsed"), [(10**6, 4), (0, 6)], ids=["held", "not held"])
def test_a_file_is_parsed_once_as_far_as_memory_allows(
    pack: Path, monkeypatch: pytest.MonkeyPatch, held: int, parsed: int
) -> None:
    (pack / "mixed.toml").write_text(fact("m") + '[term.m]\naliases = ["n"]\n')
    seen: list[bytes] = []

    def parsing(data: bytes) -> dict[str, Any]:
        seen.append(data)
        return parse(data)

    monkeypatch.setattr(one_file, "parse", parsing)
    monkeypatch.setattr(reader, "MOST_HELD", held)
    assert [fact.id for fact in all_facts(PackReader("."))] == ["a", "b", "m"]
    assert len(seen) == parsed


def test_facts_that_were_given_are_not_held(pack: Path) -> None:
    (pack / "b.toml").write_text(fact("b", 'value = "5 x"\nwho = "ann"\nwhat = "x"\n') + SOURCE)
    reading = PackReader(".", stamped=True)
    given_before: list[weakref.ref[Fact]] = []
    for _, facts in reading.facts():
        assert [ref() for ref in given_before] == [None] * len(given_before)
        given_before += [weakref.ref(fact) for fact in facts]
        del facts
        gc.collect()
    assert len(given_before) == 2


def test_stamps_are_the_listing_with_a_digest_of_what_was_read(pack: Path) -> None:
    (pack / "bad.toml").write_text("=")
    (pack / "link.toml").symlink_to("nowhere")
    reading = PackReader(".", stamped=True)
    all_facts(reading)
    read = [b"" if path == "./link.toml" else Path(path).read_bytes() for path in reading.paths]
    expected = [
        (*listed, blake2b(data, digest_size=16).digest())
        for listed, data in zip(listing("."), read, strict=True)
    ]
    assert expected == list(reading.stamps.values())
    assert reading.paths == tuple(reading.stamps)


CHANGES = {
    "gains a table": (
        "a.toml",
        fact("a") + '[entity.ann]\nname = "Ann"\nkind = "person"\n',
        {"./a.toml"},
    ),
    "changes a table": ("sources.toml", SOURCE.replace("The ", ""), {"./sources.toml"}),
    "loses a table": ("sources.toml", "", {"./sources.toml"}),
    "is no TOML any more": ("sources.toml", "=", {"./sources.toml"}),
    "changes a fact": ("a.toml", fact("a", 'note = "New."\n'), set[str]()),
}


@pytest.mark.parametrize(("name", "text", "stale"), CHANGES.values(), ids=CHANGES)
def test_a_file_that_shares_something_else_meanwhile_is_stale(
    pack: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, stale: set[str]
) -> None:
    monkeypatch.setattr(reader, "MOST_HELD", 0)
    reading = PackReader(".", stamped=True)
    assert reading.shared.paths == {"./sources.toml"}
    before = next(each for each in listing(".") if each[0] == f"./{name}")
    (pack / name).write_text(text)
    all_facts(reading)
    after = next(each for each in listing(".") if each[0] == f"./{name}")
    digest = blake2b(text.encode(), digest_size=16).digest()
    assert reading.stale == stale
    assert reading.stamps[f"./{name}"] == ((*before, b"") if stale else (*after, digest))


def rewriting(path: Path, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the next of the texts before each look at the state of the file but the first."""
    seen: list[int] = []
    plain = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        if seen and texts:
            path.write_text(texts.pop(0))
        seen.append(descriptor)
        return plain(descriptor)

    monkeypatch.setattr(os, "fstat", fstat)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewriting(pack / "a.toml", ["changed once"], monkeypatch)
    data, state = read_with_state("./a.toml", ".")
    assert (data, ("./a.toml", state)) == (b"changed once", listing(".")[0])


def test_a_file_that_never_rests_counts_as_changed_later(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewriting(pack / "a.toml", ["one", "other", "another", "the last"], monkeypatch)
    data, state = read_with_state("./a.toml", ".")
    assert data == b"other"
    assert ("./a.toml", state) != listing(".")[0]


def test_the_listing_has_the_state_of_every_file(pack: Path) -> None:
    (pack / "deep").mkdir()
    (pack / "deep" / "c.toml").write_text("")
    (pack / "folder.toml").symlink_to("deep")
    (pack / "inside.toml").symlink_to("deep/c.toml")
    (pack / "nowhere.toml").symlink_to("nowhere")
    rows = dict(listing("."))
    assert tuple(rows) == fact_files(".")
    assert rows.pop("./nowhere.toml") == ABSENT
    for path, row in rows.items():
        found = os.stat(path)
        assert row == (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    assert "./folder.toml" not in rows


def test_listing_files_loads_next_to_nothing() -> None:
    script = "import sys; before = set(sys.modules); import misca_cli.files; "
    done = subprocess.run(
        (sys.executable, "-c", f"{script}print(*sorted(set(sys.modules) - before))"),
        check=True,
        capture_output=True,
        text=True,
    )
    ours = ("errors", "files")
    assert done.stdout.split() == ["__future__", "misca_cli", *(f"misca_cli.{o}" for o in ours)]


def test_an_id_that_is_left_out_can_be_referred_to(pack: Path) -> None:
    (pack / "c.toml").write_text(fact("A") + fact("d", 'supersedes = ["a", "A"]\n'))
    _, problems = read_pack(".")
    assert [(problem.key, problem.rule) for problem in problems] == [("fact.A", "duplicate-id")]


def test_what_is_shared_is_stale_when_its_file_is_gone(pack: Path) -> None:
    shared = PackReader(".").shared
    (pack / "sources.toml").unlink()
    again = PackReader(".", shared=shared)
    assert [path for path, _ in again.facts(only={"./a.toml"})] == ["./a.toml"]
    assert again.stale == {"./sources.toml"}


def test_a_reference_is_found_in_any_file_or_told(pack: Path) -> None:
    (pack / "a.toml").write_text(fact("a", 'replaced_by = "B"\nsupersedes = ["b", "zoo"]\n'))
    _, problems = read_pack(".")
    unknown = "is no fact of this pack"
    assert [str(problem).partition(": error: ")[2] for problem in problems] == [
        f'fact.a.replaced_by: "B" {unknown} (did you mean "b"?) [unknown-fact]',
        f'fact.a.supersedes.1: "zoo" {unknown} (add [fact.zoo]) [unknown-fact]',
    ]
    assert [(problem.line, problem.column) for problem in problems] == [(5, 15), (6, 20)]
