"""Where things are: which folders of facts a run reads."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def fact_folders(given: Sequence[str], environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the folders to read: those given, else `MISCA_FACTS`, else the built-in pack."""
    if given:
        return tuple(given)
    named = tuple(folder for folder in environ.get("MISCA_FACTS", "").split(os.pathsep) if folder)
    return named or (builtin_folder(),)


def builtin_folder() -> str:
    """Return where the built-in packs are: inside the package, else at the top of a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    packaged = os.path.join(package, "facts")
    if os.path.isdir(packaged):
        return packaged
    return os.path.join(os.path.dirname(os.path.dirname(package)), "facts")
