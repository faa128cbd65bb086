from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.text import fold, path_rows, safe, safe_line, straight, tsv_field

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
BANNED = {
    *map(chr, (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x0D, *range(0x7F, 0xA0))),
    *map(chr, (0xAD, 0x180E, 0x200B, *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF)),
    *map(chr, (*range(0xD800, 0xE000), 0xFFF9, 0xFFFA, 0xFFFB, *range(0xE0000, 0xE0080))),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m", id="sgr"),
        pytest.param("\x1b[2J\x1b[H", r"\x1b[2J\x1b[H", id="csi-clears-the-screen"),
        pytest.param("\x1b]0;PWNED\x07", r"\x1b]0;PWNED\x07", id="osc-0-title-bel"),
        pytest.param("\x1b]2;PWNED\x1b\\", r"\x1b]2;PWNED\x1b" + "\\", id="osc-2-title-st"),
        pytest.param(
            "\x1b]8;;file:///etc/passwd\x07here\x1b]8;;\x07",
            r"\x1b]8;;file:///etc/passwd\x07here\x1b]8;;\x07",
            id="osc-8-link",
        ),
        pytest.param("\x1b]52;c;cm0=\x07", r"\x1b]52;c;cm0=\x07", id="osc-52-clipboard"),
        pytest.param("\x1bP1$r0m\x1b\\", r"\x1bP1$r0m\x1b" + "\\", id="dcs"),
        pytest.param("\x9b31m", r"\x9b31m", id="c1-csi"),
        pytest.param("\x9d0;PWNED\x9c", r"\x9d0;PWNED\x9c", id="c1-osc"),
        pytest.param("abc\b\b\bxyz", r"abc\x08\x08\x08xyz", id="backspace"),
        pytest.param("true\rfalse", r"true\x0dfalse", id="carriage-return"),
        pytest.param("a\x07b", r"a\x07b", id="bell"),
        pytest.param("a\0b", r"a\x00b", id="nul"),
        pytest.param("a\x7fb", r"a\x7fb", id="delete"),
        pytest.param("a\u2028b\u2029c", "a<U+2028>b<U+2029>c", id="line-separators"),
        pytest.param("a\x85b", r"a\x85b", id="next-line"),
        pytest.param("\u202eevil\u202c", "<U+202E>evil<U+202C>", id="bidi-override"),
        pytest.param("\u2066a\u2069", "<U+2066>a<U+2069>", id="bidi-isolate"),
        pytest.param("a\U000e0041\U000e007f", "a<U+E0041><U+E007F>", id="tags"),
        pytest.param("pay\u200bpal", "pay<U+200B>pal", id="zero-width-space"),
        pytest.param("pay\xadpal", "pay<U+00AD>pal", id="soft-hyphen"),
        pytest.param("\ufeffa", "<U+FEFF>a", id="byte-order-mark"),
        pytest.param("caf\udce9", "caf<U+DCE9>", id="lone-surrogate"),
    ],
)
def test_safe_shows_what_is_harmful(text: str, expected: str) -> None:
    assert expected == safe(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("two\nlines\tand a tab", id="newline-and-tab"),
        pytest.param(r"a literal \x1b and C:\temp", id="backslash"),
        pytest.param("[citation needed] [/] :smile: [link=x]", id="markup"),
        pytest.param("می‌خواهم", id="persian-with-zwnj"),
        pytest.param("שָׁלוֹם\u200f!", id="hebrew-with-rlm"),
        pytest.param("abc\u200e", id="lrm"),
        pytest.param("👨‍👩‍👧‍👦 ❤️ 👍🏽 🇨🇫", id="emoji-with-zwj-and-vs16"),
        pytest.param("中央\u3000アフリカ", id="ideographic-space"),
        pytest.param("1\xa0000 hommes", id="no-break-space"),
        pytest.param("हिन्दी ไทย Ελληνικά Русский", id="scripts"),
        pytest.param("Se\u0301le\u0301ka", id="combining"),
        pytest.param("\ue000", id="private-use"),
    ],
)
def test_safe_keeps_what_is_harmless(text: str) -> None:
    assert text == safe(text)


@given(ANY_TEXT)
def test_safe_text_holds_nothing_banned(text: str) -> None:
    assert set() == BANNED & set(safe(text))


@given(ANY_TEXT)
def test_safe_twice_is_safe_once(text: str) -> None:
    assert safe(text) == safe(safe(text))


