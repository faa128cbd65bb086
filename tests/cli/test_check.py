from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Misca = Callable[..., Run]

PACKS = Path(__file__).parent.parent / "checks" / "packs"
BAD_DATE = (
    'broken/facts.toml:4:8: error: fact.a.when: "2013-13" is not a date '
    "(expected YYYY, YYYY-MM or YYYY-MM-DD) [bad-date]\n"
    '  when = "2013-13"\n'
    "         ^^^^^^^^^\n"
)
RULING = """\
# by hand

[ruling.one] # the only one
facts = ["fr-420", "fr-1000"]
verdict = "compatible"
why = "Two days."

# nothing more
"""
SEALED = """\
# by hand

[ruling.one] # the only one
facts = ["fr-420", "fr-1000"]
verdict = "compatible"
why = "Two days."
facts_sha256 = "6adfda13c5ac642b"

# nothing more
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "pack.toml").write_text('name = "broken"\n', "utf-8")
    text = '[fact.a]\nclaim = "C"\nat = "p1"\nwhen = "2013-13"\nsource = "s"\n'
    (folder / "facts.toml").write_text(text, "utf-8")
    sources = '[source.s]\ntype = "webpage"\ntitle = "S"\nwehn = 1\n'
    (folder / "sources.toml").write_text(sources, "utf-8")
    return folder


def copied(name: str, to: Path) -> Path:
    return Path(shutil.copytree(PACKS / name, to / name))


def test_a_clean_pack_is_passed_in_silence(misca: Misca, tmp_path: Path) -> None:
    copied("clean", tmp_path)

    assert misca("check", "clean") == Run(0, "", "")


def test_without_a_path_what_queries_read_is_checked(misca: Misca, broken: Path) -> None:
    run = misca("check", "--rule", "bad-date", env={"MISCA_FACTS": str(broken)})

    assert run == Run(1, BAD_DATE, "misca: 1 error\n")


def test_who_works_in_a_pack_is_told_that_another_was_checked(misca: Misca, tmp_path: Path) -> None:
    for file in (PACKS / "clean").iterdir():
        shutil.copy(file, tmp_path)
    (tmp_path / "pack.toml").touch()
    other = PACKS / "clean"

    told = f'misca: "{other}" was checked; misca check . checks the pack in this folder\n'
    assert misca("check", env={"MISCA_FACTS": str(other)}) == Run(0, "", told)
    assert "was checked" not in misca("check", "--facts", ".").stderr


def test_errors_and_warnings_are_told_and_counted(misca: Misca, broken: Path) -> None:
    run = misca("check", str(broken))

    assert run.status == 1
    assert run.stdout == BAD_DATE + (
        'broken/sources.toml:4:1: warning: source.s.wehn: "wehn" is not known here '
        "and is left out [unknown-key]\n"
        "  wehn = 1\n"
        "  ^^^^\n"
    )
    assert run.stderr == "misca: 1 error, 1 warning\n"


@pytest.mark.usefixtures("broken")
def test_a_warning_alone_is_enough(misca: Misca) -> None:
    assert misca("check", "broken", "--skip", "bad-date").status == 1
    assert misca("check", "broken", "--skip=bad-date,unknown-key") == Run(0, "", "")


@pytest.mark.parametrize("path", ["broken/facts.toml", "broken/../broken/facts.toml"])
@pytest.mark.usefixtures("broken")
def test_a_file_of_a_pack_is_checked_within_it(misca: Misca, path: str) -> None:
    assert misca("check", path) == Run(1, BAD_DATE, "misca: 1 error\n")


def test_notes_never_change_the_status(misca: Misca, tmp_path: Path) -> None:
    copied("unused", tmp_path)
    lonely = (
        "unused/facts.toml:12:1: note: entity.lonely: nothing refers to it [unused-entity]\n"
        "  [entity.lonely]\n"
        "  ^^^^^^^^^^^^^^^\n"
    )

    assert misca("check", "unused") == Run(0, "", "")
    assert misca("check", "unused", "--rule", "unused-entity") == Run(0, lonely, "misca: 1 note\n")
    noted = misca("check", "unused", "--notes")
    assert (noted.status, lonely in noted.stdout) == (0, True)


def test_json_is_one_document_in_any_case(misca: Misca, tmp_path: Path, broken: Path) -> None:
    copied("clean", tmp_path)
    clean = misca("check", "clean", "--json")
    faulty = misca("check", str(broken), "--rule", "bad-date", "-f", "json")
    empty = {"format_version": "1.0", "command": "check", "errors": 0, "warnings": 0, "notes": 0}

    assert (clean.status, clean.stderr) == (0, "")
    assert json.loads(clean.stdout) == {**empty, "problems": []}
    assert (faulty.status, faulty.stderr) == (1, "")
    assert json.loads(faulty.stdout) == {
        **empty,
        "errors": 1,
        "problems": [
            {
                "file": "broken/facts.toml",
                "line": 4,
                "column": 8,
                "severity": "error",
                "rule": "bad-date",
                "key": "fact.a.when",
                "message": '"2013-13" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)',
                "text": 'when = "2013-13"',
                "remedy": 'Write such as "2013-12", "2013-12-05~" or "[2013-11-26..2013-11-27]".',
                "fixable": False,
            }
        ],
    }


def test_a_rule_is_explained(misca: Misca) -> None:
    assert misca("check", "--explain", "unused-entity") == Run(
        0,
        "unused-entity (note)\n\n"
        "Name entities that no fact, no statement and no other entity refers to.\n\n"
        "Remedy: Drop it, or refer to it.\n",
        "",
    )
    assert len(misca("check", "--explain", "all").stdout.splitlines()) > 40


@pytest.mark.parametrize("option", ["--rule", "--skip", "--explain"])
def test_a_rule_that_is_none_is_refused(misca: Misca, option: str) -> None:
    assert misca("check", option, "unused-entitty") == Run(
        2,
        "",
        f'misca: error: {option}: "unused-entitty" is no rule\n'
        'hint: did you mean "unused-entity"?\n',
    )


def test_a_path_that_is_not_there_keeps_no_other_from_being_checked(
    misca: Misca, broken: Path
) -> None:
    run = misca("check", "nowhere", "broken", "--rule", "bad-date")
    assert (run.status, run.stdout) == (2, BAD_DATE)
    assert run.stderr == (
        'misca: 1 error\nmisca: error: can\'t read the facts in "nowhere": it is not there\n'
    )
    assert broken.is_dir()


def test_facts_named_by_an_option_are_checked_beside_paths(
    misca: Misca, broken: Path, pack: Path
) -> None:
    run = misca("check", str(pack), "--facts", str(broken), "--rule", "bad-date")
    assert (run.status, run.stdout) == (1, BAD_DATE)


@pytest.mark.parametrize("rule", ["all", "duplicate-id"])
def test_an_explanation_keeps_to_a_narrow_terminal(
    misca_on_terminal: Misca, misca: Misca, rule: str
) -> None:
    shown = misca_on_terminal("check", "--explain", rule, columns=40).stdout
    assert max(map(len, shown.splitlines())) <= 40
    assert shown.split() == misca("check", "--explain", rule).stdout.split()


@pytest.mark.parametrize("words", [(), ("check",)])
def test_help_keeps_to_a_narrow_terminal(misca_on_terminal: Misca, words: tuple[str, ...]) -> None:
    shown = misca_on_terminal(*words, "--help", columns=40).stdout
    said = [line for line in shown.splitlines() if not line.startswith("  misca ")]
    assert max(map(len, said)) <= 40
    assert "\n  -h, --help\n      Show this help.\n" in shown


def test_a_folder_without_fact_files_is_no_clean_pack(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "facts.tml").touch()
    told = 'misca: error: there are no fact files in "bare": their names end in .toml\n'
    assert misca("check", "bare") == Run(2, "", told)
    done = misca("query", "ferry", "--facts", "bare")
    assert done == Run(1, "", 'misca: there are no facts in "bare"; fact files end in .toml\n')


def test_what_is_not_there_is_no_clean_pack(misca: Misca) -> None:
    run = misca("check", "nowhere")

    assert (run.status, run.stdout) == (2, "")
    assert run.stderr.startswith('misca: error: can\'t read the facts in "nowhere"')


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("broken/typo.toml", 'can\'t read the facts in "broken/typo.toml"'),
        ("broken/notes.md", '"broken/notes.md" is no fact file of "broken"'),
    ],
)
def test_what_is_no_part_of_a_pack_is_no_clean_one(
    misca: Misca, broken: Path, path: str, message: str
) -> None:
    (broken / "notes.md").write_text("# Notes\n", "utf-8")
    run = misca("check", path)

    assert (run.status, run.stdout) == (2, "")
    assert run.stderr.startswith(f"misca: error: {message}")


def test_no_toml_is_told_whatever_is_asked_and_hides_no_reference(
    misca: Misca, broken: Path
) -> None:
    more = '[fact.b]\nclaim = "C"\nat = "p1"\nsource = "ss"\n'
    (broken / "more.toml").write_text(more, "utf-8")
    (broken / "sources.toml").write_text('[source.s\ntype = "webpage"\ntitle = "S"\n', "utf-8")
    whole = misca("check", str(broken), "--rule", "unknown-source")
    part = misca("check", str(broken / "more.toml"), "--rule", "unknown-source")

    told = 'broken/more.toml:4:10: error: fact.b.source: "ss" is no source of this pack'
    assert (whole.status, whole.stdout.count("error: ")) == (1, 2)
    assert told in whole.stdout
    assert "broken/sources.toml:1:10: error: the header is not closed" in whole.stdout
    assert (part.status, part.stdout.count("error: ")) == (1, 1)
    assert told in part.stdout
    rest = misca("check", str(broken), "--rule", "stale", "--skip", "bad-toml")
    assert rest == Run(0, "", "")


def test_a_file_that_cannot_be_read_is_told_even_of_another_file(
    misca: Misca, broken: Path
) -> None:
    (broken / "outside.toml").symlink_to("/etc/hostname")
    run = misca("check", str(broken / "facts.toml"), "--rule", "unknown-source")

    assert run.status == 2
    assert "broken/outside.toml: error: is a link to a file outside the pack" in run.stdout


def test_a_file_that_cannot_be_read_is_told_whatever_is_asked(misca: Misca, broken: Path) -> None:
    (broken / "outside.toml").symlink_to("/etc/hostname")
    run = misca("check", str(broken), "--rule", "stale")

    assert run.status == 2
    assert run.stdout == (
        "broken/outside.toml: error: is a link to a file outside the pack: "
        "copy the file into the pack [unreadable]\n"
    )


def test_fixing_writes_a_missing_digest_and_nothing_else(misca: Misca, pack: Path) -> None:
    (pack / "rulings.toml").write_text(RULING, "utf-8")
    kept = (pack / "facts.toml").read_bytes()

    assert misca("check", "pack").status == 1
    assert misca("check", "pack", "--fix") == Run(0, "", 'misca: wrote "pack/rulings.toml"\n')
    assert (pack / "rulings.toml").read_text("utf-8") == SEALED
    assert (pack / "facts.toml").read_bytes() == kept
    assert misca("check", "pack", "--fix") == Run(0, "", "")


def test_fixing_makes_toml_1_0(misca: Misca, tmp_path: Path) -> None:
    folder = copied("not-toml-1.0", tmp_path)
    run = misca("check", "not-toml-1.0", "--fix", "--rule", "not-toml-1.0")

    assert run.status == 1
    assert run.stdout.count("[not-toml-1.0]") == 1
    assert run.stderr == 'misca: wrote "not-toml-1.0/facts.toml"\nmisca: 1 warning\n'
    assert 'title = "caf\\u00e9 \\u001b[0m"' in (folder / "facts.toml").read_text("utf-8")


def test_an_expired_ruling_is_told_by_every_command_until_somebody_acts(
    misca: Misca, pack: Path
) -> None:
    (pack / "rulings.toml").write_text(SEALED.replace("6adf", "0000"), "utf-8")
    told = (
        "pack/rulings.toml:7:16: warning: ruling.one.facts_sha256: a fact of this ruling says "
        "something else by now, so it decides nothing (look at it again, drop this line, then "
        "`misca check --fix`) [expired-ruling]\n"
    )

    for options in ((), (), ("--no-cache",)):
        run = misca("query", "soldiers", *options)
        assert (run.status, run.stderr) == (0, told)
    fixed = misca("check", "pack", "--fix")
    assert (fixed.status, fixed.stdout.splitlines()[0] + "\n") == (1, told)


def test_saved_copies_know_better_where_a_passage_stands(misca: Misca, tmp_path: Path) -> None:
    copied("unanchored", tmp_path)
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "herald.txt").write_text("One.\n\nTwo passengers.\n", "utf-8")
    run = misca("check", "unanchored", "--copies", "copies")

    assert run.status == 1
    assert [line for line in run.stdout.splitlines() if line.startswith("unanchored/")] == [
        (
            'unanchored/facts.toml:4:6: warning: fact.a.at: "p1 s2": the copy has no such place '
            "[unanchored]"
        ),
        (
            'unanchored/facts.toml:16:6: warning: fact.c.at: "p2": the copy no longer holds the '
            "passage (read it again) [unanchored]"
        ),
        (
            'unanchored/facts.toml:22:6: warning: fact.gone.at: "p1" has no anchor '
            "(misca anchors --copies DIR --write makes one) [unanchored]"
        ),
    ]


def test_copies_that_are_not_there_are_refused(misca: Misca) -> None:
    assert misca("check", "pack", "--copies", "nowhere") == Run(
        2, "", 'misca: error: --copies: "nowhere" is no folder\n'
    )


def test_a_terminal_gets_colour(misca_on_terminal: Misca, broken: Path) -> None:
    run = misca_on_terminal("check", str(broken), "--rule", "bad-date")

    assert run.stdout.startswith(
        "\x1b[1mbroken/facts.toml:4:8\x1b[0m: \x1b[1;31merror\x1b[0m: fact.a.when: "
    )


def test_problems_go_to_a_file_where_it_is_asked(misca: Misca, broken: Path) -> None:
    run = misca("check", str(broken), "--rule", "bad-date", "-o", "told.txt")

    assert (run.status, run.stdout) == (1, "")
    assert (broken.parent / "told.txt").read_text("utf-8") == BAD_DATE
