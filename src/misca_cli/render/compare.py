"""Values that may be compared, side by side: each group, its verdict, and what it adds up to."""

from __future__ import annotations

from string import ascii_lowercase

from rich.text import Text

from misca_cli.accounts.account import superseded
from misca_cli.accounts.meeting import ENTITIES
from misca_cli.accounts.notices import together
from misca_cli.render import words
from misca_cli.render.page import (
    CAUTION,
    HEADING,
    QUIET,
    flowed,
    indented,
    spaced,
    text,
    wrapped,
)
from misca_cli.render.parts import place, reading, references
from misca_cli.render.row import Numbers, Row, row
from misca_cli.render.table import Column, aligned
from misca_cli.wording import describe_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from misca_cli.accounts.findings import Finding
    from misca_cli.answer import Answer, Result
    from misca_cli.factbase import Factbase
    from misca_cli.gathered import Group
    from misca_cli.model import Fact
    from misca_cli.render.screen import Screen

_TABLE_FROM = 70
_SPEAKER_FROM = 100
_MOST_IDS = 6


def draw(answer: Answer, screen: Screen) -> list[Text]:
    """Draw each group; nothing where there is none."""
    if not answer.groups:
        return []
    numbers = Numbers(answer.base)
    return spaced(
        (
            reading(answer, screen),
            *(_group(group, numbers, screen) for group in answer.groups),
            _rest(answer, screen),
            references(numbers, screen.columns),
        )
    )


def _group(group: Group, numbers: Numbers, screen: Screen) -> list[Text]:
    width = screen.columns
    lines = wrapped(text(_heading(group, numbers.base, screen), HEADING), width)
    for assumption in _assumed(group, numbers.base):
        lines += wrapped(text(assumption, QUIET), width, hang=2)
    draw_accounts = _table if width >= _TABLE_FROM else _cards
    lines += indented(draw_accounts(group, numbers, screen), 2)
    lines.append(Text())
    for finding in together(group.findings):
        lines += wrapped(_verdict(finding, group, screen), width, hang=2)
    for agreement in group.agreements:
        lines += wrapped(text(f"= {agreement.text}", QUIET), width, hang=2)
    return lines


def _heading(group: Group, base: Factbase, screen: Screen) -> str:
    """Name what is compared: the measure, and what the key holds."""
    if group.measure is None:
        return " and ".join(dict.fromkeys(map(_named, group.findings)))
    fact = group.results[0].fact
    held = (_held(fact, field, ids, base) for field, ids in group.key.items())
    return screen.dot.join(filter(None, (words.measure(base, fact), *held)))


def _named(finding: Finding) -> str:
    kind = finding.label
    return f"{kind} (ruling {finding.ruling})" if finding.ruling else kind


def _held(fact: Fact, field: str, ids: Sequence[str], base: Factbase) -> str:
    if field == "statement":
        said = base.said(fact)
        speakers = words.names(base, fact, base.speakers(fact))
        return ", ".join(filter(None, (speakers, f"said {describe_date(said)}" if said else "")))
    return words.names(base, fact, ids) if field in ENTITIES else ", ".join(ids)


def _assumed(group: Group, base: Factbase) -> Iterator[str]:
    """Say which identity is taken for granted, and why."""
    for entity in group.assumed:
        if entity.same_as:
            other = base.name(group.results[0].fact, entity.same_as.entity)
            yield f"assumed: {entity.name} is {other}, because {entity.same_as.because}"


def _table(group: Group, numbers: Numbers, screen: Screen) -> list[Text]:
    """Set the accounts in columns: the value, with its bounds on the scale of the group, first."""
    results = (*group.results, *group.relatives)
    rows = [row(result, numbers, date=_date(result, group, numbers.base)) for result in results]
    marked = {fact for finding in _loud(group) for fact in finding.facts}
    first = "Value" if group.measure else "Claim"
    is_wide = screen.columns >= _SPEAKER_FROM
    columns = (
        (first, [[*_value(r, group, marked, screen, numbers.base)] for r in results]),
        ("Stage", [[text(each.stage or each.act or "observed", QUIET)] for each in rows]),
        ("Date", [[text(each.date or "")] for each in rows]),
        ("Said by", [[text(each.by or "")] for each in rows] if is_wide else []),
        ("Source", [[*_source(each, group, is_wide=is_wide)] for each in rows]),
    )
    made = [Column(heading=heading, cells=tuple(cells)) for heading, cells in columns]
    return aligned(
        [each for each in made if any(any(cell) for cell in each.cells)], screen.columns - 2, screen
    )


