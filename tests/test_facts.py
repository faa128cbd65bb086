"""The shipped pack: sound, located, in our own words, and not written for the queries."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli

from misca_cli import config, factbase
from misca_cli.anchors import is_provable
from misca_cli.model import Fact
from misca_cli.text import fold

BASE = factbase.read([config.builtin_folder()])
(PACK,) = BASE.packs
QUERIES = tomli.loads((Path(__file__).parent / "queries.toml").read_text("utf-8"))["query"]
OVERLAP = Path(__file__).parents[1] / ".ci" / "overlap.py"
FACTS = [pytest.param(fact, id=fact.id) for fact in PACK.facts.values()]
QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”|(?<!\w)['‘]([^'’]*(?:['’]\w[^'’]*)*)['’](?!\w)")
MOST_WORDS = 5

# Measures that the same words may mean; a query of them finds the facts of both.
SHARED = {
    "duration": {"measure.days", "measure.duration"},
    "length": {"measure.days", "measure.duration"},
    "duree": {"measure.days", "measure.duration"},
    "participants": {"measure.attendance", "measure.contributors"},
    "start date": {"measure.established", "measure.started"},
}

# Names that a query of the set is all of, each with what it is: a person or thing that the
# sources name so (name), an acronym or a document's symbol (acronym), the office before a
# person's name in the source (title), or an ordinary word of what is found (word). Any other
# would be written for the test.
QUERIES_IN_FULL = {
    "entity.armed-groups: gangs": "word",
    "entity.ban-ki-moon: ban ki moon": "name",
    "entity.binuca: binuca": "acronym",
    "entity.c-17: c17": "name",
    "entity.car-coup: overthrow": "word",
    "entity.chapter-vii: chapter vii": "name",
    "entity.ddr: ddr": "acronym",
    "entity.ddrrr: ddr": "acronym",
    "entity.eccas: ceeac": "acronym",
    "entity.eccas: eccas": "acronym",
    "entity.fabius: fabius": "name",
    "entity.hague: british foreign secretary": "title",
    "entity.hollande: french president": "title",
    "entity.le-drian: french defence minister": "title",
    "entity.mali-rebels: terrorists": "word",
    "entity.mandela: mandela": "name",
    "entity.micopax: micopax": "acronym",
    "entity.msf: medecins sans frontieres": "name",
    "entity.resolution-2121: s/res/2121": "acronym",
    "entity.resolution-2121: unscr 2121": "acronym",
    "entity.resolution-2127: s/res/2127": "acronym",
    "entity.serval: serval": "name",
    "entity.work-res-2121: s/res/2121": "acronym",
    "entity.work-rop: fabius": "name",
    "term.coup: overthrow": "word",
    "term.disarmament: disarm": "word",
    "term.jihadists: terrorists": "word",
}


def names() -> Iterator[tuple[str, str]]:
    """Give each record with each of its names and other names."""
    for entity in PACK.entities.values():
        yield from ((f"entity.{entity.id}", name) for name in (entity.name, *entity.aliases))
    for measure in PACK.measures.values():
        yield from ((f"measure.{measure.id}", name) for name in (measure.name, *measure.aliases))


def added_for_finding() -> Iterator[tuple[str, str]]:
    """Give each record with each name but its own, and with what is there only to find it."""
    for entity in PACK.entities.values():
        words = (*entity.aliases, *entity.search)
        yield from ((f"entity.{entity.id}", word) for word in words)
    for measure in PACK.measures.values():
        yield from ((f"measure.{measure.id}", alias) for alias in measure.aliases)
    for term in PACK.terms.values():
        yield from ((f"term.{term.id}", alias) for alias in term.aliases)


def test_no_problems() -> None:
    assert [str(problem) for problem in BASE.problems] == []


def test_there_are_as_many_facts_as_promised() -> None:
    assert len(PACK.facts) >= 280


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_has_a_provable_place_with_an_anchor_of_its_own(fact: Fact) -> None:
    assert is_provable(fact.at)
    assert fact.anchor is not None
    assert fact.anchor.partition(":")[0] == fact.at.partition(" ")[0].removeprefix("p")


def test_sources_read_are_seen_and_cited_ones_are_not() -> None:
    read = {fact.source for fact in PACK.facts.values()}
    cited = {source for fact in PACK.facts.values() for source in fact.cites}
    assert [source for source in read if not PACK.sources[source].seen] == []
    assert [source for source in cited if PACK.sources[source].seen] == []


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_takes_few_words_of_its_source(fact: Fact) -> None:
    titles = {source.title for source in PACK.sources.values()}
    titles |= {entity.name for entity in PACK.entities.values()}
    texts = (fact.claim, fact.note or "", *(f'"{read}"' for read in fact.reads.values()))
    quoted = [found for text in texts for found in map("".join, QUOTED.findall(text))]
    assert [q for q in quoted if len(q.split()) > MOST_WORDS and q not in titles] == []


def test_a_name_means_one_record() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for record, name in names():
        meant[fold(name)].add(record)
    assert {name: records for name, records in meant.items() if len(records) > 1} == SHARED


def test_no_name_is_given_twice() -> None:
    given = Counter((record, fold(name)) for record, name in names())
    assert sorted(name for name, times in given.items() if times > 1) == []


def test_a_term_has_several_words_and_none_twice() -> None:
    words = {
        term.id: [fold(word) for word in (term.id, *term.aliases)] for term in PACK.terms.values()
    }
    assert {term: given for term, given in words.items() if len(set(given)) < 2} == {}
    twice = {term: Counter(given).most_common(1)[0] for term, given in words.items()}
    assert {term: word for term, (word, times) in twice.items() if times > 1} == {}


def test_no_alias_is_written_for_a_query() -> None:
    asked = {fold(query["ask"].strip('"')) for query in QUERIES}
    found = {f"{record}: {fold(word)}" for record, word in added_for_finding()}
    assert set(QUERIES_IN_FULL) == {name for name in found if name.split(": ", 1)[1] in asked}
    assert set(QUERIES_IN_FULL.values()) == {"name", "acronym", "title", "word"}


@pytest.mark.skipif(not OVERLAP.exists(), reason="a checkout has it, a source archive does not")
@pytest.mark.parametrize(
    ("claim", "copied"),
    [
        ("It takes six words from one source.", "takes six words from one source"),
        ("It (takes SIX words), from one “source”.", "takes six words from one source"),
        ("He takes six words from another.", None),
        ("It names A Book of More than Six Words.", None),
        ("It names A Book of More than Six.", "a book of more than six"),
    ],
)
def test_copied_runs_are_found(tmp_path: Path, claim: str, copied: str | None) -> None:
    pack, documents = tmp_path / "pack", tmp_path / "documents"
    pack.mkdir()
    documents.mkdir()
    book = "A Book of More than Six Words"
    text = f'source.s.title = "{book}"\nfact.f.note = "x"\nfact.f.claim = """{claim}"""\n'
    (pack / "facts.toml").write_text(text, "utf-8")
    source = f"This ''takes'' six [[word|words]] from one source.\n\n{book} is another.\n"
    (documents / "source.txt").write_text(source, "utf-8")
    command = (sys.executable, OVERLAP, pack, documents)
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    told = f'facts.toml: fact.f.claim: copies "{copied}"\n' if copied else ""
    assert (told, "", bool(copied)) == (done.stdout, done.stderr, bool(done.returncode))
