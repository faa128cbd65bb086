from __future__ import annotations

import gzip
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Misca = Callable[..., Run]

ROWS = """\
claim,who,what,value,when,source,at
France had 420 soldiers.,France,troops,420 soldiers,2013-12-05,The Herald,p1
France had some.,France,troops,many,2013-12-05,The Herald,p2
"Chad, too.",Chad,,,,The Herald,p3
"""
BAD = """\
claim,who,what,value,when,source,at
France had some.,France,troops,many,2013-12-05,The Herald,p2
"""
HERALD = """\
default.source = "the-herald"

[fact.france-had-420-soldiers-{first}]
claim = "France had 420 soldiers."
who = "france"
what = "troops"
value = "420 soldiers"
when = 2013-12-05
at = "p1"

[fact.chad-too-{second}]
claim = "Chad, too."
who = "chad"
at = "p3"
"""
EXPECTED = (
    'expected such as "420 soldiers", "~2800 soldiers", ">=1 year", "6..12 months", '
    '"+800 soldiers", "x2", "40 million USD" or "dozens of soldiers"'
)
PROBLEM = f'rows.csv:3: error: value: "many" is not a figure ({EXPECTED}) [bad-figure]\n'
GUESSED = (
    'misca: the values of "troops", a new measure, were guessed to be of the kind "figure" '
    "(--set what.value=KIND says otherwise)\n"
)
MADE = (
    "misca: new sources, known by name alone: 1 (the-herald)\n"
    "misca: new entities, known by name alone: 2 (chad, france)\n"
    "misca: new measures, known by name alone: 1 (troops)\n"
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, "utf-8")
    return path


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def herald(text: str) -> str:
    """Return the expected file with the digests that stand in a text."""
    ids = [line[-11:-1] for line in text.splitlines() if line.startswith("[fact.")]
    return HERALD.format(first=ids[0], second=ids[1])


@pytest.mark.usefixtures("rows")
def test_rows_come_into_a_new_pack(misca: Misca, tmp_path: Path) -> None:
    assert misca("import", "rows.csv", "--into", "new") == (
        1,
        (
            "new: 2 facts added, 4 records that they name, 1 row rejected "
            "(kept in rows.rejected.csv)\n"
        ),
        PROBLEM + GUESSED + MADE,
    )
    files = texts(tmp_path / "new")
    assert files == {
        "pack.toml": 'name = "new"\n',
        "sources.toml": '[source.the-herald]\ntype = "document"\ntitle = "The Herald"\n',
        "entities.toml": (
            '[entity.chad]\nname = "Chad"\nkind = "unknown"\n\n'
            '[entity.france]\nname = "France"\nkind = "unknown"\n'
        ),
        "measures.toml": "[measure.troops]\n",
        "the-herald.toml": herald(files["the-herald.toml"]),
    }
    assert (tmp_path / "rows.rejected.csv").read_text("utf-8") == BAD
    assert misca("query", "france", "--facts", "new").status == 0


def test_what_was_exported_comes_back_whatever_row_is_first(misca: Misca, tmp_path: Path) -> None:
    head = "id,claim,who,what,value,source,at\n"
    rows = ("unknown", "2013", "2013-12-05", "2014-01")
    lines = (f"a{number},C.,x,start,{value},s,p1\n" for number, value in enumerate(rows))
    (tmp_path / "rows.csv").write_text(head + "".join(lines), "utf-8")
    assert misca("import", "rows.csv", "--into", "new").status == 0

    misca("export", "--facts", "new", "-f", "csv", "-o", "all.csv")

    assert misca("import", "all.csv", "--into", "again").status == 0
    assert 'value = "date"' in (tmp_path / "again" / "measures.toml").read_text("utf-8")
    assert 'value = "2013"' in (tmp_path / "again" / "s.toml").read_text("utf-8")


