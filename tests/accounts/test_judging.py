"""Groups of facts, whatever their order, their number, and what they hold."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.accounts.account import CLASSES
from misca_cli.accounts.findings import NOTHING, Judgement
from misca_cli.accounts.groups import Groups
from misca_cli.accounts.judging import Bench
from misca_cli.factbase import Factbase, factbase
from misca_cli.model import ACTS, STAGES, Fact, Measure, Ruling

from .made import base, entity, fact, findings, judged

FORCES = [entity("squad", part_of=("guard",)), entity("army", same_as="guard")]
FIGURES = ("1", "5", "~5", "5..9", ">=3", "<=7", "+4", "-2", "x2", "none", "unknown", "6 boats")
DATES = (None, None, "2013", "2013-12-05", "[..2013-12-05]", "2013-12/..", "XXXX", "-9999")

facts = st.builds(
    fact,
    st.just(""),
    st.sampled_from(FIGURES),
    who=st.sampled_from(["guard", "guard", "army", "squad"]),
    stage=st.one_of(st.none(), st.sampled_from(STAGES)),
    act=st.one_of(st.just("states"), st.sampled_from(ACTS)),
    when=st.sampled_from(DATES),
    said=st.sampled_from(DATES),
    basis=st.sampled_from([None, None, None, "unclear"]),
    statement=st.sampled_from([None, None, "speech"]),
    by=st.sampled_from([(), ("bosc",), ("x",)]),
    source=st.sampled_from(["gazette", "herald", "copy"]),
)
groups = st.lists(facts, max_size=8).map(
    lambda drawn: [each.replaced(id=f"f{at}") for at, each in enumerate(drawn)]
)


def all_judged(among: Factbase) -> dict[str, Judgement]:
    made = Groups(among, among.facts.items())
    return {met: made.judgement(met) for met in made.facts}


def pack(told: list[Fact], *, rulings: tuple[Ruling, ...] = ()) -> Factbase:
    return base(*told, entities=FORCES, rulings=rulings)


@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_facts_makes_no_difference(told: list[Fact], random: Random) -> None:
    mixed = random.sample(told, len(told))
    assert all_judged(pack(told)) == all_judged(pack(mixed))


@given(facts, st.sampled_from(["gazette", "copy"]))
def test_no_fact_conflicts_with_itself_or_its_reprint(said: Fact, source: str) -> None:
    told = [said.replaced(id="f0"), said.replaced(id="f1", source=source)]
    when = {"when": fact("", when="2013").when, "said": fact("", said="2013").said}
    told = [each.replaced(**when) for each in told]
    kinds = {kind for kind, _ in findings(pack(told))}
    assert kinds <= {"unclear-basis"}


@given(groups)
def test_a_ruling_that_all_is_compatible_silences(told: list[Fact]) -> None:
    ruling = Ruling(id="r", facts=tuple(each.id for each in told), verdict="compatible", why="y")
    judgements = all_judged(pack(told, rulings=(ruling,))).values()
    assert [each for judgement in judgements for each in judgement.loud] == []


@given(groups, st.sets(st.sampled_from([f"f{at}" for at in range(8)]), min_size=2))
def test_a_ruling_that_some_is_compatible_warns_of_nothing_new(
    told: list[Fact], ruled: set[str]
) -> None:
    def warned_of(*rulings: Ruling) -> set[tuple[str, str]]:
        judgements = all_judged(pack(told, rulings=rulings)).values()
        loud = [each for judgement in judgements for each in judgement.loud]
        return {(each.kind, typed) for each in loud for typed in each.facts}

    ruling = Ruling(id="r", facts=tuple(sorted(ruled)), verdict="compatible", why="y")
    assert warned_of(ruling) <= warned_of()


@given(groups)
def test_only_what_may_be_compared_is_called_a_conflict(told: list[Fact]) -> None:
    by_id = {each.id: each for each in told}
    for judgement in all_judged(pack(told)).values():
        for found in (*judgement.loud, *judgement.quiet):
            facts = [by_id[typed] for typed in found.facts]
            if found.kind in ("tension", "unclear-basis"):
                continue
            assert len({CLASSES[each.stage] for each in facts}) == 1
            figures = [each.value.figure for each in facts if each.value]
            relations = {figure.relation for figure in figures if figure}
            assert relations <= {"equal"} or relations <= {"plus", "minus"}
            assert {each.act for each in facts} <= {"states", "estimates", "denies"}
            assert not any(each.basis for each in facts)
            units = {figure.unit for figure in figures if figure}
            assert units <= {None} or units == {"boats"}


@given(groups)
def test_a_fact_of_something_else_makes_no_difference(told: list[Fact]) -> None:
    other = fact("z", "9", who="bosc")
    judgements = all_judged(pack([*told, other]))
    assert judgements.pop("guards\nbosc") == NOTHING
    assert all_judged(pack(told)) == judgements


@given(groups)
def test_a_retired_fact_makes_no_difference(told: list[Fact]) -> None:
    retired = fact("z", "9", status="retired")
    assert all_judged(pack(told)) == all_judged(pack([*told, retired]))


@given(groups)
def test_a_finding_names_facts_of_the_group_or_of_its_relatives(told: list[Fact]) -> None:
    for judgement in all_judged(pack(told)).values():
        for each in (*judgement.loud, *judgement.quiet):
            assert each.why
            assert len(set(each.facts)) == len(each.facts) >= 1
            assert set(each.facts) <= {one.id for one in told}


def test_of_no_facts_there_is_nothing_to_say() -> None:
    bench = Bench(base())
    assert (bench.judge({}, lambda _: {}), bench.scaled({})) == (NOTHING, {})


def test_an_unknown_measure_says_nothing() -> None:
    said = fact("a", "5", what="ships")
    assert Bench(base(said)).judge({"a": said}, lambda _: {}) == NOTHING


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(["5 EUR", "6 USD", "7 USD"], "observed 6 to 7 USD", id="currencies"),
        pytest.param(["60 minutes", "2 h", "9 minutes"], "observed 9 to 120 minutes", id="time"),
        pytest.param(["5 EUR", "6", "7 USD"], "observed 5 to 6 EUR", id="first-by-the-alphabet"),
    ],
)
def test_without_a_unit_of_the_measure_the_commonest_counts(
    written: list[str], expected: str
) -> None:
    told = [fact(f"f{at}", each, what="price") for at, each in enumerate(written)]
    for start in (told, told[::-1]):
        (agreed,) = judged(base(*start)).agreements
        assert expected == agreed.text.partition(";")[0]


def test_what_is_compared_as_something_else_than_written() -> None:
    told = fact("a", "2 years", what="length"), fact("b", "24 months", what="length")
    among = base(*told)
    assert Bench(among).scaled(among.facts) == {"a": "24 months"}


@pytest.mark.parametrize("met", ["guards\nguard", "guards\nsquad"], ids=["whole", "part"])
def test_a_whole_that_is_read_for_its_parts_may_change(met: str) -> None:
    told = {"w": fact("w", "5"), "p": fact("p", "9", who="squad")}
    bench = Bench(base(*told.values(), entities=FORCES))

    def judged_with(whole: Fact) -> list[str]:
        held = {"guards\nguard": {"w": whole}, "guards\nsquad": {"p": told["p"]}}
        found = bench.judge(held[met], lambda each: held.get(each, {}))
        return [" ".join(each.facts) for each in found.loud]

    assert [judged_with(fact("w", each)) for each in ("5", "9", "8")] == [["p w"], [], ["p w"]]


def test_of_two_packs_that_measure_otherwise_the_first_by_id_counts() -> None:
    one = base(fact("a", "1 year", what="length")).packs[0]
    years = Measure(id="length", name="length", unit="years", key=("who",))
    said = fact("b", "1 year", what="length", pack="other")
    other = one.replaced(name="other", facts={"b": said}, measures={"length": years})
    for packs in ((one, other), (other, one)):
        (agreed,) = judged(factbase(packs)).agreements
        assert (agreed.unit, agreed.low, agreed.high) == ("months", 12, 12)
