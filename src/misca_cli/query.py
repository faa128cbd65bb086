"""What a query may ask for beside its words, once it has been read: most ask for nothing more."""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.dates import Day
    from misca_cli.model import Number


class Period(Record):
    """Days that a query means; bounds are inclusive, None is open.

    A period without a year recurs: `first` and `last` are (month, day) in any year.
    """

    text: str
    """The words it was read from."""
    edtf: str
    earliest: Day | None = None
    latest: Day | None = None
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    other_weekday: str | None = None
    """The day of the week that was typed, where the day is another one."""


class Amount(Record):
    """A figure or a range of figures that a query means."""

    text: str
    low: Number | None = None
    high: Number | None = None
    low_included: bool = True
    high_included: bool = True
    unit: str | None = None
    """A currency or "%" that must agree."""
    is_hedged: bool = False
    """Whether what is near a figure is meant: "about 400"."""
    counted: tuple[str, ...] = ()
    """Stems of what is counted, of which a value's unit must be one: soldiers, troops …"""


class Filter(Record):
    """A condition on a field: `who:france` keeps the facts about one of `ids`."""

    field: str
    text: str
    ids: tuple[str, ...] = ()
    period: Period | None = None
    amount: Amount | None = None
