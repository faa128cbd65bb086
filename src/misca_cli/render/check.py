"""Problems as compilers show them: the line, what stands there, and carets below it."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from misca_cli.positions import STRING
from misca_cli.text import safe, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from misca_cli.model import Problem

_TAB = "    "
_LONGEST = 120
"""Characters of a line that are shown whole."""
_BEFORE, _SHOWN = 40, 100
"""Of a longer one: characters before what is meant, and in all."""
# A header, an array or a table, as far as they stand on the line; else one word.
_MEANT = re.compile(r"\[[^\]\n]*\]+|\{[^}\n]*\}|[^\s,\]}=#]+")
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def shown(problem: Problem, line: str | None, *, colour: bool = False) -> str:
    """Return a problem in its line, then the line of its file, if there is one, and carets."""
    place, mark, said = safe_line(str(problem)).partition(f": {problem.severity}: ")
    styled = _styled if colour else _plain
    severity = styled(problem.severity, _STYLES[problem.severity])
    head = f"{styled(place, 'bold')}: {severity}: {said}" if mark else place
    if line is None or not problem.column:
        return f"{head}\n"
    text, gap, carets = excerpt(line, problem.column)
    return f"{head}\n  {text}\n  {' ' * gap}{styled('^' * carets, 'bold green')}\n"


def excerpt(line: str, column: int) -> tuple[str, int, int]:
    """Return a line as it is shown, the cells before what begins at a column, and its cells."""
    at = min(column - 1, len(line))
    end = _end(line, at)
    start, stop = (0, len(line)) if len(line) <= _LONGEST else (max(0, at - _BEFORE), at + _SHOWN)
    before = ("…" if start else "") + line[start:at]
    behind = line[at:stop] + ("…" if stop < len(line) else "")
    carets = max(1, _cells(line[at : min(end, stop)]))
    return _visible(before + behind).rstrip(), _cells(before), carets


def _end(line: str, at: int) -> int:
    if line[at : at + 1] in ('"', "'"):
        found = STRING.match(line, at)
        return found.end() if found else len(line.rstrip())
    found = _MEANT.match(line, at)
    return found.end() if found else at + 1


def _visible(text: str) -> str:
    return safe(text.replace("\t", _TAB))


def _cells(text: str) -> int:
    return cell_len(_visible(text))


def _styled(text: str, style: str) -> str:
    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)


def _plain(text: str, _: str) -> str:
    return text
