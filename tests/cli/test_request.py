from __future__ import annotations

from typing import Any

import pytest

from misca_cli.answer import Request
from misca_cli.cli.request import Invocation, Output, output, request
from misca_cli.errors import UsageError


def invocation(command: str = "query", *words: str, **given: Any) -> Invocation:
    return Invocation(command=command, words=words, given=given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            invocation("query", "french", "troops"),
            Request(command="query", text="french troops", limit=10),
            id="words-are-joined",
        ),
        pytest.param(
            invocation("query", "french troops", "-gabon"),
            Request(command="query", text="french troops -gabon", limit=10),
            id="quoted-words",
        ),
        pytest.param(
            invocation("show", "fr-420", "fr-1000"),
            Request(command="show", ids=("fr-420", "fr-1000")),
            id="show",
        ),
        pytest.param(invocation("timeline"), Request(command="timeline"), id="timeline"),
        pytest.param(
            invocation("timeline", axis="said"),
            Request(command="timeline", axis="said"),
            id="timeline-said",
        ),
        pytest.param(
            invocation("sources", "un", limit="3"),
            Request(command="sources", text="un", limit=3),
            id="limit",
        ),
        pytest.param(
            invocation("query", "un", all=True),
            Request(command="query", text="un", everything=True),
            id="all",
        ),
        pytest.param(
            invocation("query", "un", all=True, limit="3"),
            Request(command="query", text="un", everything=True, limit=3),
            id="all-but-three",
        ),
        pytest.param(
            invocation(
                "query",
                "un",
                since="2013-12",
                until="yesterday",
                as_of="2014",
                sort="date",
                explain=True,
            ),
            Request(
                command="query",
                text="un",
                since="2013-12",
                until="yesterday",
                as_of="2014",
                sort="date",
                explain=True,
                limit=10,
            ),
            id="selection",
        ),
    ],
)
def test_request(given: Invocation, expected: Request) -> None:
    assert expected == request(given)


@pytest.mark.parametrize(
    ("given", "terminal", "expected"),
    [
        pytest.param({}, True, Output(format="table"), id="terminal"),
        pytest.param({}, False, Output(format="plain"), id="pipe"),
        pytest.param({"format": "table"}, False, Output(format="table"), id="table-in-pipe"),
        pytest.param({"format": "csv"}, True, Output(format="csv"), id="csv"),
        pytest.param({"json": True}, True, Output(format="json"), id="json"),
        pytest.param({"json": True, "format": "json"}, True, Output(format="json"), id="twice"),
        pytest.param({"output": "-"}, True, Output(format="table"), id="dash"),
        pytest.param({"output": "a"}, True, Output(format="plain", file="a"), id="file"),
        pytest.param({"output": "a.txt"}, True, Output(format="plain", file="a.txt"), id="txt"),
        pytest.param({"output": "a.json"}, True, Output(format="json", file="a.json"), id=".json"),
        pytest.param({"output": "A.CSV"}, True, Output(format="csv", file="A.CSV"), id=".CSV"),
        pytest.param(
            {"output": "a.b/c.jsonl"}, True, Output(format="jsonl", file="a.b/c.jsonl"), id=".jsonl"
        ),
        pytest.param(
            {"output": "a.json", "format": "csv"},
            True,
            Output(format="csv", file="a.json"),
            id="format-beats-ending",
        ),
        pytest.param(
            {"fields": "id, value.amount"},
            True,
            Output(format="plain", fields=("id", "value.amount")),
            id="fields",
        ),
        pytest.param({"explain": True}, True, Output(format="table"), id="explain"),
        pytest.param({"explain": True}, False, Output(format="table"), id="explain-in-pipe"),
        pytest.param(
            {"explain": True, "output": "a.txt"},
            True,
            Output(format="table", file="a.txt"),
            id="explain-in-file",
        ),
        pytest.param(
            {"color": "never", "width": "72", "no_pager": True},
            True,
            Output(format="table", color="never", width=72, pager=False),
            id="screen",
        ),
    ],
)
def test_output(given: dict[str, Any], terminal: bool, expected: Output) -> None:  # noqa: FBT001
    assert expected == output(invocation(**given), terminal=terminal)


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        pytest.param(
            {"format": "jsn"},
            '--format: "jsn" is none of table, plain, json, jsonl, csv',
            'did you mean "json"?',
            id="near-choice",
        ),
        pytest.param(
            {"color": "purple"},
            '--color: "purple" is none of always, never, auto',
            None,
            id="no-choice",
        ),
        pytest.param({"limit": "0"}, '--limit: "0" is no whole number above zero', None, id="zero"),
        pytest.param(
            {"limit": "-3"}, '--limit: "-3" is no whole number above zero', None, id="negative"
        ),
        pytest.param(
            {"limit": "ten"}, '--limit: "ten" is no whole number above zero', None, id="word"
        ),
        pytest.param(
            {"limit": "²"}, '--limit: "²" is no whole number above zero', None, id="superscript"
        ),
        pytest.param({"since": ""}, "--since: the value is empty", None, id="empty"),
        pytest.param(
            {"json": True, "format": "csv"},
            '"--json" and "--format csv" contradict each other',
            None,
            id="two-formats",
        ),
        pytest.param(
            {"fields": "id", "format": "table"},
            "a table has no --fields",
            "add --format plain, csv, json or jsonl",
            id="fields-of-a-table",
        ),
        pytest.param(
            {"explain": True, "format": "plain"},
            "only a table has --explain, not plain, csv, json or jsonl",
            "use --format table",
            id="explained-plain",
        ),
        pytest.param(
            {"explain": True, "output": "a.json"},
            "only a table has --explain, not plain, csv, json or jsonl",
            "use --format table",
            id="explained-json-file",
        ),
        pytest.param(
            {"explain": True, "fields": "id"},
            "only a table has --explain, and it has no --fields",
            "leave out one of them",
            id="explained-fields",
        ),
        pytest.param(
            {"output": "facts.XLSX"},
            '"facts.XLSX": misca writes no xlsx',
            "name one of table, plain, json, jsonl, csv with -f",
            id="no-such-format",
        ),
        pytest.param(
            {"fields": "id,,claim"},
            '--fields: "id,,claim" lacks a name',
            "for example: --fields id,value.amount",
            id="nameless-field",
        ),
    ],
)
def test_refused(given: dict[str, Any], message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        output(invocation("query", "un", **given), terminal=True)

    assert (message, hint) == (str(caught.value), caught.value.hint)
