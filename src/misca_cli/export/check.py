"""Problems of fact files → one JSON document."""

from __future__ import annotations

from misca_cli.checks.rule import SEVERITIES
from misca_cli.export.document import FORMAT_VERSION, dumped, problem_object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from misca_cli.checks.rule import Rule
    from misca_cli.export.record import Object
    from misca_cli.model import Problem


def json_text(
    problems: Sequence[Problem],
    rule: Callable[[str], Rule],
    line: Callable[[Problem], str | None],
) -> str:
    """Return problems, each with the remedy of its rule and the line it stands on."""
    return _text(problems, [_object(each, rule(each.rule), line(each)) for each in problems])


def refused_text(problems: Sequence[Problem], remedy: str | None) -> str:
    """Return what kept a pack from being checked, in the same form."""
    more = {"text": None, "remedy": remedy, "fixable": False}
    return _text(problems, [{**problem_object(each), **more} for each in problems])


def _text(problems: Sequence[Problem], objects: Sequence[Object]) -> str:
    counts = {
        f"{severity}s": sum(problem.severity == severity for problem in problems)
        for severity in SEVERITIES
    }
    document = {"format_version": FORMAT_VERSION, "command": "check", **counts}
    return dumped({**document, "problems": objects}, indent=2) + "\n"


def _object(problem: Problem, rule: Rule, line: str | None) -> Object:
    return {
        **problem_object(problem),
        "text": line,
        "remedy": rule.remedy,
        "fixable": rule.fixable,
    }