@pytest.mark.parametrize(
    "export", ["export", "export -f csv", "export | gzip"], ids=["jsonl", "csv", "gz"]
)
@pytest.mark.usefixtures("pack")
def test_what_is_exported_can_be_piped_in(
    misca_in_shell: Misca, tmp_path: Path, export: str
) -> None:
    found = misca_in_shell(f"misca {export} | misca import - --into again")

    assert (found.status, found.stdout.partition(" added")[0]) == (0, "again: 3 facts")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "cache", "pack"]


def test_rows_of_standard_input_are_kept_too(misca_in_shell: Misca, tmp_path: Path) -> None:
    line = "claim,source,at\nA.,herald,p1\nB.,herald,\n"

    found = misca_in_shell(f"printf '{line}' | misca import - --into new")

    assert found.status == 1
    assert found.stdout.endswith("1 row rejected (kept in stdin.rejected.csv)\n")
    assert found.stderr.startswith("<stdin>:3: error: has no `at`")
    assert (tmp_path / "stdin.rejected.csv").read_text("utf-8") == ("claim,source,at\nB.,herald,\n")


def test_there_may_be_no_standard_input(
    misca_on_terminal: Callable[..., Run], misca_in_shell: Misca
) -> None:
    refused = 'misca: error: "-" reads standard input, and there is none\nhint: pipe rows into it\n'

    assert misca_on_terminal("import", "-", "--into", "new").stderr == refused
    assert misca_in_shell("misca import - --into new <&-").stderr == refused


REFUSED = """\
claim,who,what,value,when,source,at
France had 420 soldierz.,France,troops,420 soldierz,2013-13-05,The Herald,p2
France had 421 soldierz.,France,troops,421 soldierz,2013-12-05,The Herald,p2
A hidden \u202e mark.,France,,,,The Herald,p3
"""
RECORDS = """\
{"table": "entity", "id": "gaul", "name": "Gaul", "kind": "country", "aliases": ["France"]}
{"table": "fact", "id": "g1", "claim": "G.", "who": "gaul", "source": "the-herald", "at": "p1"}
{"id": "g2", "claim": "H.", "supersedes": ["g1"], "source": "the-herald", "at": "p1"}
"""


def test_what_check_refuses_does_not_come_in(misca: Misca, tmp_path: Path) -> None:
    good = "France had 420 soldiers.,France,troops,420 soldiers,2013-12-05,The Herald,p1\n"
    (tmp_path / "rows.csv").write_text(REFUSED + good, "utf-8")

    status, stdout, stderr = misca(
        "import", "rows.csv", "--into", "new", "--set", "what.unit=soldiers"
    )

    assert (status, stdout) == (
        1,
        (
            "new: 1 fact added, 3 records that they name, 3 rows rejected "
            "(kept in rows.rejected.csv)\n"
        ),
    )
    assert stderr.splitlines()[:3] == [
        (
            'rows.csv:2: error: when: "2013-13-05" is not a date (expected YYYY, YYYY-MM or '
            "YYYY-MM-DD) [bad-date]"
        ),
        (
            'rows.csv:3: error: value: "soldierz" can\'t be compared with "soldiers", the unit of '
            'the measure "troops" (did you mean "soldiers"?) [unit-mismatch]'
        ),
        (
            "rows.csv:4: error: claim: holds U+202E, right-to-left override (write what is meant "
            "without it) [control-characters]"
        ),
    ]
    assert (tmp_path / "rows.rejected.csv").read_text("utf-8") == REFUSED
    assert misca("check", "new") == (0, "", "")


