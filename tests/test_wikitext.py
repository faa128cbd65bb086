from __future__ import annotations

import pytest

from misca_cli.wikitext import notes, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Plain words.", "Plain words.", id="plain"),
        pytest.param("a<!-- b -->c", "ac", id="comment"),
        pytest.param("a<!-- b", "a", id="comment-never-closed"),
        pytest.param("a\n<!-- b -->\nc", "a\nc", id="comment-on-its-own-line"),
        pytest.param("a <!-- b\n\nc --> d", "a\n\nd", id="comment-over-a-blank-line"),
        pytest.param("a<ref>b</ref> c", "a c", id="note"),
        pytest.param("a<ref name='x'>b</ref> c", "a c", id="named-note"),
        pytest.param("a<ref name='x' /> b<ref>c</ref>", "a b", id="note-used-again"),
        pytest.param("a<ref>b\n\nc</ref> d", "a\n\nd", id="note-over-a-blank-line"),
        pytest.param("a<references /> b", "a  b", id="list-of-notes"),
        pytest.param("{{stub}}\n\na", "\na", id="template-alone"),
        pytest.param("a {{x|{{y|z}}|w}} b", "a  b", id="template-in-template"),
        pytest.param("a {{x|{y}}} b", "a } b", id="three-braces"),
        pytest.param("a {{box\n\n|b}} c", "a\n\nc", id="template-over-a-blank-line"),
        pytest.param("{{lang|fr|des mots}} a", "des mots a", id="lang"),
        pytest.param("{{ Lang |fr|mots|italic=no}}", "mots", id="lang-with-options"),
        pytest.param("{{lang|fr}} a", "a", id="lang-without-text"),
        pytest.param("{{lang|fr|un [[mot|vieux mot]]}}", "un vieux mot", id="link-in-lang"),
        pytest.param("[[a|{{lang|fr|b}}]]", "b", id="lang-in-link"),
        pytest.param("two [[C-17 plane|C-17]]s", "two C-17s", id="link-with-label"),
        pytest.param("[[Bangui]] airport", "Bangui airport", id="link"),
        pytest.param("[[File:a.jpg|thumb|The [[port]].]]", "The port.", id="caption"),
        pytest.param("[[Category:Ports]]", "Category:Ports", id="category"),
        pytest.param("[https://example.org/a The paper] a", "The paper a", id="web-link"),
        pytest.param("a [https://example.org/a]", "a", id="web-link-without-label"),
        pytest.param("a https://example.org/a", "a https://example.org/a", id="bare-address"),
        pytest.param("a [sic] b", "a [sic] b", id="brackets"),
        pytest.param("'''bold''' and ''slanted''", "bold and slanted", id="quotes"),
        pytest.param("it's", "it's", id="apostrophe"),
        pytest.param("==Heading==\na", "a", id="heading"),
        pytest.param("=== Heading === <!-- b -->\na", "a", id="heading-and-comment"),
        pytest.param("a = b\n==", "a = b\n==", id="equals-signs"),
        pytest.param("* one\n** two\n# three", "one\ntwo\nthree", id="list"),
        pytest.param("a<br />b 10<sup>2</sup>", "a b 10 2", id="tags"),
        pytest.param("a\n<br>\nb", "a\nb", id="tag-on-its-own-line"),
        pytest.param("Q&amp;A", "Q&A", id="entity"),
        pytest.param("a\n&nbsp;\nb", "a\nb", id="entity-on-its-own-line"),
        pytest.param("a\n \t\nb", "a\n\nb", id="blank-line-of-spaces"),
        pytest.param("a {{b [[c", "a {{b [[c", id="never-closed"),
        pytest.param("a [[b}} c]]", "a b}} c", id="closed-by-the-wrong-bracket"),
        pytest.param("a\0b", "ab", id="nul"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert expected == plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no note", (), id="none"),
        pytest.param("a<ref>b</ref> c<ref>d</ref>", ("b", "d"), id="two"),
        pytest.param("a<ref name=x /> b<ref name=x>d</ref>", ("d",), id="used-before-written"),
        pytest.param("a<ref></ref><ref> \n </ref>", (), id="empty"),
        pytest.param("a<ref><!-- b --></ref>", (), id="only-a-comment"),
        pytest.param("<!-- <ref>a</ref> --><ref>b</ref>", ("b",), id="commented-out"),
        pytest.param(
            "<ref>{{cite web|title=A}}, [[B]]</ref>", ("{{cite web|title=A}}, [[B]]",), id="raw"
        ),
        pytest.param("{{box|a<REF>b</REF>}}", ("b",), id="in-a-template"),
    ],
)
def test_notes(text: str, expected: tuple[str, ...]) -> None:
    assert expected == notes(text)


def test_deep_nesting_takes_no_recursion() -> None:
    assert plain("{{" * 20_000 + "}}" * 20_000 + "a") == "a"
