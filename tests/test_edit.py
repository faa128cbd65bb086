from __future__ import annotations

import pytest

from misca_cli.edit import LayoutError, add_key, document, written
from misca_cli.toml import parse

ADDED = [
    pytest.param(
        "# why\n[a.x]\nb = 1 # one\nc = [\n  2, # two\n]\n\n# the next\n[a.y]\nb = 1\n",
        "# why\n[a.x]\nb = 1 # one\nc = [\n  2, # two\n]\nnew = 'n'\n\n# the next\n[a.y]\nb = 1\n",
        id="before-the-comment-of-the-next-table",
    ),
    pytest.param("[a.x]\nb = 1", "[a.x]\nb = 1\nnew = 'n'\n", id="no-end-of-line"),
    pytest.param("[a.x]\r\nb = 1\r\n", "[a.x]\r\nb = 1\r\nnew = 'n'\r\n", id="windows"),
    pytest.param("\ufeff[a.x]\nb = 1\n", "\ufeff[a.x]\nb = 1\nnew = 'n'\n", id="mark"),
    pytest.param("[a]\nx = { b = 1 }\n", "[a]\nx = { b = 1, new = 'n'}\n", id="inline"),
    pytest.param("a.x.b = 1\nc = 2\n", "a.x.b = 1\na.x.new = 'n'\nc = 2\n", id="dotted"),
    pytest.param(
        "[a.y]\nb = 1\n[c]\nd = 1\n[a.x]\nb = 1\n# end\n",
        "[a.y]\nb = 1\n[c]\nd = 1\n[a.x]\nb = 1\nnew = 'n'\n# end\n",
        id="tables-out-of-order",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ADDED)
def test_a_key_is_added_and_all_else_stays(text: str, expected: str) -> None:
    changed = document(text)
    add_key(changed["a"]["x"], "new", "n")
    meant = parse(text.encode())
    meant["a"]["x"]["new"] = "n"

    assert expected.replace("'", '"') == written(changed, meant, was=text)


def test_nothing_but_what_was_meant_is_written() -> None:
    changed = document("a = 1\n")
    changed["b"] = 2

    with pytest.raises(LayoutError):
        written(changed, {"a": 1}, was="a = 1\n")


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(LayoutError):
        document("a = \n")
