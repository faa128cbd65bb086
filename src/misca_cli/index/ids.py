"""Facts by their ids: found by one, listed, and completed."""

from __future__ import annotations

from misca_cli.index.rows import END, id_key, lines
from misca_cli.search.sets import set_of
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from misca_cli.index.read import Layer
    from misca_cli.search.sets import FactSet


class Ids:
    """The ids of the facts in the layers of an index."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers

    def numbers_of(self, typed: str) -> Iterator[int]:
        """Give the fact that goes by an id, if there is one."""
        key = id_key(fold(typed))
        for layer in self._layers:
            for line in lines(layer.reader.get(key)):
                number, _, held = line.partition(" ")
                if held == typed and int(number) in layer.facts:
                    yield layer.start + int(number)

    def alike(self, typed: str) -> FactSet:
        """Return the facts whose ids are an id but for case and accents, and some that are gone."""
        key = id_key(fold(typed))
        return set_of(
            layer.start + int(line.partition(" ")[0])
            for layer in self._layers
            for line in lines(layer.reader.get(key))
        )

    def beginning(self, beginning: str = "") -> Iterator[str]:
        """Give the id of every fact whose id begins so."""
        first = id_key(fold(beginning))
        for layer in self._layers:
            for _, value in layer.reader.rows(first, first + END):
                for line in lines(value):
                    number, _, held = line.partition(" ")
                    if int(number) in layer.facts and held.startswith(beginning):
                        yield held

    def beginnings(self, beginning: str) -> Iterator[str]:
        """Give how the ids that begin so go on, by one letter more; some of it more than once."""
        for layer in self._layers:
            first = id_key(fold(beginning))
            last = first + END
            while row := next(layer.reader.rows(first, last), None):
                held = lines(row[1])[0].partition(" ")[2]
                longer = held[: len(beginning) + 1]
                yield longer
                # All that begin so are passed over, or one that goes on no further.
                first = id_key(fold(longer)) + END if longer != beginning else row[0] + b"\0"
