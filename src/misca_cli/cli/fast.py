"""A plain command line, read without click: importing that takes longer than an answer.

Whatever is not plain is left to click: help, a mistake, an option that is given twice.
"""

from __future__ import annotations

from misca_cli.cli.options import lookup
from misca_cli.cli.request import Invocation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from misca_cli.cli.options import Option


def read(arguments: Sequence[str]) -> Invocation | None:
    """Return what click would read from a command line, or None where click should."""
    command = lookup(arguments[0]) if arguments else None
    if command is None:
        return None
    options = {flag: option for option in command.options for flag in option.flags}
    words, given = _parted(arguments[1:], options)
    if given is None:
        return None
    return Invocation(command=command.name, words=words, given=given)


def _parted(
    arguments: Sequence[str], options: Mapping[str, Option]
) -> tuple[tuple[str, ...], dict[str, Any] | None]:
    """Part words from options by name; there are none of these where one isn't plain."""
    words: list[str] = []
    given: dict[str, Any] = {}
    left = [*arguments]
    while left:
        argument = left.pop(0)
        if not argument.startswith("-"):
            words.append(argument)
            continue
        flag, equals, value = argument.partition("=")
        option = options.get(flag)
        if option is None or (option.name in given and not option.repeatable):
            return (), None
        if option.kind == "flag":
            if equals:
                return (), None
            given[option.name] = True
            continue
        if not equals and left and not left[0].startswith("-"):
            value = left.pop(0)
        elif not equals or not flag.startswith("--"):
            return (), None
        given[option.name] = (*given.get(option.name, ()), value) if option.repeatable else value
    return tuple(words), given
