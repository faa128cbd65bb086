from __future__ import annotations

from typing import Any

import pytest

from misca_cli.accounts.findings import Finding
from misca_cli.answer import Answer, Match, Query, Result, Word
from misca_cli.cli import status
from misca_cli.cli.edge import speaks_for_itself
from misca_cli.cli.messages import messages
from misca_cli.export import FORMATS
from misca_cli.factbase import Factbase, factbase
from misca_cli.gathered import Group, SourceUse
from misca_cli.model import Entity, Fact, Pack, Problem, Source
from misca_cli.query import Period

FACT = Fact(id="fr-420", pack="p", file="f.toml", line=1, claim="C.", source="s", at="p1")
MET = tuple(
    Match(word=word, field="claim", how="exact", text=word) for word in ("troops", "frnech")
)
RESULT = Result(id="fr-420", fact=FACT, matched=MET)
TENSION = Finding(kind="tension", facts=("fr-420",), why="W.")
USE = SourceUse(source=Source(id="s", type="book", title="T"), pack="p", facts=1)
NAMED = factbase(
    (
        Pack(
            folder="/p",
            name="p",
            facts={"fr-420": FACT.replaced(who="france", where="bangui")},
            entities={
                "france": Entity(id="france", name="France", kind="country", aliases=("French",)),
                "bangui": Entity(id="bangui", name="Bangui", kind="place"),
                "gabon": Entity(id="gabon", name="Gabon", kind="country"),
            },
        ),
    )
)
KNOWN = Word(text="troops", read_as="troops", how="exact")
MISSPELT = Word(text="frnech", read_as="french", how="spelling")
MISSING = Word(text="zzyzx")


def answer(command: str = "query", *words: Word, **fields: Any) -> Answer:
    text = " ".join(word.text for word in words)
    query = None if command == "show" else Query(text=text, words=words)
    base = Factbase(packs=(), facts={"fr-420": FACT})
    return Answer(command=command, **{"base": base, "query": query, **fields})


def problem(
    number: int = 1, severity: str = "error", *, file: str = "f.toml", rule: str = "bad-date"
) -> Problem:
    return Problem(
        file=file,
        line=number,
        column=1,
        severity=severity,
        rule=rule,
        key="fact.x.when",
        message="is no\n\x1bdate",
    )


