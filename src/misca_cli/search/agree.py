"""Whether a fact's date, claim and figure agree with what a query asks for, from 0 to 1."""

from __future__ import annotations

from misca_cli.dates import ordinal
from misca_cli.search.sets import EMPTY, intersection, union
from misca_cli.search.words import forms_in, stem, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from misca_cli.dates import Day
    from misca_cli.model import Figure, Number
    from misca_cli.query import Amount, Period
    from misca_cli.search.corpus import Corpus
    from misca_cli.search.document import Document
    from misca_cli.search.sets import FactSet
    from misca_cli.search.words import Forms

    Bounds = tuple[Day | None, Day | None]

# A date that only overlaps a period agrees less than one within it, and a date with an
# open end less again, and hardly at all beyond a month: it overlaps nearly everything.
OVERLAPS = 0.75
OPEN = 0.5
FAR, FAR_DAYS = 0.1, 31
# So does one many times as long as the period: of a year, any day may be meant.
WIDE, MANY = 0.5, 6
MOST_YEARS = 5
# Nor does a claim that says the words of a period or a figure agree as well as a date or a value.
SAID = 0.72
# A range that holds the figure asked for agrees less than the figure itself.
HOLDS = 0.6
VAGUE = 0.7
COPULAS = frozenset("is are was were means est sont etait".split())
ARTICLES = frozenset("a an the one un une le la les".split())
EARLY = 6
"""How many words of a claim may name what it is about."""


def in_period(period: Period, corpus: Corpus, *, told: bool = False) -> Mapping[float, FactSet]:
    """Return facts by how well their dates, or those they were told by, lie in a period."""
    return corpus.dated(
        lambda earliest, latest: period_agreement(period, earliest, latest), told=told
    )


def asked_for(period: Period, corpus: Corpus) -> Mapping[float, FactSet]:
    """Return facts by how well they are of a period: by date, or by what those without one say."""
    from misca_cli.search.periods import words_of  # filters go by dates alone

    claims = (corpus.having(forms).get("claim", EMPTY) for forms in words_of(period).values())
    said = intersection(claims) & corpus.marked("undated", "")
    dated = in_period(period, corpus)
    return {**dated, SAID: union((dated.get(SAID, EMPTY), said))}


def figured(amount: Amount, corpus: Corpus) -> Mapping[float, FactSet]:
    """Return facts by how well they have a figure: by their value, or by what their claim says."""
    from misca_cli.search.amounts import said_as  # filters go by values alone

    values = corpus.figured(amount)
    said = intersection(corpus.having(forms).get("claim", EMPTY) for forms in said_as(amount))
    return {**values, SAID: union((values.get(SAID, EMPTY), said))}


def period_said(period: Period, document: Document) -> Mapping[str, str]:
    """Return by what a claim says each word of a period; nothing where it lacks one."""
    from misca_cli.search.periods import words_of  # as above

    return _said(words_of(period), document)


def figure_said(amount: Amount, document: Document) -> Mapping[str, str]:
    """Return by what a claim says each word of a figure; nothing where it lacks one."""
    from misca_cli.search.amounts import said_as  # as above

    return _said({forms[0]: forms for forms in said_as(amount)}, document)


def _said(asked: Mapping[str, Forms], document: Document) -> Mapping[str, str]:
    claim = {*forms_in(document.texts.get("claim", ""))}
    said = {
        word: next((form for form in forms if form in claim), "") for word, forms in asked.items()
    }
    return said if all(said.values()) else {}


def period_agreement(period: Period, earliest: Day | None, latest: Day | None) -> float:
    """Return how well a date with these bounds lies in a period.

    It is 1 within the period, and 0 where they don't overlap or both bounds are unknown.
    """
    if earliest is None and latest is None:
        return 0.0
    if period.first and period.last:
        return _recurs(period.first, period.last, (earliest, latest))
    return _within(period.earliest, period.latest, (earliest, latest))


