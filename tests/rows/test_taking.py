from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from misca_cli.model import Entity, Fact, Measure, Pack, Source
from misca_cli.rows.mapping import Said, read_pairs
from misca_cli.rows.sheets import read_sheet
from misca_cli.rows.taking import Taken, take
from misca_cli.written import written

OLD = Fact(id="old", pack="p", file="f.toml", line=3, claim="Old.", source="herald", at="p1")
PACK = Pack(
    folder="p",
    name="p",
    facts={"old": OLD},
    sources={
        "herald": Source(
            id="herald", type="book", title="The Herald", url="https://herald.example/1"
        )
    },
    entities={
        "car": Entity(id="car", name="Central African Republic", kind="country", aliases=("RCA",)),
        "fr": Entity(id="fr", name="France", kind="country", aliases=("Republic",)),
        "gb": Entity(id="gb", name="Britain", kind="country", aliases=("Republic",)),
    },
    measures={"members": Measure(id="members", name="members", value="entity")},
)


def row(**fields: object) -> dict[str, object]:
    return {"id": "a", "claim": "A.", "source": "herald", "at": "p1", **fields}


def taken(*rows: Mapping[str, object], said: Said | None = None, may_make: bool = True) -> Taken:
    text = "".join(f"{json.dumps(each)}\n" for each in rows)
    sheet = read_sheet("f.jsonl", text.encode(), "jsonl")
    return take([sheet], said or Said(), PACK, may_make=may_make)


def refusals(found: Taken) -> list[tuple[int, str]]:
    return [(bad.row.line, bad.message) for bad in found.bad]


@pytest.mark.parametrize(
    "name", ["car", "Central African Republic", "RCA", "rca", "CENTRAL AFRICAN REPUBLIC"]
)
def test_a_name_stands_for_its_id(name: str) -> None:
    found = taken(row(who=name))

    assert [fact.who for fact in found.facts] == ["car"]
    assert (found.records, found.made) == ({}, ())


@pytest.mark.parametrize("name", ["herald", "the herald", "https://herald.example/1"])
def test_a_source_goes_by_its_title_and_its_address(name: str) -> None:
    found = taken(row(source=name))

    assert [fact.source for fact in found.facts] == ["herald"]
    assert (found.records, found.made) == ({}, ())


def test_what_the_pack_lacks_is_made_once() -> None:
    found = taken(
        row(id="a", who="Côte d'Ivoire", involves=["Togo", "car"], source="Le Monde, 5 May"),
        row(id="b", who="côte d’ivoire", source="Le Monde, 5 May"),
        said=read_pairs([], ["who.kind=country", "source.url=https://x.example"]),
    )

    assert [written("fact", fact) for fact in found.facts] == [
        {
            "claim": "A.",
            "who": "cote-d-ivoire",
            "involves": ["togo", "car"],
            "source": "le-monde-5-may",
            "at": "p1",
        },
        {"claim": "A.", "who": "cote-d-ivoire", "source": "le-monde-5-may", "at": "p1"},
    ]
    assert {kind: [*found.records[kind].values()] for kind in found.records} == {
        "source": [
            Source(
                id="le-monde-5-may",
                type="document",
                title="Le Monde, 5 May",
                url="https://x.example",
            )
        ],
        "entity": [
            Entity(id="cote-d-ivoire", name="Côte d'Ivoire", kind="country"),
            Entity(id="togo", name="Togo", kind="unknown"),
        ],
    }
    assert found.made == (
        ("source", "le-monde-5-may"),
        ("entity", "cote-d-ivoire"),
        ("entity", "togo"),
    )


def test_ids_that_would_be_one_get_a_number() -> None:
    found = taken(row(id="a", who="C 17"), row(id="b", who="C+17"), row(id="c", who="C-17"))

    assert [fact.who for fact in found.facts] == ["c-17", "c-17-2", "c-17"]


