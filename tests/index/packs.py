"""Packs made up for the index: what files hold, how they are edited, and what is asked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from misca_cli.answer import Request
from misca_cli.answering import answer
from misca_cli.errors import MiscaError
from misca_cli.export.document import json_text
from misca_cli.index import opening

if TYPE_CHECKING:
    from misca_cli.search.corpus import Corpus

Files = dict[str, str]
"""Text by path: the first part is the folder of a pack."""

WORDS = """guards guard guarding ferry ferries harbour harbours attacked attack attacks coral
storm storms Élodie straße Москва 東京 naïve C-17 N'Oris 120 1,600 2013 40 million dollars percent
sentries watch council island the of and — … | C++ don't U.S. statement stated quarantine aa ab
guaŗds Ⅷ x² ١٢ résumé resume announced announcement Bosc port Oris""".split()
ENTITIES = ("oris", "port", "guard", "bosc")
SHARED = {
    "source.gazette": 'type = "webpage"\ntitle = "The Island Gazette"\nissued = 2013-12-10',
    "source.herald": 'type = "webpage"\ntitle = "Harbour Herald"\nreprints = "gazette"',
    "source.report": 'type = "report"\ntitle = "A Report"\nseen = false\nauthor = "E. Straße"',
    "entity.oris": 'name = "Oris"\nkind = "place"\naliases = ["Orisian", "Île d\'Oris"]',
    "entity.port": 'name = "Port N\'Oris"\nkind = "place"\npart_of = "oris"',
    "entity.guard": 'name = "Coral Guard"\nkind = "force"\nsearch = ["army"]',
    "entity.bosc": 'name = "Mara Le Bosc"\nkind = "person"',
    "measure.guards": 'name = "guards"\nunit = "guards"\naliases = ["guard strength"]',
    "measure.arrival": 'value = "date"',
    "measure.cost": 'unit = "USD"',
    "measure.head": 'value = "entity"',
    "statement.speech": 'by = "bosc"\nsaid = 2013-12-04\nvenue = "Fort Coral"',
    "term.guards": 'aliases = ["sentries", "gardes", "coast watchers"]',
    "term.attack": 'aliases = ["assault", "storm"]',
    "ruling.same": 'facts = ["f0", "f1"]\nverdict = "same"\nwhy = "one text"',
    "anchors.gazette": '"p1" = "1:0+2:0123456789ab"',
}
DATES = ("2013-12-05", "2013-12", "2013", "2013-12-05/2013-12-09", "[2013-12-06..2013-12-08]",
         "2013-12-12/..", "2014-01?", "201X", "-0044-03-15", "2013-22")  # fmt: skip
FIGURES = ("120 guards", ">1600 guards", "1.50", "40 million USD", "6..12", "+800 guards", "x2",
           "~2800 guards", "15 %", "<=7", "dozens of guards")  # fmt: skip


def record(table: str, body: str) -> str:
    """Return a table as it is written in a file."""
    return f"[{table}]\n{body}\n\n"


ids = st.sampled_from([f"f{number}" for number in range(14)])
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
dates = st.sampled_from(DATES)
values = st.one_of(
    st.sampled_from(FIGURES).map(lambda figure: ("guards", f'"{figure}"')),
    st.integers(0, 9).map(lambda figure: ("guards", str(figure))),
    st.integers(0, 9).map(lambda figure: ("cost", str(figure))),
    st.just(("cost", "{ low = -3, high = 4.5 }")),
    dates.map(lambda date: ("arrival", f'"{date}"')),
    st.just(("head", '["bosc", "guard"]')),
    st.just(("head", '"unknown"')),
)
rarely_wrong = st.sampled_from(
    [""] * 30
    + ['who = "nobody"', 'sorce = "x"', '"a\\u0000b" = 1', 'stage = "begun"', 'value = "many"']
)


@st.composite
def fields(draw: st.DrawFn) -> str:
    """Draw the fields of a fact."""
    lines = [f'claim = "{draw(sentences)}"', f'at = "p{draw(st.integers(1, 3))}"']
    lines.append(f'source = "{draw(st.sampled_from(["gazette", "herald", "report"]))}"')
    if draw(st.booleans()):
        what, value = draw(values)
        who = draw(st.sampled_from(ENTITIES))
        lines += [f'who = "{who}"', f'what = "{what}"', f"value = {value}"]
    optional: Mapping[str, SearchStrategy[str]] = {
        "where": st.sampled_from(["oris", "port"]),
        "involves": st.just('["guard", "bosc"]'),
        "when": dates,
        "said": dates,
        "stage": st.sampled_from(["announced", "done"]),
        "act": st.sampled_from(["predicts", "states"]),
        "statement": st.just("speech"),
        "cites": st.just('["report"]'),
        "note": sentences,
        "tags": st.sampled_from(['["strength", "Ä b"]', '["strength"]', '["x\\ny"]']),
        "status": st.sampled_from(["retired", "draft"]),
        "replaced_by": ids,
        "supersedes": ids,
        "reads": st.just('{ when = "then" }'),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(optional)), max_size=4))
    if "statement" in chosen:
        chosen.discard("said")
    for name in sorted(chosen):
        value = draw(optional[name])
        is_text = name in ("when", "said") or value[:1] not in "[{"
        lines.append(f'{name} = "{value}"' if is_text else f"{name} = {value}")
    wrong = draw(rarely_wrong)
    if wrong and wrong.split()[0] not in {line.split()[0] for line in lines}:
        lines.append(wrong)
    return "\n".join(lines)


@st.composite
def facts(draw: st.DrawFn) -> str:
    """Draw facts as a file holds them."""
    names = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    default = draw(st.sampled_from(["", "", 'default.source = "gazette"\n']))
    return default + "".join(record(f"fact.{name}", draw(fields())) for name in names)


@st.composite
def packs(draw: st.DrawFn) -> Files:
    """Draw the files of one or two packs; ids may stand in two files, and in both packs."""
    files: Files = {}
    for folder in draw(st.sampled_from([("one",), ("one",), ("one", "two")])):
        files[f"{folder}/pack.toml"] = draw(st.sampled_from(["", 'name = "named"\n']))
        tables = [record(table, body) for table, body in SHARED.items()]
        cut = draw(st.integers(0, len(tables)))
        files[f"{folder}/shared.toml"] = "".join(tables[:cut])
        files[f"{folder}/z.toml"] = "".join(tables[cut:])
        left = draw(st.permutations([f"f{number}" for number in range(12)]))
        for name in ("a", "b", "deep/c", "deep/d", "e", "f"):
            taken, left = left[:2], left[2:]
            files[f"{folder}/{name}.toml"] = "".join(
                record(f"fact.{fact_id}", draw(fields())) for fact_id in taken
            )
    return files


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw an edit: what to do, with which file, and what it is about."""
    kinds = "write write write change change append append remove rename share break touch shift"
    kind = draw(st.sampled_from([*kinds.split(), "nothing"]))
    name = draw(st.sampled_from(["a", "b", "deep/c", "deep/d", "e", "new", "deep/new", "shared"]))
    folder = draw(st.sampled_from(["one", "one", "two"]))
    about = {
        "write": facts(),
        "append": facts(),
        "change": st.sampled_from(WORDS),
        "rename": st.sampled_from(["0", "g", "deep/a", "zz"]),
        "share": st.sampled_from(
            ['name = "Orsi"', 'title = "The Isle"', 'unit = "men"', 'aliases = ["guard"]']
        ),
    }
    return kind, f"{folder}/{name}.toml", draw(about.get(kind, st.just("")))


