"""`misca export`: the facts that were selected, as their authors wrote them.

Exit status: that of the query that selects them.
"""

from __future__ import annotations

from misca_cli.answering import answer
from misca_cli.cli import status, streams
from misca_cli.cli.messages import messages
from misca_cli.cli.request import facts, output, request
from misca_cli.export.written import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from misca_cli.cli.request import Invocation
    from misca_cli.search.corpus import Corpus


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Export as a command line asks, and return the exit status. Raises `MiscaError`."""
    wanted = output(invocation, terminal=False)
    asked = request(invocation)
    write = FORMATS.get(wanted.format, FORMATS["jsonl"])

    def export(corpus: Corpus) -> tuple[str, Sequence[str], int]:
        found = answer(asked, corpus)
        return write(found), messages(found, format="jsonl"), status(found)

    text, told, earned = facts(invocation, environ).ask(export)
    streams.deliver(text, wanted.file)
    streams.complain(told)
    return earned
