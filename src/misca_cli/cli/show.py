"""An answer on its way out: as a table or in a machine's format, to where it should go."""

from __future__ import annotations

from misca_cli.cli import pager, streams, terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.answer import Answer
    from misca_cli.cli.request import Output


def show(answer: Answer, output: Output, environ: Mapping[str, str]) -> None:
    """Write an answer. Raises `OutputError`, and `UsageError` for unknown fields."""
    if output.format == "table":
        _show_table(answer, output, environ)
    else:
        from misca_cli.export import FORMATS  # a table does without

        _write(FORMATS[output.format](answer, output.fields), output)


def _show_table(answer: Answer, output: Output, environ: Mapping[str, str]) -> None:
    from misca_cli.render import render  # slow to import, for people only

    screen = terminal.screen(output, environ)
    text = render(answer, screen)
    command = _pager(text, output, environ)
    # Older versions of less show the sequences of a link as text.
    paged = command and pager.page(
        render(answer, screen.replaced(links=False)) if screen.links else text, command, environ
    )
    if not paged:
        _write(text, output)


def _pager(text: str, output: Output, environ: Mapping[str, str]) -> tuple[str, ...]:
    wanted = output.pager and output.file is None and pager.can_page()
    if not wanted or text.count("\n") < terminal.rows():
        return ()
    return pager.pager_command(environ)


def _write(text: str, output: Output) -> None:
    if output.file is None:
        streams.write(text)
    else:
        streams.write_file(output.file, text)
