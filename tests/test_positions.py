from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.positions import DEEPEST, Positions, ScanError, header_lines, scan

DATA = Path(__file__).parent / "data"
SAMPLES = sorted([*DATA.glob("positions/*.toml"), *DATA.glob("toml-test/*.toml")])
KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
MARK = "@@"


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def items(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def walk(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    for part, item in items(value):
        yield (*path, part)
        yield from walk(item, (*path, part))


def value_at(document: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        document = document[part]
    return document


def marked(document: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    value_at(changed, path[:-1])[path[-1]] = MARK
    return changed


def index_of(text: str, position: tuple[int, int]) -> int:
    line, column = position
    return sum(len(before) for before in text.split("\n")[: line - 1]) + line - 1 + column - 1


def parses_to(text: str, document: dict[str, Any]) -> bool:
    try:
        return tomli.loads(text) == document
    except tomli.TOMLDecodeError:
        return False


def check_values(text: str, document: dict[str, Any], positions: Positions) -> None:
    """Put a mark at each position, over some length of text: only that value changes."""
    for path, position in positions.values.items():
        start = index_of(text, position)
        changed = marked(document, path)
        assert not text[start].isspace()
        assert any(
            parses_to(f'{text[:start]}"{MARK}"{text[end:]}', changed)
            for end in range(start + 1, len(text) + 1)
        ), f"{path} is not at {position}"


def check_keys(text: str, positions: Positions) -> None:
    """Read the key or the header that stands at each position."""
    for path, position in positions.keys.items():
        start = index_of(text, position)
        names = [part for part in path if isinstance(part, str)]
        if text[start] == "[":
            header = text[start:].partition("\n")[0].removesuffix("\r")
            found = list(walk(tomli.loads(header)))[-1]
            assert names == [part for part in found if isinstance(part, str)][: len(names)]
        else:
            key = KEY.match(text, start)
            assert key is not None
            assert {names[-1]: 0} == tomli.loads(f"{key[0]} = 0")


def check_complete(document: dict[str, Any], positions: Positions) -> None:
    paths = set(walk(document))
    plain = {path for path in paths if not items(value_at(document, path))}
    tables = {path for path in plain if value_at(document, path) == {}}
    assert paths == positions.keys.keys() | positions.values.keys()
    assert plain - tables <= positions.values.keys()
    assert {path for path in paths if isinstance(path[-1], str)} <= positions.keys.keys()


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_value_and_key_of_the_samples(sample: Path, newline: str) -> None:
    text = text_of(sample).replace("\n", newline)
    document, positions = tomli.loads(text), scan(text)
    check_complete(document, positions)
    check_values(text, document, positions)
    check_keys(text, positions)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("default", "source"), (2, 18), (2, 9)),
        (("fact", "fr-420"), None, (4, 1)),
        (("fact", "fr-420", "tags", 1), (10, 20), None),
        (("fact", "fr 1000"), None, (12, 3)),
        (("fact", "fr 1000", "claim"), None, (13, 3)),
        (("fact", "fr 1000", "claim", "language"), (14, 24), (14, 11)),
        (("fact", "fr 1000", "reads"), (16, 11), (16, 3)),
        (("fact", "fr 1000", "reads", "who said"), (16, 44), (16, 31)),
        (("fact", "fr-plus-800", "moment"), (27, 10), (27, 1)),
        (("fact",), None, (28, 1)),
        (("statement",), None, (19, 1)),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_places_in_a_fact_file(
    path: tuple[str | int, ...], value: tuple[int, int] | None, key: tuple[int, int] | None
) -> None:
    positions = scan(text_of(DATA / "positions" / "facts.toml"))
    assert (value, key) == (positions.values.get(path), positions.keys.get(path))


def test_arrays_of_tables_are_counted_from_their_parent() -> None:
    positions = scan("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\nc = 1\n[a.b.d]\n")
    assert positions.keys == {
        ("a",): (1, 1),
        ("a", 0): (1, 1),
        ("a", 0, "b"): (2, 1),
        ("a", 0, "b", 0): (2, 1),
        ("a", 1): (3, 1),
        ("a", 1, "b"): (4, 1),
        ("a", 1, "b", 0): (4, 1),
        ("a", 1, "b", 0, "c"): (5, 1),
        ("a", 1, "b", 0, "d"): (6, 1),
    }


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("a = [1, [2", 8),
        ("a = [1,\n", 4),
        ("a = { b = 1", 4),
        ('a = """x""', 4),
        ("a = 'x\n", 4),
        ("a = ", 4),
        ("a = 1\n? = 2", 6),
        ("a = " + "[" * 500, 4 + DEEPEST),
        (".".join("a" * 500) + " = 1", 0),
        ("[" + ".".join("a" * DEEPEST) + "]\nb = 1", 2 * DEEPEST + 6),
    ],
)
def test_what_is_no_toml_is_refused_where_it_begins(text: str, index: int) -> None:
    with pytest.raises(ScanError) as refused:
        scan(text)
    assert index == refused.value.index


STRINGS = st.text(st.sampled_from("ab.'\"\\ #=[]{},é日\n\t"), max_size=6)
LEAVES = st.one_of(
    STRINGS,
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.dates(min_value=date(1000, 1, 1)),
    st.datetimes(min_value=datetime(1000, 1, 1)),  # noqa: DTZ001 - a local time is meant
    st.times(),
)
DOCUMENTS = st.dictionaries(
    STRINGS,
    st.recursive(
        LEAVES,
        lambda values: st.one_of(
            st.lists(values, max_size=3), st.dictionaries(STRINGS, values, max_size=3)
        ),
        max_leaves=10,
    ),
    max_size=4,
)


class Writer:
    """Writes a document as TOML, choosing among its styles at random."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def chance(self) -> bool:
        return self.random.random() < 0.5

    def space(self) -> str:
        return self.random.choice(["", " ", "\t", "  "])

    def gap(self) -> str:
        return self.random.choice(["", " ", "\n", "\r\n ", " # [a] = '\n", "\n\n\t"])

    def basic(self, text: str) -> str:
        short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "é": "\\u00e9", "a": "\\x61"}
        return "".join(
            short[letter] if letter in '\\"\n' or (letter in short and self.chance()) else letter
            for letter in text
        )

    def key(self, name: str) -> str:
        if re.fullmatch("[A-Za-z0-9_-]+", name) and self.chance():
            return name
        if not {"'", "\n"} & set(name) and self.chance():
            return f"'{name}'"
        return f'"{self.basic(name)}"'

    def keys(self, *names: str) -> str:
        return f"{self.space()}.{self.space()}".join(self.key(name) for name in names)

    def string(self, text: str) -> str:
        folded = self.basic(text).replace("\\n", "\n")
        forms = [f'"{self.basic(text)}"', f'"""\n{folded}"""']
        if "'" not in text and "\n" not in text:
            forms.append(f"'{text}'")
        if "''" not in text:
            forms.append(f"'''\n{text}'''")
        if '"""' not in text and "\\" not in text:
            forms.append(f'"""\n{text}"""')
        return self.random.choice(forms)

    def value(self, value: Any) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, datetime):
            return value.isoformat(self.random.choice(" T"))
        if isinstance(value, date | time):
            return value.isoformat()
        if isinstance(value, list):
            return self.enclosed("[]", [self.value(item) for item in value])
        if isinstance(value, dict):
            pairs = [self.pair([key], item) for key, item in value.items()]
            return self.enclosed("{}", pairs)
        return str(value)

    def enclosed(self, brackets: str, items: list[str]) -> str:
        inside = f"{self.gap()},".join(self.gap() + item for item in items)
        comma = "," if items and self.chance() else ""
        return f"{brackets[0]}{inside}{self.gap()}{comma}{self.gap()}{brackets[1]}"

    def pair(self, names: list[str], value: Any) -> str:
        while isinstance(value, dict) and len(value) == 1 and self.chance():
            ((name, value),) = value.items()
            names = [*names, name]
        return f"{self.keys(*names)}{self.space()}={self.space()}{self.value(value)}"

    def table(self, table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
        later = []
        for name, value in table.items():
            tables = value if isinstance(value, list) else [value]
            if tables and all(isinstance(item, dict) for item in tables) and self.chance():
                later.append((name, value))
            else:
                yield f"{self.space()}{self.pair([name], value)}{self.space()}# {name!r}"
        for name, value in later:
            yield from self.headed(value, (*path, name))

    def headed(self, value: Any, path: tuple[str, ...]) -> Iterator[str]:
        header = f"[{self.space()}{self.keys(*path)}{self.space()}]"
        if isinstance(value, dict):
            yield header
            yield from self.table(value, path)
            return
        for item in value:
            yield f"[{header}]"
            yield from self.table(item, path)


@settings(max_examples=60)
@given(DOCUMENTS, st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]))
def test_every_value_and_key_of_any_document(
    document: dict[str, Any], random: Random, newline: str
) -> None:
    text = newline.join(Writer(random).table(document))
    assert document == tomli.loads(text)
    positions = scan(text)
    check_complete(document, positions)
    check_values(text, document, positions)
    check_keys(text, positions)


