"""A table on its way out: to where it should go, through the pager where it is long."""

from __future__ import annotations

from misca_cli.cli import pager, streams, terminal
from misca_cli.render import render

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.answer import Answer
    from misca_cli.cli.request import Output


def show_table(answer: Answer, output: Output, environ: Mapping[str, str]) -> None:
    """Draw an answer and write it. Raises `OutputError`."""
    screen = terminal.screen(output, environ)
    text = render(answer, screen)
    command = _pager(text, output, environ)
    # Older versions of less show the sequences of a link as text.
    paged = command and pager.page(
        render(answer, screen.replaced(links=False)) if screen.links else text, command, environ
    )
    if not paged:
        streams.deliver(text, output.file)


def _pager(text: str, output: Output, environ: Mapping[str, str]) -> tuple[str, ...]:
    wanted = output.pager and output.file is None and pager.can_page()
    if not wanted or text.count("\n") < terminal.rows():
        return ()
    return pager.pager_command(environ)
