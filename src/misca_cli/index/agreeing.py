"""The keys under which an index lists dates and figures, by how well these agree with a query."""

from __future__ import annotations

from misca_cli.index.records import read_record
from misca_cli.index.rows import DATES, END, LARGEST, TOLD, data, figure_key, json_at, text
from misca_cli.model import Figure
from misca_cli.search.agree import amount_agreement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.index.layout import Reader
    from misca_cli.query import Amount
    from misca_cli.search.corpus import Agree

    Keys = Mapping[float, list[bytes]]


def dates(reader: Reader, agree: Agree, *, told: bool) -> Keys:
    """Return the keys of the dates that count, or of those that facts had been told by."""
    listed, kind = (TOLD, "t") if told else (DATES, "d")
    keys: dict[float, list[bytes]] = {}
    for date, first, last in json_at(reader, listed):
        agreement = agree(tuple(first) if first else None, tuple(last) if last else None)
        if agreement:
            keys.setdefault(agreement, []).append(data(kind + date))
    return keys


def figures(reader: Reader, amount: Amount) -> Keys:
    """Return the keys of figures."""
    lowest = figure_key(-LARGEST if amount.low is None else amount.low)
    highest = figure_key(LARGEST if amount.high is None else amount.high)
    keys: dict[float, list[bytes]] = {}
    for first, last in ((b"g" + lowest, b"g" + highest + END), (b"h", b"i")):
        for key, _ in reader.rows(first, last):
            figure = read_record(Figure, text(key[len(first) :]))
            if agreement := amount_agreement(amount, figure):
                keys.setdefault(agreement, []).append(key)
    return keys
