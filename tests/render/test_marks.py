from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.model import STAGES
from misca_cli.render.marks import MARKS, Placed, Spot, placed

SIZE = (12, 3)


def drawn(found: Placed) -> str:
    """Return what a figure would show, the upper row first."""
    cells = {cell: mark.shape for cell, mark in found.marks.items()}
    for (column, row), number in found.numbers.items():
        cells |= {(column + offset, row): char for offset, char in enumerate(number)}
    rows = range(SIZE[1] - 1, -1, -1)
    return "\n".join(
        "".join(cells.get((column, row), ".") for column in range(SIZE[0])) for row in rows
    )


def spot(column: int, row: int, stage: str | None, number: str) -> Spot:
    return Spot(cell=(column, row), mark=MARKS[stage], number=number)


@pytest.mark.parametrize(
    ("spots", "lines", "expected"),
    [
        pytest.param([(2, 1, None, "1")], [], "............/..●1......../............", id="after"),
        pytest.param(
            [(2, 1, None, "1"), (2, 1, None, "2~")],
            [],
            "............/..●1,2~...../............",
            id="equal-marks-are-one",
        ),
        pytest.param(
            [(2, 1, None, "1"), (2, 1, "announced", "2")],
            [],
            "..1........./..●◇2......./............",
            id="another-shape-beside",
        ),
        pytest.param(
            [(2, 1, None, "1"), (2, 1, None, "1")],
            [],
            "............/..●1......../............",
            id="both-ends-in-one-cell",
        ),
        pytest.param(
            [(11, 1, None, "1")], [], "...........1/...........●/............", id="at-the-edge"
        ),
        pytest.param(
            [(11, 2, None, "1")], [], "...........●/...........1/............", id="in-the-corner"
        ),
        pytest.param(
            [(11, 1, None, "1")],
            [(11, 2)],
            "............/...........●/...........1",
            id="not-on-a-line",
        ),
        pytest.param(
            [(2, 1, None, "1")], [(3, 1)], "............/..●1......../............", id="on-its-own"
        ),
    ],
)
def test_where_marks_and_numbers_stand(
    spots: list[tuple[int, int, str | None, str]], lines: Iterable[tuple[int, int]], expected: str
) -> None:
    found = placed([spot(*each) for each in spots], lines, SIZE)
    assert expected.split("/") == drawn(found).split("\n")
    assert found.unnumbered == 0


def test_a_number_without_room_is_counted() -> None:
    found = placed([spot(11, 1, None, "1")], [(11, 0), (11, 2)], SIZE)
    assert (found.numbers, found.unnumbered) == ({}, 1)


def test_every_stage_has_a_shape_of_its_own() -> None:
    assert set(MARKS) == {None, *STAGES}
    assert len({mark.shape for mark in MARKS.values()}) == len(MARKS)
    assert len({mark.ascii for mark in MARKS.values()}) == len(MARKS)


@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 2), st.sampled_from((None, *STAGES))),
        max_size=12,
    )
)
def test_no_account_is_lost_and_no_number_covers_a_mark(
    given_spots: list[tuple[int, int, str | None]],
) -> None:
    spots = [
        spot(column, row, stage, str(number))
        for number, (column, row, stage) in enumerate(given_spots, start=1)
    ]
    found = placed(spots, (), SIZE)
    for each in spots:
        in_row = {mark for (_, row), mark in found.marks.items() if row == each.cell[1]}
        assert each.mark in in_row
    covered = [
        (column + offset, row)
        for (column, row), number in found.numbers.items()
        for offset in range(len(number))
    ]
    assert len(covered) == len(set(covered))
    assert not set(covered) & set(found.marks)
    assert len(found.marks) == len(found.numbers) + found.unnumbered
