"""Tantivy: BM25, fuzzy terms for words that its vocabulary has not."""

from __future__ import annotations

import os
import shutil

import command
import tantivy  # type: ignore[import-not-found, unused-ignore]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

FIELDS = {"claim": 2.0, "names": 1.0}
# A fuzzy term scores 1, whatever it meets; five is about what a telling word scores.
FUZZY = 5.0


def build(documents: Iterable[command.Document], index: str) -> None:
    """Write the index folder, merged to one segment."""
    shutil.rmtree(index, ignore_errors=True)
    os.makedirs(index)
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in FIELDS:
        schema.add_text_field(field)
    written = tantivy.Index(schema.build(), path=index)
    writer = written.writer(heap_size=400_000_000, num_threads=2)
    for fact_id, claim, names in documents:
        writer.add_document(tantivy.Document(id=fact_id, claim=claim, names=names))
    writer.commit()
    writer.wait_merging_threads()


class Index:
    """An open index."""

    def __init__(self, path: str) -> None:
        self.index = tantivy.Index.open(path)
        self.schema = self.index.schema
        self.searcher = self.index.searcher()

    def search(self, query: str) -> list[str]:
        """Return the best: facts with all words, or with any where none has all."""
        words = [self._word(word) for word in command.content_words(query)]
        return self._best(tantivy.Occur.Must, words) or self._best(tantivy.Occur.Should, words)

    def _best(self, occur: Any, words: list[Any]) -> list[str]:
        asked = tantivy.Query.boolean_query([(occur, word) for word in words])
        hits = self.searcher.search(asked, command.MOST, count=False).hits
        return [self.searcher.doc(address)["id"][0] for _, address in hits]

    def _word(self, word: str) -> Any:
        known = any(self.searcher.doc_freq(field, word) for field in FIELDS)
        met = self._term if known else self._near
        return tantivy.Query.disjunction_max_query(
            [part for field, boost in FIELDS.items() for part in met(field, word, boost)]
        )

    def _term(self, field: str, word: str, boost: float) -> list[Any]:
        return [boosted(tantivy.Query.term_query(self.schema, field, word), boost)]

    def _near(self, field: str, word: str, boost: float) -> list[Any]:
        """Return the spellings near a word, and the words that begin with it."""
        fuzzy = tantivy.Query.fuzzy_term_query
        near = fuzzy(self.schema, field, word, distance=command.edits_allowed(word))
        begun = fuzzy(self.schema, field, word, distance=0, prefix=True)
        return [boosted(near, boost * FUZZY), boosted(begun, boost)]


def boosted(query: Any, boost: float) -> Any:
    """Return a query whose score counts so many times."""
    return tantivy.Query.boost_query(query, boost)


if __name__ == "__main__":
    command.run(build, lambda path: Index(path).search)
