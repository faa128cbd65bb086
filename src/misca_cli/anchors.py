"""Prove that a passage is still where it was read: a saved copy and a locator → an anchor.

A locator names a place for people, `p10 s1`. An anchor, `10:0+56:b66cd8e22fb6`, adds which
words of the place were read and a digest of them, so that it proves a passage without
holding its text. Reading files is the caller's.
"""

from __future__ import annotations

from misca_cli.record import Record
from misca_cli.sentences import sentences
from misca_cli.text import straight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PRINTED = {"p": "para.", "n": "note", "L": "line"}


class Copy(Record):
    """A saved copy of a source, taken apart."""

    paragraphs: tuple[str, ...]
    """What a reader sees, white space collapsed."""
    notes: tuple[str, ...]
    """The footnotes that hold text, in order."""
    lines: tuple[str, ...]
    """The raw lines."""


class Place(Record):
    """A place that can be proved, counted from 1."""

    kind: str
    """`p` for a paragraph, `n` for a footnote, `L` for a raw line."""
    number: int
    first: int = 0
    """The first sentence and the last one; 0 for the whole paragraph."""
    last: int = 0


class Standing(Record):
    """Where an anchored passage stands now."""

    status: str
    """`same` place, `moved`, or `lost`: no longer found anywhere."""
    at: str | None = None
    """The locator that names the place now."""
    anchor: str | None = None
    """The anchor that proves it now."""


def passages(text: str, *, markup: str) -> Copy:
    """Take a saved copy apart; markup is `plain` or `wikitext`.

    A paragraph is a block between blank lines (white space counts as blank) that holds words.
    """
    raw = text.replace("\r\n", "\n").replace("\r", "\n")
    shown, notes = raw, tuple[str, ...]()
    if markup == "wikitext":
        from misca_cli import wikitext  # needs `re`, which a query must not wait for

        shown, notes = wikitext.plain(raw), wikitext.notes(raw)
    elif markup != "plain":
        raise ValueError(f'unknown markup "{markup}" (expected plain or wikitext)')
    return Copy(
        paragraphs=tuple(_paragraphs(shown)),
        notes=tuple(" ".join(note.split()) for note in notes),
        lines=tuple(raw.split("\n")),
    )


def _paragraphs(text: str) -> Iterator[str]:
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if shown := line.split():
            block += shown
        elif block:
            paragraph, block = " ".join(block), []
            if words(paragraph):
                yield paragraph


def words(text: str) -> tuple[str, ...]:
    """Return the normalised words of a passage, which its anchor is made of.

    NFKC, case-folded, apostrophes straight; what is no letter (with its marks), no digit and no
    `'`, `.` or `,` between two of them parts words.
    """
    from unicodedata import normalize  # a query must not wait for it

    plain = straight(normalize("NFKC", straight(text)).casefold())
    around = zip(" " + plain, plain, plain[1:] + " ", strict=False)
    kept = (
        char if _in_word(char) or (char in "'.," and _in_word(before) and _in_word(after)) else " "
        for before, char, after in around
    )
    return tuple(word for word in "".join(kept).split() if any(map(str.isalnum, word)))


def _in_word(char: str) -> bool:
    from unicodedata import category  # a query must not wait for it

    return char.isalnum() or category(char) in ("Mn", "Mc")


def describe_locator(at: str) -> str:
    """Return a locator as it is printed: `para. 10`, `note 4`, `line 3`, others as they are."""
    place = _place(at)
    return f"{_PRINTED[place.kind]} {place.number}" if place else at


def is_provable(at: str) -> bool:
    """Tell whether a locator can be proved: `p8`, `p8 s1`, `p8 s1-2`, `n4`, `L3`."""
    return _place(at) is not None


def place_order(at: str) -> tuple[int, int, int, int]:
    """Return what puts locators in the order of a source; those that can't be proved come last."""
    place = _place(at)
    if place is None:
        return len(_PRINTED), 0, 0, 0
    return [*_PRINTED].index(place.kind), place.number, place.first, place.last


def _place(at: str) -> Place | None:
    where, space, part = at.partition(" ")
    place = Place(kind=where[:1], number=_number(where[1:]))
    if place.kind not in _PRINTED or place.number < 1:
        return None
    if not space:
        return place
    first, dash, last = part.removeprefix("s").partition("-")
    start, end = _number(first), _number(last if dash else first)
    if place.kind != "p" or not part.startswith("s") or not 1 <= start <= end:
        return None
    return place.replaced(first=start, last=end)


