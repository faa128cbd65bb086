"""How far an index has come, told on a terminal once it takes a while."""

from __future__ import annotations

import sys
import time

from misca_cli.cli.terminal import USUAL_WIDTH, size_of

SOON = 0.5
"""Seconds in which nobody wonders."""
OFTEN = 0.1


class Progress:
    """One line on standard error, overwritten as it goes on and gone at the end."""

    def __init__(self, _: int) -> None:
        """Begin; how many bytes are to be read doesn't matter to whoever can wait."""
        self._next = time.monotonic() + SOON
        self._shown = False
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()

    def tell(self, read: int, total: int) -> None:
        """Say how many of how many files have been read."""
        now = time.monotonic()
        if not self._is_watched or now < self._next:
            return
        self._next = now + OFTEN
        self._shown = True
        done = "writing the index" if read == total else f"{100 * read // max(1, total)} %"
        line = f"misca: reading the facts once, for an index: {done}"
        # One that wraps could not be taken away again.
        fits = len(line) < (size_of(sys.stderr).columns or USUAL_WIDTH)
        self._write(f"\r\x1b[K{line if fits else f'misca: {done}'}")

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._is_watched = self._shown = False
