from __future__ import annotations

import pytest

from misca_cli.adding.names import Names, UnknownNameError


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param("entity", "aurora", "aurora", id="id"),
        pytest.param("entity", "HARBOUR board", "harbour-board", id="name"),
        pytest.param("entity", "old-lady", "old-lady", id="id-of-one"),
        pytest.param("source", "the log", "log", id="title"),
        pytest.param("source", "https://log.example/1", "log", id="address"),
        pytest.param("measure", "people", "people", id="measure"),
        pytest.param("fact", "aurora-90", "aurora-90", id="fact"),
    ],
)
def test_what_is_known(names: Names, kind: str, text: str, expected: str) -> None:
    assert names.id(kind, text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "arora", '"arora" is no entity of this pack (did you mean "aurora"?)', id="spelling"
        ),
        pytest.param(
            "bord",
            '"bord" is no entity of this pack (did you mean "harbour-board"?)',
            id="one-word-of-a-name",
        ),
        pytest.param(
            "zeppelin",
            '"zeppelin" is no entity of this pack (add [entity.ID])',
            id="nothing-near",
        ),
        pytest.param(
            "the old lady",
            '"the old lady" is a name of "aurora" and of "old-lady" (write the id)',
            id="two",
        ),
    ],
)
def test_what_is_not(names: Names, text: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as raised:
        names.id("entity", text)

    assert str(raised.value) == message


def test_a_choice_stands_once(names: Names) -> None:
    assert names.choices("entity") == (
        *("aurora", "The Old Lady", "old-lady", "Old Lady", "harbour-board", "Harbour Board"),
    )


def test_ids_are_taken_however_they_are_written(names: Names) -> None:
    assert names.has("fact", "AURORA-90")
    assert not names.has("fact", "aurora-91")
