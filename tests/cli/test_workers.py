"""Work that is shared out among processes: each case runs in an interpreter of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be forked")

SHARED_OUT = """
import os, signal, sys, time
from misca_cli.cli import workers

processors, workers._processors = workers._processors, lambda: 3
here = os.getpid()
items = range(200)

def work(item):
    {work}
    return b"%d" % item

def told(item):
    return b"%d by %s" % (item, b"us" if os.getpid() == here else b"others")

{ask}
"""


def run(work: str, ask: str) -> list[str]:
    script = SHARED_OUT.format(work=work, ask=ask)
    command = (sys.executable, "-c", script)
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("\n")[:-1]


def in_order(by: int | None) -> list[str]:
    """Return what becomes of the items if one worker of three fails at one of them."""
    return [
        f"{n} here" if by is not None and n >= by and n % 3 == 1 else f"{n}" for n in range(200)
    ]


ASK = "for done in workers.shared_out(items, work, lambda n: b'%d here' % n): print(done.decode())"


@pytest.mark.parametrize(
    ("work", "by"),
    [
        pytest.param("pass", None, id="all-goes-well"),
        pytest.param("assert os.getpid() != here", None, id="in-other-processes"),
        pytest.param("time.sleep(item % 3 / 1000)", None, id="some-are-slower"),
        pytest.param("assert item != 100", 100, id="one-raises"),
        pytest.param("item == 100 and os._exit(3)", 100, id="one-ends"),
        pytest.param("item == 1 and os.kill(os.getpid(), signal.SIGKILL)", 1, id="one-is-killed"),
        pytest.param("item == 100 and sys.exit()", 100, id="one-exits"),
    ],
)
def test_what_fails_elsewhere_is_done_here(work: str, by: int | None) -> None:
    assert in_order(by) == run(work, ASK)


def test_no_process_is_left_behind() -> None:
    ask = """
given = workers.shared_out(items, lambda n: bytes(100_000), work)
next(given)
given.close()
try:
    print(os.waitpid(-1, os.WNOHANG))
except ChildProcessError:
    print("none")
"""
    assert run("pass", ask) == ["none"]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param("items = range(2 * workers.LEAST - 1)", id="too-few-items"),
        pytest.param("workers._processors = lambda: 1", id="one-processor"),
        pytest.param("del os.fork\nworkers._processors = processors", id="no-fork"),
        pytest.param("os.fork = lambda: os.open('/none', 0)", id="too-many-processes"),
    ],
)
def test_without_processes_all_is_done_here(ask: str) -> None:
    ask = f"{ask}\nfor done in workers.shared_out(items, work, told): print(done.decode())"
    assert {each.split(" ", 1)[1] for each in run("pass", ask)} == {"by us"}
