"""Words that pint is not asked about, held against pint: it may know none of them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.machinery import PathFinder

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts import listed
from misca_cli.accounts.listed import is_unlisted
from misca_cli.accounts.units import _by_pint, _is_plain, _registry

NAMES = sorted(map(str, _registry()._units))
PREFIXES = sorted(map(str, _registry()._prefixes))
WORDS = st.builds(
    lambda prefix, name, ending: f"{prefix}{name}{ending}",
    st.sampled_from(PREFIXES) | st.just("square "),
    st.sampled_from(NAMES) | st.text("abckmsdeinfNéµΔß東", min_size=1, max_size=4),
    st.sampled_from(["", "s", "²", "ss", "é"]),
)
UNITS = st.lists(WORDS, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from([" ", "/", " per ", " squared "]).map(lambda by: by.join(words))
)


@pytest.mark.parametrize(
    "unit",
    [
        *("soldiers", "trucks", "people", "responses", "USD", "EUR", "euros", "crowns", "times"),
        *("jours", "heures", "années", "tués", "km/soldier", "USD per day", "東京"),
    ],
)
def test_what_counts_things_is_unlisted(unit: str) -> None:
    assert is_unlisted(unit)


@pytest.mark.parametrize(
    "unit",
    [
        *("kilofeet", "hPa", "psi", "°C", "kelvin", "%", "ppm", "per", "dimensionless"),
        *(
            "cubic inches",
            "metres squared",
            "Δcelsius",
            "barrels",
            "µg",
            "foosquare m",
            "/",
            "",
            "USD/USD",
        ),
    ],
)
def test_what_pint_may_know_is_not(unit: str) -> None:
    assert not is_unlisted(unit)


def test_no_name_of_pint_is_unlisted() -> None:
    assert [name for name in NAMES if is_unlisted(name)] == []


@given(UNITS)
def test_pint_knows_nothing_unlisted(unit: str) -> None:
    if is_unlisted(unit) and _is_plain(unit):
        assert _by_pint(unit, unit) is None


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide the lists of pint."""
    monkeypatch.setattr(PathFinder, "find_spec", lambda *_: None)
    listed._names.cache_clear()
    yield
    listed._names.cache_clear()


@pytest.mark.usefixtures("nowhere")
def test_without_a_list_pint_is_asked() -> None:
    assert not is_unlisted("soldiers")
