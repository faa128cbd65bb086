"""`misca schema`: a JSON Schema of fact files, for editors."""

from __future__ import annotations

from misca_cli.cli import streams
from misca_cli.cli.request import checked, request
from misca_cli.editor_schema import schema_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.cli.request import Invocation


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:  # noqa: ARG001  # as all are run
    """Print the schema or write it to a file, and return 0. Raises `MiscaError`."""
    request(invocation)  # it takes no words
    file = checked(invocation).get("output")
    streams.deliver(schema_text(), None if file == "-" else file)
    return 0
