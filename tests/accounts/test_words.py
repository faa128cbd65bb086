"""What accounts say, in words."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import Any

import pytest

from misca_cli.accounts.account import differ
from misca_cli.accounts.words import against, listed, number, scaled, spanned, speaker, then, worded

from .made import accounts, base, entity, fact


@pytest.mark.parametrize(
    ("what", "written", "expected", "shown"),
    [
        pytest.param("guards", "1200", "1,200 guards", None, id="number"),
        pytest.param("guards", "~2000", "about 2,000 guards", "1,800 to 2,200 guards", id="about"),
        pytest.param("guards", "6..12", "6 to 12 guards", None, id="range"),
        pytest.param("guards", ">5", "more than 5 guards", None, id="more-than"),
        pytest.param("guards", "<=5", "at most 5 guards", None, id="at-most"),
        pytest.param("guards", "+800", "800 guards more", None, id="more"),
        pytest.param("guards", "-800", "800 guards less", None, id="less"),
        pytest.param("guards", "+0", "0 guards more", None, id="nothing-more"),
        pytest.param("guards", "x2", "2 times as many guards", None, id="times"),
        pytest.param("guards", "+20 %", "20 % more", None, id="share-more"),
        pytest.param("guards", "-~20 percent", "about 20 % less", None, id="share-less"),
        pytest.param("guards", "none", "none", None, id="none"),
        pytest.param("length", "2 years", "24 months", "24 months", id="converted"),
        pytest.param("heat", "23 °F", "−5 °C", "−5.1 to −4.9 °C", id="converted-with-an-offset"),
        pytest.param("span", "62 miles", "99.8 km", "97.8 to 101.8 km", id="converted-in-places"),
        pytest.param("price", "5 €", "5 €", None, id="own-unit"),
        pytest.param("opened", "@2013-12-05", "5 Dec 2013", None, id="date"),
        pytest.param("head", ("bosc", "guard"), "Mara Bosc and Coral Guard", None, id="entities"),
    ],
)
def test_worded(what: str, written: object, expected: str, shown: str | None) -> None:
    said = fact("a", written, what=what)
    (one,) = accounts(said)
    assert (expected, shown) == (worded(one, base(said)), scaled(one))
    denied = one.replaced(denies=True)
    assert f"not {expected}" == worded(denied, base(said))


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        pytest.param((5, 5), "5", id="one"),
        pytest.param((5, 6), "5 to 6", id="range"),
        pytest.param((5, inf), "at least 5", id="at-least"),
        pytest.param((5, inf, False, True), "more than 5", id="more-than"),
        pytest.param((-inf, 5, True, False), "less than 5", id="less-than"),
        pytest.param((-inf, inf), "any number", id="open"),
    ],
)
def test_spanned(ends: tuple[Any, ...], expected: str) -> None:
    assert expected == spanned(*ends)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (2**62, "4,611,686,018,427,387,904"),
        (-1200, "−1,200"),
        (100, "100"),
        (Decimal("1.50"), "1.5"),
        (Decimal("2.00"), "2"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("1E-8"), "0.00000001"),
    ],
)
def test_number(amount: Any, expected: str) -> None:
    assert expected == number(amount)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"by": ("bosc", "x")}, "Mara Bosc, x", id="speakers"),
        pytest.param({"statement": "speech"}, "Mara Bosc", id="of-the-statement"),
        pytest.param({}, "Gazette Press", id="publisher"),
        pytest.param({"source": "herald"}, "Herald", id="title"),
        pytest.param({"source": "gone"}, "gone", id="undescribed"),
    ],
)
def test_speaker(fields: dict[str, Any], expected: str) -> None:
    said = fact("a", **fields)
    assert expected == speaker(said, base(said))


def test_against_and_then_have_each_value_once() -> None:
    told = accounts(
        fact("a", "1"),
        fact("b", "2", by=("bosc",)),
        fact("c", "1", source="herald"),
        fact("d", "1"),
    )
    assert against(told, differ, base()) == "1 guards (Gazette Press) against 2 guards (Mara Bosc)"
    assert then(told, base()) == "1 guards, then 2 guards, then 1 guards"


def test_values_that_agree_stand_on_one_side() -> None:
    told = accounts(
        *(fact("a", ">30"), fact("b", "17", source="herald")),
        *(fact("c", ">=24", by=("bosc",)), fact("d", "0"), fact("e", "none")),
        *(fact(f"f{at}", f"~{at}") for at in (31, 32)),
    )
    assert against(told, differ, base()) == (
        "more than 30 guards (Gazette Press) and 3 more against 17 guards (Herald) "
        "against 0 guards (Gazette Press)"
    )


def test_who_is_the_same_is_named_once() -> None:
    facts = [fact(each, (each,), what="head") for each in ("ann", "bosc")]
    ann = entity("ann", same_as="bosc")
    other = fact("c", ("guard",), what="head")
    told = accounts(*facts, other, among=base(*facts, other, entities=[ann]))
    assert against(told, differ, base(entities=[ann])) == (
        "Ann (Gazette Press) against Coral Guard (Gazette Press)"
    )


def test_of_many_values_only_few_are_named_and_asked() -> None:
    told = accounts(*(fact(f"f{at:04}", str(at)) for at in range(1000)))
    asked: list[object] = []

    def opposed(*pair: object) -> bool:
        asked.append(pair)
        return True

    assert against(told, opposed, base()).endswith(") and 996 more")
    assert len(asked) < 4 * len(told)


def test_of_many_words_the_last_are_counted() -> None:
    assert [listed("abcd", ", "), listed("abcdef", ", ")] == ["a, b, c, d", "a, b, c, d and 2 more"]
