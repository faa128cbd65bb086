"""The units of every day, held against pint: it is to know them just so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from misca_cli.accounts.everyday import EVERYDAY, factor
from misca_cli.accounts.units import Scale, _by_pint, _physical

AMOUNTS = (1, 3, 100, 2**62, Decimal("62.1"), Decimal("0.001"), Decimal("1E+3"))
SIZES = {size: unit for unit, size in EVERYDAY.items()}
"""One unit of each size."""
DIMENSIONS = {dimension: unit for unit, (dimension, _, _) in EVERYDAY.items()}
"""One unit of each dimension."""


def told(scale: Scale | None) -> Any:
    """Return all that misca tells of a scale: its last digits are nobody's."""
    if scale is None:
        return None
    return scale.tolerance, [
        (scale.level(amount), scale.change(amount), scale.places(amount)) for amount in AMOUNTS
    ]


@pytest.mark.parametrize("unit", EVERYDAY)
def test_pint_says_the_same(unit: str) -> None:
    dimension = EVERYDAY[unit][0]
    akin = {other for (named, _, _), other in SIZES.items() if named == dimension}
    for other in (akin | {*DIMENSIONS.values()}) - {unit}:
        found = _physical(unit, other)
        assert (other, told(_by_pint(unit, other))) == (other, told(found))
        assert (found is None) == (EVERYDAY[other][0] != dimension)


@pytest.mark.parametrize(
    ("unit", "target", "expected"),
    [
        ("year", "months", Decimal(12)),
        ("ft", "m", Decimal("0.3048")),
        ("km/h", "m/s", Decimal("0.2777777777777777777777777778")),
        ("weeks", "kg", None),
    ],
)
def test_factor(unit: str, target: str, expected: Decimal | None) -> None:
    assert expected == factor(unit, target)
