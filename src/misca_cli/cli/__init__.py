"""argv → request → exit status: the only place that knows click or writes to a stream.

`edge` is the whole run, from argv to exit status; this module only starts it.
"""

from __future__ import annotations

INTERRUPTED = 130


def run() -> int:
    """Answer the command line of this process and return the exit status.

    Everything is written when it returns.
    """
    try:
        import sys  # Ctrl-C may come while modules are loaded

        from misca_cli.cli.edge import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED
