"""What the fields of the facts in an index hold, by id and by name: for filters."""

from __future__ import annotations

from misca_cli.index.rows import END, data, lines, named_key, text
from misca_cli.search import fields
from misca_cli.search.documents import names_of
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from misca_cli.index.layout import Reader
    from misca_cli.search.corpus import Corpus


def named(corpus: Corpus, readers: Sequence[Reader], field: str, typed: str) -> tuple[str, ...]:
    """Return the ids that a field may hold under a name; the base is read first."""
    wanted = fold(typed)
    held = {each for each in _values(corpus, readers, field) if fold(each) == wanted}
    going_by = readers[0].get(named_key(fields.KINDS.get(field), fields.spelt(typed)))
    return tuple(sorted({*held, *lines(going_by)}))


def choices(corpus: Corpus, readers: Sequence[Reader], field: str) -> Sequence[str]:
    """Return the ids, names and values that a field may hold."""
    kind = fields.KINDS.get(field)
    names = {name.text for name in names_of(corpus.base) if fields.is_for(name, kind)}
    return sorted({*_values(corpus, readers, field), *names})


def _values(corpus: Corpus, readers: Sequence[Reader], field: str) -> Iterable[str]:
    if field == "tag":
        return [value for value in _marks(readers, "tag") if corpus.marked("tag", value)]
    return fields.values(field, corpus.base)


def _marks(readers: Sequence[Reader], field: str) -> set[str]:
    first, last = data(f"m{field}\n"), data(f"m{field}\n") + END
    rows = (row for reader in readers for row in reader.rows(first, last))
    return {text(key[len(first) :]) for key, _ in rows}
