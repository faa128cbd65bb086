"""What an answer is drawn on."""

from __future__ import annotations

from misca_cli.record import Record


class Screen(Record):
    """A terminal, as far as drawing depends on it; whoever writes to it finds these out."""

    width: int
    """In columns; under 20 counts as 20."""
    colour: bool = False
    """Whether ANSI styles are wanted: bold and dim as well as the 16 colours."""
    links: bool = False
    """Whether addresses become OSC 8 links; they stand as text in any case."""
    unicode: bool = True
    """Whether the encoding holds more than ASCII."""

    @property
    def columns(self) -> int:
        """Return the width that is drawn to."""
        return max(20, self.width)

    @property
    def dot(self) -> str:
        """Return what stands between particulars."""
        return " · " if self.unicode else " | "

    @property
    def line(self) -> str:
        """Return what rules are made of."""
        return "─" if self.unicode else "-"

    @property
    def arrow(self) -> str:
        """Return the sign for "leads to"."""
        return "→" if self.unicode else "->"

    @property
    def differs(self) -> str:
        """Return the mark of what somebody says otherwise of."""
        return "≠" if self.unicode else "!="
