"""Sets of facts, by their numbers, of which only those parts are read that somebody asks for.

Facts are parted by the high bits of their numbers, as in Roaring bitmaps (Lemire,
Ssi-Yan-Kai and Kaser, "Consistently faster and smaller compressed bitmaps with Roaring",
2016). A part is a whole number: bit N is set where the fact with the low bits N is in the
set. What sets have in common, or not, is found part by part, and of a part only where it
may matter: a rare word beside a common one costs a few parts of the common one.
"""

from __future__ import annotations

from bisect import bisect_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Look = Callable[[int], int]
    """From the number of a part to its facts."""

PART_BITS = 16
PART = 1 << PART_BITS
"""How many facts a part has."""
_LOW = PART - 1
FEW = 8
"""Up to so many facts of a part are put into it, or taken out of it, sooner one by one."""
_HELD = b"\0" + 255 * b"\1"
"""Bytes that hold no fact, and bytes that hold any."""


class FactSet:
    """A set of facts. Its parts are found out at first use, and kept."""

    __slots__ = ("_look", "_parts", "mask")

    def __init__(self, mask: int, look: Look) -> None:
        self.mask = mask
        """The parts that may hold facts, each as one bit."""
        self._look = look
        self._parts: dict[int, int] = {}

    def part(self, number: int) -> int:
        """Return the facts of a part."""
        facts = self._parts.get(number)
        if facts is None:
            facts = self._look(number) if self.mask >> number & 1 else 0
            self._parts[number] = facts
        return facts

    def __and__(self, other: FactSet) -> FactSet:
        one, two = self.part, other.part

        def both(number: int) -> int:
            facts = one(number)
            return facts & two(number) if facts else 0

        return FactSet(self.mask & other.mask, both)

    def __or__(self, other: FactSet) -> FactSet:
        return union((self, other))

    def __sub__(self, other: FactSet) -> FactSet:
        if not self.mask & other.mask:
            return self
        one, two = self.part, other.part

        def alone(number: int) -> int:
            facts = one(number)
            # `facts & ~others` takes forty times as long: a negative number is complemented twice.
            return facts ^ (facts & two(number)) if facts else 0

        return FactSet(self.mask, alone)

    def __bool__(self) -> bool:
        left = self.mask
        while left:
            lowest = left & -left
            if self.part(lowest.bit_length() - 1):
                return True
            left ^= lowest
        return False

    def __contains__(self, fact: int) -> bool:
        return bool(self.part(fact >> PART_BITS) >> (fact & _LOW) & 1)

    def __iter__(self) -> Iterator[int]:
        for number in self.numbers_of_parts():
            yield from _numbers(self.part(number), number << PART_BITS)

    def __len__(self) -> int:
        return sum(self.part(number).bit_count() for number in self.numbers_of_parts())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FactSet) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]  # that would read all of it

    def __repr__(self) -> str:
        return f"set_of({[*self]})"

    def numbers_of_parts(self) -> Iterator[int]:
        """Give the parts that may hold facts, ascending."""
        left = self.mask
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest

    def first(self, most: int) -> list[int]:
        """Return at most so many facts, ascending: parts behind them are not looked at."""
        found: list[int] = []
        for number in self.numbers_of_parts():
            if len(found) >= most:
                break
            found += _numbers(self.part(number), number << PART_BITS, most - len(found))
        return found

    def count(self, most: int) -> int:
        """Count the facts, up to so many."""
        counted = 0
        for number in self.numbers_of_parts():
            counted += self.part(number).bit_count()
            if counted >= most:
                return most
        return counted

    def moved(self, parts: int) -> FactSet:
        """Return the set of the facts that stand so many parts later."""
        if not parts:
            return self
        return FactSet(self.mask << parts, lambda number: self.part(number - parts))


EMPTY = FactSet(0, lambda _: 0)


def set_of(facts: Iterable[int]) -> FactSet:
    """Return the set of some facts."""
    given = sorted(facts)
    spans: dict[int, tuple[int, int]] = {}
    mask = start = 0
    while start < len(given):
        number = given[start] >> PART_BITS
        end = _end(given, start, number + 1 << PART_BITS)
        spans[number] = start, end
        mask |= 1 << number
        start = end

    def within(number: int) -> int:
        first, last = spans[number]
        return bits([fact & _LOW for fact in given[first:last]])

    return FactSet(mask, within)


def _end(given: list[int], start: int, least: int) -> int:
    """Return where numbers begin that are at least so high."""
    return len(given) if given[-1] < least else bisect_left(given, least, start)


def set_of_runs(runs: Sequence[Sequence[int]]) -> FactSet:
    """Return the facts of some runs, each ascending, that are not looked through for it."""
    first = min(run[0] for run in runs) >> PART_BITS
    last = max(run[-1] for run in runs) >> PART_BITS

    def within(number: int) -> int:
        low: list[int] = []
        for run in runs:
            start = bisect_left(run, number << PART_BITS)
            end = bisect_left(run, number + 1 << PART_BITS, start)
            low += [fact & _LOW for fact in run[start:end]]
        return bits(low) if low else 0

    return FactSet((1 << last + 1) - (1 << first), within)


def bits(low: Sequence[int]) -> int:
    """Return facts of one part, by their low bits, as a whole number."""
    if len(low) <= FEW:
        few = 0
        for fact in low:
            few |= 1 << fact
        return few
    held = bytearray(max(low) // 8 + 1)
    for fact in low:
        held[fact >> 3] |= 1 << (fact & 7)
    return int.from_bytes(held, "little")


def everything(size: int) -> FactSet:
    """Return the set of the facts from 0 on, so many."""
    whole, rest = divmod(size, PART)
    all_of_part = (1 << PART) - 1
    mask = (1 << whole + (rest > 0)) - 1
    return FactSet(mask, lambda number: all_of_part if number < whole else (1 << rest) - 1)


def union(sets: Iterable[FactSet]) -> FactSet:
    """Return the facts that are in any of some sets."""
    given = [facts for facts in sets if facts.mask]
    if len(given) < 2:
        return given[0] if given else EMPTY
    mask = 0
    for facts in given:
        mask |= facts.mask

    def any_of(number: int) -> int:
        held = 0
        for facts in given:
            if facts.mask >> number & 1:
                held |= facts.part(number)
        return held

    return FactSet(mask, any_of)


def intersection(sets: Iterable[FactSet]) -> FactSet:
    """Return the facts that are in all of some sets, of which there may be none."""
    common: FactSet | None = None
    for facts in sets:
        common = facts if common is None else common & facts
    return EMPTY if common is None else common


def _numbers(facts: int, start: int, most: int = PART) -> list[int]:
    """Return the facts of a part, ascending, at most so many; the first it may hold is `start`."""
    if facts.bit_count() > FEW:
        return _many_numbers(facts, start, most)
    found: list[int] = []
    while facts:
        highest = facts.bit_length() - 1
        found.append(start + highest)
        facts ^= 1 << highest
    return found[::-1][:most]


def _many_numbers(facts: int, start: int, most: int) -> list[int]:
    data = facts.to_bytes(facts.bit_length() // 8 + 1, "little")
    held = data.translate(_HELD)
    found: list[int] = []
    at = held.find(1)
    while at >= 0 and len(found) < most:
        byte = data[at]
        while byte:
            lowest = byte & -byte
            found.append(start + 8 * at + lowest.bit_length() - 1)
            byte ^= lowest
        at = held.find(1, at + 1)
    return found[:most]
