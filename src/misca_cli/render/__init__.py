"""Answers → terminal. The modules below are the only ones that know rich.

rich is imported when something is drawn, not before: plain output and JSON never wait for
it, and `screen` does without it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.answer import Answer
    from misca_cli.render.screen import Screen

IN_ASCII = str.maketrans({"−": "-", "×": "x"})
"""What stands for the signs of sums where there is nothing else."""


def render(answer: Answer, screen: Screen) -> str:
    """Return what a terminal is to show: the whole answer, or "" where nothing came near."""
    drawn = _drawn(answer, screen)
    return drawn if screen.unicode else drawn.translate(IN_ASCII)


def _drawn(answer: Answer, screen: Screen) -> str:
    from misca_cli.render import compare, page, query, show, sources, timeline

    if answer.command == "chart":
        from misca_cli.render import chart  # with the library that plots

        return page.printed(chart.draw(answer, screen), screen)
    draw = {
        "query": query.draw,
        "timeline": timeline.draw,
        "compare": compare.draw,
        "show": show.draw,
        "sources": sources.draw,
    }[answer.command]
    return page.printed(draw(answer, screen), screen)
