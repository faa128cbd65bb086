"""What an index says of facts beside one another, and how that is written.

| key | value |
|---|---|
| `r` meeting | facts that share it (`postings`) |
| `q` meeting | the judgement of these: loud findings, quiet ones, agreements, a line each |
| `Q` number (8 hexadecimal digits) | what there is to say of a fact by itself |

In what has changed since, `q` rows stand for those of the base, and empty ones for none.
"""

from __future__ import annotations

from misca_cli.index.records import read_record, written
from misca_cli.index.rows import data, text
from misca_cli.jsontext import compact, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from misca_cli.accounts.findings import Finding, Judgement
    from misca_cli.index.read import Indexed, Layer
    from misca_cli.search.sets import FactSet

JUDGED, NOTICED = b"q", b"Q"


class Judged:
    """A `Judged` kept in the layers of an index."""

    def __init__(self, corpus: Indexed, layers: Sequence[Layer]) -> None:
        self._corpus = corpus
        self._layers = layers

    def met(self, number: int) -> str | None:
        """Return the `meeting` of a fact, if there is something to say of it."""
        met = self._corpus.stored(number)[2]
        return met if met and self._written(met) else None

    def _written(self, met: str) -> bytes | None:
        key = judgement_key(met)
        found = (layer.reader.get(key) for layer in reversed(self._layers))
        return next((value for value in found if value is not None), None)

    def meeting(self, met: str) -> FactSet:
        """Return the facts that share a `meeting`."""
        return self._corpus.sharing(meeting_key(met))

    def judgement(self, met: str) -> Judgement:
        """Return what there is to say of the facts that share a `meeting`."""
        return read_judgement(self._written(met))

    def judgements(self) -> Iterator[tuple[str, Judgement]]:
        """Give every `meeting` that there is something to say of, in their order."""
        from heapq import merge  # only who compares everything needs it

        rows = (_numbered(layer, at) for at, layer in enumerate(self._layers))
        latest: tuple[bytes, bytes] = b"", b""
        for key, _, value in merge(*rows):
            if key != latest[0]:
                yield from _judged(*latest)
            latest = key, value
        yield from _judged(*latest)

    def notices(self, number: int) -> Sequence[Finding]:
        """Return what there is to say of a fact by itself."""
        layer = next(each for each in reversed(self._layers) if each.start <= number)
        value = layer.reader.get(notice_key(number - layer.start))
        return read_findings(text(value)) if value else ()

    def noticed(self) -> Iterator[Finding]:
        """Give what there is to say of facts by themselves, in the order of their ids."""
        numbers = [
            layer.start + number
            for layer in self._layers
            for key, _ in layer.reader.rows(NOTICED, NOTICED + b"\xff")
            if (number := int(key[1:], 16)) in layer.facts
        ]
        for number in sorted(numbers, key=self._corpus.order):
            yield from self.notices(number)


def _numbered(layer: Layer, at: int) -> Iterator[tuple[bytes, int, bytes]]:
    """Give the judgements of a layer so that they merge: of one key, the later layer last."""
    return ((key, at, value) for key, value in layer.reader.rows(JUDGED, JUDGED + b"\xff"))


def _judged(key: bytes, value: bytes) -> Iterator[tuple[str, Judgement]]:
    if value:
        yield text(key[1:]), read_judgement(value)


def meeting_key(met: str) -> bytes:
    """Return the key of the facts that share a meeting."""
    return data(f"r{met}")


def judgement_key(met: str) -> bytes:
    """Return the key of what there is to say of them."""
    return data(f"q{met}")


def notice_key(number: int) -> bytes:
    """Return the key of what there is to say of a fact by itself."""
    return b"Q%08x" % number


def written_findings(findings: Iterable[Finding]) -> str:
    """Return findings as JSON."""
    return compact([(f.kind, f.facts, f.why, f.ruling, f.verdict) for f in findings])


def read_findings(value: str) -> tuple[Finding, ...]:
    """Return the findings that were written as JSON."""
    from misca_cli.accounts.findings import Finding  # most facts have none

    return tuple(
        Finding(kind=kind, facts=tuple(facts), why=why, ruling=ruling, verdict=verdict)
        for kind, facts, why, ruling, verdict in loads(value)
    )


def written_judgement(judgement: Judgement) -> bytes:
    """Return what there is to say of a meeting; nothing at all where there is nothing."""
    if not (judgement.loud or judgement.quiet or judgement.agreements):
        return b""
    agreements = [written(each) for each in judgement.agreements]
    found = (written_findings(judgement.loud), written_findings(judgement.quiet))
    return data("\n".join((*found, *agreements)))


def read_judgement(value: bytes | None) -> Judgement:
    """Return what was written of a meeting."""
    from misca_cli.accounts.findings import NOTHING, Agreement, Judgement  # most facts have none

    if not value:
        return NOTHING
    loud, quiet, *agreements = text(value).split("\n")
    return Judgement(
        loud=read_findings(loud),
        quiet=read_findings(quiet),
        agreements=tuple(read_record(Agreement, each) for each in agreements),
    )