@pytest.mark.parametrize(
    ("found", "plain", "table"),
    [
        pytest.param(answer("query", KNOWN, results=(RESULT,), total=1), [], [], id="found"),
        pytest.param(
            answer("query", MISSPELT, KNOWN, results=(RESULT,), total=1),
            ['misca: read "frnech" as "french"'],
            [],
            id="misspelt",
        ),
        pytest.param(
            answer("query", KNOWN, *(KNOWN.replaced(text=text) for text in "abcd"),
                   results=(RESULT,), total=1),
            ['misca: "a" and "b" and "c" and 1 more are in none of these'],
            None,
            id="words-of-other-facts",
        ),
        pytest.param(
            answer("query", KNOWN.replaced(text="december"), KNOWN.replaced(text="gold"),
                   results=(RESULT,), total=1, query=Query(
                       text="gold december", words=(KNOWN.replaced(text="december"),
                                                    KNOWN.replaced(text="gold")),
                       period=Period(text="december", edtf="XXXX-12"))),
            ['misca: read "december" as December of any year',
             'misca: "gold" is in none of these'],
            ['misca: "gold" is in none of these'],
            id="a-word-of-other-facts-beside-a-period",
        ),
        pytest.param(
            answer("query", MISSING),
            ['misca: no fact has the word "zzyzx"'],
            None,
            id="a-word-no-fact-has",
        ),
        pytest.param(
            answer("query", MISSING, MISSING.replaced(text="qqq")),
            ['misca: no fact matches "zzyzx qqq"; "zzyzx" and "qqq" are in no fact'],
            None,
            id="words-no-fact-has",
        ),
        pytest.param(
            answer("query", query=Query(text="zzyzx not:un", words=(MISSING,))),
            ['misca: no fact matches "zzyzx not:un"; "zzyzx" is in no fact'],
            None,
            id="a-word-no-fact-has-and-more",
        ),
        pytest.param(
            answer("query", query=Query(text='"gold troops"', phrases=("gold troops",))),
            ['misca: no fact matches "gold troops"'],
            None,
            id="quotes-are-not-doubled",
        ),
        pytest.param(
            answer("query", MISSPELT, MISSING),
            [('misca: no fact matches "frnech zzyzx"; read "frnech" as "french"; '
             '"zzyzx" is in no fact; try it without "zzyzx"')],
            None,
            id="one-word-no-fact-has",
        ),
        pytest.param(
            answer("query", KNOWN),
            ['misca: no fact matches "troops"'],
            None,
            id="no-match",
        ),
        pytest.param(
            answer("query", KNOWN, KNOWN.replaced(text="gold")),
            ['misca: no fact matches "troops gold"; fewer words may find some'],
            None,
            id="no-match-of-all-words",
        ),
        pytest.param(
            answer("query", KNOWN, MISSING, near=(RESULT, RESULT.replaced(id="fr-1000"))),
            [('misca: no fact matches "troops zzyzx"; "zzyzx" is in no fact; '
              'try it without "zzyzx"'),
             "misca: 2 facts near it: fr-420, fr-1000"],
            ['misca: no fact matches "troops zzyzx"; try it without "zzyzx"'],
            id="near",
        ),
        pytest.param(
            answer("timeline"), ["misca: no fact is left to show"], None, id="nothing-left"
        ),
        pytest.param(
            answer("timeline", base=factbase((Pack(folder="/a b", name="b"),))),
            ['misca: there are no facts in "/a b"; fact files end in .toml'],
            None,
            id="no-facts",
        ),
        pytest.param(
            answer("timeline", results=(RESULT,), total=1, undated=14),
            ["misca: 14 facts without a date are left out"],
            None,
            id="undated",
        ),
        pytest.param(
            answer("timeline", results=(RESULT,), total=1, undated=1),
            ["misca: 1 fact without a date is left out"],
            None,
            id="one-undated",
        ),
        pytest.param(
            answer("timeline", results=(RESULT,), total=1, undated=2, axis="said"),
            ["misca: 2 facts without the day it was said are left out"],
            None,
            id="not-said-on-a-day",
        ),
        pytest.param(
            answer("timeline", KNOWN, undated=3),
            [
                'misca: no fact with a date matches "troops"',
                "misca: 3 facts without a date are left out",
            ],
            None,
            id="only-undated",
        ),
        pytest.param(
            answer("query", KNOWN, results=(RESULT,), total=37),
            ["misca: 1 of 37 facts; -n 37 shows all"],
            [],
            id="beyond-the-limit",
        ),
        pytest.param(
            answer("sources", sources=(USE,), total=12),
            ["misca: 1 of 12 sources; -n 12 shows all"],
            None,
            id="sources-beyond-the-limit",
        ),
        pytest.param(
            answer("compare", results=(RESULT,) * 9, groups=(Group(),), total=9),
            ["misca: 1 of 9 groups; -n 9 shows all"],
            [],
            id="groups-beyond-the-limit",
        ),
        pytest.param(
            answer(
                "query", results=(RESULT, *[RESULT.replaced(is_told_later=True)] * 11), total=12
            ),
            [
                "misca: 11 facts of these we know only from a later source: "
                + ", ".join(["fr-420"] * 10)
                + " and 1 more"
            ],
            [],
            id="known-later",
        ),
        pytest.param(
            answer("query", results=(
                RESULT.replaced(findings=(TENSION, TENSION, TENSION.replaced(kind="source-date"))),
                RESULT,
            ), total=2),
            [("misca: 1 fact of these is not beyond doubt: fr-420 (tension, source date); "
             "misca show says why")],
            [],
            id="not-beyond-doubt",
        ),
        pytest.param(
            answer("show", unknown_ids=(("fr-42", ("fr-420",)), ("zz", ()))),
            ['misca: no fact has the id "fr-42"; did you mean "fr-420"?',
             'misca: no fact has the id "zz"'],
            None,
            id="unknown-ids",
        ),
        pytest.param(
            answer("show", unknown_ids=(("x", ("fr-420",)),),
                   problems=(problem(3, "warning"), problem(4))),
            [*(str(each).replace("\n", " ").replace("\x1b", "\\x1b")
               for each in (problem(3, "warning"), problem(4))),
             'misca: "x" is left out, as it is at fault: f.toml:4:1'],
            None,
            id="an-id-of-a-fact-at-fault",
        ),
        pytest.param(
            answer("query", KNOWN, results=(RESULT,), total=1, problems=tuple(
                problem(file=file, rule="bad-toml") for file in ("a", "a", "b", "c", "d", "e"))),
            [*(f"{file}:1:1: error: fact.x.when: is no \\x1bdate [bad-toml]" for file in "aabcde"),
             ('misca: nothing in "a" and "b" and "c" and 2 more is read; '
              "misca check says what is wrong in all of it")],
            None,
            id="files-that-are-no-toml",
        ),
        pytest.param(
            answer("show", base=NAMED, unknown_ids=(
                ("france", ()), ("FRENCH", ("fr-420",)), ("gabon", ()), ("Bangui", ()))),
            ['misca: no fact has the id "france"; try misca query who:france',
             ('misca: no fact has the id "FRENCH"; try misca query who:france; '
              'did you mean "fr-420"?'),
             'misca: no fact has the id "gabon"',
             'misca: no fact has the id "Bangui"; try misca query where:bangui'],
            None,
            id="ids-of-entities",
        ),
        pytest.param(
            answer("show", unknown_ids=(("fr-4\x1b", ("fr-420", "fr-40")),)),
            ['misca: no fact has the id "fr-4\\x1b"; did you mean "fr-420" or "fr-40"?'],
            None,
            id="unsafe-id",
        ),
        pytest.param(
            answer("query", KNOWN, results=(RESULT,), total=1, problems=(problem(),)),
            ["f.toml:1:1: error: fact.x.when: is no \\x1bdate [bad-date]"],
            None,
            id="problem",
        ),
    ],
)  # fmt: skip
def test_messages(found: Answer, plain: list[str], table: list[str] | None) -> None:
    """`table` is None where it is the same as `plain`."""
    assert plain == list(messages(found, format="plain"))
    assert (plain if table is None else table) == list(messages(found, format="table"))
    for each in FORMATS:
        assert not (speaks_for_itself(found, each) and messages(found, format=each)), each


