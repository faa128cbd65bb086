"""How far an index has come, on a terminal."""

from __future__ import annotations

import io
import os
import sys
import time

import pytest

from misca_cli.cli import progress
from misca_cli.cli.progress import Progress


class Screen(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def told(screen: Screen, clock: list[float], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", screen)
    shown = Progress(0)
    for seconds, read in ((0.1, 1), (0.6, 2), (0.65, 3), (0.9, 4)):
        clock[0] = 100 + seconds
        shown.tell(read, 4)
    shown.end()
    return screen.getvalue()


LINE = "\r\x1b[Kmisca: reading the facts once, for an index: "


def test_a_terminal_is_told_after_a_while(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = f"{LINE}50 %{LINE}writing the index\r\x1b[K"
    assert expected == told(Screen(terminal=True), clock, monkeypatch)


def test_nothing_else_is(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(Screen(terminal=False), clock, monkeypatch) == ""


def test_what_is_soon_over_is_not_told(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    shown = Progress(0)
    clock[0] += 0.4
    shown.tell(4, 4)
    shown.end()
    assert screen.getvalue() == ""


def test_a_narrow_terminal_is_told_in_short(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A line that wraps could not be taken away again.
    monkeypatch.setattr(progress, "size_of", lambda _: os.terminal_size((40, 24)))
    expected = "\r\x1b[Kmisca: 50 %\r\x1b[Kmisca: writing the index\r\x1b[K"
    assert expected == told(Screen(terminal=True), clock, monkeypatch)
