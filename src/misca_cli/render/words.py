"""What records say, in plain words: values, sources, the state of a fact."""

from __future__ import annotations

from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact, Figure, Source, Value

NOT_SEEN = "not seen by us"

_SIGNS = {"plus": "+", "minus": "-", "times": "x"}
_BOUNDS = ((">=", "at least"), ("<=", "at most"), (">", "more than"), ("<", "less than"))


def counted(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun: `1 fact`, `12 facts`."""
    return f"{number} {singular if number == 1 else plural}"


def names(base: Factbase, fact: Fact, ids: Iterable[str]) -> str:
    """Return the names of entities that a fact means."""
    return ", ".join(base.name(fact, each) for each in ids)


def value(base: Factbase, fact: Fact) -> str | None:
    """Word the value of a fact, with its measure where the value alone says too little."""
    if fact.value is None:
        return None
    words = bare_value(base, fact, fact.value)
    name = measure(base, fact)
    has_unit = fact.value.figure and fact.value.figure.unit
    return words if has_unit or not name else f"{name}: {words}"


def value_beside_date(base: Factbase, fact: Fact) -> str | None:
    """Word the value of a fact whose date stands beside it: a date is not said twice."""
    return measure(base, fact) if is_its_date(fact) else value(base, fact)


def is_its_date(fact: Fact) -> bool:
    """Tell whether the value of a fact is the date it bears."""
    return bool(fact.value and fact.value.date and fact.value.date == fact.when)


def measure(base: Factbase, fact: Fact) -> str | None:
    """Name the measure of a fact."""
    found = base.measure(fact)
    return found.name if found else fact.what


def bare_value(base: Factbase, fact: Fact, value: Value) -> str:
    """Word a value without its measure."""
    if value.figure:
        return figure(value.figure)
    if value.date:
        return describe_date(value.date)
    return names(base, fact, value.entities) or value.text


def figure(quantity: Figure) -> str:
    """Word a figure as written, its signs for `about` and for bounds put in words."""
    sign = _SIGNS.get(quantity.relation, "")
    text = " ".join(quantity.text.split())
    body = text.removeprefix(sign).lstrip()
    sign = _typeset(sign)
    if body.startswith("~"):
        return f"about {sign}{_spanned(body[1:].lstrip())}"
    for mark, words in _BOUNDS:
        if body.startswith(mark) and ".." not in body:
            return f"{words} {sign}{_typeset(body.removeprefix(mark).lstrip())}"
    return f"{sign}{_spanned(body)}"


def _typeset(text: str) -> str:
    """Write a minus as everywhere in an answer: it is typed as a hyphen, if it means "less"."""
    return f"−{text[1:]}" if text.startswith("-") else text


def _spanned(body: str) -> str:
    low, dots, high = (_typeset(part.strip()) for part in body.partition(".."))
    if not dots or "<" in body or ">" in body:
        return _typeset(body)
    number, _, unit = high.partition(" ")
    if not low:
        return f"up to {high}"
    if low == number:
        return high
    is_closed = number.removeprefix("−")[:1].isdigit()
    return f"{low} to {high}" if is_closed else f"{low} or more {number} {unit}".rstrip()


def figure_notes(quantity: Figure) -> tuple[str, ...]:
    """Say what the wording of a figure leaves to the reader: changes, bounds of words."""
    kind = {"plus": "an increase", "minus": "a decrease", "times": "a multiple"}
    notes = [kind[quantity.relation]] if quantity.relation in kind else []
    if quantity.text[:1].isalpha() and quantity.relation == "equal" and quantity.low is not None:
        notes.append(f"at least {quantity.low}")
    if _typeset(figure(quantity)) != _typeset(quantity.text):
        notes.append(f'written "{quantity.text}"')
    return tuple(notes)


def source(record: Source) -> str:
    """Name a source: title, publisher, day."""
    issued = describe_date(record.issued) if record.issued else ""
    return ", ".join(filter(None, (record.title, record.publisher, issued)))


def cited(base: Factbase, fact: Fact, source_id: str) -> str:
    """Name a source that another one cites or reprints, and say so where it wasn't seen."""
    record = base.source(fact, source_id)
    if record is None:
        return source_id
    return source(record) if record.seen else f"{source(record)}, {NOT_SEEN}"


def cautions(fact: Fact) -> Iterator[str]:
    """Say what keeps a fact from being taken as it stands."""
    if fact.status == "draft":
        yield "draft"
    if fact.status == "retired":
        reason = f": {fact.because.rstrip('.')}" if fact.because else ""
        better = f", see {fact.replaced_by}" if fact.replaced_by else ""
        yield f"retired{reason}{better}"
