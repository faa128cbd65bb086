"""argv → request → exit status: the only place that knows click or writes to a stream.

`edge` is the whole run, from argv to exit status; this module starts it, and says what the
statuses mean.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.answer import Answer

FOUND, NOTHING_FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""
COLLECTED_FROM = 100_000
"""Objects made since garbage was last looked for; an answer makes fewer."""


def run() -> int:
    """Answer the command line of this process and return the exit status.

    Everything is written when it returns.
    """
    try:
        import gc  # Ctrl-C may come while modules are loaded
        import sys

        # Looking for cycles among what has only just been loaded finds none.
        gc.set_threshold(COLLECTED_FROM)
        from misca_cli.cli.edge import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


def status(answer: Answer) -> int:
    """Return the exit status that an answer earns."""
    if any(problem.severity == "error" for problem in answer.problems):
        return FAILED
    if not answer.found or answer.lacks_figures:
        return NOTHING_FOUND
    return FAILED if answer.unknown_ids else FOUND
