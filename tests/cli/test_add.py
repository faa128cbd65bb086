"""`misca add`, by options and by questions on a terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import misca_cli
from misca_cli.cli.asking import completer
from misca_cli.cli.workplace import workplace
from misca_cli.errors import UsageError
from misca_cli.schema import TABLES

from .conftest import PACK, Run

Misca = Callable[..., Run]

# Written for these tests; no source document is quoted.
COPY = """\
The Ferry Returns

The harbour reopened on 3 May. Its ferry carried 90 people.

Few people saw the ferry.
"""
LOG = """
[source.log]
type = "webpage"
title = "The Log"
copy = { file = "log.txt" }

[entity.ferry]
name = "The Ferry"
kind = "ship"

[measure.people]
unit = "people"
"""
NEW = """
[fact.rained]
claim = "It rained."
source = "herald"
at = "p4"
"""
PATIENCE = 30
"""Seconds after which a run that says nothing is ended."""
SAID = ("--claim", "It rained.", "--source", "herald", "--at", "p4")


@pytest.fixture
def facts(pack: Path, tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "log.txt").write_text(COPY, "utf-8")
    (pack / "log.toml").write_text(LOG, "utf-8")
    return pack / "facts.toml"


def listed(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_by_options(misca: Misca, facts: Path) -> None:
    facts.chmod(0o640)

    assert misca("add", *SAID) == Run(0, "rained\n", "misca: added at pack/facts.toml:30\n")
    assert facts.read_text("utf-8") == PACK + NEW
    assert facts.stat().st_mode & 0o777 == 0o640
    assert misca("check") == Run(0, "", "")
    assert misca("show", "rained", "--fields", "at").stdout == "p4\n"


@pytest.mark.usefixtures("facts")
def test_every_field_is_an_option(misca: Misca, pack: Path) -> None:
    said = {
        "claim": "The ferry carried 90 people.",
        "source": "the log",
        "at": "p2 s2",
        "who": "The Ferry",
        "what": "people",
        "where": "france",
        "involves": "france; ferry",
        "value": "~90 people",
        "basis": "unclear",
        "when": "2013-12-05",
        "stage": "done",
        "act": "estimates",
        "by": "France",
        "said": "2013-12",
        "cites": "log",
        "reads": "when=today",
        "note": "n",
        "status": "retired",
        "because": "b",
        "replaced_by": "fr-420",
        "supersedes": "fr-1000",
        "tags": "a; b",
    }
    names = [field.name for field in TABLES["fact"]]
    assert [name for name in names if name not in said] == ["statement"]
    options = [f"--{name.replace('_', '-')}={text}" for name, text in said.items()]

    run = misca("add", *options, "--id", "crossing", "--copies", "copies", "--file", "new.toml")

    assert run == Run(0, "crossing\n", "misca: added at pack/new.toml:1\n")
    assert (
        (pack / "new.toml").read_text("utf-8")
        == """\
[fact.crossing]
claim = "The ferry carried 90 people."
who = "ferry"
what = "people"
value = "~90 people"
where = "france"
involves = ["france", "ferry"]
basis = "unclear"
when = 2013-12-05
stage = "done"
act = "estimates"
by = "france"
said = "2013-12"
source = "log"
at = "p2 s2"
cites = ["log"]
reads = { when = "today" }
note = "n"
status = "retired"
because = "b"
replaced_by = "fr-420"
supersedes = ["fr-1000"]
tags = ["a", "b"]
"""
    )
    assert (
        (pack / "anchors.toml").read_text("utf-8")
        == """\
# written by `misca anchors --write`; do not edit

