from __future__ import annotations

import pytest

from misca_cli.errors import UsageError
from misca_cli.export.cells import value_at
from misca_cli.export.paths import (
    FACT_PATHS,
    SOURCE_PATHS,
    fields_of,
    paths_of,
)
from misca_cli.export.record import Object, records

from .sample import QUERY, SHOW, SOURCES

FACTS = {str(each["id"]): each for each in records(SHOW)}
FACT_NAMES = (
    "fields are date, id, pack, score, claim, who, where, what, involves, value, basis, stage, "
    "act, when, said, date_used, by, statement, source, at, anchor, cites, reads, note, status, "
    "because, replaced_by, supersedes, tags, file, line, reported_later, findings, matched"
)


@pytest.mark.parametrize(
    ("fact", "path", "expected"),
    [
        pytest.param("locks-3", "id", "locks-3", id="key"),
        pytest.param("locks-3", "value.amount", 3, id="inside an object"),
        pytest.param("locks-3", "source.issued.latest", "1871-02-03", id="two steps"),
        pytest.param("canal/depth", "by.name", ["Guild of Boatmen", "Ada Møller"], id="list"),
        pytest.param("owners", "value.entities.id", ["guild", "vale"], id="list in an object"),
        pytest.param("locks-3", "value.entities.id", None, id="no list"),
        pytest.param("opened", "value.date.edtf", None, id="nothing on the way"),
        pytest.param("locks-3", "date", "1871-XX-01~", id="the date that counts"),
        pytest.param("canal/depth", "date", "[1870-03-01..]", id="the day of the utterance"),
        pytest.param("opened", "date", None, id="no date"),
    ],
)
def test_a_path_leads_to_a_value(fact: str, path: str, expected: object) -> None:
    assert expected == value_at(FACTS[fact], path)


def test_fields_keep_the_order_asked_for() -> None:
    objects: list[Object] = [{"id": "a", "value": {"amount": 1}, "claim": "c"}]
    assert [*fields_of(objects, ("value.amount", "id"))[0].items()] == [
        ("value.amount", 1),
        ("id", "a"),
    ]


@pytest.mark.parametrize("path", FACT_PATHS)
def test_every_path_leads_somewhere_in_some_fact(path: str) -> None:
    assert FACT_PATHS.count(path) == 1
    if not path.startswith(("findings", "score", "matched")):
        assert any(value_at(each, path) is not None for each in FACTS.values())


@pytest.mark.parametrize("path", SOURCE_PATHS)
def test_every_path_leads_somewhere_in_some_source(path: str) -> None:
    assert SOURCE_PATHS.count(path) == 1
    assert any(value_at(each, path) is not None for each in records(SOURCES))


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        pytest.param("amount", 'did you mean "value.amount"?', id="its last part"),
        pytest.param("value.amuont", 'did you mean "value.amount"?', id="misspelt"),
        pytest.param("clam", 'did you mean "claim"?', id="misspelt key"),
        pytest.param("zzzzzzzzzzz", FACT_NAMES, id="nothing near"),
    ],
)
def test_an_unknown_path_is_refused_with_the_nearest(path: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        fields_of([], ("id", path))
    assert (str(raised.value), raised.value.hint) == (f'"{path}" is not a field', hint)


def test_sources_have_their_own_paths() -> None:
    assert (paths_of(SOURCES), paths_of(QUERY)) == (SOURCE_PATHS, FACT_PATHS)
    with pytest.raises(UsageError) as raised:
        fields_of([], ("claim",), known=SOURCE_PATHS)
    assert str(raised.value) == '"claim" is not a field'
