from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from misca_cli.index import write_postings
from misca_cli.index.layout import Reader
from misca_cli.index.postings import CODES, FIELDS, count_in, united
from misca_cli.index.write import Writer
from misca_cli.index.write_postings import posted
from misca_cli.search.sets import PART, set_of

SIZE = 3 * PART
facts = st.one_of(
    st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=40),
    st.sets(st.integers(PART - 50, PART + 50), min_size=1, max_size=90),
    st.just(set(range(0, SIZE, 97))),
    st.just(set(range(5, SIZE, 7))),
)
by_field = st.dictionaries(st.sampled_from(range(len(FIELDS))), facts, max_size=3)


def written(path: Path, values: Sequence[Mapping[int, set[int]]]) -> tuple[list[bytes], Reader]:
    """Write sets into a file, and return their values and what reads their parts."""
    with path.open("w+b") as file:
        writer = Writer(file)
        sets = [{field: sorted(numbers) for field, numbers in each.items()} for each in values]
        posts = [posted(writer, each) for each in sets if each]
        writer.finish(())
    return posts, Reader(os.open(path, os.O_RDONLY))


@pytest.mark.parametrize("few", [8, write_postings.FEW])
@given(values=st.lists(by_field, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_written_sets_are_united_by_field(
    values: list[dict[int, set[int]]], few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_postings, "FEW", few)
    expected: dict[str, set[int]] = {}
    for value in values:
        for field, numbers in value.items():
            expected.setdefault(FIELDS[field], set()).update(numbers)
    posts, reader = written(tmp_path / "sets", values)
    found = united(posts, reader.read)
    assert {field: set_of(numbers) for field, numbers in expected.items()} == found
    counts = [len(set().union(*value.values())) for value in values if value]
    assert counts == [count_in(post) for post in posts]


@pytest.mark.parametrize(
    ("numbers", "tag", "parts"),
    [
        pytest.param([7], b"n", [], id="one"),
        pytest.param(range(write_postings.FEW), b"n", [], id="few"),
        pytest.param(range(write_postings.FEW + 1), b"p", [b"b"], id="many"),
        pytest.param(range(0, SIZE, 5000), b"n", [], id="far-apart"),
        pytest.param(range(0, SIZE, 100), b"p", [b"z", b"z", b"z"], id="thin"),
        pytest.param([*range(1500), SIZE - 1], b"p", [b"b", b"n"], id="a-part-of-one"),
    ],
)
def test_a_set_is_written_as_what_is_read_sooner(
    numbers: Sequence[int], tag: bytes, parts: list[bytes], tmp_path: Path
) -> None:
    (value,), reader = written(tmp_path / "sets", [{CODES["claim"]: set(numbers)}])
    assert (bytes((CODES["claim"],)), tag) == (value[4:5], value[5:6])
    entries = [value[at + 4 : at + 18] for at in range(10, len(value), 18)] if parts else []
    assert parts == [reader.block(place)[:1] for place in entries]
    assert united([value], reader.read) == {"claim": set_of(numbers)}
