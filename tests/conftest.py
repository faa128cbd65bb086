"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# However slow the machine, time fails no test; and in CI only the change under test does.
settings.register_profile("misca", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("misca")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is drawn to the golden files instead of comparing it",
    )
