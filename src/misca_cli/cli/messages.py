"""What is told on standard error beside an answer: one safe line each."""

from __future__ import annotations

from misca_cli.files import shown_path
from misca_cli.text import fold, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from misca_cli.answer import Answer, Query, Result
    from misca_cli.factbase import Factbase
    from misca_cli.model import Problem

MOST_PROBLEMS = 10
MOST_IDS = 10
MOST_FILES = 3
MOST_WORDS = 3


def messages(answer: Answer, *, format: str) -> tuple[str, ...]:  # noqa: A002  # the option's name
    """Return the lines to tell; a table says by itself how a query was read and what is near."""
    drawn = format == "table" and bool(answer.found or answer.near)
    reading = None if drawn else _reading(answer)
    told = [*_unread(answer), *_unknown_ids(answer)]
    if answer.found:
        told += [reading] if reading else []
    elif answer.command != "show":
        told.append(_nothing_found(answer, reading))
    if not drawn:
        told += _near(answer)
    told += [*_left_out(answer), *_untold(answer)]
    # JSON says so in what each fact matched.
    if format not in ("json", "jsonl"):
        told += _unmet(answer)
    # The other formats say so beside each fact.
    if format in ("plain", "csv"):
        told += [*_told_later(answer), *_doubted(answer)]
    # A table of facts says so by itself, JSON in its `total`.
    if answer.sources if drawn else format != "json":
        told += _beyond_limit(answer)
    lines = (*_problems(answer), *(f"misca: {line}" for line in told))
    return tuple(safe_line(line) for line in lines)


def _problems(answer: Answer) -> Iterator[str]:
    yield from map(str, answer.problems[:MOST_PROBLEMS])
    more = len(answer.problems) - MOST_PROBLEMS
    if more > 0:
        yield f"… and {_count(more, 'more problem')}; misca check lists all"


def _unread(answer: Answer) -> Iterator[str]:
    """Name the files that no fact of is read, though perhaps one mistake stands in them."""
    files = dict.fromkeys(each.file for each in answer.problems if each.rule == "bad-toml")
    if files:
        named = " and ".join(f'"{file}"' for file in [*files][:MOST_FILES])
        more = f" and {len(files) - MOST_FILES} more" if len(files) > MOST_FILES else ""
        yield f"nothing in {named}{more} is read; misca check says what is wrong in all of it"


def _reading(answer: Answer) -> str | None:
    if answer.query is None or answer.query.is_as_typed:
        return None
    from misca_cli.reading import reading_line  # most queries are read as typed

    return reading_line(answer.query)


def _unknown_ids(answer: Answer) -> Iterator[str]:
    for unknown, nearest in answer.unknown_ids:
        fault = _fault_of(unknown, answer.problems)
        if fault:
            yield f'"{unknown}" is left out, as it is at fault: {fault.place}'
            continue
        search = _search_for(unknown, answer.base)
        near = " or ".join(f'"{one}"' for one in nearest)
        parts = (
            f'no fact has the id "{unknown}"',
            f"try misca query {search}" if search else None,
            f"did you mean {near}?" if near else None,
        )
        yield "; ".join(part for part in parts if part)


def _fault_of(fact_id: str, problems: Iterable[Problem]) -> Problem | None:
    """Return what keeps a fact from being read, if anything does."""
    key = f"fact.{fold(fact_id.rpartition('/')[2])}."
    for problem in problems:
        # An id that TOML has no bare key for is quoted.
        at_fault = fold(problem.key.replace('"', ""))
        if problem.severity == "error" and f"{at_fault}.".startswith(key):
            return problem
    return None


def _search_for(name: str, base: Factbase) -> str | None:
    """Return the filter for an entity of that id, name or alias, if facts are about it."""
    wanted = fold(name)
    for pack in base.packs:
        for entity in pack.entities.values():
            if wanted in map(fold, (entity.id, entity.name, *entity.aliases)):
                return _filter_of(entity.id, base)
    return None


def _filter_of(entity_id: str, base: Factbase) -> str | None:
    for field in ("who", "where"):
        if any(getattr(fact, field) == entity_id for fact in base.facts.values()):
            return f"{field}:{entity_id}"
    return None


