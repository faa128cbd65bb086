"""Work shared out among processes, its results in the order of the work."""

from __future__ import annotations

import os
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO, TypeVar

    T = TypeVar("T")

LEAST = 32
"""A process is worth its start for so many items."""
MOST = 8
"""How many processes there are at most, each with memory of its own."""
_LENGTH = 4


def shared_out(
    items: Sequence[T], work: Callable[[T], bytes], here: Callable[[T], bytes]
) -> Iterator[bytes]:
    """Give what becomes of each item, by `work` in other processes where that pays.

    What fails there is done `here`, as all is where there are too few items or no processes.
    """
    count = min(_processors(), MOST, len(items) // LEAST)
    if count < 2:
        yield from map(here, items)
        return
    workers: list[tuple[int, BinaryIO]] = []
    try:
        with suppress(OSError):  # what there is no process for is done here
            workers += (_started(work, items[at::count]) for at in range(count))
        for at, item in enumerate(items):
            worker = at % count
            done = _received(workers[worker][1]) if worker < len(workers) else b""
            yield done or here(item)
    finally:
        # Who writes into a pipe that nobody reads ends by that.
        for _, results in workers:
            results.close()
        for process, _ in workers:
            # Where whoever started us lets children go unnoticed, none can be waited for.
            with suppress(ChildProcessError):
                os.waitpid(process, 0)


def _processors() -> int:
    """Return how many processes can work at once; 1 where none can be forked."""
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _started(work: Callable[[T], bytes], items: Sequence[T]) -> tuple[int, BinaryIO]:
    """Start a process that works on some items, and return its id and what it writes."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, open(reading, "rb")
    try:
        os.close(reading)
        with open(writing, "wb") as results:
            for item in items:
                result = work(item)
                results.write(len(result).to_bytes(_LENGTH, "big") + result)
                results.flush()
    finally:
        # Nothing of the process that was forked is to be flushed or cleaned up a second time.
        os._exit(0)


def _received(results: BinaryIO) -> bytes:
    """Return the next result, or nothing if the process has failed."""
    length = int.from_bytes(results.read(_LENGTH), "big")
    result = results.read(length)
    return result if len(result) == length else b""
