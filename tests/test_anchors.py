from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misca_cli.anchors import (
    Copy,
    Standing,
    anchor,
    describe_locator,
    is_anchor,
    is_provable,
    locate,
    passages,
    verify,
    words,
)

# Written for these tests; no source document is quoted.
PLAIN = """\
The Ferry Returns

The harbour reopened on 3 May 2019. Its ferry carried 1,250 people;
nobody hurt.
 \t
* * *

“We are glad,” the pilot said. He left at noon.
"""
WIKITEXT = """\
{{Infobox port

| name = Larch Bay
}}
'''Larch Bay'''<ref>{{cite web|title=Ports of the North|date=2 May}}</ref> is a [[port]].
<!-- check this -->
It has two [[ferry|ferries]].

== History ==
The {{lang|fr|capitainerie}} opened in 1901.<ref name="log">Harbour log, p. 4.</ref> It closed
in 1950.<ref name="log" />

== References ==
{{reflist}}

[[Category:Ports]]
"""


@pytest.fixture(scope="module")
def plain() -> Copy:
    return passages(PLAIN, markup="plain")


@pytest.fixture(scope="module")
def wikitext() -> Copy:
    return passages(WIKITEXT, markup="wikitext")


def test_passages_of_plain_text(plain: Copy) -> None:
    expected = Copy(
        paragraphs=(
            "The Ferry Returns",
            "The harbour reopened on 3 May 2019. Its ferry carried 1,250 people; nobody hurt.",
            "“We are glad,” the pilot said. He left at noon.",
        ),
        notes=(),
        lines=tuple(PLAIN.split("\n")),
    )
    assert expected == plain


def test_passages_of_wikitext(wikitext: Copy) -> None:
    expected = Copy(
        paragraphs=(
            "Larch Bay is a port. It has two ferries.",
            "The capitainerie opened in 1901. It closed in 1950.",
            "Category:Ports",
        ),
        notes=("{{cite web|title=Ports of the North|date=2 May}}", "Harbour log, p. 4."),
        lines=tuple(WIKITEXT.split("\n")),
    )
    assert expected == wikitext


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_passages_with_other_line_endings(ending: str, plain: Copy) -> None:
    assert plain == passages(PLAIN.replace("\n", ending), markup="plain")


def test_passages_refuses_other_markup() -> None:
    with pytest.raises(ValueError, match=r'^unknown markup "html" \(expected plain or wikitext\)$'):
        passages("", markup="html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("Two  Words\n", ("two", "words"), id="case-and-space"),
        pytest.param("1,250 people, 3.5 %.", ("1,250", "people", "3.5"), id="figures"),
        pytest.param("N’Djamena's dogs' “bed”", ("n'djamena's", "dogs", "bed"), id="apostrophes"),
        pytest.param("U.S. air...port one,two", ("u.s", "air", "port", "one,two"), id="inner"),
        pytest.param("Congo-Brazzaville and/or", ("congo", "brazzaville", "and", "or"), id="parts"),
        pytest.param("ﬁve Ⅳ Straße", ("five", "iv", "strasse"), id="nfkc-and-case"),
        pytest.param("Se\u0301le\u0301ka", ("séléka",), id="composition"),
        pytest.param("हिन्दी", ("हिन्दी",), id="marks-belong-to-letters"),
        pytest.param("❤\ufe0f — *", (), id="no-words"),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert expected == words(text)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("p1", "The Ferry Returns", id="paragraph"),
        pytest.param("p2 s1", "The harbour reopened on 3 May 2019.", id="sentence"),
        pytest.param("p3 s2", "He left at noon.", id="last-sentence"),
        pytest.param("p3 s1-2", "“We are glad,” the pilot said. He left at noon.", id="sentences"),
        pytest.param("L4", "nobody hurt.", id="line"),
        pytest.param("L2", None, id="blank-line"),
        pytest.param("p4", None, id="no-such-paragraph"),
        pytest.param("p3 s3", None, id="no-such-sentence"),
        pytest.param("p3 s2-3", None, id="not-all-sentences"),
        pytest.param("n1", None, id="no-such-note"),
        pytest.param("L99", None, id="no-such-line"),
        pytest.param("the lead", None, id="free-text"),
    ],
)
def test_locate(plain: Copy, at: str, expected: str | None) -> None:
    assert expected == locate(plain, at)


