"""The packs in use: what each is, where it is, and how much it holds."""

from __future__ import annotations

from misca_cli.render.page import (
    CAUTION,
    HEADING,
    QUIET,
    flowed,
    indented,
    printed,
    spaced,
    text,
    wrapped,
)
from misca_cli.text import path_rows, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.text import Text

    from misca_cli.packs import PackUse
    from misca_cli.render.screen import Screen

_ONE = {"entities": "entity"}


def drawn(uses: Iterable[PackUse], screen: Screen) -> str:
    """Return what a terminal is to show."""
    return printed(spaced(_entry(use, screen) for use in uses), screen)


def _entry(use: PackUse, screen: Screen) -> list[Text]:
    pack = use.pack
    room = screen.columns - 2
    name = text(" ".join(filter(None, (pack.name, pack.version))), HEADING)
    titles = [pack.title] if pack.title else []
    below = [*titles, *path_rows(safe_line(use.folder), room)]
    return [
        *wrapped(name, screen.columns),
        *indented((row for line in below for row in wrapped(text(line), room)), 2),
        *indented(flowed(_counts(use), room, screen.dot), 2),
    ]


def _counts(use: PackUse) -> Iterator[Text]:
    for noun, number in use.counts.items():
        named = _ONE.get(noun, noun[:-1]) if number == 1 else noun
        style = CAUTION if noun == "problems" and number else QUIET
        yield text(f"{number or 'no'} {named}", style)
