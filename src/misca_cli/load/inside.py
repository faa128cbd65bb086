"""What is wrong with the value of a field: all of it at once, each with the way to it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    from misca_cli.load.faults import Path

    Value = TypeVar("Value")


class FieldError(Exception):
    """A value is not what its field takes; `inside` leads to the part that is wrong."""

    def __init__(
        self, rule: str, message: str, inside: Path = (), others: tuple[FieldError, ...] = ()
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.inside = inside
        self.others = others
        """What else is wrong with the value."""
        self.rest: Any = None
        """The value without what is wrong with it, where it has several parts."""

    def each(self) -> tuple[FieldError, ...]:
        """Return all that is wrong with the value, one by one."""
        return (self, *self.others)

    def at(self, key: str | int) -> FieldError:
        """Return the same of a value that stands at a key of another."""
        others = tuple(other.at(key) for other in self.others)
        return FieldError(self.rule, str(self), (key, *self.inside), others)


def together(errors: Iterable[FieldError], rest: Any = None) -> FieldError:
    """Return several errors of one value, of which there is at least one, as one."""
    first, *others = (each for error in errors for each in error.each())
    joined = FieldError(first.rule, str(first), first.inside, tuple(others))
    joined.rest = rest
    return joined


def read_all(
    parts: Iterable[tuple[str | int, Callable[[Any], Any], Any]],
) -> tuple[list[Any], list[FieldError]]:
    """Read the parts of a value: its key, what reads it, and what stands there, of each.

    Return what was read, with empty text for what is wrong, and all that is wrong.
    """
    read, errors = [], []
    for key, reader, part in parts:
        try:
            read.append(reader(part))
        except FieldError as error:
            errors.append(error.at(key))
            read.append("")
    return read, errors


def sound(value: Value, errors: Iterable[FieldError]) -> Value:
    """Return a value whose parts are all sound. Raises `FieldError` for all that is wrong."""
    found = tuple(errors)
    if found:
        raise together(found, value)
    return value
