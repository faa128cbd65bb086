"""What `misca check` would say of records that are to join a pack: they come in without it.

The pack is what it is: what is wrong with it already counts against nobody else.
"""

from __future__ import annotations

import datetime as dt
from itertools import chain
from operator import itemgetter

from misca_cli.checks import RULES
from misca_cli.checks.letters import hidden
from misca_cli.checks.names import clashes
from misca_cli.checks.rule import Subject
from misca_cli.factbase import factbase
from misca_cli.load.faults import dotted
from misca_cli.load.rulings import expired
from misca_cli.record import Record
from misca_cli.schema import PLURALS, TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from misca_cli.load.faults import Path
    from misca_cli.model import Fact, Pack

    Key = tuple[str, str]
    Records = Mapping[str, Mapping[str, Record]]

AT_ONCE = 1000
"""Records that are looked at together for what is hidden in them."""
OF_TOOLS = ("unanchored", "unsealed-ruling")
"""Rules that ask for what only other commands can do, and do by themselves."""
# Nothing is hidden in what is read more strictly.
_STRICT = ("id", "ids", "date", "choice", "flag", "days", "tolerance")
_PICK = {
    kind: itemgetter("id", *(field.name for field in fields if field.kind not in _STRICT))
    for kind, fields in TABLES.items()
}
# Which of two entities has a name too many depends on which of them was there before.
_JUDGED = tuple(
    rule
    for rule in RULES
    if rule.of_pack and rule.severity != "note" and rule.name not in (*OF_TOOLS, "alias-clash")
)


def refusals(pack: Pack, facts: Sequence[Fact], records: Records) -> dict[Key, str]:
    """Return what is wrong with new facts and records beside those of a pack, by table and id."""
    new: dict[Key, Record] = {("fact", fact.id): fact for fact in facts}
    for kind, joining in records.items():
        new |= {(kind, record_id): record for record_id, record in joining.items()}
    told: dict[Key, dict[str, None]] = {}
    for key, message in (*_hiding(new), *_told_of(pack, facts, records)):
        if key in new:
            told.setdefault(key, {})[message] = None
    return {key: "; ".join(messages) for key, messages in told.items()}


def _hiding(new: Mapping[Key, Record]) -> Iterator[tuple[Key, str]]:
    keys = tuple(new)
    for at in range(0, len(keys), AT_ONCE):
        some = keys[at : at + AT_ONCE]
        if not _is_plain(new, some):
            yield from (each for key in some for each in _hidden_of(key, new[key]))


def _is_plain(new: Mapping[Key, Record], keys: Iterable[Key]) -> bool:
    """Tell at a glance that nothing is hidden in any of some records, as in nearly all."""
    picked = chain.from_iterable(_PICK[key[0]](new[key].__dict__) for key in keys)
    values = [value for value in picked if value]
    texts = [value for value in values if value.__class__ is str]
    others = tuple(value for value in values if value.__class__ is not str)
    return "".join(texts).isprintable() and not hidden(others)


def _hidden_of(key: Key, record: Record) -> Iterator[tuple[Key, str]]:
    for name, value in vars(record).items():
        found = hidden(value)
        if found:
            yield key, f"{name}: {found} [control-characters]"


def _told_of(pack: Pack, facts: Sequence[Fact], records: Records) -> Iterator[tuple[Key, str]]:
    joined = pack.replaced(
        # No fact of the pack names a new one, and what is wrong with it is known.
        facts={fact.id: fact for fact in facts},
        **{
            plural: {**getattr(pack, plural), **records.get(kind, {})}
            for kind, plural in PLURALS.items()
        },
    )
    today = dt.date.today()  # noqa: DTZ011  # the day where the user is
    subject = Subject(pack=joined, base=factbase((joined,)), today=today)
    for rule in _JUDGED:
        for path, message in rule.of_pack(subject) if rule.of_pack else ():
            yield _said(path, message, rule.name)
    for path, text, other in clashes(joined.entities.values()):
        is_new = path[1] in records.get("entity", {})
        blamed: Path = path if is_new else ("entity", other)
        also = other if is_new else path[1]
        yield _said(blamed, f'"{text}" is a name of "{also}" too', "alias-clash")
    for fault in expired(joined.rulings.values(), {**pack.facts, **joined.facts}):
        yield _said(fault.path, fault.message, fault.rule)


def _said(path: Path, message: str, rule: str) -> tuple[Key, str]:
    kind, record_id, *inside = path
    key = f"{dotted(tuple(inside))}: " if inside else ""
    return (str(kind), str(record_id)), f"{key}{message} [{rule}]"
