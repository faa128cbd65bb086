"""Dates of sources against what they report."""

from __future__ import annotations

from typing import Any

import pytest

from misca_cli import dates
from misca_cli.accounts.dating import address_differs, misdated
from misca_cli.model import Source

from .made import base, fact


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"when": "2013-12-10"}, [], id="the-same-day"),
        pytest.param(
            {"when": "2013-12-11"},
            ['"Herald" is dated 10 Dec 2013, before 11 Dec 2013, the day it reports of'],
            id="before-what-it-reports",
        ),
        *(
            pytest.param(
                {"when": when},
                [f'"Herald" is dated 10 Dec 2013, before {shown}, the day it reports of'],
                id=f"before-{when}",
            )
            for when, shown in (
                ("2014-05-01/..", "1 May 2014"),
                ("2014/2016", "2014"),
                ("[2014-05-01..]", "1 May 2014"),
                ("[2014-05-01..2014-05-02]", "1 or 2 May 2014"),
            )
        ),
        pytest.param({"when": "2013-12"}, [], id="the-month-may-have-been-earlier"),
        pytest.param({"when": "[..2014]"}, [], id="open"),
        pytest.param({"when": "XXXX-12-25"}, [], id="no-year"),
        *(
            pytest.param(
                {"when": "2014", **fields},
                ['"Herald" is dated 10 Dec 2013, before 2014, the day it reports of'],
                id="-".join(fields.values()),
            )
            for fields in ({"stage": "ongoing"}, {"stage": "done"}, {"act": "estimates"})
        ),
        pytest.param({"when": "2014", "stage": "scheduled"}, [], id="plan"),
        pytest.param({"when": "2014", "act": "denies"}, [], id="denial"),
        pytest.param({"when": "2014", "act": "predicts"}, [], id="prediction"),
        pytest.param(
            {"said": "2013-12-11"},
            ['"Herald" is dated 10 Dec 2013, before 11 Dec 2013, when this was said'],
            id="before-it-was-said",
        ),
        pytest.param(
            {"source": "gazette", "cites": ("herald",), "when": "Y170002"},
            ['"Herald" is dated 10 Dec 2013, before 170002, the day it reports of'],
            id="cited",
        ),
        pytest.param(
            {"source": "gazette", "cites": ("herald",), "said": "2013-12-11"},
            ['"Herald" is dated 10 Dec 2013, before 11 Dec 2013, when this was said'],
            id="cited-before-it-was-said",
        ),
        pytest.param(
            {"source": "gazette", "cites": ("herald",), "said": "[2013-12-10..2013-12-11]"},
            [],
            id="cited-on-the-day-it-may-have-been-said",
        ),
        pytest.param({"source": "gone", "when": "2014"}, [], id="undescribed"),
    ],
)
def test_misdated(fields: dict[str, Any], expected: list[str]) -> None:
    said = fact("a", **{"source": "herald", **fields})
    assert expected == [*misdated(said, base(said))]


@pytest.mark.parametrize(
    ("issued", "url", "shown"),
    [
        pytest.param("2013-12-05", "https://x.example/2013/12/05/a", None, id="same"),
        pytest.param("2013-12-05", "https://x.example/2013/12/06/a", "2013-12-06", id="day"),
        pytest.param("2013-12-05", "https://x.example/2013/12/6/a", "2013-12-06", id="short-day"),
        pytest.param("2013-12-05", "https://x.example/20131206-a", "2013-12-06", id="solid"),
        pytest.param("2013-12-05", "https://x.example/2013-12-06_a", "2013-12-06", id="hyphens"),
        pytest.param("2013-12-05", "https://x.example/cup-2014-12-stadiums", None, id="a-cup"),
        pytest.param("2013-12-05", "https://x.example/01-06-2014/5-things", None, id="five"),
        pytest.param("2013-12-05", "https://x.example/story/20101010", None, id="a-number"),
        pytest.param("2013-12-05", "https://x.example/20131206-a", "2013-12-06", id="digits"),
        pytest.param("2013-12-05", "https://x.example/2014/01/a", "2014-01", id="month"),
        pytest.param("2013-12-05", "https://x.example/2013/12/a", None, id="same-month"),
        pytest.param("2013-12", "https://x.example/2013/12/31", None, id="within"),
        pytest.param("2013", "https://x.example/2014/01/31", "2014-01-31", id="outside"),
        pytest.param("2013-12-05", "https://x.example/2014/13/a", None, id="no-month"),
        pytest.param("2013-12-05", "https://x.example/2014/02/30", "2014-02", id="no-day"),
        pytest.param("2013-12-05", "https://x.example/1234/12/a", None, id="no-year"),
        pytest.param("2013-12-05", "https://x.example/99999999", None, id="number"),
        pytest.param("2013-12-05", "https://x.example/٢٠١٤/٠١", None, id="digits-of-others"),
        pytest.param("2013-12-05", None, None, id="no-address"),
        pytest.param(None, "https://x.example/2013/12/05", None, id="undated"),
        pytest.param("2013-12-05/..", "https://x.example/2010/12/05", None, id="open"),
    ],
)
def test_address_differs(issued: str | None, url: str | None, shown: str | None) -> None:
    date = dates.parse(issued) if issued else None
    source = Source(id="s", type="webpage", title="Page", issued=date, url=url)
    said = address_differs(source)
    assert shown == (said and said.removeprefix('"Page" is dated ').partition("address has ")[2])
