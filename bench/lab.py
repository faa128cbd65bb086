"""The bench itself: which programs are run, and where packs, indexes and queries are kept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import clock
import documents
import factbook
import generated
import misspelt
from queries import Query, kept_queries

FACTBOOK = "factbook"


@dataclass(frozen=True)
class Lab:
    """What the command line settles for all runs."""

    work: str
    misca: str
    python: str
    """The interpreter that runs misca."""
    peers_python: str
    rounds: int = 15
    seed: int = 1
    factbook: str = ""
    misspellings: str = ""
    only: tuple[str, ...] = ()
    keep: bool = False
    processes: int = 1

    def pack_folder(self, pack: str) -> str:
        """Return the folder of a pack, written when it isn't there."""
        folder = os.path.join(self.work, pack)
        if not os.path.exists(os.path.join(folder, "pack.toml")):
            clock.note(f"writing {pack}")
            self._write(pack, folder)
        return folder

    def _write(self, pack: str, folder: str) -> None:
        if pack != FACTBOOK:
            generated.write_pack(folder, facts_in(pack), self.seed)
        elif self.factbook:
            factbook.write_pack(folder, self.factbook)
        else:
            raise SystemExit("the factbook is wanted: name its file with --factbook FILE")

    def documents(self, pack: str) -> str:
        """Return the pack's facts as lines, for the peers."""
        path = self.peer_index(pack, "documents.tsv")
        documents.write_documents(self.pack_folder(pack), path)
        return path

    def peer_index(self, pack: str, name: str) -> str:
        """Return where the index of a peer is kept."""
        folder = os.path.join(self.work, "peers", pack)
        os.makedirs(folder, exist_ok=True)
        return os.path.join(folder, name)

    def cache(self, pack: str) -> str:
        """Return where misca keeps its index of a pack."""
        return os.path.join(self.work, "cache", pack)

    def env(self, pack: str, **more: str) -> dict[str, str]:
        """Return the environment for a pack."""
        return clock.environment(MISCA_CACHE=self.cache(pack), **more)

    def run(self, pack: str, command: Sequence[str]) -> clock.Run:
        """Run a command that must end well."""
        return clock.timed(command, self.env(pack))

    def queries(self, pack: str, count: int) -> tuple[Query, ...]:
        """Return so many queries of each kind for a pack."""
        path = self.peer_index(pack, f"queries-{count}-{self.seed}.json")
        return kept_queries(self.documents(pack), path, count, self.seed)

    def real_queries(self, count: int) -> tuple[Query, ...]:
        """Return the factbook's known items, clean and really misspelt."""
        if not self.misspellings:
            raise SystemExit("real misspellings are wanted: name a file with --misspellings")
        pairs = misspelt.misspellings(self.misspellings)
        return tuple(misspelt.real_queries(self.documents(FACTBOOK), pairs, count, self.seed))


def pack_name(facts: int) -> str:
    """Return the name of a generated pack: g200, g100k, g1m."""
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if facts >= size and facts % size == 0:
            return f"g{facts // size}{letter}"
    return f"g{facts}"


def facts_in(pack: str) -> int:
    """Return how many facts a generated pack has, by its name."""
    number = pack.removeprefix("g")
    sizes = {"k": 1_000, "m": 1_000_000}
    return int(number[:-1]) * sizes[number[-1]] if number[-1] in sizes else int(number)
