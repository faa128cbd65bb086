from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from misca_cli.figures import canonical
from misca_cli.figures.reading import (
    LARGEST,
    SMALLEST,
    BadFigureError,
    from_number,
    from_table,
    parse,
)
from misca_cli.model import Figure

EXPECTED = (
    '(expected such as "420 soldiers", "~2800 soldiers", ">=1 year", "6..12 months", '
    '"+800 soldiers", "x2", "40 million USD" or "dozens of soldiers")'
)
FACTOR = 'and a number in full or such as "40 million")'
KEYS = "(expected amount, low, high, unit, approximate, relation, low_included, high_included)"
RANGE = "(expected from -9223372036854775808 to 9223372036854775807)"
TABLE_EXPECTED = (
    '(expected a table: { low = 6, high = 12, relation = "minus" } or { low = -6, high = 12 })'
)


def exact(text: str, amount: str, unit: str | None = None, **more: Any) -> Figure:
    number = Decimal(amount)
    fields = {"relation": "equal", "unit": unit, **more}
    return Figure(text=text, amount=number, low=number, high=number, **fields)


def span(
    text: str, low: str | None, high: str | None, unit: str | None = None, **more: Any
) -> Figure:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    fields = {"relation": "equal", "unit": unit, **more}
    return Figure(text=text, amount=None, low=ends[0], high=ends[1], **fields)


FIGURES = [
    exact("420 soldiers", "420", "soldiers"),
    exact("0 soldiers", "0", "soldiers"),
    exact("1,200", "1200"),
    exact("1,234,567.5 USD", "1234567.5", "USD"),
    exact("~2800 soldiers", "2800", "soldiers", approximate=True),
    exact("~ 2800", "2800", approximate=True),
    exact("+800 soldiers", "800", "soldiers", relation="plus"),
    exact("+~800 soldiers", "800", "soldiers", relation="plus", approximate=True),
    exact("-200 soldiers", "200", "soldiers", relation="minus"),
    exact("x2", "2", relation="times"),
    exact("x~2.5", "2.5", relation="times", approximate=True),
    exact("40 million USD", "40000000", "USD"),
    exact("40 Million USD", "40000000", "USD"),
    exact("7 thousand", "7000"),
    exact("7 billion", "7000000000"),
    exact("7 trillion", "7000000000000"),
    exact("1.1234567 million", "1123456.7"),
    exact("15 %", "15", "%"),
    exact("15%", "15", "%"),
    exact("20 °C", "20", "°C"),
    exact("3 C-17 flights", "3", "C-17 flights"),
    exact("  420\n soldiers ", "420", "soldiers"),
    exact("9223372036854775807", "9223372036854775807"),
    span("6..12 months", "6", "12", "months"),
    span("6 .. 12 months", "6", "12", "months"),
    span("~6..12 months", "6", "12", "months", approximate=True),
    span("5..5", "5", "5"),
    span("1..2 million USD", "1000000", "2000000", "USD"),
    span("500 thousand..2 million USD", "500000", "2000000", "USD"),
    span("+600..800 soldiers", "600", "800", "soldiers", relation="plus"),
    span("x2..3", "2", "3", relation="times"),
    span("6..", "6", None),
    span("..12 months", None, "12", "months"),
    span(">=1 year", "1", None, "year"),
    span(">= 1 year", "1", None, "year"),
    span(">1000", "1000", None, low_included=False),
    span("<1 year", None, "1", "year", high_included=False),
    span("<=1.5 million", None, "1500000"),
    span("->=200 soldiers", "200", None, "soldiers", relation="minus"),
    span("dozens", "24", None),
    span("dozens of soldiers", "24", None, "soldiers"),
    span("Scores of soldiers", "40", None, "soldiers"),
    span("hundreds soldiers", "200", None, "soldiers"),
    span("thousands", "2000", None),
    span("millions of USD", "2000000", None, "USD"),
    span("+hundreds of soldiers", "200", None, "soldiers", relation="plus"),
]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: repr(figure.text))
def test_parse_reads_every_form(figure: Figure) -> None:
    assert figure == parse(figure.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("420 soldiers", 420),
        ("1.10 million USD", 1_100_000),
        ("dozens", 24),
        ("1.10 USD", Decimal("1.10")),
        ("1.1234560 million", Decimal("1123456.0")),
        ("2.0", Decimal("2.0")),
    ],
)
def test_an_amount_is_an_integer_unless_a_fraction_is_written(text: str, expected: object) -> None:
    assert repr(parse(text).low) == repr(expected)


def test_the_canonical_string_keeps_the_precision() -> None:
    assert canonical(parse("0.0 mm")) == "0.0 mm"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(420, 420), (Decimal("1E+5"), 100_000), (Decimal("-0.0"), Decimal("0.0")), (0, 0)],
)
def test_numbers_of_a_table_are_integers_likewise(number: object, expected: object) -> None:
    assert repr(from_table({"amount": number}).amount) == repr(expected)