def test_what_names_a_refused_record_does_not_come_in(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("claim,who,source,at\nA.,France,The Herald,p1\n", "utf-8")
    (tmp_path / "more.jsonl").write_text(RECORDS, "utf-8")
    misca("import", "rows.csv", "--into", "new")

    status, stdout, stderr = misca("import", "more.jsonl", "--into", "new")

    assert (status, stdout) == (
        1,
        "new: 0 facts added, 3 rows rejected (kept in more.rejected.jsonl)\n",
    )
    assert stderr == (
        'more.jsonl:1: error: aliases.0: "France" is a name of "france" too [alias-clash]\n'
        'more.jsonl:2: error: names the entity "gaul", which is refused\n'
        'more.jsonl:3: error: names the fact "g1", which is refused\n'
    )
    assert (tmp_path / "more.rejected.jsonl").read_text("utf-8") == RECORDS
    assert misca("check", "new") == (0, "", "")


@pytest.mark.usefixtures("rows")
def test_importing_twice_does_not_double(misca: Misca, tmp_path: Path) -> None:
    misca("import", "rows.csv", "--into", "new")
    before = texts(tmp_path / "new")

    assert misca("import", "rows.csv", "--into", "new") == (
        1,
        "new: 0 facts added, 2 rows already there, 1 row rejected (kept in rows.rejected.csv)\n",
        PROBLEM,
    )
    assert texts(tmp_path / "new") == before
    assert sorted(path.name for path in tmp_path.glob("rows.*")) == [
        "rows.csv",
        "rows.rejected.csv",
    ]


def test_mended_rows_come_in_later(misca: Misca, tmp_path: Path, rows: Path) -> None:
    misca("import", "rows.csv", "--into", "new")
    rejected = tmp_path / "rows.rejected.csv"
    rejected.write_text(BAD.replace("many", "hundreds of soldiers"), "utf-8")

    assert misca("import", "rows.rejected.csv", "--into", "new") == (
        0,
        "new: 1 fact added\n",
        "",
    )
    rows.write_text(ROWS.replace("many", "plenty"), "utf-8")
    misca("import", "rows.csv", "--into", "new")
    assert "hundreds" in rejected.read_text("utf-8")
    assert "plenty" in (tmp_path / "rows.rejected-2.csv").read_text("utf-8")


@pytest.mark.usefixtures("rows")
def test_a_dry_run_shows_and_writes_nothing(misca: Misca, tmp_path: Path) -> None:
    before = sorted(os.listdir(tmp_path))
    status, stdout, stderr = misca("import", "rows.csv", "--into", "new", "--dry-run")

    shown = herald(stdout).partition("\n\n")[2]
    with_sources = shown.replace('\nat = "', '\nsource = "the-herald"\nat = "')
    assert (status, stderr) == (1, PROBLEM + GUESSED + MADE)
    assert stdout == (
        "new/sources.toml: 1 added (new file)\n"
        "new/entities.toml: 2 added (new file)\n"
        "new/measures.toml: 1 added (new file)\n"
        "new/the-herald.toml: 2 added (new file)\n"
        f"\n{with_sources}\n"
        "new: 2 facts would be added, 4 records that they name, 1 row rejected "
        "(to be kept in rows.rejected.csv)\n"
    )
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize(
    ("count", "more"), [(3, ""), (4, "… and 1 more fact\n\n"), (6, "… and 3 more facts\n\n")]
)
def test_a_dry_run_tells_how_many_facts_it_does_not_show(
    misca: Misca, tmp_path: Path, count: int, more: str
) -> None:
    rows = "".join(f"A{number}.,s,p1\n" for number in range(count))
    (tmp_path / "a.csv").write_text(f"claim,source,at\n{rows}", "utf-8")

    stdout = misca("import", "a.csv", "--into", "new", "--dry-run").stdout

    assert stdout.count("[fact.") == 3
    assert stdout.partition('claim = "A2."\nsource = "s"\nat = "p1"\n\n')[2] == (
        f"{more}new: {count} facts would be added, 1 record that they name\n"
    )


def test_a_mapping_by_flags_and_by_file(misca: Misca, tmp_path: Path) -> None:
    line = '{"text": "A.", "subject": "Chad", "source": "herald", "page": 7, "x": 1}\n'
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (tmp_path / "m.toml").write_text(
        '[map]\nclaim = "text"\nat = "x"\n[set]\n"who.kind" = "country"\n', "utf-8"
    )

    assert misca(
        *("import", "r.jsonl.gz", "--into", "pack", "--mapping", "m.toml"),
        *("--map", "who=subject", "--map", "at=page"),
    ) == (
        0,
        "pack: 1 fact added, 1 record that they name\n",
        (
            "misca: new entities, known by name alone: 1 (chad)\n"
            'misca: columns that no field takes: "x" (--map FIELD=COLUMN takes one)\n'
        ),
    )
    added = (tmp_path / "pack" / "herald.toml").read_text("utf-8")
    assert added.splitlines()[0] == 'default.source = "herald"'
    assert added.splitlines()[3:] == ['claim = "A."', 'who = "chad"', 'at = "7"']
    assert (tmp_path / "pack" / "entities.toml").read_text("utf-8") == (
        '[entity.chad]\nname = "Chad"\nkind = "country"\n'
    )


def test_a_misspelt_column_is_told_of_with_what_it_may_mean(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Claim;Source;At;vlaue;link\nA.;herald;p1;3;x\n", "utf-8")

    assert misca("import", "a.csv", "--into", "pack").stderr == (
        'misca: columns that no field takes: "vlaue" (did you mean "value"?), "link" '
        "(--map FIELD=COLUMN takes one)\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_line_may_end_inside_a_cell(misca: Misca, tmp_path: Path, end: str) -> None:
    rows = ("claim,note,source,at", '"A.","b', 'c",herald,p1', "")
    (tmp_path / "a.csv").write_text(end.join(rows), "utf-8", newline="")
    line = '{"claim": "B.", "note": "b\\r\\nc", "source": "herald", "at": "p1"}'
    (tmp_path / "b.jsonl").write_text(line, "utf-8")

    assert misca("import", "a.csv", "b.jsonl", "--into", "pack").status == 0
    assert (tmp_path / "pack" / "herald.toml").read_text("utf-8").count('"b\\nc"') == 2


def test_several_files_and_those_that_reject_all(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("claim,source,at\nA.,herald,p1\n", "utf-8")
    (tmp_path / "b.tsv").write_text("claim\tsource\tat\nB.\tother\tp1\n", "utf-8")

    assert misca("import", "a.csv", "b.tsv", "--into", "pack", "--known-only") == (
        1,
        "pack: 1 fact added, 1 row rejected (kept in b.rejected.tsv)\n",
        'b.tsv:2: error: source: "other" is no source of the pack\n',
    )


def test_ten_bad_rows_and_a_count(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("claim\n" + "A.\n" * 12, "utf-8")

    status, stdout, stderr = misca("import", "a.csv", "--into", "pack")

    assert (status, len(stderr.splitlines())) == (1, 11)
    assert stderr.splitlines()[-1] == "… and 2 more bad rows"
    assert stdout == "pack: 0 facts added, 12 rows rejected (kept in a.rejected.csv)\n"


def test_nothing_of_a_row_reaches_the_terminal_raw(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "claim,source,at,when,\x1b[2J\nA.,herald,p1,\x1b[2J,x\n", "utf-8"
    )

    _, stdout, stderr = misca("import", "a.csv", "--into", "pack", "--dry-run")

    assert "\x1b" not in stdout + stderr


@pytest.mark.usefixtures("rows")
def test_nothing_is_imported_while_a_fact_file_is_broken(misca: Misca, pack: Path) -> None:
    (pack / "odd.toml").write_text("[", "utf-8")
    before = texts(pack)

    status, stdout, stderr = misca("import", "rows.csv", "--into", "pack")

    assert (status, stdout) == (2, "")
    assert [line.partition(": ")[0] for line in stderr.splitlines()] == [
        "pack/odd.toml:1:2",
        "misca",
    ]
    assert stderr.splitlines()[1] == (
        "misca: error: nothing is imported while a fact file of the pack is broken"
    )
    assert texts(pack) == before


BROKEN = """\
[source.herald]
type = "book"
title = "Herald"

[source.gazette]
title = "The Gazette"

[entity.gaul]
name = "Gaul"
aliases = ["Gallia"]

[fact.bad]
claim = "B."
source = "herald"
at = "p1"
when = "5 July"
"""


def test_a_broken_record_keeps_back_only_what_is_or_names_it(misca: Misca, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "facts.toml").write_text(BROKEN, "utf-8")
    (tmp_path / "rows.csv").write_text(
        "id,claim,source,at,who\n"
        "good,A.,herald,p1,\nbad,B.,herald,p1,\nBAD,B.,herald,p1,\n"
        "c,C.,The Gazette,p1,\nd,D.,herald,p1,gallia\n",
        "utf-8",
    )
    before = misca("check", "odd").stdout

    status, stdout, stderr = misca("import", "rows.csv", "--into", "odd")

    assert (status, stdout.partition(",")[0]) == (1, "odd: 1 fact added")
    assert stderr.splitlines() == [
        'rows.csv:3: error: id: "bad" is a broken fact of the pack (see `misca check`)',
        'rows.csv:4: error: id: "bad" is a broken fact of the pack (see `misca check`)',
        (
            'rows.csv:5: error: source: "The Gazette" is a broken source of the pack '
            "(see `misca check`)"
        ),
        'rows.csv:6: error: who: "gallia" is a broken entity of the pack (see `misca check`)',
    ]
    assert misca("check", "odd").stdout == before


def test_an_interrupted_run_leaves_a_pack_that_loads(
    tmp_path: Path, environment: dict[str, str], command: tuple[str, ...], misca: Misca
) -> None:
    lines = (f"C{number}.,s{number % 300},p1\n" for number in range(3000))
    (tmp_path / "a.csv").write_text("claim,source,at\n" + "".join(lines), "utf-8")
    process = subprocess.Popen(
        (*command, "import", "a.csv", "--into", "new"),
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while process.poll() is None and not any(tmp_path.glob("new/*.toml")):
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert process.returncode in (0, 130)
    # A new folder takes its place as a whole, or not at all.
    left = "".join(texts(tmp_path / "new").values()) if (tmp_path / "new").exists() else ""
    assert left.count("[fact.") in ((0, 3000) if process.returncode else (3000,))
    assert list(tmp_path.rglob("*.tmp")) == []
    again = misca("import", "a.csv", "--into", "new")
    assert again.status == 0


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        pytest.param(
            ("--into", "pack"),
            (
                'misca: error: "import" needs a file of rows\n'
                "hint: for example: misca import facts.csv --into my-pack --dry-run\n"
            ),
            id="no-file",
        ),
        pytest.param(
            ("rows.csv",),
            (
                'misca: error: "import" needs --into DIR\n'
                "hint: for example: misca import facts.csv --into my-pack --dry-run\n"
            ),
            id="no-pack",
        ),
        pytest.param(
            ("gone.csv", "--into", "pack"),
            'misca: error: "gone.csv": No such file or directory\n',
            id="no-such-file",
        ),
        pytest.param(
            ("rows", "--into", "pack"),
            (
                'misca: error: "rows": its name ends in neither .csv, .tsv nor .jsonl\n'
                "hint: add --from FORMAT\n"
            ),
            id="no-ending",
        ),
        pytest.param(
            ("rows.xlsx", "--into", "pack"),
            ('misca: error: "rows.xlsx" is a spreadsheet\nhint: save it as CSV, in UTF-8\n'),
            id="spreadsheet",
        ),
        pytest.param(
            ("rows.csv", "--into", "rows.csv"),
            'misca: error: --into: "rows.csv" is no folder\n',
            id="no-folder",
        ),
        pytest.param(
            ("rows.csv", "--into", "."),
            'misca: error: --into: "." is a folder of packs\nhint: name one of them\n',
            id="folder-of-packs",
        ),
        pytest.param(
            ("rows.csv", "--into", "pack", "--map", "claim=text"),
            (
                'misca: error: "rows.csv" has no column "text" for claim\n'
                "hint: its columns are claim, who, what, value, when, source, at\n"
            ),
            id="no-column",
        ),
    ],
)
@pytest.mark.usefixtures("rows")
def test_refused(misca: Misca, pack: Path, arguments: tuple[str, ...], stderr: str) -> None:
    before = texts(pack)

    assert misca("import", *arguments) == (2, "", stderr)
    assert texts(pack) == before
