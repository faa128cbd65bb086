"""The strings, tables and bare numbers of fact files → figures.

It doesn't compare figures, convert units, or read what users type into a query.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from misca_cli.figures import SIGNS, canonical
from misca_cli.model import Figure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from misca_cli.model import Number

    Amounts = tuple[Number | None, Number | None, Number | None]

SMALLEST, LARGEST = -(2**63), 2**63 - 1
# What decimal arithmetic carries without rounding, unless told otherwise.
MOST_DIGITS = 28

_RELATIONS = {sign: relation for relation, sign in SIGNS.items()}
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_WORDS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_TABLE_KEYS = (
    *("amount", "low", "high", "unit"),
    *("approximate", "relation", "low_included", "high_included"),
)
_EXPECTED = (
    'expected such as "420 soldiers", "~2800 soldiers", ">=1 year", "6..12 months", '
    '"+800 soldiers", "x2", "40 million USD" or "dozens of soldiers"'
)

_NUMBER = (
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?"
    rf"(?:[ ](?:{'|'.join(_POWERS)})(?![a-z]))?"
)
_FIGURE = re.compile(
    rf"""
    (?P<sign>[-+x]?)[ ]?
    (?P<about>~?)[ ]?
    (?:
        (?P<bound>[<>]=?)[ ]?(?P<limit>{_NUMBER})
        | (?P<low>{_NUMBER})?[ ]?(?P<range>\.\.)[ ]?(?P<high>{_NUMBER})?
        | (?P<amount>{_NUMBER})
        | (?P<word>{"|".join(_WORDS)})(?![a-z])(?:[ ]of(?=[ ]))?
    )
    (?P<unit>(?:[ ]|(?=%)).+)?
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
# A unit that starts like this would hide a factor: "40 bn USD", "hundreds of thousands".
_FACTOR = re.compile(
    r"(?:bn|dozens?|(?:hundred|thousand|million|billion|trillion)s?)(?!\w)", re.IGNORECASE
)
_UNIT = re.compile(r"(?:[^\W\d_]|[%‰°€$£¥])(?:(?!\.\.)[^<>=~\x00-\x1f\x7f])*")


class BadFigureError(ValueError):
    """What stands there is no figure; the message quotes it and says what is expected."""


def parse(text: str) -> Figure:
    """Read a figure from a string, or raise `BadFigureError`."""
    found = _FIGURE.fullmatch(" ".join(text.split()))
    if found is None:
        raise BadFigureError(f"{_quoted(text)} is not a figure ({_EXPECTED})")
    amount, low, high = _amounts(found)
    return _checked(
        Figure(
            text=text,
            relation=_relation(found, text),
            amount=amount,
            low=low,
            high=high,
            low_included=found["bound"] != ">",
            high_included=found["bound"] != "<",
            unit=_unit(found["unit"]),
            approximate=bool(found["about"]),
        )
    )


def from_number(value: Number) -> Figure:
    """Read a bare TOML number: a level, not below zero."""
    amount = _amount(value)
    if amount < 0:
        raise BadFigureError(
            f'"{value}" may be a level or a change (expected "{value}" in quotes for a change, '
            f"{{ amount = {value} }} for a level)"
        )
    return from_table({"amount": amount})


def from_table(table: Mapping[str, object]) -> Figure:
    """Read a figure from its table form, the only one for a level below zero.

    The keys are amount, or low and high, then unit, approximate, relation, low_included
    and high_included.
    """
    faults = [
        f"{_quoted(key)} is not a key of a figure (expected {', '.join(_TABLE_KEYS)})"
        for key in sorted(table.keys() - _TABLE_KEYS)
    ]
    parts: dict[str, Any] = {}
    for read in (_table_amounts, _table_relation, _table_flags, _table_unit):
        try:
            parts |= read(table)
        except BadFigureError as error:
            faults.append(str(error))
    if faults:
        raise BadFigureError("; ".join(faults))
    figure = Figure(text="", **parts)
    return _checked(figure.replaced(text=canonical(figure)))


def _relation(found: re.Match[str], text: str) -> str:
    sign = found["sign"].lower()
    if sign == "-" and found["range"]:
        raise BadFigureError(
            f"{_quoted(text)} may be a decrease or reach below zero (expected a table: "
            '{ low = 6, high = 12, relation = "minus" } or { low = -6, high = 12 })'
        )
    if sign == "x" and found["word"]:
        raise BadFigureError(f'{_quoted(text)} is not a multiple (expected such as "x2")')
    return _RELATIONS[sign]


def _amounts(found: re.Match[str]) -> Amounts:
    """Return the one amount, the low and the high end."""
    if found["amount"]:
        amount = _written(found["amount"])
        return amount, amount, amount
    if found["word"]:
        return None, _WORDS[found["word"].lower()], None
    if found["range"]:
        low, high = found["low"], found["high"]
        if low and high and " " not in low:  # in "1..2 million" both are millions
            low = " ".join([low, *high.split()[1:]])
        return None, _written(low) if low else None, _written(high) if high else None
    limit = _written(found["limit"])
    return (None, limit, None) if found["bound"].startswith(">") else (None, None, limit)


