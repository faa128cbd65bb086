"""Tomli and rapidfuzz over everything: no index, each query reads the whole pack.

Here DOCUMENTS and INDEX are the folder of the pack.
"""

from __future__ import annotations

import glob
import os

import command
import tomli
from rapidfuzz import fuzz, process, utils

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def build(_: Iterable[command.Document], __: str) -> None:
    """Do nothing: there is no index."""


class Index:
    """The pack, read whole."""

    def __init__(self, folder: str) -> None:
        self.names: dict[str, str] = {}
        for path in glob.glob(os.path.join(folder, "entities.toml")):
            for key, entity in _read(path)["entity"].items():
                self.names[key] = entity["name"]
        self.texts: dict[str, str] = {}
        for path in sorted(glob.glob(os.path.join(folder, "facts", "*.toml"))):
            for fact_id, fact in _read(path)["fact"].items():
                self.texts[fact_id] = utils.default_process(self._text(fact))

    def _text(self, fact: dict[str, Any]) -> str:
        named = (self.names.get(fact.get(key, ""), "") for key in ("who", "where", "by"))
        return " ".join([fact["claim"], *named])

    def search(self, query: str) -> list[str]:
        """Return the best by `token_set_ratio`."""
        words = " ".join(command.content_words(query))
        found = process.extract(words, self.texts, scorer=fuzz.token_set_ratio, limit=command.MOST)
        return [fact_id for _, _, fact_id in found]


def _read(path: str) -> dict[str, Any]:
    with open(path, "rb") as file:
        return tomli.load(file)


if __name__ == "__main__":
    command.run(build, lambda path: Index(path).search)
