"""A command on a terminal of its own, timed."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter

import clock

ROWS, COLUMNS = 50, 120


def timed_on_terminal(command: Sequence[str], env: Mapping[str, str]) -> clock.Run:
    """Run a command with all its streams on a terminal of 120 columns, to its end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    colourful = {key: value for key, value in env.items() if key != "NO_COLOR"}
    begun = perf_counter()
    with subprocess.Popen(
        command,
        env={**colourful, "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        close_fds=False,
    ) as process:
        os.close(theirs)
        output = _read(ours)
        process.wait()
        seconds = perf_counter() - begun
    os.close(ours)
    if b"Traceback" in output:
        raise clock.FailedError(output.decode(errors="replace").strip().split("\n")[-1].strip())
    return clock.Run(seconds, output)


def _read(terminal: int) -> bytes:
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # what Linux says when the other side is closed
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)
