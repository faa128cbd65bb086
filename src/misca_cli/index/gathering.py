"""Which facts have which keys, gathered fact by fact until all are there."""

from __future__ import annotations

from array import array
from collections import defaultdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Gathered:
    """Facts by key: the number of each, in the order they came.

    The facts that came last are kept apart before they `settle`: of a million words, those of
    a few facts stay in the caches of the processor.
    """

    def __init__(self) -> None:
        self.latest: defaultdict[str, list[int]] = defaultdict(list)
        """The facts that came last; whoever adds one puts its number here."""
        self.settled: dict[str, int | array[int]] = {}
        """All the others; of most keys there is one fact alone."""

    def settle(self) -> None:
        """Let the facts that came last join the others."""
        settled = self.settled
        for key, numbers in self.latest.items():
            held = settled.get(key)
            if held is None:
                settled[key] = numbers[0] if len(numbers) == 1 else array("I", numbers)
            elif isinstance(held, int):
                settled[key] = array("I", (held, *numbers))
            else:
                held.fromlist(numbers)
        self.latest.clear()

    def facts(self, key: str) -> Sequence[int]:
        """Return the facts that have a key, of those that have settled."""
        held = self.settled.get(key, ())
        return (held,) if isinstance(held, int) else held
