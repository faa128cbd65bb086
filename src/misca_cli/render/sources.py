"""The bibliography: what each source is, and what rests on it."""

from __future__ import annotations

from rich.text import Text

from misca_cli.render import words
from misca_cli.render.page import (
    ADDRESS_MARGIN,
    HEADING,
    QUIET,
    address,
    flowed,
    indented,
    spaced,
    text,
    wrapped,
)
from misca_cli.render.parts import reading
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.answer import Answer
    from misca_cli.factbase import Factbase
    from misca_cli.gathered import SourceUse
    from misca_cli.model import Source
    from misca_cli.render.screen import Screen


def draw(answer: Answer, screen: Screen) -> list[Text]:
    """Draw the sources we have seen, then those that others cite or reprint."""
    seen = [use for use in answer.sources if use.source.seen]
    cited = [use for use in answer.sources if not use.source.seen]
    heading = [text("Not seen by us", HEADING)] if cited else []
    return spaced(
        (
            reading(answer, screen),
            *(_entry(use, answer, screen) for use in seen),
            [line for each in heading for line in wrapped(each, screen.columns)],
            *(_entry(use, answer, screen) for use in cited),
        )
    )


def _entry(use: SourceUse, answer: Answer, screen: Screen) -> list[Text]:
    room = screen.columns - 2
    imprint = flowed((text(each) for each in _imprint(use.source)), room, screen.dot)
    uses = flowed((text(each, QUIET) for each in _uses(use, answer)), room, screen.dot)
    url = [address(use.source.url)] if use.source.url else []
    return [
        *wrapped(text(use.source.title, HEADING), screen.columns),
        *indented(imprint, 2),
        *indented(url, ADDRESS_MARGIN),
        *indented(uses, 2),
    ]


def _imprint(source: Source) -> Iterator[str]:
    if source.author:
        yield ", ".join(source.author)
    if source.publisher:
        yield source.publisher
    if source.issued:
        yield describe_date(source.issued)


def _uses(use: SourceUse, answer: Answer) -> Iterator[str]:
    base = answer.base
    # Of a query, other facts may rest on it too.
    fact = "matching fact" if answer.query and answer.query.text else "fact"
    if use.facts:
        yield f"{words.counted(use.facts, f'{fact} rests', f'{fact}s rest')} on it"
    if use.cited_by:
        yield f"cited by {words.counted(use.cited_by, fact, f'{fact}s')}"
    if use.source.reprints:
        yield f"reprints {_title(use, base, use.source.reprints)}"
    yield from (f"reprinted by {_title(use, base, each)}" for each in use.reprinted_by)
    yield use.source.id


def _title(use: SourceUse, base: Factbase, source_id: str) -> str:
    packs = sorted(base.packs, key=lambda pack: pack.name != use.pack)
    found = (pack.sources[source_id] for pack in packs if source_id in pack.sources)
    record = next(found, None)
    return words.source(record) if record else source_id
