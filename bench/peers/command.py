"""The command line that every peer has.

PEER build DOCUMENTS INDEX   make an index of lines of id, claim, whom and what else
PEER query INDEX WORDS…      print the ids of the ten best, best first
PEER batch INDEX FILE        the same for each line of a file, ids joined by tabs
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Document = tuple[str, str, str]
    Search = Callable[[str], list[str]]

MOST = 10
# Every peer is spared the words that carry nothing, as misca spares itself.
STOP = frozenset(
    "the of and in to a that for with by from on at as was is has been were its".split()
)


def run(build: Callable[[Iterable[Document], str], None], opened: Callable[[str], Search]) -> None:
    """Do what the command line asks for."""
    verb, first, *rest = sys.argv[1:]
    if verb == "build":
        build(_documents(first), rest[0])
    elif verb == "query":
        print("\n".join(opened(first)(" ".join(rest))))
    elif verb == "batch":
        search = opened(first)
        with open(rest[0], encoding="utf-8") as lines:
            for line in lines:
                print("\t".join(search(line)))


def content_words(query: str) -> list[str]:
    """Return the folded words of a query without stop words, unless it has no others."""
    words = query.lower().split()
    return [word for word in words if word not in STOP] or words


def edits_allowed(word: str) -> int:
    """Return how many edits a misspelling may be away: two from six letters on."""
    return 2 if len(word) >= 6 else 1


def _documents(path: str) -> Iterator[Document]:
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fact_id, claim, whom, rest = line.rstrip("\n").split("\t")
            yield fact_id, claim, f"{whom} {rest}"
