"""Whatever a finder asks, an index knows as much as a scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.index import changed, opening
from misca_cli.index.read import Indexed
from misca_cli.query import Amount, Period
from misca_cli.search.agree import period_agreement
from misca_cli.search.plan import namesakes
from misca_cli.search.sets import EMPTY, FactSet
from misca_cli.search.words import stem

from . import packs
from .packs import SHARED, WORDS, edited, record, write

if TYPE_CHECKING:
    from misca_cli.dates import Day
    from misca_cli.model import Number
    from misca_cli.search.corpus import Corpus

letters = st.text(st.sampled_from("abcdefgrsuоé"), min_size=1, max_size=9)
folded = st.sampled_from([word.lower() for word in WORDS if word.isascii() and word.isalpha()])


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    """Draw a word of the facts with a letter more, less, another or swapped, or two of these."""
    word = draw(folded)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(word) - 1))
        letter = draw(st.sampled_from("aeious"))
        word = draw(
            st.sampled_from(
                [
                    word[:at] + letter + word[at:],
                    word[:at] + word[at + 1 :],
                    word[:at] + letter + word[at + 1 :],
                    word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                ]
            )
        )
        word = word or letter
    return word


asked = (
    misspelt() | letters | st.sampled_from(["ndjamena", "djamena", "c17", "17", "1600", "москва"])
)
numbers = st.sampled_from([None, 0, 1, 7, 9, 120, 1600, 40_000_000, -3])
amounts = st.builds(
    Amount,
    text=st.just(""),
    low=numbers,
    high=numbers,
    low_included=st.booleans(),
    high_included=st.booleans(),
    unit=st.sampled_from([None, None, "USD", "%"]),
    counted=st.sampled_from([(), (stem("guards"),)]),
)
KEYS = ("entity:guard", "entity:bosc", "source:gazette", "source:report", "statement:speech",
        "measure:cost", "entity:nobody")  # fmt: skip
MARKS = {"stage": "announced", "act": "states", "tag": "x\ny", "status": "retired", "pack": "one"}


class Ids:
    """Sets of facts as a corpus numbers them, by id."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of(self, facts: FactSet) -> list[str]:
        return sorted(self._corpus.id(number) for number in facts)

    def by(self, sets: Mapping[str, FactSet] | Mapping[float, FactSet]) -> dict[object, list[str]]:
        return {key: self.of(facts) for key, facts in sets.items() if facts}


def of_words(corpus: Corpus, words: Iterable[str]) -> Iterable[object]:
    """Give what a corpus knows of words."""
    ids = Ids(corpus)
    for word in words:
        yield corpus.has(word), corpus.stands(word), corpus.counted(word)
        yield list(corpus.inflections(stem(word))), sorted(map(tuple, corpus.terms((stem(word),))))
        yield [list(corpus.alike(word, most)) for most in (1, 2, 3)]
        if len(word) >= 3:
            yield list(corpus.beginning(word))
        yield tuple(corpus.names_with(word))
        for name in corpus.names_with(word):
            yield ids.by(corpus.bearing((), (namesakes(name, word),)))
            yield corpus.frequency((), (), (namesakes(name, word),))
        yield ids.by(corpus.having((word,))), ids.by(corpus.having((word, "guards")))
        yield corpus.frequency((word,), (), ()), corpus.frequency((word, "guards"), KEYS, ())
        for field in ("who", "what", "source", "tag", "stage", "note"):
            yield corpus.named(field, word)


def of_facts(corpus: Corpus, amount: Amount, period: Period) -> Iterable[object]:
    """Give what a corpus knows of its facts."""
    ids = Ids(corpus)
    yield corpus.size, ids.of(corpus.everything), corpus.claim_length, tuple(corpus.years)
    yield ids.by(
        {f"{field}:{value}": corpus.marked(field, value) for field, value in MARKS.items()}
    )
    yield ids.by(corpus.bearing(KEYS)), [ids.by(corpus.bearing((key,))) for key in KEYS]
    yield ids.by(corpus.figured(amount))

    def agree(first: Day | None, last: Day | None) -> float:
        return period_agreement(period, first, last)

    yield ids.by(corpus.dated(agree)), ids.by(corpus.dated(agree, told=True))
    for field in ("who", "what", "source", "tag", "stage", "note"):
        yield list(corpus.choices(field))
    numbers = corpus.first(corpus.everything, 5)
    yield [corpus.id(number) for number in numbers]
    yield [corpus.fact(number) for number in corpus.first(corpus.everything, 99)]
    yield sorted(numbers, key=corpus.order) == list(numbers)
    facts = corpus.base.facts
    yield sorted(facts), len(facts), [facts.get(each) for each in ("f1", "one/f1", "F1", "none")]
    yield [each in facts for each in ("f1", "one/f1", "F1", "none")]
    for pack in corpus.base.packs:
        yield pack.name, pack.title, pack.maintainers, pack.folder
        for shelf in (pack.entities, pack.sources, pack.measures, pack.terms, pack.statements):
            yield dict(sorted(shelf.items())), len(shelf), "guard" in shelf, "x" in shelf


