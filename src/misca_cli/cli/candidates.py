"""A command line that is still being typed → what may stand where the cursor is.

Only what every shell takes as it stands is offered: letters, digits and a few marks. Ids are
made of these; the name of a pack before one need not be, and what else it holds is data.
"""

from __future__ import annotations

from misca_cli.cli.options import ACTIONS, SHELLS, all_commands, lookup
from misca_cli.config import cache_folder, fact_folders
from misca_cli.errors import MiscaError
from misca_cli.files import distinct_packs, listing
from misca_cli.index import opening
from misca_cli.index.layout import DamagedError
from misca_cli.index.read import Indexed
from misca_cli.index.watch import Nobody
from misca_cli.record import Record
from misca_cli.search.pieces import FIELDS, OPERATORS
from misca_cli.text import safe_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from misca_cli.cli.options import Command, Option
    from misca_cli.cli.typed import Typed
    from misca_cli.search.corpus import Corpus

MOST = 500
"""Of more ids than these, only how they begin is offered."""
MOST_DESCRIBED = 100
"""What each is would have to be read, and of more nobody reads it."""
QUICKLY_READ = 1 << 20
"""Bytes of fact files for which an index is made while somebody waits for a word."""
TABLES = {
    **dict.fromkeys(("who", "where", "by", "involves"), "entities"),
    "what": "measures",
    "source": "sources",
}
RULED = ("rule", "skip", "explain_rule")
"""Options that take the names of rules."""
FILES = {"FILE": "files", "PATH": "files", "DIR": "folders"}
_HELP = (("--help", "Show this help."),)
_VERSION = (("--version", "Show the version."),)

Offer = tuple[str, str]
"""A word, and what it stands for; that may be empty."""


class Candidates(Record):
    """What may stand where the cursor is."""

    kind: str = "words"
    """words, beginnings (no space follows), or files or folders, which a shell knows itself."""
    offers: tuple[Offer, ...] = ()


class _NotNowError(Exception):
    """An index would have to be made, and somebody waits."""


def candidates(typed: Typed, environ: Mapping[str, str]) -> Candidates:
    """Return what may stand where the cursor is; where facts can't be read, there are none."""
    arguments = typed.words[1:]
    if not arguments or arguments == ("help",):
        named = ((command.name, command.answers) for command in all_commands())
        return _beginning(typed.current, (*named, *_HELP, *_VERSION))
    command = lookup(arguments[0])
    if command is None:
        return Candidates()
    try:
        return _Line(command, arguments[1:], environ).offers(typed.current)
    except (MiscaError, DamagedError, _NotNowError, OSError):
        return Candidates()


def _beginning(current: str, offers: Iterable[Offer]) -> Candidates:
    """Keep what begins as typed; options are offered once a hyphen is."""
    found = [
        offer
        for offer in offers
        if offer[0].startswith(current) and (current or offer[0][:1] != "-")
    ]
    return Candidates(offers=tuple(found))


