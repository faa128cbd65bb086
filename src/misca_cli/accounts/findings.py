"""What comparing accounts leads to: findings, and what accounts add up to."""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.model import Number

LOUD = (
    "conflict",
    "tension",
    "unexplained-change",
    "same-utterance-differs",
    "unclear-basis",
    "source-date",
)
QUIET = ("revised", "series")
"""What a reader need not be warned of, and sees when asking for all."""


SETTLED = ("compatible", "same")
"""Verdicts by which there is nothing to be warned of."""


class Finding(Record):
    """What is to be said of accounts beside one another."""

    kind: str
    """Of `LOUD` or `QUIET`."""
    facts: tuple[str, ...]
    """The ids users type, in the order of the accounts' times."""
    why: str
    """One sentence."""
    ruling: str | None = None
    """The ruling by hand that decided it, or tells more of it."""
    verdict: str | None = None
    """What that ruling says: of `model.VERDICTS`."""

    @property
    def label(self) -> str:
        """Return its kind in words."""
        return self.kind.replace("-", " ")

    @property
    def is_loud(self) -> bool:
        """Return whether a reader should be warned: not of what a ruling has settled."""
        return self.kind in LOUD and self.verdict not in SETTLED


class Agreement(Record):
    """What the accounts of one measure and key add up to, of one class and relation."""

    measure: str
    of: str
    """observed, planned or authorised."""
    relation: str = "level"
    """level, change or multiple."""
    unit: str | None = None
    low: Number | None = None
    high: Number | None = None
    """The bounds of all of them, None where open or no figure."""
    accounts: int
    origins: int
    """How many of the accounts are independent of one another."""
    differs_on: tuple[str, ...] = ()
    text: str


class Judgement(Record):
    """What there is to say of a group: accounts of one measure that meet in its key."""

    loud: tuple[Finding, ...] = ()
    quiet: tuple[Finding, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    """By class, levels first, that of most accounts first; none of a single account."""


NOTHING = Judgement()
