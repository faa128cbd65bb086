"""Packs made up for the index: what files hold, how they are edited, and what is asked."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from misca_cli.accounts.meeting import meeting
from misca_cli.answer import Request
from misca_cli.answering import answer
from misca_cli.errors import MiscaError
from misca_cli.export.document import json_text
from misca_cli.index import build, opening, read, write_postings
from misca_cli.load import load
from misca_cli.load.rulings import digest
from misca_cli.model import Pack
from misca_cli.search import find, sets

if TYPE_CHECKING:
    import pytest

    from misca_cli.search.corpus import Corpus

Files = dict[str, str]
"""Text by path: the first part is the folder of a pack."""

WORDS = """guards guard guarding ferry ferries harbour harbours attacked attack attacks coral
storm storms Élodie straße Москва 東京 naïve C-17 N'Oris 120 1,600 2013 40 million dollars percent
sentries watch council island the of and — … | C++ don't U.S. statement stated quarantine aa ab
guaŗds Ⅷ x² ١٢ résumé resume announced announcement Bosc port Oris""".split()
ENTITIES = ("oris", "port", "guard", "patrol", "watch", "bosc")
SHARED = {
    "source.gazette": 'type = "webpage"\ntitle = "The Island Gazette"\nissued = 2013-12-10',
    "source.herald": 'type = "webpage"\ntitle = "Harbour Herald"\nreprints = "gazette"',
    "source.report": 'type = "report"\ntitle = "A Report"\nseen = false\nauthor = "E. Straße"',
    "entity.oris": 'name = "Oris"\nkind = "place"\naliases = ["Orisian", "Île d\'Oris"]',
    "entity.port": 'name = "Port N\'Oris"\nkind = "place"\npart_of = "oris"',
    "entity.guard": 'name = "Coral Guard"\nkind = "force"\nsearch = ["army"]',
    "entity.patrol": 'name = "Reef Patrol"\nkind = "force"\npart_of = "guard"',
    "entity.watch": 'name = "Night Watch"\nkind = "force"\n'
    'same_as = { entity = "patrol", because = "one crew" }',
    "entity.isles": 'name = "Isles"\nkind = "place"\n'
    'same_as = { entity = "oris", because = "a name" }',
    "entity.bosc": 'name = "Mara Le Bosc"\nkind = "person"',
    "measure.guards": 'name = "guards"\nunit = "guards"\naliases = ["guard strength"]',
    "measure.arrival": 'value = "date"',
    "measure.cost": 'unit = "USD"',
    "measure.head": 'value = "entity"',
    "measure.term": 'unit = "months"',
    "statement.speech": 'by = "bosc"\nsaid = 2013-12-04\nvenue = "Fort Coral"',
    "statement.letter": 'by = "guard"\nsaid = 2013-12-12',
    "term.guards": 'aliases = ["sentries", "gardes", "coast watchers"]',
    "term.attack": 'aliases = ["assault", "storm"]',
    "ruling.same": 'facts = ["f0", "f1"]\nverdict = "same"\nwhy = "one text"',
    "anchors.gazette": '"p1" = "1:0+2:0123456789ab"',
}
ISSUED = 'type = "webpage"\ntitle = "The Daily"\nissued = 2013-12-07'
VARIANTS: Mapping[str, Sequence[str]] = {
    "source.herald": (ISSUED, f'{ISSUED}\nurl = "https://a.example/2013/12/05/x"'),
    "source.report": (f'{ISSUED}\nreprints = "herald"', 'type = "report"\ntitle = "A Report"'),
    "entity.port": (
        'name = "Port"\nkind = "place"',
        'name = "Port"\nkind = "place"\nsame_as = { entity = "oris", because = "its only town" }',
    ),
    "entity.guard": ('name = "Coral Guard"\nkind = "force"\npart_of = ["watch", "oris"]',),
    "entity.patrol": (
        'name = "Reef Patrol"\nkind = "force"',
        'name = "Reef Patrol"\nkind = "force"\nsame_as = { entity = "watch", because = "too" }',
    ),
    "entity.watch": ('name = "Night Watch"\nkind = "force"\npart_of = ["guard"]',),
    "statement.letter": ('by = ["bosc", "guard"]',),
}
"""Other bodies of tables, which packs may have instead."""
KEYS = ("", 'key = ["who"]', 'key = ["where"]', 'key = ["who", "by"]', 'key = ["source", "stage"]')
VERDICTS = ("compatible", "conflict", "same", "unclear")
DIGESTS = ("", "", 'facts_sha256 = "0123456789abcdef"', 'facts_sha256 = "now"')
"""No digest, a wrong one, and that of the facts as they are now."""
DATES = ("2013-12-05", "2013-12", "2013", "2013-12-05/2013-12-09", "[2013-12-06..2013-12-08]",
         "2013-12-12/..", "2014-01?", "201X", "-0044-03-15", "2013-22")  # fmt: skip
DAYS = ("2013-12-05", "2013-12-06", "2013-12-09", "2013-12-20")
FIGURES = ("120 guards", ">1600 guards", "1.50", "40 million USD", "6..12", "+800 guards", "x2",
           "~2800 guards", "15 %", "<=7", "dozens of guards")  # fmt: skip
LEVELS = ("120 guards", "200 sentries", "~120 guards", "+80 guards", "x2", "150..250 guards",
          ">200 guards", "-20 guards", "300", "none")  # fmt: skip


def record(table: str, body: str) -> str:
    """Return a table as it is written in a file."""
    return f"[{table}]\n{body}\n\n"


ids = st.sampled_from([f"f{number}" for number in (*range(12), *range(14))])
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
dates = st.sampled_from(DATES)
values = st.one_of(
    # Of what is told most, values meet.
    *(st.sampled_from(LEVELS).map(lambda figure: ("guards", f'"{figure}"')) for _ in range(9)),
    st.sampled_from(["6..12 months", "1 year", ">=1 year", "+6 months"]).map(
        lambda figure: ("term", f'"{figure}"')
    ),
    st.sampled_from(['"bosc"', '["guard", "bosc"]', '"patrol"', '"none"']).map(
        lambda head: ("head", head)
    ),
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
    if draw(st.integers(0, 4)):
        what, value = draw(values)
        who = draw(st.sampled_from([*["guard"] * 4, *["patrol"] * 2, *ENTITIES]))
        lines += [f'who = "{who}"', f'what = "{what}"', f"value = {value}"]
    optional: Mapping[str, SearchStrategy[str]] = {
        "where": st.sampled_from(["oris", "port", "isles"]),
        "involves": st.just('["guard", "bosc"]'),
        "when": dates | st.sampled_from(DAYS),
        "said": dates | st.sampled_from(DAYS),
        "stage": st.sampled_from(["announced", "committed", "done", "authorised", "cancelled"]),
        "act": st.sampled_from(["predicts", "states", "denies", "estimates"]),
        "basis": st.just("unclear"),
        "by": st.sampled_from(["guard", '["bosc", "guard"]']),
        "statement": st.sampled_from(["speech", "speech", "letter"]),
        "cites": st.sampled_from(['["report"]', '["gazette", "herald"]']),
        "note": sentences,
        "tags": st.sampled_from(['["strength", "Ä b"]', '["strength"]', '["x\\ny"]']),
        "status": st.sampled_from(["retired", "draft"]),
        "replaced_by": ids,
        "supersedes": ids,
        "reads": st.just('{ when = "then" }'),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(optional)), max_size=4))
    if "statement" in chosen:
        chosen -= {"said", "by"}
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
def rulings(draw: st.DrawFn, letter: str) -> str:
    """Draw a verdict on facts whose ids begin with a letter."""
    about = draw(st.lists(st.integers(0, 11), min_size=1, max_size=3, unique=True))
    facts = ", ".join(f'"{letter}{number}"' for number in about)
    verdict, sealed = draw(st.sampled_from(VERDICTS)), draw(st.sampled_from(DIGESTS))
    return f'facts = [{facts}]\nverdict = "{verdict}"\nwhy = "one text"\n{sealed}'


@st.composite
def measures(draw: st.DrawFn, body: str) -> str:
    """Draw what a measure says of when its values may be compared."""
    tolerance = '"2d"' if '"date"' in body else '"10%"'
    more = (
        draw(st.sampled_from(KEYS)),
        draw(st.sampled_from(["", "", f"tolerance = {tolerance}"])),
        draw(st.sampled_from(["", 'holds = "14d"'])),
        draw(st.sampled_from(["", "", "single = true"])),
    )
    return "\n".join((body, *filter(None, more)))


@st.composite
def tables(draw: st.DrawFn, letter: str) -> list[str]:
    """Draw what the files of a pack share; its facts have ids that begin with a letter."""
    bodies = {table: body for table, body in SHARED.items() if table[:6] != "ruling"}
    drawn = [
        record(
            table,
            draw(measures(body))
            if table.startswith("measure")
            else draw(st.sampled_from([body, body, *VARIANTS.get(table, ())])),
        )
        for table, body in bodies.items()
    ]
    by_hand = draw(st.lists(rulings(letter), max_size=2))
    return [*drawn, *(record(f"ruling.r{at}", body) for at, body in enumerate(by_hand))]


def sealed(files: Files) -> Files:
    """Return files whose rulings have the digests of their facts, where these are asked for."""
    asked = re.compile(r'(\[ruling\.(\w+)\](?:\n.+)*?\nfacts_sha256 = ")now"')
    if not any(asked.search(text) for text in files.values()):
        return files
    with TemporaryDirectory() as folder:
        found, _ = load(write(Path(folder), files))
    by_folder = {Path(pack.folder).name: pack for pack in found}

    def seal(path: str, text: str) -> str:
        pack = by_folder.get(path.partition("/")[0], Pack(folder="", name=""))

        def with_digest(match: re.Match[str]) -> str:
            ruled = pack.rulings[match[2]].facts if match[2] in pack.rulings else ()
            return f'{match[1]}{digest(pack.facts[each] for each in ruled if each in pack.facts)}"'

        return asked.sub(with_digest, text)

    return {path: seal(path, text) for path, text in files.items()}


@st.composite
def packs(draw: st.DrawFn) -> Files:
    """Draw the files of one or two packs; ids may stand in two files, and in both packs."""
    files: Files = {}
    for folder in draw(st.sampled_from([("one",), ("one",), ("one", "two")])):
        letter = "f" if folder == "one" else draw(st.sampled_from("fgg"))
        files[f"{folder}/pack.toml"] = draw(st.sampled_from(["", 'name = "named"\n']))
        shared = draw(tables(letter))
        cut = draw(st.integers(0, len(shared)))
        files[f"{folder}/shared.toml"] = "".join(shared[:cut])
        files[f"{folder}/z.toml"] = "".join(shared[cut:])
        left = draw(st.permutations([f"{letter}{number}" for number in range(12)]))
        for name in ("a", "b", "deep/c", "deep/d", "e", "f"):
            taken, left = left[:2], left[2:]
            files[f"{folder}/{name}.toml"] = "".join(
                record(f"fact.{fact_id}", draw(fields()).replace('"f', f'"{letter}'))
                for fact_id in taken
            )
    return sealed(files)


SHARES = (
    *('name = "Orsi"', 'title = "The Isle"', 'unit = "men"', 'aliases = ["guard"]'),
    *('part_of = ["oris"]', "issued = 2013-12-05", 'key = ["who"]', "single = true"),
    *('same_as = { entity = "guard", because = "so" }', 'reprints = "report"'),
    *('verdict = "conflict"', 'facts = ["f2", "f3"]', 'facts_sha256 = "0"', 'by = "port"'),
)
"""Fields of records that facts share."""
TURNS = (
    *('value = "120 guards"', 'value = "400 guards"', 'value = "-9"', 'value = "bosc"', "value ="),
    *('what = "guards"', 'what = "term"', "what =", 'who = "guard"', 'who = "patrol"'),
    *('who = "watch"', 'where = "oris"', 'where = "isles"', "where =", 'status = "retired"'),
    *("status =", 'basis = "unclear"', "basis =", 'act = "denies"', "act =", 'stage = "done"'),
    *('stage = "announced"', "stage =", 'when = "2013-12"', "when =", 'statement = "speech"'),
    *("statement =", 'source = "herald"', 'cites = ["report"]', 'note = "more"'),
)
"""Fields of a fact, to be set or left out."""


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw an edit: what to do, with which file, and what it is about."""
    kinds = "write write write change change append append remove rename share break touch shift"
    kind = draw(st.sampled_from([*kinds.split(), *["turn"] * 8, "nothing"]))
    name = draw(st.sampled_from(["a", "b", "deep/c", "deep/d", "e", "new", "deep/new", "shared"]))
    folder = draw(st.sampled_from(["one", "one", "two"]))
    about = {
        "write": facts(),
        "append": facts(),
        "change": st.sampled_from(WORDS),
        "rename": st.sampled_from(["0", "g", "deep/a", "zz"]),
        "share": st.sampled_from(SHARES),
        "turn": st.sampled_from(TURNS),
    }
    drawn = draw(about.get(kind, st.just("")))
    if folder == "two":
        drawn = drawn.replace("[fact.f", f"[fact.{draw(st.sampled_from('fg'))}")
    return kind, f"{folder}/{name}.toml", drawn


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
        "turn": {path: _turned(files[path], about)},
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