def test_records_are_had_without_what_reads_them() -> None:
    """An index makes figures and dates without reading any text."""
    loading = "import sys; before = set(sys.modules); import misca_cli.model, misca_cli.dates"
    telling = "import misca_cli.figures; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        (sys.executable, "-c", f"{loading}; {telling}"), check=True, capture_output=True, text=True
    )
    names = ("dates", "figures", "model", "record")
    assert done.stdout.split() == ["__future__", "misca_cli", *(f"misca_cli.{n}" for n in names)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(
            (text, f'"{text.strip()}" is not a figure {EXPECTED}')
            for text in (
                *("", " ", "many", "nan", "inf", "-inf", "1e5", "0x10", "007", "1_000", ".5", "5."),
                *("1,2000", "12,00", "1,200,30", "420soldiers", "6...12", "6..12..18", "6-12"),
                *("−5", "$40 million", "+-5", "~+800", "thouſand", "٤٢٠", "<>5", "=5", "1.2k"),
            )
        ),
        ("..", '".." has no number (expected such as "6..12" or "6..")'),
        (
            "12..6 months",
            '"12..6 months" ends below its start (expected the lower number first)',
        ),
        (
            "500..2 million",
            '"500..2 million" ends below its start (expected the lower number first)',
        ),
        ("-6..12", f'"-6..12" may be a decrease or reach below zero {TABLE_EXPECTED}'),
        ("-6..", f'"-6.." may be a decrease or reach below zero {TABLE_EXPECTED}'),
        ("~>=5", '"~>=5" can\'t be a bound and approximate (expected one of them)'),
        ("~6..", '"~6.." can\'t be a bound and approximate (expected one of them)'),
        ("~dozens", '"~dozens" can\'t be a bound and approximate (expected one of them)'),
        ("x thousands", '"x thousands" is not a multiple (expected such as "x2")'),
        (
            "9223372036854775808",
            f'"9223372036854775808" is too large {RANGE}',
        ),
        (
            "9223373 trillion",
            f'"9223373 trillion" is too large {RANGE}',
        ),
        (
            "0.12345678901234567890123456789 m",
            '"0.12345678901234567890123456789" is too precise (expected at most 28 digits)',
        ),
        ("1 200 soldiers", '"200 soldiers" is not a unit (expected words such as "soldiers")'),
        ("5 to<6", '"to<6" is not a unit (expected words such as "soldiers")'),
        (
            "40 bn USD",
            f'"bn USD" is not a unit (expected words without "bn", {FACTOR}',
        ),
        (
            "hundreds of thousands",
            f'"thousands" is not a unit (expected words without "thousands", {FACTOR}',
        ),
        ("a\n" * 99, f'"{"a " * 29}a…" is not a figure {EXPECTED}'),
    ],
)
def test_parse_refuses(text: str, message: str) -> None:
    with pytest.raises(BadFigureError) as refused:
        parse(text)
    assert message == str(refused.value)


@pytest.mark.parametrize(
    ("table", "figure"),
    [
        (
            {"low": 6, "high": 12, "unit": "months"},
            span("6..12 months", "6", "12", "months"),
        ),
        ({"amount": 420, "unit": " soldiers "}, exact("420 soldiers", "420", "soldiers")),
        ({"amount": -5, "unit": "°C"}, exact("−5 °C", "-5", "°C")),
        ({"amount": Decimal("1E+5")}, exact("100000", "100000")),
        ({"amount": Decimal("-0.0")}, exact("0.0", "0.0")),
        (
            {"amount": 800, "relation": "plus", "approximate": True},
            exact("+~800", "800", relation="plus", approximate=True),
        ),
        ({"high": 1, "high_included": False}, span("<1", None, "1", high_included=False)),
        ({"low": -5, "high": 5}, span("−5..5", "-5", "5")),
        (
            {"low": 6, "high": 12, "low_included": False, "high_included": False},
            span(">6..<12", "6", "12", low_included=False, high_included=False),
        ),
        (
            {"low": 6, "high": 12, "relation": "minus"},
            span("minus 6..12", "6", "12", relation="minus"),
        ),
    ],
    ids=lambda value: value.text if isinstance(value, Figure) else "",
)
def test_table_form(table: dict[str, object], figure: Figure) -> None:
    assert figure == from_table(table)


