"""Kazakh sounds: vowel harmony, assimilation, softening.

What belongs here: which sounds may follow which, wherever a stem meets an
ending. What does not: the endings themselves (`cases`, `morphology`, `endings`).

Source: the chapters on phonetics of any Kazakh grammar. Vowels are back or
front, и, у and ю are either; an ending's vowels follow the stem's last one. Of
each ending only the shape after back vowels is listed, `fronted` gives the other.
"""

from collections.abc import Iterable
from typing import Literal

BACK, FRONT = frozenset("аоұыяё"), frozenset("әөүіеэ")
EITHER = frozenset("иую")
VOWELS = BACK | FRONT | EITHER
LETTERS = frozenset("абвгғдежзийкқлмнңопрстуұүфхһцчшщыіьэюяәөё")
VOICELESS = frozenset("пткқсшщчцфхһбвгғд")  # final б, в, г, д sound voiceless
VOICED = LETTERS - VOICELESS
NASAL = frozenset("мнң")
SOFTENED = {"б": "п", "г": "к", "ғ": "қ"}  # before a vowel, and the dictionary form's
HARDENED = {hard: soft for soft, hard in SOFTENED.items()}
_FRONTED = str.maketrans("аықғ", "еікг")

Harmony = Literal["back", "front", ""]


def harmony(letters: Iterable[str], *, strict: bool = True) -> Harmony:
    """Return "back" or "front" by the first vowel that tells, else "".

    If not `strict`, и, у and ю hide what stands behind them: in loanwords, which
    these letters mark, either harmony may go on.
    """
    for letter in letters:
        if letter in BACK:
            return "back"
        if letter in FRONT:
            return "front"
        if letter in EITHER and not strict:
            return ""
    return ""


def is_harmonic(stem: str, ending: str, *, strict: bool = True) -> bool:
    """Whether the ending's vowels may follow the stem's last vowel; `strict` as in `harmony`."""
    last, first = harmony(reversed(stem), strict=strict), harmony(ending, strict=strict)
    return not last or not first or last == first


def fronted(ending: str) -> str:
    """Return the shape of an ending that follows front vowels: "лары" gives "лері"."""
    return ending.translate(_FRONTED)


def soften(stem: str) -> str:
    """Return the stem as it stands before a vowel: "мектеп" gives "мектеб"."""
    return stem[:-1] + HARDENED[stem[-1]] if stem and stem[-1] in HARDENED else stem
