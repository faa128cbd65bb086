from __future__ import annotations

from decimal import Decimal

import pytest

from misca_cli.adding.draft import Draft, table_text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"when": "2024-05-03"}, "when = 2024-05-03\n", id="day"),
        pytest.param({"when": "2024-05"}, 'when = "2024-05"\n', id="month"),
        pytest.param({"when": "2024-02-30"}, 'when = "2024-02-30"\n', id="no-day"),
        pytest.param({"when": "20240503"}, 'when = "20240503"\n', id="basic-form"),
        pytest.param({"value": "2024-05-03"}, "value = 2024-05-03\n", id="value"),
        pytest.param({"note": "2024-05-03"}, 'note = "2024-05-03"\n', id="text"),
        pytest.param({"tags": ["a"]}, 'tags = ["a"]\n', id="texts"),
        pytest.param({"by": ["a"]}, 'by = "a"\n', id="one-id"),
        pytest.param({"by": ["a", "b"]}, 'by = ["a", "b"]\n', id="ids"),
        pytest.param({"value": {"low": Decimal("1.50")}}, "value = { low = 1.50 }\n", id="table"),
        pytest.param({"at": "p1", "claim": "x"}, 'claim = "x"\nat = "p1"\n', id="order"),
    ],
)
def test_table_text(fields: dict[str, object], expected: str) -> None:
    assert table_text("fact", "é", fields) == f'[fact."é"]\n{expected}'


def test_a_reader_sees_all_that_is_added() -> None:
    draft = Draft(
        id="new", fields={"claim": "x"}, named={"entity": {"a": {"kind": "ship", "name": "A"}}}
    )

    assert draft.text() == '[entity.a]\nname = "A"\nkind = "ship"\n\n[fact.new]\nclaim = "x"\n'