def edited(files: Files, edit: tuple[str, str, str]) -> Files:
    """Return files after an edit."""
    kind, path, about = edit
    folder = path.partition("/")[0]
    if f"{folder}/pack.toml" not in files:
        return files
    if kind == "write" and "shared" not in path:
        return {**files, path: about}
    if path not in files:
        return files
    left = {name: held for name, held in files.items() if name != path}
    shared = f"{folder}/shared.toml"
    done: Files = {
        "append": {path: files[path] + about},
        "change": {path: files[path].replace('claim = "', f'claim = "{about} ', 1)},
        "remove": {},
        "rename": {f"{folder}/{about}.toml": files[path]},
        "share": {path: files[path], shared: _with_field(files.get(shared, ""), about)},
        "break": {path: f"{files[path]}\n=\n"},
        "shift": {path: f"# a line more\n{files[path]}"},
    }.get(kind, {path: files[path]})
    return {**left, **done}


def _with_field(text: str, field: str) -> str:
    """Return a file whose first field of a name is another."""
    name = field.partition(" ")[0]
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith(f"{name} ="):
            return "\n".join((*lines[:at], field, *lines[at + 1 :]))
    return text


_clock = count(1)


def write(root: Path, files: Files, before: Files | None = None) -> list[str]:
    """Write files, or what has changed of them, and return the folders of the packs."""
    for name in set(before or ()) - set(files):
        (root / name).unlink()
    for name, text in files.items():
        if before is None or before.get(name) != text:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            # Where every change has a time of its own, states prove what they can.
            os.utime(path, ns=(next(_clock),) * 2)
    return sorted({str(root / name.partition("/")[0]) for name in files})


