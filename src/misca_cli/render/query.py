"""Facts, best first: a table where there is room, else two lines a fact, else cards."""

from __future__ import annotations

from rich.text import Text

from misca_cli.render import explain, words
from misca_cli.render.page import (
    CARD_BELOW,
    HEADING,
    TABLE_FROM,
    indented,
    labelled,
    spaced,
    text,
    wrapped,
)
from misca_cli.render.parts import (
    agreements,
    cautions,
    claim,
    place,
    reading,
    references,
    remainder,
    two_lines,
)
from misca_cli.render.row import Numbers, Row, date_used, row
from misca_cli.render.table import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.answer import Answer
    from misca_cli.render.screen import Screen


def draw(answer: Answer, screen: Screen) -> list[Text]:
    """Draw the results of a query, or what comes near; nothing where there is neither."""
    numbers = Numbers(answer.base)
    is_near = not answer.results
    rows = [
        row(result, numbers, date=date_used(answer.base, result.fact), near=is_near)
        for result in answer.results or answer.near
    ]
    if not rows:
        return []
    heading = text("No fact matches. These come near:", HEADING) if is_near else Text()
    return spaced(
        (
            reading(answer, screen),
            wrapped(heading, screen.columns) if heading else [],
            _drawn(rows, screen),
            agreements(answer, screen),
            remainder(answer, screen),
            references(numbers, screen.columns),
        )
    )


def _drawn(rows: list[Row], screen: Screen) -> list[Text]:
    explained = any(each.result.parts for each in rows)
    if screen.columns >= TABLE_FROM and not explained:
        return table(rows, screen)
    draw_one = _card if screen.columns < CARD_BELOW else _two_lines
    blocks = [[*draw_one(each, screen), *explain.lines(each.result, screen)] for each in rows]
    if explained or screen.columns < CARD_BELOW:
        return spaced(blocks)
    return [line for block in blocks for line in block]


def _two_lines(each: Row, screen: Screen) -> list[Text]:
    return two_lines(each, screen, screen.columns)


def _card(each: Row, screen: Screen) -> list[Text]:
    entries = labelled(tuple(_entries(each, screen)), screen.columns - 2)
    return [*wrapped(claim(each.result), screen.columns), *indented(entries, 2)]


def _entries(each: Row, screen: Screen) -> Iterator[tuple[str, list[Text]]]:
    if each.cautions or each.findings:
        yield "status", [*cautions(each, screen)]
    pieces = (
        ("date", each.date),
        ("what" if words.is_its_date(each.result.fact) else "value", each.value),
        ("basis", "unclear" if each.basis else None),
        ("stage", each.stage),
        ("act", each.act),
        ("by", each.by),
    )
    for label, piece in pieces:
        if piece:
            yield label, [text(piece)]
    yield "source", [place(each)]
    yield "id", [text(each.id)]
