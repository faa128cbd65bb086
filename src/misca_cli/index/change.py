"""What has changed since an index was made → a small file beside it.

Only where nothing but facts has changed, and nothing that other files say can be touched by
it; all else is for `making`.
"""

from __future__ import annotations

from array import array

from misca_cli.accounts.rulings import expired_among
from misca_cli.index import cache
from misca_cli.index.build import build
from misca_cli.index.changed import Changed
from misca_cli.index.differences import differences_of
from misca_cli.index.freshness import file_of, read_digests, rows_of, seen
from misca_cli.index.independence import is_independent
from misca_cli.index.judging import Before
from misca_cli.index.problems import written_problems
from misca_cli.index.readings import as_read
from misca_cli.index.records import written
from misca_cli.index.rows import (
    AT_FAULT,
    BASE,
    DEAD,
    PROBLEMS,
    REFERRING,
    RELATED,
    SHARING,
    WHOLE,
    Whole,
    data,
    json_at,
    whole_of,
)
from misca_cli.index.write import Writer
from misca_cli.jsontext import compact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from misca_cli.factbase import Factbase
    from misca_cli.index.changed import Written
    from misca_cli.index.freshness import States
    from misca_cli.index.layout import Reader
    from misca_cli.index.watch import Watching
    from misca_cli.model import Fact


def write_change(
    path: str, base: Written, latest: Written, states: States, watch: Watching
) -> bytes | None:
    """Write what has changed, and return its identity, or None where it can't stand beside.

    `latest` is what was written beside the base last, or the base: files that are as they were
    then are not read again. Raises `OSError`.
    """
    if whole_of(base.reader).clashes or len(base.facts.base.packs) != len(states.packs):
        return None
    sharing = {file_of(key) for key in json_at(base.reader, SHARING)}
    # What is known of files as they were then may be too much, never too little.
    for known in (latest, base) if latest is not base else (base,):
        differences = differences_of(base.reader, known.reader, states)
        if sharing & differences.touched:
            return None
        watching = watch(states.bytes_of(differences.fresh))
        try:
            changed = Changed(base, known, states, differences, watching.tell)
            if is_independent(changed):
                return _write(path, changed)
        finally:
            watching.end()
    return None


def has_no_facts(change: Reader | None, base: Reader) -> bool:
    """Return whether no facts have changed since a base."""
    if change is None:
        return True
    return not change.get(DEAD) and whole_of(change).size == whole_of(base).size


def write_rested(path: str, base: Written, latest: Reader, states: States) -> bytes:
    """Write that more states of files prove what was written last, which holds no facts.

    Returns its identity. Raises `OSError`.
    """
    digests = {file_of(key): digest for key, digest in read_digests(latest).items()}
    # In a base, these rows are of all files; in what stands beside it, of those that have changed.
    of_changed = {AT_FAULT: b"{}", REFERRING: b"[]"}
    if latest is not base.reader:
        of_changed = {key: latest.get(key) or empty for key, empty in of_changed.items()}

    def rows(_: Whole) -> Mapping[bytes, bytes]:
        return {
            **rows_of(seen(states, digests)),
            **of_changed,
            BASE: base.reader.identity,
            PROBLEMS: latest.get(PROBLEMS) or b"",
            DEAD: b"",
            WHOLE: data(written(whole_of(latest))),
        }

    return _build(path, base.facts.base, (), rows, _before(base, lambda _: {}, ()))


def _write(path: str, changed: Changed) -> bytes:
    base = changed.base.facts

    def still_there(met: str) -> dict[str, Fact]:
        numbers = base.judged.meeting(met) - changed.dead
        return {base.id(number): base.fact(number) for number in numbers}

    before = _before(changed.base, still_there, [fact for fact, _ in changed.buried])
    return _build(path, base.base, changed.facts, lambda added: _rows(changed, added), before)


def _before(
    base: Written, facts: Callable[[str], Mapping[str, Fact]], lost: Iterable[Fact]
) -> Before:
    """Return what a base has beside the facts that have changed."""
    return Before(
        facts=facts,
        lost=tuple(lost),
        expired=expired_among(base.facts.base, base.facts.base.facts),
        related=frozenset(json_at(base.reader, RELATED)),
    )


def _build(
    path: str,
    base: Factbase,
    facts: Iterable[Fact],
    rows: Callable[[Whole], Mapping[bytes, bytes]],
    before: Before,
) -> bytes:
    with cache.Unfinished(path) as file:
        return build(Writer(file), base.replaced(facts={}), facts, rows, before=before)


def _rows(changed: Changed, added: Whole) -> Mapping[bytes, bytes]:
    """Return what is known of the whole, with the change."""
    read, digests = as_read(changed.states, changed.readers)
    states = changed.states.replaced(files={**changed.states.files, **read.files})
    return {
        **rows_of(seen(states, {**changed.files.digests, **digests})),
        BASE: changed.base.reader.identity,
        PROBLEMS: written_problems(changed.problems, changed.states),
        AT_FAULT: compact(changed.at_fault).encode(),
        REFERRING: compact(sorted(changed.wanted)).encode(),
        DEAD: array("I", changed.dead).tobytes(),
        WHOLE: data(written(_whole(changed, added))),
    }


def _whole(changed: Changed, added: Whole) -> Whole:
    before = whole_of(changed.base.reader)
    years = dict(before.years)
    claim_words = before.claim_words + added.claim_words
    for year, count in added.years.items():
        years[year] = years.get(year, 0) + count
    for fact, words in changed.buried:
        claim_words -= words
        date = changed.base.facts.base.date_used(fact)[1]
        for bound in (date.earliest, date.latest) if date else ():
            if bound:
                years[str(bound[0])] -= 1
    return Whole(
        size=before.size - len(changed.dead) + added.size,
        claim_words=claim_words,
        years={year: count for year, count in years.items() if count},
        clashes=False,
    )