def test_locate_a_note(wikitext: Copy) -> None:
    assert locate(wikitext, "n2") == "Harbour log, p. 4."


@pytest.mark.parametrize(
    ("at", "span", "normalised"),
    [
        pytest.param("p2 s1", "2:0+7", "the harbour reopened on 3 may 2019", id="sentence"),
        pytest.param("p2 s2", "2:7+7", "its ferry carried 1,250 people nobody hurt", id="second"),
        pytest.param("p1", "1:0+3", "the ferry returns", id="paragraph"),
        pytest.param("L4", "L4:0+2", "nobody hurt", id="line"),
    ],
)
def test_anchor(plain: Copy, at: str, span: str, normalised: str) -> None:
    digest = sha256(normalised.encode()).hexdigest()[:12]
    assert f"{span}:{digest}" == anchor(plain, at)


def test_anchor_of_a_note(wikitext: Copy) -> None:
    assert anchor(wikitext, "n2") == "n2:0+4:" + sha256(b"harbour log p 4").hexdigest()[:12]


@pytest.mark.parametrize("at", ["p9", "p3 s3", "L2", "L6", "the lead"])
def test_no_anchor_without_words(plain: Copy, at: str) -> None:
    assert anchor(plain, at) is None


@pytest.mark.parametrize("at", ["p1", "p2", "p2 s1", "p2 s2", "p3 s2", "L1", "L3"])
def test_verify_an_unchanged_copy(plain: Copy, at: str) -> None:
    made = anchor(plain, at)
    assert made is not None
    assert Standing(status="same", at=at, anchor=made) == verify(plain, made)


def _verify_after(change: str, by: str, at: str) -> Standing:
    made = anchor(passages(PLAIN, markup="plain"), at)
    assert made is not None
    assert change in PLAIN
    return verify(passages(PLAIN.replace(change, by), markup="plain"), made)


@pytest.mark.parametrize(
    ("change", "by", "at", "status", "now"),
    [
        pytest.param("1,250 people;\n", "1,250\npeople; ", "p2 s2", "same", "p2 s2", id="reflow"),
        pytest.param("“We", "New.\n\n“We", "p3 s2", "moved", "p4 s2", id="paragraph-inserted"),
        pytest.param("The Ferry Returns\n\n", "", "p3 s2", "moved", "p2 s2", id="paragraph-gone"),
        pytest.param("“We", "New. “We", "p3 s2", "moved", "p3 s3", id="sentence-inserted"),
        pytest.param("“We", "New. “We", "p3", "moved", "p3 s2-3", id="paragraph-grew"),
        pytest.param("He left", "And so he left", "p3 s1", "same", "p3 s1", id="neighbour-changed"),
        pytest.param("hurt.\n", "hurt. He said,", "p1", "same", "p1", id="paragraphs-joined"),
        pytest.param("He left", "Then he left", "p3 s2", "moved", "p3", id="inside-a-sentence"),
        pytest.param("2019", "2018", "p2 s1", "lost", None, id="word-changed"),
        pytest.param("on 3 May", "3 May", "p2 s1", "lost", None, id="word-gone"),
        pytest.param("on 3 May", "on the 3 May", "p2 s1", "lost", None, id="word-added"),
        pytest.param("1,250", "1.250", "p2 s2", "lost", None, id="point-for-a-comma"),
        pytest.param("“We are glad,”", '"We are glad"', "p3 s1", "same", "p3 s1", id="quotes"),
        pytest.param("The Ferry", "New\n\nThe Ferry", "L4", "moved", "L6", id="lines-inserted"),
        pytest.param("nobody hurt", "nobody\nhurt", "L4", "moved", "p2", id="line-wrapped"),
    ],
)
def test_verify_a_changed_copy(change: str, by: str, at: str, status: str, now: str | None) -> None:
    standing = _verify_after(change, by, at)
    assert (status, now) == (standing.status, standing.at)


