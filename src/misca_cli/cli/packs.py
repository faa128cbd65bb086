"""`misca packs`: the packs in use, what each holds, and how many problems it has.

Exit status: 0, or 2 where a fact file is broken, in whole or in part.
"""

from __future__ import annotations

from misca_cli.cli import FAILED, FOUND, streams
from misca_cli.cli.messages import MOST_PROBLEMS
from misca_cli.cli.request import facts, output, request
from misca_cli.packs import in_use
from misca_cli.text import safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from misca_cli.cli.request import Invocation, Output
    from misca_cli.model import Problem
    from misca_cli.packs import PackUse
    from misca_cli.search.corpus import Corpus


def run(invocation: Invocation, environ: Mapping[str, str]) -> int:
    """List the packs in use, and return the exit status. Raises `MiscaError`."""
    request(invocation)  # it takes no words
    wanted = output(invocation, terminal=streams.stdout_is_terminal())
    read = facts(invocation, environ)
    text = read.ask(lambda corpus: _text(in_use(corpus), corpus, wanted, environ))
    streams.deliver(text, wanted.file)
    problems = read.corpus.base.problems
    streams.complain(map(safe_line, _told(problems)))
    return FAILED if any(problem.severity == "error" for problem in problems) else FOUND


def _text(
    uses: Sequence[PackUse], corpus: Corpus, wanted: Output, environ: Mapping[str, str]
) -> str:
    if wanted.format == "table":
        from misca_cli.cli.terminal import screen  # for tables only
        from misca_cli.render.packs import drawn

        return drawn(uses, screen(wanted, environ))
    from misca_cli.export import packs  # a table does without

    if wanted.format == "json":
        return packs.json_text(uses, corpus.base.problems)
    return packs.plain_text(uses)


def _told(problems: Sequence[Problem]) -> Iterator[str]:
    yield from map(str, problems[:MOST_PROBLEMS])
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        yield f"… and {more} more; misca packs --json lists all"
