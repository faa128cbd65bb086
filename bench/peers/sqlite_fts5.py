"""SQLite FTS5: bm25 over two columns, misspellings by rapidfuzz over its own vocabulary."""

from __future__ import annotations

import os
import sqlite3

import command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST = "SELECT id FROM facts WHERE facts MATCH ? ORDER BY bm25(facts, 0, 2, 1) LIMIT ?"


def build(documents: Iterable[command.Document], index: str) -> None:
    """Write the index file."""
    if os.path.exists(index):
        os.remove(index)
    database = sqlite3.connect(index)
    database.executescript(
        """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE VIRTUAL TABLE facts USING fts5(
            id UNINDEXED, claim, names, tokenize = "unicode61 remove_diacritics 2");
        CREATE VIRTUAL TABLE words USING fts5vocab(facts, row);"""
    )
    database.executemany("INSERT INTO facts VALUES (?, ?, ?)", documents)
    database.execute("INSERT INTO facts(facts) VALUES ('optimize')")
    # Read as a plain table, the vocabulary takes a tenth of the time; figures are none of it.
    database.execute("CREATE TABLE vocabulary AS SELECT term FROM words WHERE term >= 'a'")
    database.commit()


class Index:
    """An open index."""

    def __init__(self, path: str) -> None:
        self.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.vocabulary: list[str] = []

    def search(self, query: str) -> list[str]:
        """Return the best: facts with all words, or with any where none has all."""
        groups = [self._group(word) for word in command.content_words(query)]
        groups = [group for group in groups if group]
        if not groups:
            return []
        return self._best(" AND ".join(groups)) or self._best(" OR ".join(groups))

    def _best(self, match: str) -> list[str]:
        return [row[0] for row in self.database.execute(FIRST, (match, command.MOST))]

    def _group(self, word: str) -> str:
        known = self.database.execute("SELECT 1 FROM facts WHERE facts MATCH ?", (f'"{word}"',))
        if known.fetchone():
            return f'"{word}"'
        if begun := self._beginning(word):
            return begun
        near = " OR ".join(f'"{term}"' for term in self._near(word))
        return f"({near})" if near else ""

    def _beginning(self, word: str) -> str:
        found = self.database.execute("SELECT 1 FROM facts WHERE facts MATCH ?", (f'"{word}" *',))
        return f'"{word}" *' if found.fetchone() else ""

    def _near(self, word: str) -> list[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if not self.vocabulary:
            self.vocabulary = [
                row[0] for row in self.database.execute("SELECT term FROM vocabulary")
            ]
        most = command.edits_allowed(word)
        found = process.extract(
            word, self.vocabulary, scorer=OSA.distance, score_cutoff=most, limit=5
        )
        # Of several corrections only the nearest count.
        return [term for term, distance, _ in found if distance == found[0][1]]


if __name__ == "__main__":
    command.run(build, lambda path: Index(path).search)
