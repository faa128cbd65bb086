"""Every kind of record is read as it was written, with all that its fields may hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli import dates, model
from misca_cli.accounts.findings import Agreement, Finding, Judgement
from misca_cli.index.judged import (
    read_findings,
    read_judgement,
    written_findings,
    written_judgement,
)
from misca_cli.index.records import (
    id_in,
    read_document,
    read_names,
    read_record,
    written,
    written_document,
    written_names,
)
from misca_cli.index.rows import Whole
from misca_cli.model import Figure
from misca_cli.record import Record
from misca_cli.search.document import NAMES, Document
from misca_cli.search.documents import name_of
from misca_cli.search.words import joined, words

texts = st.text(max_size=8)
tuples = st.lists(texts, max_size=3).map(tuple)
dated = st.sampled_from(
    [
        "2013-12-05",
        "2013-12",
        "[2013..2014]",
        "2013/..",
        "-0044-03-15",
        "Y12013",
        "2013-12~",
        "201X",
    ]
).map(dates.parse)
numbers = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from(["1.50", "0.0", "1E-28", "-2.5", "1234567890123456789.012345678"]).map(Decimal),
)
figures = st.builds(
    Figure,
    text=texts,
    relation=st.sampled_from(["equal", "plus", "minus", "times"]),
    amount=st.none() | numbers,
    low=st.none() | numbers,
    high=st.none() | numbers,
    low_included=st.booleans(),
    high_included=st.booleans(),
    unit=st.none() | texts,
    approximate=st.booleans(),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("when", "said", "issued", "accessed", "archived", "today"), dated),
    **dict.fromkeys(("seen", "single"), st.booleans()),
    **dict.fromkeys(
        ("involves", "by", "cites", "supersedes", "tags", "author", "aliases", "search"), tuples
    ),
    **dict.fromkeys(("part_of", "key", "facts"), tuples),
    "line": st.integers(0, 10**6),
    "reads": st.dictionaries(st.sampled_from(["when", "value", "date", "x"]), texts),
    "copy": st.builds(model.Copy, file=texts, sha256=st.none() | texts, format=texts),
    "same_as": st.builds(model.Identity, entity=texts, because=texts),
}
VALUES = st.builds(
    model.Value,
    kind=st.sampled_from(["figure", "date", "entity", "unknown", "none"]),
    text=texts,
    figure=st.none() | figures,
    date=st.none() | dated,
    entities=tuples,
)


def records(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Give records of a kind, with any of the fields that may be left out."""
    special = {**FIELDS, **({"value": VALUES} if kind is model.Fact else {})}
    needed = {name: special.get(name, texts) for name in kind._required}
    optional = {
        name: st.none() | special.get(name, texts) if default is None else special.get(name, texts)
        for name, default in kind._defaults.items()
    }
    return st.fixed_dictionaries(needed, optional=optional).map(lambda given: kind(**given))


KINDS = (model.Fact, model.Source, model.Entity, model.Measure, model.Term, model.Statement,
         model.Ruling)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_records_are_read_as_they_were_written(kind: type[Record]) -> None:
    @given(records(kind))
    def holds(record: Record) -> None:
        found = read_record(kind, written(record))
        assert record == found
        assert repr(record) == repr(found)  # 1.50 is not 1.5, and a tuple no list

    holds()


@given(figures)
def test_figures_are_read_as_they_were_written(figure: Figure) -> None:
    assert repr(figure) == repr(read_record(Figure, written(figure)))


@given(st.dictionaries(st.integers(-9999, 9999).map(str), st.integers(1)), st.booleans())
def test_what_is_known_of_the_whole_is_read_as_it_was_written(
    years: dict[str, int],
    clashes: bool,  # noqa: FBT001
) -> None:
    whole = Whole(size=3, claim_words=7, years=years, clashes=clashes)
    assert whole == read_record(Whole, written(whole))


@given(
    st.dictionaries(st.sampled_from(["claim", "note", "id"]), st.text(max_size=30)),
    st.dictionaries(st.sampled_from([*NAMES]), st.lists(st.just("entity:x-1"), min_size=1)),
    st.sampled_from([None, "figure"]),
    st.booleans(),
)
def test_documents_are_read_with_the_words_they_have(
    written_in: dict[str, str],
    names: dict[str, list[str]],
    kind: str | None,
    exact: bool,  # noqa: FBT001
) -> None:
    document = Document(
        texts={field: joined(words(text)) for field, text in written_in.items()},
        names=names,
        kind=kind,
        exact=exact,
    )
    line = written_document(document, "an-id")
    found = read_document(line)
    assert {f: text for f, text in document.texts.items() if text} == found.texts
    assert names == found.names
    assert (kind, exact, "an-id") == (found.kind, found.exact, id_in(line))


@given(st.lists(st.tuples(texts, texts, st.text(max_size=20))))
def test_names_are_read_as_they_were_written(rows: list[tuple[str, str, str]]) -> None:
    names = tuple(name_of(*row) for row in rows)
    assert names == read_names(written_names(names))


findings = st.lists(
    st.builds(Finding, kind=texts, facts=tuples, why=texts, ruling=st.none() | texts), max_size=3
).map(tuple)
agreements = st.builds(
    Agreement,
    measure=texts,
    of=texts,
    unit=st.none() | texts,
    low=st.none() | numbers,
    high=st.none() | numbers,
    accounts=st.integers(0, 99),
    origins=st.integers(0, 99),
    differs_on=tuples,
    text=texts,
)


@given(findings)
def test_findings_are_read_as_they_were_written(found: tuple[Finding, ...]) -> None:
    assert repr(found) == repr(read_findings(written_findings(found)))


@given(findings, findings, st.lists(agreements, max_size=3).map(tuple))
def test_judgements_are_read_as_they_were_written(
    loud: tuple[Finding, ...], quiet: tuple[Finding, ...], agreed: tuple[Agreement, ...]
) -> None:
    judgement = Judgement(loud=loud, quiet=quiet, agreements=agreed)
    written_as = written_judgement(judgement)
    assert repr(judgement) == repr(read_judgement(written_as))
    assert bool(written_as) == (judgement != Judgement())
