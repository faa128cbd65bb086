"""What a careful reader would say of two accounts, where a rule once said otherwise."""

from __future__ import annotations

import pytest

from misca_cli.model import Fact

from .made import base, fact, judged

WHEN = "2013-12-05"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            (fact("a", "300 guards", said=WHEN), fact("b", "300", act="denies", said="2013-12-06")),
            ["conflict"],
            id="what-is-denied-was-said-before",
        ),
        pytest.param(
            (fact("a", "300", said="2013-12-06"), fact("b", "300", act="denies", said=WHEN)),
            [],
            id="what-is-said-later-is-not-denied",
        ),
        pytest.param(
            (
                fact("a", "420", statement="speech", when="2013-01-01"),
                fact("b", "600", statement="speech", when="2013-06-01"),
            ),
            [],
            id="one-utterance-about-two-days",
        ),
        pytest.param(
            (fact("a", "5", when=WHEN), fact("b", "none", when=WHEN)),
            ["conflict"],
            id="none-is-a-figure",
        ),
        pytest.param(
            (
                fact("a", "365 days", what="length", when=WHEN),
                fact("b", "12 months", what="length", when=WHEN),
            ),
            [],
            id="a-year-of-365-days",
        ),
        pytest.param(
            (
                fact("a", "300 days", what="length", when=WHEN),
                fact("b", "12 months", what="length", when=WHEN),
            ),
            ["conflict"],
            id="days-and-months",
        ),
        pytest.param(
            (
                fact("a", ("bosc",), what="head", said=WHEN),
                fact("b", ("guard",), what="head", said="2013-12-06"),
            ),
            [],
            id="holders-told-on-two-days-may-follow-one-another",
        ),
        pytest.param(
            (
                fact("a", "300", when=WHEN),
                fact("b", "500", when=WHEN, supersedes=("a",)),
            ),
            [],
            id="what-is-no-longer-true",
        ),
        pytest.param(
            (
                fact("a", "420", when=WHEN),
                fact("b", "+800", stage="announced", said=WHEN),
                fact("c", "2000", stage="announced", said=WHEN),
                fact("d", "1220", stage="announced", said="2013-12-06", supersedes=("c",)),
            ),
            ["revised"],
            id="no-sum-of-what-is-no-longer-true",
        ),
        pytest.param(
            (
                fact("a", "20", stage="announced", said="2013-12-01"),
                fact("b", "30", stage="announced", said=WHEN),
                fact("c", "40", stage="announced", said=WHEN),
            ),
            ["conflict"],
            id="rivals-revise-nothing",
        ),
        pytest.param(
            (
                fact("a", "20", stage="announced", statement="speech", when="2014"),
                fact("b", "30", stage="announced", statement="speech", when="2015"),
            ),
            [],
            id="one-speech-on-two-years",
        ),
        pytest.param(
            (
                fact("a", "20", stage="announced", statement="speech", when="2014"),
                fact("b", "30", stage="announced", statement="speech", when="2014-05"),
                fact("c", "40", stage="announced", said="2013-12-04", when="2015"),
            ),
            ["same-utterance-differs"],
            id="one-speech-on-one-year",
        ),
        pytest.param(
            (
                fact("a", "20", stage="announced", said=WHEN, when="2014"),
                fact("b", "30", stage="announced", said=WHEN, when="2015"),
                fact("c", "40", stage="announced", said=WHEN),
            ),
            ["conflict"],
            id="a-plan-without-a-day-is-against-all",
        ),
        pytest.param(
            (
                fact("a", "20", stage="announced", said="2013-12-01", when="2014"),
                fact("b", "30", stage="announced", said=WHEN, when="2015"),
            ),
            [],
            id="another-year-is-no-revision",
        ),
    ],
)
def test_what_is_found(told: tuple[Fact, ...], expected: list[str]) -> None:
    found = judged(base(*told))
    assert expected == [finding.kind for finding in (*found.loud, *found.quiet)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            (fact("a", "20", by=("bosc",)), fact("b", "20", source="herald", cites=("gazette",))),
            1,
            id="whoever-cites-a-source-rests-on-it",
        ),
        pytest.param(
            (
                fact("a", "20", by=("bosc",), said=WHEN),
                fact("b", "20", by=("bosc",), said=WHEN, source="herald"),
            ),
            1,
            id="one-speaker-in-two-papers",
        ),
        pytest.param(
            (fact("a", "20"), fact("b", "20", source="herald")), 2, id="two-voices-of-their-own"
        ),
    ],
)
def test_origins(told: tuple[Fact, ...], expected: int) -> None:
    assert [expected] == [each.origins for each in judged(base(*told)).agreements]


def test_several_visits_do_not_differ_on_the_date() -> None:
    told = (
        fact("a", "@2013-12-05", what="visit", said=WHEN),
        fact("b", "@2013-12-07", what="visit", said="2013-12-07"),
    )
    assert [each.differs_on for each in judged(base(*told)).agreements] == [()]
