"""No datum is lost at any width, and none acts on the terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from misca_cli import dates
from misca_cli.answer import Answer, Result
from misca_cli.factbase import factbase
from misca_cli.figures import reading as figures
from misca_cli.gathered import SourceUse
from misca_cli.model import Entity, Fact, Measure, Pack, Source, Statement, Value
from misca_cli.render import render
from misca_cli.render.screen import Screen
from misca_cli.text import safe_line

from . import chart_sample, sample

COMMANDS = ("query", "timeline", "show", "sources", "chart")
SHOWN = {
    "query": ("claim", "title", "publisher", "url", "name", "unit", "at", "because"),
    "timeline": ("claim", "title", "publisher", "url", "name", "unit", "at", "because"),
    "show": (
        *("claim", "title", "publisher", "url", "name", "unit", "at", "because"),
        *("note", "tag", "reading", "venue", "measure", "file"),
    ),
    "sources": ("title", "publisher", "url", "author"),
    "chart": ("title", "publisher", "url", "name", "unit", "at", "because", "measure"),
}
EVERY = tuple(dict.fromkeys(field for fields in SHOWN.values() for field in fields))
WIDTHS = st.integers(20, 200)


def answer(command: str, data: dict[str, str]) -> Answer:
    """Return an answer whose one fact and one source say nothing but what is given."""
    source = Source(
        id="s",
        type="webpage",
        title=data["title"],
        publisher=data["publisher"],
        url=data["url"],
        author=(data["author"],),
    )
    unit = data["unit"]
    quantity = figures.parse("5 x").replaced(text=f"5 {unit}", unit=unit)
    fact = Fact(
        id="f",
        pack="p",
        file=data["file"],
        line=1,
        claim=data["claim"],
        source="s",
        at=data["at"],
        who="e",
        what="m",
        value=Value(kind="figure", text=quantity.text, figure=quantity),
        when=dates.parse("1931"),
        statement="u",
        reads={"when": data["reading"]},
        note=data["note"],
        status="retired",
        because=data["because"],
        tags=(data["tag"],),
    )
    pack = Pack(
        folder="/p",
        name="p",
        facts={"f": fact},
        sources={"s": source},
        entities={"e": Entity(id="e", name=data["name"], kind="person")},
        measures={"m": Measure(id="m", name=data["measure"])},
        statements={"u": Statement(id="u", by=("e",), venue=data["venue"])},
    )
    return Answer(
        command=command,
        base=factbase((pack,)),
        results=() if command == "sources" else (Result(id="f", fact=fact),),
        total=0 if command == "sources" else 1,
        sources=(SourceUse(source=source, pack="p", facts=1),) if command == "sources" else (),
    )


def solid(text: str) -> str:
    """Drop white space, which is where lines break."""
    return "".join(text.split())


def joined(page: str) -> str:
    """Read a page column by column; where it holds a table, its rule tells the columns."""
    lines = page.split("\n")
    rules = [line for line in lines if line.startswith("─")]
    spans = [found.span() for found in re.finditer("─+", rules[0])] if rules else []
    columns = [line[start:end] for start, end in spans for line in lines]
    return solid("".join((*columns, *lines)))


def texts(alphabet: str) -> st.SearchStrategy[dict[str, str]]:
    """Return a text for every field, often longer than a line, none of them empty."""
    few = st.text(alphabet, min_size=1, max_size=25).filter(str.strip)
    words = st.builds(lambda text, times: text * times, few, st.integers(1, 12))
    return st.fixed_dictionaries(dict.fromkeys(EVERY, words))


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=40, deadline=None)
@given(data=texts("[]/\\:abc ~-"), width=WIDTHS)
def test_every_datum_is_recoverable(command: str, data: dict[str, str], width: int) -> None:
    read = joined(render(answer(command, data), Screen(width=width)))
    lost = [field for field in SHOWN[command] if solid(data[field]) not in read]
    assert lost == []


@settings(max_examples=80, deadline=None)
@given(data=texts("[]:abcdef "), width=st.integers(110, 130))
def test_no_cell_of_a_table_is_cut(data: dict[str, str], width: int) -> None:
    read = joined(render(answer("query", data), Screen(width=width)))
    lost = [field for field in SHOWN["query"] if solid(data[field]) not in read]
    assert lost == []


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=40, deadline=None)
@given(data=texts("ab 漢字é\u0301👩\u200d🚀שלום"), width=st.integers(20, 109))
def test_every_script_is_recoverable(command: str, data: dict[str, str], width: int) -> None:
    read = solid(render(answer(command, data), Screen(width=width)))
    lost = [field for field in SHOWN[command] if solid(data[field]) not in read]
    assert lost == []


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=40, deadline=None)
@given(data=texts("[]/:ab 漢字é\x1b"), width=WIDTHS)
def test_no_line_is_wider_than_the_screen(command: str, data: dict[str, str], width: int) -> None:
    page = render(answer(command, data), Screen(width=width))
    # An address is left whole, for the terminal to wrap.
    address = safe_line(data["url"]).strip()
    lines = [line for line in page.split("\n") if line.strip() != address]
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_an_address_stands_whole_on_a_line_of_its_own(command: str, width: int) -> None:
    url = f"https://a.example/{'long/' * 40}"
    data = dict.fromkeys(EVERY, "some words") | {"url": url}
    page = render(answer(command, data), Screen(width=width))
    assert [line for line in page.split("\n") if "a.example" in line] == [f"    {url}"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_ids_that_stand_nowhere_are_shown_as_they_are(command: str, width: int) -> None:
    fact = sample.FACTS[0].replaced(
        **{field: f"no-{field}" for field in ("pack", "source", "who", "what", "statement")},
        by=("no-by",),
        cites=("no-cites",),
        replaced_by="no-replaced_by",
        supersedes=("no-supersedes",),
        status="retired",
    )
    source = sample.SOURCES[0].replaced(reprints="no-reprints")
    found = Answer(
        command=command,
        base=factbase((Pack(folder="/p", name="p", facts={fact.id: fact}),)),
        results=() if command == "sources" else (Result(id=fact.id, fact=fact),),
        sources=(SourceUse(source=source, pack="p", facts=0),) if command == "sources" else (),
    )
    page = render(found, Screen(width=width))
    listed = {"no-source", "no-by", "no-replaced_by"}
    shown = {
        "query": listed,
        "timeline": listed,
        "show": {*listed, "no-who", "no-what", "no-cites", "no-supersedes", "no-pack"},
        "sources": {"no-reprints"},
        "chart": {*listed, "no-who", "no-what"},
    }
    assert shown[command] == set(re.findall(r"no-[a-z_]+", page))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [0, 1, 19])
def test_a_narrow_screen_counts_as_twenty_columns(command: str, width: int) -> None:
    data = dict.fromkeys(EVERY, "some words")
    expected = render(answer(command, data), Screen(width=20))
    assert expected == render(answer(command, data), Screen(width=width))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("\x1b[31mred", id="sgr"),
        pytest.param("\x1b[2J\x1b[H", id="clear"),
        pytest.param("\x1b]0;title\x07", id="window-title"),
        pytest.param("\x1b]8;;https://evil.example\x1b\\link", id="link"),
        pytest.param("\x1b]52;c;aGk=\x07", id="clipboard"),
        pytest.param("\x1bPq\x1b\\", id="dcs"),
        pytest.param("\x9b31m\x9d0;x\x9c", id="c1"),
        pytest.param("abc\b\b\bxyz\rnew", id="overwrite"),
        pytest.param("\x00\x07\x7f", id="nul-bel-del"),
        pytest.param("a\u2028b\u2029c\x85d", id="line-separators"),
        pytest.param("\u202egnp.exe", id="bidi-override"),
        pytest.param("\u2066a\u2069", id="bidi-isolate"),
        pytest.param("a\u200bb\u00adc", id="invisible"),
        pytest.param("https://x.example/\x1b\\\x1b[2J", id="address"),
    ],
)
@pytest.mark.parametrize("width", [20, 80, 120])
def test_data_cannot_act(command: str, payload: str, width: int) -> None:
    page = render(answer(command, dict.fromkeys(EVERY, payload)), Screen(width=width))
    unsafe = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b\u00ad]")
    assert unsafe.findall(page) == []
    styled = render(
        answer(command, dict.fromkeys(EVERY, payload)),
        Screen(width=width, colour=True, links=True),
    )
    assert page == re.sub(r"\x1b\[[0-9;]*m", "", styled)


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        pytest.param("https://a.example/b", True, id="https"),
        pytest.param("http://a.example/b;c", True, id="http"),
        pytest.param("javascript:alert(1)", False, id="javascript"),
        pytest.param("file:///etc/passwd", False, id="file"),
        pytest.param("https://a.example/b c", False, id="space"),
        pytest.param("https://ä.example", False, id="not-ascii"),
        pytest.param("https://a.example/\x1b", False, id="escape"),
    ],
)
def test_an_address_is_a_link_where_it_is_safe(url: str, *, is_link: bool) -> None:
    data = dict.fromkeys(EVERY, "words") | {"url": url}
    page = render(answer("sources", data), Screen(width=80, links=True))
    link = f"\x1b]8;;{url}\x1b\\{url}\x1b]8;;\x1b\\"
    assert is_link == (link in page)
    assert page.replace(link, url).count("\x1b") == 0


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_colour_says_nothing_that_words_do_not(command: str, width: int) -> None:
    made = {
        "query": sample.found,
        "timeline": sample.timeline,
        "show": sample.shown,
        "sources": sample.sources,
        "chart": chart_sample.drawn,
    }[command]()
    styled = render(made, Screen(width=width, colour=True))
    assert render(made, Screen(width=width)) == re.sub(r"\x1b\[[0-9;]*m", "", styled)
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", styled) for code in found.split(";")}
    # Bold, dim, magenta, cyan: what reads on light and on dark grounds.
    assert codes <= {"0", "1", "2", "35", "36"}


def test_ascii_screens_get_ascii_signs() -> None:
    data = dict.fromkeys(EVERY, "words")
    for command in COMMANDS:
        for width in (40, 80, 120):
            assert render(answer(command, data), Screen(width=width, unicode=False)).isascii()


def test_rich_is_not_loaded_before_something_is_drawn() -> None:
    code = (
        "import sys, misca_cli.render, misca_cli.reading, misca_cli.render.screen;"
        "print([name for name in sys.modules if name.partition('.')[0] == 'rich'])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
