from __future__ import annotations

import json
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from misca_cli.answer import Answer, Query
from misca_cli.export.document import document, dumped, json_text, jsonl_text, schema
from misca_cli.export.paths import FACT_PATHS, SOURCE_PATHS
from misca_cli.model import ACTS, MARKUPS, STAGES, STATUSES

from .sample import ANSWERS, NOTHING, QUERY, SHOW, SOURCES, TIMELINE, claiming
from .test_record import FACT_KEYS, SOURCE_KEYS, VALUE_KEYS

ENVELOPE = (
    *("format_version", "command", "query", "total", "total_is", "facts", "near", "agreement"),
    "problems",
)
QUERY_KEYS = ("text", "words", "when", "figures", "phrases", "excluded", "filters", "missing")
VALIDATOR = Draft202012Validator(schema())


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def parsed(text: str) -> Any:
    return json.loads(text, parse_constant=refuse)


def definition(name: str) -> Any:
    return schema()["$defs"][name]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_every_document_is_as_the_schema_says(answer: Answer) -> None:
    VALIDATOR.validate(parsed(json_text(answer)))


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_text_is_the_document(answer: Answer) -> None:
    assert document(answer) == parsed(json_text(answer))


def test_the_envelope_has_the_same_keys_in_every_command() -> None:
    with_sources = (*ENVELOPE[:6], "sources", *ENVELOPE[6:])
    assert {name: tuple(document(answer)) for name, answer in ANSWERS.items()} == {
        "query": ENVELOPE,
        "nothing": ENVELOPE,
        "timeline": ENVELOPE,
        "show": ENVELOPE,
        "sources": with_sources,
    }


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        pytest.param("fact", FACT_KEYS, id="fact"),
        pytest.param("source", SOURCE_KEYS, id="source"),
        pytest.param("value", VALUE_KEYS, id="value"),
        pytest.param("query", QUERY_KEYS, id="query"),
        pytest.param("date", ("edtf", "earliest", "latest"), id="date"),
        pytest.param("word", ("text", "read_as", "how"), id="word"),
        pytest.param("match", ("word", "field", "how"), id="match"),
        pytest.param(
            "finding", ("kind", "facts", "total", "ruling", "verdict", "why"), id="finding"
        ),
        pytest.param(
            "agreement",
            (
                *("measure", "key", "class", "relation", "unit", "low", "high", "accounts"),
                *("origins", "differs_on", "text"),
            ),
            id="agreement",
        ),
        pytest.param(
            "group",
            (
                *("measure", "key", "assumed", "facts", "relatives", "origins", "findings"),
                *("agreement", "agreements"),
            ),
            id="group",
        ),
        pytest.param(
            "problem",
            ("file", "line", "column", "severity", "rule", "key", "message"),
            id="problem",
        ),
    ],
)
def test_the_schema_requires_every_documented_key(name: str, keys: tuple[str, ...]) -> None:
    assert keys == tuple(definition(name)["properties"])


@pytest.mark.parametrize("name", [name for name in schema()["$defs"] if name not in ("day", "key")])
def test_the_schema_knows_no_optional_key_and_no_other(name: str) -> None:
    described = definition(name)
    assert described["required"] == list(described["properties"])
    assert described["additionalProperties"] is False


@pytest.mark.parametrize("of", ["answer", "report"])
def test_the_schema_is_a_schema(of: str) -> None:
    Draft202012Validator.check_schema(schema(of))


def test_a_problem_is_the_same_in_every_document() -> None:
    assert schema("report")["$defs"]["problem"] == schema()["$defs"]["problem"]


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        pytest.param("fact", "stage", (*STAGES, None), id="stage"),
        pytest.param("fact", "act", ACTS, id="act"),
        pytest.param("fact", "status", STATUSES, id="status"),
        pytest.param("copy", "format", MARKUPS, id="format"),
    ],
)
def test_the_schema_has_the_words_of_the_model(
    name: str, key: str, words: tuple[str | None, ...]
) -> None:
    assert words == tuple(definition(name)["properties"][key]["enum"])


def paths_below(described: Any, path: str = "") -> list[str]:
    """List the paths that a part of the schema allows, itself first."""
    for option in (described, *described.get("anyOf", ())):
        target = option.get("items", option).get("$ref", "#")
        if target not in ("#", "#/$defs/day"):
            return paths_below(definition(target.rpartition("/")[2]), path)
    keys = described.get("properties", {})
    below = (paths_below(keys[key], f"{path}.{key}".lstrip(".")) for key in keys)
    return [path, *chain.from_iterable(below)]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        pytest.param("fact", FACT_PATHS[1:], id="fact"),
        pytest.param("source", SOURCE_PATHS, id="source"),
    ],
)
def test_the_paths_are_those_of_the_schema(name: str, paths: tuple[str, ...]) -> None:
    assert sorted(paths) == sorted(paths_below(definition(name))[1:])


