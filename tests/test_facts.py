"""The shipped pack: sound, located, in our own words, and not written for the queries."""

from __future__ import annotations

import re
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

# A query that is nothing but a name asks whether the name is known: an alias may be all of it,
# and so may a proper name or an acronym be elsewhere. Other queries ask what finding can do,
# and an alias of ordinary words, or a title, that is one of them would be written for the test.
OF_NAMES = {"name", "acronym", "word", "prefix"}
LOWER_IN_NAMES = {"and", "d", "de", "des", "du", "for", "in", "la", "le", "of", "sans", "the", "to"}
EXCEPTIONS = {
    "french defence minister": "stands before Le Drian's name in Al Jazeera's article",
    "british foreign secretary": "stands before Hague's name in Wikipedia's article",
    "french president": "stands before Hollande's name in Wikipedia's article",
}


def names() -> Iterator[tuple[str, str]]:
    """Give each record with each of its names and other names."""
    for entity in PACK.entities.values():
        yield from ((f"entity.{entity.id}", name) for name in (entity.name, *entity.aliases))
    for measure in PACK.measures.values():
        yield from ((f"measure.{measure.id}", name) for name in (measure.name, *measure.aliases))


def aliases() -> Iterator[tuple[str, str]]:
    """Give each record with each name that was added for finding; headwords are its own.

    A term holds ordinary words and `search` proves nothing: there, only phrases count.
    """
    for entity in PACK.entities.values():
        phrases = (word for word in entity.search if " " in word)
        yield from ((f"entity.{entity.id}", alias) for alias in (*entity.aliases, *phrases))
    for measure in PACK.measures.values():
        yield from ((f"measure.{measure.id}", alias) for alias in measure.aliases)
    for term in PACK.terms.values():
        yield from ((f"term.{term.id}", alias) for alias in term.aliases if " " in alias)


def is_proper_name(alias: str) -> bool:
    words = re.findall(r"[\w/.-]+", alias)
    return all(word in LOWER_IN_NAMES or not word[0].islower() for word in words)


def test_no_problems() -> None:
    assert [str(problem) for problem in BASE.problems] == []


def test_there_are_as_many_facts_as_promised() -> None:
    assert len(PACK.facts) >= 280


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_has_a_provable_place(fact: Fact) -> None:
    assert is_provable(fact.at)
    assert fact.anchor is not None


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
    ways = {
        fold(query["ask"].strip('"')): query["way"]
        for query in QUERIES
        if query["way"] not in OF_NAMES
    }
    fitted = {
        f"{record}: {alias}": fold(alias)
        for record, alias in aliases()
        if fold(alias) in ways and (ways[fold(alias)] == "title" or not is_proper_name(alias))
    }
    assert sorted(alias for alias, query in fitted.items() if query not in EXCEPTIONS) == []
    assert set(EXCEPTIONS) <= set(fitted.values())


@pytest.mark.parametrize(
    ("alias", "proper"),
    [
        ("South Sudan", True),
        ("S/RES/2127", True),
        ("Médecins sans frontières", False),
        ("Chapter VII", True),
        ("C-17", True),
        ("civil war", False),
        ("French diplomats", False),
        ("the Republic", True),
    ],
)
def test_what_is_a_proper_name(alias: str, *, proper: bool) -> None:
    assert proper is is_proper_name(alias)
