"""Who competes: misca and its peers, each as the command lines that build and ask."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import documents
from lab import Lab

HERE = os.path.dirname(os.path.abspath(__file__))
# What rg can't do: it has neither spelling nor an order, and it asks for every word.
EXACT_KINDS = ("exact", "common words", "prefix", "nonsense", "clean")


@dataclass(frozen=True)
class Contender:
    """One way to find facts in one pack."""

    name: str
    asking: tuple[str, ...]
    """The words of the query are put behind, or in the place of `{}` as one shell word."""
    building: tuple[str, ...] = ()
    batch: tuple[str, ...] = ()
    """Answers a file of queries, whose path is put behind."""
    kinds: tuple[str, ...] = ()
    """The kinds of query it can answer; all when empty."""
    missing: str = ""

    def ask(self, text: str) -> list[str]:
        """Return the command line of a query."""
        return [*self.asking, *text.split()]

    def can(self, kind: str) -> bool:
        """Return whether it can answer a kind of query."""
        return not self.kinds or kind in self.kinds


def contenders(lab: Lab, pack: str, only: Iterable[str] = ()) -> list[Contender]:
    """Return misca and every peer for a pack; what isn't installed says so."""
    everybody = [*misca(lab, pack), *_indexes(lab, pack), *_filters(lab, pack)]
    chosen = tuple(only)
    return [one for one in everybody if not chosen or any(name in one.name for name in chosen)]


def misca(lab: Lab, pack: str) -> list[Contender]:
    """Return misca as it is called by scripts."""
    ask = (lab.misca, "query", "--facts", lab.pack_folder(pack))
    batch = (*ask, "--json", "--batch")
    return [
        Contender("misca --json", (*ask, "--json"), batch=batch),
        Contender("misca plain", (*ask, "-f", "plain")),
    ]


def _indexes(lab: Lab, pack: str) -> list[Contender]:
    lines, folder = lab.documents(pack), lab.pack_folder(pack)
    return [
        _peer(lab, "tantivy", "tantivy_index", "tantivy", (lines, lab.peer_index(pack, "tantivy"))),
        _peer(
            lab, "SQLite FTS5", "sqlite_fts5", "rapidfuzz", (lines, lab.peer_index(pack, "fts5"))
        ),
        _peer(lab, "xapian", "xapian_index", "xapian", (lines, lab.peer_index(pack, "xapian"))),
        _peer(lab, "tomli + rapidfuzz", "rapidfuzz_scan", "rapidfuzz", (lines, folder)),
    ]


def _peer(lab: Lab, name: str, script: str, module: str, paths: tuple[str, str]) -> Contender:
    python = _python_with(lab, module)
    run = (python, os.path.join(HERE, "peers", f"{script}.py"))
    lines, index = paths
    return Contender(
        name,
        asking=(*run, "query", index),
        building=()
        if os.path.isdir(os.path.join(index, "facts"))
        else (*run, "build", lines, index),
        batch=(*run, "batch", index),
        missing="" if python else "missing",
    )


def _python_with(lab: Lab, module: str) -> str:
    """Return an interpreter that has a module; system packages have no other than the system's."""
    for python in (lab.peers_python, shutil.which("python3", path="/usr/bin") or ""):
        command = [python, "-c", f"import {module}"]
        if python and not subprocess.run(command, capture_output=True, check=False).returncode:
            return python
    return ""


def _filters(lab: Lab, pack: str) -> list[Contender]:
    lines = shlex.quote(documents.short(lab.documents(pack)))
    fzf = f'fzf --filter "$*" < {lines} | head -n 10 | cut -f1'
    rg = f'rg -iF -- "$1" {lines} | rg -iF -- "$2" | rg -iF -- "$3" | head -n 10 | cut -f1'
    return [
        Contender("fzf --filter", ("sh", "-c", fzf, "sh"), missing=_absent("fzf")),
        Contender("rg, piped", ("sh", "-c", rg, "sh"), kinds=EXACT_KINDS, missing=_absent("rg")),
    ]


def _absent(program: str) -> str:
    return "" if shutil.which(program) else "missing"


def built(lab: Lab, pack: str, everybody: Sequence[Contender]) -> None:
    """Build the indexes of the peers that have none yet."""
    for one in everybody:
        index = one.building[-1] if one.building and not one.missing else ""
        if index and not os.path.exists(index):
            # Under another name first: a build that is stopped leaves no index.
            lab.run(pack, [*one.building[:-1], index + "~"])
            os.replace(index + "~", index)
