"""Why a result stands where it does: which word met which field, and what each part added."""

from __future__ import annotations

from rich.text import Text

from misca_cli.render.page import QUIET, flowed, indented, text, wrapped
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.answer import Result
    from misca_cli.render.screen import Screen

_MARGIN = 4


def lines(result: Result, screen: Screen) -> list[Text]:
    """Draw the explanation of a result; nothing where none was asked for."""
    if not result.parts:
        return []
    room = screen.columns - _MARGIN
    met = [
        line for each in _met(result, screen) for line in wrapped(text(each, QUIET), room, hang=2)
    ]
    parts = (text(each, QUIET) for each in _parts(result))
    return indented([*met, *flowed(parts, room, screen.dot)], _MARGIN)


def _met(result: Result, screen: Screen) -> Iterator[str]:
    """Say of each word what it met: `frnech → french in claim, who (spelling)`."""
    fields: dict[tuple[str, str, str], list[str]] = {}
    for match in result.matched:
        fields.setdefault((match.word, match.text, match.how), []).append(match.field)
    for (word, found, how), where in fields.items():
        target = ", ".join(where) if fold(word) == found else f"{found} in {', '.join(where)}"
        yield f"{word} {screen.arrow} {target} ({how})"


def _parts(result: Result) -> Iterator[str]:
    yield from (f"{label} {amount:+.2f}" for label, amount in result.parts)
    if result.score is not None:
        yield f"score {result.score:.2f}"
