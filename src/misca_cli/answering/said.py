"""What the claim of a fact says of the period and the figures that a query asks for."""

from __future__ import annotations

from misca_cli.answer import Match
from misca_cli.search.agree import figure_said, period_said
from misca_cli.search.periods import how_told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.search.corpus import Corpus
    from misca_cli.search.find import Found


def said(number: int, found: Found, corpus: Corpus) -> Iterator[Match]:
    """Give the words of a claim that a query's period and figures are met by."""
    document = corpus.document(number)
    period = found.query.period
    if period and number in corpus.marked("undated", ""):
        for word, form in period_said(period, document).items():
            yield Match(word=word, field="claim", how=how_told(word, form), text=form)
    # A bare number is met as a word.
    bare = {id(concept.amount) for concept in found.concepts}
    for amount in found.query.amounts:
        if id(amount) not in bare:
            for word, form in figure_said(amount, document).items():
                yield Match(word=word, field="claim", how="exact", text=form)
