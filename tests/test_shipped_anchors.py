from __future__ import annotations

import pytest

from misca_cli import anchors
from misca_cli.config import builtin_folder
from misca_cli.factbase import read
from misca_cli.model import Fact

FACTS = [fact for pack in read([builtin_folder()]).packs for fact in pack.facts.values()]


def test_there_are_facts() -> None:
    assert FACTS


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_every_place_has_an_anchor_of_its_own(fact: Fact) -> None:
    paragraph = fact.at.partition(" ")[0].removeprefix("p")

    assert anchors.is_provable(fact.at)
    assert fact.anchor is not None
    assert fact.anchor.partition(":")[0] == paragraph
