"""Scores: what adds to them, what they are made of, and where a match begins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.search.score import FIELDS, Agreement, Asked, Hit, Scored, matching, score, weigh

LENGTH = 10
SIZE = 100


def hit(concept: int, field: str = "claim", *, quality: float = 1.0, at: int | None = 0) -> Hit:
    position = at if field == "claim" else None
    return Hit(
        concept=concept, field=field, how="exact", quality=quality, form="x", position=position
    )


def scored(
    *hits: Hit, words: int = 2, agreement: Agreement | None = None, length: int = LENGTH
) -> Scored:
    asked = Asked(
        concepts=tuple("abcdefghij"[:words]), weights=weigh([5] * words, SIZE), claim_length=LENGTH
    )
    return score(0, hits, asked, agreement=agreement or Agreement(), length=length)


def asking(**required: float) -> Agreement:
    return Agreement(required=tuple(required.items()))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(scored(hit(0), hit(1, at=1)), scored(hit(0)), id="two words before one"),
        pytest.param(scored(hit(0, "who")), scored(hit(0, "note")), id="who before note"),
        pytest.param(scored(hit(0)), scored(hit(0, quality=0.8)), id="exact before near"),
        pytest.param(scored(hit(0), length=5), scored(hit(0), length=20), id="short before long"),
        pytest.param(
            scored(hit(0), hit(1, at=1)), scored(hit(0), hit(1, at=9)), id="near before far"
        ),
        pytest.param(
            scored(hit(0), hit(1, at=1)), scored(hit(0, at=1), hit(1)), id="in order before not"
        ),
        pytest.param(scored(hit(0), hit(0, "who")), scored(hit(0)), id="two fields before one"),
        pytest.param(
            scored(hit(0), agreement=asking(december=1.0)),
            scored(hit(0), agreement=asking(december=0.5)),
            id="in the period before across it",
        ),
        pytest.param(
            scored(hit(0), agreement=Agreement(kind=1.0)), scored(hit(0)), id="of the kind"
        ),
    ],
)
def test_order(better: Scored, worse: Scored) -> None:
    assert better.score > worse.score


def test_a_match_covers_enough_of_the_query() -> None:
    whole, half, tenth = scored(hit(0), hit(1, at=1)), scored(hit(0)), scored(hit(0), words=10)
    assert (whole.coverage, half.coverage) == (1.0, 0.5)
    assert (whole,) == matching((whole, tenth), words=2)
    assert matching((tenth,), words=10) == ()


def test_a_match_covers_enough_beside_the_best() -> None:
    whole, half = scored(hit(0), hit(1, at=1)), scored(hit(0))
    assert (half,) == matching((half,), words=4)
    assert (whole,) == matching((whole, half), words=4)


def test_half_of_two_words_is_no_match() -> None:
    assert matching((scored(hit(0)),), words=2) == ()


def test_a_match_meets_the_period() -> None:
    both = hit(0), hit(1, at=1)
    across, outside = (scored(*both, agreement=asking(december=met)) for met in (0.5, 0.0))
    assert (across,) == matching((across, outside), words=2)


def test_matches_keep_their_order() -> None:
    ranked = tuple(scored(hit(0), hit(1, at=at)) for at in (3, 1, 2))
    assert ranked == matching(ranked, words=2)


def test_a_rare_word_is_worth_more() -> None:
    weights = weigh([1, 50], SIZE)
    assert weights.words[0] > weights.words[1] > 0


def test_what_asks_for_nothing_is_met_by_all() -> None:
    nothing = scored(words=0)
    assert (1.0, (nothing,)) == (nothing.coverage, matching((nothing,), words=0))


HITS = st.lists(
    st.builds(
        hit,
        st.integers(0, 3),
        st.sampled_from(sorted(FIELDS)),
        quality=st.floats(0.01, 1.0),
        at=st.integers(0, 40),
    ),
    max_size=12,
)


@given(HITS, st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=2), st.integers(1, 60))
@settings(deadline=None)
def test_a_score_is_from_0_to_1_and_the_sum_of_its_parts(
    hits: list[Hit], required: dict[str, float], length: int
) -> None:
    agreement = Agreement(required=tuple(required.items()), kind=1.0)
    found = scored(*hits, words=4, agreement=agreement, length=length)
    total = sum(amount for _, amount in found.parts)
    assert 0.0 <= found.score <= 1.0
    assert 0.0 <= found.coverage <= 1.0 + 1e-9
    assert found.score == pytest.approx(min(1.0, total))
    assert found == scored(*hits, words=4, agreement=agreement, length=length)


@given(HITS)
@settings(deadline=None)
def test_the_order_of_hits_is_of_no_account(hits: list[Hit]) -> None:
    one, other = scored(*hits, words=4), scored(*reversed(hits), words=4)
    assert one.score == pytest.approx(other.score)
    assert one.coverage == pytest.approx(other.coverage)
