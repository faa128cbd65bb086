"""Scores: what adds to them and what they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.search.coverage import COVERS, weigh
from misca_cli.search.document import FIELDS, NAMES, TEXTS
from misca_cli.search.plan import Target
from misca_cli.search.score import COUNTS, Asked, Fit, Hit, Scored, score

LENGTH = 10
SIZE = 100


def hit(
    concept: int,
    field: str = "claim",
    *,
    quality: float = 1.0,
    at: int | None = 0,
    how: str = "exact",
) -> Hit:
    target = Target(form="x", how=how, quality=quality)
    return Hit(concept, field, target, at if field == "claim" else None)


def scored(
    *hits: Hit,
    words: int = 2,
    coverage: float = 1.0,
    length: int = LENGTH,
    kind: float = 0.0,
    standing: tuple[int, ...] = (),
    **required: float,
) -> Scored:
    weights = weigh([5] * words, SIZE)
    asked = Asked(
        concepts=tuple("abcdefghij"[:words]),
        standing=frozenset(standing),
        required=tuple(required),
        weights=weights,
        weight=weights.whole(len(required)),
        claim_length=LENGTH,
    )
    fit = Fit(coverage=coverage, required=tuple(required.values()), kind=kind)
    return score(0, hits, asked, fit=fit, length=length)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(scored(hit(0), hit(1, at=1)), scored(hit(0)), id="two words before one"),
        pytest.param(scored(hit(0)), scored(hit(0), coverage=0.5), id="more of the query"),
        pytest.param(scored(hit(0, "who")), scored(hit(0, "note")), id="who before note"),
        pytest.param(scored(hit(0)), scored(hit(0, quality=0.8)), id="exact before near"),
        pytest.param(
            scored(hit(0), length=15),
            scored(hit(0, how="inflection"), length=5, standing=(0,)),
            id="as typed before inflected, though longer",
        ),
        pytest.param(
            scored(hit(0, how="inflection")),
            scored(hit(0, how="spelling", quality=0.84)),
            id="inflected before misspelt where nothing is as typed",
        ),
        pytest.param(
            scored(hit(0, how="inflection"), hit(0, how="alias", quality=0.82), standing=(0,)),
            scored(hit(0, how="inflection"), standing=(0,)),
            id="the better of two ways",
        ),
        pytest.param(scored(hit(0), length=5), scored(hit(0), length=20), id="short before long"),
        pytest.param(
            scored(hit(0), hit(1, at=1)), scored(hit(0), hit(1, at=9)), id="near before far"
        ),
        pytest.param(
            scored(hit(0), hit(1, at=1)), scored(hit(0, at=1), hit(1)), id="in order before not"
        ),
        pytest.param(scored(hit(0), hit(0, "who")), scored(hit(0)), id="two fields before one"),
        pytest.param(
            scored(hit(0), december=1.0),
            scored(hit(0), december=0.5),
            id="in the period before across it",
        ),
        pytest.param(scored(hit(0), kind=1.0), scored(hit(0)), id="of the kind"),
    ],
)
def test_order(better: Scored, worse: Scored) -> None:
    assert better.score > worse.score


def test_what_asks_for_nothing_is_met_by_all() -> None:
    assert scored(words=0).score > 0


HITS = st.lists(
    st.builds(
        hit,
        st.integers(0, 3),
        st.sampled_from(sorted(COUNTS)),
        quality=st.floats(0.01, 1.0),
        at=st.integers(0, 40),
    ),
    max_size=12,
)


@given(HITS, st.floats(0, 1), st.floats(0, 1), st.integers(1, 60))
def test_a_score_is_from_0_to_1_and_the_sum_of_its_parts(
    hits: list[Hit], coverage: float, december: float, length: int
) -> None:
    found = scored(*hits, words=4, coverage=coverage, length=length, kind=1.0, december=december)
    total = sum(amount for _, amount in found.parts)
    assert 0.0 <= found.score <= 1.0
    assert found.score == pytest.approx(min(1.0, total))


@given(HITS)
def test_the_order_of_hits_is_of_no_account(hits: list[Hit]) -> None:
    one, other = scored(*hits, words=4), scored(*reversed(hits), words=4)
    assert one.score == pytest.approx(other.score)


def test_what_is_ranked_and_covered_and_kept_are_the_same_fields() -> None:
    assert {*COVERS} == {*COUNTS} == {*FIELDS} == {*TEXTS, *NAMES}