@pytest.mark.parametrize("text", ["−5 °C", "−5..5", ">6..<12", ">6..12", "minus 6..12"])
def test_texts_of_what_no_string_can_say_are_refused(text: str) -> None:
    with pytest.raises(BadFigureError):
        parse(text)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({}, "a figure has no number (expected amount, low or high)"),
        (
            {"amount": 5, "lo": 3},
            f'"lo" is not a key of a figure {KEYS}',
        ),
        ({"amount": 5, "low": 3}, '"low" stands beside "amount" (expected one without the other)'),
        (
            {"amount": 5, "low_included": False},
            '"low_included" stands beside "amount" (expected one without the other)',
        ),
        ({"amount": "5"}, '"5" is not a number (expected such as 420 or 1.5)'),
        ({"amount": True}, '"True" is not a number (expected such as 420 or 1.5)'),
        ({"amount": 1.5}, '"1.5" is not a number (expected such as 420 or 1.5)'),
        ({"amount": Decimal("nan")}, '"NaN" is not a number (expected such as 420 or 1.5)'),
        ({"low": Decimal("inf")}, '"Infinity" is not a number (expected such as 420 or 1.5)'),
        (
            {"amount": Decimal("1E+999999")},
            f'"1E+999999" is too large {RANGE}',
        ),
        (
            {"amount": SMALLEST - 1},
            f'"-9223372036854775809" is too large {RANGE}',
        ),
        (
            {"amount": 10**6000},
            f'"1{"0" * 58}…" is too large {RANGE}',
        ),
        (
            {"amount": Decimal("1E-999999")},
            '"1E-999999" is too precise (expected at most 28 digits)',
        ),
        ({"amount": 5, "unit": 3}, '"3" is not a unit (expected words such as "soldiers")'),
        ({"amount": 5, "unit": ""}, '"" is not a unit (expected words such as "soldiers")'),
        (
            {"amount": 5, "relation": "less"},
            '"less" is not a relation (expected equal, plus, minus, times)',
        ),
        (
            {"amount": 5, "relation": []},
            '"[]" is not a relation (expected equal, plus, minus, times)',
        ),
        (
            {"amount": 5, "approximate": 1},
            '"1" is not true or false (expected one for approximate)',
        ),
        ({"amount": -5, "relation": "plus"}, '"+−5" has two signs (expected a number from 0 up)'),
        (
            {"low": 5, "low_included": False, "high": 5},
            '">5..5" holds no number (expected its ends to be included)',
        ),
        (
            {"low": 5, "high_included": False},
            '">=5" excludes an end it doesn\'t have (expected that end too)',
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_table_form_refuses(table: dict[str, object], message: str) -> None:
    with pytest.raises(BadFigureError) as refused:
        from_table(table)
    assert message == str(refused.value)


def test_bare_numbers() -> None:
    assert exact("420", "420") == from_number(420)
    assert from_number(Decimal("1.50")).text == "1.50"


def test_bare_number_below_zero_is_refused() -> None:
    with pytest.raises(BadFigureError) as refused:
        from_number(-5)
    assert str(refused.value) == (
        '"-5" may be a level or a change (expected "-5" in quotes for a change, '
        "{ amount = -5 } for a level)"
    )


def without_text(figure: Figure) -> Figure:
    return figure.replaced(text="")


def sayable(figure: Figure) -> bool:
    ends = [end for end in (figure.low, figure.high) if end is not None]
    closed = figure.amount is None and len(ends) == 2
    excluding = closed and not (figure.low_included and figure.high_included)
    return min(ends) >= 0 and not excluding and not (closed and figure.relation == "minus")


numbers = st.one_of(
    st.integers(SMALLEST, LARGEST),
    st.integers(0, 20),
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
)
units = st.sampled_from(["soldiers", "USD", "%", "m²", "C-17 flights", "million-ton years", "of"])
tables = st.one_of(
    st.fixed_dictionaries({"amount": numbers}),
    st.fixed_dictionaries(
        {},
        optional={"low": numbers, "high": numbers}
        | dict.fromkeys(("low_included", "high_included"), st.booleans()),
    ),
).flatmap(
    lambda bounds: st.fixed_dictionaries(
        {key: st.just(value) for key, value in bounds.items()},
        optional={
            "unit": units,
            "approximate": st.booleans(),
            "relation": st.sampled_from(["equal", "plus", "minus", "times"]),
        },
    )
)


@given(tables)
def test_canonical_says_the_same_or_is_refused(table: dict[str, object]) -> None:
    try:
        figure = from_table(table)
    except BadFigureError:
        return
    if sayable(figure):
        assert without_text(figure) == without_text(parse(canonical(figure)))
    else:
        with pytest.raises(BadFigureError):
            parse(canonical(figure))


@given(
    st.one_of(
        st.text(st.sampled_from("0123456789.,+-~x<>=% aemilon"), max_size=12),
        st.lists(
            st.sampled_from(
                [
                    "1",
                    "20",
                    "3.50",
                    "1,200",
                    "..",
                    "+",
                    "-",
                    "~",
                    "x",
                    ">=",
                    "<",
                    ">",
                    " ",
                    " million",
                    " of",
                    "dozens",
                    "%",
                    " USD",
                ]
            ),
            max_size=6,
        ).map("".join),
    )
)
@example("1..2 million")
def test_any_text_is_refused_or_has_one_canonical_string(text: str) -> None:
    try:
        figure = parse(text)
    except BadFigureError as refused:
        assert "\n" not in str(refused)  # noqa: PT017 - a refusal is one line
        return
    again = parse(canonical(figure))
    assert without_text(figure) == without_text(again)
    assert canonical(figure) == canonical(again)