def _source(each: Row, group: Group, *, is_wide: bool) -> Iterator[Text]:
    """Say where an account was read, and who said it where there is no column for that."""
    if each.by and not is_wide:
        yield text(each.by)
    yield place(each).append_text(_origin(each, group))
    yield text(each.id)


def _origin(each: Row, group: Group) -> Text:
    """Name the origin of an account by a letter, or by a number where letters don't suffice."""
    origin = group.origins.get(each.id)
    if origin is None:
        return Text()
    is_short = len({*group.origins.values()}) <= len(ascii_lowercase)
    return text(f", origin {ascii_lowercase[origin] if is_short else origin + 1}", QUIET)


def _cards(group: Group, numbers: Numbers, screen: Screen) -> list[Text]:
    marked = {fact for finding in _loud(group) for fact in finding.facts}
    width = screen.columns - 2
    lines: list[Text] = []
    for result in (*group.results, *group.relatives):
        each = row(result, numbers, date=_date(result, group, numbers.base))
        for line in _value(result, group, marked, screen, numbers.base):
            lines += wrapped(line, width, hang=2)
        pieces = [text(each.stage or each.act or "observed", QUIET)]
        pieces += [text(piece, QUIET) for piece in (each.date, each.by) if piece]
        pieces += [place(each).append_text(_origin(each, group)), text(each.id)]
        lines += indented(flowed(pieces, width - 2, screen.dot), 2)
    return lines


def _value(
    result: Result, group: Group, marked: set[str], screen: Screen, base: Factbase
) -> Iterator[Text]:
    """Give the value of an account, marked where something is to be said of it."""
    mark = screen.differs if result.id in marked else " " * len(screen.differs)
    fact = result.fact
    value = words.bare_value(base, fact, fact.value) if group.measure and fact.value else fact.claim
    if fact.act == "denies":
        value = f"not {value}"
    yield text(f"{mark} ", CAUTION).append_text(text(value))
    gone = superseded(each.fact for each in group.results)
    notes = (
        group.scaled.get(result.id),
        "basis unclear" if fact.basis else None,
        words.names(base, fact, filter(None, (fact.who, fact.where)))
        if result in group.relatives
        else None,
        "superseded" if (fact.pack, fact.id) in gone else None,
        "reported later" if result.is_told_later else None,
        *words.cautions(fact),
    )
    margin = len(screen.differs) + 1
    yield from (text(f"{' ' * margin}{note}", QUIET) for note in notes if note)


def _date(result: Result, group: Group, base: Factbase) -> str | None:
    """Word the date that counts, else when the source appeared; a value is not said twice."""
    fact = result.fact
    is_value = group.measure is not None and words.is_its_date(fact)
    if fact.when and not is_value:
        return describe_date(fact.when)
    known = base.date_known(fact)
    return f"{'said' if base.said(fact) else 'issued'} {describe_date(known)}" if known else None


def _verdict(finding: Finding, group: Group, screen: Screen) -> Text:
    is_loud = finding.is_loud
    kind = finding.label
    sign = screen.differs if is_loud else screen.arrow
    line = text(f"{sign} {kind}: ", CAUTION if is_loud else QUIET)
    line.append_text(text(finding.why, "" if is_loud else QUIET))
    if len(group.results) > 2 and len(finding.facts) <= _MOST_IDS:
        line.append_text(text(f" ({', '.join(finding.facts)})", QUIET))
    return line


def _loud(group: Group) -> Iterator[Finding]:
    return (finding for finding in group.findings if finding.is_loud)


def _rest(answer: Answer, screen: Screen) -> list[Text]:
    """Say which groups are not shown."""
    over = answer.total - len(answer.groups)
    notes = (
        f"{len(answer.groups)} of {answer.total} groups; -n {answer.total} shows all"
        if over
        else "",
        f"{words.counted(answer.hushed, 'group', 'groups')} without disagreement; --all shows "
        f"{'it' if answer.hushed == 1 else 'them'}"
        if answer.hushed
        else "",
    )
    return [line for note in notes if note for line in wrapped(text(note, QUIET), screen.columns)]
