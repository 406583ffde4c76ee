"""Latin letters that look like Cyrillic ones, folded for comparison.

What belongs here: folding. What does not: changing what is published; an
author's letters stay as they are.
"""

_FOLD = str.maketrans("ABCEHKMOPTXYIaceopxyiƏə", "АВСЕНКМОРТХУІасеорхуіӘә")


def as_cyrillic(text: str) -> str:
    """Return a text, as long as it was, with Cyrillic letters for Latin ones that look so."""
    return text.translate(_FOLD)
