"""Phrases that stand in one cell: the words of a date, a period, an amount.

What belongs here: finding them by the words of deadlines and amounts. What does
not: what they mean (`extractors.plans`), which column they stand in (`align`).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from extractors.languages import data_of_all
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.funding import NUMBER_SOURCE, funding_lexicon
from schemas.document import Frozen

_PERIODS = frozenset(("years", "period", "every", "following"))
_UNTIL = frozenset(("until", "since"))


class _YearWords(Frozen):
    """A language's prepositions before a year, and beginnings of words after it."""

    before: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def kept_with_previous(words: tuple[str, ...]) -> frozenset[int]:
    """Return the words, by index, that stand in one cell with the word before them."""
    text = " ".join(words)
    spans = list(_spans(text))
    starts = accumulate((len(word) + 1 for word in words), initial=0)
    return frozenset(
        index
        for index, start in enumerate(starts)
        if any(first < start < last for first, last in spans)
    )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where dates, periods, with the preposition before them, and amounts stand."""
    found = [token for token in tokens(text) if token.kind in _PERIODS | _UNTIL]
    yield from ((token.start, token.end) for token in found if token.kind in _PERIODS)
    for before, token in pairwise(found):
        if before.kind in _UNTIL and token.kind in _PERIODS and before.end + 1 == token.start:
            yield before.start, token.end
    for pattern in (_years(), _amount()):
        yield from (match.span() for match in pattern.finditer(text))


@cache
def _years() -> re.Pattern[str]:
    """Return a pattern for a year or two, with the preposition before and the word after."""
    lexica = data_of_all("plan_phrases", _YearWords)
    before = "|".join(word for years in lexica for word in years.before)
    words = "|".join(word for years in lexica for word in years.words)
    return re.compile(rf"(?<!\w)(?:(?:{before}) )?(?:20\d\d ?[-–] ?)?20\d\d (?:{words})\w*")


@cache
def _amount() -> re.Pattern[str]:
    """Return a pattern for a number, its scale and its currency."""
    lexicon = funding_lexicon()
    scales, currencies = "|".join(lexicon.scales), "|".join(lexicon.currencies)
    return re.compile(
        rf"(?<!\S)(?:{NUMBER_SOURCE})(?: (?:{scales})\w*\.?)?(?: (?:{currencies})\w*)?"
    )