[anchors.log]
"p2 s2" = "2:6+5:e45fec5a635a"
"""
    )
    assert misca("anchors", "--copies", "copies").stdout.splitlines()[-1] == (
        "log: 1 of 1 places proved"
    )


def test_a_place_is_found_by_its_words(misca: Misca, facts: Path, pack: Path) -> None:
    run = misca(
        *("add", "--claim", "It reopened.", "--source", "log", "--copies", "copies"),
        *("--passage", "harbour reopened"),
    )

    assert run == Run(
        0,
        "reopened\n",
        "p2 s1: The harbour reopened on 3 May.\nmisca: added at pack/facts.toml:30\n",
    )
    assert 'at = "p2 s1"' in facts.read_text("utf-8")
    assert '"p2 s1" = ' in (pack / "anchors.toml").read_text("utf-8")


REFUSED = [
    pytest.param(
        ("--who", "frence"),
        'misca: error: --who: "frence" is no entity of this pack (did you mean "france"?)\n',
        id="name",
    ),
    pytest.param(
        ("--when", "3 mai"),
        'misca: error: --when: "3 mai" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)\n',
        id="date",
    ),
    pytest.param(
        ("--stage", "doen"),
        'misca: error: --stage: "doen" is none of proposed, announced, committed, authorised, '
        'scheduled, ongoing, done, cancelled\nhint: did you mean "done"?\n',
        id="choice",
    ),
    pytest.param(
        ("--id", "FR-420"), 'misca: error: --id: "FR-420" is the id of another fact\n', id="id"
    ),
    pytest.param(
        ("--value", "3 people"),
        "pack/facts.toml:30:1: error: fact.rained: has no `who` (a value needs it) [missing-key]\n"
        "  [fact.rained]\n  ^^^^^^^^^^^^^\n"
        "pack/facts.toml:30:1: error: fact.rained: has no `what` (a value needs it) [missing-key]\n"
        "  [fact.rained]\n  ^^^^^^^^^^^^^\n"
        "misca: error: nothing is added: `misca check` would refuse it so\n",
        id="missing-key",
    ),
    pytest.param(
        ("--note", "a\u202eb"),
        "pack/facts.toml:34:10: warning: fact.rained.note: holds U+202E, right-to-left override "
        "(write what is meant without it) [control-characters]\n"
        '  note = "a\\u202eb"\n           ^^^^^^^^\n'
        "misca: error: nothing is added: `misca check` would refuse it so\n",
        id="warning",
    ),
    pytest.param(
        ("--passage", "x"),
        "misca: error: --passage: finds a place in the copy of --source below --copies, "
        "instead of --at\n",
        id="passage",
    ),
    pytest.param(
        ("--copies", "nowhere"), 'misca: error: --copies: "nowhere" is no folder\n', id="copies"
    ),
    pytest.param(
        ("--file", "../new.toml"),
        'misca: error: --file: "../new.toml" is not in the pack "{pack}"\n',
        id="file",
    ),
    pytest.param(("it",), 'misca: error: "add" takes options only, not "it"\n', id="words"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "stderr"), REFUSED)
@pytest.mark.usefixtures("facts")
def test_refusals_change_nothing(
    misca: Misca, pack: Path, more: tuple[str, ...], stderr: str
) -> None:
    before = listed(pack)

    assert misca("add", *SAID, *more) == Run(2, "", stderr.format(pack=pack))
    assert listed(pack) == before


def test_all_wrong_options_are_told_at_once(misca: Misca, facts: Path) -> None:
    wrong = ("--source=gazete", "--who=ferri", "--what=peple", "--when=5 july", "--stage=doen")

    run = misca("add", "--claim=x", "--at=p1", *wrong, "--id=fr-420")

    assert (run.status, run.stdout) == (2, "")
    assert [line.split('"')[0] for line in run.stderr.splitlines()] == [
        "misca: error: --stage: ",
        "hint: did you mean ",
        "misca: error: --source: ",
        "misca: error: --who: ",
        "misca: error: --what: ",
        "misca: error: --when: ",
        "misca: error: --id: ",
    ]
    assert facts.read_text("utf-8") == PACK


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--source=log",), "needs --copies to find a place in a copy"),
        (("--copies=copies",), "needs --source to find a place in a copy"),
        ((), "needs --source and --copies to find a place in a copy"),
        (("--source=herald", "--copies=copies"), 'no copy of "herald" is at hand'),
    ],
)
@pytest.mark.usefixtures("facts")
def test_what_a_passage_needs(misca: Misca, options: tuple[str, ...], message: str) -> None:
    run = misca("add", "--claim=x", "--passage=harbour reopened", *options)

    assert run == Run(2, "", f"misca: error: --passage: {message}\n")


def test_a_place_that_the_copy_lacks(misca: Misca, facts: Path) -> None:
    run = misca("add", "--claim=x", "--source=log", "--at=p9 s1", "--copies=copies")

    assert run == Run(2, "", 'misca: error: --at: the copy of "log" has no place "p9 s1"\n')
    assert facts.read_text("utf-8") == PACK


@pytest.mark.usefixtures("facts")
def test_a_place_that_is_not_proved_is_told(misca: Misca) -> None:
    assert misca("add", "--claim=Snow.", "--source=log", "--at=p1 s1") == Run(
        0,
        "snow\n",
        'pack/facts.toml:33:6: warning: fact.snow.at: "p1 s1" has no anchor '
        "(misca anchors --copies DIR --write makes one) [unanchored]\n"
        '  at = "p1 s1"\n       ^^^^^^^\n'
        "misca: added at pack/facts.toml:30\n",
    )


def test_the_same_is_not_added_twice(misca: Misca, facts: Path) -> None:
    misca("add", *SAID)

    assert misca("add", *SAID, "--id", "other") == Run(
        2, "", 'misca: error: "rained" says the same already (pack/facts.toml:30)\n'
    )
    assert facts.read_text("utf-8") == PACK + NEW


def test_without_a_terminal_all_must_be_said(misca: Misca) -> None:
    assert misca("add", "--claim", "It rained.") == Run(
        2,
        "",
        'misca: error: "add" needs --source and --at, as there is no terminal to ask on\n'
        "hint: for example: misca add --claim 'It rained.' --source herald --at 'p2 s1' --yes\n",
    )


def test_the_built_in_pack_is_not_added_to(misca: Misca) -> None:
    assert misca("add", *SAID, env={"MISCA_FACTS": "", "XDG_CONFIG_HOME": "/nowhere"}) == Run(
        2,
        "",
        "misca: error: the built-in pack is not one to add to\n"
        "hint: misca init my-pack makes one; --facts my-pack names it\n",
    )


@pytest.mark.usefixtures("facts")
def test_an_installed_pack_is_not_added_to(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misca_cli, "__file__", str(pack.parent / "__init__.py"))

    with pytest.raises(UsageError) as raised:
        workplace({"facts": (str(pack),)}, {})

    assert str(raised.value) == "the built-in pack is not one to add to"


def test_of_several_packs_a_file_tells(misca: Misca, pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "facts.toml").write_text(PACK.replace("fr-", "o-"), "utf-8")
    both = ("--facts", "pack", "--facts", "other")

    assert misca("add", *SAID, *both) == Run(
        2,
        "",
        'misca: error: there are several packs: "pack", "other"\nhint: name one with --facts\n',
    )
    run = misca("add", *SAID, *both, "--file", "other/facts.toml")
    assert run == Run(0, "rained\n", "misca: added at other/facts.toml:30\n")
    assert (pack / "facts.toml").read_text("utf-8") == PACK


@pytest.mark.usefixtures("facts")
def test_a_full_disk_changes_nothing(misca_in_shell: Misca, pack: Path) -> None:
    before = listed(pack)

    run = misca_in_shell("ulimit -f 0; misca add --claim Snow --source herald --at p4")

    assert (run.status, run.stdout) == (2, "")
    assert "Traceback" not in run.stderr
    assert listed(pack) == before


class Talk:
    """A run on a terminal of its own, which somebody talks to."""

    def __init__(self, process: int, terminal: int) -> None:
        self.process = process
        self.said = ""
        self._terminal = terminal
        self._heard = 0
        self._decoder = getincrementaldecoder("utf-8")()
        """A read may end inside a character."""

    def answer(self, question: str, text: str) -> None:
        """Wait for a question, and type."""
        self.hear(question)
        os.write(self._terminal, text.encode())

    def hear(self, text: str) -> None:
        while text not in self.said[self._heard :]:
            assert self._read(), f"{text!r} is not in {self.said!r}"
        self._heard = self.said.index(text, self._heard) + len(text)

    def end(self, again: str = "") -> int:
        """Return the exit status, negative for that of a signal.

        What is typed again while nothing is heard is a Ctrl-C: Python waits on where one comes
        in the moment between the prompt and the wait for a key.
        """
        while self._read(again):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self, again: str = "") -> bool:
        ready: list[int] = []
        for _ in range(PATIENCE):
            ready, _, _ = select.select([self._terminal], [], [], 1)
            if ready:
                break
            os.write(self._terminal, again.encode())
        else:
            os.kill(self.process, signal.SIGKILL)
        data = b""
        with contextlib.suppress(OSError):  # Linux reports the end of a terminal as an error
            data = os.read(self._terminal, 65536) if ready else b""
        self.said += self._decoder.decode(data).replace("\r", "")
        return bool(data)


@pytest.fixture
def talk(
    tmp_path: Path, environment: dict[str, str], command: tuple[str, ...]
) -> Iterator[Callable[..., Talk]]:
    terminals: list[int] = []

    def begin(*arguments: str, env: Mapping[str, str] | None = None) -> Talk:
        process, terminal = pty.fork()
        if not process:  # pragma: no cover
            try:
                # What runs in the background may have been told to ignore a Ctrl-C.
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                os.chdir(tmp_path)
                os.execve(command[0], (*command, *arguments), {**environment, **(env or {})})  # noqa: S606
            finally:
                os._exit(127)  # or a second pytest would go on from here
        terminals.append(terminal)
        # Wide, so that no line is broken.
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 500, 0, 0))
        return Talk(process, terminal)

    yield begin
    for terminal in terminals:
        os.close(terminal)


def test_by_questions(talk: Callable[..., Talk], facts: Path) -> None:
    run = talk("add")
    run.answer("claim> ", "France had 420 soldiers.\n")
    run.hear(
        "similar facts:\n  fr-420: France had 420 soldiers in Bangui, said Élodie. (herald, p10 s1)"
    )
    run.answer("source> ", "\n")
    run.hear("a fact needs its source\n")
    run.answer("source> ", "herold\n")
    run.hear('"herold" is no source of this pack (did you mean "herald"?)')
    run.answer("source> ", "zeppelins\n")
    run.hear('"zeppelins" is no source of this pack ("+NAME" adds a new source)')
    run.answer("source> ", "hera\t\n")
    run.answer("at> ", "\n")
    run.answer("at> ", "p5\n")
    run.answer("add> ", "wen value\n")
    run.hear('"wen" is no field (did you mean "when"?)')
    run.answer("who> ", "France\n")
    run.answer("what> ", "people\n")
    run.answer("value> ", "many people\n")
    run.answer("value> ", "420 people\n")
    run.answer("add> ", "\n")

    assert run.end() == 0
    assert run.said.endswith("misca: added at pack/facts.toml:30\nfrance-420-people\n")
    assert (
        facts.read_text("utf-8")
        == PACK
        + """
