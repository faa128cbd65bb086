"""Xapian: BM25, its own spelling correction, wildcards for beginnings of words."""

from __future__ import annotations

import shutil

import command
import xapian  # type: ignore[import-not-found, unused-ignore]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def build(documents: Iterable[command.Document], index: str) -> None:
    """Write the index folder."""
    shutil.rmtree(index, ignore_errors=True)
    database = xapian.WritableDatabase(index, xapian.DB_CREATE)
    terms = xapian.TermGenerator()
    terms.set_database(database)
    terms.set_flags(xapian.TermGenerator.FLAG_SPELLING)
    for fact_id, claim, names in documents:
        document = xapian.Document()
        document.set_data(fact_id)
        terms.set_document(document)
        terms.index_text_without_positions(claim, 2)
        terms.index_text_without_positions(names)
        database.add_document(document)
    database.commit()


class Index:
    """An open index."""

    def __init__(self, path: str) -> None:
        self.database = xapian.Database(path)

    def search(self, query: str) -> list[str]:
        """Return the best: facts with all words, or with any where none has all."""
        words = [self._word(word) for word in command.content_words(query)]
        return self._best(xapian.Query.OP_AND, words) or self._best(xapian.Query.OP_OR, words)

    def _best(self, operator: int, words: list[xapian.Query]) -> list[str]:
        enquire = xapian.Enquire(self.database)
        enquire.set_query(xapian.Query(operator, words))
        return [match.document.get_data().decode() for match in enquire.get_mset(0, command.MOST)]

    def _word(self, word: str) -> xapian.Query:
        if self.database.term_exists(word):
            return xapian.Query(word)
        near = self.database.get_spelling_suggestion(word, command.edits_allowed(word)).decode()
        if near:
            return xapian.Query(near)
        return xapian.Query(xapian.Query.OP_WILDCARD, word, 100, xapian.Query.WILDCARD_LIMIT_FIRST)


if __name__ == "__main__":
    command.run(build, lambda path: Index(path).search)
