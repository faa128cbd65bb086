"""Batches: a query a line, a document a line."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from misca_cli.cli import batch, workers
from misca_cli.cli.request import Invocation
from misca_cli.export.document import schema

from .conftest import Run

Misca = Callable[..., Run]


def documents(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


@pytest.fixture
def asked(tmp_path: Path) -> str:
    path = tmp_path / "queries.txt"
    path.write_text("\ufefffrance\n\n  soldiers 1000 \nxyzzy\n", "utf-8")
    return str(path)


def test_each_line_is_answered_as_it_is_alone(misca: Misca, asked: str) -> None:
    done = misca("query", "--batch", asked, "-n", "1")
    alone = [misca("query", *text.split(), "-n", "1", "--json") for text in QUERIES]
    assert [json.loads(one.stdout) for one in alone] == documents(done.stdout)
    assert (done.status, done.stderr) == (0, "")


QUERIES = ("france", "soldiers 1000", "xyzzy")


def test_what_is_written_fits_the_schema(misca: Misca, asked: str) -> None:
    for document in documents(misca("query", "--batch", asked).stdout):
        Draft202012Validator(schema()).validate(document)


def test_standard_input_is_read(misca_in_shell: Misca) -> None:
    done = misca_in_shell("printf 'france\\ntroops\\n' | misca query --batch - --fields id")
    assert [[fact["id"] for fact in document["facts"]] for document in documents(done.stdout)] == [
        ["fr-1000", "fr-420"],
        [],
    ]


def test_a_mark_of_the_order_of_bytes_is_no_part_of_a_query(
    misca: Misca, misca_in_shell: Misca, asked: str
) -> None:
    assert misca("query", "--batch", asked) == misca_in_shell(f"misca query --batch - <{asked}")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [("france\nxyzzy\n", 0), ("xyzzy\n", 1), ("france\ncountry:mali\n", 2), ("\n", 1)],
)
def test_exit_status(misca: Misca, tmp_path: Path, lines: str, expected: int) -> None:
    (tmp_path / "asked").write_text(lines, "utf-8")
    assert misca("query", "--batch", "asked").status == expected


def test_a_line_that_can_not_be_read_costs_only_itself(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "asked").write_text("\ncountry:mali\nfrance\n", "utf-8")
    refused, answered = documents(misca("query", "--batch", "asked").stdout)
    (problem,) = refused["problems"]
    assert (answered["problems"], answered["total"]) == ([], 2)
    assert (problem["file"], problem["line"]) == ("asked", 2)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ("french", "--batch", "asked"),
            "misca: error: --batch reads its queries from a file: no words may be given\n",
        ),
        (
            ("--batch", "asked", "-f", "csv"),
            "misca: error: --batch writes lines of JSON to standard output, nothing else\n",
        ),
        (
            ("--batch", "asked", "-o", "x"),
            "misca: error: --batch writes lines of JSON to standard output, nothing else\n",
        ),
        (
            ("--batch", "asked", "--explain"),
            "misca: error: --batch writes lines of JSON to standard output, nothing else\n",
        ),
        (("--batch", "none"), 'misca: error: can\'t read "none": No such file or directory\n'),
    ],
)
def test_misuse(misca: Misca, tmp_path: Path, arguments: tuple[str, ...], expected: str) -> None:
    (tmp_path / "asked").write_text("france\n", "utf-8")
    done = misca("query", *arguments)
    assert (2, expected) == (done.status, done.stderr)


def test_misuse_makes_no_index(misca: Misca, tmp_path: Path) -> None:
    assert misca("query", "--batch", "none").status == 2
    assert not (tmp_path / "cache").exists()


def test_many_queries_have_the_answers_of_few(misca: Misca, tmp_path: Path) -> None:
    lines = ["france", "soldiers 1000", "xyzzy", "country:mali", "frnech trops"] * 40
    (tmp_path / "asked").write_text("\n".join(lines), "utf-8")
    (tmp_path / "few").write_text("\n".join(lines[:5]), "utf-8")
    few, many = misca("query", "--batch", "few"), misca("query", "--batch", "asked")
    assert (few.status, many.status) == (2, 2)
    answers = [*map(documents, (few.stdout, many.stdout))]
    at_fault = [each["problems"][0].pop("line") for each in answers[1] if each["problems"]]
    assert at_fault == [*range(4, 201, 5)]
    for each in (*answers[0], *answers[1]):
        for problem in each["problems"]:
            problem |= {"file": None, "line": None}
    assert answers[0] * 40 == answers[1]


def test_who_writes_into_a_named_pipe_is_answered_line_by_line(misca_in_shell: Misca) -> None:
    done = misca_in_shell(
        "mkfifo asked answers; misca query --batch asked >answers & "
        "exec 4<answers 3>asked; for word in france xyzzy; do "
        'echo "$word" >&3; read -r line <&4; echo "$line"; done; exec 3>&-'
    )
    assert [len(each["facts"]) for each in documents(done.stdout)] == [2, 0]


@pytest.mark.parametrize("ask", ["yes france | misca query --batch -", "misca query --batch asked"])
def test_a_reader_that_has_enough_ends_it(misca_in_shell: Misca, ask: str, tmp_path: Path) -> None:
    (tmp_path / "asked").write_text("france\n" * 100_000, "utf-8")
    done = misca_in_shell(f"{ask} | head -1")
    assert len(documents(done.stdout)) == 1
    assert done.stderr == ""


def test_children_that_nobody_waits_for_are_no_mistake(misca: Misca, tmp_path: Path) -> None:
    (tmp_path / "asked").write_text("france\n" * 100, "utf-8")
    kept = signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who starts misca may leave it so
    try:
        done = misca("query", "--batch", "asked")
    finally:
        signal.signal(signal.SIGCHLD, kept)
    assert (len(documents(done.stdout)), done.stderr) == (100, "")


@pytest.mark.parametrize(
    ("name", "cache", "shared"),
    [("asked", "cache", 100), ("asked", "", 0), ("-", "cache", 0)],
    ids=["a-file", "facts-in-memory", "a-pipe"],
)
def test_lines_of_a_file_are_shared_out_where_facts_are_not_copied(
    pack: Path, monkeypatch: pytest.MonkeyPatch, name: str, cache: str, shared: int
) -> None:
    monkeypatch.chdir(pack.parent)
    Path("asked").write_text("france\n" * 100, "utf-8")
    counts: list[int] = []

    def shared_out(items: Sequence[Any], _: object, here: Callable[[Any], bytes]) -> list[bytes]:
        counts.append(len(items))
        return [*map(here, items)]

    monkeypatch.setattr(workers, "shared_out", shared_out)
    environ = {"MISCA_FACTS": str(pack), "MISCA_CACHE": str(pack.parent / cache) if cache else ""}
    with open("asked", encoding="utf-8") as asked:
        monkeypatch.setattr(sys, "stdin", asked)
        invocation = Invocation(command="query", given={"batch": name})
        assert batch.run(invocation, environ) == 0
    assert sum(counts) == shared
