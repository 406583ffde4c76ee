"""Phrases that stand in one cell: the words of a date, a period, an amount.

What belongs here: finding them by the words of deadlines and amounts. What does
not: what they mean (`extractors.plans`), which column they stand in (`align`).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from extractors.plan_vocabulary.deadline_words import tokens
from extractors.plan_vocabulary.funding import NUMBER_SOURCE, funding_lexicon

_PERIODS = frozenset(("years", "period", "every", "times", "apart", "following"))
_UNTIL = frozenset(("until", "since"))
_YEARS = re.compile(r"(?<!\w)(?:до |с )?(?:20\d\d ?[-–] ?)?20\d\d (?:год|жыл)\w*")


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
    for pattern in (_YEARS, _amount()):
        yield from (match.span() for match in pattern.finditer(text))


@cache
def _amount() -> re.Pattern[str]:
    """Return a pattern for a number, its scale and its currency."""
    lexicon = funding_lexicon()
    scales, currencies = "|".join(lexicon.scales), "|".join(lexicon.currencies)
    return re.compile(
        rf"(?<!\S)(?:{NUMBER_SOURCE})(?: (?:{scales})\w*\.?)?(?: (?:{currencies})\w*)?"
    )
