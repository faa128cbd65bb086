"""What was read of fact files, as an index keeps it."""

from __future__ import annotations

from misca_cli.index.freshness import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from misca_cli.files import State
    from misca_cli.index.freshness import File, States
    from misca_cli.load.reader import PackReader
    from misca_cli.model import Problem


def as_read(states: States, readers: Sequence[PackReader]) -> tuple[States, dict[File, str]]:
    """Return the states of files when they were read, and digests of what was read."""
    files: dict[File, State] = {}
    digests: dict[File, str] = {}
    for at, reader in enumerate(readers):
        for path, state, digest in reader.stamps.values():
            file = at, path[len(reader.folder) :]
            files[file] = state
            is_read = all(p.rule != "unreadable" for p in reader.problems[path])
            digests[file] = digest.hex() if is_read else ""
    return states.replaced(files=files), digests


def unsound(readers: Sequence[PackReader]) -> Mapping[str, Sequence[str]]:
    """Return the ids of the facts at fault, by file."""
    return {
        key_of((at, path[len(reader.folder) :])): ids
        for at, reader in enumerate(readers)
        for path, ids in reader.unsound.items()
    }


def problems_of_files(reader: PackReader) -> Iterator[Problem]:
    """Give the problems of a pack in the order of its files."""
    for path in reader.paths:
        yield from reader.problems.get(path, ())