def test_json_says_the_total_itself() -> None:
    found = answer("query", KNOWN, results=(RESULT,), total=37)

    assert messages(found, format="json") == ()


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (10, "f.toml:10:1: error: fact.x.when: is no \\x1bdate [bad-date]"),
        (11, "… and 1 more problem; misca check lists all"),
        (22, "… and 12 more problems; misca check lists all"),
    ],
)
def test_ten_problems_are_told(count: int, last: str) -> None:
    problems = tuple(problem(number) for number in range(1, count + 1))
    found = answer("query", KNOWN, results=(RESULT,), total=1, problems=problems)

    told = messages(found, format="plain")

    assert len(told) == min(count, 11)
    assert told[-1] == last


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(answer(results=(RESULT,)), 0, id="found"),
        pytest.param(answer(), 1, id="nothing"),
        pytest.param(answer(near=(RESULT,)), 1, id="near-only"),
        pytest.param(answer(results=(RESULT,), problems=(problem(),)), 2, id="broken-file"),
        pytest.param(answer(problems=(problem(),)), 2, id="nothing-and-broken-file"),
        pytest.param(
            answer(results=(RESULT,), problems=(problem(severity="warning"),)), 0, id="warning"
        ),
        pytest.param(answer("show", unknown_ids=(("x", ()),)), 1, id="unknown-id"),
        pytest.param(
            answer("show", results=(RESULT,), unknown_ids=(("x", ()),)), 2, id="one-unknown-of-two"
        ),
    ],
)
def test_status(found: Answer, expected: int) -> None:
    assert expected == status(found)


def test_json_says_how_many_have_no_date() -> None:
    found = answer("timeline", results=(RESULT,), total=1, undated=14)

    assert messages(found, format="json") == ("misca: 14 facts without a date are left out",)