[fact.france-420-people]
claim = "France had 420 soldiers."
who = "france"
what = "people"
value = "420 people"
source = "herald"
at = "p5"
"""
    )


def test_what_the_pack_lacks_is_added_too(
    talk: Callable[..., Talk], pack: Path, facts: Path, misca: Misca
) -> None:
    run = talk("add", "--claim", "It rained.", "--at", "p4")
    run.answer("source> ", "+The Daily Wind\n")
    run.answer("  type> ", "\n")
    run.hear("  a source needs its type\n")
    run.answer("  type> ", "article-n\t\n")
    run.answer("  publisher> ", "Wind & Co\n")
    run.answer("  issued> ", "yesterday\n")
    run.answer("  issued> ", "2024-05-04\n")
    run.answer("  url> ", "\n")
    run.answer("add> ", "by\n")
    run.answer("by> ", "france; +Élodie\n")
    run.answer("  kind> ", "person\n")
    run.answer("add> ", "yes\n")

    assert run.end() == 0
    assert (
        facts.read_text("utf-8")
        == PACK
        + """
[source.the-daily-wind]
type = "article-newspaper"
title = "The Daily Wind"
publisher = "Wind & Co"
issued = 2024-05-04

[entity.elodie]
name = "Élodie"
kind = "person"

