"""Rules over what sources are, and over the places in them."""

from __future__ import annotations

from misca_cli.anchors import is_provable
from misca_cli.spelling import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from misca_cli.checks.rule import Found, Subject

CSL_TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet paper-conference patent performance periodical personal_communication post
    post-weblog regulation report review review-book software song speech standard thesis treaty
    webpage""".split()
)
"""The types of CSL 1.0.2 (docs.citationstyles.org, appendix III)."""


def unknown_type(subject: Subject) -> Iterator[Found]:
    """Name sources whose type CSL does not have: reference managers will not know it either."""
    for source in subject.pack.sources.values():
        if source.type not in CSL_TYPES:
            near = nearest(source.type, CSL_TYPES, most=1)
            guess = f' (did you mean "{near[0]}"?)' if near else ""
            yield ("source", source.id, "type"), f'"{source.type}" is no type of CSL{guess}'


def misspelt_place(subject: Subject) -> Iterator[Found]:
    """Report a place that is all but written as those that can be proved, such as `P10, s1`."""
    for fact in subject.facts():
        meant = _meant(fact.at)
        if meant and meant != fact.at:
            yield ("fact", fact.id, "at"), f'"{fact.at}" can\'t be proved (did you mean "{meant}"?)'


def _meant(at: str) -> str | None:
    """Return the place that is written so but for case, commas and blanks, if it is one."""
    kind, rest = at[:1], at[1:].lower().replace(",", " ")
    spaced = " ".join(rest.replace("s", " s").split()).replace("s ", "s")
    place = f"{'L' if kind in 'lL' else kind.lower()}{spaced}"
    return place if is_provable(place) else None