def test_safe_shows_every_banned_character() -> None:
    for char in BANNED:
        assert safe(char) in {f"\\x{ord(char):02x}", f"<U+{ord(char):04X}>"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("one line", "one line", id="nothing-to-do"),
        pytest.param("one\ntwo\tthree", "one two three", id="newline-and-tab"),
        pytest.param("one \n\n\t  two", "one two", id="a-run-is-one-space"),
        pytest.param("\none\n", "one", id="at-the-ends"),
        pytest.param("one  two\n", "one  two", id="other-spaces-stay"),
        pytest.param("1\xa0000\n", "1\xa0000", id="no-break-space-stays"),
        pytest.param("one\r\ntwo", r"one\x0d two", id="carriage-return-shows"),
        pytest.param("\x1b[31m\n", r"\x1b[31m", id="escape"),
    ],
)
def test_safe_line(text: str, expected: str) -> None:
    assert expected == safe_line(text)


@given(ANY_TEXT)
def test_safe_line_is_one_safe_line(text: str) -> None:
    assert set() == (BANNED | set("\n\t")) & set(safe_line(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain", "plain", id="nothing-to-do"),
        pytest.param("a\tb\nc\rd", r"a\tb\nc\rd", id="separators"),
        pytest.param(r"C:\temp", r"C:\\temp", id="backslash"),
        pytest.param("\x1b", r"\x1b", id="escape"),
        pytest.param(r"\x1b", r"\\x1b", id="what-looks-like-an-escape"),
        pytest.param("\u202e", "<U+202E>", id="bidi"),
    ],
)
def test_tsv_field(text: str, expected: str) -> None:
    assert expected == tsv_field(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_tsv_field_can_be_read_back(text: str) -> None:
    field = tsv_field(text)
    assert field.isprintable()
    assert text == field.encode("ascii").decode("unicode_escape")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("N'Djamena", "N'Djamena", id="ascii"),
        pytest.param("N’Djamena", "N'Djamena", id="right-quote"),
        pytest.param("Nʼ‘‛ʻ´Été", "N'''''Été", id="others"),
    ],
)
def test_straight(text: str, expected: str) -> None:
    assert expected == straight(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("French Troops", "french troops", id="ascii"),
        pytest.param("Séléka", "seleka", id="accents"),
        pytest.param("Se\u0301le\u0301ka", "seleka", id="decomposed-accents"),
        pytest.param("N’Djamena", "n'djamena", id="apostrophe"),
        pytest.param("İSTANBUL", "istanbul", id="dotted-capital-i"),
        pytest.param("ışık", "isik", id="dotless-i"),
        pytest.param("Straße", "strasse", id="sharp-s"),
        pytest.param("ſo", "so", id="long-s"),
        pytest.param("ﬁnal Ⅻ ｆｕｌｌ", "final xii full", id="compatibility"),
        pytest.param("Łódź Jørgen Đặng Ħal", "lodz jorgen dang hal", id="letters-with-strokes"),
        pytest.param("Œuvre Æsir Þór", "oeuvre aesir thor", id="ligatures"),
        pytest.param("Ἀθήνας ΑΘΗΝΑΣ", "αθηνασ αθηνασ", id="greek"),
        pytest.param("Ёлки", "елки", id="cyrillic"),
        pytest.param("हिन्दी", "हिन्दी", id="devanagari-keeps-its-marks"),
        pytest.param("שָׁלוֹם", unicodedata.normalize("NFC", "שָׁלוֹם"), id="hebrew-keeps-its-points"),
        pytest.param("がぎ 한국", "がぎ 한국", id="kana-and-hangul-stay-composed"),
        pytest.param("10² m", "10 2 m", id="superscript-after-a-digit"),
        pytest.param("10²³", "10 23", id="superscripts-after-a-digit"),
        pytest.param("km² CO₂", "km2 co2", id="superscript-after-a-letter"),
        pytest.param("10½", "10 1/2", id="fraction-after-a-digit"),
        pytest.param("½", "1/2", id="fraction"),
        pytest.param("co\xadop\u200d", "coop", id="what-does-not-show"),
        pytest.param("1\xa0000", "1 000", id="no-break-space"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert expected == fold(text)


@given(ANY_TEXT)
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(text) == fold(fold(text))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_fold_meets_any_case_and_any_composition(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text))
    assert fold(text) == fold(text.upper())


@pytest.mark.parametrize(
    ("path", "width", "rows"),
    [
        ("/a/bc/d", 7, ["/a/bc/d"]),
        ("/a/bc/d", 6, ["/a/bc/", "d"]),
        ("/a/bc/d", 5, ["/a/", "bc/d"]),
        ("/a/bc/d", 4, ["/a/", "bc/d"]),
        ("/a/bc/de/", 5, ["/a/", "bc/", "de/"]),
        ("/long-name/d", 4, ["/", "long-name/", "d"]),
        ("x", 1, ["x"]),
        ("", 1, [""]),
    ],
)
def test_a_path_breaks_behind_slashes(path: str, width: int, rows: list[str]) -> None:
    assert path_rows(path, width) == rows