typed = st.one_of(
    sentences,
    st.sampled_from(
        [
            *(
                "",
                "the",
                "gaurds",
                "harbor",
                "quar",
                "attak",
                "atacked",
                "gua",
                "orsi",
                "guards xyzzy",
            ),
            *(
                '"coral guard"',
                '"guard coral"',
                '"ferry of"',
                "guards -ferry",
                "-storm",
                '-"coral"',
            ),
            *("who:guard", "where:oris guards", "tag:strength", "stage:announced", "what:cost"),
            *("by:bosc", "source:gazette", "who:nobody", "tag:x", 'who:"Coral Guard"', "who:—"),
            *("guards 2013", "december 2013", "in 2014", "5 december", "before 2013", "last week"),
            *("120 guards", "more than 100 guards", "40 million dollars", "between 5 and 9", "1.5"),
            *("when did ferry arrive", "how many guards", "value:>5", "when:2013", "value:120"),
            *("9" * 400, "> " + "9" * 400, "coast watchers", "assault", "f1", "army", "speech"),
        ]
    ),
)
requests: SearchStrategy[Request] = st.one_of(
    st.builds(
        Request,
        command=st.just("query"),
        text=typed,
        limit=st.sampled_from([None, 1, 3]),
        sort=st.sampled_from([None, None, "date", "id", "source", "score"]),
        everything=st.booleans(),
        since=st.sampled_from([None, None, "2013-12-06"]),
        until=st.sampled_from([None, None, "2013"]),
        as_of=st.sampled_from([None, None, "2013-12-09"]),
        explain=st.booleans(),
    ),
    st.builds(
        Request,
        command=st.just("timeline"),
        text=typed,
        axis=st.sampled_from(["when", "said"]),
        everything=st.booleans(),
    ),
    st.builds(Request, command=st.just("sources"), text=typed),
    st.builds(
        Request,
        command=st.just("show"),
        ids=st.lists(st.one_of(ids, st.sampled_from(["one/f1", "two/f2", "F1", "f", "ff1"]))).map(
            tuple
        ),
    ),
)
ALWAYS = (
    Request(command="query", sort="id", everything=True),
    Request(command="timeline", everything=True),
    Request(command="sources"),
    Request(command="show", ids=tuple(f"f{n}" for n in range(14))),
    Request(command="query", text="gaurds ferry in 2013", limit=5),
)
"""Requests that few mistakes get past; the first gives every fact."""


def said(corpus: Corpus, request: Request) -> str:
    """Return what is answered, or the mistake that is told."""
    try:
        return json_text(answer(request, corpus))
    except MiscaError as error:
        return f"{type(error).__name__}: {error} ({error.hint})"


def all_said(corpus: Corpus, asked: Iterable[Request]) -> list[str]:
    """Return what is answered to requests."""
    return [said(corpus, request) for request in asked]


def scanned(folders: Sequence[str], asked: Iterable[Request] = ALWAYS) -> list[str]:
    """Return what is answered without an index."""
    return all_said(opening.scan(folders), asked)


def indexed(
    folders: Sequence[str], cache: Path | str, asked: Iterable[Request] = ALWAYS
) -> list[str]:
    """Return what is answered with an index that is kept in a folder."""
    return all_said(opening.corpus(folders, {"MISCA_CACHE": str(cache)}), asked)


def emptied(folder: Path) -> Path:
    """Return a folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
