"""What a typed word tells by itself, in English and French.

It may carry nothing, say what a question asks for, or be of a day, a period or a figure.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Function words and the words of asking. "us" and "car" are missing: here they are names.
ENGLISH = frozenset(
    """a about actually all almost already also am an and any anybody anyone anything are as at be
    approximately around because been being but by can could currently did do does doing done
    exactly for from get give given go had happen happened happens has have he her here him his
    how i if in into is it its just know let many me mention mentioned much my nearly no now of
    off on once one only or other our out own please roughly said say says she should so some
    somebody someone something still such tell than that the their them then there there'd these
    they thing things this those to told too under up upon versus very vs was we were what whats
    when where whether which while who whom whose why will with would yet you your
    mr mrs ms""".split()
)
FRENCH = frozenset(
    """a au aux avaient avait avec c ce ces cet cette combien comme comment courant d dans de
    dernier derniere dernieres derniers des dit donc dont du elle elles en environ est et
    etaient etait ete etre eu fait fut il ils j je l la le les leur leurs lui m ma mais me mes
    moi mon n ne nos notre nous on ont ou par parle pas pour pourquoi presque puis qu quand que
    quel quelle quelles quels qui quoi s sa sans se selon sera ses si son sont sous sur t ta te
    tes ton tu un une vos votre vous y dire madame mme monsieur signifie trouve trouvent
    veut""".split()
)
# In a query that is not French these may be names: the AU, the UN.
NAME_LIKE = frozenset("au aux dire ma on ou par tu un".split())
# French words that are no English ones and begin no name: one of them makes a query French.
TELLING_FRENCH = frozenset(
    """aux avaient avait ces cet cette combien dans des donc dont elle elles est et etait ete
    etre ils les leur leurs lui mais nos notre nous pour pourquoi quand que quel quelle
    quelles quels qui quoi sans selon ses son sont sous sur trouve trouvent une veut vos votre
    vous à où""".split()
)
"""Folded, but for those that only their accents tell from English ones."""


def is_stop_word(word: str, *, french: bool) -> bool:
    """Return whether a folded word carries nothing in a query of that language."""
    return word in ENGLISH or (word in FRENCH and (french or word not in NAME_LIKE))


ASKED = frozenset("ce il elle ils elles on je tu nous vous".split())
"""What a French question puts behind its verb."""


def is_asking(word: str) -> bool:
    """Return whether a folded word is put together to ask in French: "qu'est-ce", "a-t-il"."""
    parts = word.replace("'", "-").split("-")
    return len(parts) > 1 and parts[-1] in ASKED and all(part in FRENCH for part in parts)


def is_french(typed: Sequence[str]) -> bool:
    """Return whether a query is French, by its function words, folded or not."""
    return any(word in TELLING_FRENCH or is_asking(word) for word in typed)


# What a question asks for, by its first words: a kind of value, or what something is.
ASKING = {
    **{
        tuple(phrase.split()): "identity"
        for phrase in (
            *(
                "what is",
                "what are",
                "what was",
                "what's",
                "whats",
                "what does",
                "who is",
                "who are",
            ),
            *("who was", "who's", "whos", "qui est", "qui etait", "c'est quoi", "c'est qui"),
            *("qu'est-ce", "que veut dire", "que signifie"),
        )
    },
    ("how", "many"): "figure",
    ("how", "much"): "figure",
    ("number",): "figure",
    ("combien",): "figure",
    ("nombre",): "figure",
    ("when",): "date",
    ("quand",): "date",
    ("date",): "date",
    ("what", "day"): "date",
    ("quel", "jour"): "date",
}


_ASKING_FIRST = {phrase[0] for phrase in ASKING}


def kind_asked(typed: Sequence[str]) -> str | None:
    """Return what folded words ask for: a figure, a date, an identity or None."""
    asked = [
        kind
        for at, word in enumerate(typed)
        if word in _ASKING_FIRST
        for phrase, kind in ASKING.items()
        if tuple(typed[at : at + len(phrase)]) == phrase
    ]
    # "What is the number" asks for a number.
    return next((kind for kind in asked if kind != "identity"), asked[0] if asked else None)


WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            *("monday lundi", "tuesday mardi", "wednesday mercredi", "thursday jeudi"),
            *("friday vendredi", "saturday samedi", "sunday dimanche"),
        )
    )
    for name in names.split()
}
"""From Monday on, as `datetime` counts; one is not another misspelt."""
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
SEASONS = {
    name: season
    for season, names in {
        21: "spring printemps",
        22: "summer ete",
        23: "autumn fall automne",
        24: "winter hiver",
    }.items()
    for name in names.split()
}


ONES = {
    word: number
    for number, words in enumerate(
        (
            *("two deux", "three trois", "four quatre", "five cinq", "six", "seven sept"),
            *("eight huit", "nine neuf", "ten dix", "eleven onze", "twelve douze"),
            *("thirteen treize", "fourteen quatorze", "fifteen quinze", "sixteen seize"),
            *("seventeen", "eighteen", "nineteen"),
        ),
        start=2,
    )
    for word in words.split()
}
TENS = {
    word: number
    for number, words in zip(
        range(20, 100, 10),
        (
            *("twenty vingt", "thirty trente", "forty quarante", "fifty cinquante"),
            *("sixty soixante", "seventy", "eighty", "ninety"),
        ),
        strict=True,
    )
    for word in words.split()
}
"""Numbers in words, but for one, which says nothing, and for larger ones, made of these."""
MULTIPLYING = frozenset(
    """hundred cent cents thousand thousands mille million millions billion billions milliard
    milliards trillion""".split()
)
TOLD_DAYS = frozenset("yesterday hier today aujourd'hui tomorrow demain".split())
TOLD_UNITS = frozenset("week semaine month mois year annee l'annee l'an".split())
"""What days are told from today by (`relative`)."""
DURATIONS = TOLD_UNITS | frozenset("day jour hour heure decade decennie century siecle".split())
"""One of these is a figure behind a bound: "less than a year"."""


def may_tell(word: str, known: Callable[[str], bool]) -> bool:
    """Return whether a folded word may be of a day, a period or a figure.

    Where no word is, reading days and figures finds none, and what reads them need not be loaded.
    """
    if word.isalpha():
        return _names(word) or (_is_near_a_month(word) and not known(word))
    if any(map(str.isnumeric, word)):
        return True
    spaced = "".join(char if char.isalnum() else " " for char in word)
    parts = (word, spaced.replace(" ", ""), *spaced.split())
    return any(_names(part) or _is_near_a_month(part) for part in parts)


def _names(word: str) -> bool:
    """Return whether a word is a number, a season or a month, or begins one, or tells days."""
    begun = len(word) > 4 and any(name.startswith(word) for name in MONTHS)
    told = word in TOLD_DAYS or word in DURATIONS
    told = told or word in ONES or word in TENS or word in MULTIPLYING
    return begun or told or word in MONTHS or word in SEASONS


def _is_near_a_month(word: str) -> bool:
    """Return whether a word may be a misspelt month, by its letters alone."""
    # An edit brings one letter at most that was missing, and few edits are allowed.
    edits = len(word) // 4
    return len(word) > 5 and any(
        name[0] == word[0] and len({*name}.difference(word)) <= edits
        for name in MONTHS
        if len(name) > 5
    )
