from __future__ import annotations

import pytest

from misca_cli.adding.names import Names
from misca_cli.adding.typed import AnswerError, fact_id, read, read_figure
from misca_cli.model import Measure
from misca_cli.schema import TABLES

FIELDS = {field.name: field for field in TABLES["fact"]}
OWNER = Measure(id="owner", name="owner", value="entity")
PEOPLE = Measure(id="people", name="people", unit="people")
DATE = Measure(id="built", name="built", value="date")


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        pytest.param("claim", ["  It rained; it snowed. "], "It rained; it snowed.", id="text"),
        pytest.param("who", ["Aurora"], "aurora", id="name"),
        pytest.param(
            "by", ["aurora; Harbour Board", "aurora"], ["aurora", "harbour-board"], id="ids"
        ),
        pytest.param("tags", ["a; b", "c"], ["a", "b", "c"], id="texts"),
        pytest.param("when", ["2024-05"], "2024-05", id="date"),
        pytest.param("stage", ["done"], "done", id="choice"),
        pytest.param(
            "reads",
            ["when=that day", 'who = "she"'],
            {"when": "that day", "who": "she"},
            id="readings",
        ),
        pytest.param("supersedes", ["late"], ["late"], id="facts"),
    ],
)
def test_read(names: Names, name: str, answers: list[str], expected: object) -> None:
    assert read("fact", FIELDS[name], answers, names) == expected


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        pytest.param(
            "who", "arora", '"arora" is no entity of this pack (did you mean "aurora"?)', id="name"
        ),
        pytest.param(
            "when",
            "3 mai",
            '"3 mai" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)',
            id="date",
        ),
        pytest.param(
            "stage", "doen", '"doen" is not known here (did you mean "done"?)', id="choice"
        ),
        pytest.param(
            "reads",
            "then",
            '"then" lacks an equals sign (expected such as when=Tuesday)',
            id="reading",
        ),
        pytest.param("claim", "\udce9", "what was typed is not UTF-8", id="bytes"),
        pytest.param("claim", "a\0b", "holds a NUL character (expected none)", id="nul"),
        pytest.param("claim", " ", "is empty", id="empty"),
    ],
)
def test_what_is_no_answer(names: Names, name: str, answer: str, message: str) -> None:
    with pytest.raises(AnswerError) as raised:
        read("fact", FIELDS[name], [answer], names)

    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        pytest.param("~90 people", PEOPLE, "~90 people", id="figure"),
        pytest.param("-200 people", PEOPLE, "-200 people", id="change"),
        pytest.param("Aurora; Harbour Board", OWNER, ["aurora", "harbour-board"], id="entities"),
        pytest.param("Harbour Board", OWNER, ["harbour-board"], id="entity"),
        pytest.param("unknown", OWNER, "unknown", id="unknown"),
        pytest.param("2024-05-03", DATE, "2024-05-03", id="date"),
        pytest.param(
            '{"low": 6, "unit": "people"}', PEOPLE, {"low": 6, "unit": "people"}, id="table"
        ),
    ],
)
def test_read_figure(names: Names, text: str, measure: Measure, expected: object) -> None:
    assert read_figure(text, measure, names) == expected


def test_a_value_that_its_measure_does_not_take(names: Names) -> None:
    with pytest.raises(AnswerError) as raised:
        read_figure("May", DATE, names)

    assert str(raised.value) == '"May" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"claim": "The Aurora sank."}, "aurora-sank", id="telling-words"),
        pytest.param({"claim": "Late"}, "late-2", id="taken"),
        pytest.param(
            {"claim": "x", "who": "aurora", "value": "90 people"}, "aurora-90-people", id="subject"
        ),
        pytest.param({"claim": "x", "who": "aurora", "value": "90"}, "aurora-90-2", id="number"),
        pytest.param({"claim": "?!"}, "x", id="no-words"),
        pytest.param({"claim": "Élysée " * 20}, "-".join(["elysee"] * 5), id="long"),
    ],
)
def test_fact_id(names: Names, fields: dict[str, object], expected: str) -> None:
    assert fact_id(fields, names) == expected
