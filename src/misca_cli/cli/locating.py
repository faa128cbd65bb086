"""A few words → the place in a saved copy where they stand, found or chosen on a terminal."""

from __future__ import annotations

from misca_cli.adding.passages import passage, search
from misca_cli.anchors import is_provable
from misca_cli.cli import asking
from misca_cli.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from misca_cli.adding.passages import Passage
    from misca_cli.anchors import Copy

AS_IT_STANDS = "="
"""In front of a place in words of one's own."""
QUESTION = "at: a few words of the passage, its place (`p10 s1`, `n4`, `L3`), or =TEXT as it stands"


def found_place(copy: Copy, typed: str) -> Passage:
    """Return the one passage where some words stand in a row. Raises `UsageError`."""
    found = search(copy, typed)
    sure = [each for each in found if each.is_sure]
    if len(sure) == 1:
        return sure[0]
    places = ", ".join(each.at for each in sure or found)
    near = f" (near: {places})" if places else ""
    hold = f"stand at {places}" if sure else f"stand nowhere in a row{near}"
    raise UsageError(f'--passage: "{typed}": these words {hold}')


def ask_place(copy: Copy) -> str:
    """Ask for a place until it is there in a copy, or is said to be taken as it stands."""
    asking.say(("", QUESTION))
    found: tuple[Passage, ...] = ()
    while True:
        answer = asking.ask("at")
        own = answer.removeprefix(AS_IT_STANDS).strip()
        if answer.startswith(AS_IT_STANDS) and own:
            return own
        chosen = _chosen(copy, answer, found)
        if chosen:
            return shown_place(chosen)
        if is_provable(answer):
            asking.say((f'the copy has no place "{answer}"',))
        elif answer and not answer.isdecimal():
            found = search(copy, answer)
            asking.say(_offered(found))
        else:
            asking.say((_expected(found),))


def _chosen(copy: Copy, answer: str, found: Sequence[Passage]) -> Passage | None:
    """Return the passage that an answer names: by its place, or by its number among those shown."""
    if is_provable(answer):
        return passage(copy, answer)
    number = int(answer) if answer.isdecimal() and len(answer) < 3 else 0 if answer else 1
    return found[number - 1] if 1 <= number <= len(found) else None


def _offered(found: Sequence[Passage]) -> Iterator[str]:
    if not found:
        yield "no passage holds these words"
        return
    yield from (f"  {number} {each.at}: {each.text}" for number, each in enumerate(found, 1))
    yield "a number (Return: 1), or other words"


def _expected(found: Sequence[Passage]) -> str:
    if not found:
        return "a fact needs its place: a few words of the passage find it"
    return f"a number from 1 to {len(found)}, or other words"


def shown_place(found: Passage) -> str:
    """Show what stands at a place, and return the place."""
    asking.say((f"{found.at}: {found.text}",))
    return found.at
