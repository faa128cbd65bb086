"""An answer of `compare` to draw: harbour and ferries of an invented island."""

from __future__ import annotations

from pathlib import Path

from misca_cli.answer import Answer, Request
from misca_cli.answering import answer
from misca_cli.factbase import read
from misca_cli.search.scan import Scan

ISLAND = Path(__file__).parents[1] / "accounts" / "island"


def compared() -> Answer:
    request = Request(command="compare", text="runners harbour board workers")
    return answer(request, Scan(read([str(ISLAND)])))