def _number(digits: str) -> int:
    """Return a whole number as written, -1 for anything else (`08` too: one way to write it)."""
    plain = digits.isascii() and digits.isdecimal() and len(digits) < 10
    return int(digits) if plain and digits == str(int(digits)) else -1


def is_anchor(text: str) -> bool:
    """Tell whether a text has the form of an anchor: `PLACE:first+count:` and 12 hex digits."""
    return _proof(text) is not None


def locate(copy: Copy, at: str) -> str | None:
    """Return the passage that a locator names, None where there is none."""
    place = _place(at)
    return _passage(copy, place)[1] or None if place else None


def _passage(copy: Copy, place: Place) -> tuple[str, str]:
    """Return what precedes the passage in its paragraph, and the passage: empty if missing."""
    text = "".join(_texts(copy, place.kind)[place.number - 1 : place.number]).strip()
    if not place.first:
        return "", text
    parts = sentences(text)
    inside = parts[place.first - 1 : place.last] if place.last <= len(parts) else ()
    return " ".join(parts[: place.first - 1]), " ".join(inside)


def _texts(copy: Copy, kind: str) -> tuple[str, ...]:
    return {"p": copy.paragraphs, "n": copy.notes, "L": copy.lines}[kind]


def anchor(copy: Copy, at: str) -> str | None:
    """Return the anchor of the passage that a locator names, None where it holds no words."""
    place = _place(at)
    before, passage = _passage(copy, place) if place else ("", "")
    read = words(passage)
    return _anchor(place, len(words(before)), read) if place and read else None


def _anchor(place: Place, first: int, read: tuple[str, ...]) -> str:
    kind = "" if place.kind == "p" else place.kind
    return f"{kind}{place.number}:{first}+{len(read)}:{_digest(read)}"


def _digest(read: tuple[str, ...]) -> str:
    from hashlib import sha256  # a query must not wait for it

    return sha256(" ".join(read).encode()).hexdigest()[:12]


def verify(copy: Copy, anchor: str) -> Standing:
    """Tell where an anchored passage stands now.

    Where its words are no longer at their place, the same words in a row are looked for in the
    whole copy, nearest first. Anything less is lost, and so is an anchor that cannot be read.
    """
    proof = _proof(anchor)
    if proof is None:
        return Standing(status="lost")
    place, first, count, digest = proof
    here = words(_passage(copy, place)[1])[first : first + count]
    if len(here) == count and _digest(here) == digest:
        return Standing(status="same", at=_locator(copy, place, first, count), anchor=anchor)
    for other in _nearest(copy, place):
        found = words(_passage(copy, other)[1])
        for start in range(len(found) - count + 1):
            window = found[start : start + count]
            if _digest(window) == digest:
                at = _locator(copy, other, start, count)
                return Standing(status="moved", at=at, anchor=_anchor(other, start, window))
    return Standing(status="lost")


def _proof(anchor: str) -> tuple[Place, int, int, str] | None:
    """Read an anchor: its place, first word, word count and digest."""
    where, _, rest = anchor.partition(":")
    span, _, digest = rest.partition(":")
    first, count = map(_number, span.partition("+")[::2])
    place = _place(where if where[:1] in ("n", "L") else f"p{where}")
    if place is None or place.first or first < 0 or count < 1 or not _is_digest(digest):
        return None
    return place, first, count, digest


def _is_digest(text: str) -> bool:
    return len(text) == 12 and not text.strip("0123456789abcdef")


def _nearest(copy: Copy, place: Place) -> Iterator[Place]:
    """Yield every place of a copy: those of the same kind first, from the given one outwards."""
    for kind in sorted(_PRINTED, key=lambda kind: kind != place.kind):
        numbers = range(1, len(_texts(copy, kind)) + 1)
        for number in sorted(numbers, key=lambda number: abs(number - place.number)):
            yield Place(kind=kind, number=number)


def _locator(copy: Copy, place: Place, first: int, count: int) -> str:
    """Return the locator of a run of words, with its sentences where it is made of whole ones."""
    where = f"{place.kind}{place.number}"
    if place.kind != "p":
        return where
    ends = [0]
    for sentence in sentences(_passage(copy, place)[1]):
        ends.append(ends[-1] + len(words(sentence)))
    if first not in ends or first + count not in ends or count == ends[-1]:
        return where
    start, end = ends.index(first) + 1, ends.index(first + count)
    return f"{where} s{start}" if start == end else f"{where} s{start}-{end}"
