"""Runs a command again and again, killed at one step more each time; see `test_killed`.

A step is a call that changes files. What each run left is written to standard output, one JSON
object a line, and what it left once it had run again unhindered.
"""

from __future__ import annotations

import builtins
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What a command loads is loaded once.
from misca_cli.cli import add, edge, importing, init, run

__all__ = ["add", "edge", "importing", "init"]
STEPS = ("replace", "link", "unlink", "mkdir", "rmdir", "chmod")
TEMPLATE, WORK, SIGNAL, *ARGUMENTS = sys.argv[1:]


class Steps:
    """Counts the calls that change files, and sends a signal before or after one of them."""

    def __init__(self, deadly: int) -> None:
        self.left = deadly

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), int(SIGNAL))

    def around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.step()
            result = real(*arguments, **named)
            self.step()
            return result

        return call

    def opening(self, *arguments: Any, **named: Any) -> Any:
        mode = arguments[1] if len(arguments) > 1 else ""
        return (self.around(OPEN) if "x" in mode or "w" in mode else OPEN)(*arguments, **named)


OPEN = builtins.open


def attempt(deadly: int) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 255
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        os.chdir(WORK)
        steps = Steps(deadly)
        for name in STEPS:
            setattr(os, name, steps.around(getattr(os, name)))
        builtins.open = steps.opening
        sys.argv = ["misca", *ARGUMENTS]
        status = run()
    except SystemExit as ended:
        status = int(str(ended))
    finally:
        os._exit(status)


def state() -> dict[str, str]:
    files = (path for path in sorted(Path(WORK).rglob("*")) if path.is_file())
    return {str(path.relative_to(WORK)): path.read_text("utf-8") for path in files}


def main() -> None:
    deadly = 1
    while True:
        shutil.rmtree(WORK, ignore_errors=True)
        shutil.copytree(TEMPLATE, WORK)
        status, left = attempt(deadly), state()
        told: dict[str, object] = {"status": status, "left": left}
        if int(SIGNAL) == signal.SIGKILL:
            told |= {"again": attempt(0), "whole": state()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if status in (0, 1):
            return
        deadly += 1


main()
