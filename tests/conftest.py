"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# However slow the machine, time fails no test; and in CI only the change under test does.
settings.register_profile("misca", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("misca")
# Who runs the tests in the background may have Ctrl-C ignored, and so by all they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep indexes out of the user's cache, also those of programs that tests run."""
    folder = str(tmp_path_factory.mktemp("cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MISCA_CACHE", raising=False)
        patch.setenv("XDG_CACHE_HOME", folder)
        patch.setenv("LOCALAPPDATA", folder)
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what tests measured: each runs in a process that has no terminal."""
    # Of each test there is one report here with its properties: that of its teardown.
    for report in terminalreporter.getreports(""):
        for name, text in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(str(text))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is drawn to the golden files instead of comparing it",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Write golden files in one process, as more than one test may write to a file."""
    return 0 if config.getoption("--update-golden") else None
