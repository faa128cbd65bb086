"""Who is told how far the reading of fact files has come."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    Tell = Callable[[int, int], None]
    """Told how many of how many files have been read."""

    class Watch(Protocol):
        """Who is told."""

        def tell(self, read: int, total: int) -> None:
            """Say how many of how many files have been read."""

        def end(self) -> None:
            """Say that it is over."""

    Watching = Callable[[int], Watch]
    """Asked for somebody to tell, before so many bytes are read; it may refuse by raising."""


class Nobody:
    """Who takes no notice."""

    def __init__(self, size: int) -> None:
        """Take how many bytes are to be read."""

    def tell(self, read: int, total: int) -> None:
        """Take no notice of how far it has come."""

    def end(self) -> None:
        """Take no notice that it is over."""
