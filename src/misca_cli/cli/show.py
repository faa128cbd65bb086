"""An answer on its way out: as a table or in a machine's format, to where it should go."""

from __future__ import annotations

from misca_cli.cli import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.answer import Answer
    from misca_cli.cli.request import Output


def show(answer: Answer, output: Output, environ: Mapping[str, str]) -> None:
    """Write an answer. Raises `OutputError`, and `UsageError` for unknown fields."""
    if output.format == "table":
        from misca_cli.cli.table import show_table  # slow to import, for people only

        show_table(answer, output, environ)
    else:
        from misca_cli.export import FORMATS  # a table does without

        streams.deliver(FORMATS[output.format](answer, output.fields), output.file)
