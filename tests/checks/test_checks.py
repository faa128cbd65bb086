"""Broken packs beside what `misca check` says of them, word for word, caret for caret.

A folder of `packs` is a pack; `NAME.problems.txt` beside it holds what all rules tell of it,
those that only tell notes where the folder bears their name, or the first word of it.
"""

from __future__ import annotations

import datetime as dt
import re
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli import factbase
from misca_cli.checks import RULE_NAMED, RULES, check
from misca_cli.checks.fixing import mended
from misca_cli.checks.letters import control_characters, in_toml_1_0, not_toml_1_0
from misca_cli.config import builtin_folder
from misca_cli.edit import LayoutError
from misca_cli.model import Fact, Pack, Problem, Ruling
from misca_cli.render.check import shown
from misca_cli.toml import parse

PACKS = Path(__file__).parent / "packs"
NAMES = sorted(path.name for path in PACKS.iterdir() if path.is_dir())
BAD_PACKS = Path(__file__).parents[1] / "load" / "bad-packs"
SUITE = Path(__file__).parents[1] / "data" / "toml-test.tar.gz"
TODAY = dt.date(2020, 1, 1)
NOTES = {rule.name for rule in RULES if rule.severity == "note"}
TOLD = RULE_NAMED.keys() - NOTES


def problems_of(folder: Path, *rules: str) -> tuple[Problem, ...]:
    base = factbase.read([str(folder)], recovering=True)
    return check(base, rules=rules or frozenset(RULE_NAMED), today=TODAY)


def line_of(problem: Problem, folder: Path) -> str | None:
    if not problem.line:
        return None
    text = (folder / problem.file).read_bytes().decode("utf-8-sig")
    return text.split("\n")[problem.line - 1].rstrip("\r")


