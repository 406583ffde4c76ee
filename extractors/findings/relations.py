"""How a language says that numbers hang together: totals, parts, shares, changes.

What belongs here: the model of `relations.toml`, and texts as its patterns expect them.
What does not: the words themselves, and any arithmetic.
"""

import re
from functools import cache

from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern
from schemas.document import Frozen
from schemas.tables import Language


class Relations(Frozen):
    """Patterns around and between numbers (relations.toml); gaps are matched whole."""

    total: Pattern = NEVER  # says that a number beside it is a sum
    partial: Pattern = NEVER  # parts need not be all, or are none
    whole: Pattern = NEVER  # parts are all
    rest: Pattern = NEVER  # the part that fills up the whole
    of: Pattern = NEVER  # between a part and its whole
    whole_first: Pattern = NEVER  # between a whole and its part
    whole_before: Pattern = NEVER  # before a whole, with `whole_gap` before its part
    whole_gap: Pattern = NEVER
    opens_part: Pattern = NEVER  # from a sentence's start to a part of what was named before
    percent_of: Pattern = NEVER  # from a share's percent sign to the whole
    same: Pattern = NEVER  # between a number and a share that says the same
    opening: Pattern | None = None  # before a change's first value; None where nothing does
    to: Pattern = NEVER  # between a change's values
    by: Pattern = NEVER  # between a change's value and by how much it is
    difference: Pattern = NEVER  # right before a difference
    difference_after: Pattern = NEVER  # right after the number of a difference
    up: Pattern = NEVER
    down: Pattern = NEVER
    share: Pattern = NEVER  # the percent is of a whole
    not_share: Pattern = NEVER  # the percent may pass a hundred all the same
    existence: Pattern = NEVER  # a word that does not say what is counted
    another: Pattern = NEVER  # the number counts others, or other times
    not_summed: Pattern = NEVER  # titles of columns whose values do not add up


@cache
def relations(language: Language) -> Relations:
    """Return what a language says of numbers."""
    return LANGUAGES[language].data("relations", Relations)


def without_brackets(text: str) -> str:
    """Return a text, as long as it was, with spaces for what stands in round brackets."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == "("
        kept.append(" " if depth else letter)
        depth -= letter == ")" and depth > 0
    return "".join(kept)


def joined_gap(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Tell whether a pattern matches all that stands between two numbers."""
    return start <= end and pattern.fullmatch(text, start, end) is not None