def _within(first: Day | None, last: Day | None, date: Bounds) -> float:
    earliest, latest = date
    starts_before = first is not None and (earliest is None or earliest < first)
    ends_after = last is not None and (latest is None or latest > last)
    if first and latest and latest < first:
        return 0.0
    if last and earliest and earliest > last:
        return 0.0
    if earliest is None or latest is None:
        # "12 December or later" is surely after the 8th, and may be in January.
        return _open(first, last, date) if starts_before or ends_after else 1.0
    if not (starts_before or ends_after):
        return 1.0
    is_wide = first and last and _days(earliest, latest) > MANY * _days(first, last)
    return WIDE if is_wide else OVERLAPS


def _open(first: Day | None, last: Day | None, date: Bounds) -> float:
    """Agree less the farther a period lies from the one day that an open date names."""
    earliest, latest = date
    if latest and last and _days(last, latest) > FAR_DAYS:
        return FAR
    if earliest and first and _days(earliest, first) > FAR_DAYS:
        return FAR
    return OPEN


def _days(first: Day, last: Day) -> int:
    """Return how many days lie between two days, both counted."""
    return ordinal(last) - ordinal(first) + 1


def _recurs(first: tuple[int, int], last: tuple[int, int], date: Bounds) -> float:
    """Return the best agreement of a date with the same days of any year."""
    known = [bound[0] for bound in date if bound]
    first_year, last_year = min(known), max(known)
    if last_year - first_year + 3 > MOST_YEARS:
        return WIDE
    turn = 1 if last < first else 0
    # A date that is open on one side may touch the same days of a year next to those it names.
    years = (
        range(first_year - turn, last_year + 1)
        if len(known) == 2
        else range(first_year - 1, last_year + 2)
    )
    return max([_within((year, *first), (year + turn, *last), date) for year in years])


def amount_agreement(amount: Amount, figure: Figure) -> float:
    """Return how well a fact's figure meets a figure or a range of figures."""
    if figure.relation == "times" or not _same_unit(amount, figure.unit):
        return 0.0
    if amount.low is not None and amount.low == amount.high:
        return _equals(amount.low, figure.amount, figure.low, figure.high)
    low_fits = amount.low is None or (
        figure.low is not None
        and _keeps(figure.low - amount.low, of=(amount.low_included, figure.low_included))
    )
    high_fits = amount.high is None or (
        figure.high is not None
        and _keeps(amount.high - figure.high, of=(amount.high_included, figure.high_included))
    )
    return 1.0 if low_fits and high_fits else 0.0


def _keeps(gap: Number, *, of: tuple[bool, bool]) -> bool:
    """Return whether a figure keeps to a bound asked for; `of` says which of both include it."""
    asked, held = of
    return gap > 0 or (gap == 0 and (asked or not held))


def _same_unit(amount: Amount, unit: str | None) -> bool:
    if amount.unit:
        return (unit or "").casefold() == amount.unit.casefold()
    if not amount.counted or not unit:
        return True
    return any(stem(form) in amount.counted for forms in words(unit) for form in forms)


def _equals(asked: Number, amount: Number | None, low: Number | None, high: Number | None) -> float:
    if amount is not None:
        return 1.0 if amount == asked else 0.0
    if low is None or high is None:
        return HOLDS if asked in (low, high) else 0.0
    return HOLDS if low <= asked <= high else 0.0


def kind_agreement(asked: str | None, kind: str | None, *, exact: bool) -> float:
    """Return how well a kind of value answers "when" (date) or "how many" (figure).

    The more exact the value is, the better it answers.
    """
    if asked is None or kind != asked:
        return 0.0
    return 1.0 if exact else VAGUE


def identity_agreement(document: Document, ends: Sequence[int]) -> float:
    """Return how well a claim answers "what is …": one that begins "… is a" does best.

    `ends` are where the last word of what is asked for stands in the claim.
    """
    claim = [*document.texts.get("claim", "").split(" "), "", ""]
    told = [claim[end + 2] for end in ends if end < EARLY and claim[end + 1] in COPULAS]
    if not told or told[0].endswith(("ed", "ing")):  # "was established"
        return 0.0
    return 1.0 if told[0] in ARTICLES else VAGUE
