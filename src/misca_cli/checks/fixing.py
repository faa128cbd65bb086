"""What `misca check --fix` puts right: only what leaves no choice, and nothing else."""

from __future__ import annotations

from misca_cli import edit
from misca_cli.checks.letters import in_toml_1_0
from misca_cli.load.faults import dotted
from misca_cli.load.rulings import digest
from misca_cli.toml import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from misca_cli.model import Pack, Problem


def mended(text: str, pack: Pack, problems: Collection[Problem]) -> str:
    """Return the text of a file without those of its problems that can be put right.

    Raises `edit.LayoutError`.
    """
    if any(problem.rule == "not-toml-1.0" for problem in problems):
        text = _same(in_toml_1_0(text), text)
    keys = {problem.key for problem in problems if problem.rule == "unsealed-ruling"}
    digests = {
        ruling.id: digest(pack.facts[each] for each in ruling.facts)
        for ruling in pack.rulings.values()
        if dotted(("ruling", ruling.id)) in keys and pack.facts.keys() >= set(ruling.facts)
    }
    return _sealed(text, digests) if digests else text


def _same(new: str, text: str) -> str:
    if _read(new) != _read(text):
        raise edit.LayoutError
    return new


def _sealed(text: str, digests: Mapping[str, str]) -> str:
    """Write the digests of rulings, by their ids."""
    changed, meant = edit.document(text), _read(text)
    if not meant.get("ruling", {}).keys() >= digests.keys():
        raise edit.LayoutError
    for ruling, sealed in digests.items():
        table: Any = changed["ruling"]
        edit.add_key(table[ruling], "facts_sha256", sealed)
        meant["ruling"][ruling]["facts_sha256"] = sealed
    return edit.written(changed, meant, was=text)


def _read(text: str) -> dict[str, Any]:
    return parse(text.encode())
