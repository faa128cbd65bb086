"""What facts are marked with beside their words, for whoever keeps them."""

from __future__ import annotations

from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from misca_cli.factbase import Factbase
    from misca_cli.model import Fact


def marks(fact: Fact, base: Factbase) -> Sequence[str]:
    """Return what a fact is marked with: each of a few values, or a tag, after its field."""
    marked = [
        f"act\n{fact.act}",
        f"status\n{fact.status}",
        f"pack\n{fact.pack}",
        f"file\n{fact.pack}/{fact.file}",
        f"place\n{place(fact)}",
    ]
    date = base.date_used(fact)[1]
    if date is None or date.earliest is date.latest is None:
        marked.append("undated\n")
    if fact.stage:
        marked.append(f"stage\n{fact.stage}")
    if fact.replaced_by:
        marked.append(f"refers\n{fact.replaced_by}")
    marked += [f"tag\n{tag}" for tag in fact.tags]
    marked += [f"refers\n{each}" for each in fact.supersedes]
    return marked


def place(fact: Fact) -> str:
    """Return what facts at one place of a source have in common, and few others."""
    # Nearly each fact has a place of its own, and a set for each would take much memory.
    return f"{crc32(f'{fact.source} {fact.at}'.encode()) & 0xFFFF:x}"
