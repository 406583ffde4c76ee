"""Letters that look like the right Cyrillic ones, folded for comparison.

What belongs here: folding. What does not: changing what is published; an
author's letters stay as they are.
"""

import re

# Kazakh letters as people type them on a Russian keyboard, and ё.
_ON_RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүһіё", "агкноуухие")
_YE = str.maketrans("ёЁ", "еЕ")
_FOLD = str.maketrans("ABCEHKMOPTXYIaceopxyiƏəӚӛӪӫӲӳ", "АВСЕНКМОРТХУІасеорхуіӘәӨөӨөҮү")


def as_cyrillic(text: str) -> str:
    """Return a text, as long as it was, with Cyrillic letters of Kazakh for ones that look so."""
    return text.translate(_FOLD)


# What a pattern says by letters that stand for no letter: escapes, and names of groups.
_SYNTAX = re.compile(r"(\\.|\(\?P<\w+>)")


def as_cyrillic_pattern(source: str) -> str:
    """Return a pattern's source for texts folded by `as_cyrillic`; it may hold no Latin range."""
    parts = enumerate(_SYNTAX.split(source))
    return "".join(part if place % 2 else as_cyrillic(part) for place, part in parts)


def plain_ye(text: str) -> str:
    """Return a text with е for ё, which most authors print as е."""
    return text.translate(_YE)


def on_russian_keyboard(text: str) -> str:
    """Return a text in small letters as typed without those that a Russian keyboard lacks."""
    return text.translate(_ON_RUSSIAN_KEYBOARD)
