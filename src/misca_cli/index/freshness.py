"""Whether an index still says what the files say.

An index keeps the state of each file it was made from: size, times of change in nanoseconds
and inode. Where a file could have changed once more within the same tick of a clock, its
state proves nothing, as with git's "racy" entries (Documentation/technical/racy-git): it is
compared by its content until it has rested.
"""

from __future__ import annotations

import os
import time
from itertools import chain

from misca_cli.files import ABSENT, UnreadableError, listing, read_bytes
from misca_cli.index.rows import data, json_at, text
from misca_cli.jsontext import compact
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from misca_cli.files import State
    from misca_cli.index.layout import Reader

    File = tuple[int, str]
    """Which pack, counted from 0, and the path below its folder."""

NAMES, STATES, DIGESTS, RACY = b"S", b"M", b"H", b"R"
"""The keys that keep it."""
TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system (FAT) moves every two seconds."""


class States(Record):
    """The fact files of some packs with their states, as found at a time."""

    packs: tuple[str, ...]
    places: bytes
    """What is the same only for the same folders by the same names: a pack may have its own."""
    files: Mapping[File, State]
    at: int
    """When they were looked at, in nanoseconds."""

    def path(self, file: File) -> str:
        """Return the path of a file as its pack was given."""
        pack, inner = file
        return self.packs[pack] + inner

    def bytes_of(self, files: Iterable[File]) -> int:
        """Return how many bytes files have together."""
        return sum(max(0, self.files[file][0]) for file in files)

    def names(self) -> bytes:
        """Return the paths of the files, each below its pack."""
        return data("\0".join([inner for _, inner in self.files]))

    def numbers(self) -> list[int]:
        """Return the pack of each file, then the state of each."""
        # Writing thousands of numbers as text takes longer than asking for the states.
        return [*[pack for pack, _ in self.files], *chain.from_iterable(self.files.values())]

    def is_racy(self, file: File) -> bool:
        """Return whether a file may have changed since in a way that its state does not show."""
        _, modified, changed, _ = self.files.get(file, ABSENT)
        return max(modified, changed) > self.at - TICK


def states_now(packs: Sequence[str]) -> States:
    """Return the fact files of packs as they are."""
    at = time.time_ns()
    files = {
        (number, path[len(pack) :]): state
        for number, pack in enumerate(packs)
        for path, state in listing(pack)
    }
    return States(packs=tuple(packs), places=_places(packs), files=files, at=at)


def _places(packs: Sequence[str]) -> bytes:
    places = [(os.path.realpath(pack), os.path.basename(os.path.abspath(pack))) for pack in packs]
    return os.fsencode("\0".join(f"{path}\0{name}" for path, name in places))


class Seen(Record):
    """What an index knows of the files it was made from."""

    names: bytes
    """Their names: `States.names`."""
    numbers: Sequence[int]
    """Their states: `States.numbers`."""
    digests: Mapping[str, str]
    """BLAKE2b of each, in 16 bytes, by pack and path; empty where it can't be read."""
    racy: tuple[str, ...]
    """Those whose state proves nothing yet."""

    def tells(self, states: States) -> bool:
        """Return whether the same files were in the same state."""
        return self.numbers == states.numbers() and self.names == states.names()

    def states(self) -> Mapping[File, State]:
        """Return the states of the files."""
        count = len(self.numbers) // 5
        names = text(self.names).split("\0") if count else ()
        files = zip(self.numbers[:count], names, strict=True)
        size, modified, changed, inode = (self.numbers[count + at :: 4] for at in range(4))
        return dict(zip(files, zip(size, modified, changed, inode, strict=True), strict=True))


def key_of(file: File) -> str:
    """Return what a file goes by in an index."""
    pack, inner = file
    return f"{pack}:{inner}"


def file_of(key: str) -> File:
    """Return the file that goes by a key."""
    pack, _, inner = key.partition(":")
    return int(pack), inner


def seen(states: States, digests: Mapping[File, str]) -> Seen:
    """Return what is known of files once they have been read."""
    return Seen(
        names=states.names(),
        numbers=states.numbers(),
        digests={key_of(file): digest for file, digest in digests.items()},
        # Why a file can't be read need not show in its state either.
        racy=tuple(
            key_of(file) for file in states.files if states.is_racy(file) or not digests.get(file)
        ),
    )


def rows_of(seen: Seen) -> Mapping[bytes, bytes]:
    """Return the rows that keep it in an index."""
    from array import array  # no query writes an index

    return {
        NAMES: seen.names,
        STATES: array("q", seen.numbers).tobytes(),
        DIGESTS: compact(seen.digests).encode(),
        RACY: compact(seen.racy).encode(),
    }


def read_seen(reader: Reader) -> Seen:
    """Return what an index knows of its files, but for their digests."""
    return Seen(
        names=reader.get(NAMES) or b"",
        numbers=memoryview(reader.get(STATES) or b"").cast("q").tolist(),
        digests={},
        racy=tuple(json_at(reader, RACY)),
    )


def read_digests(reader: Reader) -> Mapping[str, str]:
    """Return the digests of the files of an index."""
    digests: dict[str, str] = json_at(reader, DIGESTS)
    return digests


def digest_now(states: States, file: File) -> str:
    """Return the BLAKE2b of a file as it is, or nothing where it can't be read."""
    from hashlib import blake2b  # only a file that seems to have changed needs it

    pack = states.packs[file[0]]
    try:
        return blake2b(read_bytes(states.path(file), pack), digest_size=16).hexdigest()
    except UnreadableError:
        return ""
