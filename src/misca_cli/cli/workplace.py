"""The pack that a fact is added to, and what is known of it."""

from __future__ import annotations

import os

import misca_cli
from misca_cli.adding.names import Names
from misca_cli.anchors import passages
from misca_cli.answer import Request
from misca_cli.answering import answer
from misca_cli.cli import asking, streams
from misca_cli.cli.progress import Progress
from misca_cli.config import BUILT_IN, choice
from misca_cli.copies import MissingCopyError, UnreadableCopyError, read_copy
from misca_cli.errors import UsageError
from misca_cli.files import distinct_packs
from misca_cli.index.opening import Facts
from misca_cli.load.reader import PackReader
from misca_cli.search.sets import EMPTY
from misca_cli.text import fold, safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from misca_cli.anchors import Copy
    from misca_cli.model import Fact
    from misca_cli.search.corpus import Corpus

MOST_SIMILAR = 5
LEAST_SCORE = 0.15
"""Of what comes near: below, a word or two are all that it shares."""
MOST_WORDS = 900
"""Characters of a claim by which similar ones are looked for."""
MOST_COUNTED = 1000
"""Facts of a source or a subject that say in which file the next one belongs."""


class Workplace:
    """A pack that can be added to."""

    def __init__(self, folder: str, environ: Mapping[str, str], copies: str | None) -> None:
        self.folder = folder
        self.pack = PackReader(folder).shared.pack
        """Without its facts."""
        self._copies = copies
        self._facts = Facts((folder,), environ, watch=Progress)
        self.names = self._facts.ask(lambda corpus: Names(self.pack, corpus.base.facts))

    def similar(self, claim: str) -> tuple[Fact, ...]:
        """Return the facts that say much the same as a claim, most alike first."""
        # What is typed is a claim and no query: marks would be read as operators.
        kept = (char if char.isalnum() or char in "'’" else " " for char in claim)
        text = " ".join("".join(kept).split())[:MOST_WORDS]
        if not text:
            return ()
        wanted = Request(command="query", text=text, limit=MOST_SIMILAR)
        found = self._facts.ask(lambda corpus: answer(wanted, corpus))
        near = (each for each in found.near if (each.score or 0) >= LEAST_SCORE)
        return tuple(each.fact for each in (*found.results, *near)[:MOST_SIMILAR])

    def same(self, fields: Mapping[str, object]) -> Fact | None:
        """Return a fact with the same claim, source and place."""
        place = fields["source"], fields["at"]
        said = fold(str(fields["claim"]))
        alike = (each for each in self.similar(said) if (each.source, each.at) == place)
        return next((each for each in alike if fold(each.claim) == said), None)

    def facts_bearing(self, field: str, record_id: str) -> tuple[Fact, ...]:
        """Return facts that name a record in a field, in the order of their ids."""
        table = "source" if field == "source" else "entity"

        def facts(corpus: Corpus) -> tuple[Fact, ...]:
            named = corpus.bearing((f"{table}:{record_id}",)).get(field, EMPTY)
            return tuple(corpus.fact(number) for number in named.first(MOST_COUNTED))

        return self._facts.ask(facts)

    def copy(self, source: str) -> Copy | None:
        """Return the saved copy of a source, where there is one at hand."""
        record = self.pack.sources.get(source)
        saved = record.copy if record else None
        if saved is None or self._copies is None:
            return None
        try:
            text = read_copy(self._copies, saved.file).decode("utf-8-sig")
        except (MissingCopyError, UnreadableCopyError, UnicodeDecodeError) as error:
            why = str(error) if isinstance(error, UnreadableCopyError) else "can't be read"
            why = "is not among the copies" if isinstance(error, MissingCopyError) else why
            streams.complain((safe_line(f'misca: the copy "{saved.file}" {why}'),))
            return None
        return passages(text, markup=saved.format)


def workplace(values: Mapping[str, Any], environ: Mapping[str, str]) -> Workplace:
    """Return the pack that the options, else the surroundings, name. Raises `MiscaError`."""
    copies: str | None = values.get("copies")
    if copies is not None and not os.path.isdir(copies):
        raise UsageError(f'--copies: "{copies}" is no folder')
    folders, named_by = choice(values.get("facts", ()), environ)
    packs = distinct_packs(folders)
    if named_by == BUILT_IN or any(map(_is_installed, packs)):
        raise UsageError(
            "the built-in pack is not one to add to",
            hint="misca init my-pack makes one; --facts my-pack names it",
        )
    return Workplace(_one_of(packs, values.get("file")), environ, copies)


def _is_installed(folder: str) -> bool:
    package = os.path.realpath(os.path.dirname(misca_cli.__file__))
    return os.path.realpath(folder).startswith(package + os.sep)


def _one_of(packs: tuple[str, ...], file: str | None) -> str:
    """Return the pack that is meant, by a file in it where there are several."""
    if file is not None and len(packs) > 1:
        path = os.path.realpath(file)
        packs = tuple(p for p in packs if path.startswith(os.path.realpath(p) + os.sep)) or packs
    if len(packs) == 1:
        return packs[0]
    named = ", ".join(f'"{pack}"' for pack in packs)
    if not asking.is_possible():
        raise UsageError(f"there are several packs: {named}", hint="name one with --facts")
    asking.say((f"there are several packs: {named}",))
    while True:
        asking.say(("the path of one, or the name of its folder",))
        answer = asking.ask("pack", choices=packs)
        meant = [pack for pack in packs if answer in (pack, os.path.basename(pack))]
        if len(meant) == 1:
            return meant[0]
        asking.say((f'"{answer}" is {"several" if meant else "none"} of them',))
