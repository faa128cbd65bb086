"""A vocabulary that looks like one: frequent English words, then ever rarer made-up ones.

Word number n is the same whatever the size asked for, so a larger pack has all the words of
a smaller one.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

STOP = tuple("the of and in to a that for with by from on at as was is has been were its".split())
COMMON = tuple(
    """government people country state report minister group president forces city year million
    million officials police security court party members national public local military work
    water health family children women school office company market trade price money bank
    budget growth power energy oil gas road bridge border river coast island village town
    region district province capital north south east west central international foreign
    agreement treaty meeting talks summit conference council assembly parliament vote election
    campaign candidate leader opposition coalition reform policy law bill decree order ruling
    judge trial prison sentence charge evidence witness investigation inquiry report study
    research science university hospital disease vaccine patients doctors outbreak drought
    flood storm earthquake fire accident rescue relief refugees camp shelter food harvest
    farmers wheat rice cattle fishing forest land mine copper gold steel factory workers union
    strike protest march crowd square street building house tower airport flight aircraft
    helicopter ship port convoy truck vehicle weapon missile attack raid ambush bomb explosion
    soldiers troops battalion general colonel rebels militia fighters ceasefire peace mission
    mandate resolution sanctions embargo aid donors funding loan debt tax revenue exports
    imports tariff currency inflation rate percent share number total average record level
    rise fall increase decline cut deal contract project plan proposal decision statement
    letter speech interview newspaper radio television journalist spokesman adviser ambassador
    embassy delegation visit arrival departure deployment withdrawal support pressure threat
    warning risk crisis conflict dispute claim denial apology promise demand request offer
    expected announced confirmed rejected approved signed opened closed built destroyed
    captured released arrested killed wounded displaced returned elected appointed dismissed
    delayed suspended extended reduced doubled financed supplied trained protected accused
    early late recent former current heavy light large small young old new long short high low
    strong weak major minor final annual monthly weekly daily private joint common special
    temporary permanent independent regional federal civil royal legal illegal armed peaceful
    severe rapid slow steady sudden senior junior deputy chief acting northern southern eastern
    western coastal mountain valley desert lake harbour railway station network satellite
    computer telephone internet data software engine fuel battery solar nuclear reactor waste
    pollution climate temperature rainfall species wildlife park museum temple church mosque
    festival music film book language history culture sport team match champion stadium""".split()
)
COMMON = tuple(dict.fromkeys(COMMON))

SINGLE = "b c d f g h j k l m n p r s t v w".split()
ONSETS = SINGLE + SINGLE + "br cl cr dr fl gr pl pr qu sh sp st str th tr".split()
VOWELS = [*(3 * "aeiou"), *"ai ea ou ie ua".split()]
CODAS = [*(10 * [""]), *"n r l m t nd rt ck st x p ng lt".split()]
ENDINGS = ["s", "ed", "ing", "al", "er", "ment", "ity"]


def size_for(facts: int) -> int:
    """Return how many word forms a pack of that many facts has, by Heaps' law."""
    return max(len(COMMON), int(40 * facts**0.55))


def vocabulary(size: int) -> tuple[str, ...]:
    """Return the first words, the most frequent one first."""
    draw = Random("vocabulary")
    words = dict.fromkeys(COMMON)
    made: list[str] = []
    while len(words) < size:
        inflected = made and draw.random() < 0.2
        word = draw.choice(made) + draw.choice(ENDINGS) if inflected else coined(draw)
        if word not in words:
            words[word] = None
            if not inflected:
                made.append(word)
    return tuple(words)[:size]


def coined(draw: Random) -> str:
    """Return a made-up word of two to four syllables."""
    count = draw.choice((2, 2, 3, 3, 4))
    return "".join(
        draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS) for _ in range(count)
    )


def zipf_weights(size: int) -> tuple[float, ...]:
    """Return cumulative weights for `Random.choices`: word n is drawn about 1/n of the time."""
    return tuple(accumulate(1 / (rank + 2.7) ** 1.02 for rank in range(size)))
