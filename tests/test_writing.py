from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.adding.draft import table_text as draft_text
from misca_cli.dates import parse as parse_date
from misca_cli.load.fields import read_value
from misca_cli.model import Fact, Statement
from misca_cli.toml import parse
from misca_cli.writing import quoted, record_text, toml_text, toml_value

FACT = Fact(id="f", pack="p", file="f.toml", line=1, claim="A claim.", source="s", at="p1")


def test_a_fact_as_an_author_writes_it() -> None:
    full = FACT.replaced(
        who="france",
        what="troops",
        value=read_value("420 soldiers", None),
        where="car",
        when=parse_date("2013-12-05"),
        by=("hollande",),
        reads={"when": "last Thursday"},
        tags=("a", "b c"),
    )
    assert toml_text({}, (full,)) == (
        "[fact.f]\n"
        'claim = "A claim."\n'
        'who = "france"\n'
        'what = "troops"\n'
        'value = "420 soldiers"\n'
        'where = "car"\n'
        "when = 2013-12-05\n"
        'by = "hollande"\n'
        'source = "s"\n'
        'at = "p1"\n'
        'reads = { when = "last Thursday" }\n'
        'tags = ["a", "b c"]\n'
    )


def test_what_is_added_is_written_as_what_comes_in() -> None:
    fact = FACT.replaced(
        involves=("b",),
        by=("a",),
        cites=("c",),
        when=parse_date("2013-12-05"),
        value=read_value("2013-12-06", None),
    )
    given = {
        "claim": "A claim.",
        "involves": ["b"],
        "by": ["a"],
        "cites": ["c"],
        "source": "s",
        "at": "p1",
        "when": "2013-12-05",
        "value": "2013-12-06",
    }
    assert draft_text("fact", "f", given) == record_text("fact", fact)


def test_a_file_names_its_source_once() -> None:
    assert toml_text({}, (FACT, FACT.replaced(source="other", id="g.h")), source="s") == (
        'default.source = "s"\n\n'
        '[fact.f]\nclaim = "A claim."\nat = "p1"\n\n'
        '[fact."g.h"]\nclaim = "A claim."\nsource = "other"\nat = "p1"\n'
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_again(text: str) -> None:
    assert parse(f"key = {quoted(text)}".encode()) == {"key": text}


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.recursive(
            st.booleans()
            | st.integers(-(2**63), 2**63 - 1)
            | st.text(max_size=5)
            | st.decimals(allow_nan=False, allow_infinity=False, places=2),
            lambda inner: st.lists(inner, max_size=3),
            max_leaves=5,
        ),
        max_size=3,
    )
)
def test_any_value_is_read_again(value: object) -> None:
    assert parse(f"key = {toml_value(value)}".encode()) == {"key": value}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        pytest.param("2013-12-05", "2013-12-05", id="day"),
        pytest.param("2013-12", '"2013-12"', id="month"),
        pytest.param("2013-12-05?", '"2013-12-05?"', id="uncertain"),
        pytest.param("0000-01-01", '"0000-01-01"', id="year-that-toml-lacks"),
    ],
)
def test_a_day_needs_no_quotes(date: str, expected: str) -> None:
    statement = Statement(id="t", said=parse_date(date))

    assert record_text("statement", statement) == f"[statement.t]\nsaid = {expected}\n"