def _turned(text: str, field: str) -> str:
    """Return a file whose last fact has a field, or lacks one."""
    start = text.rfind("[fact.")
    if start < 0:
        return text
    name, _, value = field.partition(" =")
    lines = [line for line in text[start:].rstrip().split("\n") if not line.startswith(f"{name} =")]
    more = [field] if value else []
    return text[:start] + "\n".join((*lines, *more)) + "\n\n"


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
        command=st.just("compare"),
        text=st.one_of(typed, st.sampled_from(["", "", "guards", "what:guards", "who:guard"])),
        limit=st.sampled_from([None, None, 1]),
        everything=st.booleans(),
        until=st.sampled_from([None, None, "2013"]),
        as_of=st.sampled_from([None, None, "2013-12-09"]),
    ),
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
    Request(command="compare"),
    Request(command="compare", everything=True, as_of="2013-12-09"),
    Request(command="compare", text="guards", everything=True),
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


def judged(corpus: Corpus) -> list[str]:
    """Return what there is to say of facts beside one another."""
    told, base = corpus.judged, corpus.base
    numbers = sorted(corpus.everything, key=corpus.id)
    ids = {number: corpus.id(number) for number in numbers}
    mets = {meeting(corpus.fact(number), base) for number in numbers}
    return [
        *(f"{ids[n]}: {told.met(n)!r} {told.notices(n)!r}" for n in numbers),
        *(
            f"{met!r}: {sorted(ids[n] for n in told.meeting(met))}"
            for met in sorted(filter(None, mets))
        ),
        *(f"{met!r}: {told.judgement(met)!r}" for met in sorted(filter(None, mets))),
        *map(repr, told.judgements()),
        *map(repr, told.noticed()),
    ]


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


USUAL = sets.PART_BITS
PART_BITS = st.sampled_from((1, 2, USUAL))


def parted(patch: pytest.MonkeyPatch, bits: int) -> None:
    """Let a part have so few facts that a small pack is as a large one: with many parts of every
    kind, and more facts than are counted or scored."""
    for module in (sets, write_postings, read):
        patch.setattr(module, "PART_BITS", bits)
    for module in (sets, write_postings, build, read):
        patch.setattr(module, "PART", 1 << bits)
    patch.setattr(sets, "_LOW", (1 << bits) - 1)
    if bits < USUAL:
        patch.setattr(write_postings, "FEW", 2)
        patch.setattr(write_postings, "FEW_OF_PART", 1)
        patch.setattr(write_postings, "THIN", 2)
        patch.setattr(find, "EXACT_TOTAL", 3)
        patch.setattr(find, "CANDIDATES", 4)