@pytest.mark.parametrize("name", NAMES)
def test_exact_problems(
    name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(PACKS / name)
    rules = TOLD | {note for note in NOTES if note.startswith(name)}
    told = "".join(shown(p, line_of(p, PACKS / name)) for p in problems_of(Path(), *rules))
    golden = PACKS / f"{name}.problems.txt"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(told.encode())
    assert golden.read_bytes().decode() == told


def test_every_rule_over_packs_and_texts_has_a_broken_pack() -> None:
    told = "".join(path.read_text("utf-8") for path in PACKS.glob("*.problems.txt"))
    found = {rule.name for rule in RULES if rule.of_pack or rule.of_text}
    assert {name for name in found if f"[{name}]" not in told} == set()


@pytest.mark.parametrize("folder", sorted(BAD_PACKS.glob("*/")), ids=lambda path: path.name)
def test_rules_of_the_loader_are_known(folder: Path) -> None:
    assert {p.rule for p in problems_of(folder)} <= RULE_NAMED.keys()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_asks_for(rule: object) -> None:
    assert isinstance(rule, type(RULES[0]))
    assert RULE_NAMED[rule.name] is rule
    assert rule.severity in ("error", "warning", "note")
    assert rule.says.endswith(".")
    assert rule.remedy.endswith(".")


SOUND = {
    "claim": '"A claim."',
    "source": '"herald"',
    "at": '"p1"',
    "who": '"ferry"',
    "what": '"passengers"',
    "value": '"12 people"',
}
FAULTS = {
    "empty-text": {"claim": '""'},
    "missing-source": {"source": ""},
    "unknown-source": {"source": '"heralds"'},
    "missing-key": {"at": ""},
    "unknown-entity": {"involves": '["ferry", "fleet"]'},
    "bad-id": {"by": '["no id", "ferry"]'},
    "bad-figure": {"value": '"many"'},
    "unit-mismatch": {"value": '"12 kilometres"'},
    "bad-date": {"when": '"2019-13"'},
    "said-after-issued": {"said": "2019-06-01"},
    "unknown-statement": {"statement": '"radio"'},
    "bad-choice": {"stage": '"doen"'},
    "long-reading": {"reads": '{ who = "one two three four five six" }'},
    "unknown-fact": {"supersedes": '"b"'},
    "bad-type": {"tags": '["one", 2]'},
    "unknown-key": {"wehn": "2019"},
    "not-toml-1.0": {"note": '"caf\\xe9"'},
    "control-characters": {"note": '"\\u202e"'},
    "unexplained-retirement": {"status": '"retired"'},
}
# A retired fact is judged no more, and a source that isn't there has no date.
NEVER_TOGETHER = {
    *(("unexplained-retirement", each) for each in ("unit-mismatch", "long-reading")),
    ("unexplained-retirement", "said-after-issued"),
    ("missing-source", "said-after-issued"),
    ("unknown-source", "said-after-issued"),
}


def told_of_fact(folder: Path, *faults: str) -> set[tuple[str, str]]:
    fields = dict(SOUND)
    for fault in faults:
        fields |= FAULTS[fault]
    text = "".join(f"{name} = {value}\n" for name, value in fields.items() if value)
    shared = (PACKS / "every-rule-at-once" / "shared.toml").read_text("utf-8")
    (folder / "shared.toml").write_text(shared, "utf-8")
    (folder / "facts.toml").write_text(f"[fact.a]\n{text}", "utf-8")
    return {(p.rule, p.key) for p in problems_of(folder, *TOLD) if p.key.startswith("fact")}


@pytest.mark.parametrize("one", FAULTS)
def test_no_fault_hides_another(one: str, tmp_path: Path) -> None:
    alone = told_of_fact(tmp_path, one)
    assert {rule for rule, _ in alone} == {one}
    for other, fields in FAULTS.items():
        apart = FAULTS[one].keys().isdisjoint(fields)
        if apart and (other, one) not in NEVER_TOGETHER:
            assert told_of_fact(tmp_path, one, other) >= alone, other


def test_only_the_rules_asked_for_are_told() -> None:
    told = problems_of(PACKS / "alias-clash", "unused-entity")

    assert {problem.rule for problem in told} == {"unused-entity"}


def test_what_could_not_be_read_is_told_whatever_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").mkdir()
    (tmp_path / "outside.toml").symlink_to("/etc/hostname")

    assert [problem.rule for problem in problems_of(tmp_path, "stale")] == ["unreadable"]


def test_the_built_in_pack_has_no_errors() -> None:
    base = factbase.read([builtin_folder()])
    told = check(base, rules=TOLD, today=TODAY)

    assert [str(problem) for problem in told if problem.severity == "error"] == []


def test_no_file_of_the_public_suite_is_too_much(tmp_path: Path) -> None:
    with tarfile.open(SUITE) as suite:
        files = [suite.extractfile(each) for each in suite if each.name.endswith(".toml")]
        texts = [file.read() for file in files if file]
    path = tmp_path / "facts.toml"
    for text in texts:
        path.write_bytes(text)
        for problem in problems_of(tmp_path):
            assert shown(problem, None).endswith(f"[{problem.rule}]\n")
    assert len(texts) > 700


SEEN = [
    pytest.param('a = "plain"', [], id="plain"),
    pytest.param(r'a = "\t\n\\u001b \"x"', [], id="escapes-that-are-harmless"),
    pytest.param(r"a = '\u001b'", [], id="a-literal-string-has-no-escapes"),
    pytest.param('a = "x\u00a0y\u200d"', [], id="spaces-and-joiners"),
    pytest.param('a = """\r\nx"""', [], id="line-ends-of-windows"),
    pytest.param(r'a = "\b"', [5], id="backspace"),
    pytest.param(r'a = "x\u202Ey" # \u202e', [6], id="escaped-override"),
    pytest.param('"\u200b" = 1', [1], id="in-a-key"),
    pytest.param("a = 1 # \u2066", [8], id="in-a-comment"),
    pytest.param(r'a = ["\U0001b000", "\U000e0041"]', [20], id="a-tag"),
    pytest.param(r'a = "\u0000"', [], id="nul-is-for-the-loader"),
]


@pytest.mark.parametrize(("text", "expected"), SEEN)
def test_characters_that_deceive(text: str, expected: list[int]) -> None:
    assert expected == [slip.index for slip in control_characters(text)]


REWRITTEN = [
    pytest.param("a = { b = 1, c = [\n1,\n] }\n", "a = { b = 1, c = [\n1,\n] }\n", id="1.0"),
    pytest.param("a = { b = 1, }\n", "a = { b = 1 }\n", id="comma"),
    pytest.param("a = {\n b = 1,\n c = {d = 2,},\n}\n", "a = { b = 1, c = {d = 2} }\n", id="lines"),
    pytest.param("a = { # why\n b = 1 }\n", "a = { # why\n b = 1 }\n", id="a-comment-stays"),
    pytest.param(r'a = "\e\xE9\\e"', r'a = "\u001b\u00E9\\e"', id="escapes"),
    pytest.param(r"a = '\e'", r"a = '\e'", id="literal"),
    pytest.param("a = 10:30\n", "a = 10:30:00\n", id="time"),
    pytest.param("a = 2013-12-05T10:30Z\n", "a = 2013-12-05T10:30:00Z\n", id="time-of-a-day"),
    pytest.param("a = 2013-12-05 10:30\n", "a = 2013-12-05 10:30:00\n", id="time-behind-a-space"),
    pytest.param('a = "10:30"\n', 'a = "10:30"\n', id="text"),
]


@pytest.mark.parametrize(("text", "expected"), REWRITTEN)
def test_rewriting_as_toml_1_0(text: str, expected: str) -> None:
    assert expected == in_toml_1_0(text)
    assert parse(text.encode()) == parse(expected.encode())
    assert in_toml_1_0(expected) == expected


def test_what_a_comment_stands_in_is_told_still() -> None:
    assert len(list(not_toml_1_0("a = { # why\n b = 1 }\n"))) == 1


def test_a_missing_digest_is_written_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKS / "unsealed-ruling")
    text = Path("rulings.toml").read_text("utf-8")
    pack = factbase.read(["."]).packs[0]
    told = problems_of(Path(), "unsealed-ruling")

    assert f'{text}facts_sha256 = "63717bb73ad9c914"\n' == mended(text, pack, told)


