"""Packs read together: ids by which they mean different things, and packs that are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.load import load

RIVER = '[entity.ahr]\nkind = "river"\nname = "River Ahr"\n'
HOTEL = '[entity.ahr]\nkind = "building"\nname = "Hotel Ahr"\n'
PAPER = '[source.gazette]\ntype = "webpage"\ntitle = "River over its banks"\n'
OTHER_PAPER = '[source.gazette]\ntype = "webpage"\ntitle = "Hotel over its banks"\n'
SAID = '[statement.radio]\nby = "ahr"\nsaid = 2021-07-15\n'
OTHERWISE_SAID = '[statement.radio]\nby = "ahr"\nsaid = 2021-07-16\n'
REMEDY = "each may be taken for the other (give one of them another id) [shared-id]"
CLASHES = {
    "entity": (
        RIVER,
        HOTEL,
        (
            '1:1: warning: entity.ahr: "ahr" means "Hotel Ahr" in the pack "two", but "River Ahr" '
            f'in "one": {REMEDY}'
        ),
    ),
    "entities with one other name in common": (
        RIVER + 'aliases = ["Ahr"]\n',
        HOTEL + 'aliases = ["Ahr"]\n',
        (
            '1:1: warning: entity.ahr: "ahr" means "Hotel Ahr" in the pack "two", but "River Ahr" '
            f'in "one": {REMEDY}'
        ),
    ),
    "source": (
        PAPER,
        OTHER_PAPER,
        (
            '1:1: warning: source.gazette: "gazette" means "Hotel over its banks" in the pack '
            f'"two", but "River over its banks" in "one": {REMEDY}'
        ),
    ),
    "statement": (
        RIVER + SAID,
        RIVER + OTHERWISE_SAID,
        (
            '4:1: warning: statement.radio: "radio" means what was said by ahr, 2021-07-16 in the '
            f'pack "two", but what was said by ahr, 2021-07-15 in "one": {REMEDY}'
        ),
    ),
}
URL = 'url = "https://gazette.example/1"\n'
SAME = {
    "the same": (RIVER + PAPER + SAID, RIVER + PAPER + SAID),
    "written otherwise": (RIVER, RIVER.replace("River Ahr", "RIVER  ahr").replace("  ", " ")),
    "by another name": (RIVER, HOTEL.replace("Hotel Ahr", "Ahr") + 'aliases = ["River Ahr"]\n'),
    "at one address": (PAPER + URL, OTHER_PAPER + URL),
    "of different tables": (RIVER, PAPER.replace("gazette", "ahr")),
}


def told(root: Path, texts: dict[str, str], *, named: str = "") -> list[str]:
    for folder, text in texts.items():
        (root / folder).mkdir()
        (root / folder / "pack.toml").write_text(f'name = "{named or folder}"\n')
        (root / folder / "a.toml").write_text(text)
    _, problems = load([str(root / folder) for folder in texts])
    return [str(each).replace(f"{root}/", "") for each in problems]


@pytest.mark.parametrize(("one", "two", "line"), CLASHES.values(), ids=CLASHES)
def test_an_id_with_two_meanings_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: str, two: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {"one": one, "two": two, "three": two}
    found = told(tmp_path, texts)
    assert found == [f"two/a.toml:{line}", f"three/a.toml:{line}".replace('"two"', '"three"')]


@pytest.mark.parametrize(("one", "two"), SAME.values(), ids=SAME)
def test_an_id_with_one_meaning_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: str, two: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(tmp_path, {"one": one, "two": two}) == []


def test_a_pack_that_is_left_out_is_told_first_and_nothing_else_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = told(tmp_path, {"one": RIVER + "nmae = 1\n", "two": HOTEL + "nmae = 1\n"}, named="x")
    assert [line.split(": ")[0] for line in found] == ["two", "one/a.toml:4:1"]
