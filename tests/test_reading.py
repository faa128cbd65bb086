from __future__ import annotations

from decimal import Decimal

import pytest

from misca_cli.answer import Query, Word
from misca_cli.query import Amount, Filter, Period
from misca_cli.reading import reading_line

FRENCH = Word(text="frnech", read_as="french", how="spelling")
TROOPS = Word(text="troops", read_as="troops", how="exact")
DECEMBER = Period(text="december", edtf="XXXX-12", first=(12, 1), last=(12, 31))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(Query(text="troops", words=(TROOPS,)), None, id="as-typed"),
        pytest.param(
            Query(
                text="soldiers troop",
                words=(
                    Word(text="soldiers", read_as="troops", how="alias"),
                    Word(text="troop", read_as="troops", how="inflection"),
                ),
            ),
            None,
            id="alias-and-inflection-are-no-corrections",
        ),
        pytest.param(
            Query(text="frnech", words=(FRENCH, TROOPS)), 'read "frnech" as "french"', id="spelling"
        ),
        pytest.param(
            Query(text="fran", words=(Word(text="fran", read_as="france", how="prefix"),)),
            'read "fran" as "france"',
            id="prefix",
        ),
        pytest.param(
            Query(
                text="about 1,5 million",
                amounts=(
                    Amount(
                        text="about 1,5 million",
                        low=Decimal(1350000),
                        high=Decimal("1650000.50"),
                        is_hedged=True,
                    ),
                    Amount(text="700", low=700, high=700),
                ),
            ),
            'read "about 1,5 million" as 1,350,000 to 1,650,000.5',
            id="near-a-figure",
        ),
        pytest.param(
            Query(
                text="friday 5 december 2013",
                period=Period(
                    text="friday 5 december 2013",
                    edtf="2013-12-05",
                    earliest=(2013, 12, 5),
                    latest=(2013, 12, 5),
                    other_weekday="friday",
                ),
            ),
            'read "friday 5 december 2013" as 5 December 2013, which is no friday',
            id="another-day-of-the-week",
        ),
        pytest.param(
            Query(text="zzyzx", words=(Word(text="zzyzx"),)), '"zzyzx" is in no fact', id="missing"
        ),
        pytest.param(
            Query(
                text="troops",
                words=(TROOPS,),
                excluded=("decmber",),
                left_out=(DECEMBER.replaced(text="decmber"),),
            ),
            'left out "decmber" as December of any year',
            id="excluded-period",
        ),
        pytest.param(
            Query(text="troops NOT mali", words=(TROOPS,), excluded=("mali",)),
            'left out "mali"',
            id="excluded-by-capitals",
        ),
        pytest.param(
            Query(text="troops", words=(TROOPS,), excluded=("frnch",), vain_exclusions=("frnch",)),
            'no fact has "frnch" to leave out',
            id="nothing-to-leave-out",
        ),
        pytest.param(
            Query(
                text="troops but not frnech",
                words=(TROOPS, Word(text="not", read_as="not", how="exact"), FRENCH),
            ),
            'read "frnech" as "french"; "not" leaves nothing out, not:frnech does',
            id="not-is-a-word",
        ),
        pytest.param(
            Query(text="frnech OR troops", words=(FRENCH, TROOPS)),
            'read "frnech" as "french"; "OR" chooses nothing, all words count',
            id="or-chooses-nothing",
        ),
        pytest.param(Query(text="TROOPS OR CAR", words=(TROOPS,)), None, id="all-in-capitals"),
        pytest.param(
            Query(text="a b c", words=(Word(text="a"), Word(text="b"), Word(text="c"))),
            '"a", "b" and "c" are in no fact',
            id="several-missing",
        ),
        pytest.param(
            Query(
                text="frnech zzyzx december", words=(FRENCH, Word(text="zzyzx")), period=DECEMBER
            ),
            'read "frnech" as "french", "december" as December of any year; "zzyzx" is in no fact',
            id="all-at-once",
        ),
        pytest.param(
            Query(text="december", period=DECEMBER.replaced(edtf="2013-12")),
            'read "december" as December 2013',
            id="year-supplied",
        ),
        pytest.param(
            Query(text="Dec 2013", period=Period(text="Dec 2013", edtf="2013-12")),
            None,
            id="period-as-it-is-worded",
        ),
        pytest.param(
            Query(text="2013-12", period=Period(text="2013-12", edtf="2013-12")),
            None,
            id="period-as-edtf",
        ),
        pytest.param(
            Query(
                text="late december",
                period=Period(text="late december", edtf="", first=(12, 21), last=(12, 31)),
            ),
            'read "late december" as 21 to 31 December of any year',
            id="recurring-days",
        ),
        pytest.param(
            Query(
                text="late november",
                period=Period(
                    text="late november",
                    edtf="XXXX-11-21/XXXX-11-30",
                    first=(11, 21),
                    last=(11, 30),
                ),
            ),
            'read "late november" as 21 to 30 November of any year',
            id="recurring-days-as-edtf",
        ),
        pytest.param(
            Query(
                text="winter",
                period=Period(text="winter", edtf="", first=(12, 1), last=(2, 28)),
            ),
            'read "winter" as 1 December to 28 February of any year',
            id="recurring-across-months",
        ),
        pytest.param(
            Query(
                text="5 or so",
                period=Period(text="5 or so", edtf="", first=(12, 5), last=(12, 5)),
            ),
            'read "5 or so" as 5 December of any year',
            id="recurring-day",
        ),
        pytest.param(
            Query(
                text="before 6 december 2013",
                period=Period(text="before 6 december 2013", edtf="", latest=(2013, 12, 5)),
            ),
            'read "before 6 december 2013" as 2013-12-05 or earlier',
            id="open-start",
        ),
        pytest.param(
            Query(text="x", period=Period(text="x", edtf="", earliest=(2013, 12, 5))),
            'read "x" as 2013-12-05 or later',
            id="open-end",
        ),
        pytest.param(
            Query(
                text="when:december",
                filters=(Filter(field="when", text="december", period=DECEMBER),),
            ),
            'read "december" as December of any year',
            id="filter",
        ),
        pytest.param(
            Query(text="\x1b[2J", words=(Word(text="\x1b[2J"),)),
            '"\\x1b[2J" is in no fact',
            id="control-characters",
        ),
    ],
)
def test_reading_line(query: Query, expected: str | None) -> None:
    assert expected == reading_line(query)
