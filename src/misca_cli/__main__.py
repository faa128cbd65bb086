"""`python -m misca_cli`, for where the `misca` script is not on the path."""

from __future__ import annotations

import os
import sys


def _leave_working_directory() -> None:
    """Take the working directory off the path: a `click.py` lying there is data, not code."""
    try:
        here = os.getcwd()
    except FileNotFoundError:
        return
    if not sys.flags.safe_path and sys.path[0] in ("", here):
        del sys.path[0]


if __name__ == "__main__":
    _leave_working_directory()

    from misca_cli.cli import run

    sys.exit(run())
