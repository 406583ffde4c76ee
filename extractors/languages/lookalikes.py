"""Letters that look like the right Cyrillic ones, folded for comparison.

What belongs here: folding. What does not: changing what is published; an
author's letters stay as they are.
"""

import re
from functools import cache

from extractors.languages.profiles import profiles

_YE = str.maketrans("ёЁ", "еЕ")
_LATIN_LETTERS, _LIKE_THEM = "ABCEHKMOPTXYIaceopxyiƏə", "АВСЕНКМОРТХУІасеорхуіӘә"
_FOLD = str.maketrans(_LATIN_LETTERS + "ӚӛӪӫӲӳ", _LIKE_THEM + "ӨөӨөҮү")
# Letters of the two scripts, for a character class.
LATIN, CYRILLIC = "A-Za-zƏə", "\u0400-\u04ff"
LIKE_ZERO = "OoОо"  # letters that look like the digit, for a character class
LIKE_DIGITS = LIKE_ZERO + "ЗзlIІ"
_UNFOLD = str.maketrans(_LIKE_THEM, _LATIN_LETTERS)


def as_cyrillic(text: str) -> str:
    """Return a text, as long as it was, with Cyrillic letters of Kazakh for ones that look so."""
    return text.translate(_FOLD)


def as_latin(text: str) -> str:
    """Return a text, as long as it was, with Latin letters for Cyrillic ones that look so."""
    return text.translate(_UNFOLD)


_LATIN = "[" + "".join(map(chr, (letter for letter in _FOLD if letter < 0x250))) + "]+"
_FOREIGN = re.compile(
    rf"(?<=[\u0400-\u04ff]){_LATIN}(?![A-Za-z])|(?<![A-Za-z]){_LATIN}(?=[\u0400-\u04ff])"
)


def mended_words(text: str) -> str:
    """Return a text, as long as it was, without the Latin letters inside its Cyrillic words."""
    return _FOREIGN.sub(lambda match: as_cyrillic(match[0]), text)


# What a pattern says by letters that stand for no letter: escapes, and names of groups.
_SYNTAX = re.compile(r"(\\.|\(\?P<\w+>)")


def as_cyrillic_pattern(source: str) -> str:
    """Return a pattern's source for texts folded by `as_cyrillic`; it may hold no Latin range."""
    parts = enumerate(_SYNTAX.split(source))
    return "".join(part if place % 2 else as_cyrillic(part) for place, part in parts)


_ROMAN = frozenset("IVXІХ")


def is_roman(word: str) -> bool:
    """Tell whether a word is a Roman numeral in capitals, in letters of either script."""
    return bool(word) and _ROMAN.issuperset(word)


def plain_ye(text: str) -> str:
    """Return a text with е for ё, which most authors print as е."""
    return text.translate(_YE)


def as_typed(text: str) -> str:
    """Return a text in small letters as people type it who lack some letters of its language."""
    return text.translate(_typed_as())


@cache
def _typed_as() -> dict[int, str]:
    tables = (str.maketrans(dict(profile.typed_as)) for profile in profiles().values())
    return {letter: typed for table in tables for letter, typed in table.items()}


def lookalikes_of(letter: str) -> str:
    """Return a letter and the one of the other script that looks like it, for a character class."""
    return letter + as_cyrillic(letter)
