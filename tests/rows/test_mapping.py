from __future__ import annotations

import pytest

from misca_cli.errors import UsageError
from misca_cli.rows.mapping import Said, plan, read_file, read_pairs
from misca_cli.rows.sheets import Sheet, read_sheet


def sheet(text: str) -> Sheet:
    return read_sheet("f.csv", text.encode(), "csv")


def test_columns_are_fields_of_their_name_unless_said_otherwise() -> None:
    rows = sheet("claim,statement,who,topic,at,Link\nheading,text,,a; b,p1,x\n")

    asked = plan(read_pairs(["claim=statement", "tags=topic", "at="], ["at=p9"]), rows)

    assert asked.fields(rows.rows[0].cells) == {"claim": "text", "tags": ["a", "b"], "at": "p9"}
    assert asked.left_out == ("claim", "at", "Link")


@pytest.mark.parametrize(
    ("header", "expected", "left_out"),
    [
        ("Claim;SOURCE;At", {"claim": "a", "source": "b", "at": "c"}, ()),
        ("Claim;claim;At", {"claim": "b", "at": "c"}, ("Claim",)),
        ("CLAIM;Claim;At", {"claim": "a", "at": "c"}, ("Claim",)),
        ("Claim;Who.Kind;Replaced by", {"claim": "a", "who.kind": "b", "replaced_by": "c"}, ()),
    ],
)
def test_case_says_nothing_unless_two_columns_differ_in_it(
    header: str, expected: dict[str, str], left_out: tuple[str, ...]
) -> None:
    rows = sheet(f"{header}\na;b;c\n")

    asked = plan(Said(), rows)

    assert (asked.fields(rows.rows[0].cells), asked.left_out) == (expected, left_out)


def test_a_column_that_is_said_to_be_another_field_is_only_that() -> None:
    rows = sheet("Claim,At\na,b\n")

    assert plan(read_pairs(["note=Claim"], []), rows).fields(rows.rows[0].cells) == {
        "note": "a",
        "at": "b",
    }


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_rows_without_a_column_that_a_fact_must_have_are_refused_once(form: str) -> None:
    text = {"csv": "Text,Page\na,1\n", "jsonl": '{"Text": "a", "Page": 1}\n'}[form]
    rows = read_sheet("f", text.encode(), form)

    with pytest.raises(UsageError) as caught:
        plan(read_pairs([], ["source=s", "at=p1"]), rows)

    assert str(caught.value) == '"f" has no column that is claim, source or at'
    assert caught.value.hint == (
        "its columns are Text, Page (--map FIELD=COLUMN says what they are)"
    )
    assert plan(read_pairs(["claim=Text"], []), rows).fields(rows.rows[0].cells) == {"claim": "a"}
    constants = ["claim=c", "source=s", "at=p1"]
    assert len(plan(read_pairs([], constants), rows).fields(rows.rows[0].cells)) == 3


@pytest.mark.parametrize("text", ["", "x\n", '{"table": "entity", "id": "a", "name": "b"}\n'])
def test_rows_that_are_no_facts_need_no_column(text: str) -> None:
    assert plan(Said(), read_sheet("f", text.encode(), "jsonl")).is_json


def test_a_constant_stands_where_a_row_says_nothing() -> None:
    rows = sheet("claim,who\na,\nb,france\n")

    asked = plan(read_pairs([], ["who=chad", "who.kind=country"]), rows)

    assert [asked.fields(row.cells) for row in rows.rows] == [
        {"claim": "a", "who": "chad", "who.kind": "country"},
        {"claim": "b", "who": "france", "who.kind": "country"},
    ]


def test_a_column_may_lie_inside_a_json_object() -> None:
    rows = read_sheet("f", b'{"claim": {"en": "a"}, "source.title": "S"}\n', "jsonl")

    asked = plan(read_pairs(["claim=claim.en"], []), rows)

    assert asked.fields(rows.rows[0].cells) == {"claim": "a", "source.title": "S"}
    assert asked.left_out == ()


def test_a_file_says_the_same_as_flags() -> None:
    text = """
        [map]
        claim = "text"
        who = "subject"
        "source.url" = "link"
        at = ""

        [set]
        at = "p1"
        tags = ["a; b"]
        source.type = "book"
        source.seen = false
    """

    assert read_file("m.toml", text.encode()) == Said(
        columns={"claim": "text", "who": "subject", "source.url": "link", "at": ""},
        constants={"at": "p1", "tags": ["a; b"], "source.type": "book", "source.seen": False},
    )


def test_what_is_typed_counts_more_than_a_file() -> None:
    file = Said(columns={"claim": "a", "at": "b"}, constants={"who": "x"})

    assert file.joined(Said(columns={"claim": "c"}, constants={"who": "y"})) == Said(
        columns={"claim": "c", "at": "b"}, constants={"who": "y"}
    )


@pytest.mark.parametrize(
    ("columns", "constants", "message", "hint"),
    [
        pytest.param(
            ["clam=text"],
            [],
            '--map: "clam" is no field of a fact',
            'did you mean "claim"?',
            id="unknown-field",
        ),
        pytest.param(["claim"], [], '--map: "claim" is not FIELD=COLUMN', None, id="no-column"),
        pytest.param([], ["at"], '--set: "at" is not FIELD=VALUE', None, id="no-value"),
        pytest.param(
            [],
            ["who.kynd=x"],
            '--set: "who.kynd" is no field of a fact',
            'did you mean "who.kind"?',
            id="unknown-part",
        ),
        pytest.param(
            ["claim=txt"],
            [],
            '"f.csv" has no column "txt" for claim',
            'did you mean "text"?',
            id="unknown-column",
        ),
    ],
)
def test_refused(columns: list[str], constants: list[str], message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        plan(read_pairs(columns, constants), sheet("text,at\n"))
    assert (str(caught.value), caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "map = ", '"m.toml" line 1: the end of the line is not a value (expected', id="bad-toml"
        ),
        pytest.param("[mop]\n", '"m.toml": "mop" is neither [map] nor [set]', id="table"),
        pytest.param("map = 1\n", '"m.toml": "map" is neither [map] nor [set]', id="no-table"),
        pytest.param("map.clam = 'a'", '"m.toml": "clam" is no field of a fact', id="field"),
        pytest.param("map.claim = 1", '"m.toml": map.claim is no column (1)', id="column"),
    ],
)
def test_refused_files(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_file("m.toml", text.encode())
    assert str(caught.value).startswith(message)