HEADERS = """\
# [fact.comment]
[fact.one]
claim = "[fact.inside]"

  [ fact . "two words" ] # [fact.behind]
[fact.'three']
[fact.one.reads]
[facts.four]
[[fact.five]]
["fact".six]
[fact]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_header_lines_agree_with_the_scan(newline: str) -> None:
    text = HEADERS.replace("[[fact.five]]", "[fact.five]").replace("\n", newline)
    lines = header_lines(text, "fact")
    assert lines == {"one": 2, "two words": 5, "three": 6, "five": 9}
    keys = scan(text).keys
    assert lines == {name: keys["fact", name][0] for name in lines}


def test_header_lines_holds_no_arrays_of_tables() -> None:
    assert header_lines(HEADERS, "fact") == {"one": 2, "two words": 5, "three": 6}
    assert header_lines(HEADERS, "facts") == {"four": 8}
    assert header_lines("", "fact") == {}


@pytest.mark.parametrize(
    "text",
    ['a = """\n[fact.x]\n"""', "a = '''\n[fact.x]\n'''", "[fact.x]\n[fact.'x']"],
    ids=["basic", "literal", "twice"],
)
def test_header_lines_gives_up_where_it_is_unsure(text: str) -> None:
    assert header_lines(text, "fact") is None


def test_of_two_tables_of_one_name_the_first_counts() -> None:
    found = scan("[a.b]\nx = 1\n[a.b]\nx = 2\n")
    assert (found.keys["a", "b"], found.values["a", "b", "x"]) == ((1, 1), (2, 5))
