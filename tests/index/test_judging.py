"""What there is to say of facts beside one another is the same with an index as without."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from misca_cli.answer import Request
from misca_cli.factbase import read
from misca_cli.index import changed, freshness, opening
from misca_cli.index.read import Indexed
from misca_cli.load.rulings import digest

from .packs import ALWAYS, SHARED, all_said, judged, record

if TYPE_CHECKING:
    from misca_cli.search.corpus import Corpus

GUARDS = 'who = "guard"\nwhat = "guards"\nwhere = "oris"\n'
FACTS = {
    "a": {
        "low": f'{GUARDS}value = "120 guards"\nwhen = 2013-12-05',
        "none": 'who = "guard"',
        "risen": f'{GUARDS}value = "300 guards"\nwhen = 2013-12-27',
    },
    "b": {
        "high": f'{GUARDS.replace("oris", "isles")}value = "200 sentries"\nwhen = 2013-12-05\n'
        'source = "herald"',
        "more": f'{GUARDS}value = "+80 guards"\nstage = "announced"\nsaid = 2013-12-22',
    },
    "c": {
        "part": f'{GUARDS.replace("guard", "patrol", 1)}value = "130 guards"\nwhen = 2013-12-05',
        "later": f'{GUARDS}value = "60 guards"\nwhen = 2013-12-20\nsource = "report"',
    },
    "d": {
        "unclear": 'who = "port"\nwhat = "cost"\nvalue = 5\nbasis = "unclear"',
        "head": 'who = "port"\nwhat = "head"\nvalue = "bosc"\nwhen = 2013-12-05',
        "other": 'who = "port"\nwhat = "head"\nvalue = "watch"\nwhen = 2013-12-05',
    },
    "e": {"dated": 'when = 2014-01-05\nsource = "report"', "said": 'statement = "speech"'},
    "f": {
        "ten": 'who = "bosc"\nwhat = "guards"\nvalue = "10"\nwhen = 2013-12-05',
        "six": 'who = "bosc"\nwhat = "guards"\nvalue = "6"\nwhen = 2013-12-05',
        "last": 'who = "bosc"\nwhat = "cost"\nvalue = "6"\nwhen = 2013-12-05',
    },
}
RULED = ("ten", "six")
BASIS = 'who = "port"\nwhat = "cost"\nvalue = 7\nbasis = "unclear"'
SAME = 'same_as = {{ entity = "{}", because = "so" }}'
ASKED = (
    *ALWAYS,
    Request(command="compare", text="what:guards"),
    Request(command="compare", as_of="2013-12-10"),
    Request(command="query", text="guards", everything=True, as_of="2013-12-10", sort="id"),
    Request(command="timeline", text="guards", everything=True),
    Request(command="show", ids=tuple(name for facts in FACTS.values() for name in facts)),
)


def fact(name: str, body: str) -> str:
    source = "" if "source" in body else 'source = "gazette"\n'
    return record(f"fact.{name}", f'claim = "Guards."\nat = "p1"\n{source}{body}')


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two packs, whose facts meet; the first is the working directory, and has a ruling."""
    tables = {**SHARED, "measure.guards": f'{SHARED["measure.guards"]}\nholds = "30d"'}
    tables["measure.head"] = 'value = "entity"\nsingle = true'
    tables["source.report"] = 'type = "report"\ntitle = "A Report"\nissued = 2013-12-31'
    shared = "".join(record(table, body) for table, body in tables.items() if table[:6] != "ruling")
    for pack in ("one", "two"):
        (tmp_path / pack).mkdir()
        for only_here in ('part_of = "guard"', '"sentries", ') if pack == "two" else ():
            shared = shared.replace(only_here, "")
        (tmp_path / pack / "shared.toml").write_text(shared)
    # On a busy machine the files would rest between two looks, and be written down as rested.
    monkeypatch.setattr(freshness, "TICK", 10**18)
    monkeypatch.chdir(tmp_path / "one")
    monkeypatch.setattr(changed, "MOST", 0)
    for name, facts in FACTS.items():
        Path(f"{name}.toml").write_text("".join(fact(*each) for each in facts.items()))
    Path("../two/x.toml").write_text(
        fact("yonder", f'{GUARDS}value = "500 guards"\nwhen = 2013-12-05')
        + fact("zone", f'{GUARDS}value = "120 guards"\nwhen = 2013-12-05')
    )
    Path("ruling.toml").write_text(ruling(RULED))
    return [".", "../two"]


def ruling(facts: tuple[str, ...], verdict: str = "conflict") -> str:
    named = ", ".join(f'"{each}"' for each in facts)
    ruled = [read(["."]).facts[each] for each in facts]
    body = f'facts = [{named}]\nverdict = "{verdict}"\nwhy = "so"\nfacts_sha256 = "{digest(ruled)}"'
    return record("ruling.hand", body)


def edit(path: str, old: str, new: str) -> int:
    text = Path(path).read_text()
    assert old in text
    return Path(path).write_text(text.replace(old, new, 1))


def add(path: str, text: str) -> int:
    with Path(path).open("a") as file:
        return file.write(text)