[fact.rained]
claim = "It rained."
by = ["france", "elodie"]
source = "the-daily-wind"
at = "p4"
"""
    )
    assert misca("check") == Run(0, "", "")
    assert sorted(listed(pack)) == ["facts.toml", "log.toml", "pack.toml"]


def test_a_place_is_chosen_among_those_found(
    talk: Callable[..., Talk], pack: Path, facts: Path
) -> None:
    run = talk("add", "--claim", "It sailed.", "--source", "log", "--copies", "copies", "--yes")
    for answer in ("\n", "2\n"):
        run.answer("at> ", answer)
        run.hear("a fact needs its place: a few words of the passage find it\n")
    run.answer("at> ", "zeppelin\n")
    run.hear("no passage holds these words")
    run.answer("at> ", "p9\n")
    run.hear('the copy has no place "p9"')
    run.answer("at> ", "ferry people\n")
    run.hear("  1 p2 s2: Its ferry carried 90 people.\n  2 p3 s1: Few people saw the ferry.\n")
    for answer in ("9\n", "0\n"):
        run.answer("at> ", answer)
        run.hear("a number from 1 to 3, or other words\n")
    run.answer("at> ", "2\n")

    assert run.end() == 0
    assert 'at = "p3 s1"' in facts.read_text("utf-8")
    assert '"p3 s1" = "3:0+5:' in (pack / "anchors.toml").read_text("utf-8")


def test_what_check_would_refuse_can_be_changed(talk: Callable[..., Talk], facts: Path) -> None:
    run = talk("add", *SAID, "--who", "ferry", "--what", "people", "--value", "3 kg")
    run.hear("\nonce it is added:\npack/facts.toml:34:9: warning: ")
    run.hear("[unit-mismatch]\n")
    for answer in ("\n", "yes\n", "value\n"):
        refused = "it can't be added so: names of fields to change, or n to give up\nadd> "
        run.answer(refused, answer)
    run.answer("value> ", "\n")
    run.answer("add> ", "what, id\n")
    run.answer("what> ", "\n")
    run.answer("id> ", "fr-420\n")
    run.hear('"fr-420" is the id of another fact')
    run.answer("id> ", "wet\n")
    run.answer("add> ", "\n")

    assert run.end() == 0
    assert facts.read_text("utf-8") == (
        PACK + NEW.replace("rained]", "wet]").replace("source", 'who = "ferry"\nsource')
    )


def test_of_several_packs_one_is_asked_for(
    talk: Callable[..., Talk], pack: Path, tmp_path: Path
) -> None:
    for name in ("one", "two/one"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "pack.toml").write_text(f'name = "{name[:3]}"\n', "utf-8")
    run = talk("add", *SAID, "--facts", "one", "--facts", "two/one", "--facts", "pack")
    run.hear('there are several packs: "one", "two/one", "pack"\n')
    run.answer("the path of one, or the name of its folder\npack> ", "1\n")
    run.hear('"1" is none of them\n')
    run.answer("pack> ", "one\n")
    run.hear('"one" is several of them\n')
    run.answer("pack> ", "pack\n")
    run.answer("add> ", "\n")

    assert run.end() == 0
    assert (pack / "facts.toml").read_text("utf-8") == PACK + NEW


def test_what_others_write_meanwhile_is_kept(talk: Callable[..., Talk], facts: Path) -> None:
    run = talk("add", *SAID)
    run.hear("add> ")
    facts.write_text(f"{PACK}# mine\n", "utf-8")
    run.answer("", "\n")

    assert run.end() == 0
    assert facts.read_text("utf-8") == f"{PACK}# mine\n{NEW}"


@pytest.mark.usefixtures("facts")
def test_it_may_be_given_up(talk: Callable[..., Talk], pack: Path) -> None:
    before = listed(pack)
    run = talk("add", *SAID)
    run.answer("add> ", "n\n")

    assert run.end() == 1
    assert run.said.endswith("misca: nothing is added\n")
    assert listed(pack) == before


QUESTIONS = (
    ("claim> ", "It rained.\n"),
    ("source> ", "+New\n"),
    ("  type> ", "webpage\n"),
    ("  publisher> ", "\n"),
    ("  issued> ", "\n"),
    ("  url> ", "\n"),
    ("at> ", "p1\n"),
    ("add> ", "\n"),
)


@pytest.mark.parametrize(
    "number", range(len(QUESTIONS)), ids=[q[:-2].strip() for q, _ in QUESTIONS]
)
@pytest.mark.parametrize(
    ("typed", "status"),
    [("\x03", 130), ("abc\x03", 130), ("\x04", 2)],
    ids=["ctrl-c", "amid", "end"],
)
@pytest.mark.usefixtures("facts")
def test_interrupted_at_any_question(
    talk: Callable[..., Talk], pack: Path, number: int, typed: str, status: int
) -> None:
    before = listed(pack)
    run = talk("add")
    for question, answer in QUESTIONS[:number]:
        run.answer(question, answer)
    run.answer(QUESTIONS[number][0], typed)

    assert run.end(again=typed if status == 130 else "") == status
    assert "Traceback" not in run.said
    assert listed(pack) == before


@pytest.mark.usefixtures("facts")
def test_killed(talk: Callable[..., Talk], pack: Path) -> None:
    before = listed(pack)
    run = talk("add", *SAID)
    run.hear("add> ")
    os.kill(run.process, signal.SIGKILL)

    assert run.end() == -signal.SIGKILL
    assert listed(pack) == before


@pytest.mark.usefixtures("facts")
def test_what_a_pack_says_controls_no_terminal(talk: Callable[..., Talk], pack: Path) -> None:
    (pack / "evil.toml").write_text(
        '[entity.evil]\nname = "evil\\u001b]2;x\\u0007"\nkind = "x"\n'
        '[fact.e]\nclaim = "It rained \\u001b[2J"\nsource = "herald"\nat = "p1"\n',
        "utf-8",
    )
    run = talk("add", *SAID, env={"TERM": "dumb"})
    run.answer("add> ", "who\n")
    run.answer("who> ", "evik\n")
    run.answer("who> ", "\n")
    run.answer("add> ", "n\n")

    assert run.end() == 1
    assert "It rained \\x1b[2J" in run.said
    assert "\x1b" not in run.said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("cen", ["central-bank"], id="id-and-name"),
        pytest.param("ely", ["Élysée"], id="accents"),
        pytest.param(" fr", [" france", " french-army"], id="behind-a-semicolon"),
        pytest.param("x", [], id="none"),
    ],
)
def test_completer(typed: str, expected: list[str]) -> None:
    complete = completer(("central-bank", "Central Bank", "france", "french-army", "Élysée"))

    assert [complete(typed, state) for state in range(len(expected) + 1)] == [*expected, None]
