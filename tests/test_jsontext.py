"""JSON text as `json` itself writes and reads it."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any, NoReturn

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from misca_cli import jsontext

TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | TEXTS
    | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(TEXTS, inner, max_size=4)
    ),
    max_leaves=30,
)


@pytest.fixture(params=["_json", "json"])
def module(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module as it is, and as it is where Python lacks the C functions."""
    if request.param == "json":
        monkeypatch.setitem(sys.modules, "_json", None)
    yield importlib.reload(jsontext)
    monkeypatch.undo()
    importlib.reload(jsontext)


@given(value=VALUES, indent=st.sampled_from([None, 0, 2, 4]))
def test_values_are_written_as_json_writes_them(value: object, indent: int | None) -> None:
    assert json.dumps(value, indent=indent) == jsontext.dumps(value, indent=indent)


@given(value=VALUES)
def test_compact_is_written_as_json_writes_it(value: object) -> None:
    assert json.dumps(value, separators=(",", ":")) == jsontext.compact(value)


@given(value=VALUES, indent=st.sampled_from([None, 2]))
def test_what_was_written_is_read_as_json_reads_it(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert json.loads(text) == jsontext.loads(text)


@example(text="NaN")
@given(
    text=st.text(st.sampled_from('[]{}",:\\ud80Fe+-.1 \t\n\r\x0b\x01atruflsn'), max_size=30) | TEXTS
)
def test_what_json_refuses_is_refused(text: str) -> None:
    assert _read(partial(json.loads, parse_constant=_refused), text) == _read(jsontext.loads, text)


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _read(loads: Any, text: str) -> object:
    try:
        return loads(text)
    except ValueError:
        return ValueError


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "[",
        "[1] 2",
        "[1],",
        '"\n"',
        "\ufeff[]",
        "\xa0[]",
        "{1: 2}",
        "'one'",
        "NaN",
        "[-Infinity]",
        pytest.param("1" * 5000, id="a number of 5000 digits"),
        pytest.param("[" * 200_000, id="lists in lists"),
        pytest.param('{"a":' * 200_000, id="objects in objects"),
    ],
)
def test_what_is_no_json_is_a_value_error(module: Any, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the words are the reader's own
        module.loads(text)


@pytest.mark.parametrize("indent", [None, 2])
def test_both_ways_write_the_same(module: Any, indent: int | None) -> None:
    value: object = {"é": [1, 2.5, None, True, (), {}], "\ud800": "a\\b\n😀", "of": {"of": ["it"]}}
    assert json.dumps(value, indent=indent) == module.dumps(value, indent=indent)
    assert json.dumps(value, separators=(",", ":")) == module.compact(value)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ([float("nan")], ValueError),
        ([float("inf")], ValueError),
        ([{1, 2}], TypeError),
        ([b"bytes"], TypeError),
        ([object()], TypeError),
    ],
    ids=["nan", "infinity", "set", "bytes", "object"],
)
def test_what_json_has_not_is_not_written(
    module: Any, value: object, error: type[Exception]
) -> None:
    for write in (module.dumps, module.compact, lambda each: module.dumps(each, indent=2)):
        with pytest.raises(error):
            write(value)
