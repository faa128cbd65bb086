"""Run misca with its index read by `pread`, as it is, or by a mapping: `reading_by.py HOW …`."""

from __future__ import annotations

import sys

from misca_cli.cli.streams import leave
from misca_cli.index.layout import Reader


def map_files() -> None:
    """Let index files be mapped, and blocks cut out of the mapping."""
    from mmap import ACCESS_READ, mmap

    opened = Reader.__init__

    def mapped(self: Reader, descriptor: int) -> None:
        self._mapping = mmap(descriptor, 0, access=ACCESS_READ)  # type: ignore[attr-defined]
        opened(self, descriptor)

    def cut(self: Reader, start: int, length: int) -> bytes:
        return self._mapping[start : start + length]  # type: ignore[attr-defined,no-any-return]

    Reader.__init__ = mapped  # type: ignore[method-assign]
    Reader._read = cut  # type: ignore[method-assign]  # noqa: SLF001  # it stands in for it


if __name__ == "__main__":
    if sys.argv[1] == "mapping":
        map_files()
    from misca_cli.cli.edge import main

    leave(main(sys.argv[2:]))
