"""Write a pack: `python bench/generate.py DIR --facts N` or `… DIR --factbook FILE`."""

from __future__ import annotations

import argparse

import factbook
import generated


def main() -> None:
    """Write the pack that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="DIR")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--facts", type=int, metavar="N", help="generate so many facts")
    kind.add_argument("--factbook", metavar="FILE", help="take those of a .jsonl.gz file")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.factbook:
        factbook.write_pack(asked.folder, asked.factbook)
    else:
        generated.write_pack(asked.folder, asked.facts, asked.seed)


if __name__ == "__main__":
    main()
