"""Frozen records, without the start-up cost of `dataclasses`.

Importing `dataclasses` takes longer than answering a query, because it pulls in
`inspect` and `re`. A record here is what a frozen, keyword-only dataclass would be:
annotated fields, optional defaults, equality, a readable `repr`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform
else:

    def dataclass_transform(**_: object) -> object:
        """Stand in for `typing.dataclass_transform`, which only type checkers need."""
        return lambda cls: cls


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Base of all records: fields are the annotated attributes of the class, in order."""

    _fields: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        """Collect the fields of the class and the defaults among them."""
        given = cls.__dict__
        own = [name for name in cls.__annotations__ if name[0] != "_"]
        defaults = {name: given[name] for name in own if name in given}
        cls._required = cls._required.union([name for name in own if name not in defaults])
        cls._defaults = cls._defaults | defaults
        cls._fields = (*cls._fields, *own)

    def __init__(self, **values: Any) -> None:
        """Set every field, by name; a field without a default must be given."""
        fields = self.__dict__
        fields |= self._defaults
        fields |= values
        # With every required field there, too many can only be unknown ones.
        if len(fields) != len(self._fields) or not values.keys() >= self._required:
            self._refuse(values)

    def _refuse(self, values: dict[str, Any]) -> None:
        missing = [n for n in self._fields if n not in values and n not in self._defaults]
        unknown = [n for n in values if n not in self._fields]
        raise TypeError(f"{type(self).__name__}: missing {missing}, unknown {unknown}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(self.__dict__[name] for name in self._fields)))

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._fields)
        return f"{type(self).__name__}({inside})"

    def replaced(self, **changes: Any) -> Self:
        """Return a copy with some fields changed."""
        return type(self)(**{**self.__dict__, **changes})


class Light:
    """Base of records of which a query makes hundreds: fields are the slots of the class.

    Each writes its `__init__` out, which takes less than half the time; nothing freezes them.
    """

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({inside})"
