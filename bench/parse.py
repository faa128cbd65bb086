"""Read and parse every fact file of a pack with tomli, in a number of processes.

This is the floor under a build: `parse.py DIR PROCESSES`.
"""

from __future__ import annotations

import glob
import os
import sys
from multiprocessing import Pool

import tomli


def parsed(path: str) -> int:
    """Return how many tables a file has."""
    with open(path, "rb") as file:
        return sum(map(len, tomli.load(file).values()))


def main() -> None:
    """Parse all files."""
    folder, processes = sys.argv[1], int(sys.argv[2])
    paths = sorted(glob.glob(os.path.join(folder, "**", "*.toml"), recursive=True))
    paths = [path for path in paths if not path.endswith("pack.toml")]
    if processes == 1:
        print(sum(map(parsed, paths)))
        return
    with Pool(processes) as pool:
        print(sum(pool.imap_unordered(parsed, paths, chunksize=4)))


if __name__ == "__main__":
    main()