def _nothing_found(answer: Answer, reading: str | None) -> str:
    query = answer.query
    if not answer.base.facts:
        return _no_facts(answer.base)
    if query is None or not query.text:
        return "no fact is left to show"
    if query.missing == (query.text,):
        return f'no fact has the word "{query.text}"'
    text = query.text if '"' in query.text else f'"{query.text}"'
    if answer.alone:
        return f"{_matching(answer.alone)} {text}, and nothing that may be compared"
    if answer.undated:
        dated = "that says when it was said" if answer.axis == "said" else "with a date"
        return f"no fact {dated} matches {text}"
    if answer.outside:
        others = _matching(answer.outside)
        return f"no fact matches {text} within the days asked for; {others} whatever their days"
    parts = (f"no fact matches {text}", reading, _remedy(answer, query))
    return "; ".join(part for part in parts if part)


def _matching(number: int) -> str:
    return f"{_count(number, 'fact')} {'matches' if number == 1 else 'match'}"


def _no_facts(base: Factbase) -> str:
    folders = [shown_path(pack.folder) for pack in base.packs]
    named = " and ".join(f'"{folder}"' for folder in folders)
    has_records = any(pack.sources or pack.entities or pack.measures for pack in base.packs)
    return f"there are no facts in {named}{'' if has_records else '; fact files end in .toml'}"


def _remedy(answer: Answer, query: Query) -> str | None:
    missing, words = query.missing, query.words
    if missing and len(missing) < len(words):
        return "try it without " + " and ".join(f'"{word}"' for word in missing)
    if len(words) > 1 and not missing and not answer.near:
        return "fewer words may find some"
    return None


def _near(answer: Answer) -> Iterator[str]:
    if answer.near:
        ids = ", ".join(result.id for result in answer.near)
        yield f"{_count(len(answer.near), 'fact')} near it: {ids}"


def _left_out(answer: Answer) -> Iterator[str]:
    if answer.undated:
        verb = "is" if answer.undated == 1 else "are"
        missing = "the day it was said" if answer.axis == "said" else "a date"
        yield f"{_count(answer.undated, 'fact')} without {missing} {verb} left out"


def _unmet(answer: Answer) -> Iterator[str]:
    if answer.unmet:
        quoted = [f'"{word}"' for word in answer.unmet]
        named = " and ".join(quoted[:MOST_WORDS])
        more = f" and {len(quoted) - MOST_WORDS} more" if len(quoted) > MOST_WORDS else ""
        verb = "is" if len(quoted) == 1 else "are"
        yield f"{named}{more} {verb} in none of these"


def _untold(answer: Answer) -> Iterator[str]:
    if answer.untold:
        verb = "is" if answer.untold == 1 else "are"
        facts = _count(answer.untold, "fact")
        yield f"{facts} {verb} left out: nothing says by when they had been said"


def _told_later(answer: Answer) -> Iterator[str]:
    later = [result.id for result in answer.results if result.is_told_later]
    if later:
        ids = ", ".join(later[:MOST_IDS])
        more = f" and {len(later) - MOST_IDS} more" if len(later) > MOST_IDS else ""
        facts = _count(len(later), "fact")
        yield f"{facts} of these we know only from a later source: {ids}{more}"


def _doubted(answer: Answer) -> Iterator[str]:
    if answer.groups:
        return  # they say so line by line
    doubted = [each for each in answer.results if _kinds(each)]
    if doubted:
        named = ", ".join(f"{each.id} ({_kinds(each)})" for each in doubted[:MOST_IDS])
        more = f" and {len(doubted) - MOST_IDS} more" if len(doubted) > MOST_IDS else ""
        facts, verb = _count(len(doubted), "fact"), "is" if len(doubted) == 1 else "are"
        yield f"{facts} of these {verb} not beyond doubt: {named}{more}; misca show says why"


def _kinds(result: Result) -> str:
    loud = (finding for finding in result.findings if finding.is_loud)
    kinds = dict.fromkeys(finding.label for finding in loud)
    return ", ".join(kinds)


def _beyond_limit(answer: Answer) -> Iterator[str]:
    noun, given = "facts", len(answer.results)
    if answer.sources or answer.groups:
        noun = "sources" if answer.sources else "groups"
        given = len(answer.sources or answer.groups)
    if given < answer.total:
        yield f"{given} of {answer.total} {noun}; -n {answer.total} shows all"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
