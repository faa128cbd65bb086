"""Facts and saved copies → which places are proved, and the anchors that prove them.

Reading a copy is the caller's, and so is writing the anchors.
"""

from __future__ import annotations

from misca_cli.anchors import anchor, is_provable, locate, passages, place_order, verify
from misca_cli.copies import MissingCopyError, UnreadableCopyError
from misca_cli.load.faults import Fault
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from misca_cli import anchors
    from misca_cli.factbase import Factbase
    from misca_cli.model import Copy, Fact, Pack, Source

    ReadCopy = Callable[[str], bytes]


class Place(Record):
    """A place in a source that can be proved, with the facts that were read there."""

    at: str
    facts: tuple[Fact, ...]
    status: str
    """proved, moved, unanchored, or unchecked where there was no copy to read."""
    anchor: str | None = None
    """The stored anchor while its passage is found, else that of what stands there now."""
    now: str | None = None
    """The locator that names the passage now."""
    passage: str | None = None
    """What a new anchor was taken from."""


class SourceProof(Record):
    """How the facts that one pack takes from a source stand against its saved copy."""

    pack: Pack
    source: Source
    places: tuple[Place, ...]
    not_provable: int
    """How many facts have a place in free text."""
    sha256_matches: bool | None = None
    """None where no checksum is written or no copy was read."""
    unread: str | None = None
    """Why there is a copy that can't be read."""

    def count(self, *statuses: str) -> int:
        """Return how many facts have a place of these statuses; without any, of all."""
        wanted = (place for place in self.places if not statuses or place.status in statuses)
        return sum(len(place.facts) for place in wanted)


def prove(base: Factbase, read_copy: ReadCopy) -> tuple[SourceProof, ...]:
    """Prove the place of every fact, source by source.

    `read_copy` returns the bytes of a copy, or raises the errors of `copies`.
    """
    return tuple(
        _source_proof(pack, source, facts, read_copy)
        for pack in base.packs
        for source, facts in _by_source(base, pack)
    )


def renewed(proof: SourceProof) -> SourceProof:
    """Return how the places stand once the new anchors are stored."""
    places = (place.replaced(status="proved") if place.passage else place for place in proof.places)
    return proof.replaced(places=tuple(places))


def anchor_tables(proofs: tuple[SourceProof, ...], pack: Pack) -> dict[str, dict[str, str]]:
    """Return the anchors of a pack by source and place, in the order they are written in."""
    tables = {
        proof.source.id: {place.at: place.anchor for place in proof.places if place.anchor}
        for proof in proofs
        if proof.pack is pack
    }
    return {source: tables[source] for source in sorted(tables) if tables[source]}


def faults(proof: SourceProof) -> Iterator[Fault]:
    """Yield what is wrong with the copy of a source, then with the places in it."""
    yield from _copy_faults(proof)
    for place in proof.places:
        if place.status in ("moved", "unanchored"):
            for fact in place.facts:
                path = ("fact", fact.id, "at")
                yield Fault(path=path, rule=place.status, message=_finding(place))


def _by_source(base: Factbase, pack: Pack) -> Iterator[tuple[Source, list[Fact]]]:
    by_source: dict[str, list[Fact]] = {}
    for fact in pack.facts.values():
        by_source.setdefault(fact.source, []).append(fact)
    for source_id in sorted(by_source):
        source = base.source(by_source[source_id][0], source_id)
        if source:
            yield source, by_source[source_id]


def _source_proof(
    pack: Pack, source: Source, facts: list[Fact], read_copy: ReadCopy
) -> SourceProof:
    by_place: dict[str, list[Fact]] = {}
    for fact in facts:
        if is_provable(fact.at):
            by_place.setdefault(fact.at, []).append(fact)
    places = tuple(
        Place(at=at, facts=tuple(by_place[at]), status="unchecked", anchor=by_place[at][0].anchor)
        for at in sorted(by_place, key=place_order)
    )
    provable = sum(map(len, by_place.values()))
    proof = SourceProof(pack=pack, source=source, places=places, not_provable=len(facts) - provable)
    return _checked(proof, source.copy, read_copy) if source.copy and places else proof


def _checked(proof: SourceProof, saved: Copy, read_copy: ReadCopy) -> SourceProof:
    try:
        data = read_copy(saved.file)
        copy = passages(data.decode("utf-8-sig"), markup=saved.format)
    except MissingCopyError:
        return proof
    except UnreadableCopyError as error:
        return proof.replaced(unread=str(error))
    except UnicodeDecodeError:
        return proof.replaced(unread="is not UTF-8")
    return proof.replaced(
        places=tuple(_stands(place, copy) for place in proof.places),
        sha256_matches=_digest(data) == saved.sha256.lower() if saved.sha256 else None,
    )


def _digest(data: bytes) -> str:
    from hashlib import sha256  # slow to import, and not every copy has a checksum

    return sha256(data).hexdigest()


def _stands(place: Place, copy: anchors.Copy) -> Place:
    standing = verify(copy, place.anchor) if place.anchor else None
    if standing and standing.at:
        here = standing.status == "same" and _agree(place.at, standing.at)
        return place.replaced(status="proved" if here else "moved", now=standing.at)
    # The anchor of a passage that is lost is kept while nothing stands at its place.
    taken = anchor(copy, place.at)
    return place.replaced(
        status="unanchored",
        anchor=taken or place.anchor,
        passage=locate(copy, place.at) if taken else None,
    )


def _agree(at: str, now: str) -> bool:
    """Tell whether two locators name the same place.

    One without sentences agrees with any in its paragraph: a passage that a paragraph has
    grown around is still where it was.
    """
    whole, now_whole = at.partition(" ")[0], now.partition(" ")[0]
    return at == now or (whole == now_whole and (at == whole or now == now_whole))


def _finding(place: Place) -> str:
    if place.status == "moved":
        return f'"{place.at}": the passage now stands at "{place.now}" (write that)'
    if place.facts[0].anchor:
        return f'"{place.at}": the copy no longer holds the passage (read it again)'
    if place.passage:
        return f'"{place.at}" has no anchor (misca anchors --copies DIR --write makes one)'
    return f'"{place.at}": the copy has no such place'


def _copy_faults(proof: SourceProof) -> Iterator[Fault]:
    path, copy = ("source", proof.source.id), proof.source.copy
    unchecked = proof.count("unchecked")
    if proof.unread and copy:
        message = f'"{copy.file}" {proof.unread}; places not checked: {unchecked}'
        yield Fault(path=(*path, "copy", "file"), rule="unreadable-copy", message=message)
    elif unchecked and copy:
        message = f'"{copy.file}" is not among the copies; places not checked: {unchecked}'
        yield _warning((*path, "copy", "file"), "not-checked", message)
    elif unchecked:
        message = f"names no `copy`; places not checked: {unchecked}"
        yield _warning(path, "not-checked", message)
    elif proof.sha256_matches is False and copy:
        message = f'"{copy.file}" has another checksum (its places are proved by their passages)'
        yield _warning((*path, "copy", "sha256"), "changed-copy", message)


def _warning(path: tuple[str, ...], rule: str, message: str) -> Fault:
    return Fault(path=path, rule=rule, message=message, severity="warning")
