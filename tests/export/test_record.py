from __future__ import annotations

from decimal import Decimal

import pytest

from misca_cli import dates
from misca_cli.dates import Date
from misca_cli.export.record import date_object, fact_object, number, records, source_object
from misca_cli.figures.reading import from_table
from misca_cli.gathered import SourceUse
from misca_cli.model import Fact, Source, Value

from .sample import (
    BASE,
    DEPTH,
    FULL,
    HERALD,
    LEDGER,
    OPENING,
    OTHER_DEPTH,
    OWNERS,
    SMALL,
    SOURCES,
    TIMELINE,
    TOLL,
    result,
)

FACT_KEYS = (
    *("id", "pack", "score", "claim", "who", "where", "what", "involves", "value", "basis"),
    *("stage", "act", "when", "said", "date_used", "by", "statement", "source", "at", "anchor"),
    *("cites", "reads", "note", "status", "because", "replaced_by", "supersedes", "tags"),
    *("file", "line", "reported_later", "findings", "matched"),
)
SOURCE_KEYS = (
    *("id", "pack", "type", "title", "publisher", "author", "issued", "accessed", "url"),
    *("archive_url", "archived", "today", "reprints", "reprinted_by", "seen", "copy", "note"),
    *("facts", "cited_by"),
)
VALUE_KEYS = (
    *("kind", "text", "relation", "amount", "low", "high", "low_included", "high_included"),
    *("unit", "approximate", "date", "entities"),
)


def value_of(value: Value) -> dict[str, object]:
    written = fact_object(result(SMALL.replaced(value=value)), BASE)["value"]
    assert isinstance(written, dict)
    return written


@pytest.mark.parametrize("fact", BASE.facts.values(), ids=BASE.facts)
def test_every_key_of_a_fact_is_there_in_order(fact: Fact) -> None:
    assert tuple(fact_object(result(fact), BASE)) == FACT_KEYS


@pytest.mark.parametrize("source", [HERALD, LEDGER], ids=["full", "small"])
def test_every_key_of_a_source_is_there_in_order(source: Source) -> None:
    use = SourceUse(source=source, pack="canal", facts=0)
    assert tuple(source_object(use)) == SOURCE_KEYS


def test_the_smallest_fact_is_null_where_there_is_nothing() -> None:
    written = fact_object(result(SMALL), BASE)
    empty = {key for key, value in written.items() if value is None}
    assert empty == {
        *("score", "who", "where", "what", "value", "basis", "stage", "when", "said"),
        *("date_used", "statement", "anchor", "note", "because", "replaced_by"),
    }
    assert written["source"] == {
        "id": "nowhere",
        "title": None,
        "publisher": None,
        "issued": None,
        "url": None,
    }


def test_names_are_joined_and_an_unknown_id_is_its_own_name() -> None:
    written = fact_object(result(FULL), BASE)
    assert written["who"] == {"id": "canal", "name": "Vale Canal"}
    assert written["what"] == {"id": "locks", "name": "number of locks"}
    assert written["involves"] == [
        {"id": "guild", "name": "Guild of Boatmen"},
        {"id": "unlisted", "name": "unlisted"},
    ]


def test_a_measure_that_is_not_described_goes_by_its_id() -> None:
    assert fact_object(result(TOLL), BASE)["what"] == {"id": "toll", "name": "toll"}


def test_speaker_and_day_come_from_the_statement() -> None:
    written = fact_object(result(FULL), BASE)
    assert written["by"] == [{"id": "moeller", "name": "Ada Møller"}]
    assert written["said"] == {"edtf": "1871-02", "earliest": "1871-02-01", "latest": "1871-02-28"}


@pytest.mark.parametrize(
    ("fact", "axis", "used"),
    [
        pytest.param(FULL, "when", "when", id="when before said"),
        pytest.param(FULL, "said", "said", id="said where it is asked for"),
        pytest.param(DEPTH, "when", "said", id="said for want of when"),
        pytest.param(OPENING, "said", None, id="never said"),
        pytest.param(SMALL, "when", None, id="undated"),
    ],
)
def test_the_date_that_counts_is_named(fact: Fact, axis: str, used: str | None) -> None:
    assert used == fact_object(result(fact), BASE, axis=axis)["date_used"]


