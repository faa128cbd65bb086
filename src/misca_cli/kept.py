"""What was read or made once, kept for the next time, as far as there is room."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    K = TypeVar("K")
    V = TypeVar("V")


def keep(held: dict[K, V], key: K, value: V, most: int) -> V:
    """Put a value into a dict, which is emptied once it holds so many, and return the value.

    Whoever answers thousands of queries meets most keys once.
    """
    if len(held) >= most:
        held.clear()
    held[key] = value
    return value


class Kept:
    """What was read, by key: as much as takes so many bytes, and what was used last above all.

    It is kept in two lots. Once the later one takes half of the room, the earlier one goes.
    """

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._size = 0
        self._later: dict[object, tuple[Any, int]] = {}
        self._earlier: dict[object, tuple[Any, int]] = {}

    def get(self, key: object) -> Any:
        """Return what is kept under a key, or None."""
        held = self._later.get(key)
        if held is None:
            held = self._earlier.get(key)
            if held is None:
                return None
            self.put(key, *held)
        return held[0]

    def put(self, key: object, value: V, size: int) -> V:
        """Keep a value that takes so many bytes, and return it."""
        if self._size + size > self._half:
            self._earlier, self._later, self._size = self._later, {}, 0
        self._later[key] = value, size
        self._size += size
        return value
