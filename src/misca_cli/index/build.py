"""Facts → the rows of an index file.

Postings hold the facts in the order they came until the file is written: then all are
numbered anew, in the order of their ids.
"""

from __future__ import annotations

import gc
from array import array
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby

from misca_cli.index.gathering import Gathered
from misca_cli.index.judging import Judging
from misca_cli.index.layout import PLACE
from misca_cli.index.postings import CODES
from misca_cli.index.records import read_record, written, written_document
from misca_cli.index.rows import DATES, TOLD, Whole, data, facts_key, figure_key, id_key
from misca_cli.index.rows import text as text_of
from misca_cli.index.tables import vocabulary
from misca_cli.index.write_postings import posted, posted_alone
from misca_cli.jsontext import compact
from misca_cli.model import Fact
from misca_cli.search.document import NAMES, TEXTS
from misca_cli.search.documents import document
from misca_cli.search.marks import marks
from misca_cli.search.sets import PART
from misca_cli.search.words import forms_in
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from misca_cli.dates import Date
    from misca_cli.factbase import Factbase
    from misca_cli.index.judging import Before
    from misca_cli.index.rows import Rows
    from misca_cli.index.tables import Shared
    from misca_cli.index.write import Writer
    from misca_cli.search.document import Document

    ByField = Mapping[str, Gathered]

KEPT = 64
"""So many meetings are kept once their facts have been read again."""
SETTLED = 8192
"""So many facts come before those that were gathered settle."""


