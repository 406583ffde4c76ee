"""Letters that look like the right Cyrillic ones, folded for comparison.

What belongs here: folding. What does not: changing what is published; an
author's letters stay as they are.
"""

_FOLD = str.maketrans("ABCEHKMOPTXYIaceopxyiƏəӚӛӪӫӲӳ", "АВСЕНКМОРТХУІасеорхуіӘәӨөӨөҮү")


def as_cyrillic(text: str) -> str:
    """Return a text, as long as it was, with Cyrillic letters of Kazakh for ones that look so."""
    return text.translate(_FOLD)
