"""The rows of an index that are no postings: what facts share, names, and the vocabulary."""

from __future__ import annotations

from misca_cli.index.alike import written_spellings
from misca_cli.index.records import written, written_names
from misca_cli.index.rows import (
    PACKS,
    SHARED,
    UNITS,
    beginning_key,
    data,
    name_key,
    named_key,
    namesakes_key,
    record_key,
    stem_key,
    terms_key,
)
from misca_cli.jsontext import compact
from misca_cli.record import Record
from misca_cli.search import fields
from misca_cli.search.documents import names_of
from misca_cli.search.plan import MANY_NAMES, MOST_NAMES, namesakes
from misca_cli.search.vocabulary import members, names_by_word, terms_by_stems, unit_stems
from misca_cli.search.words import SHORTEST_STEM, has_digit, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Pack
    from misca_cli.search.document import Name

    Table = Mapping[bytes, bytes]


class Shared(Record):
    """What facts share."""

    rows: Table
    words: frozenset[str]
    """Every word of names and terms."""
    namesakes: Mapping[str, Collection[str]] = {}
    """The keys of many things at once, by the key of the facts that name any of them."""


def shared_tables(base: Factbase) -> Shared:
    """Return the records that facts share, their names, and terms."""
    terms = terms_by_stems(base)
    every = tuple(names_of(base))
    names = names_by_word(every)
    rows = {
        PACKS: data(compact([_described(pack) for pack in base.packs])),
        UNITS: data("\n".join(sorted(unit_stems(base, terms)))),
        **_records(base),
        **_ids_by_name(every),
        **{name_key(form): data(written_names(held)) for form, held in names.items()},
        **{terms_key(stems): data(compact(held)) for stems, held in terms.items()},
    }
    words = frozenset((*names, *members(terms)))
    return Shared(rows=rows, words=words, namesakes=_namesakes(names))


def _namesakes(names: Mapping[str, Sequence[Name]]) -> Mapping[str, Collection[str]]:
    """Return what queries ask for at once: all that goes by some word, where that is much."""
    held: dict[str, set[str]] = {}
    for form, having in names.items():
        if MANY_NAMES <= len(having) <= MOST_NAMES:
            for name in having:
                held.setdefault(namesakes_key(namesakes(name, form)), set()).add(name.key)
    return held


def _described(pack: Pack) -> dict[str, object]:
    described = ("folder", "name", "title", "version", "licence", "language", "maintainers")
    return {field: getattr(pack, field) for field in described}


def _records(base: Factbase) -> Table:
    return {
        record_key(table, pack.name, record_id): data(written(record))
        for pack in base.packs
        for table in SHARED
        for record_id, record in getattr(pack, table).items()
    }


def _ids_by_name(names: Iterable[Name]) -> Table:
    """Return ids by the names that filters may be given."""
    ids: dict[bytes, set[str]] = {}
    for name in names:
        kind, _, record_id = name.key.partition(":")
        if fields.is_for(name, kind):
            ids.setdefault(named_key(kind, fields.spelt(name.text)), set()).add(record_id)
    return {key: data("\n".join(sorted(held))) for key, held in ids.items()}


def vocabulary(of_facts: Iterable[str], others: Iterable[str]) -> Table:
    """Return words by stem, by beginning, and by what misspellings of them have in common."""
    plain = {form for form in of_facts if not has_digit(form)}
    forms = sorted({*of_facts, *others})
    stems: dict[str, list[str]] = {}
    for form in forms:
        stems.setdefault(stem(form), []).append(form)
    lists = {stem_key(stemmed): held for stemmed, held in stems.items() if held != [stemmed]}
    # Words of facts that are their own stems alone need no entry, others do.
    alone = (form for form in others if stems.get(form) == [form])
    lists |= {stem_key(form): [form] for form in alone}
    spelt = sorted(plain | {form for form in others if not has_digit(form)})
    for form in spelt:
        lists.setdefault(beginning_key(form), []).append(form)
    long_stems = [s for s in sorted(stems) if len(s) >= SHORTEST_STEM and not has_digit(s)]
    return {
        **{key: data("\n".join(held)) for key, held in lists.items()},
        **_spellings("a", "x", spelt),
        **_spellings("A", "X", long_stems),
    }


def _spellings(begun: str, ended: str, forms: Sequence[str]) -> Table:
    """Return words by their first letter and length, and by what follows their first letter."""
    by_start: dict[str, list[str]] = {}
    by_tail: dict[str, list[str]] = {}
    for form in forms:
        by_start.setdefault(f"{begun}{form[0]}{len(form)}", []).append(form)
        by_tail.setdefault(f"{ended}{form[1:]}", []).append(form)
    starts = {data(key): written_spellings(held) for key, held in by_start.items()}
    return {**starts, **{data(key): data("\n".join(held)) for key, held in by_tail.items()}}
