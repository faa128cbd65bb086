"""The words of counting, in English and French, folded."""

from __future__ import annotations

MULTIPLIERS = {
    "k": 3, "thousand": 3, "thousands": 3, "mille": 3, "m": 6, "mn": 6, "mln": 6, "million": 6,
    "millions": 6, "bn": 9, "billion": 9, "billions": 9, "milliard": 9, "milliards": 9,
    "tn": 12, "trillion": 12, "hundred": 2, "cent": 2, "cents": 2,
}  # fmt: skip
CENTS = frozenset(("cent", "cents"))
"""Behind digits they multiply nothing: "5 cents"."""
ALONE = {"mille": 1000}
HUNDREDS = frozenset(("hundred", "cent"))
"""By themselves they count before another number: "cent vingt", "hundred thousand"."""
HALVES = frozenset(("half", "demi"))
POINTS = frozenset(("point", "virgule"))
FRACTIONS = frozenset(
    """half halves third thirds quarter quarters fifth fifths tiers quart quarts""".split()
)
"""Behind a number they make less than one of it."""
ARTICLES = frozenset(("a", "an", "one", "un", "une"))
"""What may stand before a multiplier: "a thousand"."""
SUFFIXES = ("k", "mln", "mn", "m", "bn", "tn")
UNITS = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP",
    "%": "%", "percent": "%", "pourcent": "%", "pct": "%",
}  # fmt: skip
# Currencies that may stand before their figure: "USD 40 million".
CODES = frozenset(("usd", "eur", "gbp"))
# Opening words → which bound follows ("low" or "high") and whether it is included.
OPENINGS: dict[tuple[str, ...], tuple[str, bool]] = {
    ("more", "than"): ("low", False),
    **{(word, "than"): ("low", False) for word in ("greater", "higher", "bigger")},
    ("more", "then"): ("low", False),
    ("plus", "que"): ("low", False),
    ("upwards", "of"): ("low", False),
    ("in", "excess", "of"): ("low", False),
    ("larger", "than"): ("low", False),
    ("over",): ("low", False),
    ("above",): ("low", False),
    ("exceeding",): ("low", False),
    ("plus", "de"): ("low", False),
    ("plus", "d"): ("low", False),
    ("at", "least"): ("low", True),
    ("au", "moins"): ("low", True),
    ("no", "fewer", "than"): ("low", True),
    ("no", "less", "than"): ("low", True),
    ("less", "than"): ("high", False),
    ("fewer", "than"): ("high", False),
    ("smaller", "than"): ("high", False),
    ("lower", "than"): ("high", False),
    ("less", "then"): ("high", False),
    ("moins", "que"): ("high", False),
    ("under",): ("high", False),
    ("below",): ("high", False),
    ("moins", "de"): ("high", False),
    ("at", "most"): ("high", True),
    ("up", "to"): ("high", True),
    ("no", "more", "than"): ("high", True),
    ("no", "greater", "than"): ("high", True),
    ("not", "more", "than"): ("high", True),
    ("not", "over"): ("high", True),
    ("not", "less", "than"): ("low", True),
    ("not", "fewer", "than"): ("low", True),
    ("pas", "plus", "de"): ("high", True),
    ("pas", "moins", "de"): ("low", True),
    ("d'au", "moins"): ("low", True),
    ("au", "plus"): ("high", True),
    ("jusqu'a",): ("high", True),
    ("as", "many", "as"): ("high", True),
    **{
        phrase: bound
        for word, bound in (("minimum", ("low", True)), ("maximum", ("high", True)))
        for phrase in ((word,), (word[:3],), (word, "of"), ("a", word, "of"), ("au", word))
    },
}
# Closing words, in the same way: "1000 or more", and "1000 soldiers or more".
CLOSINGS: dict[tuple[str, ...], tuple[str, bool]] = {
    ("at", "least"): ("low", True),
    ("au", "moins"): ("low", True),
    ("minimum",): ("low", True),
    ("at", "most"): ("high", True),
    ("au", "plus"): ("high", True),
    ("maximum",): ("high", True),
    ("or", "more"): ("low", True),
    ("and", "more"): ("low", True),
    ("ou", "plus"): ("low", True),
    ("et", "plus"): ("low", True),
    ("or", "less"): ("high", True),
    ("or", "fewer"): ("high", True),
    ("ou", "moins"): ("high", True),
}
# Closing words that leave open what comes near: "400 or so".
CLOSING_HEDGES = (("or", "so"), ("or", "thereabouts"), ("environ",))
# Words that leave open what comes near a figure → on which sides.
HEDGES: dict[tuple[str, ...], str] = {
    **{
        tuple(phrase.split()): "both"
        for phrase in (
            *("about", "around", "approximately", "approx", "roughly", "circa"),
            *("environ", "quelque", "autour de", "a peu pres", "dans les"),
        )
    },
    **{
        tuple(phrase.split()): "low"
        for phrase in ("almost", "nearly", "close to", "presque", "pres de")
    },
}
MARGIN = 10
"""One part in so many is near."""
MOST_DIGITS = 15
RANGE_LINKS = frozenset(("to", "a", "-", "–", "—"))
CHOICE_LINKS = frozenset(("or", "ou"))
"""Between small numbers they make a range: "2 or 3 million"."""
GLUED_LINKS = ("..", "-", "–", "—")
# A change and an approximate figure are looked for by their amount.
IGNORED_SIGNS = "~≈+-−"
SIGNS = {
    ">=": ("low", True),
    "≥": ("low", True),
    ">": ("low", False),
    "<=": ("high", True),
    "≤": ("high", True),
    "<": ("high", False),
}
