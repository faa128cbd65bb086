"""The days that a request bounds its facts by: `since`, `until` and `as_of`."""

from __future__ import annotations

from misca_cli.errors import UsageError
from misca_cli.search.find import find
from misca_cli.search.sets import union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.answer import Request
    from misca_cli.dates import Day
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.sets import FactSet


def dated(request: Request, corpus: Corpus) -> FactSet:
    """Return the facts whose dates are within those of a request. Raises `UsageError`."""
    from misca_cli.query import Period
    from misca_cli.search.agree import in_period  # a day to have been told by does without
    from misca_cli.search.filters import read_bound

    since = read_bound(request.since, corpus, first=True) if request.since else None
    until = read_bound(request.until, corpus, first=False) if request.until else None
    if since and until and until < since:
        raise UsageError(f"--until {request.until} ends before --since {request.since} begins")
    facts = corpus.everything
    if since or until:
        period = Period(text="", edtf="", earliest=since, latest=until)
        # Of what was only published on a day, a timeline finds out that nobody said it then.
        told_then = in_period(period, corpus, told=request.axis == "said")
        facts &= union(told_then.values())
    return facts & told(request, corpus)


def as_of(request: Request, corpus: Corpus) -> Day | None:
    """Return the day by which facts must have been told. Raises `UsageError`."""
    if not request.as_of:
        return None
    from misca_cli.search.filters import read_bound  # who lists sources without a day needs none

    return read_bound(request.as_of, corpus, first=False)


def told(request: Request, corpus: Corpus) -> FactSet:
    """Return the facts that had been told by the day of a request; without one, all."""
    day = as_of(request, corpus)
    if day is None:
        return corpus.everything
    # An uncertain date counts by its latest day.
    by_then = corpus.dated(lambda _, last: float(bool(last and last <= day)), told=True)
    return union(by_then.values())


def untold(request: Request, corpus: Corpus) -> int:
    """Count the facts that match of which nothing says by when they had been said."""
    dated_ = union(corpus.dated(lambda _, last: float(last is not None), told=True).values())
    return _matching(request, corpus, corpus.everything - dated_)


def outside(request: Request, corpus: Corpus) -> int:
    """Count the facts that match, whatever their days."""
    return _matching(request, corpus, corpus.everything)


def _matching(request: Request, corpus: Corpus, facts: FactSet) -> int:
    if not request.everything:
        facts -= corpus.marked("status", "retired")
    return find(request.text, corpus, among=facts, most=0).total
