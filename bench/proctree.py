"""Memory of a process and all it started, together, looked at while they run (Linux)."""

from __future__ import annotations

import glob
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import clock

PAUSE = 0.05


@dataclass(frozen=True)
class Watched:
    """What a command took."""

    seconds: float
    megabytes: float
    """The most that all its processes held at a time; shared pages count once."""


def watched(command: Sequence[str], env: Mapping[str, str]) -> Watched:
    """Run a command to its end, whatever it prints. Raises `FailedError`."""
    peak, begun = 0.0, time.perf_counter()
    with subprocess.Popen(
        command,
        env={**env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_held, _family(process.pid))))
            time.sleep(PAUSE)
    if process.returncode not in (0, 1):
        raise clock.FailedError(f"exit {process.returncode}: {' '.join(command)}")
    return Watched(time.perf_counter() - begun, peak)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for path in glob.glob(f"/proc/{pid}/task/*/children"):
        for child in _read(path).split():
            yield from _family(int(child))


def _held(pid: int) -> float:
    """Return the proportional set size of a process, in MB."""
    for line in _read(f"/proc/{pid}/smaps_rollup").split("\n"):
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: str) -> str:
    # A process may end between being listed and being looked at.
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
