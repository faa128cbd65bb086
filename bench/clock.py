"""Processes, timed from start to end: cold processes with warm files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


class FailedError(Exception):
    """A command did not do what it should; the message says how it ended."""


@dataclass(frozen=True)
class Run:
    """One process that has ended well."""

    seconds: float
    output: bytes


def timed(
    command: Sequence[str], env: Mapping[str, str], *, patience: float = 3600, strict: bool = True
) -> Run:
    """Run a command to its end. Raises `FailedError` for a traceback, exit 2 and above, or a wait.

    What isn't strict leaves the end unchecked, and what it says on stderr unread.
    """
    begun = perf_counter()
    with subprocess.Popen(
        command,
        env={**env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if strict else subprocess.DEVNULL,
        close_fds=False,
    ) as process:
        if not strict and process.stdout:
            output, said = process.stdout.read(), b""
            process.wait()
        else:
            output, said = _ended(process, patience)
        seconds = perf_counter() - begun
    if strict and (process.returncode > 1 or process.returncode < 0 or b"Traceback" in said):
        last = said.decode(errors="replace").strip().split("\n")[-1]
        raise FailedError(f"exit {process.returncode}: {last}")
    return Run(seconds, output)


def _ended(process: subprocess.Popen[bytes], patience: float) -> tuple[bytes, bytes]:
    try:
        return process.communicate(timeout=patience)
    except subprocess.TimeoutExpired as error:
        process.kill()
        raise FailedError(f"no end after {patience:.0f} s") from error


def environment(**more: str) -> dict[str, str]:
    """Return the environment of every timed process: compiled modules may be kept."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_COLOR": "1", **more}


def peak_memory(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Return the most memory that a process held, in MB, as GNU time counts it.

    A process started from here would count this one's memory too, hence the small starter
    between.
    """
    tool = "/usr/bin/time"
    if not os.path.exists(tool):
        raise FailedError(f"{tool} is missing")
    ran = subprocess.run(
        [tool, "-f", "%M", *command],
        env={**env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    return int(ran.stderr.split()[-1]) / 1024


def medians(seconds: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return the median of each, None of them empty."""
    return {name: median(values) for name, values in seconds.items() if values}


def note(text: str) -> None:
    """Say on stderr what is being done."""
    print(text, file=sys.stderr, flush=True)