@given(
    files=packs.packs(),
    edits=st.lists(packs.edits(), max_size=2),
    words=st.lists(asked, min_size=1, max_size=6),
    amount=amounts,
    period=st.sampled_from(
        [
            Period(text="", edtf="", earliest=(2013, 12, 6), latest=(2013, 12, 6)),
            Period(text="", edtf="", latest=(2013, 12, 31)),
            Period(text="", edtf="", first=(12, 1), last=(12, 31)),
        ]
    ),
    part_bits=packs.PART_BITS,
)
@settings(max_examples=25)
def test_an_index_knows_what_a_scan_knows(  # noqa: PLR0917  # hypothesis names them
    tmp_path_factory: pytest.TempPathFactory,
    files: packs.Files,
    edits: list[tuple[str, str, str]],
    words: list[str],
    amount: Amount,
    period: Period,
    part_bits: int,
) -> None:
    root = tmp_path_factory.mktemp("packs")
    environ = {"MISCA_CACHE": str(tmp_path_factory.mktemp("cache"))}
    folders = write(root, files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changed, "MOST", 0)
        packs.parted(patch, part_bits)
        corpus = opening.corpus(folders, environ)
        for edit in edits:
            before, files = files, edited(files, edit)
            write(root, files, before)
            corpus = opening.corpus(folders, environ)
        assert isinstance(corpus, Indexed)
        scan = opening.scan(folders)
        for expected, found in zip(of_words(scan, words), of_words(corpus, words), strict=True):
            assert expected == found
        facts = zip(of_facts(scan, amount, period), of_facts(corpus, amount, period), strict=True)
        for expected, found in facts:
            assert expected == found


def test_facts_about_many_things_of_like_names_are_found_at_once(tmp_path: Path) -> None:
    rows = [record("source.gazette", SHARED["source.gazette"])]
    for at in range(9):
        name = f"Reef Guard{('', ' North', ' South')[at % 3]}"
        rows.append(record(f"entity.e{at}", f'name = "{name}"\nkind = "force"'))
        fact = f'claim = "One."\nsource = "gazette"\nat = "p"\nwho = "e{at}"'
        rows.append(record(f"fact.f{at}", fact))
    folders = write(tmp_path, {"one/a.toml": "".join(rows)})
    corpus = opening.corpus(folders, {"MISCA_CACHE": str(tmp_path / "cache")})
    assert isinstance(corpus, Indexed)
    for length, expected in ((2, ["f0", "f3", "f6"]), (3, ["f1", "f2", "f4", "f5", "f7", "f8"])):
        for each in (opening.scan(folders), corpus):
            found = each.bearing((), (("guard", length, False),))
            assert {"who": expected} == Ids(each).by(found)


def test_a_figure_without_a_unit_has_that_of_its_measure(tmp_path: Path) -> None:
    facts = "".join(
        record(
            f"fact.{what}",
            f'claim = "One."\nsource = "herald"\nat = "p"\n'
            f'who = "oris"\nwhat = "{what}"\nvalue = 5',
        )
        for what in ("cost", "guards", "head")
    )
    shared = "".join(record(table, body) for table, body in SHARED.items())
    folders = write(tmp_path, {"one/a.toml": facts.replace('"head"', '"other"') + shared})
    for corpus in (
        opening.scan(folders),
        opening.corpus(folders, {"MISCA_CACHE": str(tmp_path / "cache")}),
    ):
        for unit, found in ((None, ["cost", "guards", "head"]), ("USD", ["cost"]), ("EUR", [])):
            amount = Amount(text="", low=5, high=5, unit=unit)
            assert found == Ids(corpus).of(corpus.figured(amount).get(1.0, EMPTY))


def test_what_no_fact_has_any_more_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changed, "MOST", 0)

    def fact(name: str, claim: str, year: int) -> str:
        body = f'claim = "{claim}"\nsource = "gazette"\nat = "p"\nwhen = {year}-12-05'
        return record(f"fact.{name}", f'{body}\ntags = "{claim.partition(" ")[0]}"')

    shared = "".join(record(table, body) for table, body in SHARED.items() if "ruling" not in table)
    gone = fact("b", "quarantines attacked", 1999) + fact("c", "quarantines", 1999)
    files = {
        "one/a.toml": fact("a", "guards attack", 2013),
        "one/b.toml": gone,
        "one/s.toml": shared,
    }
    folders = write(tmp_path, files)
    environ = {"MISCA_CACHE": str(tmp_path / "cache")}
    before = opening.corpus(folders, environ)
    assert (before.has("quarantine"), before.years) == (True, (1999, 2013))
    write(tmp_path, {**files, "one/b.toml": fact("b", "ferry", 1999)}, files)
    corpus, scan = opening.corpus(folders, environ), opening.scan(folders)
    assert list((tmp_path / "cache").glob("*.delta"))
    for known in (corpus, scan):
        assert not known.has("quarantine")
        assert not known.stands("quarantines")
        assert list(known.inflections(stem("quarantine"))) == []
        assert list(known.inflections(stem("attacked"))) == ["attack"]
        assert list(known.beginning("quaran")) == []
        assert list(known.alike("quarantinse", 2)) == []
        assert known.named("tag", "quarantines") == ()
        assert list(known.choices("tag")) == ["ferry", "guards"]
        assert list(known.years) == [2013, 1999]


@pytest.mark.parametrize("number", [10**400, -(10**400)], ids=["large", "small"])
def test_a_figure_beyond_any_is_found_nowhere(
    tmp_path_factory: pytest.TempPathFactory, number: Number
) -> None:
    root = tmp_path_factory.mktemp("packs")
    folders = write(root, {"one/a.toml": ""})
    corpus = opening.corpus(folders, {"MISCA_CACHE": str(root / "cache")})
    assert corpus.figured(Amount(text="", low=number, high=number)) == {}
