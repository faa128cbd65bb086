from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.export.plain import plain_text

from .sample import NOTHING, SHOW, TIMELINE, claiming


def test_fields_choose_the_columns() -> None:
    assert plain_text(TIMELINE, ("by.name", "value.high", "value.low_included", "value")) == (
        "Guild of Boatmen; Ada Møller\t1.1\ttrue\t<1.10 m\nAda Møller\t3\ttrue\t+3 locks\n"
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param("said", "1871-02", id="date"),
        pytest.param("who", "Vale Canal", id="entity"),
        pytest.param("source", "Works on the Vale Canal", id="source"),
        pytest.param("involves", "Guild of Boatmen; unlisted", id="entities"),
        pytest.param("reads", "when: next year", id="readings"),
        pytest.param("tags", "water; works", id="texts"),
        pytest.param("score", "", id="nothing"),
    ],
)
def test_an_object_is_shown_by_what_names_it(field: str, expected: str) -> None:
    assert expected == plain_text(SHOW, (field,)).splitlines()[0]


def test_a_source_that_no_pack_describes_goes_by_its_id() -> None:
    assert plain_text(SHOW, ("source",)).splitlines()[1] == "nowhere"


def test_nothing_is_no_line() -> None:
    assert plain_text(NOTHING) == ""


@given(st.lists(st.text(alphabet=st.characters())))
def test_a_record_is_a_line_of_eight_harmless_fields(claims: list[str]) -> None:
    lines = plain_text(claiming(claims)).split("\n")
    assert [7] * len(claims) == [line.count("\t") for line in lines[:-1]]
    assert lines[-1] == ""
    assert not {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))} & set(
        "".join(lines)
    )
