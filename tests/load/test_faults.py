"""Each value of a file in turn made wrong: the problem names its key and its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from misca_cli.load import load
from misca_cli.schema import TABLES

MARKED = (Path(__file__).parent / "places.toml").read_text("utf-8")
MARK = re.compile("‹([^›]*)›")
KINDS = {
    (table, field.name): "id" if field.refers else field.kind
    for table, fields in TABLES.items()
    for field in fields
} | {("default", "source"): "id"}
# A date is wrong for every kind but a date; an id must stand somewhere too.
WRONG = {"date": ('"soon"', "5", "[2013]"), "id": ("2013-12-05", '"nowhere"', '"no id"')}
ENDINGS = {"unix": ("", "\n"), "windows": ("", "\r\n"), "byte order mark": ("\ufeff", "\n")}


class Place(NamedTuple):
    """A value of the marked file, which must be found again by its key."""

    key: str
    before: str
    after: str

    @property
    def wrong(self) -> tuple[str, ...]:
        table, *parts = re.sub(r'"[^"]*"', "quoted", self.key).rstrip(".0123456789").split(".")
        name = ".".join(parts[1:]) or parts[0]
        return WRONG.get(KINDS.get((table, name), ""), ("2013-12-05",))

    @property
    def line_and_column(self) -> tuple[int, int]:
        lines = self.before.split("\n")
        return len(lines), len(lines[-1]) + 1


def places() -> list[Place]:
    marks = list(MARK.finditer(MARKED, MARKED.index("\n")))
    return [
        Place(
            opening[1],
            MARK.sub("", MARKED[: opening.start()]),
            MARK.sub("", MARKED[closing.end() :]),
        )
        for opening, closing in zip(marks[::2], marks[1::2], strict=True)
    ]


CORRUPTIONS = [
    pytest.param(place, wrong, id=f"{place.key}-{wrong}")
    for place in places()
    for wrong in place.wrong
]


def keys_and_places(path: Path) -> list[tuple[str, int, int]]:
    _, problems = load([str(path)])
    return [(problem.key, problem.line, problem.column) for problem in problems]


def test_the_file_is_sound(tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(MARK.sub("", MARKED), "utf-8")
    packs, problems = load([str(file)])
    assert problems == ()
    assert set(packs[0].facts) == {"plain", "quoted.id", "inline", "dotted"}


def test_most_values_are_marked() -> None:
    assert len(places()) >= 49
    assert len(CORRUPTIONS) >= 70


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(("place", "wrong"), CORRUPTIONS)
def test_a_wrong_value_is_named_where_it_stands(
    tmp_path: Path, place: Place, wrong: str, ending: str
) -> None:
    begin, newline = ENDINGS[ending]
    file = tmp_path / "facts.toml"
    text = begin + (place.before + wrong + place.after).replace("\n", newline)
    file.write_bytes(text.encode())
    assert keys_and_places(file) == [(place.key, *place.line_and_column)]


ODD = (
    '""',
    "[]",
    "{}",
    "[[[]]]",
    "[{}]",
    "{ low = [], high = {} }",
    "{ amount = 1, unit = 5, relation = true, approximate = 'x' }",
    "{ entity = {}, because = [] }",
    "{ file = 1.5, format = [] }",
    "-9223372036854775808",
    "1e300",
    "-0.0",
    "00:00:00",
    "0001-01-01",
    "2013-12-05T00:00:00+01:00",
    '"\\u0000"',
    '"\\u202e\\u001b[2J"',
    '"none"',
    '["unknown", "none"]',
)


@pytest.mark.parametrize("place", [pytest.param(place, id=place.key) for place in places()])
def test_no_value_stops_the_reading(tmp_path: Path, place: Place) -> None:
    file = tmp_path / "facts.toml"
    for odd in ODD:
        file.write_bytes((place.before + odd + place.after).encode())
        packs, problems = load([str(file)])
        keys = {problem.key for problem in problems}
        assert {key for key in keys if key and not key.startswith(place.key)} == set(), odd
        assert packs[0].facts or problems, odd
