"""A command line that is still being typed → its words, as a shell would part them.

Nothing is expanded and nothing run: `$(…)` stays the text it is.
"""

from __future__ import annotations

from misca_cli.record import Record

_SPACE = " \t\n"
_ESCAPED = '"\\$`\n'
"""What a backslash makes plain in double quotes; before anything else it stands for itself."""


class Typed(Record):
    """The words before the one that is being typed, and that one, without their quotes."""

    words: tuple[str, ...]
    current: str
    is_quoted: bool = False
    """Whether the current word begins with a quotation mark."""


def typed(line: str) -> Typed:
    """Part the line up to the cursor; variables that are set for the command are no words."""
    words: list[str] = []
    at = 0
    while True:
        while at < len(line) and line[at] in _SPACE:
            at += 1
        start = at
        word, at = _word(line, at)
        if at == len(line):
            break
        words.append(word)
    named = next((n for n, each in enumerate(words) if not _is_assignment(each)), len(words))
    return Typed(
        words=tuple(words[named:]), current=word, is_quoted=line[start : start + 1] in _MARKS
    )


_MARKS = ("'", '"')


def _is_assignment(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.isidentifier()


def _word(line: str, at: int) -> tuple[str, int]:
    """Read a word from here on, and return it with where it ends."""
    letters: list[str] = []
    mark = ""
    while at < len(line) and (mark or line[at] not in _SPACE):
        letter, following = line[at], line[at + 1 : at + 2]
        at += 1
        if letter == mark or (not mark and letter in _MARKS):
            mark = "" if mark else letter
        elif letter == "\\" and (not mark or (mark == '"' and following in _ESCAPED)):
            letters.append(following)
            at += 1
        else:
            letters.append(letter)
    return "".join(letters), min(at, len(line))
