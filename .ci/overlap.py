# ruff: noqa: INP001 - a script beside `run`, in no package
"""Find what a fact pack copies: runs of six words that a saved source has in the same order.

    overlap.py PACK DOCUMENTS

Every text of the pack counts but titles, names and addresses, which are others' words by
right; where a longer text contains one of them, it parts the words around it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from misca_cli import wikitext
from misca_cli.anchors import words
from misca_cli.toml import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RUN = 6
NAMES = frozenset(("title", "name", "aliases"))
NOT_OURS = NAMES | {"url", "archive_url", "copy", "anchors"}

Words = tuple[str, ...]


def texts(value: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every text inside a TOML value, with the keys that lead to it."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, keys)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, (*keys, key))


def runs(given: Words) -> Iterator[Words]:
    """Give each run of words of the length that counts as copied."""
    return (given[start : start + RUN] for start in range(len(given) - RUN + 1))


def document_runs(folder: Path) -> frozenset[Words]:
    """Return the runs of all documents, as they are written and as their readers see them."""
    written = [path.read_text("utf-8-sig") for path in folder.rglob("*.txt")]
    views = (view for text in written for view in (text, wikitext.plain(text)))
    return frozenset(run for view in views for run in runs(words(view)))


def without_names(given: Words, names: Iterable[Words]) -> Words:
    """Put a mark that no document has in place of each name, the longest first."""
    for name in names:
        for start in range(len(given) - len(name), -1, -1):
            if given[start : start + len(name)] == name:
                given = (*given[:start], "\0", *given[start + len(name) :])
    return given


def copied(pack: Path, documents: Path) -> Iterator[str]:
    """Say of each text that shares a run with a document where it is, and the first run."""
    found = [
        (path.name, keys, text)
        for path in sorted(pack.rglob("*.toml"))
        for keys, text in texts(parse(path.read_bytes()))
    ]
    named = {words(text) for _, keys, text in found if keys[-1] in NAMES}
    # A shorter one can't make a run alone, and is no reason to copy the words around it.
    names = sorted((name for name in named if len(name) >= RUN), key=len, reverse=True)
    known = document_runs(documents)
    if not known:
        yield f'"{documents}" holds no documents (expected .txt files)'
    for file, keys, text in found:
        shared = [run for run in runs(without_names(words(text), names)) if run in known]
        if shared and not NOT_OURS & set(keys):
            yield f'{file}: {".".join(keys)}: copies "{" ".join(shared[0])}"'


def main(pack: str, documents: str) -> int:
    """Print what is copied, a text a line; the exit status is 1 where there is any."""
    found = list(copied(Path(pack), Path(documents)))
    sys.stdout.writelines(f"{line}\n" for line in found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
