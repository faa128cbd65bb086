from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.toml import TomlError, decode, parse

A_VALUE = "(expected text in quotes, a number, a date, true or false)"
QUOTES = "(text, months and figures need quotes)"
LONG = "9" * 5000
DEEP = "nested too deep (expected at most 100 levels)"


def refusal(data: bytes) -> tuple[str, int, int]:
    with pytest.raises(TomlError) as refused:
        parse(data)
    error = refused.value
    assert error.message == str(error)
    return error.message, error.line, error.column


def test_floats_are_decimals_as_written() -> None:
    document = parse(b"a = 1.10\nb = 7\nc = 2013-12-05\nd = 1e3")
    assert document == {"a": Decimal("1.10"), "b": 7, "c": date(2013, 12, 5), "d": Decimal(1000)}
    assert str(document["a"]) == "1.10"


@pytest.mark.parametrize(
    "text", ["a = {\n  b = 1, # one\n}", 'a = {"b" = 0x1,}', "a = { b = 1 }"], ids=repr
)
def test_toml_1_1_is_read(text: str) -> None:
    assert parse(text.encode()) == {"a": {"b": 1}}


def test_crlf_reads_as_lf() -> None:
    text = b'a = """\nx\ny"""\nb = 1\n'
    assert parse(text) == parse(text.replace(b"\n", b"\r\n"))


def test_one_byte_order_mark_is_passed() -> None:
    assert parse(b"\xef\xbb\xbfa = 1") == {"a": 1}
    assert decode(b"\xef\xbb\xbfa") == "a"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9223372036854775808", 2**63),
        ("1e999", Decimal("1e999")),
        ("-inf", Decimal("-Infinity")),
        ("1e99999999999999999999", Decimal("Infinity")),
        ("0x" + "f" * 100_000, 16**100_000 - 1),
        (r'"x\u0000"', "x\0"),
    ],
    ids=lambda value: ascii(value)[:30] if isinstance(value, str) else "",
)
def test_values_that_cannot_be_kept_are_read(text: str, expected: Any) -> None:
    assert {"a": expected} == parse(f"a = {text}".encode())


@pytest.mark.parametrize("number", [LONG, f"-{LONG}", f"+{LONG}", "9_" * 5000 + "9"], ids=len)
def test_an_integer_beyond_what_python_reads_costs_nothing_else(number: str) -> None:
    text = f"""\
n = {number}
key.{LONG} = "{LONG}"
{LONG} = '''{LONG}''' # {LONG} it's
a = [0x{LONG}, 1.{LONG}, [{number}],{number},1]
"""
    document = parse(text.encode())
    n, listed = document["n"], document["a"]
    assert abs(n) > 2**63
    assert (n < 0) is number.startswith("-")
    assert {"n": n, "key": {LONG: LONG}, LONG: LONG, "a": listed} == document
    assert [int(LONG, 16), Decimal(f"1.{LONG}"), [n], n, 1] == listed


