"""Text folded for comparing, and text made safe to show.

Knows nothing of facts or of terminals: text in, text out. Splitting text into words is the
search's.
"""

from __future__ import annotations

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""With which a spreadsheet begins a formula: https://owasp.org/www-community/attacks/CSV_Injection
and the full-width forms."""
_SHOWN_CONTROLS = "\n\t"
_HIDDEN = (
    (0xAD, 0xAD),  # soft hyphen
    (0x180E, 0x180E),  # Mongolian vowel separator, a space without width
    (0x200B, 0x200B),  # zero-width space
    (0x2028, 0x202E),  # line and paragraph separator, embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, isolates, deprecated controls
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE007F),  # tags
)

_APOSTROPHES = dict.fromkeys(map(ord, "‘’‛ʻʼ´"), "'")
_IGNORED = dict.fromkeys((0xAD, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFE0F, 0xFEFF), "")
_UNDECOMPOSED = dict(zip(map(ord, "ıøłđðħŧ⁄"), "iolddht/", strict=True)) | {
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("þ"): "th",
}
_FOLDED = _APOSTROPHES | _IGNORED | _UNDECOMPOSED
_AFTER_CYRILLIC = "\u0530"
"""Latin, Greek and Cyrillic letters, once decomposed, come before it."""


def safe(text: str) -> str:
    r"""Return the text harmless to show on a terminal and in plain output.

    Control characters other than newline and tab become `\x1b`; characters that are invisible
    or reorder what is seen, among them the zero-width space and the soft hyphen, become
    `<U+202E>`. What scripts and emoji need stays: the joiners U+200C and U+200D, the marks
    U+200E and U+200F, variation selectors, no-break and ideographic space. The flags that are
    spelled with tags (England, Scotland, Wales) are the price. A backslash stays as it is.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _visible(char) for char in text)


def _visible(char: str) -> str:
    code = ord(char)
    if code < 0xA0:
        return char if char in _SHOWN_CONTROLS else f"\\x{code:02x}"
    hidden = any(first <= code <= last for first, last in _HIDDEN)
    return f"<U+{code:04X}>" if hidden else char


def safe_line(text: str) -> str:
    """Return the text safe to show on one line: newlines and tabs become single spaces."""
    if text.isprintable():
        return text
    parts = (part.strip(" ") for part in text.replace("\t", "\n").split("\n"))
    return safe(" ".join(filter(None, parts)))


def path_rows(path: str, width: int) -> list[str]:
    """Return a path in lines that end behind a slash, where one line would be too long."""
    *above, last = path.split("/")
    rows = [""]
    for part in (*(f"{name}/" for name in above), last):
        if rows[-1] and len(rows[-1]) + len(part) > width:
            rows.append("")
        rows[-1] += part
    return rows


def tsv_field(text: str) -> str:
    r"""Return the text as one field of tab-separated output.

    Backslash, tab, newline and carriage return are written `\\`, `\t`, `\n`, `\r`, so that a
    control character shown as `\x1b` cannot be mistaken for those four characters in the text.
    """
    escaped = text.replace("\\", "\\\\").replace("\t", "\\t")
    return safe(escaped.replace("\n", "\\n").replace("\r", "\\r"))


def straight(text: str) -> str:
    """Return the text with typographic apostrophes made straight."""
    return text if text.isascii() else text.translate(_APOSTROPHES)


def fold(text: str) -> str:
    """Return the text as words are compared: NFKC, case and accents off, straight apostrophes.

    Accents go from Latin, Greek and Cyrillic letters only; elsewhere the marks are part of the
    word. Letters that Unicode does not decompose meet what people type: `ø` o, `æ` ae. A
    superscript, subscript or fraction after a digit is put apart, so that 10² is not 102,
    while km² is km2.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import normalize  # most queries and facts do without it

    apart = _superscripts_apart(text).translate(_APOSTROPHES)
    folded = normalize("NFKD", normalize("NFKD", apart).casefold()).translate(_FOLDED)
    return normalize("NFC", _without_accents(folded))


def _superscripts_apart(text: str) -> str:
    if not any(map(str.isnumeric, text)):
        return text
    pairs = zip(" " + text, text, strict=False)
    return "".join(f" {char}" if _meet(before, char) else char for before, char in pairs)


def _meet(one: str, other: str) -> bool:
    """Tell whether two characters are a digit and a superscript, fraction or circled number."""
    if one.isdecimal() == other.isdecimal():
        return False
    return all(char.isnumeric() and not char.isalpha() for char in (one, other)) and (
        _is_made_of_digits(other if one.isdecimal() else one)
    )


def _is_made_of_digits(char: str) -> bool:
    """Tell whether folding turns a character into digits; a number of its own stays itself."""
    from unicodedata import normalize  # most queries and facts do without it

    return normalize("NFKD", char) != char


def _without_accents(text: str) -> str:
    """Drop the combining marks of decomposed text after Latin, Greek and Cyrillic letters."""
    from unicodedata import combining  # most queries and facts do without it

    kept: list[str] = []
    base = ""
    for char in text:
        if not combining(char):
            base = char
        elif base < _AFTER_CYRILLIC:
            continue
        kept.append(char)
    return "".join(kept)