def test_a_moved_passage_has_an_anchor_that_holds() -> None:
    longer = passages("New.\n\n" + PLAIN, markup="plain")
    moved = _verify_after("The Ferry", "New.\n\nThe Ferry", "p3 s2")
    assert anchor(longer, "p4 s2") == moved.anchor


def test_of_several_the_nearest_is_taken() -> None:
    made = anchor(passages("a\n\nb\n\nc\n\nIt rained.", markup="plain"), "p4")
    assert made is not None
    changed = passages("It rained.\n\nb\n\nIt rained.\n\nc", markup="plain")
    assert verify(changed, made).at == "p3"


def test_a_passage_moved_into_a_note_is_found(wikitext: Copy) -> None:
    made = anchor(passages("Harbour log, p. 4.", markup="plain"), "p1")
    assert made is not None
    expected = Standing(status="moved", at="n2", anchor=anchor(wikitext, "n2"))
    assert expected == verify(wikitext, made)


@pytest.mark.parametrize(
    "unreadable",
    ["", "2", "2:0", "2:0+7", "p2:0+7:{}", "x2:0+7:{}", "02:0+7:{}", "2 s1:0+7:{}", "2:-1+7:{}",
     "2:0+0:{}", "2:0+x:{}", "2:0+²:{}", "9999999999:0+7:{}", "2:0+7:{}0", "2:0+7:{}:",
     "2:0+7:", "2:0+7:0123456789a", "2:0+7:0123456789AB", "2:0+7:0123456789xy", "2:0+7:{} "],
)  # fmt: skip
def test_an_unreadable_anchor_is_lost(plain: Copy, unreadable: str) -> None:
    digest = sha256(b"the harbour reopened on 3 may 2019").hexdigest()[:12]
    assert verify(plain, f"2:0+7:{digest}").status == "same"
    assert not is_anchor(unreadable.format(digest))
    assert Standing(status="lost") == verify(plain, unreadable.format(digest))


@pytest.mark.parametrize("where", ["2", "n4", "L30"])
def test_the_form_of_an_anchor(where: str) -> None:
    assert is_anchor(f"{where}:0+7:0123456789ab")


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["Rain", "on", "3,5", "N'Dam.", "It", "“ended.”"]), min_size=1),
    min_size=1,
    max_size=5,
)


@given(PARAGRAPHS, st.sampled_from([" ", "\n", "  \n ", "\t"]), st.integers(0, 3))
def test_reflow_and_inserted_paragraphs_lose_nothing(
    blocks: list[list[str]], white: str, inserted: int
) -> None:
    before = passages("\n\n".join(" ".join(block) for block in blocks), markup="plain")
    reflowed = "\n \n".join(white.join(block) for block in blocks)
    after = passages("New words here.\n\n" * inserted + reflowed, markup="plain")
    for number in range(1, len(blocks) + 1):
        made = anchor(before, f"p{number} s1")
        assert made is not None
        standing = verify(after, made)
        assert standing.anchor is not None
        assert standing.status == ("moved" if inserted and standing.anchor != made else "same")
        assert made.partition(":")[2].split("+")[1] == standing.anchor.split("+")[1]


@pytest.mark.parametrize(
    ("at", "printed"),
    [
        pytest.param("p10 s1", "para. 10", id="sentence"),
        pytest.param("p8 s1-2", "para. 8", id="sentences"),
        pytest.param("p8", "para. 8", id="paragraph"),
        pytest.param("n4", "note 4", id="note"),
        pytest.param("L3", "line 3", id="line"),
    ],
)
def test_a_provable_locator(at: str, printed: str) -> None:
    assert is_provable(at)
    assert printed == describe_locator(at)


@pytest.mark.parametrize(
    "at",
    ["", "p", "p0", "p08", "P8", "l3", "p8s1", "p8 s", "p8 s0", "p8 s2-1", "p8 s1-", "p8 1",
     "n4 s1", "L3 s1", "p²", "p٣", "p-1", "p1234567890", "page 8", "the lead"],
)  # fmt: skip
def test_free_text_is_no_provable_locator(at: str) -> None:
    assert not is_provable(at)
    assert at == describe_locator(at)