@pytest.mark.parametrize(
    ("values", "kind", "refused"),
    [
        pytest.param(["2013-12"], "date", [], id="date"),
        pytest.param(["unknown", "none", "2013-12-05"], "date", [], id="none-first"),
        pytest.param(["2013", "2013-12-05"], "date", [], id="year-first"),
        pytest.param(["2013", "2014"], "figure", [], id="years-alone"),
        pytest.param(["2013-12", "420", "421"], "figure", [1], id="mostly-figures"),
        pytest.param(["420", "many", "430"], "figure", [2], id="a-word"),
        pytest.param(["fr", "12", "gb"], "entity", [], id="mostly-entities"),
        pytest.param([["fr", "gb"], "none"], "entity", [], id="a-list"),
        pytest.param(["unknown"], "figure", [], id="nothing"),
    ],
)
def test_a_measure_takes_the_kind_of_most_of_its_values(
    values: list[object], kind: str, refused: list[int]
) -> None:
    whats = ("Start", "start", "START")
    rows = [
        row(id=f"a{number}", who="car", what=whats[number % 3], value=value)
        for number, value in enumerate(values)
    ]

    found = taken(*rows)

    assert found.records["measure"] == {"start": Measure(id="start", name="Start", value=kind)}
    assert [line for line, _ in refusals(found)] == refused
    assert found.guessed == ({"start": kind} if refused else {})


@pytest.mark.parametrize(
    "said",
    [["what.value=figure"], ["what.value=figure", "what.unit=soldiers"]],
)
def test_what_is_said_of_a_measure_is_not_guessed(said: list[str]) -> None:
    found = taken(row(who="car", what="start", value="2013-12"), said=read_pairs([], said))

    assert (len(found.bad), found.guessed) == (1, {})


def test_values_that_are_entities_may_be_named() -> None:
    found = taken(row(who="car", what="members", value=["France", "Togo"]))

    assert [written("fact", fact)["value"] for fact in found.facts] == [["fr", "togo"]]
    assert found.made == (("entity", "togo"),)


def test_nothing_is_made_for_rows_that_are_rejected() -> None:
    found = taken(row(who="Togo", when="2013-13"), row(id="b"))

    assert [fact.id for fact in found.facts] == ["b"]
    assert (found.records, found.made) == ({}, ())


def test_a_row_without_an_id_always_gets_the_same() -> None:
    first = {"claim": "Élodie has 420 men, or so she said.", "source": "herald", "at": "p1"}
    ids = [
        [fact.id for fact in taken(*rows).facts]
        for rows in ([first, {**first, "at": "p2"}], [{**first, "at": "p2"}, first], [first])
    ]

    assert ids[0] == ids[1][::-1]
    assert ids[0][0] == ids[2][0] == "elodie-has-420-men-or-so-she-43eaca6001"
    assert len(set(ids[0])) == 2


def test_what_is_there_is_told_and_not_taken() -> None:
    said = row(id="old", claim="Old.")

    assert (taken(said).known, taken(said).facts) == (1, ())
    assert (taken(row(), row()).known, len(taken(row(), row()).facts)) == (1, 1)


def test_a_row_that_repeats_a_bad_one_is_bad_too() -> None:
    found = taken(row(when="May"), row(when="May"), row(id="old"), row(id="old"))

    assert ([line for line, _ in refusals(found)], found.known) == ([1, 2, 3, 4], 0)