class Facts:
    """Facts being added, one after the other, to an index file."""

    def __init__(self, writer: Writer, base: Factbase, before: Before | None) -> None:
        self._writer = writer
        self._base = base
        self._before = before
        self._judging = Judging(base, before)
        self._places = bytearray()
        """Of the facts, one after the other."""
        fields = {"w": TEXTS, "b": tuple(NAMES)}
        self._gathered: Mapping[str, ByField] = {
            kind: {field: Gathered() for field in fields.get(kind, ("",))} for kind in "bdghmrtw"
        }
        """Facts by the kind of key, then by field; numbered in the order they came."""
        self._dates: dict[str, Date] = {}
        """By their text."""
        self._claim_words = 0
        self.ids: list[str] = []
        self.packs: list[str] = []
        """The id and the pack of each fact, in the order they came."""

    def extend(self, facts: Iterable[Fact]) -> None:
        """Add facts."""
        for fact in facts:
            self._add(fact)
            if len(self.ids) % SETTLED == 0:
                self._settle()
        self._settle()

    def _settle(self) -> None:
        for by_field in self._gathered.values():
            for gathered in by_field.values():
                gathered.settle()

    def _add(self, fact: Fact) -> None:
        number = len(self.ids)
        self.ids.append(fact.id)
        self.packs.append(fact.pack)
        doc = document(fact, self._base)
        met = self._judging.add(number, fact)
        value = data(f"{written_document(doc, fact.id)}\n{written(fact)}\n{met}")
        self._places += self._writer.block(value)
        self._claim_words += doc.claim_length
        self._add_words(doc, number)
        if met:
            self._latest("r")[met].append(number)
        marked = self._latest("m")
        for mark in marks(fact, self._base):
            marked[mark].append(number)
        figure = fact.value.figure if fact.value else None
        if figure:
            order = "" if figure.amount is None else figure_key(figure.amount).decode()
            self._latest("g" if order else "h")[order + written(figure)].append(number)
        self._add_date("d", self._base.date_used(fact)[1], number)
        self._add_date("t", self._base.date_known(fact), number)

    def _latest(self, kind: str) -> Mapping[str, list[int]]:
        return self._gathered[kind][""].latest

    def _add_words(self, doc: Document, number: int) -> None:
        of_texts, of_names = self._gathered["w"], self._gathered["b"]
        for field, text in doc.texts.items():
            facts = of_texts[field].latest
            for form in {*forms_in(text)}:
                facts[form].append(number)
        for field, keys in doc.names.items():
            facts = of_names[field].latest
            for key in keys:
                facts[key].append(number)

    def _add_date(self, kind: str, date: Date | None, number: int) -> None:
        if date:
            self._dates[date.text] = date
            self._latest(kind)[date.text].append(number)

    def words(self) -> Iterable[str]:
        """Return every word of the facts."""
        return set().union(*(each.settled for each in self._gathered["w"].values()))

    def whole(self) -> Whole:
        """Return what is known of the facts as a whole."""
        return Whole(
            size=len(self.ids),
            claim_words=self._claim_words,
            years=self._years(),
            clashes=len(set(self.packs)) > 1 and len(set(self.ids)) < len(self.ids),
        )

    def _years(self) -> Mapping[str, int]:
        years: dict[str, int] = {}
        gathered = self._gathered["d"][""]
        for text in gathered.settled:
            for bound in (self._dates[text].earliest, self._dates[text].latest):
                if bound:
                    year = str(bound[0])
                    years[year] = years.get(year, 0) + len(gathered.facts(text))
        return years

    def rows(self, namesakes: Mapping[str, Iterable[str]]) -> Mapping[str, Rows]:
        """Return the rows by the kind of their keys, sorted.

        The facts are numbered in the order of the ids that users type. `namesakes` are things
        that are asked for together, by the key that these go by.
        """
        typed = typed_ids(self.ids, self.packs)
        order = sorted(range(len(typed)), key=typed.__getitem__)
        numbers = array("I", bytes(4 * len(order)))
        for number, came in enumerate(order):
            numbers[came] = number
        in_order = all(number == came for number, came in enumerate(order))
        together = self._together(namesakes)
        renumbered = () if in_order else numbers
        rows = {
            kind: self._posted(kind, by_field, renumbered)
            for kind, by_field in self._gathered.items()
        }
        rows["k"] = self._posted("", together, renumbered)
        rows["q"] = self._celled(self._judgements(typed))
        rows["Q"] = self._celled(self._judging.notices(typed, order))
        rows["f"] = self._parts(order)
        rows["i"] = self._by_id(typed, numbers)
        return rows

    def _parts(self, order: Sequence[int]) -> Rows:
        """Give the places of the facts, part by part."""
        for start in range(0, len(order), PART):
            places = b"".join([self._place(came) for came in order[start : start + PART]])
            yield facts_key(start // PART), b">" + self._writer.block(places)

    def _place(self, came: int) -> bytes:
        return bytes(self._places[PLACE * came : PLACE * (came + 1)])

    def _celled(self, values: Rows) -> Rows:
        return ((key, self._writer.cell(value)) for key, value in values)

    def _judgements(self, typed: Sequence[str]) -> Rows:
        """Return what there is to say of the facts that may be compared."""
        gathered = self._gathered["r"][""]

        @lru_cache(maxsize=KEPT)  # a whole is read for each of its parts
        def members(each: str) -> dict[str, Fact]:
            held = dict(self._before.facts(each)) if self._before else {}
            return held | {typed[came]: self._read(came) for came in gathered.facts(each)}

        counts = {each: len(gathered.facts(each)) for each in gathered.settled}
        return self._judging.judgements(counts, members, typed)

    def _read(self, came: int) -> Fact:
        """Return a fact that was added."""
        written = text_of(self._writer.read(self._place(came)))
        return read_record(Fact, written.split("\n", 2)[1])

    def _together(self, namesakes: Mapping[str, Iterable[str]]) -> ByField:
        """Return the facts of many things at once, by the key that these go by."""
        together = {field: Gathered() for field in NAMES}
        for field, gathered in self._gathered["b"].items():
            for key, alike in namesakes.items():
                facts = {number for each in alike for number in gathered.facts(each)}
                if facts:
                    together[field].latest[key] = sorted(facts)
            together[field].settle()
        return together

    def _posted(self, kind: str, by_field: ByField, numbers: Sequence[int]) -> Rows:
        """Give the rows of a kind; what has been given is let go."""
        held = {CODES[field]: each.settled for field, each in by_field.items() if each.settled}
        # The bytes of texts have the order of the texts.
        for key in sorted(set().union(*held.values())):
            sets = {code: facts.pop(key) for code, facts in held.items() if key in facts}
            yield data(kind + key), self._posting(sets, numbers)

    def _posting(self, sets: Mapping[int, int | array[int]], numbers: Sequence[int]) -> bytes:
        if len(sets) == 1:
            ((code, came),) = sets.items()
            if isinstance(came, int):  # as of most words
                return b"=" + posted_alone(code, numbers[came] if numbers else came)
        facts: dict[int, Sequence[int]] = {
            code: (came,) if isinstance(came, int) else came for code, came in sets.items()
        }
        if numbers:
            facts = {code: sorted([numbers[came] for came in facts[code]]) for code in facts}
        return self._writer.cell(posted(self._writer, facts))

    def _by_id(self, typed: Sequence[str], numbers: Sequence[int]) -> Rows:
        keys = [fold(fact_id) for fact_id in typed]
        for key, alike in groupby(sorted(range(len(keys)), key=keys.__getitem__), keys.__getitem__):
            lines = (f"{numbers[came]} {typed[came]}" for came in alike)
            yield id_key(key), self._writer.cell(data("\n".join(lines)))

    def dates(self) -> Mapping[bytes, bytes]:
        """Return the bounds of all dates that facts have."""
        return {key: self._bounds_of(kind) for key, kind in ((DATES, "d"), (TOLD, "t"))}

    def _bounds_of(self, kind: str) -> bytes:
        texts = sorted(self._gathered[kind][""].settled)
        return data(compact([_bounds(self._dates[text]) for text in texts]))


def _bounds(date: Date) -> tuple[object, ...]:
    return date.text, date.earliest, date.latest


def build(  # noqa: PLR0913  # what it is made of, by name
    writer: Writer,
    base: Factbase,
    facts: Iterable[Fact],
    more: Callable[[Whole], Mapping[bytes, bytes]],
    *,
    shared: Shared | None = None,
    before: Before | None = None,
) -> bytes:
    """Write an index of facts, and return its identity; `base` has the records that they share.

    `more` gives rows that are known once all facts are, from what is known of these as a
    whole. `shared` is what they share, in rows, unless another file has it: then `before` is
    what that file has beside them.
    """
    added = Facts(writer, base, before)
    with _uncollected():
        added.extend(facts)
        tables = {
            **(shared.rows if shared else {}),
            **vocabulary(added.words(), shared.words if shared else ()),
            **added.dates(),
            **more(added.whole()),
        }
        rows = added.rows(shared.namesakes if shared else {})
        return writer.finish(_sorted(writer, rows, tables))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no garbage: a million lists and no cycle among them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _sorted(writer: Writer, rows: Mapping[str, Rows], tables: Mapping[bytes, bytes]) -> Rows:
    """Give all rows in the order of their keys: a kind has either rows or a table."""
    kinds: dict[bytes, list[bytes]] = {kind.encode(): [] for kind in rows}
    for key in tables:
        kinds.setdefault(key[:1], []).append(key)
    for kind in sorted(kinds):
        yield from rows.get(kind.decode(), ())
        yield from ((key, writer.cell(tables[key])) for key in sorted(kinds[kind]))


def typed_ids(ids: Sequence[str], packs: Sequence[str]) -> Sequence[str]:
    """Return the ids users type for facts: those of several packs have the pack's name."""
    if len(set(packs)) < 2:
        return ids
    held: dict[str, str] = {}
    named = tuple(zip(ids, packs, strict=True))
    clashing = {fact_id for fact_id, pack in named if held.setdefault(fact_id, pack) != pack}
    return [f"{pack}/{fact_id}" if fact_id in clashing else fact_id for fact_id, pack in named]
