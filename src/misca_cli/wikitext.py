"""Wikitext as its reader sees it: plain text without the markup, and the footnotes.

Not a parser of the language: tables and unknown tags keep their words, and markup that is
never closed stays as it is written.
"""

from __future__ import annotations

import re
from html import unescape

_DROPPED = "\0"
"""Stands for what was dropped until its line is cleaned: such a line is not a blank one."""

_BLANK_LINE = re.compile(r"\n\s*\n")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOTE = re.compile(r"<ref(?:\s[^<>]*)?(?:/>|(?<!/)>(.*?)</ref\s*>)", re.DOTALL | re.IGNORECASE)
_BRACKETS = re.compile(r"(\{\{|\}\}|\[\[|\]\])")
_CLOSING = {"{{": "}}", "[[": "]]"}
_WEB_LINK = re.compile(r"\[(?:[a-z]+:)?//[^\s\[\]]*\s*([^\[\]]*)\]", re.IGNORECASE)
_MARKS = re.compile(r"'{2,}|^[*#:;]+")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def plain(text: str) -> str:
    """Return the text without markup, its blank lines where they were.

    Comments, notes, templates and headings go; `{{lang|xx|text}}` and links keep their text,
    and `[[Category:…]]` is a link like any other. A line that loses all it held goes whole, so
    that it does not end a paragraph, but a blank line inside of something dropped still does.
    """
    shown = _without_brackets(_NOTE.sub(_gap, _without_comments(text)))
    cleaned = ((line, _clean(line.replace(_DROPPED, ""))) for line in shown.split("\n"))
    return "\n".join(clean for line, clean in cleaned if clean or not line.strip())


def notes(text: str) -> tuple[str, ...]:
    """Return what each `<ref>` with text holds, templates as written: they are the citation."""
    found = _NOTE.finditer(_without_comments(text))
    held = ((note[1] or "").replace(_DROPPED, "").strip() for note in found)
    return tuple(filter(None, held))


def _without_comments(text: str) -> str:
    return _COMMENT.sub(_gap, text.replace(_DROPPED, ""))


def _gap(dropped: re.Match[str]) -> str:
    return _left_by(dropped[0])


def _left_by(dropped: str) -> str:
    return "\n\n" if _BLANK_LINE.search(dropped) else _DROPPED


def _without_brackets(text: str) -> str:
    """Resolve templates and links, the innermost first."""
    open_ones: list[tuple[str, list[str]]] = [("", [])]
    for piece in _BRACKETS.split(text):
        opening, inside = open_ones[-1]
        if piece in _CLOSING:
            open_ones.append((piece, []))
        elif piece == _CLOSING.get(opening):
            open_ones.pop()
            open_ones[-1][1].append(_kept(opening, "".join(inside)))
        else:
            inside.append(piece)
    return "".join(opening + "".join(inside) for opening, inside in open_ones)


def _kept(opening: str, inside: str) -> str:
    """Return the label of a link, the text of `{{lang|xx|text}}`, nothing of other templates."""
    parts = inside.split("|")
    if opening == "[[":
        return parts[-1]
    if parts[0].strip().casefold() == "lang" and len(parts) > 2:
        return parts[2]
    return _left_by(inside)


def _clean(line: str) -> str:
    bare = line.strip()
    if len(bare) > 2 and bare.startswith("=") and bare.endswith("="):
        return ""
    return unescape(_TAG.sub(" ", _MARKS.sub("", _WEB_LINK.sub(r"\1", bare)))).strip()
