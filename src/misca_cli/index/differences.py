"""Which files say something else than those that an index was made of."""

from __future__ import annotations

from misca_cli.index.freshness import digest_now, file_of, read_digests, read_seen
from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from misca_cli.index.freshness import File, States
    from misca_cli.index.layout import Reader


class Differences(Record):
    """How files differ from what an index was made of."""

    gone: frozenset[File]
    fresh: frozenset[File]
    """Those that say what was never written."""
    same: frozenset[File]
    """Those that say what was written beside the base last."""
    digests: Mapping[File, str]
    """Of all files but the fresh ones."""

    @property
    def touched(self) -> frozenset[File]:
        """Return the files of which the base doesn't hold what they say."""
        return self.gone | self.fresh | self.same


def differences_of(base: Reader, latest: Reader, states: States) -> Differences:
    """Return how files differ from what a base was made of, and what was written beside it last."""
    before = read_seen(latest)
    old, racy = before.states(), {file_of(key) for key in before.racy}
    first, last = _digests(base), _digests(latest)
    now = {
        file: last.get(file, "")
        if old.get(file) == state and file not in racy
        else digest_now(states, file)
        for file, state in states.files.items()
    }
    changed = {file for file, digest in now.items() if first.get(file) != digest}
    fresh = {file for file in changed if last.get(file) != now[file]}
    return Differences(
        gone=frozenset(first.keys() - now.keys()),
        fresh=frozenset(fresh),
        same=frozenset(changed - fresh),
        digests={file: digest for file, digest in now.items() if file not in fresh},
    )


def _digests(reader: Reader) -> Mapping[File, str]:
    return {file_of(key): digest for key, digest in read_digests(reader).items()}
