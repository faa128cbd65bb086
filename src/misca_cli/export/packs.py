"""The packs in use → plain lines and JSON."""

from __future__ import annotations

from misca_cli.export.document import FORMAT_VERSION, dumped, problem_object
from misca_cli.text import tsv_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from misca_cli.export.record import Object
    from misca_cli.model import Problem
    from misca_cli.packs import PackUse


def plain_text(uses: Iterable[PackUse]) -> str:
    """Return a line for each pack: name, title, version, folder, then the counts."""
    return "".join("\t".join(_row(use)) + "\n" for use in uses)


def _row(use: PackUse) -> list[str]:
    pack = use.pack
    described = (pack.name, pack.title, pack.version, use.folder)
    return [*(tsv_field(each or "") for each in described), *map(str, use.counts.values())]


def json_text(uses: Iterable[PackUse], problems: Iterable[Problem]) -> str:
    """Return the same, and what is wrong in the packs, as one JSON document."""
    document = {
        "format_version": FORMAT_VERSION,
        "command": "packs",
        "packs": [_object(use) for use in uses],
        "problems": [problem_object(problem) for problem in problems],
    }
    return dumped(document, indent=2) + "\n"


def _object(use: PackUse) -> Object:
    pack = use.pack
    return {
        "name": pack.name,
        "title": pack.title,
        "version": pack.version,
        "licence": pack.licence,
        "language": pack.language,
        "maintainers": list(pack.maintainers),
        "folder": use.folder,
        **use.counts,
    }
