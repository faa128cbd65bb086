"""What is proved of the places of facts → plain lines, JSON, and the file of anchors."""

from __future__ import annotations

from misca_cli.load.faults import dotted
from misca_cli.text import safe_line
from misca_cli.writing import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from misca_cli.export.record import Object
    from misca_cli.model import Problem
    from misca_cli.proof import SourceProof

HEADER = "# written by `misca anchors --write`; do not edit\n"


def plain_text(proofs: Iterable[SourceProof], problems: Iterable[Problem]) -> str:
    """Return the problems, one a line, and how many places of each source are proved."""
    lines = [*map(str, problems), *map(_count_line, proofs)]
    return "".join(f"{safe_line(line)}\n" for line in lines)


def json_text(proofs: Iterable[SourceProof], problems: Iterable[Problem]) -> str:
    """Return the same as one JSON document."""
    from misca_cli.export.document import FORMAT_VERSION, dumped, problem_object  # needs `json`

    document = {
        "format_version": FORMAT_VERSION,
        "command": "anchors",
        "sources": [_source_object(proof) for proof in proofs],
        "problems": [problem_object(problem) for problem in problems],
    }
    return dumped(document, indent=2) + "\n"


def anchors_toml(tables: Mapping[str, Mapping[str, str]], *, header: str = HEADER) -> str:
    """Return the text of a pack's `anchors.toml`."""
    parts = [header]
    for source, places in tables.items():
        parts.append(f"\n[{dotted(('anchors', source))}]\n")
        parts += (f"{quoted(at)} = {quoted(anchor)}\n" for at, anchor in places.items())
    return "".join(parts)


def _count_line(proof: SourceProof) -> str:
    counts = f"{proof.count('proved')} of {proof.count()} places proved"
    rest = f", {proof.not_provable} not provable" if proof.not_provable else ""
    return f"{proof.source.id}: {counts}{rest}"


def _source_object(proof: SourceProof) -> Object:
    return {
        "source": proof.source.id,
        "pack": proof.pack.name,
        "copy": proof.source.copy.file if proof.source.copy else None,
        "proved": proof.count("proved"),
        "moved": proof.count("moved"),
        "unanchored": proof.count("unanchored"),
        "not_checked": proof.count("unchecked"),
        "not_provable": proof.not_provable,
        "sha256_matches": proof.sha256_matches,
    }