def test_a_query_is_told_as_it_was_read() -> None:
    assert document(QUERY)["query"] == {
        "text": 'locsk "vale canal" in february >1.50 m who:canal not:river zeppelin',
        "words": [
            {"text": "locsk", "read_as": "locks", "how": "spelling"},
            {"text": "zeppelin", "read_as": None, "how": None},
        ],
        "when": {"edtf": "XXXX-02", "earliest": None, "latest": None},
        "figures": [
            {
                "text": ">1.50 m",
                "low": 1.5,
                "high": None,
                "low_included": False,
                "high_included": True,
                "unit": "m",
            }
        ],
        "phrases": ["vale canal"],
        "excluded": ["river"],
        "filters": [{"field": "who", "text": "canal", "ids": ["canal"]}],
        "missing": ["zeppelin"],
    }


def test_a_problem_without_a_place_has_none() -> None:
    assert document(QUERY)["problems"] == [
        {
            "file": "locks.toml",
            "line": 12,
            "column": 1,
            "severity": "warning",
            "rule": "unknown-key",
            "key": "fact.locks-3.wen",
            "message": '"wen" is not known (when)',
        },
        {
            "file": "torn.toml",
            "line": None,
            "column": None,
            "severity": "error",
            "rule": "unreadable",
            "key": None,
            "message": "can't be read",
        },
    ]


def test_near_facts_are_apart_from_those_found() -> None:
    written = parsed(json_text(NOTHING))
    assert (
        written["total"],
        written["facts"],
        [fact["id"] for fact in written["near"]],
    ) == (0, [], ["locks-3"])


def test_show_takes_no_words_and_leaves_unknown_ids_out() -> None:
    text = json_text(SHOW)
    assert parsed(text)["query"] is None
    assert '"dept"' not in text


@pytest.mark.parametrize(
    ("answer", "key", "expected"),
    [
        pytest.param(
            TIMELINE,
            "facts",
            [
                {"date": "[1870-03-01..]", "by.name": ["Guild of Boatmen", "Ada Møller"]},
                {"date": "1871-02", "by.name": ["Ada Møller"]},
            ],
            id="facts",
        ),
        pytest.param(
            NOTHING, "near", [{"date": "1871-XX-01~", "by.name": ["Ada Møller"]}], id="near"
        ),
    ],
)
def test_fields_narrow_facts_and_nothing_else(answer: Answer, key: str, expected: Any) -> None:
    assert {**document(answer), key: expected} == parsed(json_text(answer, ("date", "by.name")))


def test_fields_narrow_sources() -> None:
    fields = ("id", "issued.latest")
    assert parsed(json_text(SOURCES, fields))["sources"] == [
        {"id": "herald", "issued.latest": "1871-02-03"},
        {"id": "ledger", "issued.latest": None},
    ]


def test_json_lines_are_the_facts_one_a_line() -> None:
    lines = jsonl_text(QUERY).splitlines(keepends=True)
    assert document(QUERY)["facts"] == [parsed(line) for line in lines]
    assert {"\n"} == {line[-1] for line in lines}


def test_json_lines_of_a_bibliography_are_its_sources() -> None:
    assert document(SOURCES)["sources"] == [parsed(x) for x in jsonl_text(SOURCES).splitlines()]


def test_json_lines_take_fields() -> None:
    assert jsonl_text(QUERY, ("id", "value.amount")) == (
        '{"id": "locks-3", "value.amount": 3}\n{"id": "river/depth", "value.amount": null}\n'
    )


def test_json_lines_of_nothing_are_nothing() -> None:
    assert jsonl_text(NOTHING) == ""


@pytest.mark.parametrize(
    ("text", "read_back"),
    [
        pytest.param("caf\udce9", "caf\ufffd", id="a byte that is no UTF-8"),
        pytest.param("\udc80\udc80", "\ufffd\ufffd", id="two of them"),
        pytest.param("\ud83d!", "\ufffd!", id="half a character"),
        pytest.param("\U0001f600", "\U0001f600", id="a whole one"),
        pytest.param("\U0001f600\udce9", "\U0001f600\ufffd", id="one of each"),
        pytest.param("\\ud83d", "\\ud83d", id="the escape as text"),
        pytest.param("\\\udce9", "\\\ufffd", id="after a backslash"),
        pytest.param("\x1b[2J\x7f\x9b\u202e\u2028", "\x1b[2J\x7f\x9b\u202e\u2028", id="controls"),
    ],
)
def test_words_of_any_kind_make_valid_json(text: str, read_back: str) -> None:
    written = json_text(QUERY.replaced(query=Query(text=text)))
    assert read_back == parsed(written)["query"]["text"]
    assert set(written) <= {"\n", *map(chr, range(0x20, 0x7F))}


@given(st.lists(st.sampled_from(["a", "\\", "\ud83d", "\ude00", "\udc80", "\U0001f600", "\ufeff"])))
def test_each_half_character_is_replaced_by_one(characters: list[str]) -> None:
    text = "".join(characters)
    halves = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    # Reading joins two halves that follow one another.
    assert parsed(json.dumps(text)).translate(halves) == parsed(dumped([text]))[0]


@given(st.lists(st.text()), st.text())
def test_json_reads_back_as_the_document(claims: list[str], words: str) -> None:
    answer = claiming(claims).replaced(query=Query(text=words))
    written = json_text(answer)
    assert document(answer) == parsed(written)
    assert set(written) <= {"\n", *map(chr, range(0x20, 0x7F))}
    assert len(claims) == jsonl_text(answer).count("\n")