def test_a_ruling_that_has_expired_is_never_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKS / "expired-ruling")
    text = Path("rulings.toml").read_text("utf-8")
    pack = factbase.read(["."]).packs[0]

    assert text == mended(text, pack, problems_of(Path()))


def test_a_file_that_says_something_else_by_now_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(PACKS / "unsealed-ruling")
    pack = factbase.read(["."]).packs[0]
    told = problems_of(Path(), "unsealed-ruling")

    with pytest.raises(LayoutError):
        mended("[ruling]\n", pack, told)


GAPS = st.sampled_from(("", " ", "  ", "\t"))
REMARKS = st.sampled_from(("", " # why", "\t# \u00e9, = { [", "#"))
PIECES = st.sampled_from(
    (
        *(
            '"plain"',
            "'li\\xe9teral'",
            '"caf\\xe9"',
            '"\\e[0m"',
            '"\\\\xe9"',
            "2019-05-04",
            "12:30",
        ),
        *(
            "2019-05-04T12:30",
            "[1, 2,\n  3, # three\n]",
            "{ a = 1 }",
            "{ a = 1, }",
            "{ a = 1,\n  b = 2 }",
        ),
        *("{\n  a = '}', # inside\n  b = 2,\n}", "{ a = [1,\n2], b = { c = 3, }, }", "{}", "true"),
        *('"""x # no\n\\xe9"""', "1_000"),
    )
)


@st.composite
def laid_out(draw: st.DrawFn) -> str:
    """Draw a file as somebody might lay it out, with what only TOML 1.1 allows in it."""
    text = draw(st.sampled_from(("", "# first\n", "\n\n")))
    for number in range(draw(st.integers(1, 5))):
        text += draw(st.sampled_from(("", f"[t{number}]{draw(REMARKS)}\n", "\n# between\n")))
        gap, remark = draw(GAPS), draw(REMARKS)
        text += f"k{number}{gap}={gap}{draw(PIECES)}{remark}\n"
    ruling = (
        f'[ruling.r]{draw(REMARKS)}\nfacts = ["a"]{draw(REMARKS)}\nverdict = "same"\nwhy = "W."\n'
    )
    end = draw(st.sampled_from(("", "\n# last\n", "[term.x]\naliases = ['y'] # z\n")))
    return text + draw(st.sampled_from(("", ruling))) + end


@given(laid_out())
def test_fixing_keeps_comments_and_order(text: str) -> None:
    ruling = Ruling(id="r", facts=("a",), verdict="same", why="W.")
    fact = Fact(id="a", pack="p", file="f", line=1, claim="C.", source="s", at="p1")
    pack = Pack(folder="p", name="p", facts={"a": fact}, rulings={"r": ruling})
    found = [("not-toml-1.0", "k0"), ("unsealed-ruling", "ruling.r")]
    told = [
        Problem(file="f", line=1, column=1, severity="warning", rule=rule, key=key, message="m")
        for rule, key in found[: 2 if "[ruling.r]" in text else 1]
    ]

    new = mended(text, pack, told)

    meant = parse(text.encode())
    if "ruling" in meant:
        meant["ruling"]["r"]["facts_sha256"] = parse(new.encode())["ruling"]["r"]["facts_sha256"]
    assert parse(new.encode()) == meant
    assert str(parse(new.encode())) == str(meant)  # in the same order
    assert comments(new) == comments(text)
    assert mended(new, pack, []) == new


def comments(text: str) -> list[str]:
    return [each for each in re.findall(r"#[^\n]*", text) if each != "# no"]