def test_records_may_stand_behind_the_facts_that_name_them() -> None:
    found = taken(
        row(who="togo"),
        {"table": "entity", "id": "togo", "name": "Togo", "kind": "country", "part_of": None},
        {
            "table": "entity",
            "id": "fr",
            "name": "France",
            "kind": "country",
            "aliases": ["Republic"],
        },
    )

    assert found.records == {"entity": {"togo": Entity(id="togo", name="Togo", kind="country")}}
    assert (found.made, found.known, found.bad) == ((), 1, ())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [row(when="2013-13")],
            [
                (
                    1,
                    (
                        'when: "2013-13" is not a date '
                        "(expected YYYY, YYYY-MM or YYYY-MM-DD) [bad-date]"
                    ),
                )
            ],
            id="date",
        ),
        pytest.param(
            [{"id": "a", "source": "herald", "at": "p1"}],
            [
                (
                    1,
                    (
                        "has no `claim` (the claim in your own words, one sentence, "
                        "negation included) [missing-key]"
                    ),
                )
            ],
            id="no-claim",
        ),
        pytest.param(
            [row(id="a b")],
            [(1, '"a b" is not an id (letters, digits, "-", "_" and ".") [bad-id]')],
            id="id",
        ),
        pytest.param(
            [row(who="Republic")],
            [(1, 'who: "Republic" is the name of fr and of gb: write the id')],
            id="two-of-a-name",
        ),
        pytest.param(
            [row(), row(claim="B.")],
            [(2, 'id: "a" is the id of another fact too (line 1)')],
            id="id-of-two-rows",
        ),
        pytest.param(
            [row(id="OLD")], [(1, 'id: "OLD" reads like "old", which is taken')], id="alike"
        ),
        pytest.param(
            [row(id="old")],
            [(1, 'the pack has the fact "old" already, and it differs (f.toml:3)')],
            id="fact-of-the-pack",
        ),
        pytest.param(
            [row(supersedes="b"), row(id="b", supersedes="c"), row(id="d", supersedes="old")],
            [
                (1, '"b" is no fact of the pack or of these rows [unknown-fact]'),
                (2, '"c" is no fact of the pack or of these rows [unknown-fact]'),
            ],
            id="facts-that-are-not-there",
        ),
        pytest.param(
            [{"table": "entity", "id": "togo", "name": "Togo"}, row(who="togo")],
            [
                (
                    1,
                    (
                        "has no `kind` (person, organisation, country, place, force, operation, "
                        "document, event …) [missing-key]"
                    ),
                ),
                (2, 'who: "togo" is no entity of this pack (add [entity.togo]) [unknown-entity]'),
            ],
            id="record",
        ),
        pytest.param(
            [{"table": "entity", "id": "fr", "name": "Frankreich", "kind": "country"}],
            [(1, 'the pack has the entity "fr" already, and it differs')],
            id="record-of-the-pack",
        ),
        pytest.param(
            [row(tags=[None, 5], note=None)],
            [(1, "tags.0: expected text, got an integer [bad-type]")],
            id="odd-json",
        ),
    ],
)
def test_bad_rows(rows: list[dict[str, object]], expected: list[tuple[int, str]]) -> None:
    assert refusals(taken(*rows)) == expected


def test_nothing_is_made_where_only_the_known_may_be_named() -> None:
    found = taken(row(who="Togo"), row(id="b", who="France"), may_make=False)

    assert refusals(found) == [(1, 'who: "Togo" is no entity of the pack')]
    assert [fact.id for fact in found.facts] == ["b"]


def test_a_made_record_that_the_loader_would_refuse() -> None:
    found = taken(row(source="Le Monde"), said=read_pairs([], ["source.issued=May"]))

    assert refusals(found) == [
        (
            1,
            ('source: source issued: "May" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        )
    ]


def test_rows_of_others_lose_what_nobody_means() -> None:
    fields = {"claim": " A\u200b. ", "tags": [" b\u200b"]}
    found = taken(row(id="a", **fields), row(id="b", table="fact", **fields))

    assert [(fact.claim, fact.tags) for fact in found.facts] == [
        ("A.", ("b",)),
        (" A\u200b. ", (" b\u200b",)),
    ]


def test_columns_that_no_field_takes() -> None:
    found = taken(row(link="x"), {"table": "entity", "id": "togo", "name": "T", "kind": "k"})

    assert found.left_out == ("link",)
