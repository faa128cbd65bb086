"""Records → problems: what is wrong in fact files, by named rules.

A rule is a function over a pack or over the text of a file; its docstring is what it says.
What the loader tells is a rule too, and so is what saved copies prove. Nothing here writes.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from misca_cli.checks import accounts, letters, names, sources
from misca_cli.checks.loading import LOADED, PROVED
from misca_cli.checks.rule import Rule, Subject, stated, written
from misca_cli.files import UnreadableError, fact_files, read_bytes, shown_path
from misca_cli.load.faults import Fault, dotted
from misca_cli.load.places import problems_at
from misca_cli.model import Problem
from misca_cli.positions import ScanError, scan
from misca_cli.schema import plural
from misca_cli.toml import TomlError, decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from misca_cli.checks.rule import Slip
    from misca_cli.factbase import Factbase
    from misca_cli.model import Pack

RULES: tuple[Rule, ...] = (
    *LOADED,
    stated(
        names.unknown_entity,
        "error",
        "Correct the id, or add an [entity.ID] table.",
    ),
    written(
        letters.control_characters,
        "warning",
        "Write the text without the character; where it is meant, name it in words.",
    ),
    written(
        letters.not_toml_1_0,
        "warning",
        "Write it as TOML 1.0 has it; `misca check --fix` does where no comment would be lost.",
        name="not-toml-1.0",
        fixable=True,
    ),
    stated(
        names.alias_clash,
        "warning",
        "Drop the name from one of the two, or say `same_as` or `part_of`; what only helps to "
        "find an entity stands in `search`.",
    ),
    stated(names.circular, "warning", "Drop the reference that closes the circle."),
    stated(
        accounts.unit_mismatch,
        "warning",
        "Write the unit of the measure, give the unit and that one a common [term], or take "
        "another measure.",
    ),
    stated(
        accounts.unanchored,
        "warning",
        "Run `misca anchors --copies DIR --write`, and look at the passages it shows; where the "
        "copy has no such place, or holds the passage no longer, mend `at`.",
    ),
    stated(
        sources.misspelt_place,
        "warning",
        "Write it as it is meant; any other text is taken as it stands, and is never proved.",
    ),
    stated(
        accounts.unsealed_ruling,
        "warning",
        "`misca check --fix` writes it.",
        fixable=True,
    ),
    stated(
        accounts.said_after_issued,
        "warning",
        "Look at both dates in the source; one of them was misread.",
    ),
    stated(
        accounts.long_reading,
        "warning",
        "Quote the words that had to be interpreted alone; `note` says why so.",
    ),
    stated(
        accounts.unexplained_retirement,
        "warning",
        "Say why in `because`, or name the fact that replaces it in `replaced_by`.",
    ),
    stated(
        accounts.source_date,
        "note",
        "Look at the source again; where it contradicts itself, say so in `note`.",
    ),
    stated(sources.unknown_type, "note", "Take one of CSL's types; `document` fits anything."),
    stated(
        accounts.single_origin,
        "note",
        "Look for a source that does not draw on the same one.",
    ),
    stated(accounts.stale, "note", "Look for a newer account."),
    stated(names.unused_entity, "note", "Drop it, or refer to it."),
    stated(names.unused_source, "note", "Drop it, or add what was read in it."),
    stated(names.unused_measure, "note", "Drop it, or add a fact with a value of it."),
    stated(names.unused_statement, "note", "Drop it, or add what was said."),
    *PROVED,
)
RULE_NAMED: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
OF_WHOLE_PACKS = (
    *("unused-entity", "unused-source", "unused-measure", "unused-statement"),
    "single-origin",
)
"""Rules about what is found nowhere in a pack."""
NOT_WHOLE = ("bad-toml", "unreadable")
"""Rules that tell of files not all of which could be read."""
UNREADABLE = ("unreadable", "unreadable-copy")
"""Rules by which not all was checked: they are always told."""


def check(
    base: Factbase,
    *,
    rules: Collection[str],
    today: dt.date,
    proved: Iterable[Problem] | None = None,
) -> tuple[Problem, ...]:
    """Return what is wrong by some rules, in the order of files and lines.

    `proved` is what saved copies say of the places of facts; they know better than the rule
    that does without.
    """
    chosen = [rule for rule in RULES if rule.name in rules]
    found = [*base.problems, *map(_weighed, proved or ())]
    if proved is not None:
        chosen = [rule for rule in chosen if rule.name != "unanchored"]
    broken = {p.file: p.rule for p in found if p.rule in NOT_WHOLE}
    order: dict[str, int] = {}
    whole = base.replaced(packs=tuple(map(_with_broken, base.packs)))
    for pack in whole.packs:
        files = {shown_path(path): path for path in fact_files(pack.folder)}
        subject = Subject(pack=pack, base=whole, today=today)
        found += problems_at((pack.folder,), _faults(subject, _judging(chosen, files, broken)))
        for shown, path in files.items():
            order.setdefault(shown, len(order))
            if shown not in broken:
                found += _of_text(path, pack.folder, chosen)
    kept = dict.fromkeys(p for p in found if p.rule in rules or p.rule in UNREADABLE)
    return tuple(sorted(kept, key=lambda p: (order.get(p.file, -1), p.line, p.column)))


def _with_broken(pack: Pack) -> Pack:
    """Return a pack with its broken records too: what else is wrong with them counts as well."""
    return pack.replaced(
        **{
            plural(kind): {**records, **getattr(pack, plural(kind))}
            for kind, records in pack.broken.items()
        }
    )


def _judging(rules: Iterable[Rule], files: Iterable[str], broken: Mapping[str, str]) -> list[Rule]:
    """Return the rules that can judge a pack: nobody knows what a file says that can't be read."""
    lacking = {broken[file] for file in files if file in broken}
    unjudged = (*OF_WHOLE_PACKS, "unknown-entity") if "unreadable" in lacking else OF_WHOLE_PACKS
    return [rule for rule in rules if not lacking or rule.name not in unjudged]


def _weighed(problem: Problem) -> Problem:
    """Return a problem with the severity that its rule has here."""
    return problem.replaced(severity=RULE_NAMED[problem.rule].severity)


def _faults(subject: Subject, rules: Iterable[Rule]) -> Iterator[Fault]:
    for rule in rules:
        for path, message in rule.of_pack(subject) if rule.of_pack else ():
            yield Fault(path=path, rule=rule.name, message=message, severity=rule.severity)


def _of_text(path: str, pack_folder: str, rules: Iterable[Rule]) -> Iterator[Problem]:
    of_text = [rule for rule in rules if rule.of_text]
    if not of_text:
        return
    try:
        text = decode(read_bytes(path, pack_folder))
        for rule in of_text:
            slips = tuple(rule.of_text(text)) if rule.of_text else ()
            yield from _placed(shown_path(path), text, rule, slips) if slips else ()
    except (UnreadableError, TomlError, ScanError):
        return  # it is another file by now than the loader has read


def _placed(shown: str, text: str, rule: Rule, slips: Iterable[Slip]) -> Iterator[Problem]:
    positions = scan(text)
    paths = {place: path for path, place in (*positions.keys.items(), *positions.values.items())}
    places = sorted(paths)
    for slip in slips:
        line = text.count("\n", 0, slip.index) + 1
        place = line, slip.index - text.rfind("\n", 0, slip.index)
        before = bisect_right(places, place)
        yield Problem(
            file=shown,
            line=line,
            column=place[1],
            severity=rule.severity,
            rule=rule.name,
            key=dotted(paths[places[before - 1]]) if before else "",
            message=slip.message,
        )
