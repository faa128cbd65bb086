"""The pieces that lists of facts are drawn from: claims, particulars, numbered sources."""

from __future__ import annotations

import re

from rich.text import Text

from misca_cli.reading import reading_line
from misca_cli.render import words
from misca_cli.render.page import (
    CAUTION,
    MATCHED,
    PLAIN,
    QUIET,
    REFERENCE,
    address,
    flowed,
    indented,
    text,
    wrapped,
)
from misca_cli.render.row import Numbers, Row
from misca_cli.text import fold, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.answer import Answer, Result
    from misca_cli.render.screen import Screen

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


def claim(result: Result) -> Text:
    """Return a claim with the words set off that the query met in it."""
    content = text(result.fact.claim)
    met = {match.text for match in result.matched if match.field == "claim"}
    for found in _WORD.finditer(content.plain):
        if fold(found[0]) in met:
            content.stylize(MATCHED, found.start(), found.end())
    return content


def cautions(row: Row, screen: Screen) -> Iterator[Text]:
    """Say what keeps a fact from being taken as it stands, and what is found against it."""
    yield from (text(caution, CAUTION) for caution in row.cautions)
    yield from (text(f"{screen.differs} {finding}", CAUTION) for finding in row.findings)


def particulars(row: Row, screen: Screen) -> Iterator[Text]:
    """Return what stands below a claim, a piece each."""
    yield from cautions(row, screen)
    for words_of_it in (row.date, row.value, row.basis, row.stage, row.act, row.by):
        if words_of_it:
            yield text(words_of_it, QUIET)
    yield place(row)
    yield text(row.id)


def place(row: Row) -> Text:
    """Return where a fact was read: `[1] para. 4`."""
    return text(row.number, REFERENCE).append(" ").append_text(text(row.place, QUIET))


def two_lines(row: Row, screen: Screen, width: int) -> list[Text]:
    """Draw a result as its claim and, indented, its particulars."""
    below = flowed(particulars(row, screen), width - 2, screen.dot)
    return [*wrapped(claim(row.result), width), *indented(below, 2)]


def references(numbers: Numbers, width: int) -> list[Text]:
    """List the sources that were numbered, with their addresses."""
    lines: list[Text] = []
    for number, (source, fact) in enumerate(numbers.sources.items(), start=1):
        title = text(f"[{number}]", REFERENCE).append(f" {safe_line(words.source(source))}", PLAIN)
        below = [address(source.url)] if source.url else []
        if source.reprints:
            below.append(
                text(f"reprints {words.cited(numbers.base, fact, source.reprints)}", QUIET)
            )
        lines += wrapped(title, width, hang=4)
        lines += indented((line for each in below for line in wrapped(each, width - 4)), 4)
    return lines


def reading(answer: Answer, screen: Screen) -> list[Text]:
    """Say how the query was read, where that needs saying."""
    line = reading_line(answer.query) if answer.query else None
    return wrapped(text(line), screen.columns) if line else []


def agreements(answer: Answer, screen: Screen) -> list[Text]:
    """Say what accounts add up to of which several are shown, or that somebody contradicts."""
    lines: list[Text] = []
    for group, agreement in answer.agreements:
        is_at_odds = any(result.findings for result in group.results)
        if is_at_odds or len(group.results) > 1:
            name = words.measure(answer.base, group.results[0].fact)
            about = words.names(answer.base, group.results[0].fact, group.key.get("who", ()))
            heading = ", ".join(filter(None, (about, name)))
            line = text(f"= {heading}: ", QUIET).append_text(text(agreement.text))
            lines += wrapped(line, screen.columns, hang=2)
    return lines


def remainder(answer: Answer, screen: Screen) -> list[Text]:
    """Say how many facts are over the limit."""
    shown = len(answer.results)
    if not 0 < shown < answer.total:
        return []
    note = f"{shown} of {answer.total} facts; -n {answer.total} shows all"
    return wrapped(text(note, QUIET), screen.columns)
