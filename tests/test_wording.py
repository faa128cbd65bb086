from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.dates import BadDateError, parse
from misca_cli.wording import describe_date


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Fully written
        ("2013-12-06", "6 Dec 2013"),
        ("2013-12", "Dec 2013"),
        ("2013", "2013"),
        ("2013-21", "spring 2013"),
        ("2013-22", "summer 2013"),
        ("2013-23", "autumn 2013"),
        ("2012-24", "winter 2012/13"),
        ("2008-24", "winter 2008/09"),
        ("1999-24", "winter 1999/2000"),
        # Eras
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 Mar 44 BC"),
        ("0000", "1 BC"),
        ("0023-07", "Jul 23 AD"),
        ("0999", "999 AD"),
        ("1000", "1000"),
        ("Y170002", "170002"),
        ("Y-170001", "170002 BC"),
        ("0000-24", "winter 1 BC/1 AD"),
        ("-0043/-0042", "44 to 43 BC"),
        ("-0043/0014", "44 BC to 14 AD"),
        # Qualified
        ("2013-12~", "about Dec 2013"),
        ("2013-12?", "Dec 2013 (uncertain)"),
        ("2013-12%", "about Dec 2013 (uncertain)"),
        ("2012-24~", "about winter 2012/13"),
        ("~2013", "about 2013"),
        ("?2013", "2013 (uncertain)"),
        ("2013?-12", "Dec 2013 (partly uncertain)"),
        ("2013-~12-05", "5 Dec 2013 (partly approximate)"),
        ("?2013-12~", "about Dec 2013 (partly uncertain)"),
        ("201X~", "about the 2010s"),
        ("20XX~", "between 2000 and 2099 (approximate)"),
        ("20XX%", "between 2000 and 2099 (approximate, uncertain)"),
        # One of
        ("[2013-11-26..2013-11-27]", "26 or 27 Nov 2013"),
        ("[2013-11-30..2013-12-01]", "30 Nov or 1 Dec 2013"),
        ("[2013-12-31..2014-01-01]", "31 Dec 2013 or 1 Jan 2014"),
        ("[2013-11..2013-12]", "Nov or Dec 2013"),
        ("[2012..2013]", "2012 or 2013"),
        ("[2012~..2013~]", "about 2012 or about 2013"),
        ("[2013-11-18..2013-11-30]", "between 18 and 30 Nov 2013"),
        ("[2013-11-18..2013-12-06]", "between 18 Nov and 6 Dec 2013"),
        ("[2012-11-18..2013-12-06]", "between 18 Nov 2012 and 6 Dec 2013"),
        ("[2013-11..2013-12-06]", "between Nov 2013 and 6 Dec 2013"),
        ("[2013-11-30..2013-12]", "between 30 Nov 2013 and Dec 2013"),
        ("[2013-12..2013-12]", "Dec 2013"),
        ("[2013-12-12..]", "12 Dec 2013 or later"),
        ("[..2013-12-05]", "by 5 Dec 2013"),
        ("[15XX..1700]", "between some time between 1500 and 1599 and 1700"),
        # Intervals
        ("2013-12-06/2013-12-07", "6 to 7 Dec 2013"),
        ("2013-11-06/2013-12-07", "6 Nov to 7 Dec 2013"),
        ("2013-12-06/2014-12-06", "6 Dec 2013 to 6 Dec 2014"),
        ("2013-12/2013-12-05", "Dec 2013 to 5 Dec 2013"),
        ("2013-21/2013-22", "spring to summer 2013"),
        ("2013-12/2013-12", "throughout Dec 2013"),
        ("1984?/2004?", "1984 (uncertain) to 2004 (uncertain)"),
        ("2013?/2013-12?", "2013 (uncertain) to Dec 2013 (uncertain)"),
        ("2013-11?/2013-12?", "Nov 2013 (uncertain) to Dec 2013 (uncertain)"),
        ("2013-12-05/..", "from 5 Dec 2013 on"),
        ("2013-12-05/", "from 5 Dec 2013, end unknown"),
        ("../2013-12", "until Dec 2013"),
        ("/2013-12", "until Dec 2013, start unknown"),
        ("../..", "at all times"),
        ("/", "an unknown period"),
        ("../", "until an unknown day"),
        ("/..", "from an unknown day on"),
        # Masked
        ("201X", "the 2010s"),
        ("020X", "between 200 and 209 AD"),
        ("-004X", "between 50 and 41 BC"),
        ("20XX", "between 2000 and 2099"),
        ("00XX", "between 1 BC and 99 AD"),
        ("1XX3", "some year between 1003 and 1993 (1XX3)"),
        ("XXXX", "an unknown year"),
        ("-XXXX", "an unknown year BC"),
        ("XXXX~", "an unknown year (approximate)"),
        ("2013-XX", "some month of 2013"),
        ("2013-1X", "between Oct and Dec 2013"),
        ("2013-X2", "some month of 2013 (2013-X2)"),
        ("2013-12-XX", "some day in Dec 2013"),
        ("2013-12-1X", "between 10 and 19 Dec 2013"),
        ("2013-12-X1", "some day in Dec 2013 (2013-12-X1)"),
        ("2013-XX-XX", "some day of 2013"),
        ("2013-1X-XX", "between 1 Oct and 31 Dec 2013"),
        ("2013-XX-25", "day 25 of some month of 2013"),
        ("2013-0X-25", "day 25 of some month of 2013 (2013-0X-25)"),
        ("156X-12-25", "25 December of some year between 1560 and 1569"),
        ("198X-24", "winter of some year between 1980 and 1989"),
        ("15XX-XX", "between Jan 1500 and Dec 1599"),
        ("XXXX-12", "December of any year"),
        ("XXXX-12-25", "25 December of any year"),
        ("XXXX-12-XX", "some day in December of any year"),
        ("-XXXX-12", "December of any year BC"),
        ("XXXX-XX-23", "day 23 of some month of any year"),
        ("XXXX-21", "spring of any year"),
    ],
)
def test_date_in_words(text: str, words: str) -> None:
    assert words == describe_date(parse(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2013-12-06", "6 December 2013"),
        ("2013-12~", "about December 2013"),
        ("[2013-11-18..2013-12-06]", "between 18 November and 6 December 2013"),
        ("2013-12-06/2013-12-07", "6 to 7 December 2013"),
        ("2013-12-XX", "some day in December 2013"),
        ("2012-24", "winter 2012/13"),
    ],
)
def test_date_in_long_words(text: str, words: str) -> None:
    assert words == describe_date(parse(text), short=False)


def test_every_public_vector_reads_as_something() -> None:
    lines = (Path(__file__).parent / "data/edtf/valid.tsv").read_text(encoding="utf-8")
    described = 0
    for line in lines.splitlines():
        try:
            date = parse(line.partition("\t")[2])
        except BadDateError:
            continue
        words = describe_date(date)
        assert words == " ".join(words.split()) != ""
        described += 1
    assert described == 294