class _Line:
    """A command with what is typed behind its name, up to the current word."""

    def __init__(
        self, command: Command, arguments: Sequence[str], environ: Mapping[str, str]
    ) -> None:
        self._command = command
        self._environ = environ
        self._flags = {flag: option for option in command.options for flag in option.flags}
        self._words: list[str] = []
        self._given: dict[str, list[str]] = {}
        self._awaiting: Option | None = None
        self._only_words = False
        for argument in arguments:
            self._take(argument)

    def _take(self, argument: str) -> None:
        flag, equals, value = argument.partition("=")
        option = None if self._only_words else self._flags.get(flag)
        if self._awaiting:
            self._given[self._awaiting.name].append(argument)
            self._awaiting = None
        elif argument == "--":
            self._only_words = True
        elif option:
            values = self._given.setdefault(option.name, [])
            if equals:
                values.append(value)
            elif option.kind != "flag":
                self._awaiting = option
        else:
            self._words.append(argument)

    def offers(self, current: str) -> Candidates:
        """Return what may stand where the current word does."""
        if self._awaiting:
            return self._values(self._awaiting, current)
        flag, equals, value = current.partition("=")
        if not self._only_words and current.startswith("-"):
            option = self._flags.get(flag)
            if equals and option:
                return self._values(option, value, f"{flag}=")
            return _beginning(current, (*self._options(), *_HELP))
        return self._argument(current)

    def _values(self, option: Option, current: str, before: str = "") -> Candidates:
        """Return what the value of an option may be, with what stands before it in the word."""
        if option.metavar in FILES:
            return Candidates(kind=FILES[option.metavar])
        if option.name in RULED:
            listed, comma, current = current.rpartition(",")
            before += listed + comma
        known = [(each, "") for each in option.choices if each.startswith(current)]
        found = known or self._of_field(option.name, current)
        return Candidates(offers=tuple((before + word, said) for word, said in found))

    def _options(self) -> Iterator[Offer]:
        for option in self._command.options:
            if option.repeatable or option.name not in self._given:
                yield from ((flag, option.help) for flag in option.flags)

    def _argument(self, current: str) -> Candidates:
        """Return what may be the command's argument."""
        argument = self._command.argument
        if argument in FILES:
            return Candidates(kind=FILES[argument])
        if argument == "ID":
            return self._ids(current)
        if argument == "WORDS":
            return self._filters(current)
        choices = {"ACTION": ACTIONS, "SHELL": SHELLS}.get(argument, ())
        return _beginning(current, [(each, "") for each in choices if not self._words])

    def _filters(self, current: str) -> Candidates:
        field, colon, value = current.partition(":")
        if not colon:
            found = _beginning(current, [(f"{operator}:", "") for operator in OPERATORS])
            return found.replaced(kind="beginnings") if found.offers else found
        if field not in FIELDS:
            return Candidates()
        offers = [(f"{field}:{word}", said) for word, said in self._of_field(field, value)]
        return Candidates(offers=tuple(offers))

    def _of_field(self, field: str, value: str) -> Iterator[Offer]:
        """Give what a field may hold that begins as typed."""
        if field in ("stage", "act"):
            from misca_cli.model import ACTS, STAGES

            choices = STAGES if field == "stage" else ACTS
            yield from ((each, "") for each in choices if each.startswith(value))
        if field in RULED:
            from misca_cli.checks import RULES

            yield from ((rule.name, rule.says) for rule in RULES if rule.name.startswith(value))
        for pack in self._corpus().base.packs if field in TABLES else ():
            records = getattr(pack, TABLES[field])
            for each in records:
                if each.startswith(value) and _is_plain(each):
                    yield each, _name(records[each])

    def _ids(self, current: str) -> Candidates:
        corpus = self._corpus()
        facts = corpus.base.facts
        found = sorted(_first_ids(corpus, current))
        if len(found) > MOST:
            offers = ((each, "") for each in sorted(_beginnings(corpus, current)))
            return Candidates(kind="beginnings", offers=tuple(offers))
        if len(found) > MOST_DESCRIBED:
            return Candidates(offers=tuple((each, "") for each in found))
        return Candidates(offers=tuple((each, safe_line(facts[each].claim)) for each in found))

    def _corpus(self) -> Corpus:
        """Return the facts of this line. Raises `_NotNowError` where that would take long."""
        home = self._environ.get("HOME", "~")
        given = [each.replace("~", home, each[:2] == "~/") for each in self._given.get("facts", ())]
        folders = fact_folders(given, self._environ)
        if cache_folder(self._environ) is None:
            files = (file for pack in distinct_packs(folders) for file in listing(pack))
            _watch(sum(max(0, state[0]) for _, state in files))
        return opening.corpus(folders, self._environ, watch=_watch)


def _watch(size: int) -> Nobody:
    """Refuse a long reading: raises `_NotNowError`."""
    if size > QUICKLY_READ:
        raise _NotNowError
    return Nobody(size)


def _first_ids(corpus: Corpus, current: str) -> Iterator[str]:
    """Give ids that begin as typed, but not many more than may be listed."""
    ids = corpus.ids.beginning(current) if isinstance(corpus, Indexed) else corpus.base.facts
    left = MOST
    for each in ids:
        if left < 0:
            return
        if each.startswith(current) and _is_plain(each):
            left -= 1
            yield each


def _beginnings(corpus: Corpus, current: str) -> set[str]:
    """Return how the ids that begin as typed go on: up to the letter in which they differ."""
    found, before = {current}, None
    while len(found) == 1 and found != before:
        before = found
        (current,) = found
        if isinstance(corpus, Indexed):
            longer = corpus.ids.beginnings(current)
        else:
            longer = (each[: len(current) + 1] for each in corpus.base.facts)
        found = {each for each in longer if each.startswith(current) and _is_plain(each)}
    return found


def _is_plain(word: str) -> bool:
    """Return whether a word holds nothing that a shell would take for something else."""
    bare = word.replace("-", "").replace(".", "").replace("/", "")
    return word[:1].isalnum() and f"_{bare}".isidentifier()


def _name(record: object) -> str:
    """Return what a record goes by: its name, else its title."""
    return safe_line(getattr(record, "name", "") or getattr(record, "title", ""))
