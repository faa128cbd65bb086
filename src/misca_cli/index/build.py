"""Facts → the rows of an index file.

Postings hold the facts in the order they came until the file is written: then all are
numbered anew, in the order of their ids.
"""

from __future__ import annotations

import gc
from array import array
from contextlib import contextmanager
from itertools import chain

from misca_cli.index.postings import CODES, DENSE, figure_key
from misca_cli.index.records import written, written_document
from misca_cli.index.rows import Whole, data, fact_key
from misca_cli.index.tables import vocabulary
from misca_cli.jsontext import compact
from misca_cli.search import known
from misca_cli.search.document import document
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from misca_cli.dates import Date
    from misca_cli.factbase import Factbase
    from misca_cli.figures import Figure
    from misca_cli.index.rows import Rows
    from misca_cli.index.tables import Shared
    from misca_cli.index.write import Writer
    from misca_cli.model import Fact

    Postings = dict[str, int | array[int]]
    """By key, the postings that have it; of most there is one only."""

CELL = 15
"""Bytes of the cell of a fact: a tag and a place."""
FIELD_BITS = 5
"""A posting is the number of a fact, and in so many low bits the field."""
FIELD_MASK = (1 << FIELD_BITS) - 1


class Facts:
    """Facts being added, one after the other, to an index file."""

    def __init__(self, writer: Writer, base: Factbase) -> None:
        self._writer = writer
        self._base = base
        self._cells = bytearray()
        """One after the other, all as long."""
        self._postings: dict[str, Postings] = {kind: {} for kind in "bdghmtw"}
        """By kind of key."""
        self._dates: dict[str, Date] = {}
        self._figures: dict[str, Figure] = {}
        """Dates by their text, and figures by theirs and their unit."""
        self._claim_words = 0
        self._years: dict[int, int] = {}
        self.ids: list[str] = []
        self.packs: list[str] = []
        """The id and the pack of each fact, in the order they came."""

    def add(self, fact: Fact) -> None:
        """Add a fact."""
        posting = len(self.ids) << FIELD_BITS
        self.ids.append(fact.id)
        self.packs.append(fact.pack)
        doc = document(fact, self._base)
        value = f"{written_document(doc, fact.id)}\n{written(fact)}".encode()
        self._cells += b">" + self._writer.block(value)
        self._claim_words += len(doc.texts["claim"])
        for field, text in doc.texts.items():
            _post(self._postings["w"], chain.from_iterable(text), posting | CODES[field])
        for field, keys in doc.names.items():
            _post(self._postings["b"], keys, posting | CODES[field])
        self._add_marks(fact, posting)
        self._add_dates(fact, posting)

    def _add_marks(self, fact: Fact, posting: int) -> None:
        for field, values in known.marks(fact).items():
            _post(self._postings["m"], [f"{field}\n{value}" for value in values], posting)
        figure = fact.value.figure if fact.value else None
        if figure:
            kind = "h" if figure.amount is None else "g"
            # The unit may be that of the measure, and not stand in the text.
            text = f"{figure.text}\n{figure.unit or ''}"
            self._figures[text] = figure
            _post(self._postings[kind], (text,), posting)

    def _add_dates(self, fact: Fact, posting: int) -> None:
        used = self._base.date_used(fact)[1]
        if used:
            self._post_date("d", used, posting)
            for bound in (used.earliest, used.latest):
                if bound:
                    self._years[bound[0]] = self._years.get(bound[0], 0) + 1
        told = self._base.known(fact)
        if told:
            self._post_date("t", told, posting)

    def _post_date(self, kind: str, date: Date, posting: int) -> None:
        self._dates[date.text] = date
        _post(self._postings[kind], (date.text,), posting)

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

    def rows(self) -> Mapping[str, Rows]:
        """Return the rows by the kind of their keys, sorted.

        The facts are numbered in the order of the ids that users type.
        """
        typed = typed_ids(self.ids, self.packs)
        order = sorted(range(len(typed)), key=typed.__getitem__)
        numbers = array("I", bytes(4 * len(order)))
        for number, came in enumerate(order):
            numbers[came] = number
        in_order = all(number == came for number, came in enumerate(order))
        keys: dict[str, Callable[[str], bytes]] = {
            "g": lambda text: (
                b"g" + figure_key(self._figures[text].amount or 0) + self._figure(text)
            ),
            "h": lambda text: b"h" + self._figure(text),
        }
        rows = {
            kind: self._posted(held, keys.get(kind) or _after(kind), () if in_order else numbers)
            for kind, held in self._postings.items()
        }
        cells = memoryview(self._cells)
        rows["f"] = (
            (fact_key(number), bytes(cells[CELL * came : CELL * (came + 1)]))
            for number, came in enumerate(order)
        )
        rows["i"] = self._by_id(typed, numbers)
        return rows

    def _figure(self, text: str) -> bytes:
        return data(written(self._figures[text]))

    def _posted(
        self,
        held: Mapping[str, int | array[int]],
        key: Callable[[str], bytes],
        numbers: Sequence[int],
    ) -> Rows:
        size = len(self.ids)
        for named, text in sorted((key(text), text) for text in held):
            by_field = _by_field(held[text])
            if numbers:
                by_field = {f: sorted([numbers[came] for came in by_field[f]]) for f in by_field}
            value = b"".join([posted(field, by_field[field], size) for field in by_field])
            yield named, self._writer.cell(value)

    def _by_id(self, typed: Sequence[str], numbers: Sequence[int]) -> Rows:
        lines: dict[str, str] = {}
        for came, fact_id in enumerate(typed):
            key, line = fold(fact_id), f"{numbers[came]} {fact_id}"
            lines[key] = f"{lines[key]}\n{line}" if key in lines else line
        for key in sorted(lines):
            yield data(f"i{key}"), self._writer.cell(data(lines[key]))

    def dates(self) -> Mapping[bytes, bytes]:
        """Return the bounds of all dates that facts have."""
        return {
            key: data(compact([_bounds(self._dates[text]) for text in sorted(self._postings[of])]))
            for key, of in ((b"D", "d"), (b"E", "t"))
        }