def _written(number: str) -> Number:
    """Scale a number as written: "1.10 million" is 1100000."""
    digits, _, power = number.replace(",", "").partition(" ")
    zeros = _POWERS.get(power.lower(), 0)
    if len(digits) <= MOST_DIGITS and digits.isdecimal():
        return _amount(int(digits) * 10**zeros, number)
    sign, figures, exponent = Decimal(digits).as_tuple()
    return _amount(Decimal((sign, figures, int(exponent) + zeros)), number)


def _amount(value: object, text: str | None = None) -> Number:
    """Check a number, and free it of its exponent and of a signed zero."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise BadFigureError(f"{_quoted(str(value))} is not a number (expected such as 420 or 1.5)")
    if isinstance(value, int) and SMALLEST <= value <= LARGEST:
        return value
    number = Decimal(value)
    quoted = _quoted(text or str(number))
    if not number.is_finite():
        raise BadFigureError(f"{quoted} is not a number (expected such as 420 or 1.5)")
    if not SMALLEST <= number <= LARGEST:
        raise BadFigureError(f"{quoted} is too large (expected from {SMALLEST} to {LARGEST})")
    _, digits, exponent = number.as_tuple()
    if len(digits) > MOST_DIGITS or int(exponent) < -MOST_DIGITS:
        raise BadFigureError(f"{quoted} is too precise (expected at most {MOST_DIGITS} digits)")
    if int(exponent) >= 0:
        return int(number)
    return number or number.copy_abs()


@lru_cache(maxsize=1 << 10)  # a pack has few units
def _unit(written: str | None) -> str | None:
    if written is None:
        return None
    unit = " ".join(written.split())
    if not _UNIT.fullmatch(unit):
        raise BadFigureError(f'{_quoted(unit)} is not a unit (expected words such as "soldiers")')
    if factor := _FACTOR.match(unit):
        raise BadFigureError(
            f'{_quoted(unit)} is not a unit (expected words without "{factor[0]}", '
            'and a number in full or such as "40 million")'
        )
    return unit


def _table_unit(table: Mapping[str, object]) -> dict[str, object]:
    unit = table.get("unit")
    if unit is None or isinstance(unit, str):
        return {"unit": _unit(unit)}
    raise BadFigureError(f'{_quoted(str(unit))} is not a unit (expected words such as "soldiers")')


def _table_relation(table: Mapping[str, object]) -> dict[str, object]:
    relation = table.get("relation", "equal")
    if isinstance(relation, str) and relation in SIGNS:
        return {"relation": relation}
    raise BadFigureError(
        f"{_quoted(str(relation))} is not a relation (expected {', '.join(SIGNS)})"
    )


def _table_amounts(table: Mapping[str, object]) -> dict[str, object]:
    given = {key: _amount(table[key]) for key in ("amount", "low", "high") if key in table}
    if not given:
        raise BadFigureError("a figure has no number (expected amount, low or high)")
    if "amount" not in given:
        return {"amount": None, "low": given.get("low"), "high": given.get("high")}
    for key in ("low", "high", "low_included", "high_included"):
        if key in table:
            raise BadFigureError(f'"{key}" stands beside "amount" (expected one without the other)')
    return dict.fromkeys(("amount", "low", "high"), given["amount"])


def _table_flags(table: Mapping[str, object]) -> dict[str, object]:
    flags = {"low_included": True, "high_included": True, "approximate": False}
    for key, default in flags.items():
        flag = table.get(key, default)
        if not isinstance(flag, bool):
            raise BadFigureError(
                f"{_quoted(str(flag))} is not true or false (expected one for {key})"
            )
        flags[key] = flag
    return dict(flags)


def _checked(figure: Figure) -> Figure:
    """Return the figure when its parts agree, or raise `BadFigureError`."""
    quoted, low, high = _quoted(figure.text), figure.low, figure.high
    if low is None and high is None:
        raise BadFigureError(f'{quoted} has no number (expected such as "6..12" or "6..")')
    if figure.approximate and (low is None or high is None):
        raise BadFigureError(f"{quoted} can't be a bound and approximate (expected one of them)")
    if (low is None and not figure.low_included) or (high is None and not figure.high_included):
        raise BadFigureError(f"{quoted} excludes an end it doesn't have (expected that end too)")
    if figure.relation != "equal" and any(end and end < 0 for end in (low, high)):
        raise BadFigureError(f"{quoted} has two signs (expected a number from 0 up)")
    if low is not None and high is not None and low > high:
        raise BadFigureError(f"{quoted} ends below its start (expected the lower number first)")
    if low == high and not (figure.low_included and figure.high_included):
        raise BadFigureError(f"{quoted} holds no number (expected its ends to be included)")
    return figure


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 60 else f'"{line[:59]}…"'
