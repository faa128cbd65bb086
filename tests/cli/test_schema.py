"""`misca schema`, by which editors complete and check fact files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from misca_cli.editor_schema import schema, schema_text

from .conftest import Run

Misca = Callable[..., Run]


def test_it_is_printed(misca: Misca) -> None:
    assert misca("schema") == Run(0, schema_text(), "")
    assert json.loads(misca("schema", "--output", "-").stdout) == schema()


def test_it_is_written_to_a_file(misca: Misca, tmp_path: Path) -> None:
    assert misca("schema", "--output", "misca.schema.json") == Run(0, "", "")
    assert (tmp_path / "misca.schema.json").read_text("utf-8") == schema_text()


def test_misuse(misca: Misca) -> None:
    assert misca("schema", "facts") == Run(
        2, "", 'misca: error: "schema" takes options only, not "facts"\n'
    )
    assert misca("schema", "-o", "nowhere/schema.json") == Run(
        2, "", 'misca: error: can\'t write "nowhere/schema.json": No such file or directory\n'
    )
