"""What of a query as typed is a word, a phrase, an exclusion or a filter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.errors import UsageError
from misca_cli.search.pieces import pieces

FIELDS = "who what where by involves stage act source tag when value".split()


def parted(text: str) -> list[tuple[str, str]]:
    """Return the kind and the text of each piece."""
    return [(piece.kind, piece.text) for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \t\n\xa0", [], id="blanks"),
        pytest.param('"blue swift"', [("phrase", "blue swift")], id="straight marks"),
        pytest.param("“blue swift”", [("phrase", "blue swift")], id="curly marks"),
        pytest.param("«\xa0blue swift\xa0»", [("phrase", "blue swift")], id="French marks"),
        pytest.param("„blue swift“", [("phrase", "blue swift")], id="German marks"),
        pytest.param('"who:mali -x"', [("phrase", "who:mali -x")], id="signs in a phrase"),
        pytest.param('a"b c"d', [("word", "a"), ("phrase", "b c"), ("word", "d")], id="glued"),
        pytest.param('"a"«b»', [("phrase", "a"), ("phrase", "b")], id="two glued phrases"),
        pytest.param('- "a b"', [("word", "-"), ("phrase", "a b")], id="a hyphen apart"),
    ],
)
def test_a_phrase_stands_in_quotation_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == parted(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Coral  guards\n120", id="as typed"),
        pytest.param("coral - port-", id="a hyphen with nothing behind it"),
        pytest.param("-5 guards", id="a negative figure"),
        pytest.param("not storm Not storm", id="a small not"),
        pytest.param("NOTE storm", id="what begins with NOT"),
        pytest.param("coral NOT  ", id="NOT with nothing behind it"),
        pytest.param("CORAL NOT STORM", id="NOT where all is in capitals"),
        pytest.param("10:30 a1:b :x who", id="a colon behind what is no word"),
        pytest.param("c:drive", id="a colon behind a letter"),
        pytest.param("http://a.b", id="an address"),
        pytest.param("mali: when", id="a colon before a blank"),
    ],
)
def test_all_else_is_words(text: str) -> None:
    assert [("word", word) for word in text.split()] == parted(text)


@pytest.mark.parametrize("field", FIELDS)
def test_a_filter_takes_what_is_behind_its_colon(field: str) -> None:
    expected = [("word", "a"), (field, "Coral"), ("word", "guard")]
    assert expected == parted(f"a {field}:Coral guard")
    assert expected == parted(f"a {field.upper()}: \t Coral guard")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('who:"Coral Guard"x', [("who", "Coral Guard"), ("word", "x")], id="quoted"),
        pytest.param("who: « Coral Guard »", [("who", "Coral Guard")], id="quoted after a blank"),
        pytest.param(
            'who: coral"guard"', [("who", "coral"), ("phrase", "guard")], id="a phrase glued to it"
        ),
        pytest.param('who:a"b"', [("who", "a"), ("phrase", "b")], id="a phrase glued to it"),
        pytest.param("who:a:b", [("who", "a:b")], id="a second colon"),
        pytest.param("who: by:a", [("who", "by:a")], id="a second filter behind a blank"),
        pytest.param("value:-5", [("value", "-5")], id="a negative figure"),
    ],
)
def test_a_filter_may_be_quoted(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == parted(text)


@pytest.mark.parametrize(
    "text",
    ["not:storm", "Not:storm", "not: storm", "NOT storm", "-storm", '-"storm"', "NOT “ storm ”"],
)
def test_a_word_or_a_phrase_may_be_excluded(text: str) -> None:
    expected = [("word", "coral"), ("not", "storm"), ("word", "port")]
    assert expected == parted(f"coral {text} port")


@pytest.mark.parametrize("excluded", ["x", "x5", "-x", "who", "a:b"])
def test_what_is_excluded_may_hold_signs(excluded: str) -> None:
    assert [("not", excluded)] == parted(f"not:{excluded}") == parted(f"-{excluded}")


FIELDS_ARE = f"fields: {', '.join(f'{field}:' for field in FIELDS)}, not:"
ONLY_WORDS = "for example: not:mali"
CLOSE = "close it, and keep the shell from taking it: '\"security council\"'"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a country:mali", '"country:" is no field to filter by', FIELDS_ARE),
        ("Xy:z", '"xy:" is no field to filter by; did you mean "by:"?', FIELDS_ARE),
        ("whoo:/x", '"whoo:" is no field to filter by; did you mean "who:"?', FIELDS_ARE),
        ("a who:", 'nothing follows "who:"', None),
        ("NOT: \n", 'nothing follows "not:"', None),
        ("not:who:a", '"who:a" can\'t be excluded: only words can', ONLY_WORDS),
        ("NOT  Tag:a", '"Tag:a" can\'t be excluded: only words can', ONLY_WORDS),
        ("-not:a", '"not:a" can\'t be excluded: only words can', ONLY_WORDS),
        ('a "b c', 'a quotation mark is never closed: "b c', CLOSE),
        ("“b c“", "a quotation mark is never closed: “b c“", CLOSE),
        ('who: "b', 'a quotation mark is never closed: "b', CLOSE),
    ],
)
def test_what_is_refused_is_told_with_a_way_out(text: str, message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        parted(text)
    assert (message, hint) == (str(refused.value), refused.value.hint)


WORDS = st.tuples(st.just("word"), st.text("abc5.-+", min_size=1).map("a".__add__))
QUOTED = st.tuples(st.sampled_from(["phrase", "not", *FIELDS]), st.text("ab -.«»").map(str.strip))


@given(st.lists(WORDS | QUOTED))
def test_what_is_written_as_pieces_is_read_as_these(typed: list[tuple[str, str]]) -> None:
    signs = {"word": "", "phrase": ""}
    written = (
        signs.get(kind, f"{kind}:") + (text if kind == "word" else f'"{text}"')
        for kind, text in typed
    )
    assert typed == parted(" ".join(written))
