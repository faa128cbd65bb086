"""Facts → the rows of an index file.

Postings hold the facts in the order they came until the file is written: then all are
numbered anew, in the order of their ids.
"""

from __future__ import annotations

import gc
from array import array
from bisect import bisect_left
from collections import defaultdict
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby

from misca_cli.index.judging import Judging
from misca_cli.index.layout import PLACE
from misca_cli.index.posting import posted, posted_alone
from misca_cli.index.postings import CODES, figure_key
from misca_cli.index.records import read_record, written, written_document
from misca_cli.index.rows import Whole, data, facts_key
from misca_cli.index.rows import text as text_of
from misca_cli.index.tables import vocabulary
from misca_cli.jsontext import compact
from misca_cli.model import Fact
from misca_cli.search import known
from misca_cli.search.document import document
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

    Postings = dict[str, int | array[int]]
    """By key, the postings that have it; of most there is one only."""
    Recent = defaultdict[str, list[int]]
    """The same of the facts that came last."""

NUMBER_BITS = 27
"""A posting is a field and, in so many low bits, the number of a fact."""
NUMBER_MASK = (1 << NUMBER_BITS) - 1
KEPT = 64
"""So many meetings are kept once their facts have been read again."""
SETTLED = 8192
"""So many facts are posted apart before they join the others.

Of a million words, those of a few facts stay in the caches of the processor."""