def test_a_hundred_levels_are_read() -> None:
    text = ".".join("a" * 99) + ".a = 1"
    value: Any = parse(text.encode())
    for _ in range(100):
        value = value["a"]
    assert value == 1


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a = 1\n a = 2", '"a" is already given above, in line 1', 2, 2),
        ("a = 1\na = 2\n", '"a" is already given above, in line 1', 2, 1),
        ("[a]\n[a]", '"a" is already given above, in line 1', 2, 2),
        ("[[a]]\n[a]", '"a" is already given above, in line 1', 2, 2),
        ("a.b = 1\r\na.b = 2", '"a.b" or a part of it is already given above, in line 1', 2, 1),
        ("a = []\n[[ 'a' ]]", "\"'a'\" is already given above, in line 1", 2, 4),
        ("[a]\n\n[b]\nx = 1\nx = 2", '"x" is already given above, in line 4', 5, 1),
        ("\na = 1\n[a.b]", '"a.b" or a part of it is already given above, in line 2', 3, 2),
        ("[x.a]\n[x]\n[x.a]", '"x.a" or a part of it is already given above, in line 1', 3, 2),
        ("a = { b = 1, b = 2 }", '"b" is already given in this inline table', 1, 19),
        ("a = 1\na = [\n1]", "the key of this value is already given above", 3, 3),
        ("a = ", f"the end of the line is not a value {A_VALUE}", 1, 5),
        ("a = yes", f'"yes" is not a value {A_VALUE}', 1, 5),
        ("a = [1, ?]", f'"?" is not a value {A_VALUE}', 1, 9),
        ("a = " + "y" * 99, f'"{"y" * 59}…" is not a value {A_VALUE}', 1, 5),
        ("a = 2013-02-30", '"2013-02-30" is not a day of the calendar', 1, 5),
        ("when = 2013-12", f'"-12" follows a complete value {QUOTES}', 1, 12),
        ("a = 420 soldiers", f'"soldiers" follows a complete value {QUOTES}', 1, 9),
        ("a = 1, b = 2", f'"," follows a complete value {QUOTES}', 1, 6),
        ("a b", 'the key has no value (expected "=")', 1, 3),
        ("é = 1", '"é" needs quotes: "é"', 1, 1),
        ("[entity.müller]", '"ü" needs quotes: [entity."müller"]', 1, 10),
        ("[[x.né-e.y]]", '"é" needs quotes: [[x."né-e"]]', 1, 6),
        ("a = 1\n x.naïve.name = 1", '"ï" needs quotes: x."naïve"', 2, 6),
        ("a = {b = 1, é = 1}", '"é" needs quotes: "é"', 1, 13),
        ("“x” = 1", '"“x”" is neither a key nor a [table] (other letters need quotes)', 1, 1),
        (
            "\ufeff\ufeffa = 1",
            "U+FEFF is neither a key nor a [table] (other letters need quotes)",
            1,
            1,
        ),
        (
            "a = 1\n\rb = 2",
            "U+000D is neither a key nor a [table] (other letters need quotes)",
            2,
            1,
        ),
        ("[]", "a key is missing or needs quotes", 1, 2),
        ("[a", 'the header is not closed (expected "]")', 1, 3),
        ("[[a]\n", 'the header is not closed (expected "]]")', 1, 4),
        ('a = "x\ny"', "a string is not closed on its line", 1, 7),
        ("a = 'x", "a string is never closed", 1, 5),
        ('b = 1\na = """x\n\n', "a string is never closed", 2, 5),
        ("a = '''x\n\n", "a string is never closed", 1, 5),
        ("b = 1\na = [\n[1],\n", "an array is never closed", 2, 5),
        ("a = [ { b = [1] }, { c = 1\n", "an inline table is never closed", 1, 20),
        ("a = [1 2]", 'the array goes on without a comma (expected "," or "]")', 1, 8),
        (
            "a = { b = 1 c = 2 }",
            'the inline table goes on without a comma (expected "," or "}")',
            1,
            13,
        ),
        (r'a = "C:\dir"', r'"\d" is no escape (expected "\\" for a backslash)', 1, 8),
        ('a = """x\\ y"""', '"\\" is no escape (expected "\\\\" for a backslash)', 1, 9),
        (
            r'a = "\xZZ"',
            r"an escape lacks digits (expected \xHH, \uHHHH or \UHHHHHHHH)",
            1,
            8,
        ),
        (r'a = "\ud800"', "an escape names no Unicode character", 1, 12),
        (
            "a = '\0'",
            "the control character U+0000 is not allowed (expected an escape)",
            1,
            6,
        ),
        (f"a = {LONG} soldiers", f'"soldiers" follows a complete value {QUOTES}', 1, 5006),
        (f"a = {LONG}_", f'"_" follows a complete value {QUOTES}', 1, 5005),
        (f"a = [{LONG} = 1]", "the number is too long, and no value", 1, 6),
        (f"a = [-{LONG}", "an array is never closed", 1, 5),
        ("b = 1\na = " + "[" * 10_000, DEEP, 2, 105),
        ("a = " + "{a=" * 10_000, DEEP, 1, 305),
        ("a = " + "[" * 200 + "]" * 200, DEEP, 1, 105),
        ("b = 1\n" + ".".join("a" * 100_000) + " = 1", DEEP, 2, 1),
        ("b = 1\n" + ".".join("a" * 101) + " = 1", DEEP, 2, 1),
        ("b = 1\n[" + ".".join("a" * 101) + "]", DEEP, 2, 2),
    ],
    ids=lambda value: repr(value[:30]) if isinstance(value, str) else str(value),
)
def test_problems_have_words_and_a_place(text: str, message: str, line: int, column: int) -> None:
    assert (message, line, column) == refusal(text.encode())


@pytest.mark.parametrize(
    ("data", "message", "line", "column"),
    [
        (b"a = 'x'\nb = 'caf\xe9'", "not UTF-8 (byte 17); save it as UTF-8", 2, 9),
        (b"\xef\xbb\xbfa = '\xff'", "not UTF-8 (byte 9); save it as UTF-8", 1, 6),
        (b"a = '\xe2\x82", "not UTF-8 (byte 6); save it as UTF-8", 1, 6),
        (
            b"\xff\xfe" + "a = 1".encode("utf-16-le"),
            "not UTF-8 (byte 1) but UTF-16; save it as UTF-8",
            1,
            1,
        ),
        (
            b"\xfe\xff" + "a = 1".encode("utf-16-be"),
            "not UTF-8 (byte 1) but UTF-16; save it as UTF-8",
            1,
            1,
        ),
    ],
    ids=["latin-1", "after-mark", "cut", "utf-16-le", "utf-16-be"],
)
def test_other_encodings(data: bytes, message: str, line: int, column: int) -> None:
    assert (message, line, column) == refusal(data)


PIECES = st.sampled_from(
    [
        "a",
        "b",
        ".",
        " = ",
        "=",
        "1",
        "[",
        "]",
        "{",
        "}",
        ",",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\n",
        "\r",
        "#",
        "2013-12-05",
        "inf",
        "true",
        "é",
        "\0",
        "9" * 20,
        "1e999",
        "\\u0000",
        "[[a]]\n",
    ]
)


@given(st.one_of(st.binary(max_size=20), st.lists(PIECES, max_size=20).map("".join)))
def test_anything_is_read_or_refused_in_one_line_with_a_place(data: bytes | str) -> None:
    raw = data.encode() if isinstance(data, str) else data
    try:
        document = parse(raw)
    except TomlError as refused:
        assert "\n" not in refused.message  # noqa: PT017 - what is refused varies
        assert 1 <= refused.line <= raw.count(b"\n") + 1  # noqa: PT017
        assert refused.column >= 1  # noqa: PT017
    else:
        assert isinstance(document, dict)
