"""`misca export`: the facts that were selected, as their authors wrote them.

Exit status: that of the query that selects them.
"""

from __future__ import annotations

from misca_cli.answering import answer
from misca_cli.cli import streams
from misca_cli.cli.edge import status
from misca_cli.cli.messages import messages
from misca_cli.cli.request import output, request
from misca_cli.config import fact_folders
from misca_cli.export.written import FORMATS
from misca_cli.index import opening
from misca_cli.index.layout import DamagedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.answer import Answer
    from misca_cli.cli.request import Invocation


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """Export as a command line asks, and return the exit status. Raises `MiscaError`."""
    wanted = output(invocation, terminal=False)
    found = _found(invocation, environ)
    streams.deliver(FORMATS.get(wanted.format, FORMATS["jsonl"])(found), wanted.file)
    streams.complain(messages(found, format="jsonl"))
    return status(found)


def _found(invocation: Invocation, environ: Mapping[str, str]) -> Answer:
    asked = request(invocation)
    folders = fact_folders(invocation.given.get("facts", ()), environ)
    if "no_cache" in invocation.given:
        return answer(asked, opening.scan(folders))
    try:
        return answer(asked, opening.corpus(folders, environ))
    except DamagedError:
        from misca_cli.index.renewing import forget  # few indexes are damaged

        forget(folders, environ)
        return answer(asked, opening.scan(folders))
