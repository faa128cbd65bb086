"""Markdown tables, printed and kept in README.md between the markers of their kind."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "README.md")

Rows = Sequence[Sequence[str]]


def markdown(head: Sequence[str], rows: Rows) -> str:
    """Return a table, padded so that it reads well as text too."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(cells, widths) for cells in (lines[0], rule, *lines[1:]))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return (
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        + " |"
    )


def publish(kind: str, text: str, *, keep: bool) -> None:
    """Print a table, and put it into README.md when it is to be kept."""
    print(text)
    if not keep:
        return
    with open(README, encoding="utf-8") as file:
        page = file.read()
    begin, end = f"<!-- {kind} -->", f"<!-- /{kind} -->"
    between = re.compile(f"(?<={re.escape(begin)}).*?(?={re.escape(end)})", re.DOTALL)
    if not between.search(page):
        raise SystemExit(f"README.md has no markers for {kind}")
    with open(README, "w", encoding="utf-8") as file:
        file.write(between.sub(lambda _: f"\n{text}\n", page))


def ratio(value: float, unit: float) -> str:
    """Show a time as a multiple of another, with the milliseconds behind."""
    if value >= 1:
        return f"{value / unit:.0f} ({value:.1f} s)"
    return f"{value / unit:.2f} ({value * 1000:.0f} ms)"