def test_a_timeline_by_utterance_says_so_in_each_fact() -> None:
    assert [each["date_used"] for each in records(TIMELINE)] == ["said", "said"]


def test_ids_are_those_that_users_type() -> None:
    written = fact_object(result(FULL), BASE)
    assert written["replaced_by"] == "canal/depth"
    assert written["supersedes"] == ["canal/depth", "owners"]
    assert fact_object(result(OTHER_DEPTH), BASE)["id"] == "river/depth"


def test_a_score_has_four_digits() -> None:
    assert fact_object(result(SMALL, score=0.93456789), BASE)["score"] == 0.9346


def test_a_bound_keeps_its_precision_in_the_text() -> None:
    value = DEPTH.value
    assert value is not None
    assert value_of(value) == {
        "kind": "figure",
        "text": "<1.10 m",
        "relation": "equal",
        "amount": None,
        "low": None,
        "high": 1.1,
        "low_included": True,
        "high_included": False,
        "unit": "m",
        "approximate": False,
        "date": None,
        "entities": None,
    }


def test_an_entity_value_has_names() -> None:
    value = OWNERS.value
    assert value is not None
    assert value_of(value)["text"] == "guild, vale"
    assert value_of(value)["entities"] == [
        {"id": "guild", "name": "Guild of Boatmen"},
        {"id": "vale", "name": "The Vale"},
    ]


def test_a_date_value_has_bounds() -> None:
    value = OPENING.value
    assert value is not None
    assert value_of(value)["approximate"] is True
    assert value_of(value)["date"] == {
        "edtf": "1872-21~",
        "earliest": "1872-03-01",
        "latest": "1872-05-31",
    }


def test_an_unknown_value_is_all_null() -> None:
    assert value_of(Value(kind="unknown", text="unknown")) == {
        **dict.fromkeys(VALUE_KEYS),
        "kind": "unknown",
        "text": "unknown",
    }


def test_a_level_below_zero_is_a_negative_number() -> None:
    figure = from_table({"amount": Decimal("-1.5"), "unit": "m"})
    written = value_of(Value(kind="figure", text=figure.text, figure=figure))
    assert (written["relation"], written["amount"]) == ("equal", -1.5)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(Decimal(420), 420, id="integer"),
        pytest.param(Decimal("420.0"), 420, id="integral"),
        pytest.param(Decimal("4.2E+2"), 420, id="exponent"),
        pytest.param(Decimal("1.10"), 1.1, id="fraction"),
        pytest.param(Decimal("-0.3"), -0.3, id="negative"),
        pytest.param(Decimal(2**63 - 1), 2**63 - 1, id="beyond what a double holds"),
        pytest.param(Decimal("NaN"), None, id="not a number"),
        pytest.param(Decimal("-Infinity"), None, id="infinite"),
        pytest.param(None, None, id="none"),
    ],
)
def test_decimals_become_json_numbers(amount: Decimal | None, expected: float | None) -> None:
    assert (type(expected), expected) == (type(number(amount)), number(amount))


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        pytest.param(dates.parse("1871"), ("1871-01-01", "1871-12-31"), id="year"),
        pytest.param(dates.parse("[..1871]"), (None, "1871-12-31"), id="open start"),
        pytest.param(dates.parse("Y170002"), ("+170002-01-01", "+170002-12-31"), id="far"),
    ],
)
def test_dates_carry_their_bounds(date: Date, bounds: tuple[str | None, str | None]) -> None:
    expected = {"edtf": date.text, "earliest": bounds[0], "latest": bounds[1]}
    assert expected == date_object(date)


def test_records_of_a_bibliography_are_its_sources() -> None:
    assert [each["id"] for each in records(SOURCES)] == ["herald", "ledger"]
