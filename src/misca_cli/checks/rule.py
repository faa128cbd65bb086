"""What a rule is: its name, how much it weighs, what it says and what to do about it."""

from __future__ import annotations

from misca_cli.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from misca_cli.factbase import Factbase
    from misca_cli.load.faults import Path
    from misca_cli.model import Fact, Pack

    Found = tuple[Path, str]
    """Where something is wrong in a pack, by its keys, and what."""
    OfPack = Callable[["Subject"], Iterator[Found]]
    OfText = Callable[[str], Iterator["Slip"]]

SEVERITIES = ("error", "warning", "note")


class Subject(Record):
    """A pack that is looked at."""

    pack: Pack
    base: Factbase
    """The pack among those that are read with it."""
    today: dt.date

    def facts(self) -> Iterator[Fact]:
        """Give the facts that still count."""
        return (fact for fact in self.pack.facts.values() if fact.status != "retired")


class Slip(Record):
    """Something wrong in the text of a file."""

    index: int
    message: str
    edits: tuple[tuple[int, int, str], ...] = ()
    """What puts it right: parts of the text, and what to write there; none where nobody knows."""


class Rule(Record):
    """A rule of `misca check`."""

    name: str
    severity: str
    """error, warning or note; a note is told when it is asked for, and asks for nothing."""
    says: str
    remedy: str
    of_pack: OfPack | None = None
    of_text: OfText | None = None
    """What finds it; the loader or the copies do where neither is there."""
    fixable: bool = False
    """Whether `--fix` puts it right."""


def stated(
    find: OfPack, severity: str, remedy: str, *, name: str | None = None, fixable: bool = False
) -> Rule:
    """Return the rule that a function over a pack is, as its name and its docstring say."""
    return Rule(
        name=name or _name(find),
        severity=severity,
        says=_says(find),
        remedy=remedy,
        of_pack=find,
        fixable=fixable,
    )


def written(
    find: OfText, severity: str, remedy: str, *, name: str | None = None, fixable: bool = False
) -> Rule:
    """Return the rule that a function over the text of a file is."""
    return Rule(
        name=name or _name(find),
        severity=severity,
        says=_says(find),
        remedy=remedy,
        of_text=find,
        fixable=fixable,
    )


def _name(find: OfPack | OfText) -> str:
    name: str = getattr(find, "__name__", "")
    return name.replace("_", "-")


def _says(find: OfPack | OfText) -> str:
    # `python -OO` drops docstrings.
    return " ".join((find.__doc__ or "").split())
