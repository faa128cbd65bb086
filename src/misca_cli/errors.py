"""What stops an answer: exceptions whose message is written for the user.

    MiscaError                  cannot go on; exit status 2
    ├── UsageError              the command line or the query asks for what does not exist
    ├── FactsNotFoundError      a folder of facts is not there or can't be read
    └── OutputError             the answer can't be written

A mistake in a fact file is no exception: it is a `model.Problem`, collected while the
rest is answered.
"""

from __future__ import annotations


class MiscaError(Exception):
    """Cannot go on; `hint` says what to do next, in a line of its own."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(MiscaError):
    """The command line or the query asks for something that does not exist."""


class FactsNotFoundError(MiscaError):
    """A folder of facts is missing or can't be read."""


class OutputError(MiscaError):
    """The answer can't be written to where it should go."""
