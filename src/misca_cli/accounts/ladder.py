"""The facts of a group in the order of their stages: from proposed to done, then what was."""

from __future__ import annotations

from misca_cli.accounts.account import CLASSES, time_of
from misca_cli.model import STAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact


def ladder(facts: Iterable[tuple[str, Fact]], base: Factbase) -> Sequence[tuple[str, Fact]]:
    """Return facts by the ids users type in the order of their stages, then of their times."""
    return sorted(facts, key=lambda named: _rung(named[0], named[1], base))


def _rung(typed: str, fact: Fact, base: Factbase) -> tuple[int, float, float, str]:
    stage = STAGES.index(fact.stage) if fact.stage else len(STAGES)
    time = time_of(fact, CLASSES.get(fact.stage, "observed"), base)
    return stage, time.first, time.last, typed
