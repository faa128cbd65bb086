"""Where things are: the user's configuration, and which folders of facts a run reads.

Every query asks, so no file is read here: what a configuration says, if there is one, is
`configuration`'s to find out.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPTION, VARIABLE, CONFIGURATION, BUILT_IN = "--facts", "MISCA_FACTS", "configuration", "built-in"


def fact_folders(given: Sequence[str], environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the folders to read. Raises `ConfigurationError` where it is asked and broken."""
    return choice(given, environ)[0]


def choice(given: Sequence[str], environ: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """Return the folders given, else of `MISCA_FACTS`, else of the configuration, else our own.

    Beside them stands what named them. Raises `ConfigurationError`.
    """
    if given:
        return tuple(given), OPTION
    named = tuple(folder for folder in environ.get(VARIABLE, "").split(os.pathsep) if folder)
    if named:
        return named, VARIABLE
    path = config_file(environ)
    if path and os.path.lexists(path):
        from misca_cli.configuration import configured  # few users have written one

        folders = configured(path, environ)
        if folders:
            return folders, CONFIGURATION
    return (builtin_folder(),), BUILT_IN


def builtin_folder() -> str:
    """Return where the built-in packs are: inside the package, else at the top of a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    packaged = os.path.join(package, "facts")
    if os.path.isdir(packaged):
        return packaged
    return os.path.join(os.path.dirname(os.path.dirname(package)), "facts")


def config_file(environ: Mapping[str, str]) -> str | None:
    """Return where the user's configuration is, or would be."""
    folder = user_folder(
        environ,
        variable="APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME",
        below=("Library", "Application Support") if sys.platform == "darwin" else (".config",),
    )
    return os.path.join(folder, "misca", "config.toml") if folder else None


def user_folder(environ: Mapping[str, str], *, variable: str, below: tuple[str, ...]) -> str | None:
    """Return the folder that a variable names, else what lies below the user's home.

    A relative one counts as none (XDG Base Directory Specification 0.8); Windows has no other.
    """
    named = environ.get(variable, "")
    if os.path.isabs(named):
        return named
    home = "" if sys.platform == "win32" else environ.get("HOME", "")
    return os.path.join(home, *below) if os.path.isabs(home) else None


def cache_folder(environ: Mapping[str, str]) -> str | None:
    """Return where index files are kept: `MISCA_CACHE`, else the cache of the user."""
    given = environ.get("MISCA_CACHE")
    if given:
        return given if os.path.isabs(given) else None
    if sys.platform == "win32":
        local = user_folder(environ, variable="LOCALAPPDATA", below=())
        return os.path.join(local, "misca", "Cache") if local else None
    below = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
    shared = user_folder(environ, variable="XDG_CACHE_HOME", below=below)
    return os.path.join(shared, "misca") if shared else None
