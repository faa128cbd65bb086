"""Facts in the order of their stages."""

from __future__ import annotations

from itertools import permutations

from misca_cli.accounts.ladder import ladder

from .made import base, fact


def test_ladder() -> None:
    told = [
        fact("planned-early", "1", stage="announced", said="2013-11-26"),
        fact("planned", "1", stage="announced", said="2013-12-05", when="2013-01"),
        fact("allowed", "1", stage="authorised", said="2013-01"),
        fact("done", "1", stage="done", when="2013-12-06"),
        fact("cancelled", "1", stage="cancelled"),
        fact("seen-until", "1", when="[..2013-12-01]"),
        fact("seen", "1", when="2013-12-05"),
        fact("seen-too", "1", when="2013-12-05"),
    ]
    among = base(*told)
    for start in (
        [*told],
        [*reversed(told)],
        *(list(each) for each in [*permutations(told)][::999]),
    ):
        ordered = ladder(((each.id, each) for each in start), among)
        assert [each.id for each in told] == [typed for typed, _ in ordered]