def _post(postings: Postings, keys: Iterable[str], code: int) -> None:
    for key in keys:
        held = postings.get(key)
        if held is None:
            postings[key] = code
        elif isinstance(held, int):
            postings[key] = array("I", (held, code))
        else:
            held.append(code)


def _by_field(codes: int | array[int]) -> dict[int, list[int]]:
    """Return facts by field; a word that stands in a field twice was posted twice."""
    if isinstance(codes, int):
        return {codes & FIELD_MASK: [codes >> FIELD_BITS]}
    fields = {code & FIELD_MASK for code in codes}
    if len(fields) == 1:
        return {fields.pop(): [code >> FIELD_BITS for code in dict.fromkeys(codes)]}
    return {
        field: [code >> FIELD_BITS for code in dict.fromkeys(codes) if code & FIELD_MASK == field]
        for field in sorted(fields)
    }


def _after(kind: str) -> Callable[[str], bytes]:
    return lambda text: data(kind + text)


def _bounds(date: Date) -> tuple[object, ...]:
    return date.text, date.earliest, date.latest


def build(
    writer: Writer,
    base: Factbase,
    facts: Iterable[Fact],
    more: Callable[[Whole], Mapping[bytes, bytes]],
    *,
    shared: Shared | None = None,
) -> bytes:
    """Write an index of facts, and return its identity; `base` has the records that they share.

    `more` gives rows that are known once all facts are, from what is known of these as a
    whole. `shared` is what they share, in rows, unless another file has it.
    """
    added = Facts(writer, base)
    with _uncollected():
        for fact in facts:
            added.add(fact)
    tables = {
        **(shared.rows if shared else {}),
        **vocabulary(added.words(), shared.words if shared else ()),
        **added.dates(),
        **more(added.whole()),
    }
    return writer.finish(_sorted(writer, added.rows(), tables))


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


def posted(field: int, numbers: Sequence[int], size: int) -> bytes:
    """Write the facts of a field, ascending, out of so many, as `postings` reads them."""
    if len(numbers) * DENSE < size or len(numbers) == 1:
        data, tag = array("I", numbers).tobytes(), b"a"
    else:
        bits = bytearray(numbers[-1] // 8 + 1)
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)
        data, tag = bytes(bits), b"b"
    return b"%c%b%b%b" % (field, tag, len(data).to_bytes(4, "little"), data)
