"""What the fields of a row name → ids, by what the rest of the row says of it."""

from __future__ import annotations

from misca_cli.rows.guessing import NOTHING
from misca_cli.rows.mapping import REFERS
from misca_cli.rows.names import RowError
from misca_cli.schema import TABLES
from misca_cli.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from misca_cli.model import Pack
    from misca_cli.rows.names import Names, Raw

_NAMES = {
    kind: {each.name: each.refers for each in fields if each.refers and each.refers != "fact"}
    for kind, fields in TABLES.items()
}
"""Fields that name records of other tables than facts."""


class Resolving:
    """Puts ids where rows name something."""

    def __init__(
        self, names: Names, pack: Pack, measures: Mapping[str, Raw], guesses: Mapping[str, str]
    ) -> None:
        self._names = names
        self._pack = pack
        self._measures = measures
        """Those that rows are."""
        self._guesses = guesses
        self.guessed: dict[str, str] = {}
        """What new measures take, by their ids, where nothing but their values tells."""

    def resolved(self, fields: Raw) -> Raw:
        """Put ids where a row names something. Raises `RowError`."""
        raw: Raw = {}
        for name, value in fields.items():
            kind = REFERS.get(name)
            if kind is not None:
                raw[name] = self._named(name, kind, value, fields)
            elif "." not in name:
                raw[name] = value
        if raw.get("value") not in (None, *NOTHING) and self._has_entities(raw.get("what")):
            raw["value"] = self._named("value", "entity", raw["value"], fields)
        return raw

    def _has_entities(self, measure: str | None) -> bool:
        """Tell whether the values of a measure are entities."""
        if measure is None:
            return False
        known = self._pack.measures.get(measure)
        made = self._names.made["measure"]
        said = self._measures.get(measure) or made.get(measure) or {}
        return known.value == "entity" if known else said.get("value") == "entity"

    def _named(self, name: str, kind: str, value: object, fields: Raw) -> object:
        if isinstance(value, list):
            return [self._named(name, kind, each, fields) for each in value]
        return self._names.known(kind, value) or self._id(name, kind, value, fields)

    def _id(self, name: str, kind: str, text: object, fields: Raw) -> str:
        start = f"{name}."
        described = {
            field.removeprefix(start): each
            for field, each in fields.items()
            if field.startswith(start)
        }
        for part, target in _NAMES[kind].items():
            if part in described:
                described[part] = self._ids_of(target, described[part])
        guess = self._guess(kind, text, described)
        if guess in ("date", "entity"):
            described["value"] = guess
        try:
            record_id = self._names.id(kind, text, described)
        except RowError as error:
            raise RowError(f"{name}: {error}") from error
        if guess and record_id in self._names.made[kind]:
            self.guessed.setdefault(record_id, guess)
        return record_id

    def _guess(self, kind: str, text: object, described: Raw) -> str | None:
        """Return what the values of a measure tell of it, if the row doesn't say it."""
        if kind != "measure" or "value" in described or not isinstance(text, str):
            return None
        return self._guesses.get(fold(text))

    def _ids_of(self, kind: str, value: Any) -> list[str]:
        texts = value if isinstance(value, list) else [value]
        return [self._names.known(kind, each) or self._names.id(kind, each, {}) for each in texts]
