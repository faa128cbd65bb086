"""What stands under which key of an index, and what a fact is there.

| key | value |
|---|---|
| `f` part (8 hexadecimal digits) | the place of each fact of a part, one after the other |
| `i` folded id | numbers and ids as typed of the facts with this id |
| `w` word, `b` key of a thing, `m` field and mark | facts by field (`postings`) |
| `d`, `t` date | facts whose date that counts, or that they had been told by, is this |
| `D`, `E` | all such dates, with their bounds |
| `g` order and figure, `h` figure | facts with a figure of one number, of another kind |
| `s` stem, `v` three letters | words with the stem, words that begin so |
| `a`, `A` letter and length | words, stems that begin and are as long so (`alike`) |
| `x`, `X` tail | words, stems that are this after their first letter |
| `k` word and length | facts by field that name any of the names of so many words with it |
| `q`, `r` meeting, `Q` number | what may be compared, and what there is to say of it (`judged`) |
| `n` word, `N` kind and name, `T` stems | names, ids by name, terms |
| `e` table, pack, id | a record that facts share |
| `u` | stems of the units of measures |
| `p`, `P`, `y` | packs, problems, `Whole` |
| `S`, `M`, `H`, `R` | names, states and digests of the files, those not at rest (`freshness`) |
| `o`, `F` | what packs it is of, files that hold more than facts |
| `K`, `G` | ids of facts at fault by file, ids of facts that others refer to |
| `U` pack | what is declared in a pack, and the proofs of its places |
| `V` | entities that are parts, wholes or the same as others |
| `B`, `Z`, `W` | of a change: its base, the facts of that it replaces, those it refers to |

A fact has a block by itself, a line each: its document, its record, its meeting.
"""

from __future__ import annotations

from misca_cli.index.layout import DamagedError
from misca_cli.index.records import read_record
from misca_cli.jsontext import loads
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.index.layout import Reader
    from misca_cli.model import Number
    from misca_cli.search.corpus import Namesakes

    Rows = Iterator[tuple[bytes, bytes]]

DATES, TOLD, UNITS, PACKS, PROBLEMS, WHOLE = b"D", b"E", b"u", b"p", b"P", b"y"
PLACES, SHARING, AT_FAULT, REFERRED, RELATED = b"o", b"F", b"K", b"G", b"V"
BASE, DEAD, REFERRING = b"B", b"Z", b"W"
"""The keys that stand once."""
JUDGED, NOTICED = b"q", b"Q"
"""What the keys begin with of what there is to say of facts, together or alone."""

SHARED = ("entities", "measures", "sources", "terms", "statements", "rulings")
"""The tables whose records facts share."""
LETTERS = 3
"""Words are kept together by so many first letters."""


END = b"\xff"
"""Comes after every key of text."""
LARGEST = 1e300
_SIGN, _ALL = 1 << 63, (1 << 64) - 1


class Whole(Record):
    """What is known of the facts of an index as a whole."""

    size: int
    claim_words: int
    """How many words all claims have together."""
    years: Mapping[str, int]
    """How often each year is met in the dates that count."""
    clashes: bool
    """Whether packs hold facts of one id, which go by `PACK/ID`."""


def data(text: str) -> bytes:
    """Return text as it stands in an index."""
    return text.encode("utf-8", "surrogatepass")


def text(data: bytes) -> str:
    """Return the text that stands in an index."""
    return data.decode("utf-8", "surrogatepass")


def lines(value: bytes | None) -> list[str]:
    """Return the lines of a row, if there is one."""
    return text(value).split("\n") if value else []


def text_at(reader: Reader, key: bytes) -> str:
    """Return the text of a row that every index has. Raises `DamagedError`."""
    value = reader.get(key)
    if value is None:
        raise DamagedError(f"the row {key!r} is missing from the index")
    return text(value)


def json_at(reader: Reader, key: bytes) -> Any:
    """Return what the JSON of a row says that every index has. Raises `DamagedError`."""
    return loads(text_at(reader, key))


def whole_of(reader: Reader) -> Whole:
    """Return what is known of the facts of an index as a whole. Raises `DamagedError`."""
    return read_record(Whole, text_at(reader, WHOLE))


def facts_key(part: int) -> bytes:
    """Return the key of the places of the facts of a part."""
    return b"f%08x" % part


def meeting_key(met: str) -> bytes:
    """Return the key of the facts that share a meeting."""
    return data(f"r{met}")


def judgement_key(met: str) -> bytes:
    """Return the key of what there is to say of them."""
    return JUDGED + data(met)


def notice_key(number: int) -> bytes:
    """Return the key of what there is to say of a fact by itself."""
    return b"%b%08x" % (NOTICED, number)


def id_key(folded: str) -> bytes:
    """Return the key of the facts that go by an id, however it is written, or that begin so."""
    return data(f"i{folded}")


def stem_key(stemmed: str) -> bytes:
    """Return the key of the words that share a stem."""
    return data(f"s{stemmed}")


def beginning_key(word: str) -> bytes:
    """Return the key of the words that begin as a word does."""
    return data(f"v{word[:LETTERS]}")


def name_key(form: str) -> bytes:
    """Return the key of the names that hold a word."""
    return data(f"n{form}")


def terms_key(stems: Sequence[str]) -> bytes:
    """Return the key of the terms that have a word or a phrase with these stems."""
    return data(f"T{' '.join(stems)}")


def named_key(kind: str | None, spelt: str) -> bytes:
    """Return the key of the ids of a kind of thing that go by a name."""
    return data(f"N{kind}\n{spelt}")


def record_key(table: str, pack: str, record_id: str) -> bytes:
    """Return the key of a record that facts share."""
    return data(f"e{table}\n{pack}\n{record_id}")


def declared_key(pack: int) -> bytes:
    """Return the key of what a pack declares, by its place among the packs."""
    return b"U%d" % pack


def namesakes_key(namesakes: Namesakes) -> str:
    """Return the key of the facts that name any of many things at once."""
    form, length, is_search = namesakes
    return f"k{form}\n{length}{'s' if is_search else ''}"


def figure_key(number: Number | float) -> bytes:
    """Return sixteen digits that sort as numbers do; numbers too near to tell may share them."""
    from struct import pack, unpack  # only figures need it

    # Of an int too large for a float, only the bound is turned into one.
    (bits,) = unpack(">Q", pack(">d", float(min(max(number, -LARGEST), LARGEST)) + 0.0))
    return b"%016x" % (bits ^ (_ALL if bits & _SIGN else _SIGN))
