"""How an index says what there is to say of facts beside one another.

| key | value |
|---|---|
| `r` meeting | facts that share it (`postings`) |
| `q` meeting | the judgement of these: loud findings, quiet ones, agreements, a line each |
| `Q` number (8 hexadecimal digits) | what there is to say of a fact by itself |

In what has changed since, `q` rows stand for those of the base, and empty ones for none.
"""

from __future__ import annotations

from misca_cli.index.records import read_record, written
from misca_cli.index.rows import data, text
from misca_cli.jsontext import compact, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from misca_cli.accounts.findings import Finding, Judgement


def written_findings(findings: Iterable[Finding]) -> str:
    """Return findings as JSON."""
    return compact([(f.kind, f.facts, f.why, f.ruling, f.verdict) for f in findings])


def read_findings(value: str) -> tuple[Finding, ...]:
    """Return the findings that were written as JSON."""
    from misca_cli.accounts.findings import Finding  # most facts have none

    return tuple(
        Finding(kind=kind, facts=tuple(facts), why=why, ruling=ruling, verdict=verdict)
        for kind, facts, why, ruling, verdict in loads(value)
    )


def written_judgement(judgement: Judgement) -> bytes:
    """Return what there is to say of a meeting; nothing at all where there is nothing."""
    if not (judgement.loud or judgement.quiet or judgement.agreements):
        return b""
    agreements = [written(each) for each in judgement.agreements]
    found = (written_findings(judgement.loud), written_findings(judgement.quiet))
    return data("\n".join((*found, *agreements)))


def read_judgement(value: bytes | None) -> Judgement:
    """Return what was written of a meeting."""
    from misca_cli.accounts.findings import NOTHING, Agreement, Judgement  # most facts have none

    if not value:
        return NOTHING
    loud, quiet, *agreements = text(value).split("\n")
    return Judgement(
        loud=read_findings(loud),
        quiet=read_findings(quiet),
        agreements=tuple(read_record(Agreement, each) for each in agreements),
    )
