"""The words of the calendar, in English and French, folded; months and seasons are `telling`'s."""

from __future__ import annotations

# These are ordinary words or names too, and mean a month only beside a day, a year or "in".
DOUBTFUL_MONTHS = frozenset(("may", "mai", "mar", "jan", "sep", "sept"))
DOUBTFUL_SEASONS = frozenset(("fall", "ete", "spring"))
# Which of several; -1 is the last.
ORDINALS = {
    "first": 1, "1st": 1, "premier": 1, "premiere": 1, "second": 2, "2nd": 2, "deuxieme": 2,
    "third": 3, "3rd": 3, "troisieme": 3, "fourth": 4, "4th": 4, "quatrieme": 4,
    "last": -1, "dernier": -1, "derniere": -1, "dernieres": -1,
}  # fmt: skip
# The thirds of a month or a year.
PARTS = {
    "early": 0, "beginning": 0, "start": 0, "debut": 0,
    "mid": 1, "middle": 1, "mi": 1, "milieu": 1,
    "late": 2, "end": 2, "fin": 2,
}  # fmt: skip
# "Before the end" is up to the last day, and "after the beginning" from the first one on.
EDGES = {
    **dict.fromkeys([("before", "end"), ("before", "fin")], "until"),
    **dict.fromkeys([("after", "beginning"), ("after", "start"), ("after", "debut")], "since"),
}
# A week in days; quarters and halves in months.
SPANS = {
    "week": 7, "weeks": 7, "semaine": 7, "semaines": 7,
    "quarter": 3, "trimestre": 3, "half": 6, "semestre": 6,
}  # fmt: skip
# Words before the year or the month that they announce.
NAMING = {
    "year": "year", "annee": "year", "l'annee": "year", "l'an": "year",
    "month": "month", "mois": "month",
}  # fmt: skip
MARCHES = frozenset(("march",))
ARTICLES = frozenset("the a an this that".split())
"""Behind them one of these is no month: "the march"."""
# Words that may stand between the parts of a date.
LINKS = frozenset("of the in de du d l le la and to than".split())
# Words behind "last week" by which it is not told from today.
GOING_ON = frozenset("of de du d before after in avant apres en".split())
# What a word before a date makes of it.
OPENERS = {
    "before": "before", "avant": "before", "prior": "before",
    "after": "after", "apres": "after", "following": "after",
    "since": "since", "depuis": "since", "from": "since", "des": "since",
    "up": "until", "until": "until", "till": "until", "by": "until",
    "jusqu'a": "until", "jusqu'au": "until", "jusqu'en": "until",
    "between": "between", "entre": "between",
    "in": "in", "on": "in", "during": "in", "at": "in", "en": "in",
    "le": "in", "pendant": "in", "around": "in", "au": "in", "du": "in",
    "nearly": "in", "almost": "in", "roughly": "in", "approximately": "in", "presque": "in",
    "throughout": "in", "about": "in", "circa": "in", "environ": "in", "vers": "in",
    "partir": "since",
}  # fmt: skip
# Several words that do as one of these.
OPENING_PHRASES = {
    tuple(phrase.split()): opener
    for opener, phrases in {
        "before": ("earlier than", "sooner than"),
        "after": ("later than",),
        "since": (
            *("on or after", "in or after", "from or after", "no earlier than", "not earlier than"),
            *("no sooner than", "not before", "not until", "not till", "pas avant", "au plus tot"),
        ),
        "until": (
            *("on or before", "in or before", "by or before", "no later than", "not later than"),
            *("not after", "pas apres", "au plus tard"),
        ),
    }.items()
    for phrase in phrases
}
LONGEST_OPENING = 3
"""Words in the longest of these."""
# Words between the two ends of a range.
RANGE_LINKS = frozenset("and or to et ou a au until till through - – —".split())
# The links that say of two days only that there are two.
WEAK_LINKS = frozenset("and or et ou".split())
ORDINARY_WORDS = DOUBTFUL_MONTHS | {"mars"}
"""Names of months that a text more often means otherwise."""
LEADING = LINKS | RANGE_LINKS | OPENERS.keys()
"""Words that lead to a date, or from one to the next, and name none."""
DASHES = "-–—"
# Words behind a date that open it on one side.
CLOSERS = {
    ("onwards",): "since", ("onward",): "since", ("or", "later"): "since", ("or", "after"): "since",
    ("or", "before"): "until", ("or", "earlier"): "until",
    ("ou", "avant"): "until", ("ou", "apres"): "since",
}  # fmt: skip
# The days of the early, the middle and the late part of a month.
MONTH_PART_DAYS = ((1, 10), (11, 20), (21, 31))
