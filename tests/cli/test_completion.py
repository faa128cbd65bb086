"""`misca completion`: what it offers, and that real shells take it and run none of it."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from misca_cli.cli.options import SHELLS, all_commands

from .conftest import Run

Misca = Callable[..., Run]

HOSTILE = (
    "$(touch pwned) `touch pwned` ; touch pwned\\n|*?[a] \\t\\u001b[2J \\u0007 \\\" ' \\\\ %n ${x}"
)
ENTITIES = f"""
[entity.hollande]
name = "François Hollande"
kind = "person"

[entity.evil-one]
name = "{HOSTILE}"
kind = "person"

[entity.evil-two]
name = "{HOSTILE}"
kind = "person"

[measure.troops]
unit = "soldiers"

[fact.evil-fact]
claim = "{HOSTILE}"
source = "herald"
at = "p1"
tags = ["{HOSTILE}"]
"""


@pytest.fixture
def wide_pack(pack: Path) -> Path:
    """The pack with entities whose names are meant to do harm."""
    (pack / "more.toml").write_text(ENTITIES, "utf-8")
    return pack


@pytest.fixture
def offered(misca: Misca, wide_pack: Path) -> Callable[[str], list[str]]:
    """Ask, as a shell does, what may stand at the end of a line."""
    assert wide_pack.is_dir()

    def ask(line: str, *more: str, to: str = "fish") -> list[str]:
        done = misca("completion", to, f" {line}", *more)
        assert (done.status, done.stderr) == (0, "")
        return done.stdout.splitlines()

    return ask


Offered = Callable[..., list[str]]


def test_commands_are_offered_with_what_they_answer(offered: Offered) -> None:
    named = [f"{command.name}\t{command.answers}" for command in all_commands()]
    assert offered("misca ") == ["described", *named]
    assert offered("misca help ") == ["described", *named]
    assert offered("misca que") == ["described", "query\twhich facts match, best first"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("misca --v", ["--version"]),
        ("misca nothing ", []),
        ("misca query --for", ["--format"]),
        ("misca query --format ", ["table", "plain", "json", "jsonl", "csv"]),
        ("misca query -f js", ["json", "jsonl"]),
        ("misca query --format=js", ["--format=json", "--format=jsonl"]),
        ("misca query --nonsense=js", []),
        ("misca query --json --js", []),
        ("misca query --facts pack --fac", ["--facts"]),
        ("misca query --limit ", []),
        ("misca query --limit=5 --li", []),
        ("misca query --he", ["--help"]),
        ("misca query -- --for", []),
        ("misca cache ", ["info", "clear", "path"]),
        ("misca cache info ", []),
        ("misca completion z", ["zsh"]),
        ("misca query who:", ["who:evil-one", "who:evil-two", "who:france", "who:hollande"]),
        ("misca query french by:hol", ["by:hollande"]),
        ("misca query 'where:fr", ["where:france"]),
        ("misca check --rule bad-t", ["bad-toml", "bad-type", "bad-tolerance"]),
        (
            "misca check --skip=stale,dup",
            ["--skip=stale,duplicate-pack", "--skip=stale,duplicate-id"],
        ),
        ("misca check --explain unknown-s", ["unknown-source", "unknown-statement"]),
        ("misca query what:", ["what:troops"]),
        ("misca query source:h", ["source:herald"]),
        ("misca query stage:an", ["stage:announced"]),
        ("misca query act:de", ["act:denies"]),
        ("misca query tag:", []),
        ("misca query nothing:", []),
        ("misca show fr-", ["fr-1000", "fr-420"]),
        ("misca show fr-420 und", ["undated"]),
        ("misca show nothing", []),
        ("misca show --facts nowhere fr", []),
        ("VARIABLE=1 misca show und", ["undated"]),
    ],
)
def test_words(offered: Offered, line: str, words: list[str]) -> None:
    assert [each.split("\t")[0] for each in offered(line)[1:]] == words


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("misca query --facts ", "folders"),
        ("misca query --facts=p", "folders"),
        ("misca query --output ", "files"),
        ("misca query wh", "beginnings"),
        ("misca query word", "words"),
    ],
)
def test_kinds(offered: Offered, line: str, kind: str) -> None:
    assert offered(line)[0] == kind


def test_what_a_name_holds_stays_on_its_line(offered: Offered) -> None:
    said = "$(touch pwned) `touch pwned` ; touch pwned |*?[a] \\x1b[2J \\x07 \" ' \\ %n ${x}"
    assert offered("misca query who:evil") == [
        "described",
        f"who:evil-one\t{said}",
        f"who:evil-two\t{said}",
    ]
    assert offered("misca show evil") == ["described", f"evil-fact\t{said}"]


def test_facts_that_the_line_names_are_meant(
    offered: Offered, tmp_path: Path, environment: dict[str, str]
) -> None:
    other = tmp_path / "other one"
    other.mkdir()
    (other / "a.toml").write_text('[entity.chad]\nname = "Chad"\nkind = "country"\n')
    assert offered("misca query --facts 'other one' who:") == ["described", "who:chad\tChad"]
    environment["HOME"] = str(tmp_path)
    assert offered("misca query --facts ~/other\\ one who:")[1:] == ["who:chad\tChad"]


def test_ids_of_packs_whose_names_are_no_words_are_left_out(
    offered: Offered, tmp_path: Path, pack: Path
) -> None:
    for folder, name in (("one", "$(touch pwned)"), ("two", "two")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pack.toml").write_text(f'name = "{name}"\n')
        shutil.copy(pack / "facts.toml", tmp_path / folder)
    folders = "--facts one --facts two"
    found = offered(f"misca show {folders} ")
    assert [each.split("\t")[0] for each in found[1:]] == [
        *("two/fr-1000", "two/fr-420", "two/undated"),
    ]


def test_of_many_ids_the_beginnings_are_offered(offered: Offered, long_pack: Path) -> None:
    more = "\n".join(
        f'[fact.g{number}]\nclaim = "One."\nsource = "herald"\nat = "p1"' for number in range(400)
    )
    (long_pack / "more.toml").write_text(more)
    folders = f"--facts {shlex.quote(str(long_pack))}"
    assert offered(f"misca show {folders} ") == ["beginnings", "f", "g", "u"]
    assert len(offered(f"misca show {folders} g1")) == 112


def test_nobody_waits_for_a_large_index(offered: Offered, long_pack: Path, misca: Misca) -> None:
    with (long_pack / "more.toml").open("w") as file:
        file.write(f"# {'x' * (1 << 20)}\n")
    line = f"misca show --facts {shlex.quote(str(long_pack))} fr"
    assert offered(line) == ["words"]
    misca("query", "soldiers", "--facts", str(long_pack))
    assert [each.split("\t")[0] for each in offered(line)] == ["described", "fr-1000", "fr-420"]


def test_a_broken_pack_or_configuration_offers_nothing_and_says_nothing(
    offered: Offered, environment: dict[str, str], tmp_path: Path
) -> None:
    environment["MISCA_FACTS"] = str(tmp_path / "nowhere")
    assert offered("misca show ") == ["words"]
    assert offered("misca query --format j")[1:] == ["json", "jsonl"]


def test_bash_keeps_what_stands_before_a_colon(offered: Offered) -> None:
    breaks = " \t\n\"'><=;|&(:"
    assert offered("misca query who:fr", breaks, to="bash")[1:] == ["france"]
    assert offered("misca query --format=js", breaks, to="bash")[1:] == ["json", "jsonl"]
    assert offered("misca query 'who:fr", breaks, to="bash")[1:] == ["who:france"]
    assert offered("misca query who:fr", " \t\n", to="bash")[1:] == ["who:france"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            (),
            (
                'misca: error: "completion" needs one of bash, zsh, fish\n'
                "hint: for example: misca completion bash\n"
            ),
        ),
        (
            ("fsh",),
            (
                'misca: error: completion: "fsh" is none of bash, zsh, fish\n'
                'hint: did you mean "fish"?\n'
            ),
        ),
    ],
)
def test_misuse(misca: Misca, arguments: tuple[str, ...], expected: str) -> None:
    assert misca("completion", *arguments) == Run(2, "", expected)


@pytest.mark.parametrize("line", ["misca q", "misca query who:fr", "misca show fr-"])
def test_no_tab_waits_for_what_an_answer_does_without(
    offered: Offered, environment: dict[str, str], tmp_path: Path, line: str
) -> None:
    offered("misca show fr-")  # the index is there
    program = (
        "import sys; from misca_cli.cli.edge import carry_out\n"
        "from misca_cli.cli.request import Invocation\n"
        f"carry_out(Invocation(command='completion', words=('zsh', {line!r})))\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        (sys.executable, "-c", program),
        check=True,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    slow = {"click", "rich", "tomli", "re", "json", "typing", "misca_cli.load.reader"}
    assert slow.isdisjoint(done.stderr.split())
    assert len(done.stdout.splitlines()) > 1


# In the shells themselves

CHECKED = {"bash": ("bash", "-n"), "zsh": ("zsh", "-n"), "fish": ("fish", "--no-execute")}
STARTED = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
# What is completed is a function that shows the words it gets.
SHOWN = """\
argv() { printf '<%s>' "$@"; printf '\\n'; }
"""
PREPARED = {
    "bash": f". ./script.bash\n{SHOWN}complete -F _misca argv\nPS1='> '\n",
    "zsh": f"autoload -U compinit; compinit -u -D\n. ./script.zsh\n{SHOWN}"
    "compdef _misca argv\nPS1='> '\n",
    "fish": ". ./script.fish\nfunction argv; printf '<%s>' $argv; printf '\\n'; end\n"
    "complete -c argv -e; complete -c argv -f -k -a '(__misca_complete)'\n",
}


def shells() -> list[object]:
    return [
        pytest.param(
            shell,
            marks=pytest.mark.skipif(
                shutil.which(shell) is None, reason=f"{shell} is missing: apt-get install {shell}"
            ),
        )
        for shell in SHELLS
    ]


@pytest.fixture
def home(tmp_path: Path, environment: dict[str, str], command: tuple[str, ...]) -> Path:
    """A folder to start shells in, with `misca` on the path and files that a glob would find."""
    program = tmp_path / "bin" / "misca"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n')
    program.chmod(0o755)
    environment["PATH"] = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment["HOME"] = str(tmp_path)
    environment["INPUTRC"] = os.devnull
    environment["fish_greeting"] = ""
    (tmp_path / "notes.txt").touch()
    return tmp_path


@pytest.fixture
def typed_in(
    home: Path, environment: dict[str, str], misca: Misca, wide_pack: Path
) -> Callable[[str, str], str]:
    """Type lines into a shell on a terminal, and return what it shows."""
    assert wide_pack.is_dir()
    misca("query", "france")  # the index is there

    def type_in(shell: str, keys: str) -> str:
        (home / f"script.{shell}").write_text(misca("completion", shell).stdout)
        (home / f"prepared.{shell}").write_text(PREPARED[shell])
        ours, theirs = pty.openpty()
        # A session that opens a terminal gets it as its own.
        opened = f"exec {shlex.join(STARTED[shell])} <{{0}} >{{0}} 2>&1".format(os.ttyname(theirs))
        process = subprocess.Popen(
            ("/bin/sh", "-c", opened), cwd=home, env=environment, start_new_session=True
        )
        with open(theirs, "wb"), open(ours, "wb", buffering=0):
            os.write(ours, f". ./prepared.{shell}; printf '%s-%s\\n' all ready\r".encode())
            shown = _until(ours, "all-ready")
            os.write(ours, f"{keys}\r".encode())
            os.write(ours, b"printf '%s-%s\\n' all done\r")
            shown += _until(ours, "all-done")
            os.write(ours, b"exit\r")
            process.kill()
            process.wait()
        assert not (home / "pwned").exists()
        return shown

    return type_in


TypedIn = Callable[[str, str], str]


def _until(descriptor: int, word: str, seconds: float = 30) -> str:
    """Read what is shown until a word stands there."""
    shown = b""
    end = time.monotonic() + seconds
    while word.encode() not in shown:
        ready, _, _ = select.select([descriptor], [], [], max(0, end - time.monotonic()))
        assert ready, f"no {word!r} in {shown!r}"
        shown += os.read(descriptor, 65536)
    return shown.decode(errors="replace")


@pytest.mark.parametrize("shell", shells())
def test_the_script_is_sound(shell: str, misca: Misca, tmp_path: Path) -> None:
    script = tmp_path / f"script.{shell}"
    script.write_text(misca("completion", shell).stdout)
    done = subprocess.run((*CHECKED[shell], script), check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


COMPLETED = (
    ("argv que\t1", "<query><1>"),
    ("argv query who:fra\t2", "<query><who:france><2>"),
    ("argv query french by:holl\t3", "<query><french><by:hollande><3>"),
    ("argv query 'who:fra\t4", "<query><who:france><4>"),
    ("argv query whe\tfra\t5", "<query><whe"),  # when: and where:, neither is taken
    ("argv query --form\tj\t6", "<query><--format><json"),
    ("argv query --format=cs\t7", "<query><--format=csv><7>"),
    ("argv query --output note\t8", "<query><--output><notes.txt><8>"),
    ("argv show fr-4\t9", "<show><fr-420><9>"),
    ("argv show evil\t10", "<show><evil-fact><10>"),
    ("argv query who:evil-o\t11", "<query><who:evil-one><11>"),
    ("argv query $(touch pwned-by-hand) who:fra\t12", "<query><who:france><12>"),
)


@pytest.mark.parametrize("shell", shells())
def test_a_shell_completes(typed_in: TypedIn, shell: str) -> None:
    shown = typed_in(shell, "\r".join(keys for keys, _ in COMPLETED))
    assert [keys for keys, words in COMPLETED if words not in shown] == []


@pytest.mark.parametrize("shell", shells())
def test_a_list_with_hostile_names_runs_nothing(typed_in: TypedIn, shell: str) -> None:
    shown = typed_in(shell, "argv query who:evil\t\t\x15argv fine")
    assert "<fine>" in shown
    assert "\x1b[2J \x07" not in shown
