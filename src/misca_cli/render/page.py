"""Lines of styled text, how they wrap and stand side by side, and the page they make.

The rest of `render` builds on this and on rich's `Text`. Data enters by `text`, which makes
it safe to show. Only the 16 colours of the terminal's theme are used, so that a page reads
on a light and on a dark ground, and none of them says anything the words don't.
"""

from __future__ import annotations

import re
from io import StringIO
from itertools import zip_longest

from rich.cells import cell_len, chop_cells
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

from misca_cli.render.screen import Screen
from misca_cli.text import safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PLAIN = ""
QUIET = "dim"
HEADING = "bold"
MATCHED = "bold magenta"
CAUTION = "magenta"
REFERENCE = "cyan"

CARD_BELOW = 60
TABLE_FROM = 110
ADDRESS_MARGIN = 4

_WORD = re.compile(r"\S+")
_CONSOLE = Console(
    file=StringIO(),
    width=80,
    color_system=None,
    force_terminal=False,
    legacy_windows=False,
    markup=False,
    emoji=False,
    highlight=False,
    _environ={},
)


def text(words: str, style: str = PLAIN) -> Text:
    """Return words, of whatever origin, as one line that can't act on a terminal."""
    return _styled_text(words, style)


def address(url: str) -> Text:
    """Return an address; as a link where it is one that is safe to follow.

    It stays whole however long it is: what a terminal wraps can be copied as one.
    """
    follow = url.startswith(("http://", "https://")) and url.isascii() and url.isprintable()
    line = _styled_text(url, Style(dim=True, link=url if follow and " " not in url else None))
    line.no_wrap = True
    return line


def _styled_text(words: str, style: str | Style) -> Text:
    # A style of the text as a whole would spread to whatever is appended later.
    return Text().append(safe_line(words), style)


def wrapped(content: Text, width: int, *, hang: int = 0) -> list[Text]:
    """Break a line at spaces, or anywhere in a word that is too long; `hang` indents the rest.

    An address stays whole; what else has no space stays flush.
    """
    if content.no_wrap:
        return [content]
    if " " not in content.plain:
        hang = 0
    # rich's own wrapping cuts what it mismeasures, as where a joiner stands after a space.
    lines = list(content.divide(_breaks(content.plain, width, hang)))
    for line in lines:
        line.rstrip()
    return [*lines[:1], *indented(lines[1:], hang)]


def _breaks(words: str, width: int, hang: int) -> Iterator[int]:
    """Return where lines after the first start; those have `hang` columns less."""
    start, room = 0, max(1, width)
    for word in _WORD.finditer(words):
        if word.start() > start and cell_len(words[start : word.end()]) > room:
            start, room = word.start(), max(1, width - hang)
            yield start
        while cell_len(words[start : word.end()]) > room:
            fitting = len(chop_cells(words[start : word.end()], room)[0]) or 1
            if start + fitting == word.end():
                break
            start, room = start + fitting, max(1, width - hang)
            yield start


def indented(lines: Iterable[Text], by: int) -> list[Text]:
    """Return lines moved to the right."""
    return [Text(" " * by).append_text(line) if line else line for line in lines]


def flowed(pieces: Iterable[Text], width: int, dot: str) -> list[Text]:
    """Set pieces in a row, a dot between two, and break between pieces where that is possible."""
    lines: list[Text] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last is not None and last.cell_len + len(dot) + piece.cell_len <= width:
            last.append(dot, QUIET).append_text(piece)
        else:
            lines += wrapped(piece, width)
    return lines


def beside(cells: Sequence[tuple[Sequence[Text], int]], gap: int = 2) -> list[Text]:
    """Set cells side by side, each given as its lines and its width."""
    rows: list[Text] = []
    for lines in zip_longest(*(lines for lines, _ in cells), fillvalue=Text()):
        row, start = Text(), 0
        for line, (_, width) in zip(lines, cells, strict=True):
            if line:
                row.append(" " * (start - row.cell_len)).append_text(line)
            start += width + gap
        rows.append(row)
    return rows


def labelled(entries: Sequence[tuple[str, Sequence[Text]]], width: int) -> list[Text]:
    """List values under their labels: aligned, or `label: value` where room is short."""
    if width < CARD_BELOW:
        return [line for label, values in entries for line in _tagged(label, values, width)]
    margin = max((len(label) for label, _ in entries), default=0)
    room = width - margin - 2
    lines: list[Text] = []
    for label, (first, *rest) in entries:
        lines += beside([([text(label, QUIET)], margin), (wrapped(first, room, hang=2), room)])
        lines += _below(rest, margin + 2, room)
    return lines


def _tagged(label: str, values: Sequence[Text], width: int) -> list[Text]:
    first = text(f"{label}: ", QUIET).append_text(values[0])
    return [*wrapped(first, width, hang=2), *_below(values[1:], 2, width - 2)]


def _below(values: Iterable[Text], margin: int, room: int) -> Iterator[Text]:
    """Continue a column; an address that does not fit starts further left."""
    for value in values:
        too_long = value.no_wrap and value.cell_len > room
        yield from indented(wrapped(value, room, hang=2), ADDRESS_MARGIN if too_long else margin)


def spaced(blocks: Iterable[Sequence[Text]]) -> list[Text]:
    """Return the lines of blocks, an empty line between two; blocks without lines are left out."""
    lines: list[Text] = []
    for block in blocks:
        if block:
            lines += [Text(), *block] if lines else block
    return lines


def printed(lines: Iterable[Text], screen: Screen) -> str:
    """Write lines out as the screen wants them."""
    return "".join(f"{_written(line, screen)}\n" for line in lines)


def _written(line: Text, screen: Screen) -> str:
    if not (screen.colour or screen.links):
        return line.plain
    runs: list[str] = []
    for words, style, _ in line.render(_CONSOLE):
        look = style or Style.null()
        runs.append(_linked(_styled(words, look, screen), look.link if screen.links else None))
    return "".join(runs)


def _styled(words: str, look: Style, screen: Screen) -> str:
    if not screen.colour:
        return words
    return look.update_link(None).render(words, color_system=ColorSystem.STANDARD)


def _linked(words: str, url: str | None) -> str:
    """Link words by OSC 8; rich does it too, but with an id that differs at every run."""
    return f"\x1b]8;;{url}\x1b\\{words}\x1b]8;;\x1b\\" if url else words
