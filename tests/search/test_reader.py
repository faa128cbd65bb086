"""Queries as typed: what of them is a word, a phrase, a filter, a period, a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.errors import UsageError
from misca_cli.search.filters import read_period
from misca_cli.search.reader import Draft, read

from .sample import CORPUS, EMPTY


def shown(draft: Draft) -> str:
    """Return a draft in short: words, stop words in brackets, then everything else."""
    parts = [f"({w.forms[0]})" if w.is_stop else w.forms[0] for w in draft.typed]
    parts += [f'"{phrase}"' for phrase in draft.phrases]
    parts += [f"not:{text}" for text in draft.excluded]
    for each in draft.filters:
        parts.append(
            f"{each.field}={'|'.join(each.ids)}" if each.ids else f"{each.field}~{each.text}"
        )
    if draft.period:
        parts.append(f"@{draft.period.edtf}")
    parts += [f"#{amount.text}" for amount in draft.amounts]
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("Coral guards", "coral guards", id="words"),
        pytest.param("how many guards", "(how) (many) guards", id="stop words"),
        pytest.param("combien de gardes au port", "(combien) (de) gardes (au) port", id="French"),
        pytest.param("AU un guards", "au un guards", id="names that are French stop words"),
        pytest.param("WHO said it", "who (said) (it)", id="capitals are a name"),
        pytest.param("WHO SAID GUARDS", "(who) (said) guards", id="unless all is in capitals"),
        pytest.param("S/RES/2127", "s res 2127", id="one name in capitals"),
        pytest.param('"harbour council" vote', 'vote "harbour council"', id="phrase"),
        pytest.param("“harbour council”", '"harbour council"', id="curly quotation marks"),
        pytest.param("« conseil du port »", '"conseil du port"', id="French quotation marks"),
        pytest.param('ferry"blue swift"', 'ferry "blue swift"', id="a phrase glued to a word"),
        pytest.param('ferry ""', "ferry", id="an empty phrase"),
        pytest.param("not:storm guards", "guards not:storm", id="exclusion"),
        pytest.param("not:5 december ferry", "ferry not:5 december", id="an excluded day"),
        pytest.param("ferry NOT december 2013", "ferry not:december 2013", id="a month of a year"),
        pytest.param("not:storm december", "not:storm @XXXX-12", id="no excluded period"),
        pytest.param("not:harbour council vote", "vote not:harbour council", id="excluded name"),
        pytest.param("not:harbour vote", "vote not:harbour", id="no name as a whole"),
        pytest.param("ferry not:40 million", "ferry not:40 million", id="an excluded figure"),
        pytest.param("not:more than 40 ferry", "ferry not:more than 40", id="a bound of one"),
        pytest.param("not: storm", "not:storm", id="exclusion after a space"),
        pytest.param("-storm", "not:storm", id="exclusion by a hyphen"),
        pytest.param('not:"harbour council"', "not:harbour council", id="excluded phrase"),
        pytest.param("guards NOT storm", "guards not:storm", id="exclusion by a word in capitals"),
        pytest.param('NOT "harbour council"', "not:harbour council", id="of a phrase"),
        pytest.param("coral NOT", "coral not", id="with nothing behind it"),
        pytest.param("GUARDS NOT STORM", "guards not storm", id="unless all is in capitals, too"),
        pytest.param("guards AND storm OR coral", "guards (and) storm (or) coral", id="no names"),
        pytest.param('-"harbour council"', "not:harbour council", id="the same by a hyphen"),
        pytest.param("not:“harbour council”", "not:harbour council", id="the same, curly"),
        pytest.param("guards -- - --", "guards", id="hyphens alone"),
        pytest.param("-5 guards", "5 guards #-5", id="a negative figure is no exclusion"),
        pytest.param("who:guard", "who=guard", id="filter by id"),
        pytest.param("WHO:GUARD", "who=guard", id="in capitals"),
        pytest.param("who: guard", "who=guard", id="after a space"),
        pytest.param('who:"Coral Guard" ferry', "ferry who=guard", id="by a quoted name"),
        pytest.param("who:“Coral Guard”", "who=guard", id="in curly quotation marks"),
        pytest.param("who:coral guard ferry", "ferry who=guard", id="by an unquoted name"),
        pytest.param("who:c.g. ferry", "ferry who=guard", id="by an acronym"),
        pytest.param("by:mara le bosc december", "by=le-bosc @XXXX-12", id="three words"),
        pytest.param("who:guard by:le-bosc", "who=guard by=le-bosc", id="two filters"),
        pytest.param("by:bosc ferry", "ferry by=le-bosc", id="by a part of one name"),
        pytest.param("what:strength", "what=guards", id="by a part of another name"),
        pytest.param("when:late november ferry", "ferry when~late november", id="period unquoted"),
        pytest.param("value:$40 million ferry", "ferry value~$40 million", id="figure unquoted"),
        pytest.param("value:>1000", "value~>1000", id="bound"),
        pytest.param("http://who.int/", "http (who) int", id="an address"),
        pytest.param("10:30", "10 30", id="no operator"),
        pytest.param("guards in december", "guards @XXXX-12", id="period"),
        pytest.param("2013 december guards", "guards @2013-12", id="year before month"),
        pytest.param("december guards 2013", "guards @2013-12", id="year far from month"),
        pytest.param("since november before 9 december", "@2013-11-01/2013-12-08", id="two"),
        pytest.param("december 2013 november 2012", "november 2012 @2013-12", id="no day shared"),
        pytest.param("guards 2013", "guards @2013", id="a year that the facts have"),
        pytest.param("2013 guards", "guards @2013", id="a year before a unit"),
        pytest.param("2000 guards", "2000 guards #2000", id="a figure before a unit"),
        pytest.param("1600 coral", "1600 coral", id="a figure that the facts have"),
        pytest.param("1700 coral", "1700 coral #1700", id="a figure far from all years"),
        pytest.param("resolution 2127", "resolution 2127", id="a number in a name"),
        pytest.param("more than 2000 guards", "guards #more than 2000", id="more than"),
        pytest.param("2000 guards or more", "guards #2000 or more", id="with the noun between"),
        pytest.param("2013 at least 400 guards", "guards @2013 #at least 400", id="after a year"),
        pytest.param("2013 minimum coral", "minimum coral @2013", id="a year is not bounded"),
        pytest.param("400 guards or so", "guards #400 or so", id="about, with the noun between"),
        pytest.param("up to 2000 guards", "guards #up to 2000", id="up to a figure"),
        pytest.param("up to 5 december", "@../2013-12-05", id="up to a day"),
        pytest.param("1990..2000 coral", "coral @1990-01-01/2000-12-31", id="years by dots"),
        pytest.param("1990..2000 guards", "guards #1990..2000", id="unless they count"),
        pytest.param("1600-2000 guards", "guards #1600-2000", id="a range, no years"),
        pytest.param("2012-2013 guards", "guards @2012-01-01/2013-12-31", id="years, no range"),
        pytest.param("5-9 december", "@XXXX-12-05/XXXX-12-09", id="days, no range"),
        pytest.param("1 200 guards", "1200 guards #1200", id="thousands parted by a space"),
        pytest.param("120 guards 5 december 2013", "120 guards @2013-12-05 #120", id="all at once"),
        pytest.param("between 5 and 9 december", "@2013-12-05/2013-12-09", id="between days"),
        pytest.param("between 5 and 9 guards", "guards #between 5 and 9", id="between figures"),
        pytest.param("$40m 15%", "#$40m #15%", id="figures with units"),
        pytest.param("may", "may", id="a doubtful month"),
        pytest.param("in may", "@XXXX-05", id="a doubtful month with company"),
    ],
)
def test_read(text: str, expected: str) -> None:
    assert expected == shown(read(text, CORPUS))


def test_the_kind_asked_for() -> None:
    texts = ("how many guards", "when did it come", "guards")
    assert [read(text, CORPUS).kind for text in texts] == ["figure", "date", None]


def test_a_bare_number_stays_a_word_with_its_amount() -> None:
    (word,) = read("120", CORPUS).typed
    assert word.amount is not None
    assert ("120", Decimal(120)) == (word.text, word.amount.low)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("who:gaurd", 'no fact has "gaurd" as its who; did you mean "guard"?'),
        (
            'involves:"Harbour Concil"',
            'no fact has "Harbour Concil" as its involves; did you mean "Harbour Council"?',
        ),
        (
            'involves:"Southern Concil"',
            (
                'no fact has "Southern Concil" as its involves; '
                'did you mean "southern-council" or "Southern Council"?'
            ),
        ),
        ("what:xyzzy", 'no fact has "xyzzy" as its what'),
        ("who:army", 'no fact has "army" as its who'),
        ("who:isle/guard", 'no fact has "isle/guard" as its who; did you mean "guard"?'),
        ("stage:anounced", 'no fact has "anounced" as its stage; did you mean "announced"?'),
        ("stage:over", 'no fact has "over" as its stage'),
        ("foo:bar", '"foo:" is no field to filter by'),
        ("tag:harbor", 'no fact has "harbor" as its tag; did you mean "harbour"?'),
        ("whoo:guard", '"whoo:" is no field to filter by; did you mean "who:"?'),
        ("note:guard", '"note:" is no field to filter by; did you mean "not:"?'),
        ("guards who:", 'nothing follows "who:"'),
        ("not:", 'nothing follows "not:"'),
        ("not:who:guard", '"who:guard" can\'t be excluded: only words can'),
        ("NOT who:guard", '"who:guard" can\'t be excluded: only words can'),
        ("-who:guard", '"who:guard" can\'t be excluded: only words can'),
        ('"harbour council', 'a quotation mark is never closed: "harbour council'),
        ('who:"harbour', 'a quotation mark is never closed: "harbour'),
        ("when:foo", '"foo" is not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)'),
        ("when:2014..2013", '"2014..2013" ends before it begins'),
        ("value:foo", '"foo" is no figure to filter by'),
        ("value:700..400", '"700..400" is no figure to filter by'),
        ("value:..", '".." is no figure to filter by'),
        ("???", "there is nothing to look for in: ???"),
        ("-", "there is nothing to look for in: -"),
        ("x" * 1001, "the query is longer than 1000 characters"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        read(text, CORPUS)
    assert message == str(raised.value)


def test_what_a_field_may_be_is_told_where_nothing_is_near() -> None:
    with pytest.raises(UsageError) as refused:
        read("stage:over", CORPUS)
    assert refused.value.hint is not None
    assert refused.value.hint.startswith("expected one of: proposed, announced, ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013-11..", "2013-11-01/.."),
        ("..2013-11", "../2013-11-30"),
        ("2012..2013-11", "2012-01-01/2013-11-30"),
        ("november..", "2013-11-01/.."),
        ("november..december", "2013-11-01/2013-12-31"),
        ("december", "XXXX-12"),
        ("since november", "2013-11-01/.."),
        ("2013-12~", "2013-12~"),
        ("[2013-12-01..2013-12-05]", "[2013-12-01..2013-12-05]"),
        ("2013-XX", "2013-XX"),
        ("1600", "1600"),
    ],
)
def test_read_period(text: str, expected: str) -> None:
    period = read_period(text, CORPUS)
    assert (text, expected) == (period.text, period.edtf)


TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        """who: not: when: value: tag: what: - -- " “ ” « .. / : 5 9 2013 1 200 $ million % december
        may to and between from since until late q4 half of last week 2013-12 [ ] ~ ² ½ ١ 𐩀 \x00
        \x1b \ud800 😀 e\u0301 İ ' l' c-17 # + > = guard coral orisian trroops 30 29 february 000
        1e9 … 0000 9999 2099 ,""".split()
    ),
    max_size=14,
).map(" ".join)


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    for corpus in (CORPUS, EMPTY):
        try:
            draft = read(text, corpus)
        except UsageError:
            continue
        assert text == draft.text