def of(name: str, more: str) -> int:
    """Give a fact a field more, or drop the one of that name that it has."""
    path = next(Path(f"{path}.toml") for path, facts in FACTS.items() if name in facts)
    before, table, after = path.read_text().partition(f"[fact.{name}]\n")
    field = more.partition(" =")[0]
    own, _, others = after.partition("\n\n")
    kept = [line for line in own.split("\n") if not line.startswith(f"{field} =")]
    added = [more] if more.partition(" =")[2] else []
    return path.write_text(f"{before}{table}" + "\n".join((*kept, *added)) + f"\n\n{others}")


BESIDE: dict[str, Callable[[], Any]] = {
    "a fact joins a group": lambda: of("none", f'{GUARDS[14:]}value = "7 guards"'),
    "a fact leaves its group": lambda: of("high", 'where = "port"'),
    "a fact comes to be about a part": lambda: of("high", 'who = "patrol"'),
    "a fact comes to be about a part by another name": lambda: of("high", 'who = "watch"'),
    "a fact comes to be about its whole": lambda: of("part", 'who = "guard"'),
    "another measure": lambda: of("high", 'what = "term"'),
    "no measure": lambda: [of("high", "what ="), of("high", "value =")],
    "another value": lambda: of("high", 'value = "120 guards"'),
    "another value of a lone fact": lambda: of("unclear", "value = 6"),
    "a part grows": lambda: of("part", 'value = "900 guards"'),
    "a whole shrinks": lambda: of("low", 'value = "20 guards"'),
    "a holder": lambda: of("other", 'value = "bosc"'),
    "nobody": lambda: of("other", 'value = "none"'),
    "not known": lambda: of("other", 'value = "unknown"'),
    "another time": lambda: of("high", "when = 2013-12-09"),
    "a plan": lambda: of("low", 'stage = "announced"'),
    "nothing announced": lambda: of("more", 'stage = "cancelled"'),
    "a denial": lambda: of("low", 'act = "denies"'),
    "no assertion": lambda: of("low", 'act = "predicts"'),
    "retired": lambda: of("high", 'status = "retired"'),
    "a misdated fact is retired": lambda: of("dated", 'status = "retired"'),
    "a basis": lambda: of("high", 'basis = "unclear"'),
    "a lone fact loses its basis": lambda: of("unclear", "basis ="),
    "an utterance": lambda: [of(name, 'statement = "letter"') for name in ("low", "high")],
    "another source": lambda: of("high", 'source = "report"'),
    "a source that is cited": lambda: of("later", 'cites = ["gazette"]'),
    "a source of another day": lambda: of("dated", 'source = "gazette"'),
    "a fact of another pack": lambda: edit("../two/x.toml", "500 guards", "120 guards"),
    "another id": lambda: edit("b.toml", "[fact.high]", "[fact.aaa]"),
    "a file less": lambda: os.unlink("b.toml"),
    "all of a group": lambda: os.unlink("d.toml"),
    "a lone part more": lambda: Path("new.toml").write_text(
        fact("new", f'{GUARDS.replace("guard", "watch", 1)}value = "900"\nwhen = 2013-12-05')
    ),
    "a file more": lambda: Path("new.toml").write_text(
        fact("new", f'{GUARDS}value = "1 guards"\nwhen = 2013-12-05')
    ),
    "several at once": lambda: [
        of("high", 'who = "patrol"'),
        of("low", 'status = "retired"'),
        of("part", 'basis = "unclear"'),
        edit("../two/x.toml", "500 guards", "120 guards"),
    ],
}
ANEW: dict[str, Callable[[], Any]] = {
    "a ruled fact": lambda: of("ten", 'value = "11"'),
    "a retired ruled fact": lambda: of("ten", 'status = "retired"'),
    "no ruled fact": lambda: os.unlink("f.toml"),
    "a ruled fact about something else": lambda: of("ten", 'who = "port"'),
    "a verdict": lambda: Path("ruling.toml").write_text(ruling(RULED, "compatible")),
    "other ruled facts": lambda: Path("ruling.toml").write_text(ruling(("ten", "low"))),
    "no ruling": lambda: os.unlink("ruling.toml"),
    "a digest": lambda: edit("ruling.toml", 'facts_sha256 = "', 'facts_sha256 = "0'),
    "a part no more": lambda: edit("shared.toml", 'part_of = "guard"', 'part_of = "oris"'),
    "another identity": lambda: edit("shared.toml", 'entity = "oris"', 'entity = "port"'),
    "a key": lambda: edit("shared.toml", 'holds = "30d"', 'key = ["who"]'),
    "how long a level holds": lambda: edit("shared.toml", 'holds = "30d"', 'holds = "2d"'),
    "one value only": lambda: edit("shared.toml", "single = true", "single = false"),
    "a unit": lambda: edit("shared.toml", '"sentries", ', ""),
    "when a source was issued": lambda: edit("shared.toml", "2013-12-10", "2013-12-04"),
    "an address": lambda: edit(
        "shared.toml", "issued = 2013-12-10", 'issued = 2013-12-10\nurl = "http://x/2013/11/05/y"'
    ),
    "a source that reprints no more": lambda: edit("shared.toml", 'reprints = "gazette"', ""),
    "facts of one id": lambda: edit("../two/x.toml", "[fact.yonder]", "[fact.low]"),
}