class Facts:
    """Facts being added, one after the other, to an index file."""

    def __init__(self, writer: Writer, base: Factbase, before: Before | None) -> None:
        self._writer = writer
        self._base = base
        self._before = before
        self._judging = Judging(base, before)
        self._places = bytearray()
        """Of the facts, one after the other."""
        self._postings: dict[str, Postings] = {kind: {} for kind in "bdghmrtw"}
        self._recent: dict[str, Recent] = {kind: defaultdict(list) for kind in self._postings}
        """By kind of key."""
        self._dates: dict[str, Date] = {}
        """By their text."""
        self._claim_words = 0
        self._years: dict[int, int] = {}
        self.ids: list[str] = []
        self.packs: list[str] = []
        """The id and the pack of each fact, in the order they came."""

    def extend(self, facts: Iterable[Fact]) -> None:
        """Add facts."""
        for fact in facts:
            self._add(fact)
        self._settle()

    def _add(self, fact: Fact) -> None:
        number = len(self.ids)
        self.ids.append(fact.id)
        self.packs.append(fact.pack)
        doc = document(fact, self._base)
        met = self._judging.add(number, fact)
        value = data(f"{written_document(doc, fact.id)}\n{written(fact)}\n{met}")
        self._places += self._writer.block(value)
        self._claim_words += doc.claim_length
        words, things = self._recent["w"], self._recent["b"]
        for field, text in doc.texts.items():
            code = CODES[field] << NUMBER_BITS | number
            for form in forms_in(text):
                words[form].append(code)
        for field, keys in doc.names.items():
            code = CODES[field] << NUMBER_BITS | number
            for key in keys:
                things[key].append(code)
        if met:
            self._recent["r"][met].append(number)
        self._add_marks(fact, number)
        self._add_dates(fact, number)
        if len(self.ids) % SETTLED == 0:
            self._settle()

    def _add_marks(self, fact: Fact, number: int) -> None:
        marks = self._recent["m"]
        for field, values in known.marks(fact).items():
            for value in values:
                marks[f"{field}\n{value}"].append(number)
        figure = fact.value.figure if fact.value else None
        if figure:
            order = "" if figure.amount is None else figure_key(figure.amount).decode()
            self._recent["g" if order else "h"][order + written(figure)].append(number)

    def _add_dates(self, fact: Fact, number: int) -> None:
        used = self._base.date_used(fact)[1]
        if used:
            self._add_date("d", used, number)
            for bound in (used.earliest, used.latest):
                if bound:
                    self._years[bound[0]] = self._years.get(bound[0], 0) + 1
        told = self._base.known(fact)
        if told:
            self._add_date("t", told, number)

    def _add_date(self, kind: str, date: Date, number: int) -> None:
        self._dates[date.text] = date
        self._recent[kind][date.text].append(number)

    def _settle(self) -> None:
        """Let the facts that came last join the others."""
        for kind, recent in self._recent.items():
            held = self._postings[kind]
            for key, codes in recent.items():
                _post(held, key, codes)
            recent.clear()

    def words(self) -> Iterable[str]:
        """Return every word of the facts."""
        return self._postings["w"].keys()

    def whole(self) -> Whole:
        """Return what is known of the facts as a whole."""
        return Whole(
            size=len(self.ids),
            claim_words=self._claim_words,
            years={str(year): count for year, count in self._years.items()},
            clashes=len(set(self.packs)) > 1 and len(set(self.ids)) < len(self.ids),
        )

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
        rows = {
            kind: self._posted(kind, held, () if in_order else numbers)
            for kind, held in self._postings.items()
        }
        rows["k"] = self._posted("", self._together(namesakes), () if in_order else numbers)
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
        met = self._postings["r"]

        @lru_cache(maxsize=KEPT)  # a whole is read for each of its parts
        def members(each: str) -> dict[str, Fact]:
            held = dict(self._before.facts(each)) if self._before else {}
            return held | {typed[came]: self._read(came) for came in _codes(met.get(each, ()))}

        counts = {each: 1 if isinstance(held, int) else len(held) for each, held in met.items()}
        return self._judging.judgements(counts, members, typed)

    def _read(self, came: int) -> Fact:
        """Return a fact that was added."""
        written = text_of(self._writer.read(self._place(came)))
        return read_record(Fact, written.split("\n", 2)[1])

    def _together(self, namesakes: Mapping[str, Iterable[str]]) -> Postings:
        """Return the postings of many things at once, by the key that these go by."""
        held = self._postings["b"]
        united = {
            key: {code for each in keys for code in _codes(held.get(each, ()))}
            for key, keys in namesakes.items()
        }
        return {key: array("I", sorted(codes)) for key, codes in united.items() if codes}

    def _posted(self, kind: str, held: Postings, numbers: Sequence[int]) -> Rows:
        """Give the rows of a kind; what has been given is let go."""
        # The bytes of texts have the order of the texts.
        for text in sorted(held):
            codes = held.pop(text)
            if isinstance(codes, int):  # as of most words
                number = codes & NUMBER_MASK
                value = posted_alone(codes >> NUMBER_BITS, numbers[number] if numbers else number)
                yield data(kind + text), b"=" + value
                continue
            by_field = _by_field(codes)
            if numbers:
                by_field = {f: sorted([numbers[came] for came in by_field[f]]) for f in by_field}
            yield data(kind + text), self._writer.cell(posted(self._writer, by_field))

    def _by_id(self, typed: Sequence[str], numbers: Sequence[int]) -> Rows:
        keys = [fold(fact_id) for fact_id in typed]
        for key, alike in groupby(sorted(range(len(keys)), key=keys.__getitem__), keys.__getitem__):
            lines = (f"{numbers[came]} {typed[came]}" for came in alike)
            yield data(f"i{key}"), self._writer.cell(data("\n".join(lines)))

    def dates(self) -> Mapping[bytes, bytes]:
        """Return the bounds of all dates that facts have."""
        return {
            key: data(compact([_bounds(self._dates[text]) for text in sorted(self._postings[of])]))
            for key, of in ((b"D", "d"), (b"E", "t"))
        }


def _post(postings: Postings, key: str, codes: list[int]) -> None:
    held = postings.get(key)
    if isinstance(held, array):
        held.extend(codes)
    elif held is None and len(codes) == 1:
        postings[key] = codes[0]
    else:
        postings[key] = array("I", codes if held is None else [held, *codes])


def _codes(codes: int | Sequence[int]) -> Sequence[int]:
    return (codes,) if isinstance(codes, int) else codes


def _by_field(codes: array[int]) -> dict[int, list[int]]:
    """Return facts by field; a word that stands in a field twice was posted twice."""
    by_field: dict[int, list[int]] = {}
    left = sorted({*codes})
    while left:
        field = left[0] >> NUMBER_BITS
        end = bisect_left(left, field + 1 << NUMBER_BITS)
        by_field[field] = [code & NUMBER_MASK for code in left[:end]]
        left = left[end:]
    return by_field


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
