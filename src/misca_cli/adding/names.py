"""What people call things → ids of a pack, or the nearest names where nothing goes by one."""

from __future__ import annotations

from misca_cli.model import names_of
from misca_cli.schema import PLURALS
from misca_cli.spelling import nearest
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from misca_cli.model import Pack

MOST_NEAR = 3


class UnknownNameError(Exception):
    """Nothing goes by a name, or more than one thing; the message says what might be meant."""


class Names:
    """Who goes by which id, by table; what nobody goes by is refused."""

    def __init__(self, pack: Pack, facts: Iterable[str]) -> None:
        self._ids: dict[str, dict[str, set[str]]] = {kind: {} for kind in ("fact", *PLURALS)}
        self._known: dict[str, dict[str, None]] = {kind: {} for kind in self._ids}
        for kind, plural in PLURALS.items():
            for record_id, record in getattr(pack, plural).items():
                self.note(kind, record_id, names_of(record))
        for fact in facts:
            self.note("fact", fact)

    def note(self, kind: str, record_id: str, names: Iterable[str] = ()) -> None:
        """Note a record, and the names it goes by beside its id."""
        for name in (record_id, *names):
            self._ids[kind].setdefault(fold(name), set()).add(record_id)
            self._known[kind][name] = None

    def choices(self, kind: str) -> tuple[str, ...]:
        """Return the ids and the names in a table."""
        return tuple({fold(name): name for name in reversed(self._known[kind])}.values())[::-1]

    def has(self, kind: str, record_id: str) -> bool:
        """Tell whether an id is taken, also if it is written otherwise."""
        return fold(record_id) in self._ids[kind]

    def id(self, kind: str, text: str) -> str:
        """Return the id of what goes by a text. Raises `UnknownNameError`."""
        found = self._ids[kind].get(fold(text), set())
        if len(found) == 1 or text in found:
            return text if text in found else min(found)
        if found:
            both = " and of ".join(f'"{each}"' for each in sorted(found))
            raise UnknownNameError(f'"{text}" is a name of {both} (write the id)')
        near = ", ".join(f'"{each}"' for each in self._nearest(kind, text))
        remedy = f"did you mean {near}?" if near else f"add [{kind}.ID]"
        raise UnknownNameError(f'"{text}" is no {kind} of this pack ({remedy})')

    def _nearest(self, kind: str, text: str) -> tuple[str, ...]:
        """Return the names that may be meant, as a whole or by one of their words."""
        names = {fold(name): name for name in self.choices(kind)}
        near = nearest(fold(text), names, most=MOST_NEAR)
        if near:
            return tuple(names[each] for each in near)
        by_word = {word: names[each] for each in reversed(names) for word in _words(each)}
        met = (by_word[word] for word in nearest(fold(text), by_word, most=MOST_NEAR))
        return tuple(dict.fromkeys(met))


def _words(name: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in name).split()