def check(folders: list[str], cache: Path, step: Callable[[], Any]) -> None:
    """Make a change, and see that all is said of it that a scan says."""
    environ = {"MISCA_CACHE": str(cache)}
    opening.corpus(folders, environ)
    before = judged(opening.scan(folders))
    step()
    scan, expected = judged(opening.scan(folders)), all_said(opening.scan(folders), ASKED)
    for _ in range(2):
        corpus = opening.corpus(folders, environ)
        assert isinstance(corpus, Indexed)
        assert scan == judged(corpus)
        assert expected == all_said(corpus, ASKED)
    assert scan != before


@pytest.mark.parametrize("step", BESIDE.values(), ids=BESIDE)
def test_facts_that_meet_others_are_judged_beside_the_index(
    folders: list[str], tmp_path: Path, step: Callable[[], Any]
) -> None:
    check(folders, tmp_path / "cache", step)
    assert list((tmp_path / "cache").glob("*.delta"))


@pytest.mark.parametrize("step", ANEW.values(), ids=ANEW)
def test_what_judgements_rest_on_has_the_index_made_anew(
    folders: list[str], tmp_path: Path, step: Callable[[], Any]
) -> None:
    check(folders, tmp_path / "cache", step)
    assert not list((tmp_path / "cache").glob("*.delta"))


EXPIRED = "expired-ruling"


def expired(corpus: Corpus) -> int:
    return sum(problem.rule == EXPIRED for problem in corpus.base.problems)


@pytest.mark.parametrize("path", ["a.toml", "f.toml", "new.toml"])
def test_a_ruling_that_has_expired_is_told_of_once(
    folders: list[str], tmp_path: Path, path: str
) -> None:
    of("six", 'value = "7"')
    check(folders, tmp_path / "cache", lambda: add(path, fact("z", BASIS)))
    for corpus in (
        opening.scan(folders),
        opening.corpus(folders, {"MISCA_CACHE": str(tmp_path / "cache")}),
    ):
        assert expired(corpus) == 1
    assert list((tmp_path / "cache").glob("*.delta"))


def test_a_ruling_expires_and_counts_again(folders: list[str], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    told = []
    for value in ("6", "7", "6"):
        of("six", f'value = "{value}"')
        corpus = opening.corpus(folders, {"MISCA_CACHE": str(cache)})
        assert judged(opening.scan(folders)) == judged(corpus)
        (found,) = corpus.judged.judgement("guards\nbosc\n").loud
        told.append((expired(corpus), found.ruling))
    assert told == [(0, "hand"), (1, None), (0, "hand")]


@pytest.mark.parametrize("name", ["yonder", "alike"])
def test_a_ruling_on_a_fact_of_another_pack_is_taken_alike(
    folders: list[str], tmp_path: Path, name: str
) -> None:
    body = f'facts = ["{name}", "low"]\nverdict = "same"\nwhy = "so"\nfacts_sha256 = "0"'
    Path("ruling.toml").write_text(record("ruling.hand", body))
    alike = fact("alike", f'{GUARDS}value = "9 guards"\nwhen = 2013-12-05')
    check(folders, tmp_path / "cache", lambda: add("../two/x.toml", alike))


def written(tmp_path: Path, tables: dict[str, str]) -> list[str]:
    """Write a pack of what all share, without rulings, and some more; return its folder."""
    rows = [record(table, body) for table, body in SHARED.items() if table[:6] != "ruling"]
    rows += [
        fact(table[5:], body) if table[:5] == "fact." else record(table, body)
        for table, body in tables.items()
    ]
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "all.toml").write_text("".join(rows))
    return [str(tmp_path / "one")]


CREW = 'kind = "force"\nname = "Crew"\n'
PARTS = {
    "by another name": {
        "entity.crew": f'{CREW}part_of = "all"\n{SAME.format("base")}',
        "entity.base": CREW,
        "entity.all": f"{CREW}{SAME.format('whole')}",
        "entity.whole": CREW,
        "fact.part": 'who = "base"\nwhat = "guards"\nvalue = 9\nwhen = "2013"',
        "fact.whole": 'who = "whole"\nwhat = "guards"\nvalue = 5\nwhen = "2013"',
    },
    "by its place": {
        "fact.part": 'who = "bosc"\nwhat = "guards"\nwhere = "port"\nvalue = 9',
        "fact.whole": 'who = "bosc"\nwhat = "guards"\nwhere = "oris"\nvalue = 5',
    },
}


@pytest.mark.parametrize("tables", PARTS.values(), ids=PARTS)
def test_a_part_is_held_against_its_whole(tmp_path: Path, tables: dict[str, str]) -> None:
    folders = written(tmp_path, tables)
    scan = opening.scan(folders)
    found = [each for _, judgement in scan.judged.judgements() for each in judgement.loud]
    assert {each.facts for each in found} == {("part", "whole")}
    assert judged(scan) == judged(opening.corpus(folders, {"MISCA_CACHE": str(tmp_path / "c")}))
