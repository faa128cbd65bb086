"""Facts under their dates; beside them where there is room."""

from __future__ import annotations

from rich.text import Text

from misca_cli.render.page import HEADING, beside, indented, spaced, text, wrapped
from misca_cli.render.parts import reading, references, remainder, two_lines
from misca_cli.render.row import Numbers, other_date, row
from misca_cli.timeline import Group, grouped
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from misca_cli.answer import Answer
    from misca_cli.render.screen import Screen

_BESIDE_FROM = 80
_WIDEST_DATE = 18
_GAP = 2


def draw(answer: Answer, screen: Screen) -> list[Text]:
    """Draw a timeline; nothing where no fact has a date."""
    groups = grouped(answer)
    if not groups:
        return []
    numbers = Numbers(answer.base)
    return spaced(
        (
            reading(answer, screen),
            *_blocks(groups, answer, numbers, screen),
            remainder(answer, screen),
            references(numbers, screen.columns),
        )
    )


def _blocks(
    groups: Sequence[Group], answer: Answer, numbers: Numbers, screen: Screen
) -> Iterator[list[Text]]:
    margin = _margin(groups, screen)
    room = screen.columns - margin
    for group in groups:
        heading = text(_heading(group), HEADING)
        facts = _facts(group, answer, numbers, screen, room)
        if screen.columns >= _BESIDE_FROM:
            dates = wrapped(heading, margin - _GAP)
            yield beside([(dates, margin - _GAP), (facts, room)], _GAP)
        else:
            yield [*wrapped(heading, screen.columns), *indented(facts, margin)]


def _facts(group: Group, answer: Answer, numbers: Numbers, screen: Screen, room: int) -> list[Text]:
    rows = (
        row(result, numbers, date=other_date(answer.base, result.fact, answer.axis))
        for result in group.results
    )
    return [line for each in rows for line in two_lines(each, screen, room)]


def _margin(groups: Sequence[Group], screen: Screen) -> int:
    if screen.columns < _BESIDE_FROM:
        return _GAP
    return min(_WIDEST_DATE, max(len(_heading(group)) for group in groups)) + _GAP


def _heading(group: Group) -> str:
    return describe_date(group.heading) if group.heading else "undated"
